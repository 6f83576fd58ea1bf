"""Two names in one cell of a header: parted where it is proven, else left alone and told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.desk import mending
from publisher.rules.joined_names import parted
from publisher.tidy import blocks, joined_names
from publisher.tidy.grid import Grid, GridRow
from tests.publisher.examples import report_on_bytes
from tests.settings import EXAMPLES
from tests.tidy.drafts import ASKED, cells

VALUES = {
    "名称": ("市役所", "公民館", "北館, 2階"),
    "住所": ("生駒市東新町8-38", "奈良県生駒市北新町2-1"),
    "電話番号": ("0743-74-1111", "0742-22-1111"),
    "郵便番号": ("630-0288", "630-8580"),
    "緯度": ("34.6939", "34.7430"),
    "経度": ("135.6979", "135.7290"),
    "定員": ("70名", "120名", "5"),
    "備考": ("なし", "", "月曜, 祝日休み"),
}
TEXT = '名称,"住所,電話番号",定員,備考\n北館,生駒市東新町1,0743-74-1111,70,なし\n南館,生駒市西町1,0743-74-1112,80,あり\n'
TIDY = ("名称", "住所", "電話番号", "定員", "備考")


def grid(names: list[str], rows: list[list[str]], sheet: str | None = None) -> Grid:
    everything = (names, *rows)
    return Grid(
        rows=tuple(GridRow(n, n, tuple(row)) for n, row in enumerate(everything, 1)), sheet=sheet
    )


@st.composite
def tables(drawing: st.DrawFn) -> tuple[list[str], list[list[str]], int]:
    """Names of different columns, values that fit them, and a place where two names may join."""
    names = drawing(st.permutations(list(VALUES)))[: drawing(st.integers(3, len(VALUES)))]
    count = drawing(st.integers(1, 5))
    rows = [[drawing(st.sampled_from(VALUES[name])) for name in names] for _ in range(count)]
    return names, rows, drawing(st.integers(0, len(names) - 2))


@settings(max_examples=EXAMPLES, deadline=None)
@given(tables())
def test_what_is_parted_is_the_right_header(table: tuple[list[str], list[list[str]], int]) -> None:
    """Either the joined names come apart as they were, or nothing changes; twice is once."""
    names, rows, at = table
    joined = [*names[:at], ",".join(names[at : at + 2]), *names[at + 2 :]]
    once, changes = joined_names.mended(grid(joined, rows))

    assert once.rows[0].cells in {tuple(names), tuple(joined)}
    assert bool(changes) == (once.rows[0].cells == tuple(names))
    assert rows == [list(row.cells) for row in once.rows[1:]]
    assert (once, ()) == joined_names.mended(once)
    header = list(joined) + [""] * (len(once.rows[0].cells) - len(joined))
    for change in changes:
        assert header[change.position - 1] == change.before
        header[change.position - 1] = change.after
    assert tuple(header) == once.rows[0].cells


@settings(max_examples=EXAMPLES // 3, deadline=None)
@given(tables())
def test_a_header_that_names_every_column_stays(
    table: tuple[list[str], list[list[str]], int],
) -> None:
    """Also where a name holds a comma of its own."""
    names, rows, at = table
    names = [*names[:at], f"{names[at]},他", *names[at + 1 :]]

    assert (grid(names, rows), ()) == joined_names.mended(grid(names, rows))


def test_a_file_is_mended_and_the_finding_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "一覧.csv"
    path.write_text(TEXT, encoding="utf-8")
    told = [item for item in report_on_bytes(TEXT.encode()).findings if item.rule == "L1-15"]
    outcome = mending.prepare(path, ASKED)
    mending.put(outcome)

    assert ["住所,電話番号"] == [item.place.column for item in told]
    assert TIDY == cells(outcome.result.drafts[0])[0]
    assert joined_names.ID in {change.mend for change in outcome.changes}
    rest = report_on_bytes(path.read_bytes()).findings
    assert not {item.rule for item in rest} & {"L1-15", "L1-05", "extra-cell"}


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        (["名称", "住所,電話番号"], [["北", "生駒市1", "なし"], ["南", "生駒市2", "あり"]]),
        (["名称", "人口（男,女）"], [["北", "10", "20"], ["南", "30", "40"]]),
        (["名称", "住所,電話番号"], [["北", "生駒市1", "0743-74-1111"], ["南", "生駒市2"]]),
        (["住所,定員", "人口,世帯数"], [["生駒市1", "10", "20"], ["奈良市2", "30", "40"]]),
        (["名称,住所", "定員"], [["北", "10", ""], ["南", "20", ""]]),
        (["名称", "色,形"], [["北", "赤", "丸"], ["南", "青", "角"]]),
        (["名称", "住所,"], [["北", "生駒市1", ""], ["南", "生駒市2", ""]]),
    ],
)
def test_what_is_not_proven_stays(names: list[str], rows: list[list[str]]) -> None:
    """Other values than the names say, brackets, uneven rows, two ways, names that say nothing."""
    assert parted(names, rows) is None


def test_sheets_are_left_alone() -> None:
    """A comma in a sheet's cell is one that a person wrote."""
    names, rows = ["名称", "住所,電話番号"], [["北", "生駒市1", "0743-74-1111"]]
    found = blocks.find(grid(names, rows, sheet="一覧"))

    assert "住所,電話番号" in cells(found.drafts[0])[0]
