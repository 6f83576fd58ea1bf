"""Headers of several rows, and rows around a header that are neither names nor data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from publisher.books.book import Area
from publisher.tidy import blocks
from publisher.tidy.change import Question
from tests.settings import EXAMPLES
from tests.tidy.drafts import cells, column, draft, mended
from tests.tidy.grids import grid, lost, shown

NURSERIES = ("0歳|10|3|4|12|5|5", "1歳|20|8|9|22|10|9", "計|30|11|13|34|15|14")
NAMES = (
    "区分|公立_定員|公立_入所児童数_男|公立_入所児童数_女"
    "|私立_定員|私立_入所児童数_男|私立_入所児童数_女"
)
ACROSS = (Area(1, 2, 1, 4), Area(1, 5, 1, 7), Area(2, 3, 2, 4), Area(2, 6, 2, 7))
DOWN = (Area(1, 1, 3, 1), Area(2, 2, 3, 2), Area(2, 5, 3, 5))


@pytest.mark.parametrize("merges", [(), ACROSS, (*ACROSS, *DOWN)])
@pytest.mark.parametrize("sheet", [None, "Sheet1"])
def test_a_header_of_three_rows_is_one(merges: Sequence[Area], sheet: str | None) -> None:
    """With merged cells and without: no name twice, and no row of names among the data."""
    (found,) = blocks.drafts(
        grid(
            "区分|公立|||私立||",
            "|定員|入所児童数||定員|入所児童数|",
            "||男|女||男|女",
            *NURSERIES,
            sheet=sheet,
            merges=merges,
        )
    )

    assert [NAMES, *NURSERIES] == shown(found)


def test_groups_above_below_a_title_are_no_titles() -> None:
    """Without them nobody could tell 公立 from 私立: the names below come twice."""
    (found,) = blocks.drafts(
        grid(
            "令和5年度 保育所入所状況||||||",
            "|公立|||私立||",
            "区分|定員|入所児童数||定員|入所児童数|",
            "||男|女||男|女",
            *NURSERIES,
            sheet=None,
        )
    )

    assert [NAMES, *NURSERIES] == shown(found)
    assert ("令和5年度 保育所入所状況",) == found.titles


def test_merged_cells_reach_down_from_a_row_above_the_groups() -> None:
    (found,) = blocks.drafts(
        grid(
            "区分|総人口|||",
            "|令和4年||令和5年|",
            "|男|女|男|女",
            "東|3|7|5|7",
            "西|8|12|10|12",
            merges=(Area(1, 1, 3, 1), Area(1, 2, 1, 5), Area(2, 2, 2, 3), Area(2, 4, 2, 5)),
        )
    )

    assert shown(found)[0] == (
        "区分|総人口_令和4年_男|総人口_令和4年_女|総人口_令和5年_男|総人口_令和5年_女"
    )
    assert () == found.titles


WORDS = ("A|月|木|第1水|第2水", "B|火|金|第1木|第2木", "C|水|土|第1金|第2金")


def test_two_rows_of_names_over_words_are_one_header() -> None:
    """The second names what the first leaves open, nothing else, and no key."""
    (found,) = blocks.drafts(
        grid("コース|可燃ごみ||資源ごみ|", "|1回目|2回目|缶|びん", *WORDS, sheet=None)
    )

    assert [
        "コース|可燃ごみ_1回目|可燃ごみ_2回目|資源ごみ_缶|資源ごみ_びん",
        *WORDS,
    ] == shown(found)


@pytest.mark.parametrize(
    "rows",
    [
        ("施設名|住所|", "|一番町|別館", "A|二番町|本館", "B|三番町|北館"),
        ("施設名|住所||電話|", "|一番町|別館|代表|直通", "|二番町|本館|代表|直通"),
        ("施設名|住所||電話|", "C|一番町|別館|代表|直通", "A|二番町|本館|代表|直通"),
        ("コース|可燃||資源|", "|月|木|水|金", "A|月|木|水|金", "B|火|金|木|土"),
    ],
)
def test_a_row_of_data_is_no_second_row_of_names(rows: tuple[str, ...]) -> None:
    """Under too few names, without a key like others, with one, of values that come again."""
    (found,) = blocks.drafts(grid(*rows, sheet=None))

    assert list(rows) == shown(found)


BODY = ("A館|100.5|20|1990", "B館|200.0|30|1991", "C館|300|40|1992")


def test_a_row_of_units_may_have_a_bracket_that_is_none() -> None:
    (found,) = blocks.drafts(
        grid("施設名|面積|収容人数|建築年", "|（㎡）|（人）|（西暦）", *BODY, sheet=None)
    )

    assert ["施設名|面積（㎡）|収容人数（人）|建築年（西暦）", *BODY] == shown(found)


@pytest.mark.parametrize(
    ("rows", "note"),
    [
        (
            ("施設名|面積|定員|年", "（必須）|（任意）|（必須）|"),
            "施設名：（必須）、面積：（任意）、定員：（必須）",
        ),
        (
            ("施設名|面積|定員|年", "文字列|数値|数値|半角数字"),
            "施設名：文字列、面積：数値、定員：数値、年：半角数字",
        ),
        (("①|②|③|④", "施設名|面積|定員|年"), "施設名：①、面積：②、定員：③、年：④"),
        (("施設名|面積|定員|年", "(1)|(2)|(3)|(4)"), "施設名：(1)、面積：(2)、定員：(3)、年：(4)"),
        (
            ("name|area|seats|year", "施設名|面積|定員|年"),
            "施設名：name、面積：area、定員：seats、年：year",
        ),
        (
            ("施設名|面積|定員|年", "name|area|seats|year"),
            "施設名：name、面積：area、定員：seats、年：year",
        ),
    ],
)
def test_what_is_said_of_each_column_goes_into_the_description(
    rows: tuple[str, ...], note: str
) -> None:
    """Words of templates, running numbers, the names in another language: above the names or below."""
    (found,) = blocks.drafts(grid(*rows, *BODY, sheet=None))

    assert ["施設名|面積|定員|年", *BODY] == shown(found)
    assert (note,) == found.notes


@pytest.mark.parametrize(
    "rows",
    [
        ("項目|条件|備考", "必須|任意|任意", "推奨|任意|必須"),
        ("順位|前回|名称", "1|2|3", "4|5|6"),
        ("name|kind|area", "北館|公民館|北部", "南館|図書館|南部"),
        ("name|kind|seats", "北館|公民館|改修中", "南館|図書館|30", "東館|図書館|20"),
    ],
)
def test_values_like_those_words_stay_rows(rows: tuple[str, ...]) -> None:
    """Words that come again, bare numbers, names over words, a word in a column of numbers."""
    (found,) = blocks.drafts(grid(*rows, sheet=None))

    assert list(rows) == shown(found)


def test_a_line_of_a_form_above_a_blank_row_is_no_header() -> None:
    """A header has rows; the names below the line stand over numbers."""
    body = ("1|A館|10|0742-11-1111", "2|B館|20|0742-11-1112")
    (found,) = blocks.drafts(
        grid(
            "様式1", "", "団体名|奈良市|担当|企画課", "", "番号|施設名|定員|電話", *body, sheet=None
        )
    )

    assert ["番号|施設名|定員|電話", *body] == shown(found)
    assert ("様式1", "団体名：奈良市", "担当：企画課") == found.titles


@pytest.mark.parametrize(
    "rows",
    [
        ("地区|人口|世帯", "", "東|1|2", "西|3|4"),
        ("地区|名称|住所", "", "東|あ|い", "西|う|え"),
        ("名称|住所|定員", "", "東館|東町|改修中", "西館|西町|20", "南館|南町|30"),
    ],
)
def test_a_blank_row_below_a_header_makes_it_no_line(rows: tuple[str, ...]) -> None:
    (found,) = blocks.drafts(grid(*rows, sheet=None))

    assert [rows[0], *rows[2:]] == shown(found)


def test_a_repeated_header_may_have_spaces_within() -> None:
    (found,) = blocks.drafts(
        grid("町名|人口|世帯", "東|1|2", "町　名|人 口|世帯", "西|3|4", sheet=None)
    )

    assert ["町名|人口|世帯", "東|1|2", "西|3|4"] == shown(found)


@pytest.mark.parametrize("again", ["町名|4月||5月|", "町　名|4月||5月|"])
@pytest.mark.parametrize("gap", [(), ("",)])
def test_a_header_of_two_rows_may_be_repeated(again: str, gap: tuple[str, ...]) -> None:
    """As on every printed page: its lower names stand below too, and are names all the same."""
    names = "|男|女|男|女"
    (found,) = blocks.drafts(
        grid(
            *("町名|4月||5月|", names, "東|1|2|3|4", "西|3|4|5|6"),
            *(*gap, again, names, "南|1|2|3|4", "北|3|4|5|6"),
            sheet=None,
        )
    )

    assert "町名|4月_男|4月_女|5月_男|5月_女" == shown(found)[0]
    assert ["東", "西", "南", "北"] == [row.cells[0] for row in found.rows]


@pytest.mark.parametrize(
    "row",
    ["（次ページへ続く）||", "（前ページの続き）||", "- 1 -||", "|２／５ページ|", "以下余白||",
     "-----|-----|-----", "＝＝＝||＝＝＝＝"],
)  # fmt: skip
def test_rows_for_printing_are_left_out(row: str) -> None:
    """The change names each; nothing is asked about a heading that is none."""
    of = grid("番号|施設|定員", "1|A|10", "2|B|20", row, "3|C|30", "4|D|40", sheet=None)
    found = blocks.find(of)

    assert ["番号|施設|定員", "1|A|10", "2|B|20", "3|C|30", "4|D|40"] == shown(found.drafts[0])
    assert ["print-marks"] == [change.mend for change in found.changes]
    assert [] == lost(of, found)
    assert () == mended(found.drafts[0]).questions


@pytest.mark.parametrize(
    "row",
    ["-|-|-", "1|2ページ|30", "続き間||", "---|C|30", "3/4||", "以上||", "P1||", "次||"],
)
def test_rows_like_those_for_printing_stay(row: str) -> None:
    of = grid("番号|施設|定員", "1|A|10", "2|B|20", row, "4|D|40", sheet=None)

    assert row in shown(blocks.drafts(of)[0])


LINE = draft(
    ("団体名", "奈良市", "担当"), ("番号", "施設名", "定員"), ("1", "A館", "10"), ("2", "B館", "20")
)
OPEN = draft(
    ("施設名", "対応", ""), ("", "英語", "中国語"), ("A館", "○", "×"), ("B館", "×", "○"),
)  # fmt: skip
CORNER = draft(
    ("", "公立", "", "私立", ""),
    ("区分", "定員", "職員", "定員", "職員"),
    *[(f"{at}町", *(f"第{at}{day}曜" for day in "月火水木")) for at in (1, 2)],
)
ENGLISH = draft(
    ("name", "address"), ("名称", "住所"), ("A館", "一番町"), ("B館", "二番町"), ("C館", "三番町")
)


@pytest.mark.parametrize("subject", [LINE, OPEN, ENGLISH, CORNER])
def test_a_first_row_like_names_is_asked_about(subject: object) -> None:
    """Over numbers, under nameless columns, Japanese below English: nothing changes by itself."""
    assert isinstance(subject, type(LINE))
    result = mended(subject)
    (question,) = result.questions

    assert cells(subject) == cells(result.drafts[0])
    assert "first-names::" == question.id
    assert [] == [item for item in ("join", "keep") if item not in _values(question)]


def _values(question: Question) -> list[str]:
    return [choice.value for choice in question.choices]


def test_a_first_row_of_names_is_joined_or_taken_as_answered() -> None:
    """No word is lost: what stood above is in the names or in the description."""
    (joined,), (taken,) = (
        mended(OPEN, first_names="join").drafts,
        mended(LINE, first_names="names").drafts,
    )

    assert [("施設名", "対応_英語", "対応_中国語"), ("A館", "○", "×"), ("B館", "×", "○")] == cells(
        joined
    )
    assert [("番号", "施設名", "定員"), ("1", "A館", "10"), ("2", "B館", "20")] == cells(taken)
    assert ("団体名", "奈良市", "担当") == taken.titles
    assert ["番号", "施設名", "定員"] == [item.original for item in taken.columns]


@pytest.mark.parametrize(
    "rows",
    [
        [("東館", "調査中", "1"), ("西館", "10", "2"), ("北館", "20", "3")],
        [("東館", "一番町", "北部"), ("西館", "二番町", "南部"), ("北館", "三番町", "西部")],
        [("", "一番町", "北部"), ("西館", "二番町", "南部"), ("北館", "三番町", "西部")],
    ],
)
def test_first_rows_of_data_are_not_asked_about(rows: list[tuple[str, ...]]) -> None:
    """One word among numbers; words over words; a name that is not there."""
    assert () == mended(draft(("名称", "住所", "区域"), *rows)).questions


def test_a_row_much_like_the_header_is_asked_about() -> None:
    """The name that differs may be that of another measure from there on."""
    subject = draft(
        ("町名", "人口", "世帯"),
        ("東", "1", "2"),
        ("西", "1", "2"),
        ("町　名", "人口", "世帯数"),
        ("南", "3", "4"),
    )
    (question,) = mended(subject).questions

    assert ("like-header::", 4) == (question.id, question.number)
    assert ["東", "西", "南"] == column(mended(subject, like_header="drop").drafts[0], 0)


class Tree:
    """A header of two or three levels, and where each name stands."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.deep = draw(st.booleans())
        self.paths: list[tuple[str, ...]] = []
        groups = draw(st.integers(2, 3))
        self.inner: list[str] = draw(st.lists(st.sampled_from(["定員", "職員", "児童", "面積"]), min_size=2,
                                   max_size=3, unique=True))  # fmt: skip
        split = self.inner[-1] if self.deep else ""
        for group in ("公立", "私立", "国立")[:groups]:
            for name in self.inner:
                leaves = ("男", "女") if name == split else ("",)
                self.paths += [(group, name, leaf)[: 2 + bool(leaf)] for leaf in leaves]

    @property
    def names(self) -> list[str]:
        return ["区分", *map("_".join, self.paths)]

    def rows(self) -> list[list[str]]:
        depth = 3 if self.deep else 2
        made = [["区分" if not level else ""] for level in range(depth)]
        before: tuple[str, ...] = ()
        for path in self.paths:
            for level in range(depth):
                is_new = path[: level + 1] != before[: level + 1] and level < len(path)
                made[level].append(path[level] if is_new else "")
            before = path
        return made

    def merges(self, top: int) -> Iterator[Area]:
        rows = self.rows()
        yield Area(top, 1, top + len(rows) - 1, 1)
        for level, row in enumerate(rows):
            starts = [at for at, text in enumerate(row) if text and at]
            for start, end in zip(starts, [*starts[1:], len(row)], strict=True):
                prefix = self.paths[start - 1][: level + 1]
                width = sum(path[: level + 1] == prefix for path in self.paths[start - 1 : end - 1])
                down = len(rows) - level if len(prefix) == len(self.paths[start - 1]) else 1
                if width > 1 or down > 1:
                    yield Area(top + level, start + 1, top + level + down - 1, start + width)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.data())
def test_the_names_of_a_header_are_its_paths_however_it_is_written(data: st.DataObject) -> None:
    """Two levels or three, merged or not, below a title or not, the corner above or below, over
    numbers or words, once or on each page: every column has its whole path, no row is lost and none is made.
    """
    tree = Tree(data.draw)
    rows = tree.rows()
    is_merged = data.draw(st.booleans())
    form = "9{}" if is_merged else data.draw(st.sampled_from(("9{}", "{}日", "第{}水曜")))
    if not is_merged and form == "9{}" and data.draw(st.booleans()):
        rows[0][0], rows[1][0] = "", "区分"
    body = [
        [f"{key}町", *(form.format(key * 20 + at) for at in range(1, len(tree.names)))]
        for key in range(1, data.draw(st.integers(4, 6)))
    ]
    again = rows if not is_merged and data.draw(st.booleans()) else []
    title = [["保育所の状況", *[""] * (len(tree.names) - 1)]] if data.draw(st.booleans()) else []
    of = grid(
        *title,
        *rows,
        *body[:2],
        *again,
        *body[2:],
        sheet="S" if is_merged else data.draw(st.sampled_from((None, "S"))),
        merges=list(tree.merges(len(title) + 1)) if is_merged else (),
    )
    (found,) = blocks.drafts(of)

    assert tree.names == [item.name for item in found.columns]
    assert body == [list(row.cells) for row in found.rows]
    assert tuple(text for row in title for text in row if text) == found.titles


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (("地区|人口|面積", "|人|km2"), "地区|人口（人）|面積（km2）"),
        (("地区|人口|面積", "単位|人|km2"), "地区|人口（人）|面積（km2）"),
        (
            ("年|人口||世帯", "|男|女|", "|人|人|世帯"),
            "年|人口_男（人）|人口_女（人）|世帯（世帯）",
        ),
    ],
)
def test_units_without_brackets_below_the_names_are_no_row(
    rows: tuple[str, ...], names: str
) -> None:
    body = [
        f"{key}|100|1.5{'|3' * (names.count('|') - 2)}" for key in ("2020年", "2021年", "2022年")
    ]
    of = grid(*rows, *body)
    found = blocks.find(of)

    assert [names, *body] == shown(found.drafts[0])
    assert [] == lost(of, found)


@pytest.mark.parametrize(
    "rows",
    [
        ("品目|種別|数量", "|枚|3", "B|本|4", "C|箱|5"),
        ("品目|数え方|束ね方", "|枚|箱", "紙|枚|束", "筆|本|箱"),
        ("人|台|数", "|本|", "甲|3|4"),
    ],
)
def test_a_row_of_words_that_are_units_too_stays(rows: tuple[str, ...]) -> None:
    (found,) = blocks.drafts(grid(*rows))

    assert list(rows) == shown(found)


@pytest.mark.parametrize("above", [(), ("人口の推移",), ("人口の推移", "（令和6年4月1日現在）")])
@pytest.mark.parametrize(
    "header", ["|令和4年度|令和5年度", "|2022年|2023年", "|令和4年4月1日|令和5年4月1日"]
)
def test_years_beside_a_blank_corner_are_names(above: tuple[str, ...], header: str) -> None:
    """Not titles: the first row of numbers would become the names."""
    rows = (header, "北|1|2", "南|4|5", "東|4|6")
    (found,) = blocks.drafts(grid(*above, *rows))

    assert list(rows) == shown(found)
    assert above == found.titles


def test_a_day_above_names_is_a_title_though_a_corner_is_blank() -> None:
    rows = ("地区|人口|世帯", "北|1|2", "南|4|5")
    (found,) = blocks.drafts(grid("|令和6年4月1日現在|", *rows))

    assert list(rows) == shown(found)
    assert ("令和6年4月1日現在",) == found.titles


@pytest.mark.parametrize("above", [(), ("一覧",)])
def test_a_row_of_amounts_is_no_header(above: tuple[str, ...]) -> None:
    """Without names the columns want some; its numbers stay data."""
    rows = ("北|100|50", "南|200|80", "東|300|90")
    (found,) = blocks.drafts(grid(*above, *rows))

    assert ["||", *rows] == shown(found)


@pytest.mark.parametrize(
    "names", ["年齢|10|20|30", "地区|2022|2023|2021", "地区|12|1|2", "地区|4|3|2", "地区|100|x|50"]
)
def test_numbers_that_may_name_columns_are_a_header(names: str) -> None:
    """Steps, years, months."""
    rows = (names, "北|100|50|40", "南|200|80|60", "東|300|90|70")
    (found,) = blocks.drafts(grid(*rows))

    assert list(rows) == shown(found)


# --- one name over the last column, the others without ---------------------------------------


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.sampled_from(["人口", "令和6年度", "件数", "2024年度"]),
    st.lists(
        st.tuples(st.sampled_from(["北", "南", "人口", "世帯数"]), st.integers(0, 9999)),
        min_size=3,
        max_size=6,
    ),
    st.integers(0, 1),
)
def test_no_record_becomes_the_header_below_one_name(
    name: str, records: list[tuple[str, int]], between: int
) -> None:
    """Of `|人口` over `北|100` the corner is blank: the first record is no header.

    人口 | 1 and 人口 | 2024 may be names; no record that begins so is the first here.
    """
    area, number = records[0]
    assume(area in "北南" or (number > 1 and not 1800 <= number < 2100))
    rows = [f"{area}{'|7' * between}|{number}" for area, number in records]
    (found,) = blocks.drafts(grid(f"{'|' * between}|{name}", *rows))

    assert [f"{'|' * between}|{name}", *rows] == shown(found)


def test_one_name_below_a_title() -> None:
    (found,) = blocks.drafts(grid("人口調査|", "|人口", "北|100", "南|200", "東|300"))

    assert ["|人口", "北|100", "南|200", "東|300"] == shown(found)
    assert ("人口調査",) == found.titles


@pytest.mark.parametrize(
    ("title", "header"),
    [
        ("||令和6年4月1日現在", "地区|世帯数|人口"),
        ("||（単位：人）", "地区|2020|2021"),
        ("||資料1", "校区|2020|2021"),
        ("||令和6年度", "校区|2020年|2021年"),
        ("|人口|", "学年|1年|2年"),
        ("||令和6年度", "区分|1|2"),
        ("||令和6年度", "校区|2020|2021"),
        ("||（単位：人）", "北|1|2"),
    ],
)
def test_a_title_above_the_last_column_stays_one(title: str, header: str) -> None:
    (found,) = blocks.drafts(grid(title, header, "東町|3|4", "西町|5|6", "南町|7|8"))

    assert header == shown(found)[0]
    assert (title.strip("|"),) == found.titles
