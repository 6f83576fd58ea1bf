"""Old workbooks (XLS) outside of their cells: heads of pages, boxes, choices, charts, properties."""

from __future__ import annotations

import struct

import pytest

from publisher.books import biff, ole_properties, refusal
from publisher.books.book import NO_LEAP_DAY, UNSHOWN, ErrorCell, Sheet, Span, Spot, ThingKind
from publisher.books.ole_properties import DOCUMENT, SUMMARY
from publisher.books.open import open_book
from publisher.rules.private_contact import texts_of_sheet
from publisher.tables.record import BrokenTable
from tests.books.biff_writer import (
    Styled,
    XlsSheet,
    chart,
    choices,
    link,
    record,
    summary,
    text_box,
    text_of,
    xls,
)

SAID = "担当 090-1234-5678"
LONG = "長" * 500 + SAID


def sheet_of(records: bytes) -> Sheet:
    return open_book(
        xls(XlsSheet(name="表", rows=[["名称"], ["北町"]], records=records))
    ).facts.sheets[0]


@pytest.mark.parametrize(
    "records",
    [
        record(0x14, text_of(f"&C{SAID}")),
        record(0x15, text_of(SAID)),
        text_box(SAID),
        text_box(LONG),
        text_box(SAID, kind=0x19),
        chart(SAID),
        choices(["", "", SAID, ""], ["あり"]),
        choices(["", "", "", ""], ["あり", SAID]),
        link(f"tel:{SAID}"),
    ],
    ids=["head", "foot", "box", "long box", "note", "chart", "prompt", "choice", "link"],
)  # fmt: skip
def test_what_is_written_on_a_sheet_outside_of_cells_is_known(records: bytes) -> None:
    assert [said for said in texts_of_sheet(sheet_of(records)) if SAID in said]


def test_what_is_written_on_an_object_of_excel_95_is_known() -> None:
    """Its text stands in the record of the object itself, not in Unicode."""
    start = record(0x0809, struct.pack("<HHHH", 0x0500, 5, 0, 1995))
    end = record(0x0A)
    at = len(start) + 4 + 9 + len(end)
    tab = record(0x0085, struct.pack("<IH", at, 0) + b"\x02S1")
    box = struct.pack("<IHHH", 1, 6, 1, 0) + bytes(60) + SAID.encode("cp932") + bytes(2)
    sheet = record(0x0809, struct.pack("<HHHH", 0x0500, 0x10, 0, 1995)) + record(0x5D, box)
    (found,) = biff.sheets_of(start + tab + end + sheet + end)

    assert [ThingKind.TEXT_BOX] == [thing.kind for thing in found.objects.first]
    assert [SAID] == found.texts


def test_what_is_written_on_an_object_is_its_text() -> None:
    """Of that object, not of the one before."""
    sheet = sheet_of(text_box("一つめ", kind=0x08) + text_box("二つめ"))

    assert [(ThingKind.PICTURE, "一つめ"), (ThingKind.TEXT_BOX, "二つめ")] == [
        (thing.kind, thing.text) for thing in sheet.objects.first
    ]


def test_links_are_known_by_cell_and_target() -> None:
    sheet = sheet_of(link("https://example.jp/a.pdf"))

    assert [("A2", "https://example.jp/a.pdf")] == [
        (link.area.address, link.target) for link in sheet.links.first
    ]


def test_a_link_over_whole_sheets_is_refused_before_it_is_spread_out() -> None:
    """A hundred bytes that would stand for sixteen million cells."""
    records = link("https://example.jp/", (0, 65535, 0, 255))

    with pytest.raises(BrokenTable) as caught:
        sheet_of(records)

    assert refusal.TOO_MANY_CELLS == caught.value.note


def test_rows_and_columns_of_no_size_are_hidden_in_effect() -> None:
    """A row that has the usual height states none, or 0 that nobody set."""
    records = record(0x7D, struct.pack("<HHHHHH", 1, 1, 0, 0, 0, 0))
    records += record(0x0208, struct.pack("<HHHHHHI", 2, 0, 9, 0, 0, 0, 0x100))
    records += record(0x0208, struct.pack("<HHHHHHI", 0, 0, 9, 0, 0, 0, 0x140))
    records += record(0x0208, struct.pack("<HHHHHHI", 1, 0, 9, 0x8000, 0, 0, 0x100))
    sheet = sheet_of(records)

    assert ((Span(1, 1),), (Span(2, 2),)) == (sheet.hidden_rows.first, sheet.hidden_columns.first)


def test_dates_before_all_dates_are_told_as_in_xlsx() -> None:
    """A spreadsheet shows ########; counted from 1904 such dates are as good as others."""
    sheet = XlsSheet(name="表", rows=[[Styled(value=-3, style=2)]])
    found = [open_book(xls(sheet, is_1904=is_1904)).facts.sheets[0] for is_1904 in (False, True)]

    assert [(ErrorCell(spot=Spot(1, 1), error=UNSHOWN),), ()] == [
        facts.errors.first for facts in found
    ]


def test_day_60_is_told_as_in_xlsx() -> None:
    """1900-02-29 never was; xlrd, as frictionless, reads the day before."""
    sheet = XlsSheet(name="表", rows=[[Styled(value=60, style=2)], [Styled(value=59, style=2)]])
    found = [open_book(xls(sheet, is_1904=is_1904)).facts.sheets[0] for is_1904 in (False, True)]

    assert [(ErrorCell(spot=Spot(1, 1), error=NO_LEAP_DAY),), ()] == [
        facts.errors.first for facts in found
    ]


def test_properties_are_texts_but_persons_are_named_only() -> None:
    """Both streams, in whatever code page; what a pivot table keeps is known, too."""
    document = struct.pack("<HHI", 0xFFFE, 0, 0) + bytes(16) + struct.pack("<I", 1) + bytes(16)
    wide = "山田太郎".encode("utf-16-le") + b"\0\0"
    document += struct.pack("<IIIII", 48, 0, 1, 14, 16) + struct.pack("<II", 0x1F, 5) + wide
    more = {
        SUMMARY: summary({2: "題", 5: "鍵", 6: SAID, 8: "山田太郎", 19: "他"}),
        DOCUMENT: document,
    }
    facts = open_book(xls(XlsSheet(name="表", rows=[["a"]]), more=more)).facts

    assert ("題", "鍵", SAID) == facts.texts
    assert ("lastModifiedBy", "manager") == facts.personal_properties
    assert "山田" not in str(facts)


@pytest.mark.parametrize("cut", range(0, 130, 7))
def test_properties_cut_off_tell_what_is_whole_and_raise_nothing(cut: int) -> None:
    """They say nothing of the table, which is read all the same."""
    stream = summary({2: "題", 4: "山田"})[:cut]

    assert set(ole_properties.texts(SUMMARY, stream)) <= {"題"}
    assert set(ole_properties.persons(SUMMARY, stream)) <= {"creator"}


def test_what_a_pivot_table_keeps_of_its_source_is_known() -> None:
    """In streams of their own, one per source."""
    more = {"_SX_DB_CUR/0001": record(0xCD, text_of(SAID)) + record(0xCD, text_of("北町"))}

    assert (SAID, "北町") == open_book(xls(XlsSheet(name="表"), more=more)).facts.hidden_texts
