"""Rows and blanks that only a person can tell: asked, left as they are, done as answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.tidy.change import Question
from publisher.tidy.draft import Draft, DraftRow
from publisher.tidy.fix import Result
from tests.tidy.drafts import cells, draft, mended

PARKS = draft(
    ("愛称", "名称", "面積"),
    ("そよかぜ公園", "北公園", "9"),
    ("", "南公園", "8"),
    ("", "西公園", "7"),
    ("なかよし広場", "東公園", "6"),
    ("", "中公園", "5"),
)
SECTIONS = draft(
    ("番号", "名称", "住所"),
    ("【北部】", "", ""),
    ("1", "甲公園", "東1"),
    ("【南部】", "", ""),
    ("2", "乙公園", "西1"),
)
LEVELS = draft(
    ("番号", "名称", "住所"),
    ("県有", "", ""),
    ("北部", "", ""),
    ("1", "甲公園", "東1"),
    ("その他", "", ""),
    ("2", "乙公園", "西1"),
)
LIST = draft(("番号", "名称", "定員"), ("1", "甲館", "100"), ("2", "乙館", "80"), ("", "計", "180"))


def apart(*rows: tuple[int, tuple[str, ...]]) -> Draft:
    """A list of halls whose last rows have these numbers in the source."""
    halls = draft(("施設", "所在地", "電話"), ("北館", "東1", "1"), ("南館", "西1", "2"))
    more = tuple(DraftRow(number, number, texts) for number, texts in rows)
    return Draft(columns=halls.columns, rows=(*halls.rows, *more))


HALLS = apart((5, ("東館（建設中）", "", "")), (6, ("西館（計画中）", "", "")))


def only(result: Result) -> Question:
    (question,) = result.questions
    return question


@pytest.mark.parametrize(
    ("subject", "kind", "row"),
    [(PARKS, "group-names", 3), (SECTIONS, "section-rows", 2), (HALLS, "last-notes", 5)],
)
def test_without_an_answer_nothing_changes(subject: Draft, kind: str, row: int) -> None:
    """The question names where to look."""
    result = mended(subject)

    assert cells(subject) == cells(result.drafts[0])
    assert () == result.changes
    assert kind == only(result).id.partition(":")[0]
    assert f"{row}行目" in only(result).text.ja
    assert f"row {row}" in only(result).text.en


def test_blanks_below_a_name_are_filled_when_somebody_says_that_it_goes_on() -> None:
    """Nobody else knows: most parks have no 愛称."""
    result = mended(PARKS, group_names="fill")

    assert ["そよかぜ公園"] * 3 + ["なかよし広場"] * 2 == [
        row.cells[0] for row in result.drafts[0].rows
    ]
    assert [3, 4, 6] == [change.number for change in result.changes]
    assert () == result.questions


def test_groups_that_are_proven_are_not_asked_about() -> None:
    result = mended(
        draft(
            ("地区", "区分", "人口"),
            ("北", "男", "1"),
            ("", "女", "2"),
            ("南", "男", "3"),
            ("", "女", "4"),
        )
    )

    assert () == result.questions


def test_headings_between_rows_become_a_column() -> None:
    result = mended(SECTIONS, section_rows="fill")

    assert [
        ("区分", "番号", "名称", "住所"),
        ("【北部】", "1", "甲公園", "東1"),
        ("【南部】", "2", "乙公園", "西1"),
    ] == cells(result.drafts[0])
    assert {"【北部】", "【南部】"} == {change.before for change in result.changes if change.before}


_PARTED = tuple(
    DraftRow(number, number, cells)
    for number, cells in (
        (3, ("甲館", "東1", "9")),
        (5, ("西地区", "", "")),
        (6, ("乙館", "西1", "8")),
        (8, ("南地区", "", "")),
        (9, ("丙館", "南1", "7")),
    )
)


@pytest.mark.parametrize(("title", "first"), [("東地区", "東地区"), ("施設一覧", "")])
def test_headings_below_blank_rows_are_asked_about_with_the_first_one_above_the_names(
    title: str, first: str
) -> None:
    of = replace(draft(("施設名", "所在地", "定員")), rows=_PARTED, titles=("令和6年度", title))
    done = mended(of, section_rows="fill").drafts[0]

    assert "section-rows" == only(mended(of)).id.partition(":")[0]
    assert [first, "西地区", "南地区"] == [row.cells[0] for row in done.rows]
    assert ("令和6年度", title) == done.titles


@pytest.mark.parametrize(("title", "asked"), [("東地区", 1), ("施設一覧", 0)])
def test_one_heading_below_a_blank_row_is_one_where_the_other_stands_above_the_names(
    title: str, asked: int
) -> None:
    of = replace(draft(("施設名", "所在地", "定員")), rows=_PARTED[:3], titles=(title,))
    more = replace(of, rows=(_PARTED[0], *_PARTED[1:3], DraftRow(7, 7, ("丁館", "西2", "6"))))

    assert asked == len(mended(more).questions)


@pytest.mark.parametrize("numbers", [(3, 4, 5, 7, 8), (3, 5, 7, 9, 10)])
def test_a_lone_cell_that_no_gap_parts_from_the_rows_above_only_is_no_heading(
    numbers: tuple[int, ...],
) -> None:
    rows = tuple(
        DraftRow(number, number, row.cells) for number, row in zip(numbers, _PARTED, strict=True)
    )

    assert () == mended(replace(draft(("施設名", "所在地", "定員")), rows=rows)).questions


@pytest.mark.parametrize(
    ("answer", "last"), [("under", ("県有", "その他")), ("upper", ("その他", ""))]
)
def test_of_headings_of_two_levels_the_answer_tells_where_a_lone_one_belongs(
    answer: str, last: tuple[str, str]
) -> None:
    result = mended(LEVELS, section_rows=answer)

    assert [("県有", "北部"), last] == [row.cells[:2] for row in result.drafts[0].rows]
    assert ["大区分", "区分"] == [column.name for column in result.drafts[0].columns[:2]]


@pytest.mark.parametrize(
    "rows",
    [
        [("1", "", ""), ("2", "い", "x"), ("3", "う", "x")],
        [("あ", "い", "x"), ("北部", "", ""), ("う", "え", "x"), ("お", "か", "x")],
        [("北部", "", ""), ("北部", "え", "x"), ("南部", "", ""), ("南部", "か", "x")],
        [("", "い", ""), ("1", "え", "x"), ("", "う", ""), ("2", "か", "x")],
    ],
)
def test_a_record_of_one_cell_is_no_heading(rows: list[tuple[str, ...]]) -> None:
    """A running number, a name like those of other rows, a value, another column."""
    assert () == mended(draft(("番号", "名称", "住所"), *rows)).questions


def test_words_below_a_blank_row_become_notes_when_somebody_says_so() -> None:
    result = mended(HALLS, last_notes="note")
    (found,) = result.drafts

    assert ["北館", "南館"] == [row.cells[0] for row in found.rows]
    assert ("東館（建設中）", "西館（計画中）") == found.notes
    assert [("東館（建設中）", "note"), ("西館（計画中）", "note")] == [
        (change.before, change.moved) for change in result.changes
    ]


@pytest.mark.parametrize(
    "subject",
    [
        apart((4, ("東館", "", ""))),
        apart((6, ("3", "", ""))),
        apart((6, ("東館", "北1", ""))),
    ],
)
def test_other_last_rows_are_not_asked_about(subject: Draft) -> None:
    """Without a blank row above; a number; several cells."""
    assert () == mended(subject).questions


def test_the_total_of_a_list_is_left_out_when_somebody_says_so() -> None:
    """It is none of the halls."""
    asked, dropped = mended(LIST), mended(LIST, list_totals="drop")

    assert ("list-totals::名称", 4) == (only(asked).id, only(asked).number)
    assert cells(LIST) == cells(asked.drafts[0])
    assert ["1", "2"] == [row.cells[0] for row in dropped.drafts[0].rows]
    assert ["計、180"] == [change.before for change in dropped.changes]


@pytest.mark.parametrize(
    "rows",
    [
        [("北", "あ", "1"), ("計", "", "1")],
        [("", "あ", "1"), ("", "計", "1"), ("北", "い", "1")],
        [("北", "計", "1"), ("南", "い", "1")],
    ],
)
def test_totals_of_a_table_of_numbers_stay_unasked(rows: list[tuple[str, ...]]) -> None:
    """In the first column, below groups, or of a group."""
    assert () == mended(draft(("地区", "名称", "人数"), *rows)).questions
