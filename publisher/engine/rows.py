"""The check of rows one by one: columns of a few hundred cells, every flaw by the exact reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publisher.engine.cells import CellCheck, TypedCellCheck
from publisher.engine.fields.field import Notes
from publisher.engine.header import Columns
from publisher.engine.journal import Entry, Flaw, Journal
from publisher.engine.keys import KeyValues
from publisher.engine.plan import Positions
from publisher.tables.batch import Blanks
from publisher.tables.record import Record

Cells = Sequence[Sequence[Any]]
"""The cells of one column after the other."""


class RowCheck:
    """Judges rows and takes note of the values of keys."""

    def __init__(
        self,
        columns: Columns,
        keys: Mapping[Positions, KeyValues],
        primary: Positions | None,
        *,
        is_typed: bool,
    ) -> None:
        check = TypedCellCheck if is_typed else CellCheck
        self.checks = [check(field) for field in columns.fields]
        self.width = len(columns.fields)
        self.keys = keys
        self.primary = primary

    def feed(self, rows: Sequence[Record], journal: Journal) -> None:
        """Judge the next rows."""
        for entry in self.judge_blanks(rows) if isinstance(rows, Blanks) else self.judge(rows):
            journal.add(entry)

    def judge_blanks(self, rows: Blanks) -> list[Entry]:
        """Return the flawed ones of rows that are alike: one is judged, unless they have keys."""
        if not self._has_no_key(rows.first):
            return self.judge(rows)
        return [
            Entry(first.number, first.line, one.is_blank, one.has_no_key, one.flaws, count)
            for one in self.judge([rows.first])
            for first, count in rows.runs()
        ]

    def judge(self, rows: Sequence[Record]) -> list[Entry]:
        """Return the flawed ones of the next rows."""
        entries: list[Entry] = []
        if not rows:
            return entries
        tails: dict[int, list[Flaw]] = {}
        flaws: dict[int, list[Flaw]] = {}
        columns = self._columns(rows, tails)
        for position, check in enumerate(self.checks):
            if not check.is_free:
                _note(flaws, position, check, columns[position])
        for index, tail in tails.items():
            flaws.setdefault(index, []).extend(tail)
        blanks = self._blanks(columns, len(rows))
        keyless = self._read_keys(rows, columns)
        for index in sorted(flaws.keys() | blanks | keyless) if flaws or blanks or keyless else ():
            row = rows[index]
            found = () if index in blanks else tuple(flaws.get(index, ()))
            entries.append(Entry(row.number, row.line, index in blanks, index in keyless, found))
        return entries

    def read_keys(self, rows: Sequence[Record]) -> None:
        """Take note of the values of keys only."""
        if not isinstance(rows, Blanks) or not self._has_no_key(rows.first):
            self._read_keys(rows, self._columns(rows, {}))

    def _columns(self, rows: Sequence[Record], tails: dict[int, list[Flaw]]) -> Cells:
        """Return the cells by column; cells too few or too many are noted in `tails`."""
        width = self.width
        cells = [row.cells for row in rows]
        if set(map(len, cells)) - {width}:
            cells = [
                row if len(row) == width else self._fitted(row, index, tails)
                for index, row in enumerate(cells)
            ]
        return list(zip(*cells, strict=True)) if cells else [()] * width

    def _fitted(
        self, row: Sequence[Any], index: int, tails: dict[int, list[Flaw]]
    ) -> Sequence[Any]:
        width, count = self.width, len(row)
        if count > width:
            tails[index] = [
                (position, "extra-cell", "", _text(cell))
                for position, cell in enumerate(row[width:], start=width + 1)
            ]
            return row[:width]
        tails[index] = [
            (position, "missing-cell", "", "") for position in range(count + 1, width + 1)
        ]
        return [*row, *[None] * (width - count)]

    def _blanks(self, columns: Cells, count: int) -> set[int]:
        """Return the rows of which no cell holds a value."""
        if not columns:
            return set(range(count))
        for check, cells in zip(self.checks, columns, strict=True):
            if not check.any_missing(cells):
                return set()
        candidates: Sequence[int] = range(count)
        for check, cells in zip(self.checks, columns, strict=True):
            candidates = [index for index in candidates if check.is_missing(cells[index])]
        return set(candidates)

    def _read_keys(self, rows: Sequence[Record], columns: Cells) -> set[int]:
        """Take note of the values of keys; return the rows without any part of the primary key."""
        keyless: set[int] = set()
        if not self.keys:
            return keyless
        values: dict[int, Sequence[Any]] = {}
        numbers = [row.number for row in rows]
        lines = [row.line for row in rows]
        for positions, key in self.keys.items():
            for position in positions:
                if position not in values:
                    values[position] = self._values(position, columns, len(rows))
            parts = [values[position] for position in positions]
            together = parts[0] if len(parts) == 1 else list(zip(*parts, strict=True))
            key.add(numbers, lines, together)
            if positions == self.primary and key.nothing in together:
                keyless |= {i for i, value in enumerate(together) if key.is_nothing(value)}
        return keyless

    def _has_no_key(self, row: Record) -> bool:
        """Whether no key has any value in the row."""
        cells = self._columns([row], {})
        places = {place for positions in self.keys for place in positions}
        return all(self._values(place, cells, 1)[0] is None for place in places)

    def _values(self, position: int, columns: Cells, count: int) -> Sequence[Any]:
        if position < 0:
            return [None] * count
        return self.checks[position].values(columns[position])


def _note(
    flaws: dict[int, list[Flaw]], position: int, check: CellCheck, cells: Sequence[Any]
) -> None:
    """Write down the bad cells of one column."""
    bad = check.bad(cells)
    if bad is None:
        return
    number = position + 1
    for index, cell in enumerate(cells):
        if notes := check.notes_of(cell, bad):
            flaws.setdefault(index, []).extend(flaws_of(number, cell, notes))


def flaws_of(position: int, cell: Any, notes: Notes) -> Iterator[Flaw]:
    """Yield what is wrong with one cell: its type first, as frictionless says it.

    Of an array, an earlier item may break a constraint and a later one be of another type.
    """
    for name, note in sorted(notes.items(), key=lambda named: named[0] != "type"):
        kind = "type-error" if name == "type" else "constraint-error"
        yield position, kind, note, _text(cell)


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell)
