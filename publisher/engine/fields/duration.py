"""The type `duration`: ISO 8601 durations as isodate reads them (`P1W` and `PT` too)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from publisher.engine.fields.field import ValueReader
from publisher.engine.fields.field_type import UNREADABLE, FieldType


def _reader(_format: str, _options: Mapping[str, Any]) -> ValueReader:
    return _read


def _read(cell: Any) -> Any:
    import isodate  # type: ignore[import-untyped]  # it ships no types

    if isinstance(cell, str):
        try:
            return isodate.parse_duration(cell)
        except UNREADABLE:
            return None
    return cell if isinstance(cell, (timedelta, isodate.Duration)) else None


DURATION = FieldType(name="duration", constraints=("required", "enum"), reader=_reader)
