"""JSON files as tables: frictionless's verdicts; and every text in them is searched."""

from __future__ import annotations

import contextlib
import json
import re
from decimal import Decimal
from itertools import takewhile
from typing import Any

import frictionless
import pytest
from frictionless import Detector, Schema
from frictionless.resources import TableResource
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.check import BareFile, check_files
from publisher.engine.engine import CompiledEngine
from publisher.files import SmallFile
from publisher.findings import Finding, Severity
from publisher.geo import json_stream
from publisher.geo.json_stream import KEPT
from publisher.geo.json_survey import survey
from publisher.geo.json_table import JsonTable, JsonWay, shape_of
from publisher.geo.long_text import pieces
from publisher.rules.examples import CSV_PATH, FOLDER, TreeExample, resources
from publisher.tables import fault_words
from publisher.tables.dialect import Dialect
from publisher.tables.engine import Fault, Subject
from publisher.tables.record import BrokenTable
from publisher.tables.text_table import CELL_LIMIT
from tests.publisher.examples import report_on
from tests.settings import EXAMPLES

NAMES = ("番号", "名称", "x")
ANY = Detector(field_type="any")
PRIVATE = "taro.yamada@gmail.com"
VALUES = st.one_of(
    st.sampled_from(
        ["", "-", "1", " 1 ", "1.50", "abc", "2024-01-05", "true", "[1]", '{"a": 1}', "135.8, 34.6"]
    ),
    st.sampled_from([0, 1, -5, 2024, 10**20, 1.0, 1.5, 0.1, 1e20, True, False, None]),
    st.sampled_from([[], [1, "a"], {}, {"a": [None]}, [135.8, 34.6], {"lon": 1, "lat": 2}]),
    st.integers(-10, 10),
    st.decimals(-3, 3, places=2).map(float),
)
OBJECTS = st.lists(st.dictionaries(st.sampled_from((*NAMES, "")), VALUES), min_size=1, max_size=8)
LISTS = st.lists(st.lists(VALUES, max_size=4), min_size=1, max_size=8).map(
    lambda rows: [["番号", "名称", "x"], *rows]
)
TYPES = ("string", "integer", "number", "boolean", "any", "object", "array", "date", "year",
         "geopoint", "list", "duration", "time", "geojson")  # fmt: skip
FIELDS = st.lists(st.sampled_from(TYPES), min_size=3, max_size=3).flatmap(
    lambda types: st.tuples(
        st.just(types),
        st.lists(st.sampled_from([{}, {}, {"required": True}]), min_size=3, max_size=3),
    )
)


def table(content: str) -> JsonTable:
    file = SmallFile(content.encode())
    shape = shape_of(file, "utf-8", JsonWay())
    assert shape is not None
    return JsonTable(file=file, codec="utf-8", shape=shape)


def ours(content: str, schema: dict[str, Any]) -> list[tuple[Any, ...]]:
    subject = Subject(
        name="a", table=table(content), dialect=Dialect(), header_row=1, schema=schema
    )
    return [
        (fault.type, fault.row if fault.field or fault.cell else None, fault.field, fault.note)
        for fault in CompiledEngine().check(subject)
    ]


def theirs(content: str, schema: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return what frictionless says, given the items as its parser of JSON gets them (ijson's).

    It makes lists of cells of them in just this way, and judges those.
    """
    items = json.loads(content, parse_float=Decimal)
    with TableResource(data=items, format="inline", detector=ANY) as inner:
        cells = list(inner.cell_stream)
    resource = TableResource(
        data=cells,
        format="inline",
        # Else it guesses which row is the header.
        dialect=frictionless.Dialect(header_rows=[1]),
        schema=Schema.from_descriptor(schema),
        detector=ANY,
    )
    found: list[Any] = []
    with resource:
        found += resource.header.errors
        for row in resource.row_stream:
            found += row.errors
    return [
        (
            error.type,
            getattr(error, "row_number", None) if getattr(error, "field_number", None) else None,
            getattr(error, "field_number", None),
            error.note,
        )
        for error in found
    ]


def of_rows(faults: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Leave the number of the header's record out: frictionless gives it none."""
    labels = {"blank-label", "duplicate-label", "incorrect-label", "missing-label", "extra-label"}
    return [(kind, None if kind in labels else row, *rest) for kind, row, *rest in faults]


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    rows=st.one_of(OBJECTS, LISTS), fields=FIELDS, missing=st.sampled_from([[""], ["", "-", "1"]])
)
def test_verdicts_are_those_of_frictionless(
    rows: list[Any], fields: tuple[list[str], list[dict[str, Any]]], missing: list[str]
) -> None:
    """Type, row, column and note, for objects and for lists, of values of any type."""
    schema = {
        "fields": [
            {"name": name, "type": kind, "constraints": limits}
            for name, kind, limits in zip(NAMES, *fields, strict=True)
        ],
        "missingValues": missing,
    }
    content = json.dumps(rows, ensure_ascii=False)
    assert of_rows(ours(content, schema)) == of_rows(theirs(content, schema))


@pytest.mark.parametrize("kind", ["any", "number", "floatNumber"])
def test_numbers_in_notes_are_written_as_frictionless_writes_them(kind: str) -> None:
    """As decimals: with the digits of the file, the exponent as Python's Decimal has it."""
    field = {"type": "number", "floatNumber": True} if kind == "floatNumber" else {"type": kind}
    schema = {
        "fields": [{"name": "a", **field}, {"name": "b", "type": "string"}],
        "foreignKeys": [{"fields": "a", "reference": {"resource": "", "fields": "b"}}],
    }
    texts = ("1e+22", "1.50", "1E5", "0.00000010", "-2.5e-9", "3")
    content = "[" + ", ".join(f'{{"a": {text}, "b": "x"}}' for text in texts) + "]"
    assert len(ours(content, schema)) == len(texts)
    assert ours(content, schema) == theirs(content, schema)


def said(content: str | bytes, name: str = "a.json") -> list[Finding]:
    data = content if isinstance(content, bytes) else content.encode()
    return list(check_files([BareFile(name, SmallFile(data))], engine=CompiledEngine()).findings)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    value=st.recursive(
        st.sampled_from(["PRIVATE", "a", 1, None, True, 0.5]),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(st.sampled_from(["a", "b", "PRIVATE", ""]), inner, max_size=3),
        ),
        max_leaves=12,
    )
)
def test_every_text_is_searched(value: Any) -> None:
    """Wherever a private address stands in a document, as a name or a value: it is found."""
    content = json.dumps(value).replace("PRIVATE", PRIVATE)
    found = {finding.rule for finding in said(content)}
    assert ("S002" in found) == (PRIVATE in content)
    assert "X000" not in found


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ('{"a": {"b": [123456789018]}}', "S001"),
        ('[{"a": 1}, {"a": 2, "b": "090-1234-5678"}]', "S003"),
        ('[["a"], ["090-1234-5678"]]', "S003"),
        ('[{"a": 1}, "taro.yamada@gmail.com"]', "S002"),
        ('[{"a":' + "[" * 900 + f'"{PRIVATE}"' + "]" * 900 + "}]", "S002"),
        ('{"a": {"b": "taro.yamada@gmail.com", "b": 1}}', "S002"),
        ('[{"b": "taro.yamada@gmail.com", "b": 1}]', "S002"),
        ('{"version": "123456789012345", "mail": "soumu@city.example.lg.jp"}', ""),
    ],
)
def test_personal_data_in_json(content: str, rule: str) -> None:
    """In what is no table, in members that the table lacks, however deep; near misses are not."""
    found = {finding.rule for finding in said(content) if finding.rule.startswith("S")}
    assert found == ({rule} if rule else set())


def test_places_are_lines_and_members() -> None:
    """In the table its line and column; beside it the line."""
    content = '{"list": [\n{"a": 1}],\n"b":\n"' + PRIVATE + '"}'
    (found,) = said(content)
    assert (found.rule, found.place.line, found.place.column, found.place.row) == (
        "S002",
        4,
        None,
        None,
    )
    (found,) = (
        one for one in said('[{"名称": "x"},\n{"名称": "' + PRIVATE + '"}]') if one.rule == "S002"
    )
    assert (found.place.line, found.place.column) == (2, "名称")


@pytest.mark.parametrize("text", ["1e999", "-1E+400", "2.5e309", "1e308", "1.5", "99999999999"])
def test_numbers_beyond_all_bounds_are_none(text: str) -> None:
    """Other tools read infinity, or stop; so L2-01 says it, as of a CSV and of GeoJSON."""
    for content, name in (
        (f'[{{"件数": 1}}, {{"件数": {text}}}, {{"件数": 2}}]', "a.json"),
        (f'{{"件数": 1}}\n{{"件数": {text}}}\n{{"件数": 2}}', "a.jsonl"),
    ):
        found = [one.place.column for one in said(content, name) if one.rule == "L2-01"]
        assert found == ["件数"] * (float(text) in {float("inf"), -float("inf")})


def lines(rows: list[Any]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


@settings(max_examples=EXAMPLES // 4, deadline=None)
@given(rows=st.one_of(OBJECTS, LISTS), gap=st.sampled_from(["\n", "\r\n", "\n\n", " \n\t"]))
def test_json_lines_are_the_rows_of_the_list(rows: list[Any], gap: str) -> None:
    """The same records and the same findings, each with its own line; blank lines are none."""
    whole, apart = (
        "[" + f",{gap}".join(map(json.dumps, rows)) + "]",
        gap.join(map(json.dumps, rows)),
    )
    seen = [survey(SmallFile(whole.encode()), "utf-8", JsonWay()),
            survey(SmallFile(apart.encode()), "utf-8", JsonWay(is_lines=True))]  # fmt: skip
    assert seen[0].has_rest == seen[1].has_rest
    assert seen[0].late == seen[1].late
    records = []
    for content, one in zip((whole, apart), seen, strict=True):
        shape = one.shape
        assert shape is not None
        file = SmallFile(content.encode())
        records.append(list(JsonTable(file=file, codec="utf-8", shape=shape).records()))
    assert records[0] == records[1]


@pytest.mark.parametrize("form", ["jsonl", "ndjson"])
def test_json_lines_are_judged_as_tables(form: str) -> None:
    """Personal data in columns and beside them, late and repeated members, the level."""
    late = {"名称": "駅", "備考": {"担当": PRIVATE}}
    rows = lines([{"名称": "市役所"}, {"名称": PRIVATE}, late])
    found = said(rows + b'{"\xe5\x90\x8d\xe7\xa7\xb0": 1, "a": 1, "a": 2}\n', f"a.{form}")

    places = {(one.rule, one.place.line, one.place.column) for one in found}
    assert {("S002", 2, "名称"), ("S002", 3, None), ("D030", 4, None), ("D032", 3, None)} <= places
    (verdict,) = check_files(
        [BareFile(f"a.{form}", SmallFile(lines([{"名称": "市役所"}, {"名称": "駅"}])))],
        engine=CompiledEngine(),
    ).files
    assert verdict.level == 2


@pytest.mark.parametrize("content", [f'"{PRIVATE}"\n1\n', f'1\n{{"a": ["{PRIVATE}"]}}\n'])
def test_json_lines_that_are_no_table_are_searched(content: str) -> None:
    assert "S002" in {one.rule for one in said(content, "a.jsonl")}


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ('[\n{"a": 1},\n{"a": 2}\n]\n', 1, "1行に収まって"),
        ('{"a": 1}\n{"a": 2} {"a": 3}\n', 2, "2件以上"),
        ('{"a": 1}\n{"a": ', 2, "値がない"),
        ('{"a": 1}\n{"a": 2\n', 2, "閉じるかっこ"),
        ('[{"a": 1}, {"a": 2}]\n', 1, "名前の終わりを .json"),
        ("名称,階\n市役所,5\n", 1, "CSV"),
        ("", None, "空です"),
    ],
)
def test_what_is_no_json_lines(content: str, line: int | None, words: str) -> None:
    (found,) = said(content, "a.jsonl")
    assert (found.rule, found.place.line, words in found.message.ja) == ("P017", line, True)


def test_a_table_of_json_has_a_level_and_other_json_has_none() -> None:
    """A list of objects is judged as any table."""

    def level(content: str) -> int | None:
        bare = BareFile("a.json", SmallFile(content.encode()))
        (verdict,) = check_files([bare], engine=CompiledEngine()).files
        return verdict.level

    assert level('[{"名称": "市役所"}, {"名称": "公民館"}]') == 2
    assert level('{"名称": "市役所"}') is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"a": 1,\n"b": 2,\n"a": 3}', [("a", 3)]),
        ('[{"a": 1},\n{"a": 1, "b": 2, "a": 3, "a": 4}]', [("a", 2)]),
        ('[{"a": {"x": 1,\n"x": 2}}]', [("x", 1)]),
        ('{"list": [[[{"x": 1}]],\n{"x": 1, "x": 1}],\n"a": {"": 1, "": 1}}', [("x", 1), ("", 3)]),
        ('[{"090-1234-5678": 1, "090-1234-5678": 2}]', [("*" * 12, 1)]),
        ('[{"a": {"a": [{"a": 1}, {"a": 1}]}}, {"a": 1}]', []),
        ('{"a.b": 1, "a": {"b": 1}}', []),
        ('[["a", "a"], ["x", "x"]]', []),
    ],
)
def test_a_name_that_stands_twice_is_told(content: str, expected: list[tuple[str, int]]) -> None:
    """Every reader keeps one of the values; names of different objects may be the same."""
    found = [one for one in said(content) if one.rule == "D030"]
    assert [one.place.line for one in found] == [line for _, line in expected]
    for one, (name, _) in zip(found, expected, strict=True):
        assert f"「{name}」" in one.message.ja


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ('[{"a": 1},\n{"a": 2},\n{"b": 1}]', 3, "「b」"),
        ('[{"a": 1},\n{"c": 2, "b": 3},\n{"b": 1, "d": 1}]', 2, "「c」など3個"),
        ('[{"a": 1, "b": null},\n{"b": 2}]', None, ""),
        ('[["a"],\n["b"]]', None, ""),
        ('{"a": {"x": 1}, "b": {"y": 1}}', None, ""),
        ('[{"a": {"x": 1}}, {"a": {"y": 1}}]', None, ""),
    ],
)
def test_members_that_the_first_item_lacks(content: str, line: int | None, words: str) -> None:
    """They are no columns, here and in frictionless: told once, what is within a cell is not."""
    found = [one for one in said(content) if one.rule == "D032"]
    assert [one.place.line for one in found] == ([line] if line else [])
    assert all(words in one.message.ja for one in found)


def test_columns_that_the_dialect_leaves_out_are_meant_to_be() -> None:
    """Who states the columns knows what else there is."""
    file = SmallFile(b'[{"a": 1}, {"b": 2}]')
    assert survey(file, "utf-8", JsonWay()).late == (("b", 1),)
    assert survey(file, "utf-8", JsonWay(keys=("a",))).late == ()


def test_names_that_stand_twice_are_counted_beyond_some() -> None:
    """A million of them are no million findings."""
    row = '{"a": 1, "a": 2}'
    found = [one for one in said("[" + ",\n".join([row] * 500) + "]") if one.rule == "D030"]
    assert len(found) == KEPT + 1
    assert "300" in found[-1].message.ja


def test_rows_of_json_have_no_commas_nor_lines() -> None:
    """A list that is short or long, and a number for a text, are told in words of their own."""
    rows = {one.rule: one for one in said('[["名称", "階"],\n["公民館"],\n["駅", 1, "北"]]')}
    for rule, line in (("missing-cell", 2), ("extra-cell", 3)):
        words = fault_words.of(rule, None, rows[rule].place.path)
        assert words is not None
        assert rows[rule].place.line == line
        for text in (rows[rule].message, words.fix):
            assert not re.search("「,」|列", text.ja)
            assert not re.search("comma|row|column", text.en)
    number = Fault(type="type-error", note='type is "string/default"', cell="5")
    assert "書式" not in fault_words.message(number, path="a.json").ja
    assert "書式" in fault_words.message(number, path="a.xlsx").ja


def test_an_item_unlike_the_others_breaks_the_table() -> None:
    """It is told at its line; what stands above was judged."""
    found = said('[["名称", "件数"],\n["a"],\n{"b": 1}]')
    assert ("source-error", 3) in [(one.rule, one.place.line) for one in found]
    assert "missing-cell" in [one.rule for one in found]


@pytest.mark.parametrize(
    "wanted", ["a", "a.b", "item", "item.b", "a.item", "a.item.b", "b", "c.d", ""]
)
@settings(max_examples=EXAMPLES // 4, deadline=None)
@given(
    value=st.recursive(
        st.sampled_from([1, "x", None]),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(st.sampled_from(["a", "b", "c.d", "item"]), inner, max_size=3),
        ),
        max_leaves=16,
    )
)
def test_the_way_to_a_table_is_that_of_ijson(wanted: str, value: Any) -> None:
    """Names joined by dots, `item` for what stands in an array; the rows are one array's or more."""

    def rows(inner: Any, way: str) -> list[Any]:
        """Return the rows as frictionless gets them: what ijson has at `wanted.item`."""
        if way == wanted and isinstance(inner, list):
            return inner
        if isinstance(inner, list):
            inside = [(f"{way}.item" if way else "item", item) for item in inner]
        else:
            members = inner.items() if isinstance(inner, dict) else ()
            inside = [(f"{way}.{name}" if way else name, item) for name, item in members]
        return [row for key, item in inside for row in rows(item, key)]

    expected = rows(value, "") if wanted else []
    file = SmallFile(json.dumps(value).encode())
    shape = survey(file, "utf-8", JsonWay(member=wanted)).shape
    assert shape == shape_of(file, "utf-8", JsonWay(member=wanted))
    assert (shape is not None) == (bool(expected) and isinstance(expected[0], dict | list))
    if shape is None:
        return
    like = list(takewhile(lambda row: isinstance(row, type(expected[0])), expected))
    if shape.names is not None:
        like = [list(shape.names), *([row.get(name) for name in shape.names] for row in like)]
    read: list[Any] = []
    with contextlib.suppress(BrokenTable):
        read.extend(
            record.cells for record in JsonTable(file=file, codec="utf-8", shape=shape).records()
        )
    assert read[: len(like)] == like


def test_large_values_are_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the table nothing needs to be held whole: deep within, too, it is read and searched."""
    monkeypatch.setattr(json_stream, "CHUNK", 64)
    monkeypatch.setattr(json_stream, "LIMIT", 2048)
    monkeypatch.setattr(json_stream, "WHOLE", 128)
    many = ",\n".join(f'{{"n": {number}}}' for number in range(400))
    content = f'{{"a": {{"b": [{many},\n{{"mail": "{PRIVATE}"}}], "b": 1}}}}'
    assert {(one.rule, one.place.line) for one in said(content)} == {("S002", 401), ("D030", 401)}


@pytest.mark.parametrize("filling", ["x", "a@", "12 34 ", "090-", "あ", "あ1", "1", "一、"])
@pytest.mark.parametrize(
    ("private", "rule"),
    [(PRIVATE, "S002"), ("090-1234-5678", "S003"), ("1234-5678-9018", "S001")],
)
def test_long_texts_are_searched_in_pieces(filling: str, private: str, rule: str) -> None:
    """What is private is found wherever it stands, and the pieces make nothing of their own."""
    long = filling * (200_000 // len(filling))
    for at in (0, 70_000, 81_920, len(long)):
        text = f"{long[:at]}\n{private}\n{long[at:]}"
        found = list(pieces(text))
        assert any(private in piece for piece in found)
        assert max(map(len, found)) <= 2 << 14
    if rule != "S001":  # of those some are asked about, among others
        assert rule in {one.rule for one in said(json.dumps({"a": text}))}
    assert not {one.rule for one in said(json.dumps({"a": long}))} & {"S001", "S002", "S003"}


def test_a_row_beyond_reason_ends_the_table() -> None:
    """As a cell of a CSV does; it is searched all the same."""
    row = json.dumps({"a": "x" * CELL_LIMIT + PRIVATE})
    found = {(one.rule, one.place.line) for one in said(f'[{{"a": "y"}},\n{row}]')}
    assert found == {("source-error", 2), ("S002", 2)}


@pytest.mark.parametrize("is_list", [False, True])
def test_too_many_columns_are_told_and_searched(is_list: bool) -> None:
    """A first item of a million members makes no header of as many."""
    names = [*(f"k{number}" for number in range(100_000)), PRIVATE]
    content = json.dumps([names if is_list else dict.fromkeys(names, "a")])
    assert {one.rule for one in said(content)} == {"source-error", "S002"}


@pytest.mark.parametrize(
    "content",
    ["[" * 3_000_000, '{"a":' * 200_000, '[{"a": NaN}]', '[{"a": 1e999}, {"a": ' + "9" * 5000 + "}]",
     '["' + "a" * (33 << 20) + '"]', "[[]]", "[{}]", "[]", '[{"a": "\\ud800"}]', "[[null], [null]]"],
    ids=["arrays", "objects", "nan", "digits", "long", "row", "object", "empty", "half", "null"],
)  # fmt: skip
def test_bad_json_is_told(content: str) -> None:
    """No crash of ours, no hang."""
    assert "X000" not in {finding.rule for finding in said(content)}


def in_dataset(
    main: str,
    *,
    other: bytes = b"id\nx\n",
    keyed: str = "json",
    form: str = "json",
    **changes: Any,
) -> list[tuple[str, int | None]]:
    """Return what is found in a dataset of a JSON file and a CSV; `keyed` refers to the other."""
    key = {"fields": ["a"], "reference": {"resource": "other", "fields": ["id"]}}
    if keyed == "csv":
        key = {"fields": ["id"], "reference": {"resource": "public_toilet", "fields": ["a"]}}
    schemas: dict[str, Any] = {
        "json": {"fields": [{"name": "a", "type": "string"}]},
        "csv": {"fields": [{"name": "id", "type": "string"}]},
    }
    schemas[keyed]["foreignKeys"] = [key]
    path = CSV_PATH.replace(".csv", f".{form}")
    first = resources(
        **{
            "path": f"public_toilet.{form}",
            "format": form,
            "mediatype": "application/json",
            "schema": schemas["json"],
            **changes,
        }
    )
    second = resources(
        id="c4f1d7b8-2f53-4d8a-b6f0-8f4f9f0f5a10",
        name="other",
        path="other.csv",
        schema=schemas["csv"],
    )
    example = TreeExample(
        descriptor={"resources": [*first, *second]},
        files={CSV_PATH: None, path: main.encode(), f"{FOLDER}/other.csv": other},
    )
    found = report_on(example).findings
    return [
        (item.rule, item.place.line)
        for item in found
        if not item.rule.startswith("L") and item.severity is Severity.ERROR
    ]


def test_foreign_keys_between_json_and_csv() -> None:
    """A table of JSON refers to others and is referred to."""
    assert in_dataset('[{"a": "x"},\n{"a": "y"}]') == [("foreign-key", 2)]
    assert in_dataset('[{"a": "x"}]') == []
    assert in_dataset('[{"a": "y"}]', keyed="csv") == [("foreign-key", 2)]
    assert in_dataset('[{"a": "x"}]', keyed="csv") == []
    for form in ("jsonl", "ndjson"):
        assert in_dataset('{"a": "x"}\n{"a": "y"}\n', form=form) == [("foreign-key", 2)]
        assert in_dataset('{"a": "y"}\n', keyed="csv", form=form) == [("foreign-key", 2)]
        assert in_dataset('{"a": "x"}\n', form=form, dialect={"json": {"property": "b"}}) == []


@pytest.mark.parametrize(
    ("content", "changes", "expected"),
    [
        (
            '{"list": [{"a": "y"}]}',
            {"dialect": {"json": {"property": "list"}}},
            [("foreign-key", 1)],
        ),
        ('[{"b": "y", "a": "x"}]', {"dialect": {"json": {"keys": ["a"]}}}, []),
        ('{"list": [{"a": "y"}]}', {}, [("source-error", None)]),
        (
            '{"a": {"b": [{"a": "y"}]}}',
            {"dialect": {"json": {"property": "a.b"}}},
            [("foreign-key", 1)],
        ),
        (
            '{"a.b": [{"a": "y"}]}',
            {"dialect": {"json": {"property": "a.b"}}},
            [("foreign-key", 1)],
        ),
        (
            '{"a": [{"b": [{"a": "x"}]},\n{"b": [{"a": "y"}]}]}',
            {"dialect": {"json": {"property": "a.item.b"}}},
            [("foreign-key", 2)],
        ),
        ('[{"a": "x"}]', {"dialect": {"json": {"property": "a.b"}}}, [("source-error", None)]),
        (
            '{"ab": [{"a": "x"}]}',
            {"dialect": {"json": {"property": "a"}}},
            [("source-error", None)],
        ),
        ('[{"a": "x"}]', {"dialect": {"json": {"property": None}}}, [("dialect-error", None)]),
        ('[{"a": "x"}]', {"dialect": {"json": {"keyed": "yes"}}}, [("dialect-error", None)]),
        ('[{"a": "x"}]', {"dialect": {"json": []}}, [("dialect-error", None)]),
        ('[{"a": "x"}]', {"dialect": {"json": {"keys": [1]}}}, [("dialect-error", None)]),
        ('[{"a": 1}]', {}, [("type-error", 1)]),
        ('{"a": 1}', {"schema": None}, []),
    ],
)
def test_a_dialect_says_where_the_table_is(
    content: str, changes: dict[str, Any], expected: list[tuple[str, int | None]]
) -> None:
    """Its member and its columns; a schema without a table is told."""
    assert in_dataset(content, **changes) == expected


@pytest.mark.parametrize(
    ("member", "where"),
    [
        ('"name": "090-1234-5678", ', ""),
        ('"metadata": {"by": ["090-1234-5678"]}, ', ""),
        ("", '"id": "090-1234-5678", '),
        ("", '"note": {"090-1234-5678": 1}, '),
    ],
)
def test_members_of_geojson_beside_its_properties(member: str, where: str) -> None:
    """Of the document and of a feature; the properties are told once, as the table's."""
    point = '"geometry": {"type": "Point", "coordinates": [135.7, 34.7]}'
    feature = '{"type": "Feature", WHERE"properties": {"名称": "PRIVATE"}, ' + point + "}"
    content = '{"type": "FeatureCollection", MEMBER"features": [' + feature + "]}"

    def found(private: str, member: str, where: str) -> list[tuple[str, str | None]]:
        text = content.replace("MEMBER", member).replace("WHERE", where).replace("PRIVATE", private)
        told = said(text, "a.geojson")
        return [(one.rule, one.place.column) for one in told if one.rule[0] in "SX"]

    assert found("市役所", member, where) == [("S003", None)]
    assert found(PRIVATE, "", "") == [("S002", "名称")]
    assert said(feature.replace("WHERE", "").replace("PRIVATE", "a"), "a.geojson") == []
