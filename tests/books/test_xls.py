"""Old workbooks (XLS): values as xlrd reads them, and the facts that the records tell."""

from __future__ import annotations

import datetime as dt
from typing import Any

import xlrd

from publisher.books.book import ErrorCell, Form, Look, SheetState, Span, Spot, ThingKind
from publisher.books.open import open_book
from tests.books.biff_writer import Formula, Styled, XlsSheet, summary, xls
from tests.books.making import rows_of


def test_the_writer_writes_what_xlrd_reads() -> None:
    """The fixture itself: a workbook by hand is one for others too."""
    file = xls(XlsSheet(name="表", rows=[["名称", 1.5], [True, "#N/A"]]))
    book = xlrd.open_workbook(file_contents=file.content, formatting_info=True)

    assert [["名称", 1.5], [1, 42]] == [book.sheet_by_index(0).row_values(row) for row in range(2)]


def test_values_are_those_of_frictionless_and_errors_are_told_by_name() -> None:
    """Whole numbers are integers; an error is its text, where xlrd gives a number."""
    rows: list[list[Any]] = [
        ["名称", "数"],
        ["公園", 3],
        [None, 2.5],
        [],
        [True, "#N/A"],
        ["", None],
    ]
    file = xls(XlsSheet(name="表", rows=rows))

    assert [["名称", "数"], ["公園", 3], [None, 2.5], [], [True, "#N/A"]] == rows_of(file)
    assert [str, int] == [type(cell) for cell in rows_of(file)[1]]


def test_dates_of_both_systems_are_dates() -> None:
    """Styles 2 and 3 of the writer are a date and a date shown by era."""
    sheet = XlsSheet(
        name="表", rows=[[Styled(value=45748, style=2), Styled(value=45748.5, style=3)]]
    )
    first, later = rows_of(xls(sheet))[0], rows_of(xls(sheet, is_1904=True))[0]

    assert [dt.datetime(2025, 4, 1), dt.datetime(2025, 4, 1, 12)] == first  # noqa: DTZ001
    assert dt.timedelta(days=1462) == later[0] - first[0]


def test_facts_of_sheets_come_from_the_records() -> None:
    """Merged, hidden, formulas, objects, errors, looks, formats, by sheet."""
    looks = [["a", 1]] * 5 + [["b", Styled(value=2, style=4)]]
    book = open_book(
        xls(
            XlsSheet(
                name="表",
                rows=[["題"], [Formula(value=2), Styled(value=4, style=3)], ["#DIV/0!"]],
                merges=[(0, 0, 0, 2)],
                hidden_rows=[2, 3],
                hidden_columns=[2],
                objects=[0x08, 0x19, 0x07, 0x05, 0x14],
            ),
            XlsSheet(name="裏", rows=looks, state=1),
            XlsSheet(name="係", state=2),
        )
    )
    first, second, third = book.facts.sheets

    assert ["A1:C1"] == [area.address for area in first.merges.first]
    assert (Span(2, 3),) == first.hidden_rows.first
    assert (Span(2, 2),) == first.hidden_columns.first
    assert (Spot(2, 1),) == first.formulas.first
    assert (ErrorCell(spot=Spot(3, 1), error="#DIV/0!"),) == first.errors.first
    assert [ThingKind.PICTURE, ThingKind.CONTROL, ThingKind.CHART] == [
        thing.kind for thing in first.objects.first
    ]
    assert [(2, True)] == [(shown.column, shown.is_era) for shown in first.number_formats]
    assert [("B6", Look(colour="FF0000", is_bold=True))] == [
        (odd.spot.address, odd.look) for odd in second.odd_looks.first
    ]
    assert [SheetState.VISIBLE, SheetState.HIDDEN, SheetState.VERY_HIDDEN] == [
        sheet.state for sheet in (first, second, third)
    ]


def test_facts_of_the_workbook_come_from_the_file_around_it() -> None:
    """Macros by their storage, persons by the summary's properties, never their values."""
    sheet = XlsSheet(name="表", rows=[["a"]])
    plain = open_book(xls(sheet)).facts
    more = {
        "\x05SummaryInformation": summary({4: "山田太郎", 8: "openpyxl", 2: "題"}),
        "_VBA_PROJECT_CUR": b"x",
    }
    links = ["\x01\x01C\x03Users\x03yamada\x03台帳.xls"]
    full = open_book(xls(sheet, more=more, links=links)).facts

    assert (Form.XLS, False, ()) == (plain.form, plain.has_macros, plain.personal_properties)
    assert (True, ("creator",)) == (full.has_macros, full.personal_properties)
    assert ((), ("台帳.xls",)) == (plain.external_links, full.external_links)
    assert "山田" not in str(full)
