"""Files as officers send them, read as grids of what is published."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from publisher.books import refusal
from publisher.books.book import Area
from publisher.files import SmallFile
from publisher.tidy import blocks, read, sheets, text_grid
from publisher.tidy.cell_text import text_of
from publisher.tidy.grid import Grid
from publisher.tidy.number_look import Kind
from publisher.tidy.read import Unread, grids
from publisher.tidy.sheets import Sheets
from tests.books.making import of_rows, saved
from tests.books.ods_writer import ods
from tests.tidy.grids import lost

DAY = dt.datetime(2024, 4, 1)  # noqa: DTZ001 - a spreadsheet's dates have no zone
ROWS = "名称,人口\n北,10\n"


def texts(file: SmallFile, form: str) -> list[list[str]]:
    found = grids(file, form)

    assert not isinstance(found, Unread), found
    return [list(row.cells) for row in found[0].rows]


def grid_of(file: SmallFile, form: str) -> Grid:
    found = grids(file, form)

    assert not isinstance(found, Unread), found
    return found[0]


def refused(content: bytes, form: str) -> Unread:
    found = grids(SmallFile(content), form)

    assert isinstance(found, Unread)
    return found


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (None, None, ""),
        ("市役所", "@", "市役所"),
        ("#N/A", None, "#N/A"),
        (True, None, "TRUE"),
        (12, None, "12"),
        (12.0, None, "12"),
        (-0.0, None, "0"),
        (34.300675800000001, None, "34.3006758"),
        (0.1 + 0.2, None, "0.3"),
        (1e21, None, "1000000000000000000000"),
        (1234567, "#,##0", "1234567"),
        (12.345, "0.0", "12.345"),
        (0.123, "0.0%", "12.3%"),
        (123, "00000", "00123"),
        (123456, "00000", "123456"),
        (6308001, "000-0000", "630-8001"),
        (6308001, "[<=999]000;[<=9999]000-00;000-0000", "630-8001"),
        (630, "[<=999]000;[<=9999]000-00;000-0000", "630"),
        (1.5, "00", "1.5"),
        (45383, "aaa", "月"),
        (45383, "aaaa", "月曜日"),
        (DAY, None, "2024-04-01"),
        (DAY, "yyyy/m/d", "2024-04-01"),
        (DAY, '[$-411]ggge"年"m"月"d"日"', "2024-04-01"),
        (DAY, "[$-411]ge.m.d", "2024-04-01"),
        (DAY, 'yyyy"年"m"月"', "2024-04"),
        (DAY, 'm"月"d"日"', "4月1日"),
        (DAY, "yyyy/m/d h:mm", "2024-04-01T00:00"),
        (DAY.replace(hour=9, minute=30), None, "2024-04-01T09:30"),
        (DAY.replace(hour=9, minute=30), "h:mm", "09:30"),
        (DAY.replace(hour=9, minute=29, second=59, microsecond=999000), "h:mm", "09:30"),
        (dt.time(9, 30), "h:mm", "09:30"),
        (dt.time(9, 30, 5), "h:mm:ss", "09:30:05"),
        (dt.time(), "yyyy/mm/dd", "1900-01-00"),
        (dt.time(12), 'm"月"d"日"', "1900-01-00"),
        (dt.time(12), "yyyy/m/d h:mm", "1900-01-00T12:00"),
        (dt.time(12), "aaa", "土"),
        (dt.timedelta(hours=25, minutes=30), "[h]:mm", "25:30"),
        (dt.timedelta(hours=-1), "[h]:mm", "-01:00"),
        (dt.date(2024, 4, 1), None, "2024-04-01"),
    ],
)
def test_the_number_format_decides_the_text(value: Any, code: str | None, expected: str) -> None:
    """Dates are ISO 8601 with what is shown, codes keep zeros, numbers are plain."""
    assert expected == text_of(value, code)


def test_a_day_before_the_calendar_of_a_spreadsheet_is_none() -> None:
    """A negative number in a format of days shows ########; a day of 1899 would be invented."""
    rows: list[tuple[Any, str]] = [("開設日", "General"), (-5, "yyyy/mm/dd"), (45383, "yyyy/mm/dd")]

    assert [["開設日"], ["########"], ["2024-04-01"]] == texts(formatted(rows), "xlsx")


def test_day_60_is_written_as_it_is_shown() -> None:
    """1900-02-29 is no day, and nobody knows which is meant: 1900-02-28 would be invented."""
    rows: list[tuple[Any, str]] = [("開設日", "General"), (60, "yyyy/mm/dd"), (59, "yyyy/mm/dd")]

    assert [["開設日"], ["1900-02-29"], ["1900-02-28"]] == texts(formatted(rows), "xlsx")


def formatted(rows: list[tuple[Any, str]], column: int = 1) -> SmallFile:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for number, (value, code) in enumerate(rows, start=1):
        cell = sheet.cell(number, column, value)
        cell.number_format = code
    return saved(workbook)


def test_a_code_beyond_the_first_thousand_keeps_its_zeros() -> None:
    """Readers tell the places of the first thousand cells of a format only."""
    rows: list[tuple[Any, str]] = [(number, "00000") for number in range(1, 1501)]

    assert ["01500"] == texts(formatted(rows), "xlsx")[-1]


def test_formats_that_cannot_be_told_apart_decide_nothing_in_the_column() -> None:
    """Behind the first thousand plain numbers stand among codes: none rather than half of them."""
    rows: list[tuple[Any, str]] = [(number, "00000") for number in range(1, 1101)]
    rows += [(number, "General") for number in range(1101, 1201)]
    rows += [(8, "00000")]

    found = texts(formatted(rows), "xlsx")

    assert [["1"], ["1150"], ["8"]] == [found[0], found[1149], found[-1]]


def test_an_ods_keeps_zeros_and_percent_as_shown() -> None:
    """An ODS has the shown text beside the value: it is the number format that is needed."""
    cells = "".join(
        f"<table:table-cell office:value-type='{kind}' office:value='{value}'>"
        f"<text:p>{shown}</text:p></table:table-cell>"
        for kind, value, shown in (
            ("float", "123", "00123"),
            ("float", "6308001", "630-8001"),
            ("percentage", "0.5", "50%"),
            ("float", "1234", "1,234"),
            ("float", "0", "0"),
        )
    )
    file = ods(
        f"<table:table table:name='表'><table:table-row>{cells}</table:table-row></table:table>"
    )

    assert [["00123", "630-8001", "50%", "1234", "0"]] == texts(file, "ods")


def test_an_ods_shows_words_thousands_and_days_as_they_are_seen() -> None:
    cells = "".join(
        f"<table:table-cell office:value-type='{kind}' office:{name}='{value}'>"
        f"<text:p>{shown}</text:p></table:table-cell>"
        for kind, name, value, shown in (
            ("float", "value", "12", "第12号"),
            ("float", "value", "7", "第007号"),
            ("float", "value", "1234", "1,234人"),
            ("float", "value", "1234567", "1,235"),
            ("float", "value", "0.126", "0.13"),
            ("currency", "value", "1234", "￥1,234"),
            ("date", "date-value", "2026-05-03", "5月3日"),
            ("date", "date-value", "2026-05-03", "05/03(日)"),
            ("date", "date-value", "2026-05-03", "2026年5月3日"),
        )
    )
    file = ods(
        f"<table:table table:name='表'><table:table-row>{cells}</table:table-row></table:table>"
    )
    seen = "第12号 第007号 1234人 1235 0.126 1234 5月3日 05/03(日) 2026-05-03"

    assert [seen.split()] == texts(file, "ods")


def test_a_grid_tells_what_the_file_holds_beside_what_it_shows() -> None:
    """Only where they differ in meaning: 00012 is the very number 12."""
    rows: list[tuple[Any, str]] = [(1234567, "#,##0,"), (12, "00000"), (5, '0"人"'), (DAY, "m/d")]
    (found,) = read.grids(formatted(rows), "xlsx")  # type: ignore[misc]  # it can be read

    assert {(1, 1): "1234567", (3, 1): "5", (4, 1): "2024-04-01"} == {
        place: held.text for place, held in found.held.items()
    }


def test_a_column_of_many_formats_keeps_the_files_values_and_is_told() -> None:
    rows: list[tuple[Any, str]] = [(5000, "#,##0,") for _ in range(1100)]
    rows += [(7000, "General") for _ in range(3)]
    (found,) = read.grids(formatted(rows), "xlsx")  # type: ignore[misc]  # it can be read

    assert (("5000",), ("7000",)) == (found.rows[0].cells, found.rows[-1].cells)
    assert frozenset({1}) == found.unknown_formats


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp932", "euc-jp", "utf-16", "iso2022_jp"])
def test_every_known_encoding_reads_the_same(codec: str) -> None:
    content = "名称,住所\r\n公民館,奈良市東新町\r\n図書館,奈良市北新町\r\n".encode(codec)

    assert [["名称", "住所"], ["公民館", "奈良市東新町"], ["図書館", "奈良市北新町"]] == texts(
        SmallFile(content), "csv"
    )


def test_what_two_encodings_read_as_words_is_not_read() -> None:
    """`名称` would be written as `ﾌｾｾﾎ` without a word."""
    found = grids(SmallFile("名称\n北館\n".encode("euc_jp")), "csv")

    assert isinstance(found, Unread)
    assert ("encoding-error", 1) == (found.kind, found.line)


@pytest.mark.parametrize(
    ("form", "sign"), [("tsv", "\t"), ("csv", "\t"), ("csv", ";"), ("txt", ",")]
)
def test_the_delimiter_is_what_parts_every_record(form: str, sign: str) -> None:
    """By its name, unless another sign alone parts all records into equally many cells."""
    content = ROWS.replace(",", sign).encode()

    assert [["名称", "人口"], ["北", "10"]] == texts(SmallFile(content), form)


def test_lines_are_those_of_the_editor() -> None:
    """Also after a line break inside of a cell."""
    found = grids(SmallFile('名称,備考\n北,"あ\nい"\n南,\n'.encode()), "csv")

    assert not isinstance(found, Unread)
    assert [(1, 1), (2, 2), (3, 4)] == [(row.number, row.line) for row in found[0].rows]


def test_what_a_file_is_decides_not_its_name() -> None:
    """A workbook named .csv and a text named .xls are read all the same."""
    workbook = of_rows([["名称", "人口"], ["北", 10]])

    assert [["名称", "人口"], ["北", "10"]] == texts(workbook, "csv")
    assert [["名称", "人口"], ["北", "10"]] == texts(SmallFile(ROWS.encode()), "xls")


def test_hidden_and_merged_parts_are_known() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for row in (["地区", "人口", "", "x"], ["北", 1, 2, 3], ["南", 1, 2, 3]):
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["D"].hidden = True
    other = workbook.create_sheet("旧")
    other["A1"] = "古い"
    other.sheet_state = "hidden"

    found = grids(saved(workbook), "xlsx")

    assert not isinstance(found, Unread)
    first, second = found
    assert (Area(1, 2, 1, 3),) == first.merges
    assert (frozenset({2}), frozenset({4})) == (first.hidden_rows, first.hidden_columns)
    assert (False, True) == (first.is_hidden, second.is_hidden)
    assert ["Sheet", "旧"] == [first.sheet, second.sheet]


def test_blank_cells_after_the_last_value_are_no_rows() -> None:
    file = SmallFile(f"{ROWS},\n\n,,\n".encode())

    assert [["名称", "人口"], ["北", "10"]] == texts(file, "csv")
    assert [] == texts(SmallFile(b""), "csv")


def collection(*features: tuple[Any, Any], ids: bool = False) -> SmallFile:
    found = [
        {
            "type": "Feature",
            **({"id": number} if ids else {}),
            "properties": properties,
            "geometry": geometry,
        }
        for number, (properties, geometry) in enumerate(features, start=1)
    ]
    document = {"type": "FeatureCollection", "features": found}
    return SmallFile(json.dumps(document, ensure_ascii=False).encode())


def point(*coordinates: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": coordinates}


def test_points_of_a_geojson_become_two_columns() -> None:
    """Named as the properties are; other shapes stay GeoJSON, and ids are kept."""
    line = {"type": "LineString", "coordinates": [[135.8, 34.7], [135.9, 34.75]]}
    file = collection(({"名称": "北"}, point(135.80, 34.7)), ({"名称": "道"}, line), ids=True)

    assert [
        ["id", "名称", "緯度", "経度", "geometry"],
        ["1", "北", "34.7", "135.8", ""],
        ["2", "道", "", "", '{"type":"LineString","coordinates":[[135.8,34.7],[135.9,34.75]]}'],
    ] == texts(file, "geojson")


def test_places_that_the_properties_tell_are_not_told_twice() -> None:
    properties = {"name": "北", "緯度": 34.7, "経度": 135.8}

    found = texts(collection((properties, point(135.8000000000001, 34.7))), "json")

    assert [["name", "緯度", "経度"], ["北", "34.7", "135.8"]] == found


def test_heights_and_other_places_than_the_properties_have_columns_of_their_own() -> None:
    file = collection(({"name": "a", "latitude": "35"}, point(135.8, 34.7, 102.5)))

    assert [
        ["name", "latitude", "feature_latitude", "longitude", "elevation"],
        ["a", "35", "34.7", "135.8", "102.5"],
    ] == texts(file, "geojson")


@pytest.mark.parametrize(
    ("content", "form", "kind", "note"),
    [
        (b"%PDF-1.7 x", "csv", "format-error", ""),
        (b"%PDF-1.7 x", "xlsx", "format-error", refusal.NOT_A_WORKBOOK),
        (b"PK\x03\x04 no", "xlsx", "format-error", refusal.CUT_OFF),
        (b"", "xlsx", "source-error", refusal.EMPTY_FILE),
        (b"<html><table>", "xls", "format-error", refusal.IS_HTML),
        (b"\x89PNG\r\n", "png", "format-error", ""),
        (b'a,"b\n', "csv", "source-error", "a quote is opened and never closed"),
        ("名称,住所\n".encode() + "公民館,東新町\n".encode("cp932") * 3, "csv", "encoding-error", ""),
        (b'{"a": {"b": 1}}', "json", "format-error", ""),
        (b'{"type": "FeatureCollection", "features": [', "geojson", "source-error", "Expecting value"),
        (b'{"type": "FeatureCollection", "features": []}', "geojson", "format-error", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_value_that_says_why(
    content: bytes, form: str, kind: str, note: str
) -> None:
    """Never a traceback; the reader's own note goes on with it."""
    found = refused(content, form)

    assert kind == found.kind
    assert found.note == note or not note
    assert found.why.ja
    assert found.why.en


def test_a_file_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Grids are held in memory: a text and a workbook say so alike."""
    monkeypatch.setattr(text_grid, "CELLS_LIMIT", 3)

    text, book = refused(ROWS.encode(), "csv"), grids(of_rows([[1, 2], [3, 4]]), "xlsx")

    assert isinstance(book, Unread)
    assert [refusal.TOO_MANY_CELLS] * 2 == [text.note, book.note]
    assert text.why == book.why


WORDS = st.text("ab市区1０, ;\"'　 -ー\t", max_size=6)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(WORDS, min_size=2, max_size=5), min_size=1, max_size=8))
def test_a_workbook_of_texts_equals_its_csv_twin(rows: list[list[str]]) -> None:
    """What was saved as CSV and as a workbook is the same grid, but for blanks at the ends."""
    width = max(map(len, rows))
    rows = [["見出し"] * width, *rows]
    out = io.StringIO()
    for row in rows:
        quoted = ('"' + cell.replace('"', '""') + '"' for cell in row)
        out.write(",".join(quoted) + "\r\n")

    book = [trimmed(row) for row in texts(of_rows([[*row] for row in rows]), "xlsx")]
    csv = [trimmed(row) for row in texts(SmallFile(out.getvalue().encode()), "csv")]

    assert csv == book


def trimmed(row: list[str]) -> list[str]:
    found = [*row]
    while found and not found[-1].strip():
        found.pop()
    return found


def test_a_grid_knows_its_width() -> None:
    assert 0 == Grid(rows=()).width


HEADS = (
    b"",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b'{"type":',
)


@settings(deadline=None, max_examples=80)
@given(
    st.sampled_from(HEADS),
    st.binary(max_size=200),
    st.sampled_from(["csv", "tsv", "txt", "xlsx", "xls", "ods", "geojson", "json", "pdf", ""]),
)
def test_any_bytes_are_grids_or_a_reason(head: bytes, rest: bytes, form: str) -> None:
    """And what is a grid goes on to tables, or to why it is none, without losing a text."""
    found = grids(SmallFile(head + rest), form)

    if isinstance(found, Unread):
        assert found.why.ja
    else:
        assert [] == [text for of in found for text in lost(of, blocks.find(of))]


def test_texts_that_a_format_hides_or_adds_to_are_known_in_a_workbook() -> None:
    rows: list[tuple[Any, str]] = [("市町村", "General"), ("奈良", '@"市"'), ("秘密", ";;;")]
    found = grid_of(formatted([*rows, ("生駒", "@")]), "xlsx")

    assert [("市町村",), ("奈良市",), ("",), ("生駒",)] == [row.cells for row in found.rows]
    assert [
        ((2, 1), Kind.WORDS, "奈良"),
        ((3, 1), Kind.INVISIBLE, "秘密"),
    ] == [(at, held.kind, held.text) for at, held in found.held.items()]


def test_texts_that_are_shown_otherwise_in_an_ods_are_known() -> None:
    cell = "<table:table-cell office:value-type='string' {}</table:table-cell>"
    cells = [
        cell.format("office:string-value='奈良'><text:p>奈良市</text:p>"),
        cell.format("office:string-value='秘密'><text:p></text:p>"),
        cell.format("office:string-value='生駒'>"),
    ]
    rows = "".join(f"<table:table-row>{item}</table:table-row>" for item in cells)
    found = grid_of(ods(f"<table:table table:name='一'>{rows}</table:table>"), "ods")

    assert [("奈良市",), ("",), ("生駒",)] == [row.cells for row in found.rows]


def test_hidden_texts_beyond_counting_are_not_guessed() -> None:
    """Of the first thousand places are told: which of the others show nobody knows."""
    rows: list[tuple[Any, str]] = [
        (f"町{number}", ";;;" if number % 2 else "General") for number in range(3000)
    ]
    found = grid_of(formatted(rows), "xlsx")
    seen = sheets.find((found,), {})

    assert found.unknown_hidden
    assert isinstance(seen, Sheets)
    assert seen.found[0].drafts == ()
