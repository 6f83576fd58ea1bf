"""Columns of eras with the Gregorian beside them, as the rules of 2026 allow."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from publisher.rules.watch import TableHead
from publisher.tables.columns import Column, Kind
from publisher.tables.record import Record, text_of
from publisher.tables.time_forms import Form, form_of, gregorian

ERA_LABEL = re.compile(r"和暦|元号|年号|^era")
_WESTERN = re.compile(r"西暦|gregorian|西歴")
_WRITTEN = frozenset({Form.ISO, Form.SLASH, Form.KANJI, Form.FISCAL, Form.YEAR})
_BASIC = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")
_ENOUGH = 50
"""Pairs that are compared."""


def has_gregorian(column: Column, table: TableHead) -> bool:
    """Say whether a column of eras has its points in time in Gregorian beside it.

    By the names, or because every value beside is the year or the day that the era's is.
    """
    if ERA_LABEL.search(column.key):
        keys = {other.key for other in table.columns} - {column.key}
        if any(map(_WESTERN.search, keys)) or column.key.removesuffix("_和暦") in keys:
            return True
    eras = list(islice(_eras(column, table.sample), _ENOUGH))
    others = (other for other in table.columns if other.position != column.position)
    return bool(eras) and any(
        _agree(eras, other) for other in others if other.kind not in {Kind.TEXT, Kind.EMPTY}
    )


def _eras(column: Column, rows: Sequence[Record]) -> Iterator[tuple[Record, tuple[int, ...]]]:
    """Yield the first rows that have an era, each with what it is in Gregorian."""
    for row in rows:
        right = gregorian(text_of(_value(row, column)))
        if right is not None:
            yield row, _numbers(right)


def _agree(eras: Sequence[tuple[Record, tuple[int, ...]]], column: Column) -> bool:
    """Say whether a column tells the same, at least the year."""
    told = [(era, _point(value)) for row, era in eras if (value := _value(row, column)) is not None]
    return bool(told) and all(point and era[: len(point)] == point for era, point in told)


def _point(value: object) -> tuple[int, ...]:
    """Return year, month and day as far as a value tells them; empty for what is no such point."""
    if isinstance(value, dt.date):
        return value.year, value.month, value.day
    text = unicodedata.normalize("NFKC", text_of(value)).strip()
    form = form_of(text)
    if form is Form.BASIC and (basic := _BASIC.fullmatch(text)):
        return tuple(map(int, basic.groups()))
    return _numbers(text) if form in _WRITTEN else ()


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall("[0-9]+", text)[:3]))


def _value(row: Record, column: Column) -> object:
    value = row.cells[column.position - 1] if column.position <= len(row.cells) else None
    return value if value != "" else None
