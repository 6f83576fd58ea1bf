"""Which schemas are certainly valid for frictionless, seen at a glance.

The law of cells holds for schemas too: what is not certainly valid is left to frictionless's own
eyes (`publisher.engine.doubtful`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from publisher.engine.fields.field_type import Option, is_flag, is_text, is_texts
from publisher.engine.fields.types import TYPES

NAME = re.compile(r"[-a-z0-9._/]+")
FIELDS_MATCH = ("exact", "equal", "subset", "superset", "partial")
V1 = ""
"""A schema without `$schema` is of version 1 (Data Package v2, "$schema")."""
PROFILES = (V1, "https://datapackage.org/profiles/2.0/tableschema.json")
EXCLUSIVE = ("exclusiveMinimum", "exclusiveMaximum")
DESCRIPTIONS = frozenset({"title", "description", "rdfType"})
CONSTRAINTS: Mapping[str, Callable[[Any], bool]] = {
    "required": is_flag,
    "unique": is_flag,
    "pattern": is_text,
    "enum": lambda value: isinstance(value, list),
    "minLength": lambda value: type(value) is int,
    "maxLength": lambda value: type(value) is int,
}
"""The bounds may be anything."""


def is_valid_schema(schema: Mapping[str, Any]) -> bool:
    """Whether frictionless certainly takes a schema that stands alone."""
    fields = schema.get("fields")
    version = schema.get("$schema", V1)
    if not isinstance(fields, list) or version not in PROFILES or "type" in schema:
        return False
    is_v1 = version == V1
    if not all(isinstance(field, dict) and is_valid_field(field, is_v1=is_v1) for field in fields):
        return False
    names = {field["name"] for field in fields}
    keys = schema.get("foreignKeys", [])
    return (
        len(names) == len(fields)
        and all(isinstance(schema.get(name, ""), str) for name in ("title", "description"))
        and _is_name(schema.get("name", "-"))
        and schema.get("fieldsMatch", "exact") in FIELDS_MATCH
        and is_texts(schema.get("missingValues", []))
        and _is_primary_key(schema.get("primaryKey", []), names)
        and isinstance(keys, list)
        and all(_is_foreign_key(key, names) for key in keys)
    )


def is_valid_field(field: Mapping[str, Any], *, is_v1: bool) -> bool:
    """Whether frictionless certainly takes a field; version 1 has no exclusive bounds."""
    name = field.get("type", "string")
    kind = TYPES.get(name) if isinstance(name, str) else None
    return (
        kind is not None
        and isinstance(field.get("name"), str)
        and "required" not in field
        and (
            DESCRIPTIONS.isdisjoint(field)
            or all(isinstance(field.get(name, ""), str) for name in DESCRIPTIONS)
        )
        and _is_format(field.get("format", "default"), kind.formats)
        and ("missingValues" not in field or is_texts(field["missingValues"]))
        and (not kind.options or _are_options(field, kind.options))
        and ("constraints" not in field or _are_constraints(field, kind.constraints, is_v1=is_v1))
        and (not field.get("example") or _is_example(field))
    )


def _is_format(value: Any, formats: frozenset[str] | None) -> bool:
    if not isinstance(value, str) or value.startswith("fmt:"):
        return False
    return formats is None or value in formats


def _are_options(field: Mapping[str, Any], options: Mapping[str, Option]) -> bool:
    return all(option.is_valid(field[name]) for name, option in options.items() if name in field)


def _are_constraints(field: Mapping[str, Any], supported: tuple[str, ...], *, is_v1: bool) -> bool:
    value = field["constraints"]
    return isinstance(value, dict) and all(
        (name in supported or name == "unique")
        and (name not in CONSTRAINTS or CONSTRAINTS[name](limit))
        and not (is_v1 and name in EXCLUSIVE)
        for name, limit in value.items()
    )


def _is_example(field: Mapping[str, Any]) -> bool:
    # frictionless reads it by type and format alone; a boolean's words it knows too.
    if "type" not in field:
        return True
    kind = TYPES[field["type"]]
    options = {name: option.default for name, option in kind.options.items()}
    options |= {name: field[name] for name in ("trueValues", "falseValues") if name in field}
    return kind.reader(field.get("format", "default"), options)(field["example"]) is not None


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and NAME.fullmatch(value) is not None


def _is_primary_key(value: Any, names: set[str]) -> bool:
    # frictionless takes one name as a list of it, unless it is empty.
    return value != "" and _are_names(value, names)


def _are_names(value: Any, names: set[str]) -> bool:
    if isinstance(value, str):
        return value in names
    return is_texts(value) and names.issuperset(value)


def _is_foreign_key(key: Any, names: set[str]) -> bool:
    if not isinstance(key, dict) or not isinstance(key.get("reference"), dict):
        return False
    own, reference = key.get("fields"), key["reference"]
    others = reference.get("fields")
    return (
        isinstance(reference.get("resource", ""), str)
        and _are_names(own, names)
        and (isinstance(others, str) or is_texts(others))
        and _count(own) == _count(others)
    )


def _count(value: Any) -> int:
    return 1 if isinstance(value, str) else len(value)
