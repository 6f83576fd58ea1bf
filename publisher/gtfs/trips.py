"""The stops of each trip in their order: does time run forwards, is no place taken twice."""

from __future__ import annotations

import re
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import NamedTuple

from publisher.gtfs import spec, words
from publisher.gtfs.faults import FaultList, FeedFault, FeedKind
from publisher.gtfs.rows import Row, second_of

_COUNT = re.compile(r"[0-9]{1,9}")
_TOGETHER = 10_000
"""Rows of one trip that are looked at together; the longest trips have some hundred."""
_HIGHEST = 1 << 12
"""Numbers of stops from here on are not compared: trips number theirs from 0 or 1."""
_STRETCHES = 200_000
"""Stretches that are remembered; of further ones only what is within them is compared."""
_COLUMNS = ("arrival_time", "departure_time")


class _Time(NamedTuple):
    """A time of a stop: two for each row, so it is cheap to make."""

    number: int
    second: int
    line: int | None
    column: str
    value: str


class _Stretch(NamedTuple):
    """The first and the last time of stops that stand together, by their numbers."""

    first: _Time
    last: _Time


class TripCheck:
    """Looks at the rows of stop_times.txt, which may stand in any order."""

    def __init__(self, faults: FaultList) -> None:
        self.faults = faults
        self.numbers: dict[str, int] = {}
        """A bit for each stop_sequence, by trip: two million stops take a few megabytes."""
        self._trip = ""
        self._stops: list[tuple[int, Row]] = []
        self._stretches: dict[str, list[_Stretch]] = {}
        self._kept = 0

    def see(self, row: Row) -> None:
        """Take one stop."""
        trip, sequence = row.cell("trip_id"), row.cell("stop_sequence")
        if trip != self._trip or len(self._stops) >= _TOGETHER:
            self._settle()
            self._trip = trip
        if trip and (trip in self.numbers or len(self.numbers) < spec.NAMES_LIMIT):
            known = self.numbers.setdefault(trip, 0)
            if not _COUNT.fullmatch(sequence):
                return  # no number, or none of a stop: that is said of its cell
            number = int(sequence)
            self._stops.append((number, row))
            bit = 1 << number if number < _HIGHEST else 0
            if known & bit:
                self.faults.add(row.fault(FeedKind.REPEATED, words.REPEATED, "stop_sequence"))
            self.numbers[trip] = known | bit

    def finish(self) -> None:
        """Judge the last stops, and trips whose rows stand apart, stretch by stretch."""
        self._settle()
        for stretches in self._stretches.values():
            stretches.sort(key=attrgetter("first.number"))
            for one, two in pairwise(stretches):
                # Where their numbers mix, one does not follow the other.
                if one.last.number < two.first.number and two.first.second < one.last.second:
                    self._add(two.first)

    def _settle(self) -> None:
        """Judge the times of the stops that stood together, by their numbers."""
        times: list[_Time] = []
        for number, row in sorted(self._stops, key=itemgetter(0)):
            for column in _COLUMNS:
                second = second_of(value := row.cell(column))
                if second is None:
                    continue
                times.append(_Time(number, second, row.record.line, column, value))
        for one, two in pairwise(times):
            if two.second < one.second:
                self._add(two)
        if times and self._kept < _STRETCHES:
            self._kept += 1
            self._stretches.setdefault(self._trip, []).append(_Stretch(times[0], times[-1]))
        self._stops.clear()

    def _add(self, time: _Time) -> None:
        self.faults.add(
            FeedFault(
                kind=FeedKind.ORDER,
                note=words.BACKWARDS,
                file="stop_times.txt",
                line=time.line,
                column=time.column,
                value=time.value,
            )
        )
