"""What of a column of a frame is certainly valid: one polars expression per field."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import reduce
from math import inf
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from publisher.engine.bulk import is_plain
from publisher.engine.fields.field import Field
from publisher.engine.rust_pattern import narrowed

if TYPE_CHECKING:
    import polars as pl

_BOUNDS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"})
_LENGTHS = frozenset({"minLength", "maxLength"})
_INT64 = range(-(1 << 63), 1 << 63)
_FEW = 12


def missing(field: Field, cells: pl.Expr) -> pl.Expr:
    """Return whether cells stand for no value."""
    return one_of(cells, sorted(field.missing_values))


def one_of(cells: pl.Expr, texts: Sequence[str]) -> pl.Expr:
    """Return whether cells are one of the texts."""
    # Comparing with one text takes a twentieth of the time of `is_in`.
    if len(texts) > _FEW:
        return cells.is_in(texts)
    # No literal: it would be one row, not as many as there are cells.
    return reduce(or_, [cells == text for text in texts]) if texts else cells.is_null()


def certain(field: Field, cells: pl.Expr) -> pl.Expr | None:
    """Return whether cells are certainly valid, null for no; None where no expression can say."""
    body = _present(field, cells)
    if body is None:
        return None
    if not field.is_required:
        return body | missing(field, cells) if field.missing_values else body
    if all(_is_refused(field, text) for text in field.missing_values):
        return body
    return body & ~missing(field, cells)


def _is_refused(field: Field, text: str) -> bool:
    """Whether a text for a missing value cannot be taken for a number."""
    return field.type in {"integer", "number"} and field.read_value(text) is None


def _present(field: Field, cells: pl.Expr) -> pl.Expr | None:
    """Return whether cells that are not missing are certainly valid."""
    import polars as pl

    limits = {name: limit for name, limit in field.limits.items() if name != "required"}
    if field.type == "any" and not limits:
        return pl.lit(value=True)
    if field.type == "string" and field.format == "default":
        return _text(limits, cells)
    if field.type == "boolean" and not limits:
        return one_of(cells, [*field.options["trueValues"], *field.options["falseValues"]])
    if not is_plain(field) or not limits.keys() <= _BOUNDS:
        return None
    if field.type == "integer":
        return _integer(limits, cells)
    return _number(limits, cells) if field.type == "number" else None


def _text(limits: dict[str, Any], cells: pl.Expr) -> pl.Expr | None:
    import polars as pl

    found = [pl.lit(value=True)]
    if "enum" in limits:
        found = [one_of(cells, [text for text in limits["enum"] if isinstance(text, str)])]
    if "pattern" in limits:
        expression = narrowed(limits["pattern"].source)
        if expression is None or not _compiles(expression):
            return None
        found.append(cells.str.contains(expression))
    if limits.keys() & _LENGTHS:
        length = cells.str.len_chars()
        if "minLength" in limits:
            found.append(length >= limits["minLength"])
        if "maxLength" in limits:
            found.append(length <= limits["maxLength"])
    return reduce(and_, found)


def _compiles(expression: str) -> bool:
    import polars as pl

    try:
        pl.Series([""]).str.contains(expression)
    except pl.exceptions.ComputeError:
        return False
    return True


def _integer(limits: dict[str, Any], cells: pl.Expr) -> pl.Expr | None:
    import polars as pl

    # polars takes a sign and ASCII digits only: less than Python's `int`.
    values = cells.cast(pl.Int64, strict=False)
    if any(limit not in _INT64 for limit in limits.values()):
        return None
    if not limits:
        return values.is_not_null()
    least, most = _INT64[0], _INT64[-1]
    for name, limit in limits.items():
        beyond = int(name.startswith("exclusive"))
        if name.endswith("inimum"):
            least = max(least, int(limit) + beyond)
        else:
            most = min(most, int(limit) - beyond)
    return values.is_between(least, most) if least <= most else None


def _number(limits: dict[str, Any], cells: pl.Expr) -> pl.Expr | None:
    """Return whether cells are finite numbers strictly within the bounds.

    The nearest binary number of a cell may be the bound where the cell itself is beyond it.
    """
    import polars as pl

    if any(isinstance(limit, Decimal) and not limit.is_finite() for limit in limits.values()):
        return None
    least = max([float(v) for name, v in limits.items() if name.endswith("inimum")], default=-inf)
    most = min([float(v) for name, v in limits.items() if name.endswith("aximum")], default=inf)
    # Not a number is beyond every bound for polars.
    return cells.cast(pl.Float64, strict=False).is_between(least, most, closed="none")
