"""Columns whose name says what they hold, where the values bear it out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import ClassVar

from publisher.rules.declared_marks import missing_values
from publisher.rules.hit import Cell, Hit, NotApplicable, Outcome
from publisher.rules.watch import Interest, TableHead, Watch
from publisher.tables.columns import MARK, Column, Kind
from publisher.tables.record import text_of

_SHARE = 0.5
"""Of the first values: below, the name of the column means something else."""
_MARK = re.compile(MARK)
_OF_TYPES = re.compile(r"[A-Za-z]+")
"""A line of `string`, `Assertion` below the header tells types; it is no value."""
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−ーｰ─﹣－", "-"))


class NamedColumns(Watch):
    """Looks at the values of such columns that are not certainly fine; blanks and marks are."""

    label: ClassVar[re.Pattern[str]]
    """Searched in a column's key."""
    fine: ClassVar[str]
    """Expression of the values that are certainly fine."""

    def start(self, table: TableHead) -> Iterator[Outcome]:
        """See which columns there are."""
        self.table = table
        self.columns: dict[int, Column] = {}
        self.missing: dict[int, frozenset[str]] = {}
        for column in table.columns if table.has_header else ():
            if (
                column.kind is not Kind.EMPTY
                and self.label.search(column.key)
                and self.holds(column)
            ):
                self.columns[column.position] = column
                self.missing[column.position] = missing_values(table, column)
        if not self.columns:
            yield NotApplicable()

    def holds(self, column: Column) -> bool:
        """Say whether at least half of the first values are what the column's name says."""
        plain = [_plain(value) for value in self._values(column)]
        told = [text for text in plain if text and not _MARK.fullmatch(text)]
        return 2 * sum(1 for text in told if self.is_like(text)) >= len(told) > 0

    def is_like(self, text: str) -> bool:
        """Say whether a value, width and hyphens made even, is what the column's name says."""
        raise NotImplementedError

    def interests(self) -> Iterator[Interest]:
        """Ask for what is not certainly fine."""
        if self.columns:
            yield Interest(columns=frozenset(self.columns), unless=self.fine)

    def cell(self, cell: Cell) -> Iterator[Hit]:
        """Judge a value; white space around it is L1-06's."""
        text = _plain(cell.value)
        if (
            not text
            or re.fullmatch(self.fine, text_of(cell.value).strip())
            or _MARK.fullmatch(text)
            or _OF_TYPES.fullmatch(text)
            or cell.text in self.missing[cell.position]
        ):
            return
        yield from self.judge(cell, text)

    def judge(self, cell: Cell, plain: str) -> Iterator[Hit]:
        """Yield what is wrong with a value; `plain` has its width and hyphens made even."""
        raise NotImplementedError

    def _values(self, column: Column) -> Iterator[object]:
        index = column.position - 1
        return (row.cells[index] for row in self.table.sample if index < len(row.cells))


def _plain(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unicodedata.normalize("NFKC", text_of(value)).translate(_HYPHENS).strip()
