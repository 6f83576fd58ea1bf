"""Searching columns of text for many expressions at once: the whole column first, then its cells.

A column's cells are joined by line breaks and searched as one text, which costs a tenth of asking
cell by cell. What matches in a cell also matches there (`^` and `$` are those of lines), so a
column in which nothing is found holds nothing; only where something is found are cells asked.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from publisher.checks.letters import can_match, least, letters_of
from publisher.rules.watch import BREAK, Interest

if TYPE_CHECKING:
    import polars as pl

Finder = tuple[str, bool]
"""An expression, and whether it shows the cells in which it is found or those it does not match."""
_SET = re.compile(r"\[(?!\^)(?:[^\]\\]|\\.)+\]")
"""An expression that is one set of characters: many of them are searched for as one set."""
_OPEN = re.compile(r"(\\.|\[\^-?)", re.DOTALL)
"""An escape, or the begin of a set that lists what it does not hold."""
_LISTED = {
    r"\D": r"[^\d\n]", r"\W": r"[^\w\n]", r"\s": r"[^\S\n]", "[^": r"[^\n", "[^-": r"[^\n\-",
}  # fmt: skip
"""The same without the line break, as the engine that searches columns writes it."""
_BROKEN = r"[\n\r]"


@dataclass(frozen=True, slots=True)
class _Lines:
    """Columns as texts, each line of which is a filled cell; cells of several lines are left out."""

    texts: pl.DataFrame
    """One row; a column's text under its position."""
    raw: Mapping[int, bytes]
    """The same texts in UTF-8."""
    longest: Mapping[int, int]
    """Bytes of the longest cell, by position."""
    broken: Mapping[int, list[int]]
    """Rows whose cell holds a line break, by position; only columns with such cells."""


def rows(
    columns: pl.DataFrame, wanted: Mapping[int, Sequence[Interest]], few: Container[int] = ()
) -> dict[int, list[int]]:
    """Return the rows to show, ascending, by column; `columns` is named "1", "2", …

    Every row that an interest asks for is among them, and every cell of several lines.
    `few` are the columns of few distinct values: those are searched instead of the cells.
    """
    if not wanted:
        return {}
    finders = {position: _of_cells(tuple(interests)) for position, interests in wanted.items()}
    lines = _lines(columns, wanted, few)
    found = _searched(columns, _suspects(lines, finders))
    for position, indices in lines.broken.items():
        # Where a cell of several lines ends, the two engines do not agree.
        found[position] = sorted({*found.get(position, ()), *indices})
    return found


def sparse_rows(columns: pl.DataFrame) -> list[int]:
    """Return the rows with at most one filled cell."""
    import polars as pl

    filled = pl.sum_horizontal([pl.col(name) != "" for name in columns.columns])
    return columns.select((filled <= 1).arg_true())[:, 0].to_list()


def _searched(
    columns: pl.DataFrame, finders: Mapping[int, Sequence[Finder]]
) -> dict[int, list[int]]:
    """Return the rows to show by column, asking every cell."""
    masks = [_mask(position, asked) for position, asked in finders.items()]
    found = columns.lazy().select(masks).collect()
    return {int(name): found[name][0].to_list() for name in found.columns}


def _lines(columns: pl.DataFrame, wanted: Iterable[int], few: Container[int]) -> _Lines:
    import polars as pl

    joined = columns.lazy().select(
        item for position in wanted for item in _as_lines(position, is_few=position in few)
    )
    seen = joined.collect()
    texts = seen.select(str(position) for position in wanted)
    longest = {position: seen[f"longest {position}"][0] or 0 for position in wanted}
    raw = {position: _bytes(texts, position) for position in wanted}
    broken: dict[int, list[int]] = {}
    for position, lines in raw.items():
        if b"\r" in lines or lines.count(b"\n") > max(seen[f"cells {position}"][0] - 1, 0):
            broken[position] = columns[str(position)].str.contains(_BROKEN).arg_true().to_list()
            whole = columns.filter(~pl.col(str(position)).str.contains(_BROKEN))
            again = whole.select(_as_lines(position, is_few=position in few))
            texts = texts.with_columns(again[str(position)])
    raw |= {position: _bytes(texts, position) for position in broken}
    return _Lines(texts, raw, longest, broken)


def _bytes(texts: pl.DataFrame, position: int) -> bytes:
    import polars as pl

    found: bytes = texts[str(position)].cast(pl.Binary)[0]
    return found


def _as_lines(position: int, *, is_few: bool) -> Iterator[pl.Expr]:
    import polars as pl

    cell = pl.col(str(position))
    lines = cell.filter(cell != "")
    lines = lines.unique() if is_few else lines
    yield lines.str.join("\n").alias(str(position))
    # Not of `lines`: polars would filter once for each of the three.
    yield (lines.len() if is_few else (cell != "").sum()).alias(f"cells {position}")
    yield cell.str.len_bytes().max().alias(f"longest {position}")


def _suspects(lines: _Lines, finders: Mapping[int, Sequence[Finder]]) -> dict[int, list[Finder]]:
    """Return by column the expressions of which some line is shown."""
    letters = {position: letters_of(lines.raw[position]) for position in finders}
    asked = [
        (position, finder)
        for position, some in finders.items()
        for finder in some
        if _is_possible(finder, letters[position], lines.longest[position])
    ]
    if not asked:
        return {}
    looks = lines.texts.lazy().select(
        _look(position, finder).alias(str(number))
        for number, (position, finder) in enumerate(asked)
    )
    suspects: dict[int, list[Finder]] = {}
    for (position, finder), is_shown in zip(asked, looks.collect().row(0), strict=True):
        if is_shown:
            suspects.setdefault(position, []).append(finder)
    return suspects


@lru_cache(maxsize=1024)
def _of_cells(interests: tuple[Interest, ...]) -> tuple[Finder, ...]:
    finds = dict.fromkeys(item.finds for item in interests if item.finds)
    sets = [pattern for pattern in finds if pattern != BREAK and _SET.fullmatch(pattern)]
    found = [pattern for pattern in finds if pattern not in sets]
    if sets:
        found.append("|".join(sets))
    unless = dict.fromkeys(item.unless for item in interests if item.unless)
    return (*((pattern, True) for pattern in found), *((pattern, False) for pattern in unless))


def _is_possible(finder: Finder, letters: frozenset[str] | None, longest: int) -> bool:
    """Whether cells made of these characters may have something to show."""
    pattern, is_found = finder
    if not is_found:
        return longest > 0
    if least(pattern) > longest:
        return False
    return letters is None or can_match(pattern, letters)


def _look(position: int, finder: Finder) -> pl.Expr:
    """Return whether some line of a text is to be shown."""
    import polars as pl

    text = pl.col(str(position))
    pattern, is_found = finder
    if pattern == BREAK:
        return pl.lit(value=False)
    if not is_found and ("\n" in pattern or "\\n" in pattern):
        return text != ""
    within = _within_line(pattern)
    if is_found:
        return text.str.contains(f"(?m){within}")
    return (text != "") & ~text.str.contains(f"^(?:{within})(?:\n(?:{within}))*$")


@lru_cache(maxsize=1024)
def _within_line(pattern: str) -> str:
    """Return an expression that matches the same lines, and nothing beyond the end of one."""
    return _OPEN.sub(lambda found: _LISTED.get(found[1], found[1]), pattern)


def _mask(position: int, finders: Sequence[Finder]) -> pl.Expr:
    import polars as pl

    column = pl.col(str(position))
    found = [column.str.contains(pattern) for pattern, is_found in finders if is_found]
    others = [
        (column != "") & ~column.str.contains(f"^(?:{pattern})$")
        for pattern, is_found in finders
        if not is_found
    ]
    return pl.any_horizontal(*found, *others).arg_true().implode().alias(str(position))
