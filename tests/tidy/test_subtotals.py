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


@pytest.mark.parametrize(
    ("rows", "sums"),
    [
        (
            ("A町|10|1100", "B町|20|2100", "北部|30|3200", "C町|30|31", "D町|5|6", "南部|35|37"),
            "4・7",
        ),
        (("市|250|110", "A町|100|50", "B町|150|60"), ""),
        (("市全域|600|240", "A町|100|50", "B町|200|80", "C町|300|110"), "2"),
        (("A町|100|50", "B町|200|80", "C町|300|110", "|600|240"), "5"),
        (
            (
                "全域|600|240",
                "北部|250|110",
                "A町|100|50",
                "B町|150|60",
                "南部|350|130",
                "C町|200|80",
                "D町|150|50",
            ),
            "2・3・6",
        ),
        (
            (
                "北|A町|1100",
                "北|B町|1150",
                "北部地区計|北部地区計|2250",
                "南|C町|60",
                "南|D町|20",
                "南部地区計|南部地区計|80",
            ),
            "4・7",
        ),
    ],
)
def test_sums_without_a_word_are_told_by_their_numbers(rows: tuple[str, ...], sums: str) -> None:
    found = asked("地区|人口|世帯", *rows).questions

    assert [f"（{sums}行目）" in question.text.ja for question in found] == [True] * bool(sums)


@pytest.mark.parametrize(
    "rows",
    [
        ("A町|1|1", "B町|2|2", "C町|3|3", "D町|6|6"),
        ("A町|100|50", "B町|150|60", "北部|250|111", "C町|200|80", "D町|60|20", "南部|260|100"),
        ("A町|100|50", "B町|150|60", "北部|250|110", "C町|200|80", "D町|60|20"),
        ("A町|100|50", "B町|200|80", "C町|300|110", "合計|600|240"),
        ("A町|0|0", "B町|0|0", "C町|0|0", "D町|0|0"),
        ("A町|010|100", "B町|020|200", "C町|030|300"),
    ],
)
def test_rows_that_chance_may_make_a_sum_are_not_asked_about(rows: tuple[str, ...]) -> None:
    """Few digits, one number that is none, a group without its sum; and 合計 is known to readers."""
    assert not asked("地区|人口|世帯", *rows).questions


@settings(max_examples=EXAMPLES)
@given(
    groups=st.lists(
        st.lists(st.integers(100, 99999), min_size=2, max_size=6), min_size=2, max_size=5
    ),
    is_first=st.booleans(),
)
def test_what_is_left_without_unnamed_sums_is_what_they_sum_up(
    groups: list[list[int]], is_first: bool
) -> None:
    """Law: leaving out what is asked about leaves each part, in its place, and no sum.

    Where a part is by chance the sum of those before it nothing is asked.
    """
    rows: list[list[str]] = []
    for index, parts in enumerate(groups):
        own = [[f"{index}の{at}町", str(part)] for at, part in enumerate(parts)]
        whole = [f"{index}部", str(sum(parts))]
        rows += [whole, *own] if is_first else [*own, whole]
    of = draft("地区|人口", *map("|".join, rows))
    done = subtotals.settled(of, DROP)
    kept = [row.cells[1] for row in done.draft.rows]
    is_by_chance = any(
        part in {sum(own[:at]), sum(own[at + 1 :])} for own in groups for at, part in enumerate(own)
    )

    assert kept == [str(part) for parts in groups for part in parts] or (
        is_by_chance and done.draft is of
    )
