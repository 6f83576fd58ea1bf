"""ODS workbooks outside of their cells: what is written there, how cells look, what is of no size."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest

from publisher.books.book import PLACES_KEPT, UNSHOWN, ErrorCell, Look, Sheet, Span, Spot
from publisher.books.open import open_book
from publisher.books.refusal import DAMAGED, NOT_A_WORKBOOK
from publisher.books.row_pattern import Variant
from publisher.books.tally import Tally
from publisher.files import SmallFile
from publisher.rules.private_contact import texts_of_sheet
from publisher.tables.record import BrokenTable
from tests.books.making import rows_of, zipped
from tests.books.ods_writer import ods

SAID = "担当 090-1234-5678"


def table(rows: str = "", attributes: str = "", name: str = "表") -> str:
    return f"<table:table table:name='{name}' {attributes}>{rows}</table:table>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def text(content: str, attributes: str = "") -> str:
    inner = f"<text:p>{content}</text:p>"
    return f"<table:table-cell office:value-type='string' {attributes}>{inner}</table:table-cell>"


def sheet_of(file: SmallFile) -> Sheet:
    return open_book(file).facts.sheets[0]


ON_SHEET = {
    "a comment": table(row(text(f"<office:annotation><text:p>{SAID}</text:p></office:annotation>"))),
    "the end of a long comment": table(
        row(f"<table:table-cell><office:annotation><text:p>{'長' * 500}{SAID}</text:p>"
            "</office:annotation></table:table-cell>")
    ),
    "a text box": table(
        f"<table:shapes><draw:frame><draw:text-box><text:p>{SAID}</text:p></draw:text-box></draw:frame></table:shapes>"
    ),
    "a number in two styles": table(
        "<table:shapes><draw:frame><draw:text-box><text:p>担当 090-<text:span>1234</text:span>-5678"
        "</text:p></draw:text-box></draw:frame></table:shapes>"
    ),
    "a link": table(row(text(f"<text:a xlink:href='tel:{SAID}'>電話</text:a>"))),
    "a button": table(f"<office:forms><form:form><form:button form:label='{SAID}'/></form:form></office:forms>"),
    "the description of a sheet": table(f"<table:desc>{SAID}</table:desc>"),
}  # fmt: skip


@pytest.mark.parametrize("place", ON_SHEET)
def test_what_is_written_on_a_sheet_outside_of_cells_is_known(place: str) -> None:
    """Whole: what comes after the first two hundred characters, too."""
    sheet = sheet_of(ods(ON_SHEET[place]))

    assert [said for said in texts_of_sheet(sheet) if SAID in said]
    assert SAID not in str(rows_of(ods(ON_SHEET[place])))


IN_BOOK = {
    "a list of choices": ods(
        f"<table:content-validations><table:content-validation table:condition='{SAID}'/></table:content-validations>"
        + table()
    ),
    "the help of a choice": ods(
        "<table:content-validations><table:content-validation><table:help-message>"
        f"<text:p>{SAID}</text:p></table:help-message></table:content-validation></table:content-validations>"
        + table()
    ),
    "a recorded change": ods(
        "<table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell>"
        f"<text:p>{SAID}</text:p></table:change-track-table-cell></table:previous>"
        "</table:cell-content-change></table:tracked-changes>" + table()
    ),
    "values of another file": ods(
        table() + table(row(text(SAID)), name="&apos;file:///C:/yamada/台帳.ods&apos;#表")
    ),
    "a chart": ods(table(), more={"Object 1/content.xml": f"<x xmlns='c'><p>{SAID}</p></x>"}),
}  # fmt: skip


@pytest.mark.parametrize("place", IN_BOOK)
def test_what_no_sheet_shows_is_known(place: str) -> None:
    facts = open_book(IN_BOOK[place]).facts

    assert [said for said in facts.hidden_texts if SAID in said]
    assert ["表"] == [sheet.name for sheet in facts.sheets]


def test_heads_of_pages_belong_to_the_sheets_that_are_printed_so() -> None:
    """By the style of the sheet; a sheet whose style names none is printed as Default."""
    styles = (
        "<style:style style:name='ta1' style:family='table' style:master-page-name='PageStyle_1'/>"
    )
    pages = "".join(
        f"<style:master-page style:name='{name}'><style:header><text:p>{name} <text:span>頁</text:span>"
        "</text:p></style:header></style:master-page>"
        for name in ("Default", "PageStyle_1")
    )
    sheets = table(attributes="table:style-name='ta1'") + table(name="次")
    file = ods(sheets, styles=styles, named=f"<office:master-styles>{pages}</office:master-styles>")

    assert [("PageStyle_1 頁",), ("Default 頁",)] == [
        sheet.texts for sheet in open_book(file).facts.sheets
    ]


def test_properties_are_texts_but_persons_are_named_only() -> None:
    meta = (
        "<m xmlns:d='d'><d:title>題</d:title><d:keyword>鍵</d:keyword><d:generator>LibreOffice</d:generator>"
        "<d:user-defined>自由</d:user-defined><d:creator>山田太郎</d:creator></m>"
    )
    names = (
        "<table:named-expressions><table:named-range table:name='範囲'/></table:named-expressions>"
    )
    facts = open_book(ods(table() + names, meta=meta)).facts

    assert ("題", "鍵", "自由", "範囲") == facts.texts
    assert ("lastModifiedBy",) == facts.personal_properties
    assert "山田" not in str(facts)


def test_who_wrote_a_comment_and_when_is_no_part_of_it() -> None:
    """A name would be printed on the report."""
    note = "<office:annotation><dc:creator>山田太郎</dc:creator><dc:date>2026-04-01</dc:date><text:p>確認</text:p><text:p>済</text:p></office:annotation>"
    sheet = sheet_of(ods(table(row(text(note + "北町")))))

    assert [("確認\n済", True)] == [(at.text, at.has_author) for at in sheet.comments.first]
    nobody = ods(table(row(text(note.replace("山田太郎", "") + "北町"))))
    assert not sheet_of(nobody).comments.first[0].has_author


def test_other_files_are_named_without_their_folders() -> None:
    """Those whose cells are kept, those of formulas, and those that a sheet is filled from."""
    formula = "table:formula='of:=[&apos;file:///C:/yamada/b.ods&apos;#$表.A1]'"
    sheets = (
        table(f"<table:table-source xlink:href='../yamada/c.ods'/>{row(text('a', formula))}")
        + table(name="&apos;file:///home/yamada/%E5%8F%B0%E5%B8%B3.ods&apos;#表")
    )  # fmt: skip

    assert ("c.ods", "b.ods", "台帳.ods") == open_book(ods(sheets)).facts.external_links


def test_empty_libraries_are_no_macros() -> None:
    """LibreOffice lists libraries also where they hold nothing."""
    has_macros = [
        open_book(ods(table(), more={name: "<x/>"})).facts.has_macros
        for name in (
            "Basic/script-lc.xml",
            "Basic/Standard/script-lb.xml",
            "Basic/Standard/Module1.xml",
            "Scripts/python/a.py",
        )
    ]

    assert [False, False, True, True] == has_macros


STYLES = (
    "<style:style style:name='struck' style:family='table-cell'>"
    "<style:text-properties style:text-line-through-style='solid'/></style:style>"
    "<style:style style:name='not' style:family='table-cell' style:parent-style-name='struck'>"
    "<style:text-properties style:text-line-through-style='none'/></style:style>"
    "<style:style style:name='filled' style:family='table-cell'>"
    "<style:table-cell-properties fo:background-color='#ffff00'/></style:style>"
    "<style:style style:name='child' style:family='table-cell' style:parent-style-name='Good'/>"
    "<style:style style:name='red' style:family='text'><style:text-properties fo:color='#ff0000'/></style:style>"
    "<style:style style:name='flat' style:family='table-row'>"
    "<style:table-row-properties style:row-height='0cm'/></style:style>"
    "<style:style style:name='fitted' style:family='table-row'>"
    "<style:table-row-properties style:row-height='0cm' style:use-optimal-row-height='true'/></style:style>"
    "<style:style style:name='thin' style:family='table-column'>"
    "<style:table-column-properties style:column-width='0.000in'/></style:style>"
    "<style:style style:name='narrow' style:family='table-column'>"
    "<style:table-column-properties style:column-width='0.05in'/></style:style>"
)
NAMED = (
    "<office:styles><style:style style:name='Good' style:family='table-cell'>"
    "<style:text-properties fo:color='#006600' fo:font-weight='bold'/></style:style></office:styles>"
)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("table:style-name='struck'", Look(is_struck=True)),
        ("table:style-name='filled'", Look(fill="FFFF00")),
        ("table:style-name='child'", Look(colour="006600", is_bold=True)),
        ("table:style-name='not'", None),
        ("table:style-name='unknown'", None),
        ("", None),
    ],
)
def test_a_cell_that_looks_otherwise_is_told(attributes: str, expected: Look | None) -> None:
    """By its style or the one that is based on, also where another part holds that."""
    rows = row(text("a")) * 3 + row(text("b", attributes))
    sheet = sheet_of(ods(table(rows), styles=STYLES, named=NAMED))

    assert ([("A4", expected)] if expected else []) == [
        (odd.spot.address, odd.look) for odd in sheet.odd_looks.first
    ]


def test_rows_and_columns_give_cells_their_look() -> None:
    """A cell's own style first, then the row's, then the column's."""
    rows = (
        "<table:table-column/><table:table-column table:default-cell-style-name='filled'/>"
        + row(text("a"), text("b"), text("c")) * 3
        + row(text("a"), text("b", "table:style-name='not'"), text("c"), attributes="table:default-cell-style-name='struck'")
    )  # fmt: skip
    sheet = sheet_of(ods(table(rows), styles=STYLES, named=NAMED))

    assert [("A4", True), ("B4", False), ("C4", True)] == [
        (odd.spot.address, odd.look.is_struck) for odd in sheet.odd_looks.first
    ]


def test_a_text_of_which_a_part_is_coloured_is_told() -> None:
    red = "<text:span text:style-name='red'>赤</text:span>"
    rows = row(text(f"黒と{red}"), text(red), text("黒<text:span>も</text:span>"))

    assert (Spot(1, 1),) == sheet_of(ods(table(rows), styles=STYLES)).mixed_looks.first


def test_rows_and_columns_of_no_size_are_hidden_in_effect() -> None:
    """But not those that are narrow, or as high as what they hold."""
    columns = "".join(
        f"<table:table-column table:style-name='{name}'/>" for name in ("thin", "narrow")
    )
    rows = "".join(
        row(text("a"), text("b"), attributes=f"table:style-name='{name}'")
        for name in ("fitted", "flat", "")
    )
    sheet = sheet_of(ods(table(columns + rows), styles=STYLES))

    assert ((Span(2, 2),), (Span(1, 1),)) == (sheet.hidden_rows.first, sheet.hidden_columns.first)


def test_formulas_that_fail_or_were_never_calculated_are_told() -> None:
    """LibreOffice leaves the value of an error empty, others write 0; what is shown says it."""
    formula = "table:formula='of:=1/0'"
    cells = (
        (
            f"<table:table-cell {formula} office:value-type='string' office:string-value='' "
            "calcext:value-type='error'><text:p>#DIV/0!</text:p></table:table-cell>"
        ),
        f"<table:table-cell {formula} office:value-type='float' office:value='0'><text:p>#REF!</text:p></table:table-cell>",
        f"<table:table-cell {formula}/>",
        "<table:table-cell office:value-type='float' office:value='1e999'><text:p>1E+999</text:p></table:table-cell>",
        "<table:table-cell office:value-type='string'><text:p>#N/A</text:p></table:table-cell>",
    )
    file = ods(table(row(*cells)))
    sheet = sheet_of(file)

    assert [["#DIV/0!", "#REF!", None, float("inf"), "#N/A"]] == rows_of(file)
    assert (
        ErrorCell(spot=Spot(1, 1), error="#DIV/0!"),
        ErrorCell(spot=Spot(1, 2), error="#REF!"),
        ErrorCell(spot=Spot(1, 4), error=UNSHOWN),
    ) == sheet.errors.first
    assert (Spot(1, 3),) == sheet.formulas_without_value.first


@pytest.mark.parametrize("between", ["", "\n   ", "<!-- x -->"])
def test_each_sheet_is_read_by_itself(between: str) -> None:
    """Empty ones, and those that names and changes stand between, give what they hold and no more."""
    names = ("一", "二", "三", "四")
    sheets = [table(row(text(name)) * 2, name=name) for name in names]
    sheets[1] = "<table:table table:name='二'/>"
    content = between.join(["", *sheets, "<table:named-expressions/>"])
    book = open_book(ods(content))

    assert [[["一"]] * 2, [], [["三"]] * 2, [["四"]] * 2] == [
        [list(record.cells) for record in book.records(name)] for name in names
    ]


BROKEN = "<a><b>"


@pytest.mark.parametrize("part", ["meta.xml", "styles.xml", "Object 1/content.xml"])
def test_a_broken_part_beside_the_cells_leaves_them_readable(part: str) -> None:
    """What the workbook holds beside values is not known then: that is said, not guessed."""
    file = ods(table(row(text("北町"))), more={part: BROKEN})

    assert [["北町"]] == rows_of(file)
    with pytest.raises(BrokenTable) as caught:
        assert open_book(file).facts.sheets
    assert DAMAGED == caught.value.note


def without_type(file: SmallFile) -> SmallFile:
    """As whoever unpacks and packs one again by hand leaves it."""
    with ZipFile(io.BytesIO(file.content)) as archive:
        return zipped(
            {name: archive.read(name) for name in archive.namelist() if name != "mimetype"}
        )


def test_a_workbook_that_does_not_say_what_it_is_is_known_by_its_content() -> None:
    """Not so a letter, which is made of the same elements."""
    file = without_type(ods(table(row(text("北町")))))
    letter = zipped({"content.xml": "<office:document-content xmlns:office='o'><office:body><office:text/></office:body></office:document-content>"})  # fmt: skip

    assert [["北町"]] == rows_of(file)
    with pytest.raises(BrokenTable) as caught:
        open_book(letter)
    assert NOT_A_WORKBOOK == caught.value.note


def test_blank_cells_at_the_end_of_rows_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A spreadsheet writes a thousand of them for each row; only filled cells look otherwise."""
    seen: list[Variant] = []
    monkeypatch.setattr(Tally, "add", lambda _tally, variant, _rows: seen.append(variant))
    blanks = "<table:table-cell table:number-columns-repeated='1014' table:style-name='struck'/>"

    assert sheet_of(ods(table(row(text("北町"), blanks) * 3), styles=STYLES)).rows == 3
    assert [1, 1, 1] == [variant.column for variant in seen]


def test_every_link_is_searched() -> None:
    """Also those that are too many to be placed."""
    links = "".join(row(text(f"<text:a xlink:href='{at}'>x</text:a>")) for at in range(PLACES_KEPT))
    sheet = sheet_of(ods(table(links + row(text(f"<text:a xlink:href='tel:{SAID}'>x</text:a>")))))

    assert [said for said in texts_of_sheet(sheet) if SAID in said]
