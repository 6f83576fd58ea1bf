"""The type `yearmonth`: two numbers around one hyphen, the second from 1 to 12."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from publisher.engine.fields.field import ValueReader
from publisher.engine.fields.field_type import COMPARABLE, FieldType


class YearMonth(NamedTuple):
    """A month of a year; its text is frictionless's, which notes of keys quote."""

    year: Any
    month: Any

    def __repr__(self) -> str:
        return f"yearmonth(year={self.year!r}, month={self.month!r})"


def _reader(_format: str, _options: Mapping[str, Any]) -> ValueReader:
    return _read


def _read(cell: Any) -> YearMonth | None:
    if isinstance(cell, str):
        try:
            year, month = map(int, cell.split("-"))
        except ValueError:
            return None
        return YearMonth(year, month) if 1 <= month <= 12 else None
    # A pair is taken unseen, as frictionless does: it stands in constraints only.
    return YearMonth(*cell) if isinstance(cell, (tuple, list)) and len(cell) == 2 else None


YEARMONTH = FieldType(name="yearmonth", constraints=COMPARABLE, reader=_reader)
