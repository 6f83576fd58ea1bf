"""The stops of each trip in their order: does time run forwards, is no place taken twice."""

from __future__ import annotations

import re
from operator import itemgetter

from publisher.gtfs import spec, words
from publisher.gtfs.faults import FaultList, FeedKind
from publisher.gtfs.rows import Row, second_of

_COUNT = re.compile(r"[0-9]{1,9}")
_TOGETHER = 10_000
"""Rows of one trip that are looked at together; the longest trips have some hundred."""
_HIGHEST = 1 << 12
"""Numbers of stops from here on are not compared: trips number theirs from 0 or 1."""


class TripCheck:
    """Looks at the rows of stop_times.txt, which may stand in any order."""

    def __init__(self, faults: FaultList) -> None:
        self.faults = faults
        self.numbers: dict[str, int] = {}
        """A bit for each stop_sequence, by trip: two million stops take a few megabytes."""
        self._trip = ""
        self._stops: list[tuple[int, Row]] = []

    def see(self, row: Row) -> None:
        """Take one stop."""
        trip, sequence = row.cell("trip_id"), row.cell("stop_sequence")
        if trip != self._trip or len(self._stops) >= _TOGETHER:
            self.finish()
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
        """Judge the times of the stops that stood together, by their numbers."""
        last = 0
        for _, row in sorted(self._stops, key=itemgetter(0)):
            for column in ("arrival_time", "departure_time"):
                second = second_of(row.cell(column))
                if second is None:
                    continue
                if second < last:
                    self.faults.add(row.fault(FeedKind.ORDER, words.BACKWARDS, column))
                last = second
        self._stops.clear()
