"""Schemas are judged exactly as frictionless 5.21 judges them, and no schema is an exception."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from publisher.engine.fields.field import Field
from publisher.engine.schema import CompiledSchema, ForeignKey, compile_schema, undeclared
from publisher.engine.validity import is_valid_schema
from publisher.tables.engine import Fault
from tests.engine import reference_field as reference
from tests.engine.descriptors import V2, schemas
from tests.settings import EXAMPLES

REFUSED = ("pattern of ", "field ")
"""How notes begin that are ours: frictionless takes the schema and raises later."""


def notes(schema: dict[str, Any]) -> list[str]:
    compiled = compile_schema(schema)
    return [fault.note for fault in compiled] if isinstance(compiled, tuple) else []


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(schema=schemas())
@example(schema={"fields": [None]})
@example(schema={"fields": {}})
def test_any_schema_is_judged_as_frictionless_judges_it(schema: dict[str, Any]) -> None:
    """The same errors, word for word; where frictionless raises, a fault; never an exception."""
    ours = compile_schema(schema)
    fields = schema.get("fields")
    if isinstance(fields, list) and any(isinstance(field, str) for field in fields):
        # frictionless would open the file that a text names.
        assert isinstance(ours, tuple)
        assert "is not of type 'object' at property 'fields/" in notes(schema)[-1]
        return
    theirs = reference.readers(copy.deepcopy(schema))
    if isinstance(ours, CompiledSchema):
        assert isinstance(theirs, list)
        assert len(theirs) == len(ours.fields)
        assert all(map(callable, theirs))
    elif isinstance(theirs, list) and theirs and isinstance(theirs[0], tuple):
        assert_same_errors(schema, ours, theirs)
    elif isinstance(theirs, list):
        assert all(fault.note.startswith(REFUSED) for fault in ours)
    else:
        assert ours, theirs
        assert not any("cannot be read" in fault.note for fault in ours), theirs


def assert_same_errors(schema: dict[str, Any], ours: tuple[Fault, ...], theirs: list[Any]) -> None:
    """Ours are theirs; but frictionless stops at the first field whose items it cannot read."""
    said = [(fault.type, fault.note) for fault in ours]
    if reference.is_valid(schema):
        assert set(theirs) <= set(said)
    else:
        assert theirs == said


@pytest.mark.parametrize(
    "field",
    [
        {"required": True},
        {"type": "date", "format": "fmt:%Y/%m/%d"},
        {"format": "fmt:email"},
        {"type": "date", "example": "x"},
        {"type": "date", "example": "2024-01-05"},
        {"type": "boolean", "trueValues": ["○"], "example": "○"},
        {"type": "list", "delimiter": ";", "itemType": "integer", "example": "1;2"},
        {"example": 5},
        {"type": "string", "example": 5},
        {"constraints": {"minLength": True}},
        {"constraints": {"minLength": 2.0}},
        {"constraints": {"maximum": 5}},
        {"constraints": None},
        {"type": "geojson", "format": "x"},
        {"missingValues": [{"value": "-"}]},
        {"title": 5},
        {"type": ""},
        {"format": ""},
    ],
)
def test_fields_at_the_edges_are_judged_as_frictionless_judges_them(field: dict[str, Any]) -> None:
    """The same errors word for word, and what is read with the field is the same."""
    schema = {"fields": [{"name": "a", **field}]}
    theirs: Any = reference.readers(copy.deepcopy(schema))
    ours = compile_schema(schema)
    if isinstance(ours, tuple):
        assert theirs == [(fault.type, fault.note) for fault in ours]
    else:
        for cell in ("", "○", "a", "2024/01/05", "1;2", "a@example.jp"):
            value, notes = ours.fields[0].read(cell)
            assert reference.read(theirs[0], cell) == (repr(value), notes)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(schema=schemas())
def test_what_is_valid_at_a_glance_is_valid_for_frictionless(schema: dict[str, Any]) -> None:
    """The fast predicate may only say "certainly valid"."""
    if is_valid_schema(schema):
        from frictionless import Schema

        assert Schema.from_descriptor(copy.deepcopy(schema)) is not None


def test_a_compiled_schema_holds_what_is_declared_in_plain_data() -> None:
    """Fast predicates are built from names, options, limits and missing values."""
    schema = compile_schema(
        {
            "missingValues": ["", "-"],
            "primaryKey": "id",
            "fieldsMatch": "subset",
            "foreignKeys": [{"fields": "id", "reference": {"fields": ["code"], "resource": "r"}}],
            "fields": [
                {"name": "id", "type": "integer", "constraints": {"minimum": "1", "unique": True}},
                {
                    "name": "kind",
                    "missingValues": ["*"],
                    "constraints": {"enum": ["a", "b"], "required": True, "pattern": "[ab]"},
                },
            ],
        }
    )

    assert isinstance(schema, CompiledSchema)
    number, kind = schema.fields
    assert ("subset", ("id",), frozenset(("", "-"))) == (
        schema.fields_match,
        schema.primary_key,
        schema.missing_values,
    )
    assert (ForeignKey(fields=("id",), resource="r", reference_fields=("code",)),) == (
        schema.foreign_keys
    )
    assert ("integer", "default", {"minimum": "1"}, {"minimum": 1}, {"bareNumber": True}) == (
        number.type,
        number.format,
        number.constraints,
        number.limits,
        number.options,
    )
    assert (True, False, schema.missing_values) == (
        number.is_unique,
        number.is_required,
        number.missing_values,
    )
    assert ("string", frozenset(("*",)), True) == (kind.type, kind.missing_values, kind.is_required)
    assert ["required", "pattern", "enum"] == list(kind.constraints)
    assert frozenset(("a", "b")) == kind.limits["enum"]
    assert "[ab]" == kind.limits["pattern"].source


def test_a_column_the_schema_does_not_know_takes_anything() -> None:
    """Its field is of type any, and only an empty cell is missing."""
    field = undeclared("memo")

    assert isinstance(field, Field)
    assert [("x", None), (5, None), (None, None)] == [field.read(cell) for cell in ("x", 5, "")]


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ({"type": "integer", "constraints": {"minimum": "x"}}, 'constraint "minimum" is "x"'),
        ({"constraints": {"pattern": "("}}, "missing ), unterminated subpattern"),
        ({"type": "number", "constraints": {"maximum": "NaN"}}, "has no order"),
        ({"type": "list", "delimiter": ""}, "the delimiter is empty"),
    ],
)
def test_a_schema_that_contradicts_itself_is_a_fault(field: dict[str, Any], why: str) -> None:
    """frictionless raises at the first cell; the fault names the field and what is wrong."""
    (note,) = notes({"fields": [{"name": "人口", **field}]})

    assert "人口" in note
    assert why in note


def test_a_field_that_is_text_opens_no_file(tmp_path: Any) -> None:
    """A schema from a pull request must not make the check read files or the network."""
    secret = tmp_path / "field.json"
    secret.write_text('{"name": "id"}', encoding="utf-8")

    assert [f"'{secret}' is not of type 'object' at property 'fields/0'"] == notes(
        {"fields": [str(secret)]}
    )


@pytest.mark.parametrize(
    "schema",
    [
        {"fields": [{"name": "a", "type": ["integer"]}]},
        {"fields": [{"name": "a"}], "$schema": 5},
        {"fields": [{"name": "a"}], "foreignKeys": 5},
        {"fields": [{"name": "a"}], "foreignKeys": [{"fields": "a", "reference": "b"}]},
        {"fields": [{"name": "a", "constraints": [1]}]},
        {"fields": [{"name": "a", "missingValues": 5}]},
        {"fields": [{"name": "a"}, {"name": "a"}]},
        {"fields": [{"name": "a", "x": [[[[[]]]]]}], "primaryKey": {"a": 1}},
        {"fields": None},
        {},
    ],
)
def test_wrong_types_anywhere_are_faults(schema: dict[str, Any]) -> None:
    """Never an exception, and never silence."""
    assert all(notes(schema))
    assert notes(schema)


def test_a_schema_of_version_2_by_its_own_word_has_exclusive_bounds() -> None:
    """Data Package v2 brought them; a schema without `$schema` is of version 1."""
    fields = [{"name": "a", "type": "integer", "constraints": {"exclusiveMinimum": 0}}]

    assert [] == notes({"$schema": V2, "fields": fields})
    assert ['constraint "exclusiveMinimum" requires datapackage v2'] == notes({"fields": fields})
