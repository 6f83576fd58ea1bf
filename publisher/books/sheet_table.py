"""A sheet of a workbook as a table, and what every kind of workbook can do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from publisher.books.book import Sheet, Workbook
from publisher.tables.batch import Rows, of_records
from publisher.tables.record import BrokenTable, Record


class Book(Protocol):
    """An opened workbook. It holds no open file: each reading opens the file anew."""

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """Names of all sheets, hidden ones and charts too, in the order of the tabs."""

    @property
    def table_names(self) -> tuple[str, ...]:
        """Names of the sheets that hold cells, hidden ones too; frictionless counts these."""

    @property
    def facts(self) -> Workbook:
        """What the workbook holds beside values; raises BrokenTable where a part is broken.

        Free for sheets whose records have been read to the end before; the others are read now.
        """

    def sheet_facts(self, sheet: str) -> Sheet:
        """Return what one sheet holds beside values; raises BrokenTable, as for `facts`."""

    def table(self, sheet: str) -> SheetTable:
        """Return a sheet as a table; a sheet that is not there breaks when it is read."""

    def records(self, sheet: str) -> Iterator[Record]:
        """Yield the records of a sheet; raises BrokenTable."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet."""

    book: Book
    sheet: str | None

    def records(self) -> Iterator[Record]:
        """Yield the sheet's rows up to the last that holds anything; raises BrokenTable."""
        return self.book.records(self.sheet or "")

    def batches(self) -> Iterator[Rows]:
        """Yield the records in batches; raises BrokenTable."""
        return of_records(self)


@dataclass(frozen=True, slots=True)
class NoTable:
    """The table of a workbook that cannot be opened: breaks when it is read."""

    reason: BrokenTable
    sheet: str | None = None

    def records(self) -> Iterator[Record]:
        """Raise BrokenTable."""
        raise self.reason

    def batches(self) -> Iterator[Rows]:
        """Raise BrokenTable."""
        raise self.reason
