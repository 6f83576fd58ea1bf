"""What level 2 says of numbers, omissions and choices, beyond the rules' own examples."""

from __future__ import annotations

import json
import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.books.book import Area, Places, Sheet, Spot
from publisher.findings import Finding, Severity
from publisher.rules import known
from publisher.rules.examples import CSV_PATH, BookExample, TreeExample, book, resources
from publisher.rules.l2_06_formula import _areas, _check
from publisher.rules.number_faults import Fault, fault_of
from publisher.rules.rule import Hit, TableHead
from publisher.tables.columns import MARK, PLAIN_NUMBER
from publisher.tables.layout import Layout
from tests.publisher.examples import report_on, report_on_bytes


def said(text: str, rule: str) -> list[Finding]:
    report = report_on_bytes(text.encode())

    return [finding for finding in report.findings if finding.rule == rule]


def of_book(example: BookExample, rule: str) -> list[Finding]:
    return [finding for finding in report_on(example).findings if finding.rule == rule]


# --- L2-01 --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("１２３", (Fault.WIDE, "123", "")),
        (" 5 ", (Fault.SPACES, "5", "")),
        ("1,234", (Fault.COMMAS, "1234", "")),
        ("1,23", (Fault.WORDS, "", "")),
        ("▲1,234.5", (Fault.TRIANGLE, "-1234.5", "")),
        ("−7", (Fault.TRIANGLE, "-7", "")),
        ("‐3", (Fault.TRIANGLE, "-3", "")),
        ("ー4", (Fault.TRIANGLE, "-4", "")),
        ("△0.5％", (Fault.TRIANGLE, "-0.5", "%")),
        ("△ 1,000円", (Fault.TRIANGLE, "-1000", "円")),
        ("¥▲1,000", (Fault.TRIANGLE, "-1000", "円")),
        ("¥500", (Fault.CURRENCY, "500", "円")),
        ("￥1,000", (Fault.CURRENCY, "1000", "円")),
        ("\\1,000", (Fault.CURRENCY, "1000", "円")),
        ("-¥500", (Fault.CURRENCY, "-500", "円")),
        ("$5", (Fault.CURRENCY, "5", "ドル")),
        ("(200)", (Fault.ACCOUNT, "", "")),
        ("1,000-", (Fault.ACCOUNT, "", "")),
        ("19（休床中）", (Fault.REMARK, "19", "")),
        ("12（5）", (Fault.SEVERAL, "", "")),
        ("12（注1）", (Fault.FOOTNOTE, "12", "")),
        ("70名", (Fault.UNIT, "70", "名")),
        ("1,200㎡", (Fault.UNIT, "1200", "m2")),
        ("12.3％", (Fault.UNIT, "12.3", "%")),
        ("約100", (Fault.ROUGH, "", "")),
        ("50以上", (Fault.ROUGH, "", "")),
        ("100※1", (Fault.FOOTNOTE, "100", "")),
        ("*20", (Fault.FOOTNOTE, "20", "")),
        ("1,000(500)", (Fault.SEVERAL, "", "")),
        ("10〜20", (Fault.SEVERAL, "", "")),
        ("#DIV/0!", (Fault.ERROR, "", "")),
        ("調査中", (Fault.WORDS, "", "")),
        ("10²", (Fault.WIDE, "", "")),
        ("12①", (Fault.WIDE, "", "")),
        ("10²人", (Fault.WIDE, "", "")),
        ("10ｍ²", (Fault.UNIT, "10", "m2")),
    ],
)
def test_what_is_wrong_with_a_number(text: str, expected: tuple[Fault, str, str]) -> None:
    """The plain number is named only where nobody can doubt it."""
    assert expected == fault_of(text)


@given(st.integers(-(10**12), 10**12), st.sampled_from(["{:,}", " {} ", "{}円", "{}※", "{}　"]))
def test_a_number_proposed_is_the_number_written(number: int, form: str) -> None:
    """Whatever stands around a number, the proposal is the number itself."""
    fault, proposed, _ = fault_of(form.format(number))

    assert not proposed or int(proposed) == number
    assert proposed or fault is Fault.SEVERAL or abs(number) < 1000


@given(st.text(alphabet="0123456789.,-+eE １-…xX*※N/A", max_size=8))
def test_numbers_and_marks_are_the_same_for_both_engines(text: str) -> None:
    """The expressions show the same cells whether Python or Rust looks."""
    pattern = rf"{PLAIN_NUMBER}|[ \u3000]*{MARK}[ \u3000]*"
    found = pl.Series([text]).str.contains(f"^(?:{pattern})$").to_list()

    assert [bool(re.fullmatch(pattern, text))] == found


def test_a_declared_column_is_certain_and_tells_the_fact_once() -> None:
    """In a declared integer the rule blocks, and replaces the engine's type-error of that cell."""
    example = TreeExample(
        files={CSV_PATH: '名称,緯度,経度,男性トイレ数\nア,34.6,135.6,"1,200"\n'.encode()}
    )
    found = report_on(example).findings

    assert [("L2-01", Severity.ERROR, "certain")] == [
        (finding.rule, finding.severity, finding.certainty)
        for finding in found
        if finding.rule in {"L2-01", "type-error"}
    ]


def test_what_the_descriptor_allows_is_no_finding() -> None:
    """Marks declared as missing, and separators declared, are as they should be."""
    fields = [
        {"name": "名称", "type": "string"},
        {"name": "金額（円）", "type": "number", "groupChar": ","},
        {"name": "人数", "type": "integer", "missingValues": ["", "非公表"]},
    ]
    example = TreeExample(
        descriptor={"resources": resources(schema={"fields": fields})},
        files={CSV_PATH: '名称,金額（円）,人数\nア,"1,200",非公表\nイ,"3,400",5\n'.encode()},
    )

    assert [] == [item for item in report_on(example).findings if item.rule == "L2-01"]


def test_numbers_stored_as_text_are_told_once_per_column() -> None:
    """A whole column of text is one fact; single cells among numbers are told one by one."""
    whole = book(("地区", "人数"), *((f"地区{n}", str(n)) for n in range(1, 30)))
    single = book(("地区", "人数"), ("北", 1), ("南", "2"), ("東", 3), ("西", "4"))

    assert ["B2"] == [item.place.cell for item in of_book(whole, "L2-01")]
    assert ["B3", "B5"] == [item.place.cell for item in of_book(single, "L2-01")]


def test_numbers_of_geojson_are_numbers() -> None:
    """A JSON number is one; digits in a JSON string are text."""
    features = [
        {
            "type": "Feature",
            "geometry": None,
            "properties": {"面積（㎡）": size, "定員（人）": str(size)},
        }
        for size in (5, 6.5, 7)
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    found = report_on_bytes(content, "a.geojson").findings

    assert ["定員（人）"] == [item.place.column for item in found if item.rule == "L2-01"]


def test_one_code_in_every_cell_is_no_number_stored_as_text() -> None:
    assert [] == of_book(book(("名称", "変換"), ("北", "0"), ("南", "0"), ("東", "0")), "L2-01")


def test_notes_below_a_table_are_no_numbers_gone_wrong() -> None:
    """A legend in the first column of numbers is L1-04's matter."""
    rows = "".join(f"{n},{n},{n}\n" for n in range(10, 30))

    assert [] == said(f"男（人）,女（人）,計（人）\n{rows}※1 数字は概数です。,,\n", "L2-01")


# --- L2-02 --------------------------------------------------------------------------------


def test_ditto_marks_are_certain_and_lone_signs_likely() -> None:
    """〃 can mean one thing only."""
    found = said("施設,住所\n市役所,東新町\n別館,〃\n倉庫,同\n", "L2-02")

    assert [("error", 3), ("warning", 4)] == [
        (item.severity.value, item.place.row) for item in found
    ]


def test_blank_group_names_are_told_once_per_column() -> None:
    """The name in the middle of its merged cells counts as well as the one at the top."""
    rows = "".join(
        f"{name if kind == '女' else ''},{kind},{n}\n"
        for n, name in enumerate(("北", "南", "東"))
        for kind in ("男", "女", "計")
    )
    found = said(f"地区,区分,人数\n{rows}", "L2-02")

    assert [(2, "地区")] == [(item.place.row, item.place.column) for item in found]


@pytest.mark.parametrize(
    "text",
    [
        "施設,建物,緯度\nA,,34.1\nB,北館,34.2\nC,,34.3\nD,南館,34.4\nE,,34.5\n",
        "年,1,2,3\nx,1,2,3\n",
        "大項目,3月,4月,5月\nx,1,2,3\n",
        "氏名,住所\n佐々木,代々木\n同前,々\n".replace("同前,々", "同前,奈良"),
    ],
)
def test_nothing_left_out(text: str) -> None:
    """Optional columns, full headers and names with 々 or 同 are left alone."""
    assert [] == said(text, "L2-02")


# --- L2-04, L2-05 -------------------------------------------------------------------------


def test_the_usual_spelling_is_the_one_to_keep() -> None:
    """What most cells say is proposed, and how many say otherwise is told."""
    rows = "".join(f"施設{n},{'あり' if n in {3, 4} else '有'}\n" for n in range(12))
    (found,) = said(f"施設,駐車場\n{rows}", "L2-04")

    assert "「有」が「あり」とも書かれています（2か所）" in found.message.ja
    assert "駐車場" == found.place.column


def test_details_of_other_in_many_rows() -> None:
    """Each cell with details is told; the plain choice is not."""
    rows = "".join(f"{n},{'電車' if n % 2 else f'その他（{n}丁目から徒歩）'}\n" for n in range(8))

    assert [2, 4, 6, 8] == [item.place.row for item in said(f"番号,手段\n{rows}", "L2-05")]


# --- L2-06 --------------------------------------------------------------------------------


def test_formulas_are_told_as_areas() -> None:
    """A block of formulas is one place, not one per cell."""
    spots = [Spot(row, column) for row in range(2, 11) for column in (3, 4)] + [Spot(20, 1)]

    assert ["C2:D10", "A20"] == [area.address for area in _areas(spots)]


@given(st.sets(st.tuples(st.integers(1, 8), st.integers(1, 8)), max_size=30))
def test_areas_hold_exactly_the_formulas(places: set[tuple[int, int]]) -> None:
    """Nothing is lost or invented by telling areas."""
    areas: list[Area] = _areas([Spot(*place) for place in places])
    covered = [
        (row, column)
        for area in areas
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    ]

    assert sorted(covered) == sorted(places)


def test_formulas_without_a_value_and_beyond_what_is_kept() -> None:
    """A cell that was never calculated is empty for everybody else; the rest is counted."""
    kept = tuple(Spot(row, 2) for row in range(2, 5))
    sheet = Sheet(
        name="一覧",
        formulas=Places(total=10, first=kept),
        formulas_without_value=Places(total=1, first=(Spot(4, 2),)),
    )
    found = list(_check(sheet, TableHead(layout=Layout(header=None))))
    rule = known("L2-06")

    assert all(isinstance(item, Hit) for item in found)
    assert ["B2:B3", "B4", None] == [item.address for item in found]
    assert rule.severity is Severity.ERROR
    assert 7 == found[2].values["count"]


@pytest.mark.parametrize("rows", [1, 3, 4, 20])
def test_a_word_among_coordinates_is_told(rows: int) -> None:
    """However few rows there are; D005 speaks of degrees, L3-03 of marks."""
    lines = "".join(f"館{n},34.69{n:02},135.69{n:02}\n" for n in range(10, 10 + rows))
    found = said(f"名称,緯度,経度\n{lines}公民館,北,135.7001\n", "L2-01")

    assert [("緯度", 2 + rows)] == [(item.place.column, item.place.line) for item in found]


@pytest.mark.parametrize("value", ["", "-", "34度41分37秒", "北緯34.69"])
def test_other_cells_among_coordinates_are_not_called_words(value: str) -> None:
    """A blank, a mark, and what other rules say."""
    text = f"名称,緯度,経度\n市役所,34.6939,135.6979\n公民館,{value},135.7001\n"

    assert not said(text, "L2-01")


def test_a_column_of_words_is_none_of_coordinates() -> None:
    assert not said("名称,緯度,経度\n市役所,北部,東部\n公民館,南部,西部\n", "L2-01")


# --- L2-03 --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("groups", "count"), [(",属性,属性,満足度,満足度", 1), (",属性,,満足度,", 0)]
)
def test_names_that_repeat_above_the_header_are_said(groups: str, count: int) -> None:
    """Whoever takes the first row for the names finds each of them twice; blank ones L3-01 says."""
    text = f"{groups}\n番号,年代,住所,医療,交通\n1,20代,北,5,4\n2,30代,南,3,2\n3,40代,西,1,5\n"

    found = said(text, "L2-03")

    assert count == len(found)
    assert all("likely" == item.certainty for item in found)
