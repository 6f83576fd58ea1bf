"""The type `number`: what Python's `Decimal` (or `float`) reads, spaces around it taken off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from publisher.engine.fields.field import ValueReader
from publisher.engine.fields.field_type import (
    COMPARABLE,
    UNREADABLE,
    FieldType,
    Option,
    is_flag,
    is_text,
)
from publisher.engine.fields.integer import AROUND_NUMBER


def _reader(_format: str, options: Mapping[str, Any]) -> ValueReader:
    parse: Callable[[Any], Decimal | float] = float if options["floatNumber"] else Decimal
    typed = _as_float if options["floatNumber"] else _as_decimal
    is_plain = all(options[name] == option.default for name, option in NUMBER.options.items())

    def read(cell: Any) -> Any:
        try:
            if isinstance(cell, str):
                text = cell.strip()
                return parse(text if is_plain else _bared(text, options))
            return typed(cell)
        except UNREADABLE:
            return None

    return read


def _bared(text: str, options: Mapping[str, Any]) -> str:
    """Return the number alone, in Python's writing; "" (no number) where it is written otherwise."""
    if not options["bareNumber"]:
        text = AROUND_NUMBER.sub("", text)
    text = text.replace(options["groupChar"], "")
    mark = options["decimalChar"]
    if mark != "." and "." in text:
        return ""
    return text.replace(mark, ".")


def _as_decimal(cell: Any) -> Decimal | int | None:
    if isinstance(cell, float):
        return Decimal(str(cell))
    return cell if isinstance(cell, (Decimal, int)) and not isinstance(cell, bool) else None


def _as_float(cell: Any) -> float | None:
    if isinstance(cell, (Decimal, float)):
        return float(cell)
    return cell if isinstance(cell, int) and not isinstance(cell, bool) else None


NUMBER = FieldType(
    name="number",
    constraints=COMPARABLE,
    options={
        "bareNumber": Option(default=True, is_valid=is_flag),
        "floatNumber": Option(default=False, is_valid=is_flag),
        "decimalChar": Option(".", is_text),
        "groupChar": Option("", is_text),
    },
    reader=_reader,
)
