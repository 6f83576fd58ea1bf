"""A table while it is made tidy: columns, rows, and what stood around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from publisher.tidy.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftColumn:
    """A column of the table to be."""

    name: str
    position: int | None
    """Its column in the source, from 1; None for one that was made (a year out of a title)."""
    unit: str = ""
    """The unit of all its values, taken out of cells or header."""
    source: str = ""
    """Its name in the source where a mend has renamed it; else empty."""

    @property
    def original(self) -> str:
        """The name that the officer knows."""
        return self.source or self.name


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A record of the table to be."""

    number: int
    """Its row or record in the source, from 1."""
    line: int
    """Its line in the source; equal to `number` in a sheet."""
    cells: tuple[str, ...]
    """As many as there are columns."""
    missing: int = 0
    """Cells that the record of a text file lacks at its end, blank above."""
    surplus: tuple[str, ...] = ()
    """Cells that it has beyond the last column."""

    @property
    def is_torn(self) -> bool:
        """Say whether the record has not as many cells as columns: nobody knows what is whose."""
        return bool(self.missing or self.surplus)

    @property
    def written(self) -> tuple[str, ...]:
        """The cells as they are written: a torn record stays torn, so that the check names it."""
        if not self.missing:
            return (*self.cells, *self.surplus)
        kept = self.cells[: -self.missing]
        return kept if not any(self.cells[len(kept) :]) else (*self.cells, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One table, and the texts around it that go into the dataset's description."""

    columns: tuple[DraftColumn, ...]
    rows: tuple[DraftRow, ...]
    sheet: str | None = None
    titles: tuple[str, ...] = ()
    """What stood above the header."""
    notes: tuple[str, ...] = ()
    """What stood below or beside the table: notes, source, date, legend."""
    standard: str | None = None
    """`edition/slug` of the standard dataset whose header this is, None where it is none's."""
    facts: dict[str, str] = field(default_factory=dict)
    """What the surroundings say of all rows: `date` 2024-04-01, `unit` 人."""
    known: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was found out about this very draft; another one begins with nothing."""

    def texts(self, column: int) -> Texts:
        """Return the cells of a column, by its index."""
        found: Texts | None = self.known.get(column)
        if found is None:
            found = self.known[column] = Texts(tuple(row.cells[column] for row in self.rows))
        return found

    def with_cells(
        self, columns: tuple[DraftColumn, ...], rows: tuple[DraftRow, ...], same: Mapping[int, int]
    ) -> Draft:
        """Return the draft with other columns and rows; `same` has the index that columns had
        before, by their own, where no cell of theirs is another.
        """
        made = replace(self, columns=columns, rows=rows)
        made.known.update({now: self.known[was] for now, was in same.items() if was in self.known})
        return made
