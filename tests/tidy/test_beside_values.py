"""What no cell holds is told when tables are taken from a workbook: comments, links, lines through."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from publisher.desk import mending
from publisher.tidy.outcome import Outcome
from tests.tidy.drafts import ASKED


@pytest.fixture
def book() -> Any:
    found = openpyxl.Workbook()
    sheet = found.active
    sheet.title = "一覧"
    for row in (
        ("名称", "定員", "資料"),
        ("東館", 10, "詳細"),
        ("西館", 20, "詳細"),
        ("南館", 30, "なし"),
    ):
        sheet.append(row)
    return found


def fixed(book: Any, folder: Path) -> Outcome:
    book.save(folder / "施設.xlsx")
    return mending.prepare(folder / "施設.xlsx", ASKED)


def test_a_workbook_of_plain_values_has_nothing_to_tell(book: Any, tmp_path: Path) -> None:
    """A link to the very address that the cell shows is told by its value."""
    book.active["C2"] = "https://example.jp/a"
    book.active["C2"].hyperlink = "https://example.jp/a"

    assert () == fixed(book, tmp_path).notices


def test_what_is_no_value_is_told_with_its_place(book: Any, tmp_path: Path) -> None:
    sheet = book.active
    sheet["B2"].comment = Comment("この数は推計", "係")
    sheet["C3"].hyperlink = "https://example.jp/a.pdf"
    sheet["A4"].font = Font(strike=True)
    hidden = book.create_sheet("下書き")
    hidden.append(("氏名", "電話"))
    hidden.sheet_state = "hidden"
    outcome = fixed(book, tmp_path)
    said = "\n".join(notice.ja for notice in outcome.notices)

    assert "コメントや図形（1個：B2「この数は推計」）" in said
    assert "リンク先（1か所：C3 https://example.jp/a.pdf）" in said
    assert "取り消し線の付いたセルが1個あります（A4）" in said
    assert "見えないシート『下書き』は書きません" in said
    assert 1 == len(outcome.outputs)


def test_of_many_the_first_are_named_and_all_are_counted(book: Any, tmp_path: Path) -> None:
    sheet = book.active
    for row in range(5, 30):
        sheet.append((f"館{row}", row, "詳細"))
        sheet[f"C{row}"].hyperlink = f"https://example.jp/{row}"
    (notice,) = fixed(book, tmp_path).notices

    assert "25か所：C5 https://example.jp/5、C6 https://example.jp/6、C7" in notice.ja
    assert "…" in notice.ja
    assert "25 linked cells" in notice.en


def test_a_comment_that_names_a_persons_number_hides_it(book: Any, tmp_path: Path) -> None:
    book.active["B2"].comment = Comment("本人番号 123456789018", "係")
    (notice,) = fixed(book, tmp_path).notices

    assert "123456789018" not in notice.ja + notice.en
