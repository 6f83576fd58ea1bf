"""Records in batches: a table is read once, and whoever looks at it is fed from the same batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, overload

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


@dataclass(frozen=True, slots=True, eq=False)
class Blanks(Sequence[Record]):
    """Records that hold nothing and are alike, each on a line of its own."""

    first: Record
    height: int
    below: Any = None
    """How many records each stands below the first, an array; None where they are consecutive."""
    lines_below: Any = None
    """How many lines each stands below the first, an array; None where it is as many as records."""

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
        below = lines = index % self.height
        if self.below is not None:
            below = lines = int(self.below[below])
            if self.lines_below is not None:
                lines = int(self.lines_below[index])
        first = self.first
        line = None if first.line is None else first.line + lines
        return Record(first.number + below, line, first.cells)

    def runs(self) -> Iterator[tuple[Record, int]]:
        """Yield the first of each stretch of consecutive records, and how many these are."""
        if self.below is None:
            yield self.first, self.height
            return
        import numpy as np

        first = self.first
        starts = np.flatnonzero(np.diff(self.below, prepend=-2) != 1)
        numbers = (self.below[starts] + first.number).tolist()
        heights = np.diff(starts, append=self.height).tolist()
        lines = [None] * len(numbers)
        if first.line is not None:
            below = self.below if self.lines_below is None else self.lines_below
            lines = (below[starts] + first.line).tolist()
        for number, line, height in zip(numbers, lines, heights, strict=True):
            yield Record(number, line, first.cells), height

    def between(self, others: Sequence[Record]) -> Iterator[tuple[Blanks | None, Record | None]]:
        """Yield, in order, other records, each with the blank ones before it; those at the end."""
        import numpy as np

        below = np.arange(self.height) if self.below is None else self.below
        numbers = [record.number - self.first.number for record in others]
        start = 0
        for end, record in zip(
            (*np.searchsorted(below, numbers).tolist(), self.height), (*others, None), strict=True
        ):
            yield (self._part(start, end) if end > start else None), record
            start = end

    def _part(self, start: int, end: int) -> Blanks:
        if end - start == self.height:
            return self
        below, lines = (
            None if array is None else array[start:end] - array[start]
            for array in (self.below, self.lines_below)
        )
        return Blanks(self[start], end - start, below, lines)


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
    ragged: tuple[Record, ...] = ()
    """Records of this stretch with more or fewer cells than the header, but for empty lines."""
    blanks: Blanks | None = None
    """Empty lines of this stretch."""
    line_of: Callable[[int], int]
    """The editor's line on which the record of a row of `columns` starts."""
    shapes: FrameShapes | None = None
    """The shapes of its cells; None where nobody knows them."""

    def record(self, index: int) -> Record:
        """Return the record in row `index` of `columns`, from 0."""
        return Record(self.numbers[index], self.line_of(index), self.columns.row(index))

    @property
    def odd(self) -> tuple[Record, ...]:
        """All records with more or fewer cells than the header, in order."""
        if self.blanks is None:
            return self.ragged
        return _ordered((*self.ragged, *self.blanks))

    def filled(self) -> tuple[Record, ...]:
        """Return its records but for the empty lines one by one, the odd ones in their places."""
        records = (self.record(index) for index in range(self.columns.height))
        return _ordered((*records, *self.ragged))

    def in_order(self) -> tuple[Record, ...]:
        """Return all its records one by one, the odd ones in their places."""
        return _ordered((*self.filled(), *(self.blanks or ())))


def _ordered(records: Sequence[Record]) -> tuple[Record, ...]:
    return tuple(sorted(records, key=lambda record: record.number))


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


def of_few(records: Sequence[Record]) -> Iterator[Rows]:
    """Yield records as the same batches, of which none can hold BATCH_CELLS cells."""
    if records:
        yield Rows(tuple(records[:HEAD_RECORDS]))
    for start in range(HEAD_RECORDS, len(records), BATCH_RECORDS):
        yield Rows(_alike(records[start : start + BATCH_RECORDS]))


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
