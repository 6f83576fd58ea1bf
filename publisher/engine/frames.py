"""The check of frames: a mask of doubtful cells per column, and the exact reader for those."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from publisher.engine.cells import MEMO, CellCheck
from publisher.engine.fields.field import Notes
from publisher.engine.journal import Entry, Flaw, Journal
from publisher.engine.key_texts import KeyColumn, text_of
from publisher.engine.keys import KeyValues
from publisher.engine.plan import ABSENT, Positions
from publisher.engine.predicates import certain, missing
from publisher.engine.rows import RowCheck, flaws_of
from publisher.tables.batch import Frame
from publisher.tables.frame_places import Lines, Numbers

if TYPE_CHECKING:
    import polars as pl

_MANY = 5000
"""Cells from which on polars finds the distinct ones faster than Python."""


class FrameCheck:
    """Judges the frames of a table whose rows are judged by `rows`."""

    def __init__(
        self, rows: RowCheck, keys: Mapping[Positions, KeyValues], primary: Positions | None
    ) -> None:
        self.rows = rows
        self.keys = keys
        self.primary = primary

    @cached_property
    def _columns(self) -> list[_Column]:
        checks = enumerate(self.rows.checks, start=1)
        return [_Column(position, check) for position, check in checks if not check.is_free]

    @cached_property
    def _key_columns(self) -> dict[int, KeyColumn]:
        places = {position for positions in self.keys for position in positions}
        return {place: KeyColumn(self.rows.checks[place]) for place in places if place != ABSENT}

    def feed(self, frame: Frame, journal: Journal) -> bool:
        """Judge a frame; False, and nothing is done, where its rows have another width."""
        if frame.columns.width != self.rows.width:
            return False
        # All that is asked of every row, at once: each question alone has its own overhead.
        asked = {column.name: column.doubtful() for column in self._columns}
        doubts = _rows_of(frame.columns, asked | self._key_doubts() | self._blank_doubt())
        flaws: dict[int, list[Flaw]] = {}
        for column in self._columns:
            if len(rows := doubts[column.name]):
                column.note(frame.columns, rows, flaws)
        blanks = self._blanks(frame.columns, doubts["blank"])
        keyless = self._read_keys(frame, doubts)
        entries = self.rows.judge(frame.ragged)
        entries += self.rows.judge_blanks(frame.blanks) if frame.blanks else ()
        for index in flaws.keys() | blanks | keyless:
            found = () if index in blanks else tuple(flaws[index]) if index in flaws else ()
            number, line = frame.numbers[index], frame.line_of(index)
            entries.append(Entry(number, line, index in blanks, index in keyless, found))
        for entry in sorted(entries):
            journal.add(entry)
        return True

    def read_keys(self, frame: Frame) -> bool:
        """Take note of the values of keys only; False where the rows have another width."""
        if frame.columns.width != self.rows.width:
            return False
        self._read_keys(frame, _rows_of(frame.columns, self._key_doubts()))
        self.rows.read_keys(frame.ragged)
        self.rows.read_keys(frame.blanks or ())
        return True

    def _blank_doubt(self) -> dict[str, pl.Expr]:
        import polars as pl

        return {"blank": missing(self.rows.checks[0].field, pl.col("1"))}

    def _key_doubts(self) -> dict[str, pl.Expr]:
        import polars as pl

        asked = {}
        for place, column in self._key_columns.items():
            doubt = column.doubtful(pl.col(str(place + 1)))
            if doubt is not None:
                asked[f"key {place}"] = doubt
        return asked

    def _blanks(self, cells: pl.DataFrame, rows: pl.Series) -> set[int]:
        """Return those of the rows of which no cell holds a value."""
        import polars as pl

        # Column by column: the first one shows nearly always that a row is not blank.
        for position, check in enumerate(self.rows.checks, start=1):
            if not len(rows):
                break
            found = cells[str(position)].gather(rows)
            are_missing = missing(check.field, pl.col(found.name))
            rows = rows.filter(found.to_frame().select(are_missing).to_series())
        return set(rows)

    def _read_keys(self, frame: Frame, doubts: Mapping[str, pl.Series]) -> set[int]:
        """Take note of the values of keys; return the rows without any part of the primary key."""
        keyless: set[int] = set()
        read: dict[int, tuple[pl.Series, dict[str, Any]]] = {}
        places = {"number": _numbers(frame), "line": _lines(frame)} if self.keys else {}
        for positions, key in self.keys.items():
            for position in positions:
                if position not in read:
                    rows = doubts.get(f"key {position}")
                    read[position] = self._texts(position, frame.columns, rows)
            found = self._key_rows(positions, key, frame, read, places)
            if positions == self.primary:
                keyless.update(found)
        return keyless

    def _texts(
        self, position: int, cells: pl.DataFrame, rows: pl.Series | None
    ) -> tuple[pl.Series, dict[str, Any]]:
        import polars as pl

        if position == ABSENT:
            return pl.repeat(None, cells.height, dtype=pl.String, eager=True), {}
        return self._key_columns[position].read(cells[str(position + 1)], rows)

    def _key_rows(
        self,
        positions: Positions,
        key: KeyValues,
        frame: Frame,
        read: Mapping[int, tuple[pl.Series, dict[str, Any]]],
        places: Mapping[str, pl.Series],
    ) -> Sequence[int]:
        """Hand one key's values on; return the rows without any."""
        import polars as pl

        parts = [read[position] for position in positions]
        named = {f"k{index}": texts for index, (texts, _) in enumerate(parts)}
        rows = pl.DataFrame({**places, **named})
        if not any(others or texts.null_count() for texts, others in parts):
            key.add_frame(rows)
            return ()
        single: pl.Series | None = None
        for index, (_, others) in enumerate(parts):
            if not others:
                continue
            cells = frame.columns[str(positions[index] + 1)]
            if without := [cell for cell, value in others.items() if text_of(value) is None]:
                has_none = cells.is_in(without)
                single = has_none if single is None else single | has_none
            shown = cells.replace_strict(
                pl.Series(list(others), dtype=pl.String),
                pl.Series([str(value) for value in others.values()], dtype=pl.String),
                default=None,
                return_dtype=pl.String,
            )
            rows = rows.with_columns(shown.alias(f"s{index}"))
        leaves = is_nothing = _all_null([texts for texts, _ in parts])
        if single is not None:
            is_nothing, leaves = is_nothing & ~single, is_nothing | single
        key.add_frame(rows.filter(~leaves) if leaves.any() else rows)
        if single is not None:
            self._add_singly(positions, key, frame, single.arg_true().to_list())
        return is_nothing.arg_true().to_list()

    def _add_singly(
        self, positions: Positions, key: KeyValues, frame: Frame, rows: Sequence[int]
    ) -> None:
        """Hand on the rows with a value that has no text."""
        parts = [
            self.rows.checks[position].values(frame.columns[str(position + 1)][rows].to_list())
            if position >= 0
            else [None] * len(rows)
            for position in positions
        ]
        values = parts[0] if len(parts) == 1 else list(zip(*parts, strict=True))
        key.add([frame.numbers[row] for row in rows], [frame.line_of(row) for row in rows], values)


class _Column:
    """One column whose cells can be invalid."""

    def __init__(self, position: int, check: CellCheck) -> None:
        import polars as pl

        self.position = position
        self.check = check
        self.name = str(position)
        self._certain = certain(check.field, pl.col(self.name))
        self._known = pl.Series(dtype=pl.String)
        """Cells known to be good, where no expression says so."""

    def doubtful(self) -> pl.Expr:
        """Return whether a cell is not certainly valid."""
        import polars as pl

        good = self._certain
        if good is None:
            good = pl.col(self.name).is_in(self._known.implode())
        return ~good.fill_null(value=False)

    def note(self, cells: pl.DataFrame, rows: pl.Series, flaws: dict[int, list[Flaw]]) -> None:
        """Write down those of the doubtful cells that are bad."""
        import polars as pl

        doubted = cells[self.name].gather(rows)
        is_many = len(rows) > _MANY
        distinct = set(doubted.unique() if is_many else doubted)
        bad: dict[Any, Notes] = self.check.bad(distinct) or {}
        if self._certain is None and len(self._known) < MEMO and len(bad) < len(distinct):
            good = pl.Series([*distinct.difference(bad)], dtype=pl.String)
            self._known = pl.concat([self._known, good])
        if not bad:
            return
        if is_many:
            are_bad = doubted.is_in(pl.Series(list(bad), dtype=pl.String).implode())
            rows, doubted = rows.filter(are_bad), doubted.filter(are_bad)
        for row, cell in zip(rows, doubted, strict=True):
            if notes := bad.get(cell):
                flaws.setdefault(row, []).extend(flaws_of(self.position, cell, notes))


def _rows_of(cells: pl.DataFrame, asked: Mapping[str, pl.Expr]) -> dict[str, pl.Series]:
    """Return the rows of which something is so, by its name."""
    found = cells.select(
        expression.arg_true().implode().alias(name) for name, expression in asked.items()
    )
    return {name: found[name].item() for name in asked}


def _all_null(parts: Sequence[pl.Series]) -> pl.Series:
    found = parts[0].is_null()
    for part in parts[1:]:
        found &= part.is_null()
    return found


def _numbers(frame: Frame) -> pl.Series:
    import polars as pl

    if isinstance(frame.numbers, Numbers):
        return frame.numbers.series()
    return pl.Series(frame.numbers, dtype=pl.Int64)


def _lines(frame: Frame) -> pl.Series:
    import polars as pl

    height = frame.columns.height
    if isinstance(frame.line_of, Lines):
        return frame.line_of.series(height)
    return pl.Series(map(frame.line_of, range(height)), dtype=pl.Int64)
