"""The values of XLSX cells are those that frictionless reads, through openpyxl."""

from __future__ import annotations

import datetime as dt
import io
import math
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.books.open import open_book
from publisher.files import SmallFile
from tests.books.making import (
    MAIN,
    cells,
    openpyxl_rows,
    parts,
    rows_of,
    saved,
    sheet_xml,
    styles_of,
    trimmed,
    zipped,
)
from tests.settings import EXAMPLES

FORMATS = (
    "General", "0.00", "#,##0", "0%", "yyyy-mm-dd", "yyyy/m/d h:mm", "h:mm:ss", "[h]:mm",
    '[$-411]ggge"年"m"月"d"日"', '"日"0', "[Red]0;[Blue]-0", "@", "mm:ss.0", 14, 22, 45, 46, 47,
    '0"日"', r"\d0", "d;@", "[$-F800]dddd", "m/d/yy;@", "#,##0_ ;[Red]-#,##0 ",
    '[$-ja-JP-x-gannen]ggge"年"m"月"d"日";@', '#,##0"円"', "[DBNum3]0", "yyyy/m",
)  # fmt: skip
TEXTS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), include_characters="\n\t"),
    max_size=12,
)


def cell_xml(reference: str, kind: str, style: int, inner: str) -> str:
    return f'<c r="{reference}" s="{style}" t="{kind}">{inner}</c>'


def one(inner: str, kind: str = "n", style: int = 0, **more: Any) -> SmallFile:
    row = f'<row r="1">{cell_xml("A1", kind, style, inner)}</row>'
    return zipped(parts(sheet_xml(row), **more))


@st.composite
def number_texts(draw: st.DrawFn) -> str:
    number = draw(
        st.one_of(
            st.integers(-(10**6), 10**6),
            st.floats(-1e6, 1e6, allow_nan=False),
            st.floats(0, 61),
            st.sampled_from(
                [0, 1, 59, 60, 61, 0.5, 59.5, 60.999, 2958465, 2958466, -1, 1e300, 1e-9]
            ),
        )
    )
    return draw(st.sampled_from([str(number), repr(float(number)), f"{float(number):E}"]))


@given(
    st.lists(st.tuples(number_texts(), st.integers(0, len(FORMATS))), min_size=1, max_size=30),
    st.booleans(),
)
@settings(max_examples=EXAMPLES, deadline=None)
def test_numbers_dates_and_durations_are_openpyxls(
    numbers: list[tuple[str, int]], is_1904: bool
) -> None:
    """Serials of both systems, below 61 and below 0, fractions, beyond the calendar; any format."""
    rows = "".join(
        f'<row r="{at}">{cell_xml(f"A{at}", "n", style, f"<v>{text}</v>")}</row>'
        for at, (text, style) in enumerate(numbers, start=1)
    )
    workbook = '<workbookPr date1904="1"/>' if is_1904 else ""
    file = zipped(parts(sheet_xml(rows), styles=styles_of(*FORMATS), workbook=workbook))
    ours, theirs = rows_of(file), openpyxl_rows(file)

    assert theirs == ours
    assert [type(row[0]) for row in theirs] == [type(row[0]) for row in ours]


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(dt.date(1900, 3, 1), dt.date(9999, 1, 1)),
    st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(9999, 1, 1)),  # noqa: DTZ001
    st.times(),
    TEXTS,
    st.sampled_from(["#N/A", "#REF!", "=1+1", "", " ", "&amp;", "_x000D_", "]]>", "１２"]),
)


@given(st.lists(st.lists(VALUES, max_size=6), max_size=25))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_openpyxl_writes_reads_as_openpyxl_reads_it(rows: list[list[Any]]) -> None:
    """Whole workbooks: all types, blank cells, blank rows, formulas, errors."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    file = saved(workbook)

    assert openpyxl_rows(file) == rows_of(file)


def plain_row(number: int, values: list[tuple[str, int, str]]) -> str:
    found = []
    for at, (kind, style, text) in enumerate(values):
        reference = f"{'ABCDEF'[at]}{number}"
        if kind == "blank":
            found.append(f'<c r="{reference}" s="{style}"/>')
        elif kind == "absent":
            continue
        elif kind == "inlineStr":
            found.append(cell_xml(reference, kind, style, f"<is><t>{text}</t></is>"))
        elif kind == "formula":
            found.append(cell_xml(reference, "str", style, f"<f>B1&amp;C1</f><v>{text}</v>"))
        else:
            found.append(cell_xml(reference, kind, style, f"<v>{text}</v>"))
    return f'<row r="{number}" spans="1:6">{"".join(found)}</row>'


CELLS = st.one_of(
    st.tuples(st.sampled_from(["blank", "absent"]), st.integers(0, 2), st.just("")),
    st.tuples(st.just("n"), st.integers(0, 2), number_texts()),
    st.tuples(st.just("s"), st.integers(0, 2), st.sampled_from(["0", "1", "2"])),
    st.tuples(st.just("b"), st.just(0), st.sampled_from(["0", "1", "2"])),
    st.tuples(st.just("e"), st.just(0), st.sampled_from(["#N/A", "#DIV/0!"])),
    st.tuples(
        st.sampled_from(["inlineStr", "str", "formula"]),
        st.integers(0, 1),
        st.sampled_from(["文字", "a&amp;b", "&#x3042;", "x\r\ny", "&lt;b&gt;", "", "&amp;lt;"]),
    ),
)


@given(
    st.lists(st.lists(CELLS, min_size=6, max_size=6), min_size=1, max_size=4),
    st.lists(st.integers(0, 3), min_size=30, max_size=60),
)
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_pattern_reads_what_the_parser_reads(
    shapes: list[list[tuple[str, int, str]]], order: list[int]
) -> None:
    """The law of the fast way. A comment in each row leaves the twin to the parser alone."""
    rows = "".join(
        plain_row(number, shapes[at % len(shapes)]) for number, at in enumerate(order, start=1)
    )
    texts = "<si><t>東</t></si><si><t>西</t><rPh sb='0' eb='1'><t>ニシ</t></rPh></si><si><t/></si>"
    styles = styles_of("yyyy-mm-dd", "[h]:mm")
    fast, slow = (
        open_book(zipped(parts(sheet_xml(xml), texts=texts, styles=styles)))
        for xml in (rows, rows.replace("</row>", "<!-- --></row>"))
    )

    assert cells(slow, "表") == cells(fast, "表")
    assert slow.facts == fast.facts


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<is><t>漢字</t><rPh sb='0' eb='2'><t>カンジ</t></rPh></is>", "漢字"),
        ("<is><r><t>赤</t></r><r><rPr><b/></rPr><t xml:space='preserve'> 青</t></r></is>", "赤 青"),
        ("<is><t>a&lt;b&#10;c</t></is>", "a<b\nc"),
        ("<is><t><![CDATA[<x>]]></t></is>", "<x>"),
    ],
)
def test_a_text_is_all_its_parts_without_the_reading_beside_it(inner: str, expected: str) -> None:
    """Rich text in one piece; furigana (`rPh`) is no part of the value."""
    inline = one(inner, kind="inlineStr")
    shared = one("<v>0</v>", kind="s", texts=f"<si>{inner[4:-5]}</si>")

    assert [[expected]] == rows_of(inline) == openpyxl_rows(inline)
    assert [[expected]] == rows_of(shared) == openpyxl_rows(shared)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-04-01", dt.date(2026, 4, 1)),
        ("2026-04-01T09:30:15", dt.datetime(2026, 4, 1, 9, 30, 15)),  # noqa: DTZ001
        ("09:30:15.5", dt.time(9, 30, 15, 500_000)),
        ("PT1H30M", dt.timedelta(hours=1, minutes=30)),
    ],
)
def test_dates_written_as_text_are_dates(text: str, expected: object) -> None:
    """Cells of type `d`, as strict workbooks have them."""
    file = one(f"<v>{text}</v>", kind="d")

    assert [[expected]] == rows_of(file) == openpyxl_rows(file)


@pytest.mark.parametrize("number", [*range(27, 37), *range(50, 59)])
def test_the_built_in_japanese_formats_are_dates(number: int) -> None:
    """ECMA-376 18.8.30. openpyxl does not know them: a wanted difference (docs/frictionless.md)."""
    file = one("<v>45748.5</v>", style=1, styles=styles_of(number))

    assert [[dt.datetime(2025, 4, 1, 12)]] == rows_of(file)  # noqa: DTZ001
    assert [[45748.5]] == openpyxl_rows(file)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [("n", "12人", "12人"), ("n", "", None), ("b", "yes", "yes"), ("d", "昨日", "昨日")],
)
def test_a_cell_that_belies_its_type_is_told_alone(
    kind: str, text: str, expected: str | None
) -> None:
    """Where openpyxl gives up the whole file: a wanted difference."""
    file = one(f"<v>{text}</v>", kind=kind)

    assert ([[expected]] if expected else []) == rows_of(file)
    if expected:
        with pytest.raises(ValueError, match=r"."):
            openpyxl_rows(file)


def test_dimensions_that_lie_hide_nothing() -> None:
    """openpyxl believes `dimension` and would lose the table: a wanted difference."""
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row><row r="3"><c r="B3"><v>2</v></c></row>'
    file = zipped(parts(sheet_xml(rows, before='<dimension ref="A1"/>')))

    assert [[1, None, 3], [], [None, 2]] == rows_of(file)
    assert [[1]] == openpyxl_rows(file)


def test_rows_and_cells_without_addresses_follow_one_another() -> None:
    """Some programs leave `r` out."""
    rows = "<row><c><v>1</v></c><c t='b'><v>1</v></c></row><row r='4'><c r='C4'><v>3</v></c><c><v>4</v></c></row>"
    file = zipped(parts(sheet_xml(rows)))

    assert [[1, True], [], [], [None, None, 3, 4]] == rows_of(file) == openpyxl_rows(file)


def test_strict_workbooks_are_read() -> None:
    """ISO 29500 strict has other namespaces; openpyxl reads nothing: a wanted difference."""
    strict = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>').replace(
        MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"
    )

    assert [[1]] == rows_of(zipped(parts(strict)))


def test_any_encoding_and_prefix_of_xml_is_read() -> None:
    """Only plain UTF-8 takes the fast way; the rest goes to the parser."""
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(1, 40))
    xml = '<?xml version="1.0" encoding="UTF-16"?>' + sheet_xml(rows)
    prefixed = sheet_xml(rows).replace("<", "<x:").replace("<x:/", "</x:")
    prefixed = prefixed.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')

    assert [[at] for at in range(1, 40)] == rows_of(zipped(parts(xml.encode("utf-16"))))
    assert [[at] for at in range(1, 40)] == rows_of(zipped(parts(prefixed)))


def test_a_comment_that_looks_like_rows_is_none() -> None:
    """What is commented out stays out, also right behind a row."""
    row = '<row r="{0}"><c r="A{0}"><v>{0}</v></c></row>'
    rows = "".join(row.format(at) for at in range(1, 30))
    hidden = (
        f"<row r='30'/><!-- </row>{row.format(31)} --><row r='32'><c r='A32'><v>32</v></c></row>"
    )
    file = zipped(parts(sheet_xml(rows + hidden)))

    assert [*([at] for at in range(1, 30)), [], [], [32]] == rows_of(file) == openpyxl_rows(file)


def test_errors_read_as_their_text_and_formulas_as_their_value() -> None:
    """Shared formulas too; a formula never calculated reads as empty."""
    rows = (
        '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="B1"><f t="shared" ref="B1:C1" si="0">A2</f><v>5</v></c>'
        '<c r="C1"><f t="shared" si="0"/><v>6</v></c><c r="D1"><f>A1</f></c>'
        '<c r="E1" t="str"><f>""</f><v></v></c><c r="F1"><v>7</v></c></row>'
    )
    file = zipped(parts(sheet_xml(rows)))

    assert [["#DIV/0!", 5, 6, None, None, 7]] == rows_of(file) == openpyxl_rows(file)


def test_a_wide_and_long_table_reads_as_openpyxl_reads_it() -> None:
    """Some thousand rows: blocks, shapes that change, chunks that end within a row."""
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("表")
    for at in range(6000):
        blank = None if at % 7 else "備考"
        day = dt.date(2020, 1, 1) + dt.timedelta(days=at % 900)
        sheet.append([at, f"名前{at}", blank, day, at / 7, at % 2 == 0, "長い文章" * (at % 60)])
    out = io.BytesIO()
    workbook.save(out)
    file = SmallFile(out.getvalue())

    assert openpyxl_rows(file) == rows_of(file)


def test_trimming_is_what_the_tests_say() -> None:
    assert [[1, None, 2], [], [math.pi]] == trimmed([[1, None, 2, " "], [None], [math.pi], [""]])
    assert [[1, 2], [3, " "], []] == trimmed([[1, 2], [3, " ", " "], [" "], [4]])[:3]


def test_a_space_within_the_table_is_what_its_cell_holds() -> None:
    """frictionless finds it too; beyond the table it is a slip of the hand."""
    workbook = openpyxl.Workbook()
    for row in (["a", "b"], [1, " "], [" "], [2, "", " "], [3, "x"]):
        workbook.active.append(row)
    out = io.BytesIO()
    workbook.save(out)

    assert [["a", "b"], [1, " "], [], [2], [3, "x"]] == rows_of(SmallFile(out.getvalue()))
