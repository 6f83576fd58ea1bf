"""Files as a whole: every encoding and line end, titles, merged cells, several tables, and refusals."""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.desk import mending
from publisher.errors import DataRefused, UsageError
from publisher.render import fix_text
from publisher.tidy import write
from publisher.tidy.outcome import Outcome
from tests.settings import EXAMPLES
from tests.tidy.drafts import ASKED, cells, draft

TEXT = '名称,住所\n市役所,東新町\n公民館,"北新町, 2"\n'
TIDY = [("名称", "住所"), ("市役所", "東新町"), ("公民館", "北新町, 2")]


def fixed(path: Path, content: bytes) -> Outcome:
    path.write_bytes(content)
    return mending.prepare(path, ASKED)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp932", "euc-jp", "utf-16", "iso2022_jp"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_becomes_one(codec: str, end: str, tmp_path: Path) -> None:
    """UTF-8 with byte-order mark and CRLF, not one character otherwise; and then never again."""
    path = tmp_path / "一覧.csv"
    outcome = fixed(path, TEXT.replace("\n", end).encode(codec))
    mending.put(outcome)
    again = mending.prepare(path, ASKED)

    assert TIDY == cells(outcome.result.drafts[0])
    assert (codecs.BOM_UTF8 + TEXT.replace("\n", "\r\n").encode()) == path.read_bytes()
    assert ((), False) == (tuple(again.changes), again.is_changed)
    assert outcome.is_changed == (codec != "utf-8-sig" or end != "\r\n")
    assert bool(outcome.form) == outcome.is_changed


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"),
    max_size=6,
)


@settings(max_examples=EXAMPLES // 3, deadline=None)
@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5))
def test_what_is_written_is_read_as_it_was(rows: list[tuple[str, str]]) -> None:
    """Quotes, commas and all characters of the cells survive the writing."""
    import csv
    import io

    text = write.content(draft(["名称", "備考"], *rows)).decode("utf-8-sig")

    assert [["名称", "備考"], *map(list, rows)] == list(csv.reader(io.StringIO(text, newline="")))


def test_a_csv_parted_by_tabs_is_parted_by_commas(tmp_path: Path) -> None:
    """The sign that parts every line alike parts the cells."""
    outcome = fixed(tmp_path / "a.csv", "名称\t住所\n市役所\t東新町\n".encode())

    assert [("名称", "住所"), ("市役所", "東新町")] == cells(outcome.result.drafts[0])
    assert "delimiter" in [change.mend for change in outcome.changes]


def test_tabs_part_a_csv_whose_numbers_hold_commas(tmp_path: Path) -> None:
    """As spreadsheets write "Unicode text": nothing of it is torn, and the change is told."""
    path = tmp_path / "人口.csv"
    text = '地区\t人口\t備考\r\n東\t"1,000"\t"a, b"\r\n西\t2\t"「""引用""」"\r\n'
    outcome = fixed(path, text.encode("utf-16"))
    mending.put(outcome)
    kept = path.read_bytes().decode("utf-8-sig")

    assert '地区,人口,備考\r\n東,1000,"a, b"\r\n西,2,"「""引用""」"\r\n' == kept
    assert {"encoding", "delimiter", "numbers"} == {change.mend for change in outcome.changes}


@pytest.mark.parametrize(
    ("head", "mend"),
    [("\ufeff\ufeff", "more-marks"), ("sep=,\r\n", "separator-line")],
)
def test_what_only_spreadsheets_read_before_a_table_goes_and_is_told(
    head: str, mend: str, tmp_path: Path
) -> None:
    path = tmp_path / "人口.csv"
    outcome = fixed(path, f"{head}地区,人口\r\n東,1\r\n西,2\r\n".encode())
    mending.put(outcome)

    assert codecs.BOM_UTF8 + "地区,人口\r\n東,1\r\n西,2\r\n".encode() == path.read_bytes()
    assert mend in {change.mend for change in outcome.form}
    assert not mending.prepare(path, ASKED).changes


def test_titles_and_notes_are_kept_beside_the_table(tmp_path: Path) -> None:
    """Every word that leaves the table stands in a text file beside it."""
    path = tmp_path / "人口.csv"
    content = "地区別人口,,\n,,（単位：人）\n地区,男,女\n北,10,11\n南,20,21\n東,30,31\n※外国人を含む。,,\n"
    mending.put(fixed(path, content.encode()))
    words = (tmp_path / "人口_説明.txt").read_text(encoding="utf-8-sig")

    assert {"地区別人口", "（単位：人）", "※外国人を含む。"} == set(words.split("\n")) - {""}
    assert "地区,男,女\r\n北,10,11\r\n" in path.read_bytes().decode("utf-8-sig")
    assert mending.prepare(path, ASKED).changes == ()


def _book(path: Path, *, merge: str = "") -> Path:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for row in (("地区", "区分", "人数"), ("北", "男", 1), (None, "女", 2), ("南", "男", 3)):
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def test_merged_cells_are_filled_and_the_workbook_stays(tmp_path: Path) -> None:
    """The value of a merged cell stands in each of its rows; the book itself is not touched."""
    path = _book(tmp_path / "人口.xlsx", merge="A2:A3")
    before = path.read_bytes()
    mending.put(mending.prepare(path, ASKED))
    written = (tmp_path / "人口.csv").read_bytes().decode("utf-8-sig")

    assert "地区,区分,人数\r\n北,男,1\r\n北,女,2\r\n南,男,3\r\n" == written
    assert before == path.read_bytes()
    assert not mending.prepare(path, ASKED).is_changed
    assert "もう書いてあります" in next(
        iter(fix_text.lines([mending.prepare(path, ASKED)], room=80))
    )


def test_like_sheets_become_one_table(tmp_path: Path) -> None:
    """A sheet per month comes out as one long table with the month in a column."""
    from openpyxl import Workbook

    book = Workbook()
    for number, month in enumerate(("令和8年4月1日現在", "令和8年5月1日現在")):
        sheet = book.active if not number else book.create_sheet()
        for row in ((month,), ("地区", "人口", "世帯"), ("北", 10 + number, 4), ("南", 20, 9)):
            sheet.append(row)
    path = tmp_path / "人口.xlsx"
    book.save(path)
    outcome = mending.prepare(path, ASKED)
    (output,) = outcome.outputs

    assert [row.cells for row in output.draft.rows] == [
        ("2026-04-01", "北", "10", "4"),
        ("2026-04-01", "南", "20", "9"),
        ("2026-05-01", "北", "11", "4"),
        ("2026-05-01", "南", "20", "9"),
    ]


def test_a_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    """Another file beside the workbook is never overwritten."""
    path = _book(tmp_path / "人口.xlsx")
    (tmp_path / "人口.csv").write_text("別のデータ", encoding="utf-8")

    with pytest.raises(UsageError):
        mending.prepare(path, ASKED)
    assert "別のデータ" == (tmp_path / "人口.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", b"%PDF-1.7\n"),
        ("a.csv", b"\xff\xd8\xff\xe0photo"),
        ("a.csv", '名称,住所\n"市役所,東新町\n'.encode()),
        (
            "a.csv",
            "名称,住所\n".encode() + "市役所,東新町\n".encode("cp932") + "公民,あ\n".encode(),
        ),
        ("a.csv", "名称,住所\n".encode()),
        ("a.csv", b"a,b\n1,\x00\n"),
        ("a.xlsx", b"PK\x03\x04 cut off"),
        ("a.docx", b"PK\x03\x04"),
    ],
)
def test_what_is_no_table_is_refused_and_stays(name: str, content: bytes, tmp_path: Path) -> None:
    """Pictures, letters, broken quotes, mixed encodings: a clear reason, nothing written."""
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(DataRefused) as refused:
        mending.prepare(path, ASKED)
    assert refused.value.what.ja
    assert refused.value.next_step.ja
    assert {path: content} == {item: item.read_bytes() for item in tmp_path.iterdir()}


def test_fix_asks_about_subtotals_and_leaves_them_out_by_the_answer(tmp_path: Path) -> None:
    """As `add` does; unanswered they stay, and the answer is in the diff."""
    path = tmp_path / "人口.csv"
    content = "地区,町,人口\n北,一,1\n北,二,2\n北,小計,3\n南,三,4\n".encode()
    (question,) = fixed(path, content).result.questions
    done = mending.prepare(path, replace(ASKED, answers={"subtotals": "drop"}))
    mending.put(done)

    assert ("subtotals", 1) == (question.mend, question.count)
    assert ["北、小計、3"] == [c.before for c in done.changes if c.mend == "subtotals"]
    assert "小計" not in path.read_text("utf-8-sig")
    assert not mending.prepare(path, ASKED).result.questions
