"""Records in batches: a table is read once, and whoever looks at it is fed from the same batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, overload

from publisher.tables.frame_shapes import FrameShapes
from publisher.tables.record import BrokenTable, Record, Table

if TYPE_CHECKING:
    import polars as pl

HEAD_RECORDS = 1000
"""Records of the first batch, always as Rows: the header is found in them."""
BATCH_RECORDS = 500
"""Records of later Rows: more leaves the processor's cache (VALIDATION.md §3.5)."""
BATCH_CELLS = 1 << 20
"""Cells of Rows at most: a thousand records of 16,384 columns would not fit the memory."""


@dataclass(frozen=True, slots=True)
class Blanks(Sequence[Record]):
    """Consecutive records that hold nothing and are alike, each on a line of its own."""

    first: Record
    height: int

    def __len__(self) -> int:
        return self.height

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | Sequence[Record]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(self.height))]
        if not -self.height <= index < self.height:
            raise IndexError(index)
        below, first = index % self.height, self.first
        line = None if first.line is None else first.line + below
        return Record(first.number + below, line, first.cells)


@dataclass(frozen=True, slots=True)
class Rows:
    """Consecutive records one by one: small tables, workbooks, text with odd quotes."""

    records: tuple[Record, ...] | Blanks


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A stretch of many records as columns of text."""

    columns: pl.DataFrame
    """Text, never null, one column per cell of the header (named "1", "2", …)."""
    numbers: Sequence[int]
    """Number of the record of each row of `columns`."""
    odd: tuple[Record, ...] = ()
    """Records of this stretch with more or fewer cells than the header, empty lines included."""
    line_of: Callable[[int], int]
    """The editor's line on which the record of a row of `columns` starts."""
    shapes: FrameShapes | None = None
    """The shapes of its cells; None where nobody knows them."""

    def record(self, index: int) -> Record:
        """Return the record in row `index` of `columns`, from 0."""
        return Record(self.numbers[index], self.line_of(index), self.columns.row(index))

    def in_order(self) -> list[Record]:
        """Return all its records one by one, the odd ones in their places."""
        records = [self.record(index) for index in range(self.columns.height)]
        return sorted([*records, *self.odd], key=lambda record: record.number)


Batch = Rows | Frame


def taken(records: Iterator[Record], count: int) -> Iterator[Record]:
    """Yield the next `count` records, fewer where they hold BATCH_CELLS cells."""
    cells = 0
    for record in islice(records, count):
        yield record
        cells += len(record.cells)
        if cells >= BATCH_CELLS:
            return


def of_records(table: Table) -> Iterator[Rows]:
    """Yield a table's records as batches; what was read before it breaks comes out first.

    Raises BrokenTable as `records` does.
    """
    records = table.records()
    size = HEAD_RECORDS
    while True:
        batch: list[Record] = []
        broken: BrokenTable | None = None
        try:
            batch.extend(taken(records, size))
        except BrokenTable as error:
            broken = error
        if batch:
            yield Rows(_alike(batch) if size == BATCH_RECORDS else tuple(batch))
        if broken is not None:
            raise broken
        if not batch:
            return
        size = BATCH_RECORDS


def _alike(records: Sequence[Record]) -> tuple[Record, ...] | Blanks:
    """Return records as a stretch of blank ones, where that is all they are."""
    first, last, count = records[0], records[-1], len(records)
    is_blank = (
        all(cell is None or cell == "" for cell in first.cells)
        and last.number - first.number == count - 1
        and (first.line is None or (last.line or 0) - first.line == count - 1)
        and all(record.cells == first.cells for record in records)
    )
    return Blanks(first, count) if is_blank else tuple(records)
