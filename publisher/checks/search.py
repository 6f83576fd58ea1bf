"""Searching columns of text for many expressions at once: the whole column first, then its cells.

A column's cells are joined by line breaks and searched as one text, which costs a tenth of asking
cell by cell. What matches in a cell also matches there (`^` and `$` are those of lines), so a
column in which nothing is found holds nothing; only where something is found are cells asked.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from publisher.rules.watch import BREAK, Interest

if TYPE_CHECKING:
    import polars as pl

Finder = tuple[str, bool]
"""An expression, and whether it shows the cells in which it is found or those it does not match."""
_SET = re.compile(r"\[(?!\^)(?:[^\]\\]|\\.)+\]")
"""An expression that is one set of characters: many of them are searched for as one set."""
_CROSSING = re.compile(r"\[\^|\\[^.^$*+?()[\]{}|/-]|\s|\(\?[a-zA-Z]*s")
"""What an expression holds that may match the line break between two cells."""


def rows(
    columns: pl.DataFrame, wanted: Mapping[int, Sequence[Interest]], few: Container[int] = ()
) -> dict[int, list[int]]:
    """Return the rows to show, ascending, by column; `columns` is named "1", "2", …

    `few` are the columns of few distinct values: those are searched instead of the cells.
    """
    import polars as pl

    suspects = _suspects(columns, wanted, few) if wanted else {}
    if not suspects:
        return {}
    masks = [
        _mask(pl.col(str(position)), finders).arg_true().implode().alias(str(position))
        for position, finders in suspects.items()
    ]
    found = columns.lazy().select(masks).collect()
    return {int(name): found[name][0].to_list() for name in found.columns}


def sparse_rows(columns: pl.DataFrame) -> list[int]:
    """Return the rows with at most one filled cell."""
    import polars as pl

    filled = pl.sum_horizontal([pl.col(name) != "" for name in columns.columns])
    return columns.select((filled <= 1).arg_true())[:, 0].to_list()


def _suspects(
    columns: pl.DataFrame, wanted: Mapping[int, Sequence[Interest]], few: Container[int]
) -> dict[int, list[Finder]]:
    """Return by column the expressions of which some cell may be shown."""
    texts, broken = _joined(columns, wanted, few)
    asked = [
        (position, finder)
        for position, interests in wanted.items()
        for finder in _of_cells(tuple(interests))
    ]
    looks = texts.lazy().select(
        _look(position, finder, is_broken=broken[position]).alias(str(number))
        for number, (position, finder) in enumerate(asked)
    )
    suspects: dict[int, list[Finder]] = {}
    for (position, finder), is_shown in zip(asked, looks.collect().row(0), strict=True):
        if is_shown:
            suspects.setdefault(position, []).append(finder)
    return suspects


def _joined(
    columns: pl.DataFrame, wanted: Mapping[int, Sequence[Interest]], few: Container[int]
) -> tuple[pl.DataFrame, dict[int, bool]]:
    """Return each column's filled cells as one text, and whether some cell holds a line break."""
    import polars as pl

    looks: list[pl.Expr] = []
    for position in wanted:
        column = pl.col(str(position))
        cells = column.unique() if position in few else column
        cells = cells.filter(cells != "")
        looks.append(cells.str.join("\n").alias(str(position)))
        looks.append(cells.len().alias(f"cells {position}"))
    joined = columns.lazy().select(looks).collect()
    texts = joined.select(str(position) for position in wanted)
    breaks = texts.lazy().select(pl.all().str.count_matches("\n", literal=True)).collect().row(0)
    returns = texts.lazy().select(pl.all().str.contains("\r", literal=True)).collect().row(0)
    counts = [joined[f"cells {position}"][0] for position in wanted]
    return texts, {
        position: has_return or number > max(filled - 1, 0)
        for position, number, has_return, filled in zip(
            wanted, breaks, returns, counts, strict=True
        )
    }


@lru_cache(maxsize=1024)
def _of_cells(interests: tuple[Interest, ...]) -> tuple[Finder, ...]:
    finds = dict.fromkeys(item.finds for item in interests if item.finds)
    sets = [pattern for pattern in finds if pattern != BREAK and _SET.fullmatch(pattern)]
    found = [pattern for pattern in finds if pattern not in sets]
    if sets:
        found.append(f"[{''.join(sets)}]")
    unless = dict.fromkeys(item.unless for item in interests if item.unless)
    return (*((pattern, True) for pattern in found), *((pattern, False) for pattern in unless))


def _look(position: int, finder: Finder, *, is_broken: bool) -> pl.Expr:
    """Return whether something is to be shown of the column whose joined cells are the text.

    `is_broken` tells that some cell holds a line break itself.
    """
    import polars as pl

    column = pl.col(str(position))
    pattern, is_found = finder
    if pattern == BREAK:
        return pl.lit(is_broken)
    if is_found:
        return column.str.contains(f"(?m){pattern}")
    if is_broken or _CROSSING.search(pattern):
        return column != ""
    return (column != "") & ~column.str.contains(f"^(?:{pattern})(?:\n(?:{pattern}))*$")


def _mask(column: pl.Expr, finders: Sequence[Finder]) -> pl.Expr:
    import polars as pl

    found = [column.str.contains(pattern) for pattern, is_found in finders if is_found]
    others = [
        (column != "") & ~column.str.contains(f"^(?:{pattern})$")
        for pattern, is_found in finders
        if not is_found
    ]
    return pl.any_horizontal(*found, *others)
