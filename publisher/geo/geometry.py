"""Geometries of RFC 7946 §3.1: positions, lines, rings; what is wrong with one, as values."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Any

from publisher.geo import words
from publisher.geo.faults import GeoKind
from publisher.words import Text, quote

_DEPTHS: Mapping[str, int] = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
"""Arrays around the positions of a geometry."""
COLLECTION = "GeometryCollection"
NOT_OF_GEOMETRIES = ("geometry", "properties", "features")
"""Members that a geometry must not have (RFC 7946 §7.1)."""
TYPES = frozenset(_DEPTHS) | {COLLECTION}
DEEPEST = 20
"""Collections within collections; RFC 7946 §3.1.8 advises against even one."""
LATITUDES = (20.0, 46.0)
"""Of Japan, from 沖ノ鳥島 to 弁天島, in whole degrees."""
LONGITUDES = (122.0, 154.5)
"""Of Japan, from 与那国島 to 南鳥島."""
Position = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong with a geometry."""

    kind: GeoKind
    note: Text
    path: str


def flaws(geometry: object, path: str, depth: int = 0) -> Iterator[Flaw]:
    """Yield what is wrong with a geometry object (not null); `path` is where it stands."""
    if not isinstance(geometry, dict):
        yield Flaw(GeoKind.STRUCTURE, words.NOT_OBJECT.fill({}), path)
        return
    kind = geometry.get("type")
    if not isinstance(kind, str) or kind not in TYPES:
        note = words.NO_TYPE if kind is None else words.UNKNOWN_TYPE.fill({"value": quote(kind)})
        yield Flaw(GeoKind.STRUCTURE, note, path)
        return
    yield from box_flaws(geometry, path)
    for other in NOT_OF_GEOMETRIES:
        if other in geometry:
            yield Flaw(GeoKind.MISPLACED, words.MISPLACED.fill({"value": other}), path)
    member = "geometries" if kind == COLLECTION else "coordinates"
    content = geometry.get(member)
    if not isinstance(content, list):
        note = words.NOT_LIST if member in geometry else words.NO_MEMBER.fill({"value": member})
        yield Flaw(GeoKind.STRUCTURE, note, path)
        return
    if kind != COLLECTION:
        yield from _coordinates(kind, content, f"{path}.coordinates")
        return
    if depth >= DEEPEST:
        yield Flaw(GeoKind.STRUCTURE, words.TOO_DEEP, path)
        return
    for index, inner in enumerate(content):
        yield from flaws(inner, f"{path}.geometries[{index}]", depth + 1)


def box_flaws(item: Mapping[str, Any], path: str) -> Iterator[Flaw]:
    """Yield what is wrong with the `bbox` of a GeoJSON object, if it has one (RFC 7946 §5).

    West of a box over the antimeridian is the greater number; south is never north of north.
    """
    if "bbox" not in item:
        return
    value, where = item["bbox"], f"{path}.bbox".lstrip(".")
    if not (isinstance(value, list) and len(value) in {4, 6} and all(map(_is_finite, value))):
        yield Flaw(GeoKind.STRUCTURE, words.BAD_BBOX, where)
        return
    half = len(value) // 2
    west, south, east, north = *value[:2], *value[half : half + 2]
    corners = ((west, south), (east, north))
    if not any(is_in_japan(*corner) for corner in corners) and all(
        is_in_japan(*corner[::-1]) for corner in corners
    ):
        yield Flaw(GeoKind.SWAPPED, words.BBOX_SWAPPED, where)
    elif south > north:
        yield Flaw(GeoKind.STRUCTURE, words.BBOX_ORDER, where)


def _is_finite(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return -1e300 < value < 1e300


def is_empty(geometry: Mapping[str, Any]) -> bool:
    """Say whether a geometry has no position at all: RFC 7946 §3.1 lets it be read as null."""
    return [] in (geometry.get("coordinates"), geometry.get("geometries"))


def positions(geometry: object, depth: int = 0) -> Iterator[Position | None]:
    """Yield every position of a geometry object, None for what `flaws` finds no position in."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    member = "geometries" if kind == COLLECTION else "coordinates"
    content = geometry.get(member) if isinstance(geometry, dict) else None
    if not isinstance(content, list) or not isinstance(kind, str) or depth > DEEPEST:
        yield None
    elif kind == COLLECTION:
        for inner in content:
            yield from positions(inner, depth + 1)
    else:
        for item, _ in _nested(content, "", _DEPTHS.get(kind, 0)):
            found = _position(item, "", kind)
            yield None if isinstance(found, Flaw) else found


def _coordinates(kind: str, content: list[Any], path: str) -> Iterator[Flaw]:
    if not content:
        return
    if kind == "Point":
        yield from _positions([content], [path], kind)
        return
    for line, where in _nested(content, path, _DEPTHS[kind] - 1):
        if not isinstance(line, list):
            yield Flaw(GeoKind.POSITION, words.DEPTH.fill({"value": kind}), where)
            continue
        paths = (f"{where}[{index}]" for index in count())
        found = yield from _positions(line, paths, kind)
        if len(found) == len(line):
            yield from _line(kind, found, where, is_closed=bool(line) and line[0] == line[-1])


def _positions(
    items: Iterable[object], paths: Iterable[str], kind: str
) -> Generator[Flaw, None, list[Position]]:
    """Yield what is wrong with positions; return those that are sound."""
    found: list[Position] = []
    for item, path in zip(items, paths, strict=False):
        position = _position(item, path, kind)
        if isinstance(position, Flaw):
            yield position
        else:
            found.append(position)
            if isinstance(item, list) and len(item) > 3:
                yield Flaw(GeoKind.LONG_POSITION, words.TOO_LONG, path)
            yield from _place(position, path)
    return found


def _nested(content: list[Any], path: str, depth: int) -> Iterator[tuple[Any, str]]:
    """Yield what lies `depth` arrays deep, with its path; what ends earlier as it is."""
    if depth == 0 or not isinstance(content, list):
        yield content, path
        return
    for index, inner in enumerate(content):
        yield from _nested(inner, f"{path}[{index}]", depth - 1)


def _position(item: object, path: str, kind: str) -> Position | Flaw:
    if not isinstance(item, list) or any(isinstance(part, list) for part in item):
        return Flaw(GeoKind.POSITION, words.DEPTH.fill({"value": kind}), path)
    if len(item) < 2:
        return Flaw(GeoKind.POSITION, words.TOO_SHORT, path)
    for part in item:
        if isinstance(part, bool) or not isinstance(part, int | float):
            note = words.TEXT_NUMBER if _is_number(part) else words.NOT_NUMBER
            return Flaw(GeoKind.POSITION, note, path)
        if not -1e300 < part < 1e300:
            return Flaw(GeoKind.POSITION, words.NOT_FINITE, path)
    return float(item[0]), float(item[1])


def _place(position: Position, path: str) -> Iterator[Flaw]:
    """Yield where on Earth a position cannot be meant."""
    longitude, latitude = position
    if is_in_japan(longitude, latitude):
        return
    shown = {"value": f"{longitude:.10g}, {latitude:.10g}"}
    if is_in_japan(latitude, longitude):
        yield Flaw(GeoKind.SWAPPED, words.SWAPPED.fill(shown), path)
    elif abs(longitude) > 180 or abs(latitude) > 90:
        yield Flaw(GeoKind.IMPOSSIBLE, words.IMPOSSIBLE.fill(shown), path)
    else:
        yield Flaw(GeoKind.OUTSIDE, words.OUTSIDE.fill(shown), path)


def is_in_japan(longitude: float, latitude: float) -> bool:
    """Say whether a place lies within the bounds of Japan's islands."""
    return LONGITUDES[0] <= longitude <= LONGITUDES[1] and LATITUDES[0] <= latitude <= LATITUDES[1]


def _line(
    kind: str, positions: Sequence[Position], path: str, *, is_closed: bool
) -> Iterator[Flaw]:
    if kind.endswith("LineString"):
        if len(positions) < 2:
            yield Flaw(GeoKind.SHAPE, words.FEW_LINE, path)
    elif kind.endswith("Polygon"):
        yield from _ring(positions, path, is_closed=is_closed)


def _ring(positions: Sequence[Position], path: str, *, is_closed: bool) -> Iterator[Flaw]:
    if positions and not is_closed:
        yield Flaw(GeoKind.SHAPE, words.OPEN_RING, path)
        return
    if len(positions) < 4:
        yield Flaw(GeoKind.SHAPE, words.FEW_RING, path)
        return
    area = _area(positions)
    is_outer = path.endswith("[0]")
    if is_outer and area < 0:
        yield Flaw(GeoKind.WINDING, words.OUTER_CLOCKWISE, path)
    elif not is_outer and area > 0:
        yield Flaw(GeoKind.WINDING, words.INNER_COUNTERCLOCKWISE, path)


def _area(ring: Sequence[Position]) -> float:
    """Return twice the signed area of a closed ring: positive where it runs counterclockwise."""
    east, north = ring[0]
    return math.fsum(
        (x1 - east) * (y2 - north) - (x2 - east) * (y1 - north)
        for (x1, y1), (x2, y2) in pairwise(ring)
    )


def _is_number(part: object) -> bool:
    if not isinstance(part, str):
        return False
    try:
        float(part)
    except ValueError:
        return False
    return True
