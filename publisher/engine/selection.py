"""Which records of a table are rows, and which cells its header has, as the dialect says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from publisher.tables.batch import Batch, Blanks, Frame, Rows
from publisher.tables.engine import Subject
from publisher.tables.labels import joined
from publisher.tables.record import Record

SAMPLE = 100
"""Records in which frictionless looks for the header."""
_NOTHING = (None, "")


class Selection:
    """The rows of one table: what is below the header, no comment and, if asked, not blank."""

    def __init__(self, subject: Subject) -> None:
        self.header_row = subject.header_row
        self.dialect = subject.dialect
        self.are_blanks_skipped = subject.dialect.are_blank_rows_skipped
        self.is_sheet = subject.table.sheet is not None
        self.is_typed = self.is_sheet or getattr(subject.table, "is_typed", False)
        """Whether cells are values of types, not texts."""
        self.takes_all = not (
            self.dialect.comment or self.dialect.comment_rows or self.are_blanks_skipped
        )
        """Whether every record below the header is a row."""
        self.header: Record | None = None

    def header_of(self, head: Sequence[Record]) -> tuple[tuple[str, ...], Sequence[Any] | None]:
        """Return the labels and the first row's cells, both from the first SAMPLE records.

        No labels where there is no header, where it is a comment, or where it lies below.
        """
        sample = [record for record in head if record.number <= SAMPLE]
        self.header = next((one for one in head if one.number == self.header_row), None)
        rows = self.dialect.header_rows or (self.header_row,)
        header = [
            one
            for one in sample
            if self.header_row and one.number in rows and not self.dialect.is_comment(one)
        ]
        labels = joined(header, self.dialect.header_join)
        first = next((record.cells for record in self.rows(sample)), None)
        return labels, first

    def rows(self, records: Iterable[Record]) -> Sequence[Record]:
        """Return the records that are rows."""
        first = self.header_row or 0
        if isinstance(records, Blanks) and self.takes_all and records.first.number > first:
            row = records.first
            return replace(records, first=self._filled_up(row)) if self.is_sheet else records
        rows = [record for record in records if record.number > first]
        if self.is_sheet:
            rows = [self._filled_up(record) for record in rows]
        if self.takes_all:
            return rows
        return [record for record in rows if not self._is_left_out(record)]

    def has_left_out(self, frame: Frame) -> bool:
        """Whether some row of the frame does not count; then its records are looked at singly."""
        if self.takes_all:
            return False
        import polars as pl

        conditions = []
        if self.dialect.comment:
            conditions.append(pl.col("1").str.starts_with(self.dialect.comment))
        if self.are_blanks_skipped:
            conditions.append(pl.all_horizontal(pl.all() == ""))
        if conditions and frame.columns.select(pl.any_horizontal(conditions).any()).item():
            return True
        left_out = self.dialect.comment_rows.intersection(frame.numbers)
        return bool(left_out) or any(map(self._is_left_out, frame.odd))

    def _filled_up(self, record: Record) -> Record:
        """Return the row of a sheet with blanks up to the header's width: it lacks no cells."""
        width = len(self.header.cells) if self.header else 0
        lacking = width - len(record.cells)
        if lacking <= 0:
            return record
        return Record(record.number, record.line, [*record.cells, *[None] * lacking])

    def _is_left_out(self, record: Record) -> bool:
        if self.dialect.is_comment(record):
            return True
        return self.are_blanks_skipped and all(cell in _NOTHING for cell in record.cells)


def records_of(batch: Batch) -> Sequence[Record]:
    """Return the records of a batch one by one, in order."""
    return batch.records if isinstance(batch, Rows) else batch.in_order()
