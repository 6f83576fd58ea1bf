"""Tables of like columns as one long table, whose sums are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.tidy import blocks, groups, series, told, totals, yearless
from publisher.tidy.draft import Draft
from publisher.tidy.grid import Grid
from publisher.tidy.series import Joined
from tests.tidy.grids import grid, shown

DISTRICTS = ("鯖江", "新横江", "神明", "中河", "片上", "立待", "吉川", "豊")


def joined(*grids: Grid) -> tuple[Joined, ...]:
    return series.join([draft for of in grids for draft in blocks.drafts(of)])


def only(*grids: Grid) -> Draft:
    (found,) = joined(*grids)
    return found.draft


def month(day: str, sheet: str, *rows: str) -> Grid:
    return grid("地区別人口", f"|{day}現在", "", "地区|人口|世帯", *rows, sheet=sheet)


def test_a_sheet_per_month_becomes_one_table_with_its_dates() -> None:
    """The era date above is an ISO date in a column; months come in order."""
    draft = only(
        month("令和6年5月1日", "R6.5.1", "北|11|4", "南|21|9"),
        month("令和6年4月1日", "R6.4.1", "北|10|4", "南|20|9"),
    )

    assert [
        "年月日|地区|人口|世帯",
        "2024-04-01|北|10|4",
        "2024-04-01|南|20|9",
        "2024-05-01|北|11|4",
        "2024-05-01|南|21|9",
    ] == shown(draft)
    assert (None, ("地区別人口",), ()) == (draft.sheet, draft.titles, draft.notes)
    assert draft.columns[0].position is None


@pytest.mark.parametrize(
    ("title", "is_example"),
    [
        ("見本", True),
        ("【見本】人口調査票", True),
        ("見本_1", True),
        ("記入見本", True),
        ("様式見本", True),
        ("人口（サンプル）", True),
        ("Sample Sheet", True),
        ("記入例", True),
        ("（例）公園一覧", True),
        ("国際見本市の来場者数", False),
        ("見本市一覧", False),
        ("生物見本室の収蔵品", False),
        ("植物見本園", False),
        ("水質サンプル一覧", False),
        ("サンプル調査の結果", False),
        ("resampled data", False),
    ],
)
def test_only_the_sample_of_a_form_is_an_example(title: str, is_example: bool) -> None:
    """A fair (見本市) or a collection (見本室) is data: it must not be left out as made up."""
    (of_sheet,) = blocks.drafts(grid("地区|人口", "北|10", "南|20", sheet=title))
    (of_title,) = blocks.drafts(grid(f"{title}|", "", "地区|人口", "北|10", "南|20"))

    assert (is_example, is_example) == (series.is_example(of_sheet), series.is_example(of_title))


def test_columns_in_another_order_are_the_same_table() -> None:
    draft = only(
        grid("地区|人口|世帯", "北|10|4", "南|20|9", sheet="R5"),
        grid("世帯|地区|人　口", "5|北|11", "9|南|21", sheet="R6"),
    )

    assert "2024|北|11|5" == shown(draft)[3]


def test_fiscal_years_above_and_months_on_the_sheets_make_months() -> None:
    """January to March belong to the next year."""
    sheets = [
        grid("令和6年度 来館者", "", "館名|大人|子ども", "北館|1|2", "南館|3|4", sheet=name)
        for name in ("4月", "3月")
    ]

    assert ["2024-04", "2024-04", "2025-03", "2025-03"] == [
        row.cells[0] for row in only(*sheets).rows
    ]


def test_sheets_without_dates_are_told_by_their_names() -> None:
    draft = only(
        grid("名称|住所|定員", "北館|あ|1", "東館|い|2", sheet="北部"),
        grid("名称|住所|定員", "南館|う|3", "西館|え|4", sheet="南部"),
    )

    assert ["シート|名称|住所|定員", "北部|北館|あ|1"] == shown(draft)[:2]


def test_titles_that_differ_in_more_than_dates_are_a_column() -> None:
    """【住所別】 and 【行政別】 count differently: nobody may add them up unaware."""
    draft = only(
        grid(
            "人口【行政別】", "令和5年4月1日現在", "", "地区|男|女", "北|1|2", "南|3|4", sheet="R5"
        ),
        grid(
            "人口【住所別】", "令和6年4月1日現在", "", "地区|男|女", "北|1|2", "南|3|4", sheet="R6"
        ),
    )

    assert "年月日|表題|地区|男|女" == shown(draft)[0]
    assert "2023-04-01|人口【行政別】|北|1|2" == shown(draft)[1]
    assert () == draft.titles


def test_notes_of_some_months_only_say_which() -> None:
    rows = ("北|10|4", "南|20|9")
    noted = [*rows, "", "※外国人を含む。"]

    draft = only(month("令和6年4月1日", "R6.4.1", *rows), month("令和6年5月1日", "R6.5.1", *noted))

    assert ("2024-05-01: ※外国人を含む。",) == draft.notes


def test_a_sheet_that_names_another_day_than_its_table_is_told() -> None:
    draft = only(
        month("令和6年4月1日", "R6.4.1", "北|10|4", "南|20|9"),
        month("令和6年5月1日", "R6.6.1", "北|10|4", "南|20|9"),
    )

    assert "2024-05-01" in draft.notes[0]
    assert "2024-05-01" == draft.rows[-1].cells[0]


def test_other_columns_and_examples_are_joined_to_nothing() -> None:
    found = joined(
        grid("名称|住所|定員", "北館|あ|1", "東館|い|2", sheet="一覧"),
        grid("名称|住所|電話", "南館|う|3", "西館|え|4", sheet="電話"),
        grid("名称|住所|定員", "○○館|××|9", "△△館|××|8", sheet="記入例"),
    )

    assert [1, 1, 1] == [len(item.parts) for item in found]
    assert not any(item.is_series or item.changes for item in found)


def test_a_sheet_that_sums_up_the_others_is_not_counted_with_them() -> None:
    found = joined(
        *(
            grid("館名|大人|子ども", "北館|1|2", "南館|3|4", sheet=name)
            for name in ("4月", "5月", "年 計")
        )
    )

    assert [2, 1] == [len(item.parts) for item in found]
    assert ["4月", "5月"] == [part.sheet for part in found[0].parts]


def test_a_plain_table_stays_as_it_is_with_its_totals() -> None:
    (draft,) = blocks.drafts(grid("地区|人口|世帯", "北|10|4", "南|20|9", "合計|30|13"))

    (found,) = series.join([draft])

    assert draft is found.draft


def test_totals_of_tables_side_by_side_are_left_out_once_they_are_proven() -> None:
    (found,) = joined(
        grid("地区|人口|世帯||地区|人口|世帯", "北|10|4||南|20|9", "東|1|1||合計|31|14")
    )

    assert ["地区|人口|世帯", "北|10|4", "東|1|1", "南|20|9"] == shown(found.draft)
    assert ["total-rows"] == [change.mend for change in found.changes]
    assert "1行" in found.draft.notes[0]


def test_totals_that_are_no_sums_stay_all_and_are_marked() -> None:
    (found,) = joined(
        grid("地区|人口|世帯||地区|人口|世帯", "北|10|4||南|20|9", "東|1|1||合計|1,032|14")
    )

    assert ["地区|人口|世帯|集計", "南|20|9|", "合計|1,032|14|合計"] == [
        shown(found.draft)[0],
        *shown(found.draft)[-2:],
    ]
    assert "3行目" in found.draft.notes[0]
    assert () == found.changes


def test_grouped_totals_of_each_kind_are_proven() -> None:
    """A subtotal sums up its group; a grand total after subtotals sums up all."""
    rows = grid("館|人数", "a|1", "b|2", "小計|3", "c|4", "小計|4", "合計|7").rows
    (draft,) = blocks.drafts(replace(grid("館|人数", "a|1"), rows=rows))

    assert [True, True, True] == [total.is_right for total in totals.find(draft.rows, 0, None)]


@pytest.mark.parametrize(
    ("text", "is_total"),
    [("計", True), ("合　計", True), ("小計", True), ("総数", True), ("北部小計", True), ("全市", True),
     ("北部地区計", True), ("年度計", True), ("奈良市計", True), ("一般会計", False), ("温度計", False), ("年度会計", False),
     ("会計", False), ("統計課", False), ("時計台", False), ("鯖江", False), ("設計", False)],
)  # fmt: skip
def test_words_for_sums_are_known_and_words_that_end_alike_are_not(
    text: str, is_total: bool
) -> None:
    assert is_total == totals.is_total(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1,234", "1234"), ("１２", "12"), ("▲5", "-5"), ("−5", "-5"), ("1.50", "1.50"), ("-", None), ("", None)],
)  # fmt: skip
def test_numbers_are_read_as_they_are_written(text: str, expected: str | None) -> None:
    assert expected == (str(found) if (found := totals.number(text)) is not None else None)


def test_a_group_that_is_named_amid_its_rows_is_filled_between_its_totals() -> None:
    (found,) = joined(
        grid(
            "地区|区分|人口",
            "|日本人|10",
            "北|外国人|1",
            "|計|11",
            "|日本人|20",
            "南|外国人|2",
            "|計|22",
        )
    )

    assert [
        "地区|区分|人口",
        "北|日本人|10",
        "北|外国人|1",
        "南|日本人|20",
        "南|外国人|2",
    ] == shown(found.draft)
    assert [(2, 1, "", "北"), (4, 1, "", "北")] == [
        (change.number, change.position, change.before, change.after)
        for change in found.changes[:2]
    ]
    # Numbers parted by spaces alone would read as one long number, which is never shown.
    assert "南、計、22" in [change.before for change in found.changes]


def test_a_group_that_is_only_named_in_its_first_row_is_no_proof() -> None:
    """愛称 that most parks have not looks the same: a question, see test_asked_rows."""
    (draft,) = blocks.drafts(
        grid(
            "愛称|名称|面積",
            "そよかぜ公園|北公園|9",
            "|南公園|8",
            "|西公園|8",
            "なかよし広場|東公園|6",
            "|中公園|6",
        )
    )

    assert (draft, ()) == groups.fill(draft)
    (found,) = groups.begun(draft, ())
    assert ("そよかぜ公園",) * 3 + ("なかよし広場",) * 2 == found.names == found.once


def test_columns_of_the_same_name_keep_their_own_values_where_groups_are_filled() -> None:
    draft = only(
        grid(
            "地区|施設|電話|備考|電話|備考",
            "北|本館|1|代表|2|夜間",
            "|別館|3|代表|4|夜間",
            "南|本館|5|代表|6|夜間",
            "|別館|7|代表|8|夜間",
        )
    )

    assert ["北|本館|1|代表|2|夜間", "北|別館|3|代表|4|夜間"] == shown(draft)[1:3]


def test_a_total_behind_blank_cells_is_not_counted_with_the_rows_it_sums_up() -> None:
    """A form has its 計 right before the number."""
    months = [
        grid(f"令和6年{month}月", "", "No.|館名|人数", "1|北館|3", "2|南館|4", "|計|7", sheet=month)
        for month in ("4", "5")
    ]
    (found,) = joined(*months)

    assert ["2024-04|1|北館|3", "2024-04|2|南館|4", "2024-05|1|北館|3"] == shown(found.draft)[1:4]
    assert ["計、7", "計、7"] == [
        change.before for change in found.changes if change.mend == series.LEFT_OUT
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ("公園|A|1", "|B|2", "学校|C|3", "図書館|D|4"),
        ("|A|1", "北|B|2", "南|C|3", "|D|4"),
        ("北|A|1", "|B|2", "北|A|3", "|B|4"),
        ("北|A|1", "|A|2", "南|A|3", "|A|4"),
        ("北|A|1", "||2", "南|A|3", "||4"),
        ("○|A|1", "|B|2", "○|C|3", "|D|4"),
        ("北|本庁舎|1|2|3|4|5", "|続き|||||", "南|支所|1|2|3|4|5", "|続く|||||"),
    ],
)
def test_a_blank_that_may_mean_nothing_stays_blank(rows: tuple[str, ...]) -> None:
    """Few blanks, names twice, rows of a group alike, marks, or lines that only go on."""
    (draft,) = blocks.drafts(
        grid(
            "|".join(["区分", "名称", "数", *"abcdefg"][: rows[0].count("|") + 1]),
            *rows,
            sheet=None,
        )
    )

    assert (draft, ()) == groups.fill(draft)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_bulletin_of_groups_side_by_side_comes_out_as_its_records(data: st.DataObject) -> None:
    """The known shape: two blocks, each group named once anywhere in it, with totals; any months."""
    names = st.sampled_from(DISTRICTS)
    districts = data.draw(st.lists(names, min_size=4, max_size=8, unique=True))
    kinds = ("日本人", "外国人")
    months = data.draw(st.lists(st.integers(1, 12), min_size=2, max_size=3, unique=True))
    records = {
        (f"2024-{month:02}-01", district, kind): data.draw(st.integers(0, 9999))
        for month in sorted(months)
        for district in districts
        for kind in kinds
    }
    half = len(districts) // 2
    place = data.draw(st.integers(0, 2))
    sheets = []
    for number in months:
        day = f"2024-{number:02}-01"
        of_day = {key[1:]: value for key, value in records.items() if key[0] == day}
        left = bulletin(of_day, districts[:half], kinds, place)
        right = bulletin(of_day, [*districts[half:], "合計"], kinds, place)
        depth = max(len(left), len(right))
        body = [
            "|".join([*cells, "", *others])
            for cells, others in zip(
                left + [[""] * 3] * (depth - len(left)),
                right + [[""] * 3] * (depth - len(right)),
                strict=True,
            )
        ]
        head = (
            "人口実態表",
            f"||||||令和6年{number}月1日現在",
            "",
            "地区|区分|人口||地区|区分|人口",
        )
        sheets.append(grid(*head, *body, sheet=f"R6.{number}.1"))

    draft = only(*sheets)

    expected = {(*key, str(value)) for key, value in records.items()}
    assert ["年月日", "地区", "区分", "人口"] == [column.name for column in draft.columns]
    assert expected == {row.cells for row in draft.rows}
    assert len(expected) == len(draft.rows)


def bulletin(
    values: dict[tuple[str, str], int], districts: list[str], kinds: tuple[str, ...], place: int
) -> list[list[str]]:
    rows = []
    for district in districts:
        counts = [
            sum(value for (_, of), value in values.items() if of == kind)
            if district == "合計"
            else values[district, kind]
            for kind in kinds
        ]
        group = [["", kind, str(count)] for kind, count in zip(kinds, counts, strict=True)]
        group.append(["", "計", str(sum(counts))])
        group[place][0] = district
        rows += group
    return rows


@pytest.mark.parametrize(
    "other", ["旧", "old", "一覧 (2)", "一覧_修正前", "一覧のコピー", "一覧（旧）"]
)
def test_a_copy_or_an_old_version_of_a_sheet_is_joined_to_nothing(other: str) -> None:
    """Its rows would go out twice, or as they no longer are."""
    found = joined(grid("公園|住所", "北|1", sheet="一覧"), grid("公園|住所", "北|2", sheet=other))

    assert ["一覧", other] == [item.draft.sheet for item in found]


@pytest.mark.parametrize("names", [("北部 (1)", "北部 (2)"), ("旧市街", "新市街"), ("A", "B")])
def test_sheets_that_only_sound_like_copies_are_joined(names: tuple[str, str]) -> None:
    draft = only(*(grid("公園|住所", "北|1", sheet=name) for name in names))

    assert ["シート", "公園", "住所"] == [column.name for column in draft.columns]


def test_a_column_that_titles_or_sheets_tell_is_named_among_the_changes() -> None:
    """What goes out has it, and the sheet has not: the dataset's note says so."""
    (found,) = joined(*(grid("館|人数", "北|1", sheet=f"令和{year}年度") for year in (5, 6)))

    assert [(series.MADE, "年度")] == [(change.mend, change.after) for change in found.changes]


def test_a_date_that_only_one_of_the_joined_tables_has_is_kept() -> None:
    """Where not all have one there is no column of dates: the title itself says it."""
    rows = (
        "令和6年4月1日現在|",
        "地区|人口",
        "東|1",
        "西|2",
        "",
        "南部|",
        "地区|人口",
        "南|3",
        "北|4",
    )
    (found,) = series.join(blocks.drafts(grid(*rows)))

    assert {"東": "令和6年4月1日現在", "北": "南部"}.items() <= {
        row.cells[1]: row.cells[0] for row in found.draft.rows
    }.items()


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        (("Sheet1", "Sheet2"), ("北|1", "南|2")),
        (("施設一覧", "公開用"), ("北|1", "南|2")),
        # The older version is the one with fewer rows, wherever it stands.
        (("Sheet1", "最新"), ("北|1", "南|2", "西|3")),
    ],
)
def test_the_same_rows_on_a_sheet_that_says_nothing_are_a_copy(
    names: tuple[str, str], rows: tuple[str, ...]
) -> None:
    first = grid("公園|面積", *rows[:2], sheet=names[0])
    found = joined(first, grid("公園|面積", *rows, sheet=names[1]))

    assert [["公園", "面積"]] * 2 == [
        [column.name for column in item.draft.columns] for item in found
    ]
    assert list(names) == [item.draft.sheet for item in found]


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        # Sheets of places, of months, with other rows, or with a row only.
        (("北小学校", "南小学校"), ("北|1", "南|2")),
        (("Sheet1", "令和6年4月"), ("北|1", "西|3")),
        (("4月", "5月"), ("北|1", "南|2")),
        (("Sheet1", "Sheet2"), ("北|1", "西|3")),
        (("Sheet1", "Sheet2"), ("北|1", "北|1")),
    ],
)
def test_equal_rows_of_sheets_that_tell_apart_are_joined(
    names: tuple[str, str], rows: tuple[str, str]
) -> None:
    own = ("北|1", "南|2") if rows != ("北|1", "北|1") else rows
    draft = only(grid("公園|面積", *own, sheet=names[0]), grid("公園|面積", *rows, sheet=names[1]))

    assert 4 == len(draft.rows)


PART = ("名称|定員", "A館|1", "B館|2")


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("東地区", "西地区", ("表題", "名称", "定員")),
        ("■東", "■西の東", ("表題", "名称", "定員")),
        ("令和3年度", "令和4年度", ("年度", "名称", "定員")),
    ],
)
def test_a_title_above_all_parts_of_a_sheet_is_about_all(
    first: str, second: str, names: tuple[str, ...]
) -> None:
    """Not about the rows of the first part only, whose own title is like those of the others."""
    draft = only(grid("施設一覧", first, *PART, "", second, *PART))

    assert (("施設一覧",), names) == (draft.titles, tuple(c.name for c in draft.columns))
    assert not any("施設一覧" in row.cells[0] for row in draft.rows)


def test_a_title_of_the_first_part_alone_stays_its_own() -> None:
    """（単位：人） is no name of a part, so 男の人口 is not said of women."""
    draft = only(grid("男の人口", "（単位：人）", *PART, "", "女の人口", *PART))

    assert ["男の人口 （単位：人）", "女の人口"] == list(
        dict.fromkeys(r.cells[0] for r in draft.rows)
    )


@pytest.mark.parametrize(
    ("titles", "left"),
    [
        (("令和3年度 施設利用者数", "令和4年度 施設利用者数"), "施設利用者数"),
        (("利用者数（令和5年4月分）", "利用者数（令和5年5月分）"), "利用者数"),
        (("R6.4.1 人口", "R6.5.1 人口"), "人口"),
        (("令和6年　利用者数", "令和6年　利用者数"), "令和6年　利用者数"),
    ],
)
def test_the_title_of_several_years_names_none_of_them(titles: tuple[str, str], left: str) -> None:
    first, second = (grid(title, *PART, sheet=f"S{at}") for at, title in enumerate(titles, start=1))

    assert (left,) == only(first, second).titles


def test_a_span_of_years_is_no_point_in_time() -> None:
    assert "平成30年度～令和5年度の件数" == told.undated("平成30年度～令和5年度の件数")


def test_parts_without_dates_keep_their_order() -> None:
    """A year above the first part only is no reason to put it last."""
    draft = only(grid("令和5年度", "北", *PART, "", "南の館", *PART))

    assert ["令和5年度 北", "南の館"] == list(dict.fromkeys(row.cells[0] for row in draft.rows))


FISCAL = (*range(4, 13), 1, 2, 3)


@pytest.mark.parametrize(
    ("title", "months", "january", "said"),
    [
        ("人口", FISCAL, "1月", "年がどこにもありません"),
        ("人口", range(1, 13), "1月", "年がどこにもありません"),
        ("令和6年 人口", FISCAL, "1月", "1月がどの年か決まりません"),
        ("令和6年 人口", range(1, 13), "2024-01", ""),
        ("令和6年度 人口", FISCAL, "2025-01", ""),
    ],
)
def test_no_month_gets_a_year_that_nobody_wrote(
    title: str, months: Sequence[int], january: str, said: str
) -> None:
    """A calendar year above sheets from April to March may be a fiscal year: it is told."""
    sheets = [grid(title, "地区|人口|世帯", f"北|{at}|4", sheet=f"{at}月") for at in months]
    (found,) = joined(*sheets)
    own = [row.cells[0] for row in found.draft.rows if row.cells[-2] == "1"]

    assert own == [january]
    assert [said in notice.ja for notice in yearless.notices(found)] == [True] * bool(said)


def test_other_sheets_say_nothing_of_years() -> None:
    (found,) = joined(
        *(
            grid("地区|人口|世帯", "北|1|4", f"南|{at}|5", sheet=name)
            for at, name in enumerate("東西")
        )
    )

    assert not list(yearless.notices(found))
