"""Tables in sheets as officers lay them out: what is the table, what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.books.book import Area
from publisher.tidy import blocks, told
from publisher.tidy.grid import Grid, GridRow
from tests.tidy.grids import grid, lost, shown


def tables(
    *rows: str, sheet: str | None = "Sheet1", merges: Sequence[Area] = ()
) -> list[list[str]]:
    return [shown(draft) for draft in blocks.drafts(grid(*rows, sheet=sheet, merges=merges))]


def test_titles_above_and_notes_below_go_into_the_description() -> None:
    (draft,) = blocks.drafts(
        grid(
            "地区別人口",
            "||令和6年4月1日現在",
            "（単位：人）",
            "",
            "地区|男|女",
            "北|10|4",
            "南|20|9",
            "",
            "※外国人を含む。",
            "市民課調べ",
        )
    )

    assert ["地区|男|女", "北|10|4", "南|20|9"] == shown(draft)
    assert ("地区別人口", "令和6年4月1日現在", "（単位：人）") == draft.titles
    assert ("※外国人を含む。", "市民課調べ") == draft.notes
    assert {"date": "2024-04-01", "unit": "人"} == draft.facts
    assert [(6, 6), (7, 7)] == [(row.number, row.line) for row in draft.rows]


def test_a_note_that_goes_on_in_the_next_row_is_one_note() -> None:
    (draft,) = blocks.drafts(
        grid(
            "地区|男|女", "北|1|2", "南|3|4", "", "※世帯数は日本人のみの世帯を", "集計しています。"
        )
    )

    assert ("※世帯数は日本人のみの世帯を集計しています。",) == draft.notes


@pytest.mark.parametrize(
    "rows",
    [
        ("地区|人口||地区|人口", "北|10||南|20", "東|30||西|40"),
        ("地区|人口|地区|人口", "北|10|南|20", "東|30|西|40"),
    ],
)
def test_tables_side_by_side_with_the_same_names_are_two(rows: tuple[str, ...]) -> None:
    """With a blank column between them or without one."""
    assert [["地区|人口", "北|10", "東|30"], ["地区|人口", "南|20", "西|40"]] == tables(*rows)


@pytest.mark.parametrize(
    "rows",
    [
        ("|件数|金額|件数|金額", "北|1|2|3|4", "南|5|6|7|8"),
        ("|件数|金額||件数|金額", "北|1|2||3|4", "南|5|6||7|8"),
        ("件数|金額|件数|金額", "1|2|3|4", "5|6|7|8"),
        ("件数|金額||件数|金額", "1|2||3|4", "5|6||7|8"),
        ("地区|件数|地区|件数", "北|2|北|4", "南|6|南|8"),
    ],
)
def test_names_that_repeat_part_no_rows_that_belong_together(rows: tuple[str, ...]) -> None:
    """Left of them stands what the rows are about, or no part says what its own rows are about."""
    (table,) = tables(*rows)

    assert [row.replace("||", "|") for row in rows] == table


def test_groups_over_names_that_repeat_are_the_upper_row_of_the_header() -> None:
    """Without merged cells too: they stand over the first name of each group."""
    (table,) = tables(
        "区分|令和4年度||令和5年度", "|件数|金額|件数|金額", "北|1|2|3|4", "南|5|6|7|8"
    )

    assert "区分|令和4年度_件数|令和4年度_金額|令和5年度_件数|令和5年度_金額" == table[0]
    assert "北|1|2|3|4" == table[1]


def test_titles_over_tables_side_by_side_are_each_ones_own_and_others_all_ones() -> None:
    """A title and, to its right, a date are about both; so is what stands over the gap."""
    body = ("地区|人口||地区|人口", "北|1||南|2", "東|3||西|4")
    own = blocks.drafts(grid("北部|||南部|", *body))
    date = blocks.drafts(grid("人口表|||令和6年4月1日現在|", *body))
    other = ("地区|人口||施設|定員", "北|10||北館|20", "南|20||南館|30", "東|30")
    between = blocks.drafts(grid("表1||※速報|表2", "", *other))

    assert [("北部",), ("南部",)] == [draft.titles for draft in own]
    assert [("人口表", "令和6年4月1日現在")] * 2 == [draft.titles for draft in date]
    assert [("表1", "※速報"), ("※速報", "表2")] == [draft.titles for draft in between]


def test_different_tables_side_by_side_are_told_by_their_ends() -> None:
    """The same blank column inside of a table whose rows go through is only dropped."""
    two = tables("地区|人口||施設|定員", "北|10||北館|20", "南|20||南館|30", "東|30", "西|40")
    one = tables("地区|人口||施設|定員", "北|10||北館|20", "南|20||南館|30")

    assert [
        ["地区|人口", "北|10", "南|20", "東|30", "西|40"],
        ["施設|定員", "北館|20", "南館|30"],
    ] == two
    assert [["地区|人口|施設|定員", "北|10|北館|20", "南|20|南館|30"]] == one


def test_tables_side_by_side_may_begin_in_different_rows() -> None:
    found = blocks.drafts(
        grid("表1|||表2", "地区|人口", "北|10||施設|定員", "南|20||北館|20", "東|30||南館|30")
    )

    assert [("表1",), ("表2",)] == [draft.titles for draft in found]
    assert ["施設|定員", "北館|20", "南館|30"] == shown(found[1])


def test_stacked_tables_take_their_own_titles_and_leave_notes_to_the_one_above() -> None:
    found = blocks.drafts(
        grid(
            "施設一覧",
            "名称|住所|電話",
            "市役所|東新町|1",
            "※市役所は移転しました。",
            "",
            "公民館一覧",
            "館名|定員|開館日",
            "北館|20|月曜",
            "南館|30|火曜",
        )
    )

    assert [("施設一覧",), ("公民館一覧",)] == [draft.titles for draft in found]
    assert [("※市役所は移転しました。",), ()] == [draft.notes for draft in found]
    assert ["館名|定員|開館日", "北館|20|月曜", "南館|30|火曜"] == shown(found[1])


def test_the_same_header_again_is_dropped_or_begins_a_titled_table() -> None:
    again = tables("地区|人口|世帯", "北|10|5", "", "地区|人口|世帯", "南|10|6")
    titled = blocks.drafts(
        grid("北部", "地区|人口|世帯", "あ|1|5", "い|2|6", "", "南部", "地区|人口|世帯", "う|3|5")
    )

    assert [["地区|人口|世帯", "北|10|5", "南|10|6"]] == again
    assert [("北部",), ("南部",)] == [draft.titles for draft in titled]


def test_headers_of_two_rows_are_joined() -> None:
    """By merged cells where they are known, else by the name to the left."""
    merged = tables(
        "地区|人口||備考",
        "|男|女|",
        "北|1|2|",
        "南|3|4|あ",
        merges=[Area(1, 1, 2, 1), Area(1, 2, 1, 3), Area(1, 4, 2, 4)],
    )
    plain = tables("地区|人口||備考", "|男|女|", "北|1|2|", "南|3|4|あ", "東|5|6|", sheet=None)

    assert ["地区|人口_男|人口_女|備考", "北|1|2|", "南|3|4|あ"] == merged[0]
    assert "地区|人口_男|人口_女|備考" == plain[0][0]


def test_years_below_merged_groups_are_names() -> None:
    """Alone they would look like values."""
    (table,) = tables(
        "地区|人口||世帯|",
        "|2020年|2021年|2020年|2021年",
        "北|1|2|3|4",
        "南|3|4|5|6",
        merges=[Area(1, 1, 2, 1), Area(1, 2, 1, 3), Area(1, 4, 1, 5)],
    )

    assert "地区|人口_2020年|人口_2021年|世帯_2020年|世帯_2021年" == table[0]


def test_a_sparse_row_of_merged_groups_is_header_and_a_source_there_is_not() -> None:
    body = ("地区|区|総数|男|女|全|一般", "北|1|2|3|4|5|6", "南|1|2|3|4|5|6", "東|1|2|3|4|5|6")
    groups = tables("||人口|||世帯|", *body, merges=[Area(1, 3, 1, 5), Area(1, 6, 1, 7)])
    source = blocks.drafts(grid("|||||資料：市民課|", *body, merges=[Area(1, 6, 1, 7)]))

    assert "地区|区|人口_総数|人口_男|人口_女|世帯_全|世帯_一般" == groups[0][0]
    assert ("資料：市民課",) == source[0].titles
    assert body[0] == shown(source[0])[0]


def test_a_row_of_units_below_the_names_is_part_of_the_header() -> None:
    (table,) = tables("地区|人口|面積|備考", "|（人）|（km²）|", "北|1|2.5|", "南|3|4.5|あ")
    (other,) = tables("地区|人口|備考", "北|1|", "|3|（再掲）", "南|4|")

    assert "地区|人口（人）|面積（km²）|備考" == table[0]
    assert "|3|（再掲）" == other[2]


def test_merged_cells_of_the_body_are_filled() -> None:
    found = blocks.find(
        grid(
            "県|市|人口",
            "奈良県|奈良市|1",
            "|生駒市|2",
            "大阪府|大阪市|3",
            merges=[Area(2, 1, 3, 1)],
        )
    )

    assert "奈良県|生駒市|2" == shown(found.drafts[0])[2]
    (change,) = found.changes
    assert ("merged-cells", 3, 1, "", "奈良県") == (
        change.mend,
        change.number,
        change.position,
        change.before,
        change.after,
    )


def test_headings_merged_across_the_table_are_a_column_of_the_rows_below() -> None:
    """A last one with nothing below it is a note."""
    found = blocks.find(
        grid(
            "名称|住所|定員",
            "北部||",
            "北館|あ|1",
            "東館|い|2",
            "南部||",
            "南館|う|3",
            "市民課調べ||",
            merges=[Area(2, 1, 2, 3), Area(5, 1, 5, 3), Area(7, 1, 7, 3)],
        )
    )
    (draft,) = found.drafts

    assert ["区分|名称|住所|定員", "北部|北館|あ|1", "北部|東館|い|2", "南部|南館|う|3"] == shown(
        draft
    )
    assert ("市民課調べ",) == draft.notes
    assert draft.columns[0].position is None
    assert ["北部", "南部"] == [
        c.before for c in found.changes if c.mend != "note-rows" if c.before
    ]


LEVELS = [Area(row, 1, row, 3) for row in (2, 3, 5, 7, 8)]


def test_headings_right_below_each_other_are_two_columns() -> None:
    """Their marks tell which one a heading that stands alone is."""
    (table,) = tables(
        "番号|名称|住所",
        "【県有】||",
        "北部||",
        "1|あ|x",
        "南部||",
        "2|い|x",
        "【市有】||",
        "北部||",
        "3|う|x",
        merges=LEVELS,
    )

    assert [
        "大区分|区分|番号|名称|住所",
        "【県有】|北部|1|あ|x",
        "【県有】|南部|2|い|x",
        "【市有】|北部|3|う|x",
    ] == table


def test_headings_whose_levels_nothing_tells_stay_rows() -> None:
    """その他 may be a part of 県有, or stand beside it: a question, see test_asked_rows."""
    of = grid(
        "番号|名称|住所",
        "県有||",
        "北部||",
        "1|あ|x",
        "その他||",
        "2|い|x",
        merges=[Area(row, 1, row, 3) for row in (2, 3, 5)],
    )
    found = blocks.find(of)

    assert ["県有||", "北部||", "1|あ|x", "その他||", "2|い|x"] == shown(found.drafts[0])[1:]
    assert () == found.changes


def test_a_word_alone_below_a_blank_row_is_a_row_unless_a_note_is_above_it() -> None:
    """東館（建設中） is one of the halls; what goes on below a note is a note."""
    (halls,) = blocks.drafts(
        grid("施設|所在地|電話", "北館|あ|1", "南館|い|2", "", "東館（建設中）")
    )
    (noted,) = blocks.drafts(
        grid("施設|所在地|電話", "北館|あ|1", "南館|い|2", "", "※予約制", "", "市民課調べ")
    )

    assert "東館（建設中）||" == shown(halls)[-1]
    assert ("※予約制", "市民課調べ") == noted.notes


def test_a_row_of_values_below_a_heading_begins_no_table() -> None:
    """Its words stand in other rows too: they are no names of columns."""
    (table,) = tables(
        "施設|種別|地区",
        "北館|公民館|北",
        "東館|図書館|東",
        "",
        "【分館】",
        "南館|公民館|南",
        "西館|公民館|西",
    )

    assert "施設|種別|地区" == table[0]
    assert "南館|公民館|南" == table[4]


def test_an_empty_column_whose_name_is_a_sentence_stays() -> None:
    """A question that nobody answered is a column still, so that fixing twice is fixing once."""
    rows = ["回答番号|暮らしに満足していますか。|ほかにありますか。", "1|はい|", "2|いいえ|"]

    assert [rows] == tables(*rows)


def test_instructions_and_remarks_beside_a_table_are_notes() -> None:
    """A remark beside a row says what it is about."""
    (draft,) = blocks.drafts(
        grid(
            "名称|住所|←データの項目名を入力",
            "公民館|東新町|←2行目以降にデータを入力",
            "図書館|北新町|",
            "体育館|南新町|||※移転しました",
        )
    )

    assert ["名称|住所", "公民館|東新町", "図書館|北新町", "体育館|南新町"] == shown(draft)
    assert {"←データの項目名を入力", "←2行目以降にデータを入力", "体育館: ※移転しました"} == set(
        draft.notes
    )


def test_rows_of_types_marked_with_number_signs_are_notes() -> None:
    (draft,) = blocks.drafts(
        grid(
            "#lang|ja|||",
            "#property|name|address|tel|note",
            "#type|string|string|string|string",
            "1|北|あ|3|x",
            "2|南|い|4|y",
        )
    )

    assert ["#property|name|address|tel|note", "1|北|あ|3|x", "2|南|い|4|y"] == shown(draft)
    assert (("#lang ja",), ("#type string string string string",)) == (draft.titles, draft.notes)


@pytest.mark.parametrize(
    "rows",
    [
        ("1|谷亭|飲食店", "2|北亭|飲食店", "3|南亭|飲食店", "4|東亭|飲食店"),
        ("西町|A|4", "東町|B|17", "北町|A|1", "南町|B|9"),
    ],
)
def test_a_table_without_header_has_columns_without_names(rows: tuple[str, ...]) -> None:
    """Its first row is data, not lost as a header."""
    (table,) = tables(*rows, sheet=None)

    assert ["||", *rows] == table


def test_a_table_of_pairs_below_a_title_needs_no_header() -> None:
    (draft,) = blocks.drafts(
        grid("|||工大－室蘭港", "", "|工大||06:45", "|団地||06:50", "|港||06:55")
    )

    assert ["|", "工大|06:45", "団地|06:50", "港|06:55"] == shown(draft)
    assert ("工大－室蘭港",) == draft.titles


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ((), "何も"),
        (("名称|住所|電話",), "項目名だけ"),
        (
            (
                "令和6年4月1日",
                "各課長様",
                "下記のとおりご回答くださいますようお願いします。",
                "以上",
            ),
            "文章",
        ),
        (
            ("|||申請書", "氏名||||住所", "||||", "電話||||生年月日", "|||||年||月||日", "備考"),
            "様式",
        ),
        (
            (
                "概要|学校の位置",
                "",
                "properties",
                "code|行政コード",
                "name|名称",
                "",
                "geometry",
                "type|点",
            ),
            "書き出し",
        ),
    ],
)
def test_what_is_no_table_says_why_and_keeps_its_texts(rows: tuple[str, ...], word: str) -> None:
    of = grid(*rows)
    found = blocks.find(of)

    assert () == found.drafts
    assert word in found.others[0].why.ja
    assert [] == lost(of, found)


def test_a_list_of_one_column_is_a_table() -> None:
    assert [["町名", "北町", "南町", "東町"]] == tables("町名", "北町", "南町", "東町")


def test_too_many_merged_cells_are_refused_rather_than_half_filled() -> None:
    found = blocks.find(replace(grid("地区|人口", "北|1", "|2"), unknown_merges=1))

    assert () == found.drafts
    assert "結合" in found.others[0].why.ja


def test_the_header_of_a_geojson_is_certain() -> None:
    """Whatever its names look like."""
    of = replace(grid("1|2020", "a|b", "c|d"), has_header=True)

    assert ["1|2020", "a|b", "c|d"] == shown(blocks.drafts(of)[0])


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("令和3年4月1日現在", "2021-04-01"),
        ("地区別人口（令和6年4月末現在）", "2024-04"),
        ("平成31年4月1日現在", "2019-04-01"),
        ("R3.4.1", "2021-04-01"),
        ("2024年4月", "2024-04"),
        ("2024/4/1現在", "2024-04-01"),
        ("令和元年度決算", "2019年度"),
        ("平成17年〜平成20年", ""),
        ("令和6年13月", ""),
        ("表1.2.3", ""),
        ("R6.4.1とR5.4.1", ""),
    ],
)
def test_titles_tell_one_point_in_time_or_none(text: str, date: str) -> None:
    assert date == told.date(text)


@pytest.mark.parametrize(
    ("title", "sheet", "date"),
    [
        ("", "R6", "2024"),
        ("", "4月", ""),
        ("2024", "4月", "2024-04"),
        ("2024年度", "4月分", "2024-04"),
        ("2024年度", "3月", "2025-03"),
        ("2024-05-01", "R6.4.1", "2024-05-01"),
        ("", "S1", ""),
        ("", "Sheet1", ""),
    ],
)
def test_titles_and_sheets_tell_dates_together(title: str, sheet: str, date: str) -> None:
    assert date == told.joined(title, told.of_sheet(sheet))


WORDS = (
    "地区 人口 世帯 名称 備考 10 20 1,234 2020 令和6年 北 南 計 合計 ※速報値 注1 出典：市民課 "
    "（単位：人） 表１人口 令和6年4月1日現在 #x - ←ここに入力 ####### お願いします。 03-1-5678"
)
TEXT = st.sampled_from(["", "", "", *WORDS.split()])


@st.composite
def sheets(draw: st.DrawFn) -> Grid:
    """Anything: scattered texts, a table amid them, merged cells anywhere."""
    width = draw(st.integers(1, 9))
    rows = draw(st.lists(st.lists(TEXT, max_size=width), max_size=14))
    if draw(st.booleans()):
        names = ["地区", "人口", "世帯", "面積"][:width]
        cell = st.sampled_from(["北", "南", "", "1", "2", "30"])
        body = draw(st.lists(st.lists(cell, min_size=len(names), max_size=len(names)), max_size=6))
        at = draw(st.integers(0, len(rows)))
        rows[at:at] = [names, *body]
    merges = []
    for _ in range(draw(st.integers(0, 3))):
        top, left = draw(st.integers(1, 16)), draw(st.integers(1, width))
        down, right = draw(st.integers(0, 2)), draw(st.integers(0, 4))
        merges.append(Area(top, left, top + down, left + right))
    return grid(*rows, merges=merges, sheet=draw(st.sampled_from([None, "S"])))


@settings(deadline=None, max_examples=400)
@given(sheets())
def test_no_text_of_a_grid_is_lost(of: Grid) -> None:
    """It is in a name, a cell, a title, a note, or in what is no table; rows are whole."""
    found = blocks.find(of)

    assert [] == lost(of, found)
    for draft in found.drafts:
        assert {len(draft.columns)} >= {len(row.cells) for row in draft.rows}
        assert any(draft.rows) or len(found.drafts) > 1


NAMES = ("名称", "住所", "電話番号", "定員（人）", "備考", "緯度", "経度", "設置年月日")
VALUES = st.sampled_from(
    ("公民館", "東新町1-2", "0742-1-2", "20", "", "34.6", "135.8", "2024-04-01", "なし", "北　館")
)


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_a_plain_table_stays_as_it_is(data: st.DataObject) -> None:
    """A header in the first row, records with a number of their own below: nothing is moved."""
    width = data.draw(st.integers(3, len(NAMES)))
    row = st.lists(VALUES, min_size=width, max_size=width)
    body = data.draw(st.lists(row, min_size=1, max_size=12))
    rows = [("番号", *NAMES[:width]), *((str(at), *cells) for at, cells in enumerate(body, 1))]
    of = Grid(rows=tuple(GridRow(at, at, cells) for at, cells in enumerate(rows, start=1)))

    found = blocks.find(of)

    assert () == found.changes
    assert ["|".join(cells) for cells in rows] == shown(found.drafts[0])


@pytest.mark.parametrize("said", ["「-」は該当なし、「x」は秘匿。", "x：秘匿", "「…」は不詳"])
def test_a_legend_right_below_a_table_of_two_columns_is_a_note(said: str) -> None:
    """It defines marks, so it is no record; 東館（建設中） may well be one."""
    (draft,) = blocks.drafts(grid("学校|児童数", "東小|100", "西小|-", "南小|x", said))

    assert ["学校|児童数", "東小|100", "西小|-", "南小|x"] == shown(draft)
    assert (said,) == draft.notes
    (draft,) = blocks.drafts(grid("学校|児童数", "東小|100", "西小|-", "南小（建設中）"))
    assert 3 == len(draft.rows)


@pytest.mark.parametrize(
    "said",
    [
        "担当：企画課 統計係",
        "電話：0743-74-1111",
        "作成：企画課",
        "担当　企画課",
        "更新日：令和6年4月1日",
        "出所）統計書",
        "以上",
        "○…あり　×…なし",
        "凡例 ◎：毎日、△：平日",
    ],
)
@pytest.mark.parametrize("has_gap", [True, False])
def test_who_made_a_table_and_what_its_marks_mean_is_a_note(said: str, has_gap: bool) -> None:
    rows = ("名称|種別|数", "A|○|1", "B|×|2", *([""] * has_gap), said)
    (draft,) = blocks.drafts(grid(*rows))

    assert (2, (said,)) == (len(draft.rows), draft.notes)


@pytest.mark.parametrize(
    "name",
    [
        "担当課",
        "以上児室",
        "更新センター",
        "○町会館",
        "電話交換室",
        "×印の箱",
        "作成中の図面",
        "△2",
    ],
)
def test_a_last_row_that_only_begins_so_is_one(name: str) -> None:
    (draft,) = blocks.drafts(grid("名称|種別|数", "A|○|1", "B|×|2", name))

    assert (3, ()) == (len(draft.rows), draft.notes)
