"""What can be wrong with a GeoJSON file, as values; the rules make findings of them."""

from __future__ import annotations

import enum
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.words import Text

LIMIT = 200
"""Faults of one kind that are kept with their places; the rest is counted."""


class GeoKind(enum.StrEnum):
    """Kinds of faults; each is a rule's."""

    STRUCTURE = "structure"
    """Members that RFC 7946 requires are missing or of another type (§3)."""
    MISPLACED = "misplaced"
    """A member of another kind of GeoJSON object, which readers may take for that (§7.1)."""
    POSITION = "position"
    """A position that is not two or three finite numbers (§3.1.1)."""
    LONG_POSITION = "long-position"
    """More than three numbers, which readers may ignore (§3.1.1)."""
    SHAPE = "shape"
    """Too few positions, or a ring that does not close (§3.1.4, §3.1.6)."""
    WINDING = "winding"
    """A ring against the right-hand rule (§3.1.6)."""
    SWAPPED = "swapped"
    """Latitude before longitude: certain where only that lies in Japan (§3.1.1)."""
    OUTSIDE = "outside"
    """A place outside of Japan."""
    IMPOSSIBLE = "impossible"
    """No place on Earth: beyond ±180 and ±90 degrees (§4)."""
    CRS = "crs"
    """The member `crs`, which RFC 7946 removed (§4)."""
    REPEATED_ID = "repeated-id"
    """Two features with one `id` (§3.2)."""
    NO_GEOMETRY = "no-geometry"
    """A feature without a place (§3.2: geometry null)."""
    EMPTY = "empty"
    """No features at all."""
    PARTIAL = "partial"
    """The server that made it says that there is more."""
    NAMES = "names"
    """So many names of properties that they are no columns."""
    REPEATED_MEMBER = "repeated-member"
    """One name twice in an object: readers keep one of the two values (RFC 8259 §4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GeoFault:
    """One thing that is wrong."""

    kind: GeoKind
    note: Text
    """What exactly, without the place."""
    feature: int | None = None
    """Number of the feature, from 1; None for the document."""
    line: int | None = None
    """The editor's line on which the feature, or the member, starts."""
    path: str = ""
    """Where in the document: `features[3].geometry.coordinates[0]`."""
    count: int = 1
    """How often in this feature."""


class FaultList:
    """Faults by kind, bounded: a file of a million wrong places is said, not repeated."""

    def __init__(self) -> None:
        self._kept: dict[GeoKind, list[GeoFault]] = defaultdict(list)
        self._counts: Counter[GeoKind] = Counter()

    def add(self, fault: GeoFault) -> None:
        """Take one more."""
        self._counts[fault.kind] += 1
        if len(self._kept[fault.kind]) < LIMIT:
            self._kept[fault.kind].append(fault)

    def of(self, *kinds: GeoKind) -> Iterator[GeoFault]:
        """Yield the faults of these kinds that were kept, kind by kind."""
        for kind in kinds:
            yield from self._kept[kind]

    def more(self, *kinds: GeoKind) -> int:
        """Return how many faults of these kinds are only counted."""
        return sum(self._counts[kind] - len(self._kept[kind]) for kind in kinds)
