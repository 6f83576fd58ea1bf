"""Values of keys as texts that are equal just where the values are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from publisher.engine.bulk import is_plain
from publisher.engine.fields.field import Field
from publisher.engine.predicates import missing

if TYPE_CHECKING:
    import polars as pl

    from publisher.engine.cells import CellCheck

KINDS: Mapping[str, str] = {
    "string": "text",
    "any": "text",
    "integer": "number",
    "number": "number",
    "year": "number",
    "boolean": "number",
}
"""Types whose values can be equal to each other; any other type is equal to itself only."""
_FEW = 5000
"""Doubtful cells up to which Python writes their texts faster than polars looks at every cell."""
_CANONICAL = {
    "integer": r"^(?:0|-?[1-9][0-9]{0,17})$",
    # No more than six decimals: from seven on Python shows 1E-7.
    "number": r"^(?:0|-?[1-9][0-9]{0,14}|-?(?:0|[1-9][0-9]{0,14})\.[0-9]{0,5}[1-9])$",
}
"""Cells that are the text of their value."""


def kind_of(field: Field) -> str:
    """Return what a field's values can be equal to."""
    return KINDS.get(field.type, field.type)


def text_of(value: Any) -> str | None:
    """Return a value's text; None for a value that has none (then Python compares it)."""
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, Decimal | float):
        return _number(Decimal(value))
    if isinstance(value, date | time):
        # With a zone, those of different zones may be equal.
        zone = value.tzinfo if isinstance(value, datetime | time) else None
        return value.isoformat() if zone is None else None
    return None


def _number(value: Decimal) -> str | None:
    if not value.is_finite():
        return None
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)  # noqa: S101 - finite
    text = "".join(map(str, digits)).lstrip("0")
    exponent += len(text) - len(text := text.rstrip("0"))
    if not text:
        return "0"
    minus = "-" if sign else ""
    if exponent >= 0 and len(text) + exponent <= 18:
        return f"{minus}{text}{'0' * exponent}"
    if -18 <= exponent < 0 and len(text) + exponent <= 18:
        text = text.rjust(1 - exponent, "0")
        return f"{minus}{text[:exponent]}.{text[exponent:]}"
    return f"{minus}{text}E{exponent}"


class KeyColumn:
    """Reads a column of a frame as texts of values."""

    def __init__(self, check: CellCheck) -> None:
        self.check = check
        self.field = check.field
        self._is_text = self.field.type == "any" or (
            self.field.type == "string" and self.field.format == "default"
        )
        # What options make of a cell only the field's own reader knows.
        expression = _CANONICAL.get(self.field.type, "") if is_plain(self.field) else ""
        is_missing = any(re.match(expression, text) for text in self.field.missing_values)
        self._canonical = "" if is_missing else expression

    def doubtful(self, cells: pl.Expr) -> pl.Expr | None:
        """Return whether a cell may be missing or not the text of its value; None for always."""
        if self._is_text:
            return missing(self.field, cells)
        return ~cells.str.contains(self._canonical) if self._canonical else None

    def read(self, cells: pl.Series, rows: pl.Series | None) -> tuple[pl.Series, dict[str, Any]]:
        """Return the texts, null for what is missing or not of the type.

        `rows` are those of doubtful cells, None for all. Beside the texts, by cell, the values
        whose text does not show them: those without a text, and numbers that Python writes
        otherwise (1.50).
        """
        import polars as pl

        if rows is not None and not len(rows):
            return cells, {}
        if rows is not None and self._is_text:
            return cells.scatter(rows, None), {}
        doubted = cells if rows is None else cells.gather(rows)
        distinct = doubted.unique().to_list()
        values = dict(zip(distinct, self.check.values(distinct), strict=True))
        texts = {cell: text_of(value) for cell, value in values.items()}
        changed = {cell: text for cell, text in texts.items() if text != cell}
        if changed and rows is not None and len(rows) <= _FEW:
            cells = cells.scatter(rows, [texts[cell] for cell in doubted])
        elif changed:
            cells = cells.replace(
                pl.Series(list(changed), dtype=pl.String),
                pl.Series(list(changed.values()), dtype=pl.String),
            )
        others = {
            cell: value
            for cell, value in values.items()
            if value is not None and texts[cell] != str(value)
        }
        return cells, others
