"""Many cells of a workbook at once: predicates that say "certainly valid", type by type."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from publisher.engine.bulk import is_plain, predicate_of, values_of, within_bounds
from publisher.engine.fields.field import Field

_NUMBERS = frozenset({int, float})


def _itself(cell: int) -> int:
    return cell


def _decimal(cell: float) -> Decimal:
    return Decimal(str(cell))


class TypedBulk:
    """What is known of a column's cells without reading each: of equal type, between bounds."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._has_numbers_missing = any(map(_is_number, field.missing_values))
        """A number may stand for no value: what it prints as is compared."""
        self._read = {} if self._has_numbers_missing else _readers(field)
        self._keeps_bounds = within_bounds(field)
        self._doubtful = predicate_of(field)
        self._values = values_of(field)

    def are_good(self, kind: type, cells: Collection[Any]) -> bool:
        """Whether cells of one Python type are all certainly valid."""
        if kind is type(None):
            return not self._field.is_required
        if kind is str:
            return self._doubtful is not None and not self._doubtful(set(cells))
        read = self._read.get(kind)
        if read is None or self._keeps_bounds is None:
            return False
        if kind is float and not math.isfinite(sum(cells)):
            return False
        # Reading keeps the order of cells of one type, so the extremes speak for all.
        return self._keeps_bounds(read(min(cells)), read(max(cells)))

    def values(self, cells: Sequence[Any]) -> Sequence[Any] | None:
        """Return the logical values; None where only the exact reader knows them."""
        kinds = set(map(type, cells))
        if kinds == {str} and self._values is not None:
            if self._field.missing_values.isdisjoint(cells):
                try:
                    return self._values(cells)
                except (ValueError, TypeError, ArithmeticError):
                    return None
        elif kinds == {int} and int in self._read:
            return cells
        elif kinds == {float} and float in self._read:
            return list(map(_decimal, cells))
        return None

    def has_none_missing(self, cells: Sequence[Any]) -> bool:
        """Whether every cell certainly holds a value."""
        kinds = set(map(type, cells))
        if kinds == {str}:
            return self._field.missing_values.isdisjoint(cells)
        return kinds <= _NUMBERS and not self._has_numbers_missing


def _readers(field: Field) -> Mapping[type, Callable[[Any], Any]]:
    """Return how numbers are read, by their type, where that keeps their order."""
    if not is_plain(field):
        return {}
    if field.type == "integer":
        return {int: _itself}
    return {int: _itself, float: _decimal} if field.type == "number" else {}


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
