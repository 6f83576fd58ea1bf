"""One row of a feed's file: are its cells what GTFS asks for."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from publisher.geo.geometry import is_in_japan
from publisher.gtfs import spec, words
from publisher.gtfs.faults import FaultList, FeedFault, FeedKind
from publisher.tables.record import Record, text_of
from publisher.words import Text

_DATE = re.compile(r"[0-9]{8}")
_TIME = re.compile(r"([0-9]{1,3}):([0-5][0-9]):([0-5][0-9])")
"""Hours go beyond 24: 25:10:00 is ten past one of the next day, still the same service."""
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,40})?")
_COUNT = re.compile(r"[0-9]{1,9}")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_ROUTE_TYPE = re.compile(r"[0-7]|1[12]|[1-9][0-9]{2}|1[0-7][0-9]{2}")
"""Those of GTFS, and the hundreds of its extended list."""
_SHAPES = (
    (spec.TIMES, _TIME, words.TIME),
    (spec.NUMBERS, _NUMBER, words.NUMBER),
    (spec.COUNTS, _COUNT, words.COUNT),
    (spec.COLOURS, _COLOUR, words.COLOUR),
)
_CONDITIONAL_TYPES = frozenset({"3", "4"})
"""Kinds of stops (generic nodes, boarding areas) that need no name and place of their own."""


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a file."""

    file: str
    names: tuple[str, ...]
    positions: dict[str, int] = field(init=False)
    links: tuple[tuple[str, str | None, str | None], ...] = field(init=False)
    """Columns that name or refer: where their names are kept, and where they are looked up."""

    def __post_init__(self) -> None:
        """Number the columns; of two with one name the first counts."""
        numbered = reversed([(name, index) for index, name in enumerate(self.names)])
        object.__setattr__(self, "positions", dict(numbered))
        keys = ((self.file, name) for name in self.names)
        found = ((key[1], spec.NAMED.get(key), spec.REFERENCES.get(key)) for key in keys)
        object.__setattr__(self, "links", tuple(item for item in found if item[1] or item[2]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A record with its columns."""

    file: str
    header: Header
    record: Record

    def cell(self, column: str) -> str:
        """Return a cell trimmed; empty where the row or the file lacks it."""
        index = self.header.positions.get(column)
        if index is None or index >= len(self.record.cells):
            return ""
        return text_of(self.record.cells[index])

    def fault(self, kind: FeedKind, note: Text, column: str) -> FeedFault:
        """Return a fault of one of its cells."""
        return FeedFault(
            kind=kind,
            note=note,
            file=self.file,
            line=self.record.line,
            column=column,
            value=self.cell(column),
        )


class RowCheck:
    """Looks at the rows of one file, in their order."""

    def __init__(self, file: str, header: Header, faults: FaultList) -> None:
        wanted = spec.FILES[file]
        self.faults = faults
        self._filled = [
            column
            for column in wanted.columns
            if column in header.positions and (file, column) not in spec.BLANKS
        ]
        has_key = wanted.key and set(wanted.key) <= set(header.names)
        self._key = wanted.key if has_key else ()
        self._seen: set[tuple[str, ...]] = set()
        self._checked = [column for column in header.names if _is_checked(column)]
        self._places = [pair for name, *pair in spec.PLACES if name == file]
        self._period = spec.PERIODS.get(file)
        self._is_named = file == "stops.txt" and "stop_name" in header.positions

    def see(self, row: Row) -> None:
        """Judge one row."""
        for column in self._filled:
            if not row.cell(column):
                self.faults.add(row.fault(FeedKind.NO_VALUE, words.NO_VALUE, column))
        for column in self._checked:
            if note := _against(column, row.cell(column)):
                self.faults.add(row.fault(FeedKind.VALUE, note, column))
        if self._key:
            key = tuple(row.cell(column) for column in self._key)
            if any(key) and key in self._seen:
                self.faults.add(row.fault(FeedKind.REPEATED, words.REPEATED, self._key[0]))
            if len(self._seen) < spec.NAMES_LIMIT:
                self._seen.add(key)
        is_own = row.cell("location_type") not in _CONDITIONAL_TYPES
        if self._is_named and is_own and not row.cell("stop_name"):
            self.faults.add(row.fault(FeedKind.NO_VALUE, words.NO_VALUE, "stop_name"))
        for latitude, longitude in self._places:
            self._place(row, latitude, longitude)
        if self._period is not None:
            start, end = self._period
            first, last = _moment(start, row.cell(start)), _moment(end, row.cell(end))
            if first is not None and last is not None and last < first:
                self.faults.add(row.fault(FeedKind.ORDER, words.END_FIRST, end))

    def _place(self, row: Row, latitude: str, longitude: str) -> None:
        north, east = row.cell(latitude), row.cell(longitude)
        if not north or not east:
            is_needed = row.cell("location_type") not in _CONDITIONAL_TYPES
            if is_needed and {latitude, longitude} <= set(row.header.names):
                self.faults.add(row.fault(FeedKind.NO_VALUE, words.NO_VALUE, latitude))
            return
        if not _NUMBER.fullmatch(north) or not _NUMBER.fullmatch(east):
            return
        y, x = float(north), float(east)
        if is_in_japan(x, y):
            return
        if is_in_japan(y, x):
            self.faults.add(row.fault(FeedKind.SWAPPED, words.SWAPPED, latitude))
        elif abs(y) > 90 or abs(x) > 180:
            self.faults.add(row.fault(FeedKind.VALUE, words.IMPOSSIBLE, latitude))
        else:
            self.faults.add(row.fault(FeedKind.OUTSIDE, words.OUTSIDE, latitude))


def _is_checked(column: str) -> bool:
    kinds = (spec.DATES, spec.TIMES, spec.NUMBERS, spec.COUNTS, spec.COLOURS, spec.CODES)
    return column == spec.ROUTE_TYPE or any(column in kind for kind in kinds)


def _against(column: str, value: str) -> Text | None:
    """Return why a filled cell is not what its column holds."""
    if not value:
        return None
    if column in spec.DATES:
        return None if _is_date(value) else words.DATE
    if column == spec.ROUTE_TYPE:
        return None if _ROUTE_TYPE.fullmatch(value) else words.ROUTE_TYPE
    for columns, shape, note in _SHAPES:
        if column in columns:
            return None if shape.fullmatch(value) else note
    codes = spec.CODES.get(column)
    if codes is None or value in codes:
        return None
    return words.CODE.fill({"value": "・".join(sorted(codes))})


def _is_date(value: str) -> bool:
    if not _DATE.fullmatch(value):
        return False
    try:
        dt.date(int(value[:4]), int(value[4:6]), int(value[6:]))
    except ValueError:
        return False
    return True


def _moment(column: str, value: str) -> int | None:
    if column in spec.TIMES:
        return second_of(value)
    return int(value) if _is_date(value) else None


def second_of(value: str) -> int | None:
    """Return the second of the service day that a time names; None where it is none."""
    found = _TIME.fullmatch(value)
    if found is None:
        return None
    hours, minutes, seconds = map(int, found.groups())
    return hours * 3600 + minutes * 60 + seconds
