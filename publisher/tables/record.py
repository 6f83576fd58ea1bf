"""A table as a stream: records with the place an officer finds them at, never a table in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from publisher.tables.batch import Batch


@dataclass(frozen=True, slots=True)
class Record:
    """One record (row) of a table."""

    number: int
    """As frictionless counts, from 1, blank records included; in a workbook the sheet's row."""
    line: int | None
    """The editor's line on which it starts; None in a workbook."""
    cells: Sequence[Any]
    """Text in a CSV; text, numbers, dates, booleans or None in a workbook."""


class BrokenTable(Exception):
    """The stream of records cannot go on; `kind` is frictionless's error type for it."""

    def __init__(self, kind: str, note: str, *, line: int | None = None) -> None:
        super().__init__(note)
        self.kind = kind
        self.note = note
        self.line = line


class Table(Protocol):
    """A file that can be read as records, as often as one likes."""

    @property
    def sheet(self) -> str | None:
        """Name of the sheet in a workbook."""

    def records(self) -> Iterator[Record]:
        """Yield the records from the start; raises BrokenTable where they cannot go on."""

    def batches(self) -> Iterator[Batch]:
        """Yield the same records in batches, the first always as Rows; raises BrokenTable."""


def text_of(cell: object) -> str:
    """Return a cell as trimmed text; empty where it holds nothing."""
    return "" if cell is None else str(cell).strip()


def filled(record: Record) -> int:
    """Return how many cells of the record hold anything."""
    return sum(1 for cell in record.cells if text_of(cell))


def column_letter(position: int) -> str:
    """Return a spreadsheet's letters of a column, from 1: A, Z, AA."""
    letters = ""
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
