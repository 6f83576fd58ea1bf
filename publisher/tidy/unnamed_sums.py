"""Rows that are the sums of others though no word says so (北部, 全地区): found by their numbers. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from publisher.tidy import totals
from publisher.tidy.draft import Draft

DIGITS = 6
"""Digits of the sums that are right: with fewer, chance may have made them."""
_GROUPS = 2
"""Groups of two rows and more that end with their sum, from which on they are no chance."""
_PARTS = 3
"""Rows that a lone sum is of."""
Numbers = Mapping[int, Decimal]
"""A row's numbers by column."""


def find(draft: Draft) -> list[int]:
    """Return the rows that are sums of those above them or, in other tables, below them.

    Either every row is in a group that its sum ends, or one row at the end is the sum of all. All
    numbers of a sum are right, and together they have so many digits that it is no chance.
    """
    columns = list(_quantities(draft))
    rows = [
        {at: stated for at in columns if (stated := totals.number(row.cells[at])) is not None}
        for row in draft.rows
    ]
    if not columns or not all(rows):
        return []
    last = len(rows) - 1
    for least in (2, 1):  # a group of one row and its sum are two equal rows, as chance makes them
        below = [last - at for at in _ends(rows[::-1], least)]
        if found := _ends(rows, least) or sorted(below):
            return found
    return []


def _quantities(draft: Draft) -> Iterator[int]:
    """Yield the columns that hold nothing but numbers, some in most rows; no codes such as 001."""
    for at in range(len(draft.columns)):
        texts = [text for row in draft.rows if (text := row.cells[at].strip())]
        if len(texts) * 2 > len(draft.rows) and not any(map(_is_code, texts)):
            yield at


def _is_code(text: str) -> bool:
    return totals.number(text) is None or (len(text) > 1 and text[0] == "0" and text[1] != ".")


def _ends(rows: Sequence[Numbers], least: int) -> list[int]:
    """Return the sums at the end of groups of `least` rows, and of all, as far as they are proven."""
    since: list[int] = []
    parts: list[int] = []
    sums: dict[int, int] = {}
    for at, row in enumerate(rows):
        if len(since) >= least and _is_sum(row, [rows[part] for part in since]):
            sums[at] = len(since)
            since = []
        elif len(sums) >= _GROUPS and not since and _is_sum(row, [rows[p] for p in parts]):
            sums[at] = len(parts)
        else:
            since.append(at)
            parts.append(at)
    large = [at for at, count in sums.items() if count > 1]
    if not since and len(large) >= _GROUPS and _digits(rows, large) >= DIGITS:
        return list(sums)
    last = len(rows) - 1
    is_whole = last >= _PARTS and _is_sum(rows[last], rows[:last])
    return [last] if is_whole and _digits(rows, [last]) >= DIGITS else []


def _is_sum(row: Numbers, parts: Sequence[Numbers]) -> bool:
    """Say whether all numbers of a row are the sums of the parts', and one is no zero."""
    return any(row.values()) and all(
        stated == sum(part.get(at, Decimal(0)) for part in parts) for at, stated in row.items()
    )


def _digits(rows: Sequence[Numbers], sums: Sequence[int]) -> int:
    return sum(len(str(abs(int(stated)))) for at in sums for stated in rows[at].values() if stated)
