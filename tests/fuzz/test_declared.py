"""Whatever is declared of a file: a report, never an exception, never our own fault, never a hang.

Tables under a schema take another way than bare ones: through the engine, by their descriptor.
"""

from __future__ import annotations

import json
import time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from publisher.rules.examples import (
    CSV_PATH,
    DESCRIPTOR_PATH,
    ORGANIZATION_PATH,
    TreeExample,
    resources,
)
from tests.fuzz.mutation import CELLS, MUTATIONS, Mutation, mutated, with_cell
from tests.fuzz.test_check import judged, less
from tests.publisher.examples import loaded, report_on_tree

TABLE = (
    "番号,名称,数,率,有無,日付,時刻,日時,年,場所,一覧\r\n"
    '1,生駒駅前,12,0.5,true,2026-04-01,08:30:00,2026-04-01T08:30:00Z,2026,"135.7,34.7","[1]"\r\n'
    "2,高山竹林園,,1.25,false,2026-05-03,24:00:00,,2025,,\r\n"
)
TYPES = (
    *("integer", "string", "integer", "number", "boolean", "date", "time", "datetime", "year"),
    *("geopoint", "array"),
)
FIELDS = [
    {"name": name, "type": kind}
    for name, kind in zip(TABLE.partition("\r\n")[0].split(","), TYPES, strict=True)
]
SCHEMA = {"fields": FIELDS, "primaryKey": ["番号"], "missingValues": ["", "-"]}
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6)
    | st.sampled_from(
        ["(a+)+$", "(", "[", "\\\\d{2,1}", "番号", "default", "any", "%Y", "%", "1900"]
    )
)
WORDS = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
OF_FIELDS = st.dictionaries(
    st.sampled_from(
        [
            *("name", "type", "format", "constraints", "missingValues", "trueValues", "rdfType"),
            *("groupChar", "decimalChar", "bareNumber", "title", "description", "example"),
        ]
    ),
    WORDS
    | st.sampled_from(TYPES)
    | st.dictionaries(
        st.sampled_from(
            [
                *("required", "unique", "pattern", "enum", "minimum", "maximum"),
                *("minLength", "maxLength", "jsonSchema"),
            ]
        ),
        WORDS,
        max_size=4,
    ),
    max_size=4,
)
KEYS = WORDS | st.lists(
    st.dictionaries(
        st.sampled_from(["fields", "reference"]),
        WORDS | st.dictionaries(st.sampled_from(["resource", "fields"]), WORDS | st.just("番号")),
        max_size=2,
    ),
    max_size=2,
)
SCHEMAS = WORDS | st.fixed_dictionaries(
    {},
    optional={
        "fields": WORDS
        | st.lists(OF_FIELDS, max_size=4)
        | st.tuples(st.integers(0, len(FIELDS) - 1), OF_FIELDS).map(
            lambda pair: [
                {**field, **(pair[1] if index == pair[0] else {})}
                for index, field in enumerate(FIELDS)
            ]
        ),
        "primaryKey": WORDS | st.just(["番号", "名称"]),
        "foreignKeys": KEYS,
        "missingValues": WORDS,
        "fieldsMatch": WORDS,
    },
)
DIALECTS = st.dictionaries(
    st.sampled_from(
        [
            *("delimiter", "quoteChar", "doubleQuote", "escapeChar", "skipInitialSpace"),
            *("header", "headerRows", "headerJoin", "commentRows", "commentChar"),
            *("lineTerminator", "nullSequence", "csv", "excel", "json", "$schema"),
        ]
    ),
    WORDS,
    max_size=4,
)
RESOURCES = st.dictionaries(
    st.sampled_from(
        ["schema", "dialect", "encoding", "format", "path", "name", "bytes", "hash", "sources"]
    ),
    WORDS | SCHEMAS | DIALECTS,
    max_size=3,
)


def checked(descriptor: dict[str, Any], content: bytes = TABLE.encode()) -> None:
    started = time.perf_counter()
    example = TreeExample(descriptor=descriptor, files={CSV_PATH: content})
    with loaded(example) as tree:
        judged(report_on_tree(tree), started)


def test_the_table_is_sound() -> None:
    """The fuzzer starts from a table that its schema fits."""
    example = TreeExample(
        descriptor={"resources": resources(schema=SCHEMA)}, files={CSV_PATH: TABLE.encode()}
    )
    with loaded(example) as tree:
        found = {finding.rule for finding in report_on_tree(tree).findings}

    assert not [rule for rule in found if rule.endswith("-error") or rule in {"P008", "P009"}]


@less
@given(mutations=MUTATIONS)
def test_any_table_under_a_schema_makes_a_report(mutations: list[Mutation]) -> None:
    checked({"resources": resources(schema=SCHEMA)}, mutated(TABLE.encode(), mutations))


@less
@given(cells=st.lists(CELLS, min_size=1, max_size=8))
def test_any_cell_under_a_schema_makes_a_report(cells: list[tuple[int, int, str]]) -> None:
    text = TABLE.replace('"', "").replace("135.7,34.7", "").replace("\r\n", "\n")
    for cell in cells:
        text = with_cell(text, *cell)
    checked({"resources": resources(schema=SCHEMA)}, text.encode())


@less
@given(schema=SCHEMAS)
def test_any_schema_makes_a_report(schema: Any) -> None:
    """Contradictions, patterns without end, keys of nothing, words where lists belong."""
    checked({"resources": resources(schema=schema)})


@less
@given(dialect=DIALECTS, schema=st.sampled_from([SCHEMA, None]))
def test_any_dialect_makes_a_report(dialect: dict[str, Any], schema: Any) -> None:
    checked({"resources": resources(schema=schema, dialect=dialect)})


@less
@given(
    resource=RESOURCES | WORDS,
    more=st.lists(RESOURCES | WORDS, max_size=2),
    members=st.dictionaries(
        st.sampled_from(
            ["name", "title", "licenses", "contributors", "keywords", "issued", "events", "x"]
        ),
        WORDS,
        max_size=3,
    ),
)
def test_any_descriptor_of_any_shape_makes_a_report(
    resource: Any, more: list[Any], members: dict[str, Any]
) -> None:
    """Every member may be null, a list, a number; resources may be none."""
    whole = resources(**resource) if isinstance(resource, dict) else [resource]
    checked({**members, "resources": [*whole, *more]})


@less
@given(mutations=MUTATIONS)
def test_any_organization_makes_a_report(mutations: list[Mutation]) -> None:
    content = TreeExample().tree_files()[ORGANIZATION_PATH]
    started = time.perf_counter()
    with loaded(TreeExample(files={ORGANIZATION_PATH: mutated(content, mutations)})) as tree:
        judged(report_on_tree(tree), started)


@less
@given(document=WORDS)
def test_any_json_is_judged_as_a_descriptor(document: Any) -> None:
    content = json.dumps(document).encode()
    started = time.perf_counter()
    with loaded(TreeExample(files={DESCRIPTOR_PATH: content})) as tree:
        judged(report_on_tree(tree), started)
