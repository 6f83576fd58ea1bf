"""What `fix --write` leaves on the disk: everything the officer's file held, or the file itself."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.desk import mending
from publisher.errors import DataRefused
from publisher.tidy import told
from publisher.tidy.grid import Grid
from publisher.tidy.mend import Asked
from publisher.tidy.outcome import Outcome
from tests.tidy.drafts import ASKED
from tests.tidy.test_whole_text import ANSWERS, ANY, LAWS


def written(rows: list[str], folder: Path, asked: Asked = ASKED) -> Outcome:
    """Return what fixing a CSV of these lines did."""
    path = folder / "表.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return mending.put(mending.prepare(path, asked))


def on_disk(folder: Path) -> list[str]:
    """Return the cells of its tables and the lines of its other texts."""
    found: list[str] = []
    for item in folder.iterdir():
        text = item.read_text(encoding="utf-8-sig")
        is_table = item.suffix == ".csv"
        rows = csv.reader(io.StringIO(text, newline="")) if is_table else [text.splitlines()]
        found += (cell for row in rows for cell in row)
    return found


@LAWS
@given(ANY, st.sampled_from(",\t;|，"), st.booleans())
def test_every_text_is_on_the_disk_or_in_the_diff(of: Grid, sign: str, is_answered: bool) -> None:
    """Whatever a CSV holds: one table or several, titles of samples, rows without names, tabs."""
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator="\r\n").writerows(row.cells for row in of.rows)
    asked = Asked(
        standards=ASKED.standards,
        municipalities=ASKED.municipalities,
        answers=ANSWERS if is_answered else {},
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "表.csv"
        path.write_bytes(out.getvalue().encode("utf-16"))
        before = path.read_bytes()
        try:
            outcome = mending.put(mending.prepare(path, asked))
        except DataRefused:
            assert before == path.read_bytes()
            return
        is_original = before == path.read_bytes()
        left = [] if is_original else on_disk(folder)

    if is_original:
        return
    told_of = [change.before for change in outcome.changes if not change.moved]
    whole = "\n".join([*left, *told_of])
    assert [] == [
        text
        for row in of.rows
        for cell in row.cells
        if (text := " ".join(cell.split())) and text not in whole
        if told.without_date(text) or told.date(text) not in whole
    ]


OPEN = ["施設名,定員,住所", "A,30,生駒市", "B,40,桜井市", "C,50,桜井市"]
CLOSED = ["名称,休止年,定員", "X,2001,5", "Y,2002,6", "Z,2003,7"]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (["1,東館,10", "2,西館,20", "3,南館,30", ",,", "休止施設,,", *CLOSED], "1–3"),
        (["0742-11-1111,34.68,135.80"] * 3 + [",,", *OPEN], "1–3"),
        (["記入例,,", *OPEN, ",,", "休止施設,,", *CLOSED], "1–5"),
        (["見本,,", *OPEN, ",,", "休止施設,,", *CLOSED], "1–5"),
        ([*OPEN, ",,", "表2 予定,,", "名称,年度,定員", "（なし）,,"], "6–8"),
        (["表1 予定,,", "名称,年度,額", "（該当なし）,,", ",,", "表2 一覧,,", *OPEN], "1–3"),
        ([*OPEN, ",,", ",,", "表2 休止施設,,", "名称,年,理由"], "7–8"),
        ([*OPEN, ",,", "表2 位置,,", "34.68,135.80,1", "34.69,135.81,2"], "6–8"),
        ([*OPEN, ",,", "0742-11-1111,34.68,135.80", "0742-11-1112,34.69,135.81"], "6–7"),
        (["地区,人口,,", "東,1,,", "西,2,,", ",,,", ",,34.68,135.80", ",,34.69,135.81"], "5–6"),
        ([*OPEN, ",,", "表2 参考資料,,", "項目,出所,様式"], "6–7"),
    ],
)
def test_a_csv_of_which_anything_is_left_out_stays(
    rows: list[str], lines: str, tmp_path: Path
) -> None:
    """The table goes beside it, and which lines are in no table is told."""
    outcome = written(rows, tmp_path)
    kept = (tmp_path / "表.csv").read_text(encoding="utf-8")
    said = [notice.ja for notice in outcome.notices]

    assert "\n".join(rows) + "\n" == kept
    assert (tmp_path / "表_1.csv").is_file()
    assert any(f"（{lines}行目）" in text and "表_1.csv" in text for text in said)
    assert outcome.others
    assert not [change for change in outcome.moved if change.before in "記入例見本表2 位置"]
    assert not mending.prepare(tmp_path / "表.csv", ASKED).is_changed


@pytest.mark.parametrize(
    "title", ["サンプル調査結果", "避難所一覧（記入例は裏面）", "見本市の出展者"]
)
def test_a_title_that_only_speaks_of_samples_is_one_of_data(title: str, tmp_path: Path) -> None:
    written([f"{title},,", *OPEN], tmp_path)

    assert [*OPEN] == (tmp_path / "表.csv").read_text(encoding="utf-8-sig").split()


@pytest.mark.parametrize(
    "rows",
    [
        # Groups that blank rows part, with and without a word above.
        [*OPEN, ",,", "D,60,奈良市", "E,70,奈良市"],
        [*OPEN, ",,", "【南部】,,", "D,改築中,奈良市", "E,70,奈良市"],
        # A row of words alone below a blank row, and one of a total.
        [*OPEN, ",,", "D,改築中,奈良市"],
        [*OPEN, ",,", "計,120,"],
    ],
)
def test_rows_of_the_same_table_below_a_blank_row_stay_in_it(
    rows: list[str], tmp_path: Path
) -> None:
    outcome = written(rows, tmp_path)

    assert 1 == len(outcome.outputs)
    assert outcome.path == outcome.outputs[0].path
    assert not outcome.others


def test_a_link_stays_one_and_leads_to_the_mended_file(tmp_path: Path) -> None:
    (tmp_path / "本体").mkdir()
    there = tmp_path / "本体" / "表.csv"
    there.write_text("名称,数\nA,１\nB,2\n", encoding="utf-8")
    link = tmp_path / "表.csv"
    link.symlink_to(there)
    mending.put(mending.prepare(link, ASKED))

    assert link.is_symlink()
    assert "A,1" in there.read_text(encoding="utf-8-sig")
