"""Where municipalities lie: the meshes of half a kilometre that each touches (schemas/vocabularies).

A mesh is a 2分の1地域メッシュ of JIS X 0410, 15 by 22.5 seconds of arc. Outlines that were simplified
prove no metres, so all that is asked here is asked of whole meshes.
"""

from __future__ import annotations

import bisect
import functools
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publisher import contracts

NAME = "vocabularies/areas.json"
ROWS, COLUMNS = 240, 160
"""Meshes per degree of latitude and of longitude."""
NEAR = 4
"""Meshes that are near: 1.8 km and more to each side, everywhere in Japan."""
_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_DIGIT = {sign: value for value, sign in enumerate(_SIGNS)}
_DEGREE = 111.2
"""Kilometres of one degree of latitude."""

Runs = tuple[tuple[int, int], ...]
"""First and last column of meshes side by side, ascending, never touching each other."""


def mesh_of(latitude: float, longitude: float) -> tuple[int, int]:
    """Return row and column of the mesh that holds a point, in degrees."""
    return math.floor(latitude * ROWS), math.floor(longitude * COLUMNS)


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """The meshes that a municipality touches."""

    rows: Mapping[int, Runs] = field(repr=False)

    def holds(self, latitude: float, longitude: float) -> bool:
        """Say whether a point lies in one of its meshes."""
        return self.has(*mesh_of(latitude, longitude))

    def has(self, row: int, column: int) -> bool:
        """Say whether a mesh is one of its."""
        runs = self.rows.get(row)
        if runs is None:
            return False
        found = bisect.bisect_right(runs, (column, math.inf)) - 1
        return found >= 0 and column <= runs[found][1]

    def touches(self, south: float, west: float, north: float, east: float) -> bool:
        """Say whether a box, all of its edges in degrees, lies at least in part in its meshes."""
        bottom, left = mesh_of(south, west)
        top, right = mesh_of(north, east)
        for row in range(bottom, top + 1):
            runs = self.rows.get(row, ())
            found = bisect.bisect_right(runs, (right, math.inf)) - 1
            if found >= 0 and left <= runs[found][1]:
                return True
        return False

    def distance(self, latitude: float, longitude: float) -> float:
        """Return the kilometres from a point to its nearest mesh; 0 inside, infinite for none."""
        return self.distance_of(latitude, longitude, latitude, longitude)

    def distance_of(self, south: float, west: float, north: float, east: float) -> float:
        """Return the kilometres from a box, all of its edges in degrees, to its nearest mesh."""
        degree = _DEGREE * math.cos(math.radians((south + north) / 2))
        nearest = math.inf
        for row, runs in self.rows.items():
            up = max(row / ROWS - north, south - (row + 1) / ROWS, 0.0) * _DEGREE
            if up >= nearest:
                continue
            beside = min(
                max(first / COLUMNS - east, west - (last + 1) / COLUMNS, 0.0)
                for first, last in runs
            )
            nearest = min(nearest, math.hypot(up, beside * degree))
        return nearest

    def grown(self, meshes: int) -> Area:
        """Return the area with so many meshes more to every side."""
        return united(
            Area({row + north: tuple((a - meshes, b + meshes) for a, b in runs)})
            for row, runs in self.rows.items()
            for north in range(-meshes, meshes + 1)
        )


def united(areas: Iterable[Area]) -> Area:
    """Return the area of all of them."""
    rows: dict[int, list[tuple[int, int]]] = {}
    for area in areas:
        for row, runs in area.rows.items():
            rows.setdefault(row, []).extend(runs)
    return Area({row: _joined(runs) for row, runs in rows.items()})


def _joined(runs: Iterable[tuple[int, int]]) -> Runs:
    found: list[tuple[int, int]] = []
    for first, last in sorted(runs):
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Written:
    """An area as the vocabulary writes it: read only where it is asked for."""

    south: int
    west: int
    text: str
    """A row of meshes after the other, from the south, each a list of pairs of signs."""
    north: int
    """The row beyond the last."""

    def area(self) -> Area:
        """Return the meshes."""
        rows = enumerate(self.text.split(" "), start=self.south)
        return Area({row: _joined(_runs(text, self.west)) for row, text in rows if text})


def _runs(text: str, column: int) -> Iterator[tuple[int, int]]:
    for index in range(0, len(text), 2):
        first = column + _DIGIT[text[index]]
        column = first + _DIGIT[text[index + 1]]
        if column > first:
            yield first, column - 1


def own(overlay: Path | None) -> str:
    """Return the instance's own areas as they are written; empty where it has none."""
    path = None if overlay is None else overlay / "schemas" / NAME
    return path.read_text(encoding="utf-8") if path is not None and path.is_file() else ""


def load(overlay: Path | None = None) -> Mapping[str, Written]:
    """Read the areas by 6-digit code, the instance's own where `overlay` has them."""
    return {
        code: Written(south, west, text, south + text.count(" ") + 1)
        for code, south, west, text in contracts.read(NAME, overlay)["areas"]
    }


@dataclass(frozen=True, slots=True)
class Atlas:
    """The areas of all municipalities, read from the file when one is first asked for."""

    overlay: Path | None = None

    def of(self, *codes: str) -> Area | None:
        """Return the area of municipalities together; None where one is not known."""
        known = _loaded(self.overlay)
        if not codes or any(code not in known for code in codes):
            return None
        return _area(self.overlay, codes)

    def of_prefecture(self, prefix: str) -> Area | None:
        """Return the area of a prefecture, by the first two digits of its code."""
        return self.of(*(code for code in _loaded(self.overlay) if code.startswith(prefix)))

    @staticmethod
    def near(area: Area) -> Area:
        """Return the area with what is near to it: outlines are simplified, harbours at the edge."""
        return _near(area)

    def at(self, latitude: float, longitude: float) -> tuple[str, ...]:
        """Return the codes of those that touch the mesh of a point; empty at sea and abroad."""
        return _at(self.overlay, *mesh_of(latitude, longitude))


@functools.cache
def _loaded(overlay: Path | None) -> Mapping[str, Written]:
    return load(overlay)


@functools.cache
def _area(overlay: Path | None, codes: tuple[str, ...]) -> Area:
    known = _loaded(overlay)
    areas = [known[code].area() for code in codes]
    return areas[0] if len(areas) == 1 else united(areas)


@functools.cache
def _near(area: Area) -> Area:
    return area.grown(NEAR)


@functools.lru_cache(maxsize=100_000)
def _at(overlay: Path | None, row: int, column: int) -> tuple[str, ...]:
    return tuple(
        code
        for code, written in _loaded(overlay).items()
        if written.south <= row < written.north
        and written.west <= column
        and _area(overlay, (code,)).has(row, column)
    )
