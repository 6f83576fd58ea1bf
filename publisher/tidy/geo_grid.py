"""A GeoJSON file as the rows of a grid: properties, then where each feature lies."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from publisher.geo import collection
from publisher.geo.json_stream import BrokenJson, parts, refuse
from publisher.geo.table import GeoTable
from publisher.model import File
from publisher.tables.record import BrokenTable
from publisher.tidy.grid import GridRow
from publisher.words import Text

_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥]")
_SAME = 1e-9
"""Degrees that are the same place: a tenth of a millimetre."""
_NO_FEATURES = Text(
    "表にできる一覧ではありません（地点の並びがないJSONです）。",
    "It is no list that could be a table (JSON without features).",
)
_TOO_MANY_NAMES = Text(
    "地点ごとに項目名が違い、表にできません。",
    "Nearly every feature has names of its own, so there is no table.",
)
Column = tuple[str, list[str]]


def table_of(file: File, codec: str) -> GeoTable | Text:
    """Return the table of the features' properties, or why there is none; raises BrokenTable."""
    seen = collection.look(file, codec)
    if seen.broken is not None:
        raise BrokenTable("source-error", seen.broken.note, line=seen.broken.line)
    if not seen.features or not any(True for _ in _features(file, codec)):
        return _NO_FEATURES
    has_properties = any(feature.get("properties") for feature in _features(file, codec))
    if has_properties and not seen.names:
        return _TOO_MANY_NAMES
    return GeoTable(file=file, codec=codec, names=seen.names)


def rows(table: GeoTable) -> Iterator[GridRow]:
    """Yield a header and a row per feature.

    Points become two columns of latitude and longitude, unless the properties say the same; other
    shapes stay GeoJSON in one. Raises BrokenTable.
    """
    records = [(record.number, record.line or 1, record.cells) for record in table.records()]
    features = list(_features(table.file, table.codec))
    (number, line, names), body = records[0], records[1:]
    columns: list[Column] = [
        (str(name), [str(cells[index]) for _, _, cells in body]) for index, name in enumerate(names)
    ]
    columns = [*_ids(features, columns), *columns]
    columns += _places(features, columns)
    yield GridRow(number, line, tuple(name for name, _ in columns))
    for index, (number, line, _) in enumerate(body):
        yield GridRow(number, line, tuple(texts[index] for _, texts in columns))


def _features(file: File, codec: str) -> Iterator[dict[str, Any]]:
    """Yield the features, as many as GeoTable has records; numbers as the digits of the file."""
    decoder = json.JSONDecoder(parse_constant=refuse, parse_float=str, parse_int=str)
    document: dict[str, Any] = {}
    try:
        for part in parts(file, codec, opens=_opens, decoder=decoder):
            if part.index is None:
                document[part.key or ""] = part.value
            else:
                yield part.value if isinstance(part.value, dict) else {}
    except BrokenJson as broken:
        raise BrokenTable("source-error", broken.note, line=broken.line) from broken
    if document.get("type") == "Feature":
        yield document


def _opens(key: str | None) -> bool:
    return key == "features"


def _ids(features: Sequence[dict[str, Any]], columns: Sequence[Column]) -> Iterator[Column]:
    """Yield the features' ids as a column, unless a property says the same."""
    texts = [_text(feature.get("id")) for feature in features]
    if any(texts) and texts not in [cells for _, cells in columns]:
        yield _free("id", columns), texts


def _places(features: Sequence[dict[str, Any]], columns: Sequence[Column]) -> Iterator[Column]:
    geometries = [feature.get("geometry") for feature in features]
    points = [_point(geometry) for geometry in geometries]
    is_japanese = any(_JAPANESE.search(name) for name, _ in columns)
    names = ("緯度", "経度", "標高") if is_japanese else ("latitude", "longitude", "elevation")
    for name, at in zip(names, (1, 0, 2), strict=True):
        texts = [point[at] if len(point) > at else "" for point in points]
        if any(texts) and not any(_is_same(texts, cells) for _, cells in columns):
            yield _free(name, columns), texts
    shapes = [
        "" if point or geometry is None else _text(geometry)
        for point, geometry in zip(points, geometries, strict=True)
    ]
    if any(shapes):
        yield _free("geometry", columns), shapes


def _point(geometry: object) -> tuple[str, ...]:
    """Return the coordinates of a point; nothing for any other shape."""
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return ()
    found = geometry.get("coordinates")
    if not isinstance(found, list) or not 2 <= len(found) <= 3:
        return ()
    return tuple(found) if all(isinstance(part, str) for part in found) else ()


def _is_same(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    try:
        return all(
            abs(float(one) - float(other)) < _SAME
            for one, other in zip(ours, theirs, strict=True)
            if one
        )
    except ValueError:
        return False


def _free(name: str, columns: Sequence[Column]) -> str:
    """Return a name that no property has."""
    taken = {other for other, _ in columns}
    while name in taken:
        name = f"feature_{name}"
    return name


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else _json(value)


def _json(value: object) -> str:
    """Return a geometry as JSON whose numbers are the digits of the file."""
    if isinstance(value, dict):
        inner = ",".join(f"{json.dumps(str(key))}:{_member(key, value[key])}" for key in value)
        return f"{{{inner}}}"
    if isinstance(value, list):
        return f"[{','.join(item if isinstance(item, str) else _json(item) for item in value)}]"
    return json.dumps(value, ensure_ascii=False)


def _member(key: object, value: object) -> str:
    """Return a member's value: a type is a word, numbers were read as text."""
    is_word = key == "type" and isinstance(value, str)
    return json.dumps(value, ensure_ascii=False) if is_word else _json(value)
