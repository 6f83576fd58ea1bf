"""A Table Schema, compiled: what certainly is valid at once, any other by frictionless's own eyes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publisher.engine.doubtful import canonical_schema
from publisher.engine.fields.compilation import NOTHING, compile_field, missing_values
from publisher.engine.fields.field import Field
from publisher.engine.validity import is_valid_schema
from publisher.tables.engine import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """Columns whose values must stand in columns of another table."""

    fields: tuple[str, ...]
    resource: str
    """Name of the other table; "" for this one."""
    reference_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledSchema:
    """What is declared of a table's columns, ready for reading it."""

    fields: tuple[Field, ...]
    fields_match: str
    """`exact` (columns by order) unless declared: `equal`, `subset`, `superset`, `partial`."""
    missing_values: frozenset[str]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]


def compile_schema(descriptor: Mapping[str, Any]) -> CompiledSchema | tuple[Fault, ...]:
    """Return the schema ready for use, or what stands against using it (never empty)."""
    if is_valid_schema(descriptor):
        return _compiled(descriptor)
    canonical = canonical_schema(descriptor)
    return _compiled(canonical) if isinstance(canonical, dict) else canonical


def undeclared(name: str) -> Field:
    """Return the field that frictionless makes up for a column the schema does not know."""
    field = compile_field({"name": name, "type": "any"})
    assert isinstance(field, Field)  # noqa: S101 - nothing in it can be refused
    return field


def _compiled(schema: Mapping[str, Any]) -> CompiledSchema | tuple[Fault, ...]:
    missing = missing_values(schema["missingValues"]) if "missingValues" in schema else NOTHING
    fields: list[Field] = []
    faults: list[Fault] = []
    for declared in schema["fields"]:
        made = compile_field(declared, missing)
        if isinstance(made, Field):
            fields.append(made)
        else:
            faults.extend(made)
    if faults:
        return tuple(faults)
    return CompiledSchema(
        fields=tuple(fields),
        fields_match=schema.get("fieldsMatch", "exact"),
        missing_values=missing,
        primary_key=_names(schema.get("primaryKey", ())),
        foreign_keys=tuple(map(_foreign_key, schema.get("foreignKeys", ()))),
    )


def _foreign_key(key: Mapping[str, Any]) -> ForeignKey:
    reference = key["reference"]
    return ForeignKey(
        fields=_names(key["fields"]),
        resource=reference.get("resource", ""),
        reference_fields=_names(reference["fields"]),
    )


def _names(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
