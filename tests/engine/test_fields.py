"""Cells are read exactly as frictionless 5.21 reads them."""

from __future__ import annotations

import copy
import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from publisher.engine.fields.field import Field
from publisher.engine.schema import CompiledSchema, compile_schema
from publisher.tables.engine import Fault
from tests.engine import reference_field as reference
from tests.engine.descriptors import V2, cases
from tests.settings import EXAMPLES

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("cells.json").read_text(encoding="utf-8")
)["cases"]
PLUGIN = "custom"
"""A type that a plug-in of frictionless's own tests brings; without it there is none."""


def field_of(descriptor: dict[str, Any]) -> Field:
    compiled = compile_schema({"$schema": V2, "fields": [descriptor]})
    assert isinstance(compiled, CompiledSchema), compiled
    return compiled.fields[0]


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["spec"]["field"]["type"] != PLUGIN]
)
def test_each_recorded_cell_is_read_as_it_was_recorded(case: dict[str, Any]) -> None:
    """Value and notes are those that frictionless gave when the case was recorded."""
    value, notes = field_of(case["spec"]["field"]).read(case["spec"]["source"])
    if "tzlocal" in case["expected"]["value"]:
        # Which zone `Z` is taken for depends on the machine.
        case["expected"]["value"] = repr(
            reference.reader(case["spec"]["field"])(case["spec"]["source"])[0]
        )

    assert (case["expected"]["value"], case["expected"]["notes"]) == (repr(value), notes)


def test_no_recorded_cell_is_left_out() -> None:
    """All 320 cases count: two are of a plug-in's type, which is refused in frictionless's words."""
    plugged = [case["spec"]["field"] for case in CASES if case["spec"]["field"]["type"] == PLUGIN]

    assert (320, 2) == (len(CASES), len(plugged))
    for field in plugged:
        faults = compile_schema({"fields": [field]})
        assert isinstance(faults, tuple)
        assert ['field type "custom" is not supported'] == [fault.note for fault in faults]
        assert reference.readers({"fields": [field]}) == [
            (fault.type, fault.note) for fault in faults
        ]


EDGES: list[tuple[dict[str, Any], list[Any]]] = [
    ({"type": "date"}, ["2024-W01-1", "2024-01-01", "2024-1-1", "0000-01-01", "２０２４-01-01"]),
    ({"type": "date"}, [dt.datetime(2024, 1, 5, 0, 0, 5), dt.datetime(2024, 1, 5, 0, 0, 0, 5)]),  # noqa: DTZ001 - as a workbook has it
    ({"type": "datetime"}, ["2024-01-05T10:20:3", "2024-01-05T10:20", "2024-01-05T10:20:30"]),
    ({"type": "time"}, ["10:20:3", "10:20", "10:20:30", "102030Z+"]),
    ({"type": "year"}, [9999, 10000, -1, "9999", "0000", True]),
    ({"type": "number", "constraints": {"minimum": 0}}, ["NaN", "-NaN", "inf", float("nan")]),
    (
        {"type": "number", "floatNumber": True, "constraints": {"maximum": 1}},
        ["nan", "inf", 1, Decimal("NaN"), Decimal("0.5")],
    ),
    (
        {"type": "array", "arrayItem": {"type": "integer"}, "constraints": {"minLength": 2}},
        ['["x"]', '["x", 1]', '["1", 2.0]'],
    ),
    ({"type": "array", "arrayItem": {"constraints": {"enum": [1]}}}, ["[1]", '["1"]', "[null]"]),
    ({"type": "array", "arrayItem": {"missingValues": ["-"]}}, ['["-", ""]']),
    ({"type": "geopoint"}, ["180,90", "180.1,0", "0,90.1", "-180,-90", "0,-91", "-181,0"]),
]
"""Where a reader that is a little wrong would be found out."""


@pytest.mark.parametrize(("descriptor", "some"), EDGES)
def test_cells_at_the_edges_are_read_as_frictionless_reads_them(
    descriptor: dict[str, Any], some: list[Any]
) -> None:
    """Value and notes are the same."""
    named = {"name": "field", **descriptor}
    theirs = reference.reader(named)
    expected = [reference.read(theirs, copy.deepcopy(cell)) for cell in some]
    ours = [field_of(named).read(cell) for cell in some]

    assert expected == [(repr(value), notes) for value, notes in ours]


@pytest.mark.parametrize(
    ("text", "is_taken"),
    [
        ("POINT(1 2) and more", True),
        ("POINT(1-2)", True),
        ("POINT\u3000Z(1 2 3 4)", True),
        ("POINT ZM (1 2)", True),
        ("POINT EMPTY_", True),
        ("POINT EMPTYx", False),
        ("POINTZ (1 2 3)", False),
        ("POINT(1 2 3 4 5)", False),
        ("POINT(1 2,3 4)", False),
        ("POINT(1e 2)", False),
        ("POINT(1", False),
        ("point (1 2)", False),
        ("GEOMETRYCOLLECTION(POINT(1 2),LINESTRING EMPTY)", True),
        ("MULTISURFACE(CURVEPOLYGON((1 2)),((1 2,3 4)))", True),
        ("MULTISURFACE(CURVEPOLYGON Z((1 2)))", False),
        ("MULTISURFACE(POLYGON((1 2)))", False),
        ("COMPOUNDCURVE((1 2),CIRCULARSTRING(1 2))", True),
        ("COMPOUNDCURVE(COMPOUNDCURVE((1 2)))", False),
        ("GEOMETRYCOLLECTION(" * 5000, False),
    ],
)
def test_well_known_text_is_read_by_frictionless_s_grammar(text: str, is_taken: bool) -> None:
    """Recorded from frictionless with tatsu 5.8; it refuses the format where that is missing."""
    _, notes = field_of({"name": "place", "format": "wkt"}).read(text)

    assert (None if is_taken else {"type": 'type is "string/wkt"'}) == notes


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(case=cases())
def test_any_cell_of_any_field_is_read_as_frictionless_reads_it(
    case: tuple[dict[str, Any], list[Any]],
) -> None:
    """Value and notes are the same; where frictionless raises, the cell or the schema is refused."""
    descriptor, some = case
    schema = {"$schema": V2, "fields": [descriptor]}
    theirs = reference.readers(copy.deepcopy(schema))
    ours = compile_schema(schema)
    if isinstance(ours, tuple):
        assert_refused(descriptor, ours, theirs)
        return

    assert isinstance(theirs, list), theirs
    reader: Any = theirs[0]
    for cell in some:
        expected = reference.read(reader, copy.deepcopy(cell))
        value, notes = ours.fields[0].read(cell)
        if isinstance(expected, reference.Crash):
            assert notes, (cell, expected)
        else:
            assert expected == (repr(value), notes), cell


PROBES: dict[str, list[Any]] = {
    "integer": ["1", 2],
    "number": ["1", 2, 2.5],
    "date": [dt.date(2024, 1, 5)],
    "datetime": [dt.datetime(2024, 1, 5, tzinfo=zone) for zone in (None, dt.UTC)],
    "time": [dt.time(1, tzinfo=zone) for zone in (None, dt.UTC)],
    "year": [2024, 2023],
    "yearmonth": ["2024-01", "2024-02"],
    "list": ["a", "b"],
}
"""Cells that are of their type whatever the format."""


def assert_refused(descriptor: dict[str, Any], ours: tuple[Fault, ...], theirs: Any) -> None:
    """A schema is refused in frictionless's words, or because frictionless cannot read with it."""
    if isinstance(theirs, list) and isinstance(theirs[0], tuple):
        assert theirs == [(fault.type, fault.note) for fault in ours]
    elif isinstance(theirs, list):
        while "arrayItem" in descriptor:
            descriptor = {"type": "any", **descriptor["arrayItem"], "name": "item"}
        reader = reference.reader(descriptor)
        read = [reference.read(reader, cell) for cell in PROBES[descriptor["type"]]]
        assert any(isinstance(value, reference.Crash) for value in read), ours
    else:
        assert all(fault.note for fault in ours), theirs
