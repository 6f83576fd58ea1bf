"""Grids for the tests, from rows of texts as one sees them."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.books.book import Area
from publisher.tidy import joined_names, print_marks
from publisher.tidy.blocks import Found
from publisher.tidy.draft import Draft
from publisher.tidy.grid import Grid, GridRow


def grid(
    *rows: str | Sequence[str], sheet: str | None = "Sheet1", merges: Sequence[Area] = ()
) -> Grid:
    """A sheet of rows such as "地区|人口"; an empty text is a blank row."""
    cells = [tuple(row.split("|")) if isinstance(row, str) else tuple(row) for row in rows]
    return Grid(
        rows=tuple(
            GridRow(number, number, row if any(row) else ())
            for number, row in enumerate(cells, start=1)
        ),
        sheet=sheet,
        merges=tuple(merges),
    )


def shown(draft: Draft) -> list[str]:
    """A draft as rows of texts, its names first."""
    return [
        "|".join(column.name for column in draft.columns),
        *("|".join(row.cells) for row in draft.rows),
    ]


def lost(of: Grid, found: Found) -> list[str]:
    """Texts of a grid that are nowhere in what was found, nor told as marks for printing.

    Names that share a cell are parted.
    """
    of, _ = joined_names.mended(of)
    kept = [
        text
        for draft in found.drafts
        for text in (
            *(column.name for column in draft.columns),
            *(cell for row in draft.rows for cell in row.cells),
            *draft.titles,
            *draft.notes,
        )
    ] + [text for other in found.others for text in other.texts]
    kept += [change.before for change in found.changes if change.mend == print_marks.ID]
    whole = set(kept)
    return [
        text
        for row in of.rows
        for cell in row.cells
        if (text := cell.strip()) and text not in whole and not any(text in other for other in kept)
    ]
