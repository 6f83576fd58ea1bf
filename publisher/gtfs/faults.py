"""What can be wrong with a timetable feed, as values; the rules make findings of them."""

from __future__ import annotations

import enum
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.words import Text

LIMIT = 100
"""Faults of one kind in one column of one file that are kept; the rest is counted."""


class FeedKind(enum.StrEnum):
    """Kinds of faults; each is a rule's."""

    ARCHIVE = "archive"
    """The zip cannot be opened, is locked, unpacks beyond reason, or names places outside."""
    SUBFOLDER = "subfolder"
    """The files lie in a folder inside of the zip; GTFS wants them at its top."""
    UNREADABLE = "unreadable"
    """A file that is not UTF-8, or no table."""
    NO_FILE = "no-file"
    """A file that GTFS requires is missing."""
    NO_COLUMN = "no-column"
    """A column that GTFS requires is missing."""
    NO_VALUE = "no-value"
    """A required cell is empty."""
    REFERENCE = "reference"
    """An id that the file it refers to does not have."""
    UNUSED = "unused"
    """Trips that stop nowhere."""
    REPEATED = "repeated"
    """A key that stands twice."""
    VALUE = "value"
    """A date, time, number or code that is none."""
    SWAPPED = "swapped"
    """Latitude and longitude are exchanged."""
    OUTSIDE = "outside"
    """A place outside of Japan."""
    ORDER = "order"
    """Time runs backwards: within a trip, or from a first to a last day."""
    JAPAN = "japan"
    """GTFS allows it, GTFS-JP does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFault:
    """One thing that is wrong."""

    kind: FeedKind
    note: Text
    """What exactly."""
    file: str = ""
    """Name of the file in the feed; empty for the whole feed."""
    line: int | None = None
    """The editor's line in that file."""
    column: str = ""
    value: str = ""
    """The offending cell."""


class FaultList:
    """Faults in the order in which they were found, bounded per kind, file and column."""

    def __init__(self) -> None:
        self._kept: dict[FeedKind, list[FeedFault]] = defaultdict(list)
        self._counts: Counter[tuple[FeedKind, str, str]] = Counter()

    def add(self, fault: FeedFault) -> None:
        """Take one more."""
        key = (fault.kind, fault.file, fault.column)
        self._counts[key] += 1
        if self._counts[key] <= LIMIT:
            self._kept[fault.kind].append(fault)

    def of(self, *kinds: FeedKind) -> Iterator[FeedFault]:
        """Yield the faults of these kinds that were kept, kind by kind."""
        for kind in kinds:
            yield from self._kept[kind]

    def more(self, *kinds: FeedKind) -> Iterator[tuple[str, str, int]]:
        """Yield file, column and number of the faults of these kinds that are only counted."""
        for (kind, file, column), count in self._counts.items():
            if kind in kinds and count > LIMIT:
                yield file, column, count - LIMIT
