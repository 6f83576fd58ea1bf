"""The table engine's seam: places, encodings, dialects, layouts, and frictionless's verdicts."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest

from publisher.books.open import sheet_of
from publisher.files import CHUNK, SmallFile
from publisher.tables import dialect as dialects
from publisher.tables import encoding as encodings
from publisher.tables import fault_words, layout
from publisher.tables.cell_words import CONSTRAINTS, TYPES
from publisher.tables.dialect import BadDialect, Dialect
from publisher.tables.engine import Fault, Subject
from publisher.tables.record import BrokenTable, Record, column_letter
from publisher.tables.text_table import CELL_LIMIT, TextTable
from tests.engine.reference import FrictionlessEngine


def table(text: str, dialect: Dialect | None = None) -> TextTable:
    return TextTable(
        file=SmallFile(text.encode()), codec="utf-8", dialect=dialect or dialects.of({}, "csv")
    )


def faults(text: str, schema: dict[str, Any] | None = None, **changes: Any) -> list[Fault]:
    subject = Subject(
        name="t",
        table=table(text),
        dialect=dialects.of({}, "csv"),
        header_row=changes.pop("header_row", 1),
        schema=schema,
        **changes,
    )
    return list(FrictionlessEngine().check(subject))


def told(found: list[Fault]) -> list[tuple[str, int | None, int | None, int | None]]:
    return [(fault.type, fault.row, fault.line, fault.field) for fault in found]


def fields(*pairs: tuple[str, str], **more: Any) -> dict[str, Any]:
    return {"fields": [{"name": name, "type": kind} for name, kind in pairs], **more}


# --- records ------------------------------------------------------------------------------


def test_lines_are_the_editors_also_after_line_breaks_in_cells() -> None:
    """A record knows the line it starts on: LF, CRLF and CR, inside and outside of quotes."""
    text = 'a,b\r\n"x\ny\nz",1\n\n"p\r\nq",2\rlast,3'
    records = list(table(text).records())

    assert [1, 2, 3, 4, 5] == [record.number for record in records]
    assert [1, 2, 5, 6, 8] == [record.line for record in records]


def test_an_open_quote_breaks_the_table_where_it_opens() -> None:
    """What is before can be read; the rest is not taken for one big cell."""
    read: list[Record] = []
    with pytest.raises(BrokenTable) as broken:
        read.extend(iter(table('a\n1\n"2\n3\n').records()))

    assert 3 == broken.value.line
    assert 2 == len(read)


def test_a_cell_beyond_reason_breaks_the_table() -> None:
    """A cell larger than the limit is a fault with its line."""
    with pytest.raises(BrokenTable) as broken:
        list(table("a\n" + "x" * (CELL_LIMIT + 1) + "\n").records())

    assert ("source-error", 2) == (broken.value.kind, broken.value.line)


@pytest.mark.parametrize(("position", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16384, "XFD")])
def test_column_letters(position: int, letters: str) -> None:
    assert letters == column_letter(position)


# --- encodings ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codec", "expected"),
    [
        ("名称\n市役所\n", "utf-8", "utf-8"),
        ("名称\n市役所\n", "utf-8-sig", "utf-8-sig"),
        ("ascii\n", "ascii", "utf-8"),
        ("名称\n①㈱髙﨑\n", "cp932", "cp932"),
        ("名称\nｶﾞｽ工事\n", "cp932", "cp932"),
        ("名称\n市役所の場所\n", "euc_jp", "euc_jp"),
        ("名称\n市役所\n", "utf-16", "utf-16"),
    ],
)
def test_encodings_are_decided(text: str, codec: str, expected: str) -> None:
    """The codec found reads the text back."""
    found = encodings.decide(SmallFile(text.encode(codec)))

    assert expected == found.codec
    assert found.is_readable


def test_one_byte_after_much_ascii_decides() -> None:
    """The whole file counts, not its beginning; the line is that of the bad byte."""
    found = encodings.decide(SmallFile(b"a,b\n" * 400_000 + "名称\n".encode("cp932")))

    assert ("cp932", 400_001) == (found.codec, found.bad_line)


def test_a_character_cut_by_a_chunk_is_whole() -> None:
    """Chunks may end inside a character."""
    whole = b"\n" + b"a" * (CHUNK - 3) + "名称\n".encode()

    assert encodings.decide(SmallFile(whole)).bad_line is None
    assert 3 == encodings.decide(SmallFile(whole + b"\x80")).bad_line


def test_utf8_with_a_broken_byte_is_not_called_cp932() -> None:
    """A byte that CP932 leaves undefined decides against it."""
    assert encodings.decide(SmallFile("\n名称\n".encode() + b"\x80")).codec is None


def test_a_truncated_character_is_not_utf8() -> None:
    """A file that ends inside a character is broken at its last line."""
    found = encodings.decide(SmallFile(b"a\n" + "名".encode()[:2]))

    assert 2 == found.bad_line


# --- dialects -----------------------------------------------------------------------------


def test_nothing_is_sniffed() -> None:
    """Semicolons, single quotes and spaces are data unless the descriptor says otherwise."""
    assert ["a;b"] == next(table("a;b\n").records()).cells
    assert ["'a", " b'"] == next(table("'a, b'\n").records()).cells
    stated = dialects.of({"dialect": {"delimiter": ";", "skipInitialSpace": True}}, "csv")
    assert ["a", "b"] == next(table("a; b\n", stated).records()).cells
    assert "\t" == dialects.of({}, "tsv").delimiter


@pytest.mark.parametrize(
    "stated",
    [
        "csv.json",
        {"delimiter": ",,"},
        {"header": "yes"},
        {"headerRows": ["1"]},
        {"headerRows": [0]},
        {"headerJoin": 1},
        {"commentRows": 2},
        {"quoteChar": ","},
        {"escapeChar": ","},
        {"delimiter": " ", "skipInitialSpace": True},
        {"csv": "x"},
        {"sheet": True},
        {"quoteChar": "\n"},
    ],
)
def test_a_dialect_that_cannot_be_used_says_which_key(stated: Any) -> None:
    with pytest.raises(BadDialect):
        dialects.of({"dialect": stated}, "csv")


def test_a_dialect_may_state_sheet_quotes_and_header() -> None:
    stated = {"sheetNumber": 2, "quoteChar": None, "headerRows": [3], "header": False}
    found = dialects.of({"dialect": stated}, "xlsx")

    assert (2, "", 3, False) == (found.sheet, found.quote, found.header_row, found.has_header)


def test_a_dialect_may_state_several_header_rows_and_comments() -> None:
    """frictionless's own keys; nothing (null) is as if it were not stated."""
    stated = {"headerRows": [2, 1], "headerJoin": "・", "headerCase": False, "delimiter": None,
              "commentChar": "//", "commentRows": [4], "escapeChar": '"'}  # fmt: skip
    found = dialects.of({"dialect": stated}, "csv")

    assert ((1, 2), 2, "・", True) == (
        found.header_rows, found.header_row, found.header_join, found.is_header_case_ignored,
    )  # fmt: skip
    assert (",", None, "//", frozenset({4})) == (
        found.delimiter, found.escape, found.comment, found.comment_rows,
    )  # fmt: skip
    assert not dialects.of({"dialect": {"headerRows": []}}, "csv").has_header


# --- layouts ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("a,b,c\n1,2,3\n4,5,6\n", 1),
        ("題名,,\n名称,住所,人数\nA,b,3\nB,c,4\n", 2),
        ("番号,名称,,,住所,電話\n1,a,b,c,d,1\n2,a,b,c,d,2\n", 1),
        ("番号,,,,,\n1,a,b,c,d,1\n2,a,b,c,d,2\n", 1),
        (",男,,女,\n年,数,率,数,率\n2020,1,2,3,4\n2021,1,2,3,4\n", 1),
        ("名称,,\nA,B,C\nD,E,F\n", 1),
        ("4月1日,,,\n1,2,3,4\n5,6,7,8\n", 1),
        ("題名,,\n,,\n,,\n", 1),
        ("\n\n名称,住所,人数\nA,b,3\nB,c,4\n", 3),
        ("一覧,,\n名称,住所,人数\n", 1),
    ],
)
def test_where_the_header_lies(text: str, header: int) -> None:
    """In doubt it is the first record: a false alarm hides everything else."""
    found = layout.decide(list(table(text).records()))

    assert found.header is not None
    assert header == found.header.number
    assert header - 1 == len(found.above)


def test_an_empty_table_has_no_header() -> None:
    assert layout.decide([]).header is None


# --- frictionless -------------------------------------------------------------------------


def test_structure_without_a_schema() -> None:
    """Ragged and blank rows are found; no type is inferred."""
    found = faults('a,b\n"x\ny",1\n\n1\nx,2,3\n')

    assert told(found) == [
        ("blank-row", 3, 4, None),
        ("missing-cell", 4, 5, 2),
        ("extra-cell", 5, 6, 3),
    ]


def test_types_constraints_and_keys() -> None:
    """Each verdict has row, line, column, cell and frictionless's note."""
    schema = fields(("id", "integer"), ("n", "number"), primaryKey="id")
    schema["fields"][1]["constraints"] = {"minimum": 0, "unique": True}
    found = faults("id,n\n1,1\n1,x\n,-1\n2,1\n", schema)

    assert [
        ("type-error", 3, "n", "x", 'type is "number/default"'),
        ("primary-key", 3, "", "", "the same as in the row at position 2"),
        ("constraint-error", 4, "n", "-1", 'constraint "minimum" is "0"'),
        ("primary-key", 4, "", "", 'cells composing the primary keys are all "None"'),
        ("unique-error", 5, "n", "1", "the same as in the row at position 2"),
    ] == [(item.type, item.line, item.label, item.cell, item.note) for item in found]


def test_labels_against_a_schema() -> None:
    """Missing, extra and incorrect labels name both sides."""
    wrong = faults("a,x\n1,2\n", fields(("a", "any"), ("b", "any"), ("c", "any")))
    extra = faults("a,b\n1,2\n", fields(("a", "any")))

    assert [("missing-label", "c"), ("incorrect-label", "x")] == [
        (item.type, item.label) for item in wrong
    ][:2]
    assert "b" == wrong[1].expected
    assert [("extra-label", "b")] == [(item.type, item.label) for item in extra]


def test_the_header_row_is_told() -> None:
    """A header below title rows is used where the caller says so; above it nothing is judged."""
    assert [] == faults(
        "t,,\n\na,b\n1,2\n", fields(("a", "integer"), ("b", "integer")), header_row=3
    )


def test_a_table_without_header() -> None:
    assert ["type-error"] == [
        item.type for item in faults("1\nx\n", fields(("a", "integer")), header_row=None)
    ]


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        (fields(("a", "colour")), "field-error"),
        (
            {"fields": [{"name": "a", "type": "integer", "constraints": {"pattern": "x"}}]},
            "field-error",
        ),
        (
            {"fields": [{"name": "a", "type": "string", "constraints": {"pattern": "["}}]},
            "schema-error",
        ),
        ({"fields": "a"}, "schema-error"),
        (fields(("a", "any"), ("a", "any")), "schema-error"),
    ],
)
def test_a_schema_that_cannot_be_used_is_a_fault(schema: dict[str, Any], kind: str) -> None:
    """A bad schema never raises, and its table is not judged by it."""
    found = faults("a\n1\n", schema)

    assert found
    assert {kind} == {item.type for item in found}


def test_foreign_keys_reach_the_datasets_other_tables() -> None:
    """A value that the sibling lacks is found; without the sibling it is said, not passed."""
    key = {"fields": ["a"], "reference": {"resource": "other", "fields": ["id"]}}
    schema = fields(("a", "string"), foreignKeys=[key])
    sibling = Subject(
        name="other",
        table=table("id\nx\n"),
        dialect=dialects.of({}, "csv"),
        header_row=1,
        schema=fields(("id", "string")),
    )

    found = faults("a\nx\ny\n", schema, siblings={"other": sibling})

    assert [("foreign-key", 3, 3, None)] == told(found)
    assert faults("a\nx\n", schema)


def test_the_empty_file() -> None:
    assert [("source-error", None, None, None)] == told(faults(""))


def test_memory_of_places_is_short() -> None:
    """Faults far down the file still have their line; the stream is pulled row by row."""
    text = "a\n" + '"x\ny"\n' * 5000 + "1,2\n"

    assert [("extra-cell", 5002, 10002, 2)] == told(faults(text))


# --- words --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [*TYPES, "colour"])
def test_every_type_has_words(kind: str) -> None:
    said = fault_words.message(
        Fault(type="type-error", note=f'type is "{kind}/default"', cell="あ" * 99)
    )

    assert "…" in said.ja
    assert "あ" * 41 not in said.ja


@pytest.mark.parametrize("name", [*CONSTRAINTS, "jsonSchema"])
def test_every_constraint_has_words(name: str) -> None:
    note = f'constraint "{name}" is "12 "x""'
    said = fault_words.message(Fault(type="constraint-error", note=note, cell="5"))

    assert said.ja
    assert name == "required" or '12 "x"' in said.en


@pytest.mark.parametrize("cell", ["－", "-", "12名"])
def test_a_mark_among_numbers_may_be_declared(cell: str) -> None:
    """No digits stand there that could be kept; a number with a unit is one."""
    said = fault_words.message(
        Fault(type="type-error", note='type is "integer/default"', cell=cell)
    )

    assert (cell != "12名") == (f"--missing-value '{cell}'" in said.ja)


@pytest.mark.parametrize(
    ("kind", "form", "word"),
    [
        ("date", "%Y/%m/%d", "%Y/%m/%d"),
        ("date", "any", "2026-04-01"),
        ("string", "uri", "https://"),
    ],
)
def test_formats_are_named(kind: str, form: str, word: str) -> None:
    said = fault_words.message(Fault(type="type-error", note=f'type is "{kind}/{form}"', cell="x"))

    assert word in said.ja


@pytest.mark.parametrize("kind", ["missing-cell", "extra-cell"])
def test_a_sheet_has_no_commas(kind: str) -> None:
    """What to do in a workbook is said without the marks of a text file."""
    fault = Fault(type=kind, cell="女", label="男")
    on_sheet, words = fault_words.message(fault, "一覧"), fault_words.of(kind, "一覧")

    assert words is not None
    for text in (on_sheet, words.fix):
        assert "「,」" not in text.ja
        assert "comma" not in text.en
        assert "Quote" not in text.en
    assert on_sheet != fault_words.message(fault)


def test_an_unknown_type_falls_back_to_its_note() -> None:
    said = fault_words.message(Fault(type="novel-error", note="something new"))

    assert "novel-error" in said.ja
    assert "something new" in said.en


def test_no_personal_number_in_any_message() -> None:
    """Neither cell nor note nor label may bring one out."""
    for kind in fault_words.WORDS:
        said = fault_words.message(
            Fault(
                type=kind,
                note="values 123456789012 not found",
                cell="123456789012",
                label="123456789012",
                expected="1234 5678 9012",
            )
        )

        assert "789012" not in said.both()


# --- workbooks ----------------------------------------------------------------------------


def workbook(rows: list[list[Any]], title: str = "一覧") -> SmallFile:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.create_sheet("別").append(["z"])
    out = io.BytesIO()
    book.save(out)
    return SmallFile(out.getvalue())


def test_a_sheet_is_records_without_its_blank_margins() -> None:
    """Row numbers are the sheet's; trailing blank cells and rows are formatting."""
    file = workbook([["a", "b", None], [], [1, dt.date(2026, 4, 1)], ["  ", ""], [None]])
    found = sheet_of(file, dialects.of({}, "xlsx"))
    records = list(found.records())

    assert "一覧" == found.sheet
    assert [(1, 2), (2, 0), (3, 2)] == [(item.number, len(item.cells)) for item in records]


@pytest.mark.parametrize(
    ("wanted", "expected"), [("別", "別"), (2, "別"), (9, "#9"), ("無い", "無い")]
)
def test_the_dialect_chooses_the_sheet(wanted: str | int, expected: str) -> None:
    found = sheet_of(workbook([["a"]]), Dialect(sheet=wanted))

    assert expected == found.sheet
    if expected != "別":
        with pytest.raises(BrokenTable):
            list(found.records())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0encrypted"])
def test_a_broken_workbook_is_a_broken_table(content: bytes) -> None:
    found = sheet_of(SmallFile(content), Dialect())

    assert found.sheet is None
    with pytest.raises(BrokenTable):
        list(found.records())


def test_a_workbook_that_unpacks_without_end_is_refused() -> None:
    """What the archive's directory promises is enough to refuse it: nothing is unpacked."""
    honest = workbook([["a"]]).content
    entry = honest.index(b"PK\x01\x02") + 24
    bomb = honest[:entry] + (0x7FFF_FFFF).to_bytes(4, "little") + honest[entry + 4 :]
    found = sheet_of(SmallFile(bomb), Dialect())

    assert found.sheet is None
    with pytest.raises(BrokenTable, match="unpacks to more than it may"):
        list(found.records())
