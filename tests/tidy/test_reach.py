"""Totals below headings and groups: each is filed where its rows are, or where nobody is wronged."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.books.book import Area
from publisher.tidy import blocks, groups, series, totals
from publisher.tidy.draft import Draft
from tests.settings import EXAMPLES
from tests.tidy.drafts import cells, column, draft, findings, mended
from tests.tidy.grids import grid, shown


def across(*rows: str) -> list[str]:
    """The table of a sheet in which rows that begin with = are merged across it."""
    merges = [
        Area(at, 1, at, 3) for at, row in enumerate(("", *rows), start=1) if row.startswith("=")
    ]
    texts = [f"{row[1:]}||" if row.startswith("=") else row for row in rows]
    (found,) = blocks.drafts(grid("名称|定員|電話", *texts, merges=merges))
    return shown(found)[1:]


NORTH = ("=北部", "A小|10|1-1", "B小|20|1-2")
SOUTH = ("=南部", "C小|5|1-3")


@pytest.mark.parametrize(
    ("last", "filed"),
    [
        ("計|35|", "|計|35|"),
        ("合　計|35|", "|合　計|35|"),
        ("計|5|", "南部|計|5|"),
        ("南部計|9|", "南部|南部計|9|"),
        ("小計|9|", "南部|小計|9|"),
        ("小計|35|", "|小計|35|"),
        ("総計|99|", "|総計|99|"),
        ("市計|35|", "|市計|35|"),
    ],
)
def test_a_total_is_of_the_rows_whose_sum_it_is(last: str, filed: str) -> None:
    """The last heading is not its heading because it stands below it."""
    assert filed == across(*NORTH, *SOUTH, last)[-1]


def test_each_part_may_have_its_total_and_the_whole_too() -> None:
    rows = across(*NORTH, "小計|30|", *SOUTH, "小計|5|", "合計|35|", "前年度|33|")

    assert ["北部|小計|30|", "南部|C小|5|1-3", "南部|小計|5|"] == rows[2:5]
    assert ["|合計|35|", "|前年度|33|"] == rows[5:]


def test_totals_of_each_part_that_are_no_sums_stay_with_their_part() -> None:
    """Each heading has one of that name; the further one below them all is of the whole."""
    rows = across(*NORTH, "計|31|", *SOUTH, "計|6|", "合計|40|")

    assert ["北部|計|31|", "南部|C小|5|1-3", "南部|計|6|", "|合計|40|"] == rows[2:]


def test_a_total_of_which_nothing_tells_leaves_the_headings_to_a_person() -> None:
    """Not even the merged ones are filed; asked once, with what the total may be."""
    (found,) = blocks.drafts(
        grid(
            *("名称|定員|電話", "北部||", "A小|調査中|1-1", "B小|20|1-2"),
            *("南部||", "C小|5|1-3", "計|41|"),
            merges=[Area(2, 1, 2, 3), Area(5, 1, 5, 3)],
        )
    )
    (question,) = mended(found).questions
    whole, last = (
        column(mended(found, section_rows=answer).drafts[0], 0) for answer in ("whole", "last")
    )

    assert 3 == len(found.columns)
    assert ["whole", "last", "keep"] == [choice.value for choice in question.choices]
    assert ["北部", "北部", "南部", ""] == whole
    assert ["北部", "北部", "南部", "南部"] == last


def test_of_two_levels_a_total_may_be_of_the_upper_one() -> None:
    (found,) = blocks.drafts(
        grid(
            *("名称|定員|電話", "■県||", "●北||", "A|10|1", "計|10|", "●南||", "B|20|2"),
            *("計|20|", "県計|30|", "■国||", "●北||", "C|5|3", "計|5|", "総計|35|"),
            merges=[Area(row, 1, row, 3) for row in (2, 3, 6, 10, 11)],
        )
    )

    assert [("■県", "●北"), ("■県", "●南"), ("■県", "")] == [
        row.cells[:2] for row in found.rows if "計" in row.cells[2]
    ][:3]
    assert [("■国", "●北"), ("", "")] == [row.cells[:2] for row in found.rows][-2:]


def test_answered_headings_and_groups_file_no_total_of_the_whole() -> None:
    """It stands below the last of them and is none of its rows."""
    sections = draft(
        ("名称", "定員", "電話"),
        ("【北部】", "", ""), ("A小", "1", "a"), ("【南部】", "", ""), ("C小", "3", "b"),
        ("合計", "4", ""),
    )  # fmt: skip
    named = draft(
        ("課", "事業", "金額"),
        ("企画課", "A", "1"), ("", "B", "2"), ("総務課", "C", "3"), ("", "D", "4"), ("", "総計", "10"),
    )  # fmt: skip

    assert ["【北部】", "【南部】", ""] == column(
        mended(sections, section_rows="fill").drafts[0], 0
    )
    assert ["企画課", "企画課", "総務課", "総務課", ""] == column(
        mended(named, group_names="fill").drafts[0], 0
    )


WORDS = ("小計", "計", "合計", "総計", "総数", "計 ")


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.data())
def test_no_total_is_filed_below_a_heading_whose_rows_it_does_not_sum_up(
    data: st.DataObject,
) -> None:
    """Merged or asked, with totals of parts or none, right ones: what its row says then is true."""
    draw = data.draw
    parts = [
        [draw(st.integers(1, 60)) for _ in range(draw(st.integers(1, 3)))]
        for _ in range(draw(st.integers(1, 3)))
    ]
    word = draw(st.sampled_from(WORDS)) if draw(st.booleans()) else ""
    rows: list[tuple[str, str, str]] = []
    for at, numbers in enumerate(parts):
        rows.append((f"【{'甲乙丙'[at]}】", "", ""))
        rows += [(f"{'甲乙丙'[at]}{n}館", str(number), "x") for n, number in enumerate(numbers)]
        rows += [(word, str(sum(numbers)), "")] if word else []
    rows.append((draw(st.sampled_from(WORDS[1:])), str(sum(map(sum, parts))), ""))
    if draw(st.booleans()):
        merges = [Area(at, 1, at, 3) for at, row in enumerate(rows, 2) if not row[1]]
        (found,) = blocks.drafts(grid("名称|定員|備考", *rows, merges=merges))
    else:
        (found,) = mended(draft(("名称", "定員", "備考"), *rows), section_rows="fill").drafts
    if found.columns[0].name != "区分":
        return  # asked, for one reason or another: nothing is filed
    said = [(row.cells[0], row.cells[1], int(row.cells[2])) for row in found.rows]
    for part, name, number in said:
        if totals.is_total(name):
            own = [n for p, other, n in said if p == part or not part if not totals.is_total(other)]
            assert sum(own) == number
    assert sum(map(len, parts)) == sum(1 for part, name, _ in said if part[1:2] == name[:1])


def filled(subject: Draft) -> list[list[str]]:
    return [list(row.cells) for row in groups.fill(subject)[0].rows]


AGES = [("東", "0-14", "1"), ("", "15-64", "2"), ("", "計", "3"),
        ("西", "0-14", "3"), ("", "15-64", "4"), ("", "計", "7")]  # fmt: skip


def test_a_last_group_without_a_total_takes_none_of_the_whole() -> None:
    """総計 ends 西 as little as the table's end does; the numbers say of what it is."""
    found = filled(draft(("地区", "年齢", "人数"), *AGES[:5], ("", "総計", "10")))

    assert ["東", "東", "東", "西", "西", ""] == [row[0] for row in found]


@pytest.mark.parametrize(
    "last", [("", "総計", "10"), ("合計", "", "10"), ("総　計", "", "99"), ("合計", "計", "10")]
)
def test_groups_are_filled_above_a_total_of_the_whole(last: tuple[str, str, str]) -> None:
    """The total is of no group, whether it is right or not."""
    found = filled(draft(("地区", "年齢", "人数"), *AGES, last))

    assert ["東"] * 3 + ["西"] * 3 + [last[0]] == [row[0] for row in found]


def test_one_group_alone_is_filled_if_its_total_is_right() -> None:
    """As at the end of a block whose other groups stand in the block beside."""
    names = ("地区", "町名", "世帯")
    rows = [("東部", "一番町", "10"), ("", "二番町", "11")]
    wrong = draft(names, *rows, ("", "計", "9"))

    assert ["東部"] * 3 == [row[0] for row in filled(draft(names, *rows, ("", "計", "21")))]
    assert (wrong, ()) == groups.fill(wrong)


TOWNS = draft(
    ("地区", "町名", "性別", "人数"),
    *[
        ("東部西部"[at // 2 : at // 2 + 2] if at % 4 == 0 else "",
         f"{'一二三四'[at // 2]}番町" if at % 2 == 0 else "", "男女"[at % 2], str(at))
        for at in range(8)
    ],
)  # fmt: skip


def test_of_two_columns_of_groups_the_proven_one_is_filled_and_the_other_asked_about() -> None:
    (question,) = mended(TOWNS).questions
    answered = mended(TOWNS, group_names="fill").drafts[0]

    assert ["", "二番町", "二番町"] == [
        filled(TOWNS)[2][0],
        *(row[1] for row in filled(TOWNS)[2:4]),
    ]
    assert ("group-names::地区", ["fill", "keep"]) == (
        question.id,
        [choice.value for choice in question.choices],
    )
    assert ["東部"] * 4 + ["西部"] * 4 == [row[0] for row in filled(answered)]
    assert all(all(row) for row in filled(answered))


def test_where_a_name_is_missing_the_answer_tells_how_far_the_one_above_goes() -> None:
    """男, 女, 男, 女 below one name may be two groups of which one has no name."""
    subject = draft(
        ("地区", "性別", "人数"),
        ("東", "男", "1"), ("", "女", "2"), ("西", "男", "3"), ("", "女", "4"), ("", "男", "5"), ("", "女", "6"),
    )  # fmt: skip
    (question,) = mended(subject).questions

    assert ["fill", "once", "keep"] == [choice.value for choice in question.choices]
    assert ["東", "東", "西", "西", "西", "西"] == column(
        mended(subject, group_names="fill").drafts[0], 0
    )
    assert ["東", "東", "西", "西", "", ""] == column(
        mended(subject, group_names="once").drafts[0], 0
    )


def test_a_name_that_comes_again_is_asked_about_and_a_mark_is_not() -> None:
    named = draft(
        ("課", "事業", "金額"),
        ("企画課", "A", "1"), ("", "B", "2"), ("総務課", "C", "3"), ("", "D", "4"), ("企画課", "E", "5"), ("", "F", "6"),
    )  # fmt: skip
    marked = draft(
        ("推奨", "名称", "面積"),
        ("○", "A", "1"), ("", "B", "2"), ("◎", "C", "3"), ("", "D", "4"), ("○", "E", "5"), ("", "F", "6"),
    )  # fmt: skip

    assert ["企画課", "企画課", "総務課", "総務課", "企画課", "企画課"] == column(
        mended(named, group_names="fill").drafts[0], 0
    )
    assert () == mended(marked).questions


PHONES = draft(
    ("名称", "電話", "FAX"),
    ("北館", "0742-12-3456", "同上"), ("南館", "0742-12-3457", "〃"), ("東館", "0742-12-3458", "0742-12-3459"),
)  # fmt: skip


def test_a_ditto_mark_with_nothing_above_is_asked_about() -> None:
    """It may be the value beside it, or nothing at all."""
    (question,) = mended(PHONES).questions
    left, blank = (mended(PHONES, ditto_first=answer).drafts[0] for answer in ("left", "blank"))

    assert cells(PHONES) == cells(mended(PHONES).drafts[0])
    assert ("ditto-first::FAX", 2, 2) == (question.id, question.number, question.count)
    assert ["0742-12-3456", "0742-12-3457", "0742-12-3459"] == column(left, 2)
    assert ["", "", "0742-12-3459"] == column(blank, 2)


def test_the_total_of_all_groups_may_have_no_group_or_no_key() -> None:
    """It is right if it is the sum of the rows of all groups."""
    for last in (("", "総計", "10"), ("合計", "", "10"), ("", "", "")):
        whole = draft(
            ("地区", "年齢", "人数"),
            *[("東西"[at // 3], *row[1:]) for at, row in enumerate(AGES)],
            last,
        )
        found = list(totals.find(whole.rows, 0, 1))

        assert [2, 5, 6][: len(found)] == [item.row for item in found]
        assert all(item.is_right for item in found)
        assert len(found) == (3 if any(last) else 2)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.data())
def test_groups_that_the_check_finds_left_out_are_filled_or_asked_about(
    data: st.DataObject,
) -> None:
    """Whatever is missing: a name, a total, a group of the same size, a name of its own."""
    draw = data.draw
    keys = draw(
        st.lists(st.sampled_from(["男", "女", "計", "幼児", "児童"]), min_size=2, unique=True)
    )
    rows: list[tuple[str, ...]] = []
    for at in range(draw(st.integers(2, 4))):
        name = draw(st.sampled_from([f"{'甲乙丙丁'[at]}部", f"{'甲乙丙丁'[at]}部", "甲部", ""]))
        own = keys if draw(st.integers(0, 4)) else keys[:1]
        rows += [(name if not n else "", key, str(9 * at + n)) for n, key in enumerate(own)]
    if draw(st.booleans()):
        rows.append(
            draw(st.sampled_from([("", "総計", "7777"), ("合計", "", "7777"), ("", "", "7777")]))
        )
    names = ("地区", "区分", "人数")
    result = mended(draft(names, *rows))
    (after,) = (item.draft for item in series.join(result.drafts))

    if findings(after, frozenset({"L2-02"})):
        assert "group-names::地区" in {question.id for question in result.questions}
    for was, row in zip(rows, after.rows, strict=False) if len(after.rows) == len(rows) else ():
        assert row.cells[1:3] == was[1:]
        assert row.cells[0] == was[0] or not was[0]
        assert row.cells[0] == was[0] or not totals.is_total(was[1]) or was[1] == "計"
