"""What a type of Table Schema is to the engine: its options, its constraints and its reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from publisher.engine.fields.field import ValueReader

UNREADABLE = (
    ValueError,
    TypeError,
    ArithmeticError,
    LookupError,
    AttributeError,
    AssertionError,
    RecursionError,
)
"""What parsers written by others raise on text they cannot read. frictionless catches every
exception there; these are the ones that text can cause."""


@dataclass(frozen=True, slots=True)
class Option:
    """A property that one type alone knows."""

    default: Any
    is_valid: Callable[[Any], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldType:
    """One type of Table Schema as frictionless 5.21 reads it."""

    name: str
    constraints: tuple[str, ...]
    """In frictionless's order of checking; `unique` is supported by all and checked elsewhere."""
    reader: Callable[[str, Mapping[str, Any]], ValueReader]
    """Format and options (defaults filled in) → the reader of cells that are not missing."""
    options: Mapping[str, Option] = field(default_factory=dict)
    formats: frozenset[str] | None = None
    """The only formats there are; None where any text is a format."""


BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
COMPARABLE = ("required", *BOUNDS, "enum")
"""Constraints of the types whose values have an order."""


def is_text(value: object) -> bool:
    """Whether an option is text."""
    return isinstance(value, str)


def is_flag(value: object) -> bool:
    """Whether an option is true or false."""
    return isinstance(value, bool)


def is_texts(value: object) -> bool:
    """Whether an option is a list of texts."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
