"""Stops and the stations that they belong to (stops.txt: location_type, parent_station)."""

from __future__ import annotations

from publisher.gtfs import spec, words
from publisher.gtfs.faults import FaultList, FeedKind
from publisher.gtfs.rows import Header, Row

_STATION = "1"
_BOARDING = "4"
"""A boarding area belongs to a platform, everything else to a station."""
_PLATFORM = frozenset({"", "0"})


class StationCheck:
    """Looks at the rows of stops.txt, in which a parent may stand below its child."""

    def __init__(self, header: Header, faults: FaultList) -> None:
        self.faults = faults
        # Without the types nothing tells a station.
        self.is_asked = {"location_type", "parent_station"} <= set(header.names)
        self._types: dict[str, str] = {}
        self._children: list[Row] = []

    def see(self, row: Row) -> None:
        """Take one stop."""
        if not self.is_asked or len(self._types) >= spec.NAMES_LIMIT:
            return
        self._types[row.cell("stop_id")] = row.cell("location_type")
        if row.cell("parent_station") and not self._is_sound(row):
            self._children.append(row)

    def finish(self) -> None:
        """Judge those whose parent was no station when they were seen."""
        for row in self._children:
            if row.cell("parent_station") in self._types and not self._is_sound(row):
                self.faults.add(row.fault(FeedKind.REFERENCE, words.NO_STATION, "parent_station"))

    def _is_sound(self, row: Row) -> bool:
        kind = self._types.get(row.cell("parent_station"))
        if row.cell("location_type") == _BOARDING:
            return kind in _PLATFORM
        return kind == _STATION
