"""Rows that are no data: units and names below the header, words beside and names amid the table."""

from __future__ import annotations

import pytest

from publisher.findings import Finding, Severity
from publisher.rules import second_row
from publisher.rules.examples import book
from publisher.tables.record import Record
from tests.publisher.examples import report_on, report_on_bytes

BODY = "".join(f"20{year}年度,{year}00,{year}0\n" for year in range(11, 23))


def said(text: str, *rules: str) -> list[tuple[str, int | None]]:
    """Return the rules that speak of a CSV, each with its line."""
    findings = report_on_bytes(text.encode()).findings
    return [(item.rule, item.place.line) for item in findings if item.rule in rules]


@pytest.mark.parametrize(
    "row",
    [",（千円）,（千円）", ",千円,千円", "（単位）,千円,千円", ",[千円],[千円]", ",千円,"],
)
def test_a_row_of_units_is_no_data_and_states_the_units(row: str) -> None:
    """It is told once: its words are no wrong numbers, and what has a unit there has one."""
    text = f"年度,歳入,歳出\n{row}\n{BODY}"
    open_ones = [("L3-04", 1)] if row == ",千円," else []

    assert [("L3-01", 2), *open_ones] == sorted(said(text, "L3-01", "L2-01", "L3-04"))


@pytest.mark.parametrize("row", ["fiscal_year,revenue,expense", "(1),(2),(3)", "①,②,③", "1,2,3"])
def test_other_names_and_numbers_of_columns_are_no_data(row: str) -> None:
    """The names in the other script, and the numbers of the columns."""
    text = f"年度,歳入（円）,歳出（円）\n{row}\n{BODY}"

    assert [("L3-01", 2)] == said(text, "L3-01", "L2-01")


@pytest.mark.parametrize(
    "text",
    [
        "番号,班（人）,組（人）\n1,2,3\n2,4,5\n3,6,7\n",
        "品名,単位\n人,人\n世帯,世帯\n人,人\n",
        "名称,区分,数\nAlpha,B,3\n北館,C,4\n南館,D,5\n",
        "町,人口（人）,世帯（戸）\n北,（休止）,（休止）\n南,10,4\n西,12,5\n",
    ],
)
def test_a_row_of_data_is_data(text: str) -> None:
    assert not said(text, "L3-01")


def _findings(*rows: tuple[object, ...]) -> list[Finding]:
    report = report_on(book(("町", "人口（人）"), *rows))
    return [item for item in report.findings if item.rule in {"L1-04", "extra-cell"}]


def test_words_to_the_right_of_a_sheet_are_told_once() -> None:
    """Neither the cell nor the blank ones before it are a cell too many besides."""
    found = _findings(("北", 10), ("南", 20, None, "要確認（山田）"), ("西", 30))

    assert [("L1-04", "D3", Severity.ERROR)] == [
        (item.rule, item.place.cell, item.severity) for item in found
    ]


def test_a_column_without_a_name_is_no_remark() -> None:
    """Values in every row are a column whose name lacks; so is a number."""
    column = _findings(("北", 10, "あり"), ("南", 20, "なし"), ("西", 30, "あり"))
    number = _findings(("北", 10), ("南", 20, 7), ("西", 30))

    assert {"extra-cell"} == {item.rule for item in column}
    assert {"extra-cell"} == {item.rule for item in number}


@pytest.mark.parametrize("blank", [1, 2, 3, 5])
def test_blank_columns_at_the_left_are_no_other_table(blank: int) -> None:
    """A table that begins in column C is one table with a margin."""
    margin = (None,) * blank
    report = report_on(
        book((*margin, "町", "人口（人）"), (*margin, "北", 10), (*margin, "南", 20))
    )

    assert {"L1-03"} == {item.rule for item in report.findings}


def test_a_repeated_header_below_a_title_names_the_title() -> None:
    """Deleting the header alone would leave the title as a row of data."""
    report = report_on_bytes("名称,住所\n北館,北町\n図書館一覧,\n名称,住所\n南館,南町\n".encode())
    words = [item.message.ja for item in report.findings if item.rule == "L1-03"]

    assert len(words) == 1
    assert "図書館一覧" in words[0]


@pytest.mark.parametrize("rows", [3, 1500])
def test_years_that_leave_out_their_era_are_found_in_any_row(rows: int) -> None:
    """Small tables come record by record, large ones in frames."""
    text = "調査年,件数（件）\nH26,1\n27,1\n" + "平成28年,1\n" * rows + "29,1\n"

    assert [("L2-02", 3), ("L2-02", rows + 4)] == said(text, "L2-02")


def test_a_row_is_read_once_however_many_columns_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Sixteen thousand columns were looked at sixteen thousand times."""
    read: list[Record] = []
    texts = second_row._texts

    def counted(record: Record) -> dict[int, str]:
        read.append(record)
        return texts(record)

    monkeypatch.setattr(second_row, "_texts", counted)
    names = ",".join(f"列{number}" for number in range(300))
    rows = "".join(",".join(f"{row}x{number}" for number in range(300)) + "\n" for row in range(9))
    assert report_on_bytes(f"{names}\n{rows}".encode(), "a.csv").files
    assert 0 < len(read) <= 200
