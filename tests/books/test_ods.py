"""ODS workbooks: values by type, repeated cells and rows, and what the XML tells beside them."""

from __future__ import annotations

import datetime as dt

import pytest

from publisher.books.book import ErrorCell, Form, SheetState, Span, Spot, ThingKind
from publisher.books.open import open_book
from tests.books.making import rows_of
from tests.books.ods_writer import ods


def table(rows: str, attributes: str = "") -> str:
    return f"<table:table table:name='表' {attributes}>{rows}</table:table>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def cell(inner: str = "", **attributes: str) -> str:
    told = "".join(
        f" {key.replace('__', ':').replace('_', '-')}='{value}'"
        for key, value in attributes.items()
    )
    return f"<table:table-cell{told}>{inner}</table:table-cell>"


def text(content: str) -> str:
    return cell(f"<text:p>{content}</text:p>", office__value_type="string")


@pytest.mark.parametrize(
    ("attributes", "inner", "expected"),
    [
        ({"value_type": "float", "value": "12"}, "12人", 12),
        ({"value_type": "float", "value": "1.50"}, "1.5", 1.5),
        ({"value_type": "percentage", "value": "0.5"}, "50%", 0.5),
        ({"value_type": "currency", "value": "3000"}, "¥3,000", 3000),
        ({"value_type": "boolean", "boolean-value": "true"}, "TRUE", True),
        ({"value_type": "date", "date-value": "2026-04-01"}, "令和8年4月1日", dt.date(2026, 4, 1)),
        (
            {"value_type": "date", "date-value": "2026-04-01T09:30:00"},
            "",
            dt.datetime(2026, 4, 1, 9, 30),  # noqa: DTZ001
        ),
        ({"value_type": "time", "time-value": "PT09H30M00S"}, "9:30", dt.time(9, 30)),
        ({"value_type": "time", "time-value": "PT30H00M00S"}, "30:00", dt.timedelta(hours=30)),
        ({"value_type": "string"}, "公園", "公園"),
        ({"value_type": "date", "date-value": "昨日"}, "昨日", "昨日"),
        ({"value_type": "float", "value": "NaN"}, "#N/A", "#N/A"),
        ({}, "", None),
    ],
)
def test_values_are_read_by_their_type(
    attributes: dict[str, str], inner: str, expected: object
) -> None:
    """What cannot be of its type stays the text on show."""
    told = {f"office__{key.replace('-', '_')}": value for key, value in attributes.items()}
    found = rows_of(ods(table(row(cell(f"<text:p>{inner}</text:p>" if inner else "", **told)))))

    assert ([[expected]] if expected is not None else []) == found
    assert expected is None or type(expected) is type(found[0][0])


def test_texts_keep_their_paragraphs_spaces_and_breaks_but_no_readings_and_notes() -> None:
    inner = (
        "<office:annotation><text:p>確認</text:p></office:annotation>"
        "<text:p>第1<text:s text:c='2'/><text:span>公<text:tab/>園</text:span></text:p>"
        "<text:p><text:ruby><text:ruby-base>奈良</text:ruby-base>"
        "<text:ruby-text>なら</text:ruby-text></text:ruby>市<text:line-break/>x</text:p>"
    )
    found = ods(table(row(cell(inner, office__value_type="string"))))

    assert [["第1  公\t園\n奈良市\nx"]] == rows_of(found)
    assert [(ThingKind.NOTE, Spot(1, 1), "確認")] == [
        (thing.kind, thing.spot, thing.text)
        for thing in open_book(found).facts.sheets[0].comments.first
    ]


def test_repeated_and_covered_cells_have_their_places() -> None:
    rows = (
        row(text("a"), cell(table__number_columns_repeated="2"), text("d"))
        + row(cell(table__number_columns_repeated="4"), attributes="table:number-rows-repeated='2'")
        + row(
            cell("<text:p>題</text:p>", office__value_type="string", table__number_columns_spanned="2",
                 table__number_rows_spanned="1"),
            "<table:covered-table-cell/>",
            text("c"),
        )
    )  # fmt: skip
    file = ods(table(rows))

    assert [["a", None, None, "d"], [], [], ["題", None, "c"]] == rows_of(file)
    assert ["A4:B4"] == [area.address for area in open_book(file).facts.sheets[0].merges.first]


def test_facts_are_those_the_xml_tells() -> None:
    """Hidden sheets, rows and columns, groups, formulas, errors, objects, persons, protection."""
    styles = "<style:style style:name='ta2'><style:table-properties table:display='false'/></style:style>"
    rows = (
        "<table:table-column/><table:table-column table:visibility='collapse' "
        "table:number-columns-repeated='2'/>"
        + row(cell("<draw:frame><draw:image/></draw:frame>"), text("a"))
        + "<table:table-row-group>"
        + row(text("b"), attributes="table:visibility='filter'")
        + "</table:table-row-group>"
        + row(
            cell("<text:p>2</text:p>", office__value_type="float", office__value="2", table__formula="of:=1+1"),
            cell("<text:p>#N/A</text:p>", office__value_type="string", calcext__value_type="error"),
        )
    )  # fmt: skip
    hidden = "<table:table table:name='裏' table:style-name='ta2'/>"
    meta = "<m xmlns:d='d'><d:initial-creator>山田太郎</d:initial-creator><d:title>題</d:title></m>"
    facts = open_book(
        ods(table(rows, "table:protected='true'") + hidden, styles=styles, meta=meta)
    ).facts
    first, second = facts.sheets

    assert (Form.ODS, ("creator",)) == (facts.form, facts.personal_properties)
    assert (SheetState.VISIBLE, SheetState.HIDDEN) == (first.state, second.state)
    assert (Span(2, 3),) == first.hidden_columns.first
    assert (Span(2, 2),) == first.hidden_rows.first == first.grouped_rows.first
    assert first.is_filtered
    assert first.is_protected
    assert (Spot(3, 1),) == first.formulas.first
    assert (ErrorCell(spot=Spot(3, 2), error="#N/A"),) == first.errors.first
    assert [(ThingKind.PICTURE, Spot(1, 1))] == [
        (thing.kind, thing.spot) for thing in first.objects.first
    ]
    assert (3, 2) == (first.rows, first.columns)


def test_links_are_known_by_cell_and_target() -> None:
    space = "xmlns:xlink='http://www.w3.org/1999/xlink'"
    inner = f"<text:p><text:a {space} xlink:href='https://example.jp/a.pdf'>詳細</text:a></text:p>"
    rows = row(text("名称"), text("資料")) + row(
        text("東館"), cell(inner, office__value_type="string")
    )
    book = open_book(ods(table(rows)))

    assert [["名称", "資料"], ["東館", "詳細"]] == rows_of(ods(table(rows)))
    assert [("B2", "https://example.jp/a.pdf")] == [
        (link.area.address, link.target) for link in book.facts.sheets[0].links.first
    ]
