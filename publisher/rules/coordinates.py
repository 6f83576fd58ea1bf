"""Columns of latitudes and longitudes: which they are, reading them, and what is surely inside."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.municipalities import JAPAN, Box
from publisher.rules.hit import Cell, NotApplicable, Outcome
from publisher.rules.watch import Interest, TableHead, Watch
from publisher.tables.columns import Column, Kind
from publisher.tables.record import Record, text_of

_LATITUDE = re.compile(r"緯度|latitude|(?:^|_)lat$")
_LONGITUDE = re.compile(r"経度|longt?itude|(?:^|_)(?:lng|lon|long)$")
_PART = re.compile(r"[分秒]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?")
WORLD = Box(-90.0, -180.0, 90.0, 180.0)
_STRAYS = 2000
"""Cells outside of a guessed area after which the table is taken to spread over all of Japan."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The two columns of one place."""

    latitude: int
    longitude: int

    def points(self, records: Sequence[Record]) -> Iterator[tuple[float, float]]:
        """Yield the points in Japan that records hold."""
        for record in records:
            point = point_of(record, self)
            if point is not None and JAPAN.holds(*point):
                yield point


def pairs(columns: Sequence[Column]) -> tuple[Pair, ...]:
    """Return the pairs of columns, each latitude with the nearest longitude."""
    latitudes = [item.position for item in columns if _is(item, _LATITUDE, _LONGITUDE)]
    longitudes = [item.position for item in columns if _is(item, _LONGITUDE, _LATITUDE)]
    if not longitudes:
        return ()
    return tuple(
        Pair(latitude, min(longitudes, key=lambda position: abs(position - latitude)))
        for latitude in latitudes
    )


def _is(column: Column, wanted: re.Pattern[str], other: re.Pattern[str]) -> bool:
    key = column.key
    return bool(
        column.kind is not Kind.EMPTY
        and wanted.search(key)
        and not other.search(key)
        and not _PART.search(key)
    )


def number_of(value: object) -> float | None:
    """Return a coordinate in decimal degrees, None where it is written otherwise."""
    text = unicodedata.normalize("NFKC", text_of(value)).strip()
    return float(text) if _NUMBER.fullmatch(text) else None


def value_in(record: Record, position: int) -> object:
    """Return a record's value in a column; an empty text beyond its end."""
    return record.cells[position - 1] if position <= len(record.cells) else ""


def point_of(record: Record, pair: Pair) -> tuple[float, float] | None:
    """Return latitude and longitude of a record, None where one is missing."""
    latitude = number_of(value_in(record, pair.latitude))
    longitude = number_of(value_in(record, pair.longitude))
    return None if latitude is None or longitude is None else (latitude, longitude)


def within(low: float, high: float) -> str:
    """Return an expression of decimal numbers that certainly lie between two (not below zero).

    Whole hundredths only: what it does not match may still lie inside.
    """
    hundredths = range(math.ceil(round(low * 100, 6)), math.floor(round(high * 100, 6)))
    degrees: dict[int, dict[int, list[int]]] = {}
    for hundredth in hundredths:
        degree, rest = divmod(hundredth, 100)
        degrees.setdefault(degree, {}).setdefault(rest // 10, []).append(rest % 10)
    whole, parts = [], []
    for degree, tenths in degrees.items():
        if sum(map(len, tenths.values())) == 100:
            whole.append(str(degree))
            continue
        inner = "|".join(f"{tenth}[{_digits(ends)}]" for tenth, ends in tenths.items())
        parts.append(rf"{degree}\.(?:{inner})[0-9]*")
    if whole:
        parts.append(rf"(?:{'|'.join(whole)})(?:\.[0-9]+)?")
    return "|".join(parts) or r"\b\B"


def _digits(ends: Sequence[int]) -> str:
    return f"{ends[0]}-{ends[-1]}"


def area_of(table: TableHead) -> tuple[str, Box] | None:
    """Return the publisher's code and where it lies, None where nobody says or knows."""
    known = table.municipalities
    if known is None or table.body is None:
        return None
    box = known.box(table.body)
    return None if box is None else (table.body, box)


def common_area(table: TableHead, pair: Pair) -> Box | None:
    """Return a wide area around the first records' points; None where they are few."""
    points = list(pair.points(table.sample))
    if len(points) < 20:
        return None
    south, north = _middle([latitude for latitude, _ in points])
    west, east = _middle([longitude for _, longitude in points])
    high, wide = max(north - south, 0.3), max(east - west, 0.3)
    return Box(south - high, west - wide, north + high, east + wide)


def _middle(values: Sequence[float]) -> tuple[float, float]:
    """Return what all but a fiftieth at each end, one at least, lie between."""
    ordered = sorted(values)
    cut = max(len(ordered) // 50, 1)
    return ordered[cut], ordered[-1 - cut]


class Coordinates(Watch):
    """Looks at the coordinates that are not certainly where they should be.

    All rules of coordinates ask with the same expressions, so that they cost one search.
    """

    def start(self, table: TableHead) -> Iterator[Outcome]:
        """See which columns there are and where the places should be."""
        self.table = table
        self.pairs = pairs(table.columns) if table.has_header else ()
        self.area = area_of(table)
        self.common = {pair: self._common(pair) for pair in self.pairs}
        self.strays = 0
        if not self.pairs:
            yield NotApplicable()

    def _common(self, pair: Pair) -> Box | None:
        return self.area[1] if self.area else common_area(self.table, pair)

    def interests(self) -> Iterator[Interest]:
        """Ask for what is not certainly inside of the area."""
        for pair in self.common:
            yield from self.strangers(pair)

    def strangers(self, pair: Pair) -> Iterator[Interest]:
        """Ask for the coordinates of a pair that are not certainly inside of the wide area."""
        box = self.common[pair] or JAPAN
        for position, low, high in (
            (pair.latitude, max(box.south, JAPAN.south), min(box.north, JAPAN.north)),
            (pair.longitude, max(box.west, JAPAN.west), min(box.east, JAPAN.east)),
        ):
            yield Interest(columns=frozenset({position}), unless=within(low, high))

    def cell(self, cell: Cell) -> Iterator[Outcome]:
        """Judge a cell with its pair, once for a record where both are asked for."""
        self.strays += 1
        if self.strays == _STRAYS and not self.area:
            self.common = dict.fromkeys(self.pairs)
        for pair in self.pairs:
            if cell.position in (pair.latitude, pair.longitude) and cell.text.strip():
                yield from self.judge(cell, pair)

    def judge(self, cell: Cell, pair: Pair) -> Iterator[Outcome]:
        """Yield what is wrong with a coordinate."""
        raise NotImplementedError
