"""Records that are all one cell shorter or longer than the header: set right where it is proven. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from publisher.rules import joined_names
from publisher.rules.likely_names import fits, name_of
from publisher.tables import layout
from publisher.tables.record import Record, column_letter
from publisher.tidy.change import Change, Choice, Question
from publisher.tidy.grid import Grid, GridRow
from publisher.words import Text, quote

ID = "uneven-rows"
TITLE = Text(
    "どの行も項目名とセルの数が1つ違うのを直す",
    "Rows that all have one cell too few or too many are set under their names",
)
PROOF = Text(
    "緯度や電話番号など見まちがえない値が、この置き方でだけ、その名前の列に入ります。ほかは質問に答えたときだけです。",
    "Only so do unmistakable values (latitudes, telephones) stand under their names; where none "
    "tells, a person does.",
)
_SHORT = Text(
    "どの行（{lines}行目）もセルが{cells}個で、項目名（{names}個）より1つ足りません。どの列のセルがないのですか。",
    "Every row (lines {lines}) has {cells} cells, one fewer than the {names} names. Which column's "
    "cell is missing?",
)
_LONG = Text(
    "どの行（{lines}行目）もセルが{cells}個で、項目名（{names}個）より1つ多くあります。名前がないのはどの列ですか。",
    "Every row (lines {lines}) has {cells} cells, one more than the {names} names. Which column has "
    "no name?",
)
_KEEP = Choice(
    "keep", Text("どれでもない（もとの表を直す）", "None of these; the original is mended")
)
_MOST = 6
"""Places that are offered; of more, the first and the last."""
_SAMPLE = 20_000
"""Rows whose values are held against the names."""
_ROWS, _CELLS = 2, 5
"""Of what a choice shows: rows that tell the choices apart, and cells of each."""


@dataclass(frozen=True, slots=True)
class Evened:
    """A grid of a text file whose rows stand under their names, as far as that is known."""

    grid: Grid
    changes: tuple[Change, ...] = ()
    questions: tuple[Question, ...] = ()
    """At most one, open or answered."""


@dataclass(frozen=True, slots=True)
class _Uneven:
    """A header and rows of data that all have one cell less, or more."""

    header: GridRow
    rows: tuple[GridRow, ...]
    is_short: bool

    @property
    def names(self) -> tuple[str, ...]:
        return self.header.cells

    def at(self, place: int) -> tuple[str, ...]:
        """Return the names where the cell of `place` is missing, or has no name."""
        names = self.names
        if self.is_short:
            return names
        return (*names[:place], "", *names[place:])

    def cells(self, row: GridRow, place: int) -> tuple[str, ...]:
        """Return a row's cells under these names."""
        if not self.is_short:
            return row.cells
        return (*row.cells[:place], "", *row.cells[place:])


def evened(grid: Grid, answers: Mapping[str, str]) -> Evened:
    """Return a grid whose rows are as wide as its header where all differ from it by one cell.

    Nothing else of it changes. Where no place of the odd cell is proven it is asked, and without
    an answer the rows stay as they are.
    """
    found = _uneven(grid)
    if found is None:
        return Evened(grid)
    places = _places(found)
    question = None
    if len(places) == 1:
        (place,) = places
    else:
        question = _question(found, places, answers)
        letters = {column_letter(at + 1): at for at in places}
        if question.answer not in letters:
            return Evened(grid, questions=(question,))
        place = letters[question.answer]
    names = found.at(place)
    if not found.is_short and place == len(found.names):
        return Evened(grid, questions=(question,) if question else ())  # it stands so already
    numbers = {row.number for row in found.rows}
    rows = tuple(
        replace(row, cells=names)
        if row is found.header
        else replace(row, cells=found.cells(row, place))
        if row.number in numbers
        else row
        for row in grid.rows
    )
    return Evened(
        replace(grid, rows=rows), (_change(found, place),), (question,) if question else ()
    )


def _uneven(grid: Grid) -> _Uneven | None:
    """Return the header and the rows of a text whose rows all differ from it by one cell."""
    records = (Record(row.number, row.line, row.cells) for row in grid.rows[: layout.HEAD])
    decided = layout.decide(tuple(records))
    if decided.header is None or decided.further or decided.is_headless:
        return None
    number = decided.header.number
    header = next(row for row in grid.rows if row.number == number)
    rows = tuple(row for row in grid.rows if row.number > number and any(map(str.strip, row.cells)))
    width, widths = len(header.cells), {len(row.cells) for row in rows}
    if len(rows) < _ROWS or len(widths) != 1 or not all(map(str.strip, header.cells)):
        return None
    found = widths.pop()
    if abs(found - width) != 1 or min(found, width) < _ROWS:
        return None
    if joined_names.parted(header.cells, [row.cells for row in rows]) is not None:
        return None
    return _Uneven(header, rows, is_short=found < width)


def _places(found: _Uneven) -> list[int]:
    """Return where the odd cell may be, each with an outcome of its own; one alone is proven.

    That is where more columns hold the unmistakable values of their names than with any other
    place: 緯度, 電話番号. What values look like otherwise only says which places are asked about.
    """
    ranks = _ranks(found)
    best = max(certain for certain, _, _ in ranks)
    likely = [rank for rank in ranks if rank[0] == best]
    if len(likely) == 1:
        return [likely[0][2]]
    width = len(found.names)
    is_last = any(place == width for _, _, place in likely)
    if is_last and not found.is_short and not any(row.cells[-1].strip() for row in found.rows):
        return [width]  # blank cells behind all names
    top = [rank for rank in likely if rank[1] == max(looks for _, looks, _ in likely)]
    listed = sorted(place for _, _, place in (top if len(top) > 1 else likely))
    return listed if len(listed) <= _MOST else [listed[0], listed[-1]]


def _ranks(found: _Uneven) -> list[tuple[int, int, int]]:
    """Return for each outcome how many columns surely, and how many likely, hold what their names
    say, and the last place of the odd cell that leads to it.
    """
    sample = list(islice((row.cells for row in found.rows), _SAMPLE))
    columns = list(zip(*sample, strict=True))
    filled = [at for at, column in enumerate(columns) if any(map(str.strip, column))]
    step = -1 if found.is_short else 1
    said = {
        (name, at): (int(bool(does_fit and name_of(columns[at]))), int(does_fit))
        for name, label in enumerate(found.names)
        for at in (name, name + step)
        if 0 <= at < len(columns) and (does_fit := fits(label, columns[at])) is not None
    }
    ranks: dict[tuple[int | None, ...], tuple[int, int, int]] = {}
    for place in range(len(found.names) + (not found.is_short)):
        named = [_name_at(found, place, at) for at in range(len(columns))]
        told = [
            said[name, at]
            for at, name in enumerate(named)
            if name is not None and (name, at) in said
        ]
        outcome = tuple(named[at] for at in filled)
        ranks[outcome] = (sum(sure for sure, _ in told), sum(look for _, look in told), place)
    return list(ranks.values())


def _name_at(found: _Uneven, place: int, at: int) -> int | None:
    """Return under which name the cells of a column come to stand; None for no name."""
    if found.is_short:
        return at if at < place else at + 1
    return None if at == place else at - (at > place)


def _question(found: _Uneven, places: Sequence[int], answers: Mapping[str, str]) -> Question:
    said = answers.get(f"{ID}::") or answers.get(ID, "")
    choices = (*(_choice(found, place, places) for place in places), _KEEP)
    first, last = found.rows[0], found.rows[-1]
    values = {
        "lines": f"{first.line}–{last.line}",
        "cells": len(first.cells),
        "names": len(found.names),
    }
    return Question(
        id=f"{ID}::",
        mend=ID,
        text=(_SHORT if found.is_short else _LONG).fill(values),
        choices=choices,
        number=first.number,
        count=len(found.rows),
        answer=said if said in {choice.value for choice in choices} else "",
    )


def _choice(found: _Uneven, place: int, places: Sequence[int]) -> Choice:
    """Return one place of the odd cell with the first rows as they would be."""
    names, letter = found.at(place), column_letter(place + 1)
    shown = range(places[0], min(places[-1] + 1, len(names)))
    shown = range(max(shown.start, shown.stop - _CELLS), shown.stop)
    telling = [row for row in found.rows if any(row.cells[shown.start : shown.stop])]
    rows = [
        Text("、".join(ja for ja, _ in cells), ", ".join(en for _, en in cells))
        for row in telling[:_ROWS]
        if (cells := [_cell(names[at], found.cells(row, place)[at]) for at in shown])
    ]
    ja, en = "／".join(row.ja for row in rows), " / ".join(row.en for row in rows)
    if found.is_short:
        name = quote(names[place], 20)
        return Choice(
            letter, Text(f"{letter}列「{name}」：{ja}", f"column {letter} '{name}': {en}")
        )
    return Choice(letter, Text(f"{letter}列：{ja}", f"column {letter}: {en}"))


def _cell(name: str, value: str) -> tuple[str, str]:
    called = quote(name, 10)
    ja, en = called or "（名前なし）", called or "(no name)"
    text = quote(value.strip(), 12)
    return f"{ja}＝{text or '（空）'}", f"{en}={text or '(blank)'}"


def _change(found: _Uneven, place: int) -> Change:
    """Return what was done, in one line: every cell behind the place stands one column on."""
    name = found.names[place] if found.is_short else ""
    cells = len(found.rows[0].cells)
    return Change(
        mend=ID,
        position=place + 1,
        column=name or column_letter(place + 1),
        before=f"{cells}個のセル" if found.is_short else f"{len(found.names)}個の項目名",
        after=f"{max(cells, len(found.names))}個（{column_letter(place + 1)}列は"
        + ("空）" if found.is_short else "名前なし）"),
    )
