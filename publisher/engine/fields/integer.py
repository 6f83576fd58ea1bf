"""The type `integer`: what Python's `int` reads, spaces around it taken off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from publisher.engine.fields.field import ValueReader
from publisher.engine.fields.field_type import COMPARABLE, UNREADABLE, FieldType, Option, is_flag

AROUND_NUMBER = re.compile(r"((^[^-\d]*)|(\D*$))")
"""What `bareNumber: false` takes off: frictionless's own expression, so `▲5` loses its sign."""


def _reader(_format: str, options: Mapping[str, Any]) -> ValueReader:
    is_bare = options["bareNumber"]

    def read(cell: Any) -> int | None:
        if isinstance(cell, str):
            text = cell.strip()
            try:
                return int(text if is_bare else AROUND_NUMBER.sub("", text))
            except ValueError:
                return None
        return _typed(cell)

    return read


def _typed(cell: Any) -> int | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int):
        return cell
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else None
    try:
        return int(cell) if isinstance(cell, Decimal) and cell % 1 == 0 else None
    except UNREADABLE:
        # Infinity, a signalling NaN: frictionless lets decimal's exception through.
        return None


INTEGER = FieldType(
    name="integer",
    constraints=COMPARABLE,
    options={"bareNumber": Option(default=True, is_valid=is_flag)},
    reader=_reader,
)
