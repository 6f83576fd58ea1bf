"""A table while it is made tidy: columns, rows, and what stood around it."""

from __future__ import annotations

from dataclasses import dataclass, field


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
