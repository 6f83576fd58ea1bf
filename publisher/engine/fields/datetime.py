"""The type `datetime`: ISO 8601 with seconds, a `strptime` format, dateutil for `any`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from publisher.engine.fields.field import ValueReader
from publisher.engine.fields.field_type import COMPARABLE, UNREADABLE, FieldType


def parse_iso(text: str) -> datetime:
    """Return a time written as ISO 8601; raises one of UNREADABLE."""
    from dateutil import parser  # type: ignore[import-untyped]  # it ships no types

    parsed: datetime = parser.isoparse(text)
    return parsed


def parse_any(text: str) -> datetime:
    """Return a time as dateutil guesses it, today filled in; raises one of UNREADABLE."""
    from dateutil import parser

    parsed: datetime = parser.parse(text)
    return parsed


def _reader(format: str, _options: Mapping[str, Any]) -> ValueReader:  # noqa: A002 - the standard's word
    parse = {"default": _iso, "any": parse_any}.get(format)

    def read(cell: Any) -> datetime | None:
        if isinstance(cell, str):
            try:
                return parse(cell) if parse else datetime.strptime(cell, format)  # noqa: DTZ007 - as written
            except UNREADABLE:
                return None
        return cell if isinstance(cell, datetime) else None

    return read


def _iso(cell: str) -> datetime | None:
    # isoparse takes shorter forms, frictionless does not.
    return parse_iso(cell) if len(cell) >= 19 and cell[16] == ":" else None


DATETIME = FieldType(name="datetime", constraints=COMPARABLE, reader=_reader)
