"""A GeoJSON file as the rows of a grid: properties, then where each feature lies."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.geo import collection
from publisher.geo.json_stream import BrokenJson, parts, refuse
from publisher.geo.plane import Plane, plane_of
from publisher.geo.table import Digits, GeoTable, json_text
from publisher.model import File
from publisher.municipalities import JAPAN
from publisher.tables.record import BrokenTable
from publisher.tidy.change import Change
from publisher.tidy.grid import GridRow
from publisher.words import Text, cut, quote

PLANE = "plane-coordinates"
PLANE_TITLE = Text(
    "メートルの座標から緯度・経度を計算する", "Latitude and longitude are calculated from metres"
)
PLANE_PROOF = Text(
    "座標系の定義の式で計算でき、誤差は1mm未満です。計算した場所は、どれも日本の中です。",
    "The crs defines the formula, exact to a millimetre; every place lies in Japan.",
)
_DEGREES = "緯度・経度（度）"
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
_UNKNOWN_PLANE = Text(
    "座標が緯度・経度ではありません（座標系：{name}）。QGISなどで座標系「JGD2011（EPSG:6668）」を選び、"
    "GeoJSONに書き出し直してください。",
    "Its places are no latitudes and longitudes (crs: {name}). Export it anew in EPSG:6668.",
)
_OTHER_PLANE = Text(
    "座標系「{name}」として読むと、日本の外になる地点があります。座標系を確かめて、書き出し直してください。",
    "Read as {name}, some places lie outside of Japan. Check the crs and export it anew.",
)
_LEFT_OUT = Text(
    "表に入らない項目は書きません（{members}）。説明に要るものは、書き足してください。",
    "What is in no row is left out ({members}). Put what readers need into the description.",
)
_LEFT_OUT_OF_FEATURES = Text(
    "地点ごとの、属性ではない項目は書きません（{members}）。",
    "Members of features that are no properties are left out ({members}).",
)
_OF_COLLECTION = frozenset({"type", "features", "crs"})
_OF_FEATURE = frozenset({"type", "geometry", "properties", "id"})
_PLACED = frozenset({"coordinates", "geometries"})
_ROUND = 180.0
"""Degrees beyond which there are none; latitudes may stand in the place of longitudes."""
Column = tuple[str, list[str]]
Feature = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class GeoGrid:
    """The rows of a GeoJSON file, and what of it is in none of them."""

    rows: tuple[GridRow, ...]
    notices: tuple[Text, ...] = ()
    changes: tuple[Change, ...] = ()


def grid(file: File, codec: str) -> GeoGrid | Text:
    """Return a header and a row per feature, or why there is no table; raises BrokenTable.

    Points become two columns of latitude and longitude, unless the properties say the same; other
    shapes stay GeoJSON in one. Places in metres are calculated anew where the file names a plane
    that is known, and refused where it names none: metres are no degrees.
    """
    seen = collection.look(file, codec)
    if seen.broken is not None:
        raise BrokenTable("source-error", seen.broken.note, line=seen.broken.line)
    members: dict[str, Any] = {}
    features = list(_features(file, codec, members)) if seen.features else []
    if not features:
        return _NO_FEATURES
    if not seen.names and any(feature.get("properties") for feature in features):
        return _TOO_MANY_NAMES
    plane = _plane(members, features)
    if isinstance(plane, Text):
        return plane
    if plane is not None:
        features = [_in_degrees(feature, plane) for feature in features]
        if not all(map(_is_japanese, features)):
            return _OTHER_PLANE.fill({"name": plane.name})
    table = GeoTable(file=file, codec=codec, names=seen.names)
    rows = tuple(_rows(table, features))
    changes = (Change(mend=PLANE, before=f"{plane.name}（m）", after=_DEGREES),) if plane else ()
    return GeoGrid(rows=rows, notices=tuple(_notices(members, features)), changes=changes)


def _plane(members: Mapping[str, Any], features: Sequence[Feature]) -> Plane | Text | None:
    """Return the plane that a file's places lie in, None for degrees; or why nobody knows."""
    stated = members.get("crs")
    properties = stated.get("properties") if isinstance(stated, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if isinstance(name, str) and (plane := plane_of(name)) is not None:
        return plane
    is_known = stated is None or (isinstance(name, str) and collection.is_same_crs(name))
    points = [point for feature in features if (point := _point(feature.get("geometry")))]
    # A slip among degrees is D005's; where half are beyond all degrees, none are meant as such.
    is_far = points and sum(map(_is_far, points)) * 2 >= len(points)
    if not is_known or is_far:
        said = name if isinstance(name, str) else "crs" if stated is not None else "（なし）"
        return _UNKNOWN_PLANE.fill({"name": quote(said, 60)})
    return None


def _is_far(point: Sequence[str]) -> bool:
    """Say whether a point's numbers are beyond all degrees."""
    return any(abs(float(part)) > _ROUND for part in point[:2])


def _in_degrees(feature: Feature, plane: Plane) -> Feature:
    geometry = feature.get("geometry")
    return {**feature, "geometry": _moved(geometry, plane)} if geometry else feature


def _moved(value: Any, plane: Plane) -> Any:
    """Return a geometry, or a part of its coordinates, in degrees."""
    if isinstance(value, dict):
        return {
            key: _moved(inner, plane) if key in _PLACED else inner for key, inner in value.items()
        }
    if not isinstance(value, list):
        return value
    if len(value) > 1 and all(isinstance(part, Digits) for part in value):
        latitude, longitude = plane.degrees(float(value[0]), float(value[1]))
        return [Digits(f"{longitude:.9f}"), Digits(f"{latitude:.9f}"), *value[2:]]
    return [_moved(inner, plane) for inner in value]


def _is_japanese(feature: Feature) -> bool:
    point = _point(feature.get("geometry"))
    return not point or JAPAN.holds(float(point[1]), float(point[0]))


def _notices(members: Mapping[str, Any], features: Sequence[Feature]) -> Iterator[Text]:
    """Tell what of the file is in no row."""
    own = {key: inner for key, inner in members.items() if key not in _OF_COLLECTION}
    if own:
        told = "、".join(f"{quote(key)}: {_told(inner)}" for key, inner in own.items())
        yield _LEFT_OUT.fill({"members": cut(told, 300)})
    names = Counter(key for feature in features for key in feature if key not in _OF_FEATURE)
    if names:
        told = "、".join(f"{quote(key)}（{count}）" for key, count in names.items())
        yield _LEFT_OUT_OF_FEATURES.fill({"members": cut(told, 300)})


def _told(value: object) -> str:
    return quote(value if isinstance(value, str) else json_text(value), 60)


def _rows(table: GeoTable, features: Sequence[Feature]) -> Iterator[GridRow]:
    records = [(record.number, record.line or 1, record.cells) for record in table.records()]
    (number, line, names), body = records[0], records[1:]
    columns: list[Column] = [
        (str(name), [str(cells[index]) for _, _, cells in body]) for index, name in enumerate(names)
    ]
    columns = [*_ids(features, columns), *columns]
    columns += _places(features, columns)
    yield GridRow(number, line, tuple(name for name, _ in columns))
    for index, (number, line, _) in enumerate(body):
        yield GridRow(number, line, tuple(texts[index] for _, texts in columns))


def _features(file: File, codec: str, members: dict[str, Any]) -> Iterator[Feature]:
    """Yield the features, as many as GeoTable has records, and put what else there is in `members`."""
    decoder = json.JSONDecoder(parse_constant=refuse, parse_float=Digits, parse_int=Digits)
    try:
        for part in parts(file, codec, opens=_opens, decoder=decoder):
            if part.index is None:
                members[part.key or ""] = part.value
            else:
                yield part.value if isinstance(part.value, dict) else {}
    except BrokenJson as broken:
        raise BrokenTable("source-error", broken.note, line=broken.line) from broken
    if members.get("type") == "Feature":
        # What is left is the one feature's: of a collection it would be nobody's.
        feature = dict(members)
        members.clear()
        yield feature


def _opens(key: str | None) -> bool:
    return key == "features"


def _ids(features: Sequence[Feature], columns: Sequence[Column]) -> Iterator[Column]:
    """Yield the features' ids as a column, unless a property says the same."""
    texts = [_text(feature.get("id")) for feature in features]
    if any(texts) and texts not in [cells for _, cells in columns]:
        yield _free("id", columns), texts


def _places(features: Sequence[Feature], columns: Sequence[Column]) -> Iterator[Column]:
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
    return tuple(found) if all(isinstance(part, Digits) for part in found) else ()


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
    return value if isinstance(value, str) else json_text(value, ",", ":")
