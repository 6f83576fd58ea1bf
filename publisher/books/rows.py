"""Rows of a sheet as records: without the blank margins, with the blank rows between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.books.refusal import TOO_MANY_CELLS, refused
from publisher.tables.record import Record

CELLS_LIMIT = 200_000_000
"""Cells that a sheet may spread its values over: the million rows of a sheet, 190 columns wide."""


@dataclass(slots=True)
class Extent:
    """How far a sheet is filled: the last row and column that hold a value."""

    rows: int = 0
    columns: int = 0


def records(rows: Iterable[tuple[int, Sequence[Any]]], extent: Extent) -> Iterator[Record]:
    """Yield the rows up to the last that holds anything, and note how far they reach.

    Formatting is not content: trailing blank cells and rows do not count. Raises BrokenTable.
    """
    following = 1
    cells = 0
    for number, values in rows:
        width = len(values)
        while width and _is_blank(values[width - 1]):
            width -= 1
        if not width:
            continue
        cells += width
        if cells > CELLS_LIMIT:
            raise refused(TOO_MANY_CELLS)
        for blank in range(following, number):
            yield Record(blank, None, ())
        following = number + 1
        extent.rows = number
        extent.columns = max(extent.columns, width)
        yield Record(number, None, values if width == len(values) else values[:width])


def _is_blank(value: object) -> bool:
    return value is None or (type(value) is str and not value.strip())
