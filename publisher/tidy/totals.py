"""Rows that sum up others (計, 合計): which they are, and whether the sums are right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from publisher.tidy.draft import DraftRow

_TOTAL = re.compile(
    r"(?:小|合|総|総合|累)?計|総数|.{1,8}(?:小計|合計|総計)|全(?:市|町|村|体|県|国)(?:計|合計)?"
    r"|.{0,8}(?:[都道府県市区町村国郡]|地区|地域|管内|区域|支所|学区|校区|年度|年間|月間|期間)計|第?[1-4一二三四]?四半期計|[上下]半?期計"
)
_NUMBER = re.compile(r"[-+−▲△]?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Total:
    """A row that sums up others."""

    row: int
    """Its index."""
    parts: tuple[int, ...]
    """Indexes of the rows whose sum it is."""
    is_right: bool
    """All its numbers are the sums of the parts'; blank counts as nothing."""


def is_total(text: str) -> bool:
    """Say whether a label names a sum."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return _TOTAL.fullmatch(plain) is not None


def label(row: DraftRow, group: int) -> int | None:
    """Return the column whose word makes a row a total; None for other rows.

    It is `group`, or the first filled one where all before it are blank: a form's 計 stands right
    before its number.
    """
    if is_total(row.cells[group]):
        return group
    first = next((index for index, cell in enumerate(row.cells) if cell.strip()), None)
    return first if first is not None and is_total(row.cells[first]) else None


def number(text: str) -> Decimal | None:
    """Return a cell as a number, None where it is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not _NUMBER.fullmatch(plain):
        return None
    sign = -1 if plain[0] in "-−▲△" else 1
    try:
        return sign * Decimal(plain.lstrip("-+−▲△").replace(",", ""))
    except InvalidOperation:
        return None


def sums(rows: Sequence[DraftRow], total: int, parts: Sequence[int]) -> bool:
    """Say whether every number that a row states is the sum of the parts'; it must state some.

    Other cells prove nothing: a telephone number has no sum.
    """
    compared = 0
    for column, cell in enumerate(rows[total].cells):
        stated = number(cell)
        if stated is None:
            continue
        numbers = [found for part in parts if (found := number(rows[part].cells[column]))]
        if sum(numbers) != stated:
            return False
        compared += 1
    return compared > 0


def find(rows: Sequence[DraftRow], group: int, key: int | None) -> Iterator[Total]:
    """Yield the totals of a table whose rows have a group and, within it, a key.

    A key such as 計 sums up its group; a group such as 合計 sums up, key by key, all groups.
    Without a key a total sums up the rows since the one before it, or all rows before it.
    """
    if key is None:
        yield from _of_rows(rows, group)
        return
    labels = [(row.cells[group].strip(), row.cells[key].strip()) for row in rows]
    whole = [at for at, both in enumerate(labels) if any(both) and not _has_total(both)]
    for index, (name, kind) in enumerate(labels):
        own = label(rows[index], group)
        ways: list[list[int]] = []
        if is_total(kind):
            ways = [[at for at, (n, k) in enumerate(labels) if n == name and not is_total(k)]]
        elif is_total(name):
            ways = [[at for at, (n, k) in enumerate(labels) if k == kind and not is_total(n)]]
        elif name or kind or own is None:
            continue
        # Named in one of the two only, or in both as one cell, it may be the total of all groups.
        ways += [whole] if not (name and kind) or name == kind else []
        but = {group, key, *([own] if own is not None else ())}
        parts = next((part for part in ways if _is_right(rows, index, part, but)), ways[0])
        yield Total(index, tuple(parts), _is_right(rows, index, parts, but))


def _has_total(both: tuple[str, str]) -> bool:
    return any(map(is_total, both))


def _of_rows(rows: Sequence[DraftRow], group: int) -> Iterator[Total]:
    since: list[int] = []
    before: list[int] = []
    for index, row in enumerate(rows):
        own = label(row, group)
        if own is None:
            since.append(index)
            before.append(index)
            continue
        labels = {group, own}
        # A total after subtotals sums up all rows, not only those since the last subtotal.
        parts = next((p for p in (since, before) if _is_right(rows, index, p, labels)), before)
        yield Total(index, tuple(parts), _is_right(rows, index, parts, labels))
        since = []


def _is_right(rows: Sequence[DraftRow], total: int, parts: Sequence[int], labels: set[int]) -> bool:
    """Say whether every number of a total is the sum of its parts; it must have some."""
    compared = 0
    for column, cell in enumerate(rows[total].cells):
        if column in labels:
            continue
        values = [text for part in parts if (text := rows[part].cells[column].strip())]
        numbers = [found for text in values if (found := number(text)) is not None]
        stated = number(cell)
        if stated is None:
            # Words have no sum: 備考 is blank in a total.
            if cell.strip() or numbers:
                return False
            continue
        if len(numbers) < len(values) or not values or sum(numbers) != stated:
            return False
        compared += 1
    return compared > 0
