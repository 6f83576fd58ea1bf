"""Lines of a form above a table (団体名 | 北市): titles, never the header."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.tidy import blocks, form_lines
from tests.settings import EXAMPLES
from tests.tidy.grids import grid, lost, shown

TABLE = ("名称|住所|定員", "A|東町|3", "B|西町|4")
LINES = ("団体名|北市", "担当|企画課", "作成日|令和6年4月1日")
TITLES = ("団体名：北市", "担当：企画課", "作成日：令和6年4月1日")


@pytest.mark.parametrize("between", [(), ("",), ("", "")])
@pytest.mark.parametrize("above", [(), ("施設一覧",)])
@pytest.mark.parametrize("sheet", ["Sheet1", None])
def test_lines_of_pairs_become_titles(
    above: tuple[str, ...], between: tuple[str, ...], sheet: str | None
) -> None:
    of = grid(*above, *LINES, *between, *TABLE, sheet=sheet)
    (draft,) = blocks.drafts(of)

    assert list(TABLE) == shown(draft)
    assert (*above, *TITLES) == draft.titles


def test_several_pairs_may_share_a_line() -> None:
    rows = ("団体名|北市||担当|企画課", "名称|住所|定員|備考|種別", "A|東町|3||x", "B|西町|4||y")
    (draft,) = blocks.drafts(grid(*rows))

    assert list(rows[1:]) == shown(draft)
    assert TITLES[:2] == draft.titles


@pytest.mark.parametrize(
    "rows",
    [
        # A list of what a form says is the table; one pair may be its header.
        ("団体名|北市", "担当|企画課", "電話|0743-74-1111"),
        ("年度|施設", "2024|3", "2025|4"),
        ("担当課|施設", "土木課|東館", "企画課|西館"),
        # Nobody asks a form such a thing, or what stands below names nothing.
        ("団体名|北市", "産物|りんご", "名称|住所|定員", "A|東町|3"),
        ("団体名|担当|年度", "北市|企画課|6", "南市|土木課|6"),
        ("団体名|北市|担当|企画課", "東館|東町|小|済", "西館|西町|大|未"),
    ],
)
def test_other_first_rows_stay_the_header(rows: tuple[str, ...]) -> None:
    (draft,) = blocks.drafts(grid(*rows))

    assert rows[0] == "|".join(column.name for column in draft.columns).rstrip("|")


LABELS = ("団体名", "担当", "作成日", "電話番号", "様式", "基準日", "所属", "件名")
WORDS = ("北市", "企画課", "令和6年4月1日", "0743-74-1111", "第1号", "一覧")


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(WORDS)), min_size=2, max_size=6),
    st.booleans(),
)
def test_no_text_of_a_form_is_lost(pairs: list[tuple[str, str]], has_gap: bool) -> None:
    """Law: whatever the form says is in the titles, and the table is the same with and without."""
    of = grid(*("|".join(pair) for pair in pairs), *([""] * has_gap), *TABLE)
    found = blocks.find(of)

    assert [list(TABLE)] == [shown(draft) for draft in found.drafts]
    assert [f"{label}：{said}" for label, said in pairs] == list(found.drafts[0].titles)
    assert not lost(of, found)
    assert all(form_lines.is_line(pair) for pair in pairs)


@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        (("作成日|2026-04-01",), ("作成日：2026-04-01",)),
        (("担当課|市民課",), ("担当課：市民課",)),
        (
            ("調査名|人口調査", "基準日|令和6年4月1日"),
            ("調査名：人口調査", "基準日：令和6年4月1日"),
        ),
        (("令和6年度|公園一覧",), ("令和6年度", "公園一覧")),
        (("公園一覧|令和6年4月1日現在",), ("公園一覧", "令和6年4月1日現在")),
    ],
)
def test_lines_above_names_of_two_columns_are_titles(
    lines: tuple[str, ...], titles: tuple[str, ...]
) -> None:
    of = grid(*lines, "地区|人口", "北|100", "南|200")
    (found,) = blocks.drafts(of)

    assert ["地区|人口", "北|100", "南|200"] == shown(found)
    assert titles == found.titles


@pytest.mark.parametrize(
    "rows",
    [
        ("担当課|施設", "土木課|東館", "企画課|西館"),
        ("担当課|市民課", "施設名|中央公民館", "定員|100", "面積|200"),
        ("年度|人口", "2024年度|3", "2025年度|4"),
    ],
)
def test_one_line_may_be_the_table(rows: tuple[str, ...]) -> None:
    """A form of pairs, or columns that are called so."""
    (found,) = blocks.drafts(grid(*rows))

    assert list(rows) == shown(found)


@pytest.mark.parametrize("gap", [(), ("",)])
@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("問い合わせ先|市民課|0742-34-1111", "問い合わせ先 市民課 0742-34-1111"),
        ("出典|住民基本台帳|", "出典 住民基本台帳"),
        ("作成日|令和6年4月1日|", "作成日 令和6年4月1日"),
        ("注1|速報値である|", "注1 速報値である"),
    ],
)
def test_lines_below_numbers_are_notes(gap: tuple[str, ...], line: str, note: str) -> None:
    rows = ("地区|人口|世帯", "北|100|50", "南|200|80")
    of = grid(*rows, *gap, line)
    found = blocks.find(of)

    assert list(rows) == shown(found.drafts[0])
    assert (note,) == found.drafts[0].notes
    assert [] == lost(of, found)


@pytest.mark.parametrize(
    "rows",
    [
        ("地区|人口|世帯", "北|100|50", "南|200|80", "備考|非公表|90"),
        ("項目|値", "面積|100", "人口|200", "備考|市制"),
        ("担当課|内容|電話", "土木課|道路|0742-34-1111", "担当|公園|0742-34-1112"),
    ],
)
def test_last_rows_that_may_be_records_stay(rows: tuple[str, ...]) -> None:
    (found,) = blocks.drafts(grid(*rows))

    assert list(rows) == shown(found)


@pytest.mark.parametrize("gap", [(), ("",)])
def test_what_marks_mean_is_a_note(gap: tuple[str, ...]) -> None:
    rows = ("名称|状態", "A|○", "B|△", "C|×")
    of = grid(*rows, *gap, "○：良好|", "△：注意|", "×：不可|")
    found = blocks.find(of)

    assert list(rows) == shown(found.drafts[0])
    assert ("○：良好", "△：注意", "×：不可") == found.drafts[0].notes


@pytest.mark.parametrize("key", ["作成日|2024-04-01", "団体コード|292036", "電話番号|0743-53-1151"])
def test_a_list_of_labels_and_values_has_no_header(key: str) -> None:
    """Its first line is no pair of names: people name the columns."""
    for rows in (
        (key, "名称|中央公園", "所在地|北町1", "面積|1200"),
        (key, "施設名|住所", "定員|100", "面積|200"),
    ):
        (draft,) = blocks.drafts(grid(*rows, sheet=None))

        assert ["|", *rows] == shown(draft)


@pytest.mark.parametrize(
    "rows",
    [
        ("項目|2024", "人口|83000", "世帯数|36000", "備考|速報"),
        ("年度|2024", "人口|83000", "世帯数|36000", "備考|速報"),
        ("区分|2024-04-01", "面積|100", "人口|200", "備考|速報値"),
        ("場所|2024-04-01", "市民会館|講演", "公民館|体操", "図書館|読書"),
        ("項目|内容", "作成日|2024-04-01", "名称|中央公園", "担当|公園課"),
        ("記号|意味", "○|良好", "△|注意", "×|不可"),
    ],
)
def test_two_names_over_labels_stay_a_header(rows: tuple[str, ...]) -> None:
    (draft,) = blocks.drafts(grid(*rows, sheet=None))

    assert list(rows) == shown(draft)


@pytest.mark.parametrize("line", ["担当|公園課", "団体名|北市", "作成日|2026-04-01", "市名|北市"])
@pytest.mark.parametrize("header", ["番号|名称|面積", "地区|男|女", "地区|男|女|計"])
def test_one_line_above_wider_names_is_no_group_of_them(line: str, header: str) -> None:
    rows = [header, *("|".join([area, *"35718"][: header.count("|") + 1]) for area in "ABC")]
    (draft,) = blocks.drafts(grid(line, *rows))

    assert rows == shown(draft)
    assert (line.replace("|", "："),) == draft.titles


@pytest.mark.parametrize(
    "rows",
    [
        ("年度|令和6年度|", "地区|男|女", "北|1|2", "南|3|4"),
        ("区分|公園課|", "地区|男|女", "北|1|2", "南|3|4"),
    ],
)
def test_a_group_of_names_stays_one(rows: tuple[str, ...]) -> None:
    (draft,) = blocks.drafts(grid(*rows))
    first, second = (row.split("|") for row in rows[:2])

    assert [f"{first[0]}_{second[0]}", *(f"{first[1]}_{name}" for name in second[1:])] == [
        column.name for column in draft.columns
    ]
