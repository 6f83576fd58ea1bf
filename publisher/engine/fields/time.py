"""The type `time`: ISO 8601 with seconds, a `strptime` format, dateutil for `any`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from publisher.engine.fields.datetime import parse_any, parse_iso
from publisher.engine.fields.field import ValueReader
from publisher.engine.fields.field_type import COMPARABLE, UNREADABLE, FieldType


def _reader(format: str, _options: Mapping[str, Any]) -> ValueReader:  # noqa: A002 - the standard's word
    parse = {"default": _iso, "any": _any}.get(format)

    def read(cell: Any) -> time | None:
        if isinstance(cell, str):
            try:
                return parse(cell) if parse else _by_pattern(cell, format)
            except UNREADABLE:
                return None
        return cell if isinstance(cell, time) else None

    return read


def _iso(cell: str) -> time | None:
    # isoparse takes shorter forms, frictionless does not.
    if len(cell) < 8 or cell[5] != ":":
        return None
    return parse_iso(f"2000-01-01T{cell}").timetz()


def _any(cell: str) -> time:
    return parse_any(cell).timetz()


def _by_pattern(cell: str, pattern: str) -> time:
    return datetime.strptime(cell, pattern).timetz()  # noqa: DTZ007 - the time as written


TIME = FieldType(name="time", constraints=COMPARABLE, reader=_reader)
