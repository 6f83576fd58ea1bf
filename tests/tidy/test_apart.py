"""Unlike tables side by side, as high as each other: nothing in the sheet tells, so a person does."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.books.book import Area
from publisher.tidy import blocks
from publisher.tidy.grid import Grid
from tests.settings import EXAMPLES
from tests.tidy.grids import grid, lost, shown

KIND = "tables-beside"
HALLS = ("施設名|住所", "中央館|東町1", "北館|西町2", "南館|北町3")
EVENTS = (
    "行事|開催日|人数",
    "夏祭り|2024-08-01|120",
    "文化祭|2024-11-03|300",
    "運動会|2024-10-10|250",
)


def beside(gap: int, *tables: tuple[str, ...]) -> list[str]:
    return [f"|{'|' * gap}".join(rows) for rows in zip(*tables, strict=True)]


@pytest.mark.parametrize("gap", [1, 2, 5])
def test_unlike_tables_of_one_height_are_asked_about_and_parted_by_the_answer(gap: int) -> None:
    """Unanswered they are never glued in silence: the question is there; answered, both ways."""
    of = grid(*beside(gap, HALLS, EVENTS))
    (question,) = blocks.find(of).questions
    apart = blocks.find(of, {question.id: "apart"})
    one = blocks.find(of, {KIND: "one"})

    assert question.mend == KIND
    assert not question.answer
    assert "施設名・住所" in question.text.ja
    assert "行事・開催日・人数" in question.text.ja
    assert [list(HALLS), list(EVENTS)] == [shown(draft) for draft in apart.drafts]
    assert [[f"{a}|{b}" for a, b in zip(HALLS, EVENTS, strict=True)]] == [
        shown(draft) for draft in one.drafts
    ]
    assert ["apart", "one"] == [found.questions[0].answer for found in (apart, one)]


def test_merged_titles_over_each_are_titles_of_the_parted_tables() -> None:
    """Over groups of one table's columns the same cells are part of the names."""
    merges = (Area(1, 1, 1, 2), Area(1, 4, 1, 6))
    of = grid("公園|||行事表||", *beside(1, HALLS, EVENTS), merges=merges)
    found = blocks.find(of, {KIND: "apart"})

    assert [list(HALLS), list(EVENTS)] == [shown(draft) for draft in found.drafts]
    assert [("公園",), ("行事表",)] == [draft.titles for draft in found.drafts]
    assert ["公園_施設名", "公園_住所", "行事表_行事"] == [
        column.name for column in blocks.drafts(of)[0].columns
    ][:3]


@pytest.mark.parametrize(
    "rows",
    [
        ("施設名|住所||備考", "北館|1|| ", "南館|2||休館"),
        ("番号||施設名|住所", "1||北館|東町", "2||南館|西町"),
        ("時|||", "7||08:02|08:03", "8||09:02|09:03"),
        ("地区|男|女", "北|1|2", "南|3|4"),
    ],
)
def test_a_stretch_of_one_name_is_no_table_and_nothing_is_asked(rows: tuple[str, ...]) -> None:
    assert () == blocks.find(grid(*rows)).questions


@pytest.mark.parametrize("gap", ["|", "||"])
@pytest.mark.parametrize("said", ["作成：総務課 山田", "令和6年4月1日現在", "印刷用　A4横"])
def test_words_beside_the_names_are_a_note_and_no_column(gap: str, said: str) -> None:
    """Apart from the table, and over nothing but remarks; who wrote it is nobody's business."""
    (draft,) = blocks.drafts(
        grid(f"名称|数|{gap}{said}", "北|1", "南|2", f"西|3|{gap}※見込み", "東|4")
    )

    assert ["名称|数", "北|1", "南|2", "西|3", "東|4"] == shown(draft)
    assert (said.removesuffix(" 山田"), "西: ※見込み") == draft.notes


@pytest.mark.parametrize(
    "rows",
    [
        ("名称|数||備考", "北|1", "南|2"),
        ("名称|数|利用 時間", "北|1|", "南|2|"),
        ("名称|数||備考：その他", "北|1||休館", "南|2||"),
    ],
)
def test_names_over_blank_cells_stay_columns(rows: tuple[str, ...]) -> None:
    """A bare word, a column of the table itself, or one with values: no remark."""
    (draft,) = blocks.drafts(grid(*rows))

    assert 3 == len(draft.columns)
    assert () == draft.notes


NAMES = ("名称", "住所", "数", "年度", "備考", "電話", "面積", "区分", "行事", "期間")


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Grid, list[list[str]]]:
    """Two tables of as many rows, of unlike names, and a sheet with both side by side."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=4, max_size=8, unique=True))
    cut = draw(st.integers(2, len(names) - 2))
    rows = [
        [
            f"{name}あ{at}" if draw(st.booleans()) else str(1000 + at * 10 + of)
            for of, name in enumerate(names)
        ]
        for at in range(draw(st.integers(2, 6)))
    ]
    whole = [names, *rows]
    tables = [["|".join(row[:cut]) for row in whole], ["|".join(row[cut:]) for row in whole]]
    gap = [""] * draw(st.integers(1, 4))
    title = [["全体の題名"]] if draw(st.booleans()) else []
    lines = [*title, *([*row[:cut], *gap, *row[cut:]] for row in whole)]
    return grid(*lines, sheet=draw(st.sampled_from(("S", None)))), tables


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pairs())
def test_tables_beside_each_other_are_never_one_unasked(
    found: tuple[Grid, list[list[str]]],
) -> None:
    """Parted by the answer each is itself, whatever stands in it, and nothing is lost either way."""
    of, tables = found
    unasked = blocks.find(of)
    apart = blocks.find(of, {KIND: "apart"})

    if unasked.questions:
        assert tables == [shown(draft) for draft in apart.drafts]
    else:
        assert 1 != len(unasked.drafts) or not unasked.drafts[0].columns[0].name
    assert [] == lost(of, unasked) == lost(of, apart)


PLACES = ("施設名|住所", "A館|東町1", "B館|西町2")
FEASTS = ("イベント|会場", "夏祭り|A館", "運動会|B館")


@pytest.mark.parametrize("between", [("",), ("", ""), ("", "【行事】")])
def test_tables_of_words_below_each_other_are_asked_about(between: tuple[str, ...]) -> None:
    """Nothing proves that names of columns are no row: they never become one in silence."""
    of = grid(*PLACES, *between, *FEASTS)
    (question,) = blocks.find(of).questions
    apart = blocks.find(of, {question.id: "apart"})
    one = blocks.find(of, {"tables-below": "one"})

    assert (KIND, "", 4 + len(between)) == (question.mend, question.answer, question.number)
    assert "イベント・会場" in question.text.ja
    assert [list(PLACES), list(FEASTS)] == [shown(draft) for draft in apart.drafts]
    assert [[*PLACES, *filter(None, between[1:]), *FEASTS]] == [
        [row.rstrip("|") for row in shown(draft)] for draft in one.drafts
    ]
    assert not lost(of, apart)


@pytest.mark.parametrize(
    "below",
    [
        ("", "C館|北町", "D館|南町", "E館|東町9"),
        ("", "【南部】", "C館|南町", "D館|北町", "E館|東町9"),
        ("", "担当課|土木課", "C館|北町"),
        ("", "A館|会場", "B館|東町1"),
        ("イベント|会場", "夏祭り|A館", "運動会|B館"),
    ],
)
def test_rows_of_words_below_a_gap_are_not_asked_about(below: tuple[str, ...]) -> None:
    """Places are no names of columns, nor is one row a table, nor what no gap parts."""
    found = blocks.find(grid(*PLACES, *below))

    assert (1, ()) == (len(found.drafts), found.questions)


def test_names_like_those_of_the_column_above_are_values() -> None:
    """地区 and 担当課 may be what a column holds."""
    rows = (
        "地区|担当課",
        "東地区|土木課",
        "西地区|農政課",
        "",
        "南地区|水道課",
        "北地区|税務課",
        "中地区|市民課",
    )

    assert () == blocks.find(grid(*rows)).questions


@pytest.mark.parametrize("title", [(), ("■た行",)])
def test_one_name_of_two_words_is_a_row_of_a_list_with_gaps(title: tuple[str, ...]) -> None:
    """電話 and 写真 are things that people throw away, too."""
    rows = ("品目|分別", "油|可燃", "空きびん|資源", "")
    more = ("電話|小型家電", "鉄板|不燃", "灯油缶|不燃")

    assert () == blocks.find(grid(*rows, *title, *more)).questions
