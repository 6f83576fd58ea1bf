"""A sheet without its hidden rows and columns, whose tables come out with the sheet's places. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import replace

from publisher.books.book import Area, Spot
from publisher.tidy.blocks import Found
from publisher.tidy.change import Change
from publisher.tidy.draft import Draft
from publisher.tidy.grid import Grid, GridRow


class Visible:
    """A grid without its hidden rows and columns, and where its cells stand in the sheet."""

    def __init__(self, grid: Grid) -> None:
        shown = [row for row in grid.rows if row.number not in grid.hidden_rows]
        self._rows = [row.number for row in shown]
        width = grid.width
        self._columns = [at for at in range(1, width + 1) if at not in grid.hidden_columns]
        merges, moved = self._merges(grid)
        self.grid = replace(
            grid,
            rows=tuple(
                GridRow(number, number, self._cells(row, moved))
                for number, row in enumerate(shown, start=1)
            ),
            merges=merges,
            held={},
            hidden_rows=frozenset(),
            hidden_columns=frozenset(),
        )

    def shows(self, spot: Spot) -> bool:
        """Say whether a cell of the sheet is there."""
        return all(
            bisect_left(places, at) < bisect_right(places, at)
            for places, at in ((self._rows, spot.row), (self._columns, spot.column))
        )

    def restored(self, found: Found) -> Found:
        """Return what was found with the rows and columns that the sheet has."""
        return replace(
            found,
            drafts=tuple(map(self._draft, found.drafts)),
            changes=tuple(map(self._change, found.changes)),
        )

    def _cells(self, row: GridRow, moved: Mapping[tuple[int, int], str]) -> tuple[str, ...]:
        cells = [row.cells[at - 1] for at in self._columns if at <= len(row.cells)]
        for index, at in enumerate(self._columns if moved else ()):
            if (row.number, at) in moved:
                cells += [""] * (index + 1 - len(cells))
                cells[index] = moved[row.number, at]
        return tuple(cells)

    def _merges(self, grid: Grid) -> tuple[tuple[Area, ...], dict[tuple[int, int], str]]:
        """Return what of merged cells shows, and the texts whose own cell is hidden, by place."""
        texts = {row.number: row.cells for row in grid.rows}
        areas: list[Area] = []
        moved: dict[tuple[int, int], str] = {}
        for area in grid.merges:
            top = bisect_left(self._rows, area.top)
            bottom = bisect_right(self._rows, area.bottom)
            left = bisect_left(self._columns, area.left)
            right = bisect_right(self._columns, area.right)
            if top >= bottom or left >= right:
                continue
            if bottom - top > 1 or right - left > 1:
                areas.append(Area(top + 1, left + 1, bottom, right))
            # A merged cell shows its value wherever a part of it shows.
            cells = texts.get(area.top, ())
            first = (self._rows[top], self._columns[left])
            if first != (area.top, area.left) and area.left <= len(cells):
                moved[first] = cells[area.left - 1]
        return tuple(areas), moved

    def _draft(self, draft: Draft) -> Draft:
        return replace(
            draft,
            columns=tuple(
                replace(column, position=self._columns[column.position - 1])
                if column.position
                else column
                for column in draft.columns
            ),
            rows=tuple(
                replace(row, number=self._rows[row.number - 1], line=self._rows[row.line - 1])
                for row in draft.rows
            ),
        )

    def _change(self, change: Change) -> Change:
        return replace(
            change,
            number=self._rows[change.number - 1] if change.number else 0,
            line=self._rows[change.line - 1] if change.line else 0,
            position=self._columns[change.position - 1] if change.position else 0,
        )
