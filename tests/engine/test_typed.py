"""Cells of workbooks in bulk: the same verdicts as the exact reader gives cell by cell."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.engine.cells import TypedCellCheck
from publisher.engine.fields.compilation import compile_field
from publisher.engine.fields.field import Field
from tests.settings import EXAMPLES

TEXTS = ("", "-", "0", "1", "1.5", "三", "abc", " 5", "NaN", "2024-01-05", "2024/01/05", "true")
NUMBERS = (0, 1, -1, 5, 10, 11, 2**60, 0.0, 0.1, 0.3, 1.0, 1.5, 9.999, 10.0, -0.0, 1e17, 1e308)
ODD = (float("nan"), float("inf"), None, True, False, dt.datetime(2024, 1, 5), dt.time(1))  # noqa: DTZ001
CELLS = st.one_of(
    *(st.lists(st.sampled_from(some), max_size=30) for some in (TEXTS, NUMBERS, NUMBERS[:7])),
    st.lists(st.sampled_from((*TEXTS, *NUMBERS, *ODD)), max_size=30),
    st.lists(st.floats() | st.integers() | st.none(), max_size=30),
)
LIMITS: tuple[dict[str, Any], ...] = (
    {},
    {"required": True},
    {"minimum": "0.1", "maximum": "10"},
    {"exclusiveMinimum": "0.1"},
    {"exclusiveMaximum": "0.3", "required": True},
)
INTEGER_LIMITS: tuple[dict[str, Any], ...] = (
    {},
    {"required": True},
    {"minimum": 0, "maximum": 10},
    {"enum": [1, 5]},
)
TEXT_LIMITS: tuple[dict[str, Any], ...] = (
    {},
    {"required": True},
    {"maxLength": 3},
    {"pattern": "[a-z]+"},
    {"enum": ["abc"]},
)
FIELDS = st.one_of(
    st.builds(lambda limits: ("number", limits), st.sampled_from(LIMITS)),
    st.builds(lambda limits: ("integer", limits), st.sampled_from(INTEGER_LIMITS)),
    st.builds(lambda limits: ("string", limits), st.sampled_from(TEXT_LIMITS)),
    st.sampled_from([("any", {}), ("date", {}), ("boolean", {}), ("datetime", {"required": True})]),
)


def field_of(kind: str, limits: dict[str, Any], missing: list[str]) -> Field:
    declared = {"name": "a", "type": kind, "constraints": limits, "missingValues": missing}
    made = compile_field(declared)
    assert isinstance(made, Field)
    return made


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    of=FIELDS,
    missing=st.sampled_from([[""], ["", "-"], ["0"], ["1.5", "nan"], []]),
    batches=st.lists(CELLS, min_size=1, max_size=3),
)
def test_bulk_says_what_the_exact_reader_says(
    of: tuple[str, dict[str, Any]], missing: list[str], batches: list[list[Any]]
) -> None:
    """Bad cells, values and missing ones, whatever types a column mixes."""
    field = field_of(*of, missing)
    check = TypedCellCheck(field)
    for cells in batches:
        bad = check.bad(cells) or {}
        told = [check.notes_of(cell, bad) for cell in cells]
        exact = [field.read(cell) for cell in cells]

        assert [notes or None for _, notes in exact] == told
        assert repr([value for value, _ in exact]) == repr(list(check.values(cells)))
        assert any(map(check.is_missing, cells)) <= check.any_missing(cells)


def test_a_bound_is_held_against_what_a_number_prints_as() -> None:
    """0.1 is a little more than a tenth in binary, and no more than one to frictionless."""
    check = TypedCellCheck(field_of("number", {"exclusiveMinimum": "0.1"}, []))

    assert (check.bad([0.1, 0.2]) or {}).keys() == {(float, 0.1)}
