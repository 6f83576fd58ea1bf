"""Many cells of a column at once, in plain Python: predicates that say "certainly valid"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from typing import Any

from publisher.engine.fields.field import Field
from publisher.engine.fields.types import TYPES

Predicate = Callable[[AbstractSet[Any]], AbstractSet[Any]]
"""Distinct cells → those that are not certainly valid; where some are not, it may be all."""
Values = Callable[[Sequence[Any]], Sequence[Any]]
"""Cells of text, none of them missing → their logical values; raises for what is unreadable."""
_NONE: frozenset[Any] = frozenset()
_UNREADABLE = (ValueError, TypeError, ArithmeticError)
_BOUNDS = frozenset({"required", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"})
_SEPARATORS = {"default": "-", "%Y-%m-%d": "-", "%Y/%m/%d": "/"}
"""Between year, month and day, by the format of a date: `strptime` takes 5 µs each."""
_LENGTHS = frozenset({"required", "minLength", "maxLength", "pattern"})
_DEFAULTS = {
    name: {key: option.default for key, option in kind.options.items()}
    for name, kind in TYPES.items()
}


def is_plain(field: Field) -> bool:
    """Whether the field's cells are read without format or options."""
    return field.format == "default" and field.options == _DEFAULTS[field.type]


def is_free(field: Field) -> bool:
    """Whether every text is valid."""
    if field.is_required or not field.limits.keys() <= {"required"}:
        return False
    return field.type == "any" or (field.type == "string" and field.format == "default")


def values_of(field: Field) -> Values | None:
    """Return how to read many cells at once, where that is the same as reading each."""
    if field.type == "any" or (field.type == "string" and field.format == "default"):
        return tuple
    if field.type == "integer" and is_plain(field):
        return _integers
    return _decimals if field.type == "number" and is_plain(field) else None


def predicate_of(field: Field) -> Predicate | None:
    """Return the predicate of a column of text; None where only the exact reader knows."""
    limits = field.limits.keys()
    if field.type in {"integer", "number"} and is_plain(field) and limits <= _BOUNDS:
        return _numbers_predicate(field)
    if field.type == "string" and field.format == "default" and limits <= _LENGTHS:
        return _texts_predicate(field)
    if field.type == "date" and field.format in _SEPARATORS and limits <= _BOUNDS:
        return _dates_predicate(field, _SEPARATORS[field.format])
    return None


def within_bounds(field: Field) -> Callable[[Any, Any], bool] | None:
    """Return whether values from the least to the most are valid; None where that is not all."""
    limits = field.limits
    if not limits.keys() <= _BOUNDS:
        return None
    return lambda least, most: _is_within(least, most, limits)


def _integers(cells: Iterable[Any]) -> Sequence[Any]:
    return list(map(int, cells))


def _decimals(cells: Iterable[Any]) -> Sequence[Any]:
    return list(map(Decimal, map(str.strip, cells)))


def _numbers_predicate(field: Field) -> Predicate:
    read = _integers if field.type == "integer" else _decimals
    missing, is_required, limits = field.missing_values, field.is_required, field.limits

    def doubtful(cells: AbstractSet[Any]) -> AbstractSet[Any]:
        present = cells if missing.isdisjoint(cells) else cells - missing
        if is_required and present is not cells:
            return cells
        try:
            values = read(present)
            if read is _decimals and not all(map(Decimal.is_finite, values)):
                return cells
        except _UNREADABLE:
            return cells
        return _NONE if not values or _is_within(min(values), max(values), limits) else cells

    return doubtful


def _dates_predicate(field: Field, separator: str) -> Predicate:
    missing, is_required, limits = field.missing_values, field.is_required, field.limits

    def doubtful(cells: AbstractSet[Any]) -> AbstractSet[Any]:
        if None in cells:
            return cells
        if missing.isdisjoint(cells) and _are_dates(cells, separator, limits):
            return _NONE
        found = set()
        for cell in cells if is_required else cells - missing:
            try:
                value = _date(cell, separator)
            except _UNREADABLE:
                found.add(cell)
                continue
            if limits and not _is_within(value, value, limits):
                found.add(cell)
        return found | (cells & missing) if is_required else found

    return doubtful


def _are_dates(cells: AbstractSet[str], separator: str, limits: Mapping[str, Any]) -> bool:
    """Say whether all cells certainly are dates within bounds, as `_date` reads each."""
    try:
        joined, marks = "".join(cells), separator * len(cells)
        if set(map(len, cells)) != {10} or not joined[4::10] == joined[7::10] == marks:
            return False
        same = cells if separator == "-" else [one.replace(separator, "-") for one in cells]
        days = list(map(date.fromisoformat, same))
    except _UNREADABLE:
        return False
    return _is_within(min(days), max(days), limits)


def _date(cell: str, separator: str) -> date:
    """Return the date of ten characters; raises for one that is not certainly of this form."""
    # Digits are looked for by `fromisoformat`, which beside these knows weeks: 2024-W01-1.
    if len(cell) != 10 or cell[4] != separator or cell[7] != separator:
        raise ValueError(cell)
    return date.fromisoformat(cell if separator == "-" else cell.replace(separator, "-"))


def _is_within(least: Any, most: Any, limits: Any) -> bool:
    return (
        ("minimum" not in limits or least >= limits["minimum"])
        and ("maximum" not in limits or most <= limits["maximum"])
        and ("exclusiveMinimum" not in limits or least > limits["exclusiveMinimum"])
        and ("exclusiveMaximum" not in limits or most < limits["exclusiveMaximum"])
    )


def _texts_predicate(field: Field) -> Predicate:
    missing, is_required, limits = field.missing_values, field.is_required, field.limits
    shortest, longest = limits.get("minLength"), limits.get("maxLength")
    pattern = limits.get("pattern")

    def doubtful(cells: AbstractSet[Any]) -> AbstractSet[Any]:
        present = cells - missing
        if None in present or (is_required and len(present) < len(cells)):
            return cells
        lengths = set(map(len, present))
        if shortest is not None and lengths and min(lengths) < shortest:
            return cells
        if longest is not None and lengths and max(lengths) > longest:
            return cells
        return _NONE if pattern is None or all(map(pattern.matches, present)) else cells

    return doubtful
