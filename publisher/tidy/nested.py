"""Names of several levels that are written once each: 款 | 項 | 目 as steps, or from the left. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.tidy import totals
from publisher.tidy.draft import Draft, DraftRow

MOST = 6
"""Columns of names."""
_ROWS = 4
_PART = "小計"
_LEVEL = re.compile(
    r"款|項|目|節|細[節目]|部|課|係|章|(?:第?[1-6一二三四五六]次?|[大中小細])(?:分類|区分|項目|科目|柱|見出し)"
    r"|(?:.{0,4}分類|階層|レベル)[1-6]|(?:基本)?政策|(?:基本)?施策|(?:事務)?事業|都道府県名?|市区?町村名?|大字名?|小?字名?"
)
"""What levels are named."""


@dataclass(frozen=True, slots=True)
class Nested:
    """The first columns of a table as levels, and what each row's upper levels would be."""

    levels: int
    names: tuple[tuple[str, ...], ...]
    """By row: the names of all levels; blank where the row has none, and of doubtful totals."""


def find(draft: Draft) -> Nested | None:
    """Return how names of several levels would go on; None where the rows do not look so.

    Either each row names one level, a step at most below the one before it, or it names all from
    some level on, and there are three. No two rows have the same names, and each has more to it.
    Steps look like columns of which each row fills one (主催 | 共催): the names of the columns, or
    numbers that add up, tell them apart.
    """
    width = len(draft.columns)
    if len(draft.rows) < _ROWS or not all(column.name.strip() for column in draft.columns):
        return None
    for levels in range(min(MOST, width - 1), 1, -1):
        if names := _names(draft, levels):
            return Nested(levels, names)
    return None


def _names(draft: Draft, levels: int) -> tuple[tuple[str, ...], ...]:
    rows = draft.rows
    found: list[tuple[str, ...]] = []
    filled: list[tuple[str, ...]] = []
    above: list[str] = []
    for row in rows:
        own = [cell.strip() for cell in row.cells[:levels]]
        held = [at for at, cell in enumerate(own) if cell]
        if not held or held[0] > len(above) or len(held) != held[-1] - held[0] + 1:
            return ()
        above = [*above[: held[0]], *own[held[0] : held[-1] + 1]]
        blank = [""] * (levels - len(above))
        filled.append((*above, *blank))
        found.append(tuple(own) if _is_doubtful(own[held[0]]) else filled[-1])
    if len(set(filled)) < len(filled) or not _are_levels(draft, levels):
        return ()
    return tuple(found)


def _is_doubtful(name: str) -> bool:
    """Say whether a row sums up others, and nobody knows how far up: 計, but not 小計."""
    return totals.is_total(name) and _PART not in name


def _are_levels(draft: Draft, levels: int) -> bool:
    """Say whether the names are steps, or go on to the last level in every row; each level is used.

    What is no name, a number, speaks against it, and so do rows that hold nothing else.
    """
    rows = draft.rows
    held = [tuple(at for at, cell in enumerate(row.cells[:levels]) if cell.strip()) for row in rows]
    begins = [own[0] for own in held]
    are_steps = all(len(own) == 1 for own in held)
    are_whole = levels > 2 and all(own[-1] == levels - 1 for own in held)
    is_used = set(begins) == set(range(levels)) and begins.count(0) > 1
    return (
        ((are_steps and (_are_named(draft, levels) or _add_up(rows, begins))) or are_whole)
        and is_used
        and all(_has_more(row, levels) for row in rows)
        and not any(totals.number(name) is not None for name in _each(rows, levels))
    )


def _are_named(draft: Draft, levels: int) -> bool:
    names = (unicodedata.normalize("NFKC", item.name).strip() for item in draft.columns[:levels])
    return all(map(_LEVEL.fullmatch, names))


def _add_up(rows: Sequence[DraftRow], begins: Sequence[int]) -> bool:
    """Say whether some column's number of each row is the sum of those a step below; one of two."""
    below: dict[int, list[int]] = {}
    path: list[int] = []
    for at, level in enumerate(begins):
        path = [*path[:level], at]
        if level and not totals.is_total(rows[at].cells[level]):
            below.setdefault(path[-2], []).append(at)
    return any(len(parts) > 1 for parts in below.values()) and any(
        all(
            (stated := totals.number(rows[at].cells[column])) is not None
            and stated == sum(totals.number(rows[part].cells[column]) or 0 for part in parts)
            for at, parts in below.items()
        )
        for column in range(max(begins) + 1, len(rows[0].cells))
    )


def _each(rows: Sequence[DraftRow], levels: int) -> Iterator[str]:
    return (cell for row in rows for cell in row.cells[:levels] if cell.strip())


def _has_more(row: DraftRow, levels: int) -> bool:
    return any(map(str.strip, row.cells[levels:]))
