"""Constraints of a field: their logical values, and how a value is held against them."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from publisher.engine.fields.field import ValueReader
from publisher.engine.fields.field_type import BOUNDS, UNREADABLE
from publisher.engine.pattern import compile_pattern

Check = Callable[[Any], bool]
COMPARE: Mapping[str, Callable[[Any, Any], Any]] = dict(
    zip(BOUNDS, (operator.ge, operator.le, operator.gt, operator.lt), strict=True)
)


def limit_of(name: str, declared: Any, type_name: str, read: ValueReader) -> Any:
    """Return the logical value of a constraint, read as the field reads its cells."""
    if name in COMPARE:
        return _read(read, declared)
    if name == "pattern":
        return compile_pattern(declared)
    if name == "enum":
        values = [_read(read, value) for value in declared]
        # Forty-seven prefectures are looked up in one step.
        return frozenset(values) if type_name == "string" else tuple(values)
    return declared


def contradiction(name: str, declared: Any, limit: Any) -> str:
    """Return why no value can be held against a bound; "" where it can.

    frictionless raises TypeError or InvalidOperation at the first cell it compares.
    """
    if name not in COMPARE:
        return ""
    if limit is None:
        return f'constraint "{name}" is "{declared}", which is not of the field\'s type'
    is_nan = isinstance(limit, Decimal) and limit.is_nan()
    return f'constraint "{name}" is "{declared}", which has no order' if is_nan else ""


def check_of(name: str, limit: Any) -> Check:
    """Return whether a value, never None, keeps a constraint. The check never raises."""
    if name in COMPARE:
        return _bound(COMPARE[name], limit)
    if name == "pattern":
        return limit.matches  # type: ignore[no-any-return]  # a Pattern, by `contradiction`
    if name == "enum":
        return limit.__contains__ if isinstance(limit, frozenset) else _among(limit)
    if name == "minLength":
        return lambda value: len(value) >= limit
    return lambda value: len(value) <= limit


def _bound(compare: Callable[[Any, Any], Any], limit: Any) -> Check:
    def keeps(value: Any) -> bool:
        try:
            return bool(compare(value, limit))
        except (TypeError, ArithmeticError):
            # NaN keeps no bound, though decimal raises. So does a time with a zone held against
            # one without, where frictionless raises.
            return False

    return keeps


def _among(values: tuple[Any, ...]) -> Check:
    def keeps(value: Any) -> bool:
        try:
            return value in values
        except ArithmeticError:
            # A signalling NaN: frictionless raises.
            return False

    return keeps


def _read(read: ValueReader, declared: Any) -> Any:
    try:
        return read(declared)
    except UNREADABLE:
        return None
