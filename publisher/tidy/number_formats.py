"""Which number format each cell of a sheet has, numbers and texts, as far as its reader told it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from numbers import Number
from typing import Any

from publisher.books.book import NumberFormat
from publisher.books.number_format import AS_IT_IS, text_parts
from publisher.tables.record import Record
from publisher.tidy import cell_text, number_look

ODD = 0.01
"""Share of a column's numbers that may have another format than the others have."""


class Formats:
    """The formats that decide what is seen of numbers, or of texts, by cell.

    A reader counts all cells of a format, but tells the places of the first thousand only. Beyond
    them a format holds for the column where all but one in a hundred of the other numbers have it;
    else for no cell of the column, because codes half with their zeros are worse than without.
    """

    def __init__(
        self, told: Sequence[NumberFormat], records: Sequence[Record], *, is_of_texts: bool = False
    ) -> None:
        self._has_format = _is_text if is_of_texts else _is_number
        self._alters = _is_altered if is_of_texts else number_look.alters
        decides = _is_altered if is_of_texts else cell_text.decides
        self._decides = decides
        self._hides = _is_hidden if is_of_texts else number_look.hides
        self._spots: dict[tuple[int, int], str] = {}
        self._beyond: dict[int, tuple[int, str]] = {}
        """By column: the row after which every number has the format."""
        self.unknown: set[int] = set()
        """Columns in which a format decides texts, but not which of them."""
        self.unknown_hidden = 0
        """Of these: how many have a format that shows nothing."""
        by_column: dict[int, list[NumberFormat]] = defaultdict(list)
        for found in told:
            by_column[found.column].append(found)
        for column, formats in by_column.items():
            if any(decides(found.code) for found in formats):
                self._learn(column, formats, records)

    def code(self, row: int, column: int) -> str | None:
        """Return the format of a cell; None for one that decides nothing or is not known."""
        found = self._spots.get((row, column))
        if found is None and column in self._beyond:
            after, code = self._beyond[column]
            return code if row > after else None
        return found

    @property
    def is_empty(self) -> bool:
        """Say whether no format of the sheet decides any text."""
        return not self._spots

    def _learn(
        self, column: int, formats: Sequence[NumberFormat], records: Sequence[Record]
    ) -> None:
        told: set[int] = set()
        for found in formats:
            for spot in found.cells.first:
                told.add(spot.row)
                if self._decides(found.code):
                    self._spots[spot.row, column] = found.code
        more = [found for found in formats if found.cells.total > len(found.cells.first)]
        if not any(self._decides(found.code) for found in more):
            return
        last = max(more, key=lambda found: found.cells.total)
        after = last.cells.first[-1].row
        rest = sum(
            1
            for record in records
            if record.number > after
            and record.number not in told
            and self._has_format(record.cells[column - 1] if column <= len(record.cells) else None)
        )
        others = rest - (last.cells.total - len(last.cells.first))
        allowed = 0 if self._alters(last.code) else rest * ODD
        if len(more) == 1 and 0 <= others <= allowed:
            self._beyond[column] = (after, last.code)
            return
        self._spots = {at: code for at, code in self._spots.items() if at[1] != column}
        self.unknown.add(column)
        self.unknown_hidden += any(self._hides(found.code) for found in formats)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _is_altered(code: str) -> bool:
    """Say whether a format shows texts otherwise than they are."""
    return text_parts(code) != AS_IT_IS


def _is_hidden(code: str) -> bool:
    """Say whether a format shows texts not at all."""
    return len(text_parts(code)) == 1


def _is_number(value: Any) -> bool:
    """Say whether a cell holds what has a number format: a number, date, time or duration."""
    if isinstance(value, bool | str) or value is None:
        return False
    return isinstance(value, Number) or hasattr(value, "isoformat") or hasattr(value, "days")
