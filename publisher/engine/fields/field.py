"""A field of a Table Schema, compiled: plain data for fast predicates, and the exact reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Notes = dict[str, str]
"""frictionless's notes by what failed: "type", or the names of constraints, in its order."""
ValueReader = Callable[[Any], Any]
"""A cell that is not missing → its logical value; None where it cannot be read as the type."""
CellReader = Callable[[Any], tuple[Any, Notes | None]]
"""A cell → its logical value, and what is wrong with it. Never raises for any cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What is declared of one column, ready for reading its cells."""

    name: str
    type: str
    """A Table Schema type; "string" where none is declared, as frictionless has it."""
    format: str
    options: Mapping[str, Any]
    """What the type alone knows, defaults filled in: `bareNumber`, `groupChar`, `decimalChar`,
    `floatNumber`, `trueValues`, `falseValues`, `delimiter`, `itemType`, `arrayItem`."""
    missing_values: frozenset[str]
    """Texts that stand for no value: the field's own, else the schema's. Compared with the cell
    as it stands, before anything else."""
    constraints: Mapping[str, Any]
    """As declared, `unique` apart, in frictionless's order of checking: what notes quote."""
    limits: Mapping[str, Any]
    """The same names with logical values: `required` bool; `minimum`, `maximum`,
    `exclusiveMinimum`, `exclusiveMaximum` as read by the field (int, Decimal or float, date, …);
    `enum` a frozenset of str (type string) or a tuple of read values; `minLength`, `maxLength` a
    number; `pattern` a `publisher.engine.pattern.Pattern` (`.source`, `.matches(text)`)."""
    is_required: bool
    is_unique: bool
    read_value: ValueReader
    """The bare type: neither missing values nor constraints."""
    read: CellReader
    """All of it: missing values, type, constraints."""
