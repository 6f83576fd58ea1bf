"""The type `year`: four characters that Python's `int` reads, from 0 to 9999."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.engine.fields.field import ValueReader
from publisher.engine.fields.field_type import COMPARABLE, FieldType


def _reader(_format: str, _options: Mapping[str, Any]) -> ValueReader:
    return _read


def _read(cell: Any) -> int | None:
    if isinstance(cell, str):
        if len(cell) != 4:
            return None
        try:
            cell = int(cell)
        except ValueError:
            return None
    return cell if isinstance(cell, int) and 0 <= cell <= 9999 else None


YEAR = FieldType(name="year", constraints=COMPARABLE, reader=_reader)
