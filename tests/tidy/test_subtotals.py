"""Subtotals among the rows of a list: asked about, with what of them is no sum."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.tidy import blocks, subtotals
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Mended
from tests.settings import EXAMPLES
from tests.tidy.drafts import ASKED
from tests.tidy.grids import grid, shown

DROP = replace(ASKED, answers={subtotals.ID: "drop"})
LIST = (
    "地区|町|人口",
    "北|一|1",
    "北|二|2",
    "北|小計|3",
    "南|三|4",
    "南|四|5",
    "南|小計|9",
    "合計||12",
)


def draft(*rows: str) -> Draft:
    (found,) = blocks.drafts(grid(*rows))
    return found


def asked(*rows: str) -> Mended:
    return subtotals.settled(draft(*rows), ASKED)


def test_right_sums_are_asked_about_and_left_out_by_the_answer() -> None:
    of = draft(*LIST)
    open_ = subtotals.settled(of, ASKED)
    done = subtotals.settled(of, DROP)

    assert open_.draft is of
    assert "4・7・8行目" in open_.questions[0].text.ja
    assert "どれも内訳の和と合います" in open_.questions[0].text.ja
    assert ["地区|町|人口", "北|一|1", "北|二|2", "南|三|4", "南|四|5"] == shown(done.draft)
    assert ["北、小計、3", "南、小計、9", "合計、12"] == [change.before for change in done.changes]


@pytest.mark.parametrize("whole", ["合計||12|", "合計|合計|12|"])
def test_words_have_no_sum(whole: str) -> None:
    """Blank below 備考, and 合計 across two cells: the sums are as right as without."""
    remarks = ("備考", "", "一部編入", "", "調査中", "", "")
    rows = (f"{row}|{said}" for row, said in zip(LIST[:-1], remarks, strict=True))
    (question,) = asked(*rows, whole).questions

    assert "（4・7・8行目）。どれも内訳の和と合います" in question.text.ja


def test_a_number_that_a_total_leaves_out_is_no_sum() -> None:
    rows = (f"{row}|{said}" for row, said in zip(LIST, "率5656567"[1:], strict=False))
    (question,) = asked("地区|町|人口|率", *list(rows)[1:3], "北|小計|3|", *LIST[4:7]).questions

    assert "4行目は内訳の和と合いません" in question.text.ja


def test_where_sums_disagree_is_told() -> None:
    (question,) = asked(*LIST[:3], "北|小計|4", *LIST[4:7], "合計||13").questions

    assert "4・8行目は内訳の和と合いません" in question.text.ja


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("町|人口", "一|1", "二|2", "小計|3", "三|4", "四|5", "小計|9", "合計|12"), "4・7・8行目"),
        (("町|人口", "一|1", "二|2", "小計|4", "三|4", "四|5"), "4行目は内訳の和と合いません"),
        (("月|件", "4月|1", "5月|2", "第1四半期計|3", "7月|4"), "4行目"),
        (("月|件|人", "4月|1|2", "5月|2|3", "計|3|5", "6月|4|1"), "どれも内訳の和と合います"),
    ],
)
def test_sums_between_the_rows_of_one_column_are_asked_about(
    rows: tuple[str, ...], told: str
) -> None:
    """The most usual form: names and sums stand in the first column."""
    of = draft(*rows)
    (question,) = subtotals.settled(of, ASKED).questions
    done = subtotals.settled(of, DROP)

    assert told in question.text.ja
    assert [row for row in rows if "計" not in row] == shown(done.draft)
    assert subtotals.settled(done.draft, DROP).draft is done.draft


@pytest.mark.parametrize(
    "rows",
    [
        # A lone total below a table is known to every reader.
        ("地区|町|人口", "北|一|1", "北|二|2", "合計||3"),
        ("地区|人口|世帯", "北|1|1", "小計|1|1", "南|2|2", "小計|2|2"),
        ("町|人口", "一|1", "二|2", "合計|3"),
        ("町|人口", "総数|3", "一|1", "二|2"),
        # Named as a sum, but of other numbers, or of words.
        ("町|人口", "一|1", "二|2", "計|9", "三|4", "四|5"),
        ("町|施設", "一|a", "二|b", "小計|c", "三|d"),
        # Nothing is summed up: 計 is the name of a town, or there are no numbers.
        ("地区|町|施設", "北|一|a", "北|小計|b", "南|三|c"),
        ("地区|町|人口", "北|小計|3", "南|小計|9", "西|小計|4"),
    ],
)
def test_other_totals_are_not_asked_about(rows: tuple[str, ...]) -> None:
    assert () == asked(*rows).questions


NUMBERS = st.lists(st.integers(0, 99), min_size=1, max_size=4)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(NUMBERS, min_size=1, max_size=4), st.integers(0, 1), st.booleans())
def test_only_sums_go_and_what_is_no_sum_is_named(
    groups: list[list[int]], off: int, has_whole: bool
) -> None:
    """Every row of data stays in its place; twice is once."""
    rows = ["地区|町|人口"]
    data = []
    for number, of in enumerate(groups):
        data += [f"区{number}|町{number}{at}|{value}" for at, value in enumerate(of)]
        rows += [*data[-len(of) :], f"区{number}|小計|{sum(of) + off}"]
    if has_whole:
        rows.append(f"合計||{sum(map(sum, groups))}")
    of_rows = draft(*rows)
    done = subtotals.settled(of_rows, DROP)
    if len(of_rows.rows) < 3:
        return

    assert data == shown(done.draft)[1:]
    assert ("合いません" in done.questions[0].text.ja) == bool(off)
    assert subtotals.settled(done.draft, DROP).draft is done.draft
