"""Schemas that are not certainly valid: frictionless itself says what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publisher.engine.fields.field_type import UNREADABLE
from publisher.tables.engine import Fault

Descriptor = dict[str, Any]


def canonical_schema(schema: Mapping[str, Any]) -> Descriptor | tuple[Fault, ...]:
    """Return a valid schema in frictionless's canonical form, or what is wrong with it."""
    from frictionless import Schema

    fields = schema.get("fields")
    if isinstance(fields, list) and any(isinstance(field, str) for field in fields):
        # frictionless takes a text for the address of a file, and fetches it.
        return tuple(_misplaced(schema))
    return _canonical(Schema, schema)


def canonical_field(field: Mapping[str, Any]) -> Descriptor | tuple[Fault, ...]:
    """Return a valid field in frictionless's canonical form, or what is wrong with it."""
    from frictionless import Field

    return _canonical(Field, field)


def _canonical(kind: Any, descriptor: Mapping[str, Any]) -> Descriptor | tuple[Fault, ...]:
    from frictionless import FrictionlessException

    try:
        canonical: Descriptor = kind.from_descriptor(dict(descriptor)).to_descriptor()
    except FrictionlessException as error:
        return tuple(
            Fault(type=reason.type, note=reason.note) for reason in error.reasons or [error.error]
        )
    except UNREADABLE as error:
        note = f"descriptor cannot be read: {error!r}"
        return tuple(_misplaced(descriptor)) or (Fault(type=kind.metadata_Error.type, note=note),)
    return canonical


def _misplaced(schema: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what frictionless stumbles over, in the words it has for the like."""
    for value, wanted, place in _places(schema):
        note = f"{value!r} is not of type '{wanted}' at property '{place}'"
        yield Fault(type="schema-error", note=note)


def _places(schema: Mapping[str, Any]) -> Iterator[tuple[Any, str, str]]:
    if not isinstance(version := schema.get("$schema", ""), str):
        yield version, "string", "$schema"
    fields = schema.get("fields")
    for index, field in enumerate(fields if isinstance(fields, list) else ()):
        if not isinstance(field, dict):
            yield field, "object", f"fields/{index}"
    keys = schema.get("foreignKeys")
    if isinstance(keys, (int, float)):
        yield keys, "array", "foreignKeys"
    for index, key in enumerate(keys if isinstance(keys, list) else ()):
        reference = key.get("reference", {}) if isinstance(key, dict) else {}
        if not isinstance(reference, dict):
            yield reference, "object", f"foreignKeys/{index}/reference"
