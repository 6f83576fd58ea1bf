"""The seam of the table engine: what any engine is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from publisher.tables.batch import Batch
from publisher.tables.dialect import Dialect
from publisher.tables.record import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A table with what is declared of it."""

    name: str
    """The resource's name; foreign keys refer to it."""
    table: Table
    dialect: Dialect
    header_row: int | None
    """Number of the header's record: explicit, never sniffed; None where there is no header."""
    schema: Mapping[str, Any] | None
    """The Table Schema as committed; None checks the structure only."""
    siblings: Mapping[str, Subject] = field(default_factory=dict)
    """Other tables of the dataset by resource name, for foreign keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One way in which a table breaks its structure or schema, in frictionless's terms."""

    type: str
    """frictionless's error type."""
    note: str = ""
    """frictionless's note, word for word: `type is "integer/default"`."""
    row: int | None = None
    line: int | None = None
    field: int | None = None
    """Position of the column, from 1."""
    label: str = ""
    """The header's cell, or the field's name where the header lacks it."""
    expected: str = ""
    """For a header that differs from its field: the field's name."""
    cell: str = ""
    """The offending cell as text."""
    rows: int = 1
    """Rows one after the other, each on a line of its own, of which the same is said."""
    also: tuple[Fault, ...] = ()
    """What is said of each of several rows besides, row by row after this."""

    def singly(self, most: int | None = None) -> Iterator[Fault]:
        """Yield one fault per row, as frictionless does; what is below the first `most` as one."""
        if self.rows == 1:
            yield self
            return
        count = self.rows if most is None else min(most, self.rows)
        for below in range(count):
            yield from self._from(below, 1)
        if count < self.rows:
            yield from self._from(count, self.rows - count)

    def _from(self, below: int, rows: int) -> Iterator[Fault]:
        line = None if self.line is None else self.line + below
        row = None if self.row is None else self.row + below
        for fault in (self, *self.also):
            yield replace(fault, row=row, line=line, rows=rows, also=())


class Examination(Protocol):
    """One look at one table, fed batch by batch."""

    def feed(self, batch: Batch) -> None:
        """See the next records of the table; never raises for bad data or a bad schema."""

    def finish(self, untold: Collection[str] = ()) -> Iterator[Fault]:
        """Yield the faults in the order of the file, never cut silently, stretches as one.

        Those of the types `untold` may be left out: somebody else says them.
        """


class Engine(Protocol):
    """Checks tables."""

    def begin(self, subject: Subject) -> Examination:
        """Return a fresh look at a table; its batches are fed by the caller."""
