"""Headings between the rows of a table (【北部】) as columns of the rows below them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from publisher.tidy import reach
from publisher.tidy.draft import DraftColumn, DraftRow

_NAMES = {1: ("区分",), 2: ("大区分", "区分"), 3: ("大区分", "中区分", "区分")}
MARK = re.compile(
    r"[【〔［\[〈《<■□◆◇●○▼▽◎★☆・]|第?\s*(?:\d+|[０-９]+|[一二三四五六七八九十]+|[①-⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])\s*[章節部.．、]|[(（]\d+[)）]"
)
"""Begins a heading as people mark them."""
_NUMERALS = re.compile(r"\d+|[０-９]+|[一二三四五六七八九十]+|[①-⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading between rows, and where it stands."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Filed:
    """Rows with their headings in front, from the upper one to the lower."""

    names: tuple[str, ...]
    rows: tuple[DraftRow, ...]


def filed(
    rows: Sequence[DraftRow], headings: Sequence[Heading], *, alone: str = "", ends: str = ""
) -> Filed | None:
    """Return rows with the headings that each is below; None where these are not certain.

    Headings right below each other are of two levels, or more. One that stands alone then goes on
    below the upper one before it, or is an upper one itself: its marks tell, or the answer `alone`
    does (`under`, `upper`). A total is of the heading whose rows it sums up, or of none: its
    numbers tell, or the answer `ends` does (`whole`, `last`).
    """
    numbers = [row.number for row in rows]
    runs = [
        tuple(items)
        for _, items in groupby(headings, key=lambda item: bisect_left(numbers, item.number))
    ]
    found = paths([[item.text for item in run] for run in runs], alone=alone)
    if not found:
        return None
    starts = [run[-1].number for run in runs]
    blank = ("",) * len(found[0])
    below = [found[at - 1] if at else blank for at in (bisect_left(starts, n) for n in numbers)]
    depths = reach.of_rows(rows, below)
    if None in depths and not ends:
        return None
    unknown = len(blank) if ends == "last" else 0
    return Filed(
        _NAMES[len(blank)],
        tuple(
            replace(row, cells=(*_upto(path, unknown if depth is None else depth), *row.cells))
            for row, path, depth in zip(rows, below, depths, strict=True)
        ),
    )


def _upto(path: tuple[str, ...], depth: int) -> tuple[str, ...]:
    """Return the upper headings of a path, blank below them."""
    return (*path[:depth], *[""] * (len(path) - depth))[: len(path)]


def paths(runs: Sequence[Sequence[str]], *, alone: str = "") -> list[tuple[str, ...]]:
    """Return the whole heading of each run, as long for all; nothing where that is not certain."""
    depth = max(map(len, runs), default=0)
    if depth > max(_NAMES):
        return []
    uppers = {_mark(run[0]) for run in runs if len(run) == depth}
    lowers = {_mark(run[-1]) for run in runs if len(run) == depth}
    if all(len(run) == depth for run in runs):
        # One heading right below another may as well be that of a part without rows.
        is_certain = depth == 1 or len(runs) > 1 or not uppers & lowers or alone
        return list(map(tuple, runs)) if is_certain else []
    if depth > 2 or (not alone and uppers & lowers):
        return []
    found: list[tuple[str, ...]] = []
    upper = ""
    for run in runs:
        mark = _mark(run[0])
        is_lower = alone == "under" if alone else mark in lowers
        if len(run) < depth and not alone and mark not in uppers | lowers:
            return []
        if len(run) == depth or not is_lower:
            upper = run[0]
        found.append((upper, run[-1] if len(run) == depth or is_lower else ""))
    return found


def names(wanted: Sequence[str], columns: Sequence[DraftColumn]) -> tuple[str, ...]:
    """Return names that no column of the table has."""
    taken = {column.name for column in columns}
    return tuple(name if name not in taken else f"表の{name}" for name in wanted)


def are_alike(texts: Sequence[str]) -> bool:
    """Say whether texts head parts of one whole: marked alike, they end alike (東地区, 西地区)."""
    ends = {re.sub(r"\W+$", "", text)[-1:] for text in texts}
    return len(ends) == len({_mark(text) for text in texts}) == 1 and ends != {""}


def _mark(text: str) -> str:
    """Return how a heading is marked, whatever its number; empty for a plain one."""
    found = MARK.match(text)
    return _NUMERALS.sub("1", found[0]) if found else ""
