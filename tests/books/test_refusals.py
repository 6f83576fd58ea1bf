"""Files that are no readable workbook: one clear note each, no traceback, no hang, bounded memory."""

from __future__ import annotations

import io
import re
import tracemalloc
import zipfile
from collections.abc import Mapping
from itertools import repeat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.books import refusal
from publisher.books.open import open_book, sheet_of
from publisher.books.words import WORDS
from publisher.files import SmallFile
from publisher.tables.dialect import Dialect
from publisher.tables.record import BrokenTable, column_letter
from tests.books.biff_writer import Formula, XlsSheet, compound, xls
from tests.books.making import (
    MAIN,
    of_rows,
    parts,
    relations,
    rows_of,
    sheet_xml,
    styles_of,
    zipped,
)
from tests.books.ods_writer import ods, ods_content
from tests.settings import EXAMPLES

ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
GOOD = of_rows([["名称", "数"], ["公園", 1]]).content


def note_of(file: SmallFile, *, ending: str | None = None) -> str:
    """The note that reading everything of a workbook ends with."""
    with pytest.raises(BrokenTable) as caught:
        read_all(file, ending)
    return caught.value.note


def read_all(file: SmallFile, ending: str | None = None) -> None:
    book = open_book(file, ending=ending)
    for name in book.sheet_names:
        for record in book.records(name):
            assert record.number > 0
    assert len(book.facts.sheets) == len(book.sheet_names)


def with_sheet(xml: str | bytes) -> SmallFile:
    return zipped(parts(xml))


def without(name: str) -> SmallFile:
    found = parts(sheet_xml(ROW), texts="<si><t>a</t></si>")
    del found[name]
    return zipped(found)


BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>"""
XXE = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>"""
ODS = "application/vnd.oasis.opendocument.spreadsheet"
CELL = "<table:table table:name='表'><table:table-row><table:table-cell office:value-type='string'><text:p>%s"
BIG = f"<!-- {list(range(5000))} -->"
CASES: Mapping[str, tuple[SmallFile, str]] = {
    "empty": (SmallFile(b""), refusal.EMPTY_FILE),
    "half downloaded": (SmallFile(GOOD[: len(GOOD) // 2]), refusal.CUT_OFF),
    "the last bytes lost": (SmallFile(GOOD[:-30]), refusal.CUT_OFF),
    "only the magic": (SmallFile(b"PK\x03\x04broken"), refusal.CUT_OFF),
    "a web page": (SmallFile("<html><body><table><tr><td>表</td></tr></table>".encode("cp932")), refusal.IS_HTML),
    "a web page of Excel": (SmallFile(b'\xef\xbb\xbf<?xml version="1.0"?><html xmlns:x="x">'), refusal.IS_HTML),
    "a CSV": (SmallFile("名称,住所\r\n公園,奈良\r\n".encode("cp932")), refusal.IS_TEXT),
    "a TSV of UTF-16": (SmallFile("名称\t住所\r\n".encode("utf-16")), refusal.IS_TEXT),
    "an XML spreadsheet": (
        SmallFile(b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'),
        refusal.IS_XML,
    ),
    "a PDF": (SmallFile(b"%PDF-1.7\n1 0 obj"), refusal.NOT_A_WORKBOOK),
    "zeros": (SmallFile(b"\0" * 600), refusal.DAMAGED),
    "a zip of something else": (zipped({"readme.txt": "x"}), refusal.NOT_A_WORKBOOK),
    "a Word document": (
        zipped({"_rels/.rels": relations({"a": ("officeDocument", "word/document.xml")}), "word/document.xml": "<x/>"}),
        refusal.NOT_A_WORKBOOK,
    ),
    "a binary workbook": (
        zipped({"_rels/.rels": relations({"a": ("officeDocument", "xl/workbook.bin")}), "xl/workbook.bin": b"x"}),
        refusal.IS_XLSB,
    ),
    "password": (SmallFile(compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y" * 5000})), refusal.PASSWORD),
    "a Word document of old": (SmallFile(compound({"WordDocument": b"x" * 5000})), refusal.NOT_A_WORKBOOK),
    "an old workbook cut off": (SmallFile(compound({"Workbook": b"x" * 9000})[:5000]), refusal.CUT_OFF),
    "an old workbook of noise": (SmallFile(compound({"Workbook": b"x" * 9000})), refusal.DAMAGED),
    "billion laughs": (with_sheet(BOMB + sheet_xml(ROW)), refusal.ENTITIES),
    "an outside entity": (with_sheet(XXE + sheet_xml(ROW)), refusal.ENTITIES),
    "an entity in the texts": (
        zipped({**parts(sheet_xml(ROW), texts="<si><t>a</t></si>"), "xl/sharedStrings.xml": f'{BOMB}<sst xmlns="{MAIN}"/>'}),
        refusal.ENTITIES,
    ),
    "deep XML": (with_sheet(sheet_xml(ROW, after="<a>" * 100_000)), refusal.TOO_DEEP),
    "deep XML in a row": (with_sheet(sheet_xml('<row r="1">' + "<a>" * 100_000)), refusal.TOO_DEEP),
    "deep XML in the texts": (zipped(parts(sheet_xml(ROW), texts="<si>" * 100_000)), refusal.TOO_DEEP),
    "deep XML in the workbook": (zipped(parts(sheet_xml(ROW), workbook="<a>" * 100_000)), refusal.TOO_DEEP),
    "XML cut off": (with_sheet(sheet_xml(ROW)[:-20]), refusal.DAMAGED),
    "XML cut off in a row": (with_sheet(sheet_xml(ROW)[:-60]), refusal.DAMAGED),
    "bytes that are no UTF-8": (
        with_sheet(sheet_xml("".join(f'<row r="{at}"><c r="A{at}" t="str"><v>表</v></c></row>' for at in range(1, 60))).encode("cp932")),
        refusal.DAMAGED,
    ),
    "no sheet part": (without("xl/worksheets/sheet1.xml"), refusal.PART_MISSING),
    "no workbook part": (without("xl/workbook.xml"), refusal.PART_MISSING),
    "no relations": (without("xl/_rels/workbook.xml.rels"), refusal.PART_MISSING),
    "a text out of range": (
        zipped(parts(sheet_xml('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), texts="<si><t>a</t></si>")),
        refusal.DAMAGED,
    ),
    "a text below zero": (
        zipped(parts(sheet_xml('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'), texts="<si><t>a</t></si>")),
        refusal.DAMAGED,
    ),
    "rows backwards": (with_sheet(sheet_xml('<row r="2"/><row r="1"/>')), refusal.ROWS_OUT_OF_ORDER),
    "a row twice": (with_sheet(sheet_xml(ROW + ROW)), refusal.ROWS_OUT_OF_ORDER),
    "a row beyond the sheet": (with_sheet(sheet_xml('<row r="1048577"/>')), refusal.DAMAGED),
    "row two billion": (with_sheet(sheet_xml('<row r="2000000000"><c r="A1"><v>1</v></c></row>')), refusal.DAMAGED),
    "a column beyond the sheet": (with_sheet(sheet_xml('<row r="1"><c r="XFE1"><v>1</v></c></row>')), refusal.DAMAGED),
    "a cell nowhere": (with_sheet(sheet_xml('<row r="1"><c r="１A"><v>1</v></c></row>')), refusal.DAMAGED),
    "an ODS with a password": (
        ods("", manifest='<x:manifest xmlns:x="m"><x:file-entry><x:encryption-data/></x:file-entry></x:manifest>'),
        refusal.PASSWORD,
    ),
    "an ODS cut off within": (ods("<table:table table:name='a'><table:table-row>"), refusal.DAMAGED),
    "an ODS with entities": (ods("", before=BOMB), refusal.ENTITIES),
    "an ODS with an outside entity": (ods("", before=XXE), refusal.ENTITIES),
    "an outside entity in the properties of an ODS": (ods("", meta=XXE + "<x/>"), refusal.ENTITIES),
    "an outside entity in the styles of an ODS": (ods("", more={"styles.xml": XXE + "<x/>"}), refusal.ENTITIES),
    "an ODS locked as a whole": (
        zipped({
            "mimetype": ODS,
            "META-INF/manifest.xml": "<x:m xmlns:x='m'><x:file-entry><x:encryption-data/></x:file-entry></x:m>",
            "encrypted-package": b"x" * 99,
        }),
        refusal.PASSWORD,
    ),
    "an ODS without its content": (zipped({"mimetype": ODS}), refusal.PART_MISSING),
    "half an ODS": (SmallFile(ods(BIG).content[:600]), refusal.CUT_OFF),
    "deep XML in a cell of an ODS": (ods(CELL % ("<text:span>" * 100_000)), refusal.TOO_DEEP),
    "deep XML around the sheets of an ODS": (ods("<table:x>" * 100_000), refusal.TOO_DEEP),
    "deep XML in a chart of an ODS": (ods("", more={"Object 1/content.xml": "<a>" * 1000}), refusal.TOO_DEEP),
    "a text document": (zipped({"mimetype": ODS.replace("spreadsheet", "text"), "content.xml": "<x/>"}), refusal.NOT_A_WORKBOOK),
    "a workbook of Numbers": (zipped({"Index/Document.iwa": b"x", "Metadata/Properties.plist": b"x"}), refusal.NOT_A_WORKBOOK),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_no_workbook_says_what_it_is(case: str) -> None:
    file, note = CASES[case]

    assert note == note_of(file)


def test_a_part_that_stands_twice_is_refused() -> None:
    """Two readers would take different ones."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as archive:
        for name, content in parts(sheet_xml(ROW)).items():
            archive.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("xl/worksheets/sheet1.xml", sheet_xml(ROW.replace("<v>1", "<v>2")))

    assert refusal.PART_TWICE == note_of(SmallFile(found.getvalue()))


def test_two_sheets_of_one_name_are_refused() -> None:
    sheets = '<sheets><sheet name="A" sheetId="2" r:id="rId1"/><sheet name="a" sheetId="3" r:id="rId1"/></sheets>'

    assert refusal.SHEET_TWICE == note_of(zipped(parts(sheet_xml(ROW), workbook=sheets)))


@pytest.mark.parametrize(
    ("file", "ending"),
    [(SmallFile(GOOD), "xls"), (SmallFile(GOOD), "ods"), (ods(""), "xlsx")],
)
def test_a_workbook_under_another_ending_is_refused(file: SmallFile, ending: str) -> None:
    """Programs go by the name: .xlsx that is .xls, or the other way."""
    assert refusal.MISNAMED == note_of(file, ending=ending)
    assert open_book(file).sheet_names is not None


def test_an_encrypted_member_is_a_password() -> None:
    """Zip encryption: the flag of the member is enough."""
    packed = zipped(parts(sheet_xml(ROW))).content
    flags = rb"(PK\x03\x04..|PK\x01\x02....)\x00"
    locked = re.sub(flags, lambda found: found[1] + b"\x01", packed, flags=re.DOTALL)

    assert refusal.PASSWORD == note_of(SmallFile(locked))


def test_what_the_directory_promises_is_enough_to_refuse_a_bomb() -> None:
    """Nothing is unpacked."""
    entry = GOOD.index(b"PK\x01\x02") + 24
    bomb = GOOD[:entry] + (0x7FFF_FFFF).to_bytes(4, "little") + GOOD[entry + 4 :]

    assert refusal.TOO_LARGE == note_of(SmallFile(bomb))


def test_a_bomb_is_refused_while_it_is_read_within_bounded_memory() -> None:
    """A part of equal bytes packed 1000 to 1: stopped long before the end, little held."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts(sheet_xml(ROW)).items():
            if name != "xl/worksheets/sheet1.xml":
                archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for block in repeat(b"<!-- -->" * 100_000, 80):
                part.write(block)
            part.write(b"</sheetData></worksheet>")
    file = SmallFile(out.getvalue())
    tracemalloc.start()
    note = note_of(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert refusal.TOO_LARGE == note
    assert peak < 40 << 20


def test_a_text_without_end_is_refused() -> None:
    """One cell of more than ten million characters."""
    row = f'<row r="1"><c r="A1" t="str"><v>{"ab" * 6_000_000}</v></c></row>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts(sheet_xml(row)).items():
            archive.writestr(name, content)

    assert refusal.TOO_LARGE == note_of(SmallFile(out.getvalue()))


@pytest.mark.parametrize(
    "around",
    [
        (CELL % "", "</text:p></table:table-cell></table:table-row></table:table>"),
        (
            "<table:table table:name='表'><table:shapes><draw:rect><text:p>",
            "</text:p></draw:rect></table:shapes></table:table>",
        ),
        ("<table:tracked-changes><text:p>", "</text:p></table:tracked-changes>"),
    ],
    ids=["cell", "box", "change"],
)
def test_a_text_without_end_in_an_ods_is_refused_within_bounded_memory(
    around: tuple[str, str],
) -> None:
    """Wherever it stands: 16 million characters in a file of some megabytes."""
    start, end = around
    noise = "".join(map(str, range(20_000)))
    file = ods(start + noise * 150 + end)
    tracemalloc.start()
    note = note_of(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert refusal.TOO_LARGE == note
    assert peak < 80 << 20


def test_a_template_of_ods_is_a_workbook() -> None:
    file = zipped(
        {
            "mimetype": f"{ODS}-template",
            "content.xml": ods_content("<table:table table:name='表'/>"),
        }
    )

    assert ("表",) == open_book(file, ending="ods").sheet_names


def test_a_million_empty_formatted_rows_are_no_content() -> None:
    """A sheet formatted down to its last row: fast, and without a record."""
    rows = "".join(
        f'<row r="{at}" spans="1:3" s="1" customFormat="1"><c r="A{at}" s="1"/><c r="B{at}" s="1"/></row>'
        for at in range(2, 1_048_577)
    )

    assert [[1]] == rows_of(with_sheet(sheet_xml(ROW + rows)))


def test_a_sheet_formatted_to_its_last_column_is_no_wider() -> None:
    """16,384 columns of blank cells in each of 100 rows."""
    letters = [column_letter(at) for at in range(2, 16_385)]
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>{row}</v></c>'
        + "".join(f'<c r="{letter}{row}" s="1"/>' for letter in letters)
        + "</row>"
        for row in range(1, 101)
    )

    assert [[row] for row in range(1, 101)] == rows_of(with_sheet(sheet_xml(rows)))


def test_values_in_the_last_column_of_every_row_are_too_many_cells() -> None:
    """Spread out they would be 16 thousand million cells."""
    rows = "".join(f'<row r="{at}"><c r="XFD{at}"><v>1</v></c></row>' for at in range(1, 20_001))

    assert refusal.TOO_MANY_CELLS == note_of(with_sheet(sheet_xml(rows)))


def test_a_wide_table_with_gaps_is_no_strewn_one() -> None:
    """One cell in twenty filled, of 2.5 million: a table all the same."""
    cells = [f'<c r="{column_letter(at)}%d"><v>1</v></c>' for at in range(1, 1001, 20)]
    row = "".join(cells)
    rows = "".join(f'<row r="{at}">{row.replace("%d", str(at))}</row>' for at in range(1, 2501))

    assert 2500 == len(rows_of(with_sheet(sheet_xml(rows))))


def test_an_ods_that_repeats_its_rows_to_the_end_is_no_longer() -> None:
    """LibreOffice writes formatted rest as one row, a million times; contents may repeat too."""
    content = (
        "<table:table table:name='表'><table:table-row>"
        "<table:table-cell office:value-type='float' office:value='1'/>"
        "<table:table-cell table:number-columns-repeated='16383'/></table:table-row>"
        "<table:table-row table:number-rows-repeated='3'>"
        "<table:table-cell office:value-type='string'><text:p>同</text:p></table:table-cell></table:table-row>"
        "<table:table-row table:number-rows-repeated='1048576'>"
        "<table:table-cell table:number-columns-repeated='16384'/></table:table-row></table:table>"
    )

    assert [[1], ["同"], ["同"], ["同"]] == rows_of(ods(content))


@pytest.mark.parametrize(("columns", "rows"), [(16_384, 1000), (3, 1_048_000), (2, 1)])
def test_cells_that_only_a_count_stands_for_are_bounded(columns: int, rows: int) -> None:
    """A file of 700 bytes may promise millions of filled cells; a table says each of its rows."""
    content = (
        "<table:table table:name='表'>"
        f"<table:table-row table:number-rows-repeated='{rows}'>"
        f"<table:table-cell office:value-type='float' office:value='1'"
        f" table:number-columns-repeated='{columns}'/></table:table-row></table:table>"
    )
    if columns * rows < 10:
        assert [[1, 1]] == rows_of(ods(content))
    else:
        assert refusal.TOO_MANY_CELLS == note_of(ods(content))


def test_a_value_a_million_rows_below_the_table_is_no_part_of_it() -> None:
    """The blank rows between would be told one by one."""
    far = "".join(f'<row r="{at}"><c r="C{at}"><v>1</v></c></row>' for at in (1, 1_048_576))

    assert refusal.TOO_MANY_CELLS == note_of(with_sheet(sheet_xml(far)))


def test_a_sheet_packed_more_than_a_table_can_be_is_not_even_begun() -> None:
    """Half a megabyte of equal rows that would take minutes to read."""
    row = '<row><c t="n"><v>1</v></c></row>'
    file = with_sheet(sheet_xml(row * 600_000))

    assert len(file.content) < 200_000
    assert refusal.TOO_LARGE == note_of(file)


def test_a_sheet_that_is_not_there_breaks_when_it_is_read() -> None:
    """So its finding comes from where all others come."""
    table = sheet_of(SmallFile(GOOD), Dialect(sheet="別"))
    with pytest.raises(BrokenTable) as caught:
        list(table.records())

    assert refusal.NO_SHEET == caught.value.note
    assert "別" == table.sheet


def test_every_note_has_words() -> None:
    """In both languages, in short sentences without words of the trade."""
    notes = {
        value for name, value in vars(refusal).items() if name.isupper() and isinstance(value, str)
    }

    assert notes == set(WORDS)
    for text in WORDS.values():
        assert all(len(sentence) <= 60 for sentence in text.ja.split("。"))
        assert not re.search(r"zip|xml\b|git|json|utf|schema|token", text.ja, re.IGNORECASE)


GOOD_PARTS = parts(
    sheet_xml(
        "".join(
            f'<row r="{at}" spans="1:2"><c r="A{at}" s="1"><v>4{at}</v></c>'
            f'<c r="B{at}" t="s"><v>0</v></c></row>'
            for at in range(1, 31)
        ),
        after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
    ),
    texts="<si><t>公園</t></si><si><r><rPr><strike/></rPr><t>x</t></r></si>",
    styles=styles_of("yyyy-mm-dd"),
)


@given(
    st.sampled_from(sorted(GOOD_PARTS)),
    st.floats(0, 1),
    st.integers(0, 30),
    st.one_of(
        st.binary(max_size=8), st.sampled_from([b"<", b'"', b"&", b"</row>", b"-", b"<row>"])
    ),
)
@settings(max_examples=EXAMPLES, deadline=None)
def test_no_damage_inside_raises_anything_but_a_broken_table(
    name: str, place: float, lost: int, put: bytes
) -> None:
    """Bytes lost and put into any part of a good workbook."""
    content = GOOD_PARTS[name]
    raw = content.encode() if isinstance(content, str) else content
    at = int(place * len(raw))
    file = zipped({**GOOD_PARTS, name: raw[:at] + put + raw[at + lost :]})

    assert_read_or_refused(file)


WHOLE = (
    GOOD,
    ods("<table:table table:name='表'><table:table-row/></table:table>").content,
    xls(XlsSheet(name="表", rows=[["名称", 1], ["公園", Formula(value=2)]], merges=[(0, 0, 0, 1)])).content,
)  # fmt: skip


@given(
    st.sampled_from(WHOLE),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=12),
    st.floats(0.5, 1),
)
@settings(max_examples=EXAMPLES, deadline=None)
def test_no_damage_outside_raises_anything_but_a_broken_table(
    good: bytes, changes: list[tuple[float, int]], kept: float
) -> None:
    """Bytes changed anywhere in the file, and its end lost."""
    raw = bytearray(good[: int(kept * len(good))] if kept < 0.9 else good)
    for place, byte in changes:
        raw[int(place * len(raw))] = byte

    assert_read_or_refused(SmallFile(bytes(raw)))


def assert_read_or_refused(file: SmallFile) -> None:
    note = None
    try:
        read_all(file)
    except BrokenTable as broken:
        note = broken.note

    assert note is None or note in WORDS
