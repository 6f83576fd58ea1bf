"""Rows of a sheet as records: without the blank margins, with the blank rows between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Any, NamedTuple

from publisher.books.refusal import TOO_MANY_CELLS, refused
from publisher.tables.record import Record

CELLS_LIMIT = 50_000_000
"""Cells that a sheet may spread its values over: no more can be filled in what may be unpacked."""
SPARSE = 50
"""Cells per filled one beyond which values are strewn about, not a table."""
SPARSE_FREE = 2_000_000
"""Cells below which this does not matter."""


@dataclass(slots=True)
class Extent:
    """How far a sheet is filled: the last row and column that hold a value."""

    rows: int = 0
    columns: int = 0


class Stretch(NamedTuple):
    """Rows in the order of the sheet, each number above the one before."""

    numbers: Sequence[int]
    rows: Sequence[Sequence[Any]]


@dataclass(slots=True)
class Trimmer:
    """Makes records of rows, up to the last row and cell that hold anything.

    Formatting is not content: trailing blank cells and rows do not count.
    """

    extent: Extent = field(default_factory=Extent)
    _cells: int = 0
    _filled: int = 0

    def row(self, number: int, values: Sequence[Any]) -> Iterator[Record]:
        """Yield a row's record after those of the blank rows above it; raises BrokenTable."""
        width = len(values)
        while width and _is_blank(values[width - 1]):
            width -= 1
        if not width:
            return
        # A space within the table is what its cell holds; beyond it is a slip of the hand.
        reach = min(len(values), self.extent.columns)
        while reach > width and values[reach - 1] in _NOTHING:
            reach -= 1
        width = max(width, reach)
        blanks = range(self.extent.rows + 1, number)
        self._cells += len(blanks) * self.extent.columns
        self._reach(number, width, (values,))
        for blank in blanks:
            yield Record(blank, None, ())
        yield Record(number, None, values if width == len(values) else values[:width])

    def stretch(self, stretch: Stretch) -> Iterable[Record]:
        """Return the records of many rows, to be read before the next stretch; raises BrokenTable."""
        numbers, rows = stretch
        if self._is_plain(numbers, rows):
            self._reach(numbers[-1], len(rows[0]), rows)
            return map(Record, numbers, repeat(None), rows)
        return chain.from_iterable(map(self.row, numbers, rows))

    def _is_plain(self, numbers: Sequence[int], rows: Sequence[Sequence[Any]]) -> bool:
        """Whether nothing is to be left out or added: equally wide rows without a gap."""
        if numbers[0] != self.extent.rows + 1 or numbers[-1] - numbers[0] + 1 != len(numbers):
            return False
        if len(set(map(len, rows))) != 1 or not rows[0]:
            return False
        return not any(map(_is_blank, [row[-1] for row in rows]))

    def _reach(self, number: int, width: int, rows: Sequence[Sequence[Any]]) -> None:
        self._cells += width * len(rows)
        self._filled += sum(len(row) - row.count(None) for row in rows)
        is_sparse = self._cells > SPARSE_FREE and self._cells > SPARSE * self._filled
        if is_sparse or self._cells > CELLS_LIMIT:
            raise refused(TOO_MANY_CELLS)
        self.extent.rows = number
        self.extent.columns = max(self.extent.columns, width)


def records(rows: Iterable[tuple[int, Sequence[Any]]], extent: Extent) -> Iterator[Record]:
    """Yield the records of rows that come one by one, and note how far they reach.

    Raises BrokenTable.
    """
    trimmer = Trimmer(extent)
    for number, values in rows:
        yield from trimmer.row(number, values)


_NOTHING = (None, "")


def _is_blank(value: object) -> bool:
    return value is None or (type(value) is str and not value.strip())
