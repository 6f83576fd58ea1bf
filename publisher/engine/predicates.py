"""What of a column of a frame is certainly valid: one polars expression per field."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from publisher.engine.bulk import is_plain
from publisher.engine.fields.field import Field
from publisher.engine.rust_pattern import narrowed

if TYPE_CHECKING:
    import polars as pl

_BOUNDS = {"minimum": "ge", "maximum": "le", "exclusiveMinimum": "gt", "exclusiveMaximum": "lt"}
_LENGTHS = frozenset({"minLength", "maxLength"})
_INT64 = range(-(1 << 63), 1 << 63)


def missing(field: Field, cells: pl.Expr) -> pl.Expr:
    """Return whether cells stand for no value."""
    import polars as pl

    texts = sorted(field.missing_values)
    if len(texts) > 3:
        return cells.is_in(texts)
    return pl.any_horizontal([cells == text for text in texts]) if texts else pl.lit(value=False)


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
        return cells.is_in([*field.options["trueValues"], *field.options["falseValues"]])
    if not is_plain(field) or not limits.keys() <= _BOUNDS.keys():
        return None
    if field.type == "integer":
        return _integer(limits, cells)
    return _number(limits, cells) if field.type == "number" else None


def _text(limits: dict[str, Any], cells: pl.Expr) -> pl.Expr | None:
    import polars as pl

    found = [pl.lit(value=True)]
    if "enum" in limits:
        found = [cells.is_in([text for text in limits["enum"] if isinstance(text, str)])]
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
    return pl.all_horizontal(found) if len(found) > 1 else found[0]


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
    return pl.all_horizontal(
        [getattr(values, _BOUNDS[name])(limit) for name, limit in limits.items()]
    )


def _number(limits: dict[str, Any], cells: pl.Expr) -> pl.Expr | None:
    """Return whether cells are finite numbers strictly within the bounds.

    The nearest binary number of a cell may be the bound where the cell itself is beyond it.
    """
    import polars as pl

    values = cells.cast(pl.Float64, strict=False)
    found = [values.is_finite()]
    for name, limit in limits.items():
        if isinstance(limit, Decimal) and not limit.is_finite():
            return None
        bound = pl.lit(float(limit))
        found.append(values > bound if name.endswith("inimum") else values < bound)
    return pl.all_horizontal(found)
