"""One sheet or text file as it lies on the officer's screen: rows of texts, and what is merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publisher.books.book import Area, Spot
from publisher.tidy.change import Change
from publisher.tidy.number_look import Kind
from publisher.words import Text


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a sheet or record of a text file."""

    number: int
    """Row of the sheet, or record of the file, from 1."""
    line: int
    """The line a text editor shows; equal to `number` in a sheet."""
    cells: tuple[str, ...]
    """What is published of each cell: dates as ISO 8601, numbers without grouping, blank as ""."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the file holds in a cell that shows something else."""

    kind: Kind
    """Why it does."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A sheet or a text file; pure values."""

    rows: tuple[GridRow, ...]
    """Without rows below the last value."""
    sheet: str | None = None
    merges: tuple[Area, ...] = ()
    """Merged cells; only the upper left one holds the value."""
    unknown_merges: int = 0
    """Merged cells beyond those that a reader keeps: what they cover cannot be told."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    unknown_hidden: int = 0
    """Hidden stretches of rows or columns, and columns of hidden cells, beyond what a reader keeps."""
    held: Mapping[tuple[int, int], Held] = field(default_factory=dict)
    """By row and column from 1: cells that show something else than the file holds."""
    unknown_formats: frozenset[int] = frozenset()
    """Columns of so many number formats that what the file holds stands there, not what shows."""
    uncalculated: tuple[Spot, ...] = ()
    """Formulas that were never calculated: their cells read as blank."""
    is_hidden: bool = False
    """The whole sheet is hidden."""
    has_header: bool = False
    """The first row names the columns for certain, as in the table of a GeoJSON file."""
    delimiter: str = ","
    """What parts the cells of a text file."""
    preamble: str = ""
    """What stands before the first record of a text file and is no data: `sep=,`, a second mark."""

    notices: tuple[Text, ...] = ()
    """What reading the file has left out."""
    changes: tuple[Change, ...] = ()
    """What reading it has calculated."""

    @property
    def width(self) -> int:
        """Cells of the longest row."""
        return max((len(row.cells) for row in self.rows), default=0)
