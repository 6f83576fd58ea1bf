"""A grid to look at in rectangles: texts, what merged cells cover, where nothing stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from publisher.books.book import Area
from publisher.tables.record import Record
from publisher.tidy.grid import Grid, GridRow


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle by index from 0; `bottom` and `right` lie just outside."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def rows(self) -> range:
        """Indexes of its rows."""
        return range(self.top, self.bottom)

    @property
    def columns(self) -> range:
        """Indexes of its columns."""
        return range(self.left, self.right)


class Canvas:
    """A grid, and which cell shows the text of another because they are merged."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._rows = grid.rows
        self._first = grid.rows[0].number if grid.rows else 1
        self._area: dict[tuple[int, int], Area] = {}
        width = grid.width
        for area in grid.merges:
            for row in range(area.top, min(area.bottom, self._first + len(self._rows) - 1) + 1):
                for column in range(area.left, min(area.right, width + 1) + 1):
                    self._area.setdefault((row - self._first, column - 1), area)

    @property
    def whole(self) -> Region:
        """The rectangle of all that is there."""
        return self.trimmed(Region(0, 0, len(self._rows), self.grid.width))

    @property
    def has_merges(self) -> bool:
        """Say whether any cells are merged."""
        return bool(self._area)

    def row(self, index: int) -> GridRow:
        """Return a row of the grid."""
        return self._rows[index]

    def text(self, row: int, column: int) -> str:
        """Return what stands in a cell itself, trimmed."""
        cells = self._rows[row].cells
        return cells[column].strip() if column < len(cells) else ""

    def shown(self, row: int, column: int) -> str:
        """Return what one sees in a cell, untrimmed: merged cells show their upper left one's."""
        cells = self._rows[row].cells
        own = cells[column] if column < len(cells) else ""
        if own.strip() or not self._area:
            return own
        area = self._area.get((row, column))
        if area is None or area.top < self._first:
            return own
        cells = self._rows[area.top - self._first].cells
        return cells[area.left - 1] if area.left <= len(cells) else ""

    def area(self, row: int, column: int) -> Region:
        """Return the merged cells that a cell is part of; the cell itself where it is not merged."""
        found = self._area.get((row, column))
        if found is None:
            return Region(row, column, row + 1, column + 1)
        first = self._first
        return Region(found.top - first, found.left - 1, found.bottom - first + 1, found.right)

    def record(self, row: int, region: Region) -> Record:
        """Return a row of a region as a record."""
        found = self._rows[row]
        return Record(found.number, found.line, found.cells[region.left : region.right])

    def texts(self, row: int, region: Region) -> list[tuple[int, str]]:
        """Return the filled cells of a row of a region: column and trimmed text."""
        cells = self._rows[row].cells[region.left : region.right]
        return [
            (column, text)
            for column, cell in enumerate(cells, start=region.left)
            if (text := cell.strip())
        ]

    def has_at_most(self, row: int, region: Region, most: int) -> bool:
        """Say whether so few cells of a row of a region are filled; looks no further than needed."""
        for cell in self._rows[row].cells[region.left : region.right]:
            if cell and not cell.isspace():
                most -= 1
                if most < 0:
                    return False
        return True

    def is_blank(self, row: int, region: Region) -> bool:
        """Say whether a row of a region holds nothing."""
        return not any(cell.strip() for cell in self._rows[row].cells[region.left : region.right])

    def filled_columns(self, region: Region) -> set[int]:
        """Return the columns of a region that hold anything."""
        found: set[int] = set()
        for row in region.rows:
            if len(found) == len(region.columns):
                break
            cells = self._rows[row].cells[region.left : region.right]
            found.update(
                column for column, cell in enumerate(cells, start=region.left) if cell.strip()
            )
        return found

    def trimmed(self, region: Region) -> Region:
        """Return a region without blank rows and columns around it; of no rows where all is blank."""
        columns = self.filled_columns(region)
        if not columns:
            return replace(region, bottom=region.top)
        top = next(row for row in region.rows if not self.is_blank(row, region))
        bottom = next(row for row in reversed(region.rows) if not self.is_blank(row, region))
        return Region(top, min(columns), bottom + 1, max(columns) + 1)

    def runs(self, region: Region) -> Iterator[Region]:
        """Yield the stretches of columns of a region that wholly blank ones part."""
        filled = self.filled_columns(region)
        left: int | None = None
        for column in range(region.left, region.right + 1):
            if column in filled and left is None:
                left = column
            elif column not in filled and left is not None:
                yield Region(region.top, left, region.bottom, column)
                left = None
