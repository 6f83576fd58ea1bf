"""A header of a text file in which two names share a quoted cell: they are parted where proven."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from publisher.rules.joined_names import parted
from publisher.tidy.change import Change
from publisher.tidy.grid import Grid, GridRow

ID = "joined-names"


def mended(grid: Grid) -> tuple[Grid, tuple[Change, ...]]:
    """Return a grid whose first row names every column, and the cells of that row that changed.

    Only for text files, whose records have as many cells as were written.
    """
    index = next((at for at, row in enumerate(grid.rows) if any(map(str.strip, row.cells))), None)
    if grid.sheet is not None or grid.has_header or index is None:
        return grid, ()
    header = grid.rows[index]
    names = parted(header.cells, [row.cells for row in grid.rows[index + 1 :]])
    if names is None:
        return grid, ()
    rows = (*grid.rows[:index], replace(header, cells=names), *grid.rows[index + 1 :])
    return replace(grid, rows=rows), tuple(_changes(header, names))


def _changes(header: GridRow, names: Sequence[str]) -> Iterator[Change]:
    before = (*header.cells, *[""] * (len(names) - len(header.cells)))
    for position, (old, new) in enumerate(zip(before, names, strict=True), start=1):
        if old != new:
            yield Change(
                mend=ID,
                number=header.number,
                line=header.line,
                position=position,
                column=old,
                before=old,
                after=new,
            )
