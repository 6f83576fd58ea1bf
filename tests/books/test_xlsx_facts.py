"""What XLSX workbooks hold beside values: each fact with its place, none invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation

from publisher.books.book import (
    PLACES_KEPT,
    UNSHOWN,
    Area,
    ErrorCell,
    Form,
    Look,
    Sheet,
    SheetKind,
    SheetState,
    Span,
    Spot,
    ThingKind,
    Workbook,
)
from publisher.books.open import open_book
from publisher.books.open import sheet_of as table_of
from publisher.files import SmallFile
from publisher.tables.dialect import Dialect
from publisher.tables.record import BrokenTable
from tests.books.making import (
    cells,
    of_rows,
    parts,
    relations,
    saved,
    sheet_xml,
    styles_of,
    zipped,
)

ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'


def book_of(
    *rows: Sequence[object],
) -> tuple[openpyxl.Workbook, openpyxl.worksheet.worksheet.Worksheet]:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    return workbook, sheet


def facts_of(file: SmallFile) -> Workbook:
    return open_book(file).facts


def sheet_of(workbook: openpyxl.Workbook) -> Sheet:
    return facts_of(saved(workbook)).sheets[0]


def test_a_plain_workbook_has_no_facts() -> None:
    """Nothing is invented: the good case of every rule."""
    facts = facts_of(of_rows([["名称", "数", "日付"], ["公園", 1, 2.5], ["橋", 2, 3.5]]))

    assert Workbook(form=Form.XLSX, sheets=(Sheet(name="一覧", rows=3, columns=3),)) == facts


def test_facts_are_the_same_whether_the_table_was_read_before_or_not() -> None:
    """Reading the records to the end gives them for nothing."""
    file = of_rows([["a", dt.date(2026, 4, 1)], [None], ["b", "#N/A"]])
    read, unread = open_book(file), open_book(file)
    cells(read, "一覧")

    assert unread.facts == read.facts


def test_sheets_are_told_with_state_and_kind() -> None:
    """Hidden, hidden so that only a macro shows it, and a sheet that is a chart."""
    workbook, sheet = book_of(["a", 1], ["b", 2])
    sheet.title = "表"
    workbook.create_sheet("作業").sheet_state = "hidden"
    workbook.create_sheet("係").sheet_state = "veryHidden"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=2))
    workbook.create_chartsheet("グラフ").add_chart(chart)
    facts = facts_of(saved(workbook))

    assert [
        ("表", SheetState.VISIBLE, SheetKind.WORKSHEET),
        ("作業", SheetState.HIDDEN, SheetKind.WORKSHEET),
        ("係", SheetState.VERY_HIDDEN, SheetKind.WORKSHEET),
        ("グラフ", SheetState.VISIBLE, SheetKind.CHARTSHEET),
    ] == [(found.name, found.state, found.kind) for found in facts.sheets]
    assert [ThingKind.CHART] == [thing.kind for thing in facts.sheets[3].objects.first]


def test_a_chart_is_no_table_and_is_not_counted_as_one() -> None:
    """The first sheet is the first of cells, as frictionless counts; a chart asked for says so."""
    workbook, _ = book_of(["a", 1])
    workbook.create_chartsheet("グラフ", 0).add_chart(BarChart())
    file = saved(workbook)
    book = open_book(file)

    assert ("グラフ", "Sheet") == book.sheet_names
    assert ("Sheet",) == book.table_names
    assert [["a", 1]] == [
        list(record.cells) for record in table_of(file, Dialect(sheet=1)).records()
    ]
    with pytest.raises(BrokenTable, match="chart"):
        book.records("グラフ")
    assert SheetKind.CHARTSHEET == book.sheet_facts("グラフ").kind


def test_merged_cells_are_areas() -> None:
    workbook, sheet = book_of(["題", None, None], ["a", "b", "c"])
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("B2:B4")
    merges = sheet_of(workbook).merges

    assert 2 == merges.total
    assert {"A1:C1", "B2:B4"} == {area.address for area in merges.first}
    assert {3} == {area.cells for area in merges.first}


def test_hidden_and_grouped_rows_and_columns_are_stretches() -> None:
    """Folded groups are hidden too; neighbours are one stretch."""
    workbook, sheet = book_of(*[[at, at, at, at, at] for at in range(12)])
    for row in (3, 4, 5, 9):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions.group(7, 8, hidden=True)
    sheet.column_dimensions.group("D", "E")
    found = sheet_of(workbook)

    assert (Span(3, 5), Span(7, 9)) == found.hidden_rows.first
    assert (Span(7, 8),) == found.grouped_rows.first
    assert (Span(2, 2),) == found.hidden_columns.first
    assert (Span(4, 5),) == found.grouped_columns.first
    assert ["3:5", "7:9"] == [span.rows for span in found.hidden_rows.first]
    assert "D:E" == found.grouped_columns.first[0].columns


def test_rows_hidden_in_a_long_table_are_found_by_pattern_too() -> None:
    workbook, sheet = book_of(*[[at] for at in range(100)])
    for row in (50, 51, 90):
        sheet.row_dimensions[row].hidden = True

    assert (Span(50, 51), Span(90, 90)) == sheet_of(workbook).hidden_rows.first


def test_a_filter_is_told_and_whether_it_hides() -> None:
    workbook, sheet = book_of(["a", "b"], [1, 2])
    sheet.auto_filter.ref = "A1:B2"
    unset = sheet_of(workbook)
    sheet.auto_filter.add_filter_column(0, ["1"])
    filtered = sheet_of(workbook)

    assert (Area(1, 1, 2, 2), False) == (unset.filter_area, unset.is_filtered)
    assert (Area(1, 1, 2, 2), True) == (filtered.filter_area, filtered.is_filtered)


def test_a_chart_is_told_with_the_cell_under_it() -> None:
    workbook, sheet = book_of(["a", 1])
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=1))
    sheet.add_chart(chart, "B12")
    things = sheet_of(workbook).objects.first

    assert [(ThingKind.CHART, Spot(12, 2))] == [(thing.kind, thing.spot) for thing in things]


DRAWING = """<xdr:wsDr xmlns:xdr="x" xmlns:a="a">{}</xdr:wsDr>"""
ANCHOR = (
    "<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>9</xdr:colOff><xdr:row>11</xdr:row>"
    "</xdr:from><xdr:to><xdr:col>5</xdr:col><xdr:row>15</xdr:row></xdr:to>{}</xdr:twoCellAnchor>"
)


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("<xdr:pic/>", (ThingKind.PICTURE, "")),
        ("<xdr:cxnSp/>", (ThingKind.SHAPE, "")),
        ("<xdr:sp><xdr:txBody><a:p><a:r><a:t>注意</a:t></a:r></a:p></xdr:txBody></xdr:sp>", (ThingKind.SHAPE, "注意")),
        ('<xdr:sp><xdr:nvSpPr><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr></xdr:sp>', (ThingKind.TEXT_BOX, "")),
        ('<xdr:graphicFrame><a:graphicData uri="http://x/chart"/></xdr:graphicFrame>', (ThingKind.CHART, "")),
        ("<xdr:grpSp><xdr:sp/><xdr:pic/></xdr:grpSp>", (ThingKind.SHAPE, "")),
    ],
)  # fmt: skip
def test_what_lies_over_cells_is_one_thing_per_anchor(
    shape: str, expected: tuple[ThingKind, str]
) -> None:
    """A group is one thing; a hidden form of a control is none."""
    hidden = '<xdr:sp><xdr:nvSpPr><xdr:cNvPr hidden="1"/></xdr:nvSpPr></xdr:sp>'
    file = zipped(
        parts(
            sheet_xml(ROW),
            more={
                "xl/worksheets/_rels/sheet1.xml.rels": relations(
                    {"d": ("drawing", "../drawings/drawing1.xml")}
                ),
                "xl/drawings/drawing1.xml": DRAWING.format(
                    ANCHOR.format(shape) + ANCHOR.format(hidden)
                ),
            },
        )
    )
    things = facts_of(file).sheets[0].objects

    assert 1 == things.total
    assert [(*expected, "B12")] == [
        (thing.kind, thing.text, thing.spot and thing.spot.address) for thing in things.first
    ]


def test_controls_and_embedded_documents_count_once() -> None:
    """Office states them twice, for old and new readers."""
    after = (
        '<oleObjects><oleObject progId="Word" shapeId="1025"/><oleObject progId="Word" shapeId="1025"/>'
        '</oleObjects><controls><control shapeId="1026" name="ボタン"/></controls>'
    )
    things = facts_of(zipped(parts(sheet_xml(ROW, after=after)))).sheets[0].objects

    assert [ThingKind.EMBEDDED, ThingKind.CONTROL] == [thing.kind for thing in things.first]


def test_controls_of_excel_2007_are_found_in_its_drawing() -> None:
    """Notes are drawn there too, and are no controls."""
    vml = '<xml><x:ClientData ObjectType="Note"/><br><x:ClientData ObjectType="Checkbox"/></xml>'
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            {"v": ("vmlDrawing", "../drawings/v.vml")}
        ),
        "xl/drawings/v.vml": vml,
    }
    things = facts_of(zipped(parts(sheet_xml(ROW), more=more))).sheets[0].objects

    assert [ThingKind.CONTROL] == [thing.kind for thing in things.first]


def test_notes_are_told_without_their_authors() -> None:
    """Office writes the author's name in front of the text; it is nobody's business."""
    workbook, sheet = book_of(["a", 1])
    sheet["B1"].comment = Comment("山田太郎:\n確認すること", "山田太郎")
    comments = sheet_of(workbook).comments

    assert [(ThingKind.NOTE, Spot(1, 2), "確認すること")] == [
        (thing.kind, thing.spot, thing.text) for thing in comments.first
    ]
    assert "山田" not in str(comments)


@pytest.mark.parametrize(
    ("author", "is_named"),
    [("山田太郎", True), ("", False), ("Author", False), ("Windows ユーザー", False)],
)
def test_whether_a_note_names_its_author_is_told(author: str, *, is_named: bool) -> None:
    """Office writes Author where names were to be removed; that is nobody's."""
    workbook, sheet = book_of(["a", 1])
    sheet["B1"].comment = Comment("確認すること", author)

    assert [is_named] == [thing.has_author for thing in sheet_of(workbook).comments.first]


def test_a_thread_of_comments_is_one() -> None:
    """The note that stands in for it in old programs is not counted again."""
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            {"c": ("comments", "../comments1.xml"), "t": ("threadedComment", "../t.xml")}
        ),
        "xl/comments1.xml": '<comments><commentList><comment ref="A1"><text><t>[Threaded]</t></text>'
        '</comment><comment ref="B1"><text><t>別</t></text></comment></commentList></comments>',
        "xl/t.xml": '<ThreadedComments><threadedComment ref="A1"><text>なぜ？</text></threadedComment>'
        '<threadedComment ref="A1"><text>返事</text></threadedComment></ThreadedComments>',
    }
    comments = facts_of(zipped(parts(sheet_xml(ROW), more=more))).sheets[0].comments

    assert [(ThingKind.THREAD, "なぜ？", True), (ThingKind.NOTE, "別", False)] == [
        (thing.kind, thing.text, thing.has_author) for thing in comments.first
    ]


def test_formulas_errors_and_missing_values_are_told() -> None:
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>A1</f></c>'
        '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="2"><c r="A2" t="e"><v>#N/A</v></c></row>'
    )
    found = facts_of(zipped(parts(sheet_xml(rows)))).sheets[0]

    assert ["A1", "B1", "C1"] == [spot.address for spot in found.formulas.first]
    assert (Spot(1, 2),) == found.formulas_without_value.first
    assert (
        ErrorCell(spot=Spot(1, 3), error="#DIV/0!"),
        ErrorCell(spot=Spot(2, 1), error="#N/A"),
    ) == found.errors.first


@pytest.mark.parametrize("value", ["", "<v/>", "<v />", "<v></v>"])
def test_a_formula_with_an_empty_number_was_never_calculated(value: str) -> None:
    """As other writers leave it, in each of many rows; an empty text was calculated."""
    rows = "".join(
        f'<row r="{at}"><c r="A{at}"><v>1</v></c><c r="B{at}"><f>A{at}*2</f>{value}</c>'
        f'<c r="C{at}" t="str"><f>""</f><v></v></c><c r="D{at}"><v>{at}</v></c></row>'
        for at in range(1, 201)
    )
    found = facts_of(zipped(parts(sheet_xml(rows)))).sheets[0]

    assert 200 == found.formulas_without_value.total
    assert {2} == {spot.column for spot in found.formulas_without_value.first}
    assert 400 == found.formulas.total


def test_places_are_bounded_and_their_total_is_not() -> None:
    """Fifty thousand formulas: the first thousand places, all counted."""
    rows = "".join(
        f'<row r="{at}"><c r="A{at}"><f>B{at}</f><v>1</v></c></row>' for at in range(1, 50_001)
    )
    formulas = facts_of(zipped(parts(sheet_xml(rows)))).sheets[0].formulas

    assert (50_000, PLACES_KEPT) == (formulas.total, len(formulas.first))
    assert Spot(1000, 1) == formulas.first[-1]


def test_cells_that_look_otherwise_than_their_column_are_told() -> None:
    """Colour, bold, crossed out; the column's usual look is none, though it be coloured."""
    workbook, sheet = book_of(*[["名", "数", at] for at in range(20)])
    for row in range(1, 21):
        sheet.cell(row, 2).fill = PatternFill("solid", fgColor="FFDDEEFF")
    sheet["A5"].fill = PatternFill("solid", fgColor="FFFFFF00")
    sheet["A9"].font = Font(color="FFFF0000", bold=True)
    sheet["C7"].font = Font(strike=True)
    sheet["B3"].fill = PatternFill()
    found = sheet_of(workbook).odd_looks

    assert {
        "A5": Look(fill="FFFF00"),
        "A9": Look(colour="FF0000", is_bold=True),
        "B3": Look(),
        "C7": Look(is_struck=True),
    } == {odd.spot.address: odd.look for odd in found.first}
    assert Look(fill="DDEEFF") == next(odd.usual for odd in found.first if odd.spot.column == 2)
    assert 4 == found.total


def test_colours_nobody_sees_are_none() -> None:
    """White cells, black texts, a theme's black: no odd looks."""
    workbook, sheet = book_of(*[["名"] for _ in range(5)])
    sheet["A1"].fill = PatternFill("solid", fgColor="FFFFFFFF")
    sheet["A2"].font = Font(color="FF000000")
    sheet["A3"].font = Font(color=openpyxl.styles.colors.Color(theme=1))
    sheet["A4"].font = Font(color="FF1F2328")

    assert not sheet_of(workbook).odd_looks


def test_a_theme_colour_is_tinted_as_office_shows_it() -> None:
    """Accent 1 of Office 2007, 40 % lighter: 95B3D7."""
    workbook, sheet = book_of(["a"], ["b"], ["c"])
    accent = openpyxl.styles.colors.Color(theme=4, tint=0.3999755851924192)
    sheet["A2"].fill = PatternFill("solid", fgColor=accent)

    assert ["95B3D7"] == [odd.look.fill for odd in sheet_of(workbook).odd_looks.first]


def test_a_text_partly_crossed_out_is_told() -> None:
    """Shared texts of parts; a part that is only bold carries no meaning of its own."""
    texts = (
        "<si><r><t>9時</t></r><r><rPr><strike/></rPr><t>10時</t></r></si>"
        "<si><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r></si>"
        '<si><r><rPr><color rgb="FFFF0000"/></rPr><t>赤</t></r><r><t>黒</t></r></si>'
    )
    rows = "".join(
        f'<row r="{at}"><c r="A{at}" t="s"><v>{at % 3}</v></c></row>' for at in range(1, 31)
    )
    found = facts_of(zipped(parts(sheet_xml(rows), texts=texts))).sheets[0].mixed_looks

    assert [at for at in range(1, 31) if at % 3 != 1] == [spot.row for spot in found.first]


def test_number_formats_are_told_by_column() -> None:
    """Also the era's: the value is a date, whatever is shown."""
    codes = ("#,##0", '[$-411]ggge"年"m"月"d"日"', 58, "yyyy/m/d", '#,##0"人"', "0.00E+00")
    letters = "ABCDEF"
    row = "".join(f'<c r="{letters[at]}1" s="{at + 1}"><v>45000</v></c>' for at in range(6))
    file = zipped(parts(sheet_xml(f'<row r="1">{row}</row>'), styles=styles_of(*codes)))
    found = {shown.column: shown for shown in facts_of(file).sheets[0].number_formats}

    assert [False, True, True, True, False, False] == [found[at].is_date for at in range(1, 7)]
    assert [False, True, True, False, False, False] == [found[at].is_era for at in range(1, 7)]
    assert ("#,##0", (Spot(1, 1),)) == (found[1].code, found[1].cells.first)


def test_conditional_formats_protection_and_hidden_zeros_are_told() -> None:
    workbook, sheet = book_of([1, 2], [3, 4])
    sheet.conditional_formatting.add(
        "A1:B2 D4",
        CellIsRule(operator="lessThan", formula=["2"], fill=PatternFill(bgColor="FF0000")),
    )
    sheet.protection.sheet = True
    sheet.sheet_view.showZeros = False
    workbook.security = WorkbookProtection(lockStructure=True)
    facts = facts_of(saved(workbook))
    found = facts.sheets[0]

    assert {"A1:B2", "D4"} == {area.address for area in found.conditional_formats.first}
    assert (True, True, True) == (found.is_protected, found.hides_zeros, facts.is_protected)


def test_formatting_is_not_content() -> None:
    """The extent is that of values, whatever was formatted."""
    workbook, sheet = book_of(["a", "b"], [1, None])
    sheet["H30"].fill = PatternFill("solid", fgColor="FFFF0000")
    sheet["C3"] = "  "
    found = sheet_of(workbook)

    assert (2, 2) == (found.rows, found.columns)
    assert not found.odd_looks or {Spot(3, 3)} >= {odd.spot for odd in found.odd_looks.first}


@pytest.mark.parametrize(
    ("creator", "expected"),
    [("山田太郎", ("creator",)), ("openpyxl", ()), ("", ()), ("Microsoft Office User", ())],
)
def test_properties_that_name_a_person_are_told_by_name_only(
    creator: str, expected: tuple[str, ...]
) -> None:
    """Never their values; names of programs are no persons."""
    workbook, _ = book_of(["a"])
    workbook.properties.creator = creator
    workbook.custom_doc_props.append(StringProperty(name="担当", value="鈴木"))
    facts = facts_of(saved(workbook))

    assert expected == facts.personal_properties
    assert "山田" not in str(facts)


def test_macros_and_outside_links_are_told() -> None:
    """Of a linked file only its own name: the folders may name people."""
    found = parts(
        sheet_xml(ROW),
        more={
            "xl/externalLinks/externalLink1.xml": "<externalLink/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
                {"x": ("externalLinkPath", "file:///C:\\Users\\yamada\\台帳.xlsx")}
            ).replace("/>", ' TargetMode="External"/>'),
            "xl/vbaProject.bin": b"x",
        },
    )
    told = {
        "rId1": ("worksheet", "worksheets/sheet1.xml"),
        "e": ("externalLink", "externalLinks/externalLink1.xml"),
        "v": ("vbaProject", "vbaProject.bin"),
    }
    types = str(found["[Content_Types].xml"]).replace(
        "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main",
        "vnd.ms-excel.sheet.macroEnabled.main",
    )
    facts = facts_of(
        zipped(
            {**found, "xl/_rels/workbook.xml.rels": relations(told), "[Content_Types].xml": types}
        )
    )

    assert (Form.XLSM, True, ("台帳.xlsx",)) == (facts.form, facts.has_macros, facts.external_links)


def test_the_system_of_1904_is_told() -> None:
    facts = facts_of(zipped(parts(sheet_xml(ROW), workbook='<workbookPr date1904="1"/>')))

    assert facts.is_1904


@pytest.mark.parametrize("is_1904", [False, True])
def test_numbers_that_no_cell_can_show_are_told(is_1904: bool) -> None:
    """Days below zero or beyond all years, numbers beyond all floats: `########` in Excel."""
    values = {5: "-1", 30: "-0.25", 60: "1e300", 61: "2958466", 62: "1e999"}
    rows = "".join(
        f'<row r="{at}"><c r="A{at}" s="1"><v>{values.get(at, "45748") if at < 62 else 1}</v></c>'
        f'<c r="B{at}"><v>{values.get(at, "0.5") if at == 62 else "1.5"}</v></c></row>'
        for at in range(1, 101)
    )
    workbook = '<workbookPr date1904="1"/>' if is_1904 else ""
    file = zipped(parts(sheet_xml(rows), styles=styles_of("yyyy-mm-dd"), workbook=workbook))
    errors = open_book(file).facts.sheets[0].errors

    below = [] if is_1904 else ["A5", "A30"]
    assert [*below, "A60", "A61", "B62"] == [found.spot.address for found in errors.first]
    assert {UNSHOWN} == {found.error for found in errors.first}


def test_texts_outside_of_cells_are_told() -> None:
    """Page heads, choices and prompts of a sheet; properties and defined names of the workbook."""
    workbook, sheet = book_of(["名称"], ["公民館"])
    sheet.oddHeader.center.text = "頭"
    sheet.evenFooter.left.text = "足"
    choices = DataValidation(type="list", formula1='"甲,乙"')
    choices.prompt, choices.promptTitle = "選んでください", "題"
    choices.add("A2")
    sheet.add_data_validation(choices)
    workbook.properties.title = "名簿"
    workbook.properties.keywords = "鍵"
    workbook.defined_names["範囲"] = DefinedName("範囲", attr_text="Sheet!$A$1")

    facts = open_book(saved(workbook)).facts

    assert {'"甲,乙"', "選んでください", "題"} <= set(facts.sheets[0].texts)
    assert [text for text in facts.sheets[0].texts if "頭" in text]
    assert [text for text in facts.sheets[0].texts if "足" in text]
    assert {"名簿", "鍵", "範囲", "Sheet!$A$1"} <= set(facts.texts)
