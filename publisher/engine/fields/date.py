"""The type `date`: `strptime` by the declared format, dateutil for `any`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from publisher.engine.fields.datetime import parse_any
from publisher.engine.fields.field import ValueReader
from publisher.engine.fields.field_type import COMPARABLE, UNREADABLE, FieldType

PATTERN = "%Y-%m-%d"


def _reader(format: str, _options: Mapping[str, Any]) -> ValueReader:  # noqa: A002 - the standard's word
    parse = {"default": _iso, "any": _any}.get(format)

    def read(cell: Any) -> date | None:
        if isinstance(cell, str):
            try:
                return parse(cell) if parse else _by_pattern(cell, format)
            except UNREADABLE:
                return None
        return _typed(cell)

    return read


def _typed(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return None if cell.hour or cell.minute or cell.second else cell.date()
    return cell if isinstance(cell, date) else None


def _iso(cell: str) -> date:
    # strptime takes 5 µs, and it also takes `2024-1-5`.
    if len(cell) == 10 and cell[4] == cell[7] == "-":
        try:
            return date.fromisoformat(cell)
        except ValueError:
            pass
    return _by_pattern(cell, PATTERN)


def _by_pattern(cell: str, pattern: str) -> date:
    return datetime.strptime(cell, pattern).date()  # noqa: DTZ007 - the day as written


def _any(cell: str) -> date:
    return parse_any(cell).date()


DATE = FieldType(name="date", constraints=COMPARABLE, reader=_reader)
