"""Rules of level 1 on tables: what their own examples do not show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.findings import Finding, Severity
from publisher.rules import RULES
from publisher.rules.examples import CSV_PATH, BookExample, SheetExample, TreeExample, resources
from publisher.rules.l1_01_unreadable_format import READABLE, UNREADABLE
from publisher.rules.l1_01_unreadable_format import RULE as FORMAT
from publisher.rules.l1_02_several_tables import RULE as SEVERAL
from publisher.rules.l1_03_split_table import RULE as SPLIT
from publisher.rules.l1_04_memo_outside import RULE as MEMO
from publisher.rules.l1_05_blank_header import RULE as HEADER
from publisher.rules.l1_06_layout_spaces import RULE as SPACES
from publisher.rules.l1_07_several_values import RULE as VALUES
from publisher.rules.l1_08_machine_characters import RULE as CHARACTERS
from publisher.rules.l1_09_blank_or_zero import RULE as BLANKS
from publisher.rules.l1_14_broken_line import RULE as LINES
from publisher.rules.l1_15_unquoted_comma import RULE as COMMAS
from publisher.rules.rule import Rule
from publisher.verdicts import Status
from tests.publisher.example_books import written
from tests.publisher.examples import report_on, report_on_bytes

LEVEL1 = tuple(rule for rule in RULES if rule.level == 1)


def found(rule: Rule, text: str, name: str = "example.csv") -> list[Finding]:
    report = report_on_bytes(text.encode(), name, rules=(rule,))
    return [item for item in report.findings if item.rule == rule.id]


def said(rule: Rule, text: str) -> list[tuple[int | None, str | None]]:
    """Return the places of a rule's findings: line and column."""
    return [(item.place.line, item.place.column) for item in found(rule, text)]


def status(rule: Rule, text: str, name: str = "example.csv") -> Status:
    return report_on_bytes(text.encode(), name, rules=(rule,)).files[0].rules[rule.id]


# --- L1-01 ------------------------------------------------------------------------------------


def test_a_format_is_readable_or_not_never_both() -> None:
    """The two lists share nothing."""
    assert not READABLE & UNREADABLE


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.pdf", Status.VIOLATED),
        ("a.PDF", Status.VIOLATED),
        ("a.json", Status.FINE),
        ("a.zip", Status.NEEDS_PERSON),
        ("readme", Status.NEEDS_PERSON),
    ],
)
def test_a_format_nobody_knows_is_asked_about(name: str, expected: Status) -> None:
    """An archive is no silent pass."""
    assert expected == status(FORMAT, '{"a": 1}', name)


def test_a_map_never_blocks() -> None:
    """L1-01 warns at most: a PDF may be published (issue 4, point 1)."""
    (finding,) = found(FORMAT, "%PDF-1.7\n", "map.pdf")

    assert Severity.WARNING is finding.severity


# --- L1-02 and L1-03 --------------------------------------------------------------------------


def test_the_same_header_again_is_no_second_table() -> None:
    """A repeated header parts one table (L1-03); it does not begin another (L1-02)."""
    text = "地区,人口,世帯\n北,10,4\n南,20,9\n\n地区,人口,世帯\n東,30,12\n西,40,15\n"

    assert [] == said(SEVERAL, text)
    assert [(5, None), (4, None)] == said(SPLIT, text)


def test_a_second_table_far_below_is_found() -> None:
    """Beyond the sample the columns of numbers show a row of names."""
    rows = "".join(f"地区{number},{number},{number}\n" for number in range(1500))
    text = f"地区,人口,世帯\n{rows}年齢,男性,女性\n若年,1,2\n"

    assert [(1502, None)] == said(SEVERAL, text)


def test_a_second_table_is_told_once() -> None:
    """However many of its names stand over numbers, a header is one finding."""
    text = "地区,人口,世帯,男,女\n北,10,4,5,5\n南,20,9,9,11\n東,1,1,1,0\n年齢,総数,一人,父,母\n若年,1,2,3,4\n"

    assert [(5, None)] == said(SEVERAL, text)


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_blank_rows_are_told_by_stretch(is_blank: list[bool]) -> None:
    """Each stretch of blank rows is one finding, wherever it lies and whatever its lines hold."""
    lines = [("", ",")[number % 2] if blank else "北館,1" for number, blank in enumerate(is_blank)]
    text = "\n".join(["名称,数", *lines, ""])
    starts = [
        number + 2
        for number, blank in enumerate(is_blank)
        if blank and (number == 0 or not is_blank[number - 1])
    ]

    assert starts == [line for line, _ in said(SPLIT, text)]


def test_blank_rows_at_the_end_are_no_break() -> None:
    """What follows the table is told in other words than what parts it."""
    (finding,) = found(SPLIT, "名称,数\n北館,1\n,\n,\n")

    assert finding.message.ja.startswith("表のあとに空の行が2行")


def test_a_table_without_any_name_is_left_to_others() -> None:
    """Blank lines alone are no table that could be torn."""
    assert Status.NOT_APPLICABLE is status(SPLIT, "\n\n\n")


# --- L1-04 ------------------------------------------------------------------------------------


def test_a_remark_with_few_columns_must_say_that_it_is_one() -> None:
    """In two columns a single filled cell is nothing strange."""
    assert [] == said(MEMO, "名称,備考\n北館,\n資料館,\n作成所,\n")
    assert [(3, None)] == said(MEMO, "名称,備考\n北館,\n※外国人を含む,\n")


def test_many_rows_of_one_cell_are_data() -> None:
    """A table that ends in names alone is no remark."""
    names = "".join(f"館{number},,\n" for number in range(40))

    assert [] == said(MEMO, f"名称,数,住所\n,,\n{names}")


# --- L1-05 ------------------------------------------------------------------------------------


def test_a_blank_column_between_others_is_one_finding() -> None:
    """A column without name and value parts the table: L1-03 says so, L1-05 does not again."""
    text = "名称,,数\n北館,,1\n南館,,2\n"

    assert [] == said(HEADER, text)
    assert [(1, "#2")] == said(SPLIT, text)


@pytest.mark.parametrize(
    "label", ["Unnamed: 3", "列1", "項目Ａ", "F4", "SAFIELD001", "１", "？", "#REF!"]
)
def test_made_up_names_are_likely(label: str) -> None:
    """What a program writes where a name lacks says nothing, in whatever width."""
    (finding,) = found(HEADER, f"名称,{label}\n北館,a\n南館,b\n")

    assert ("likely", Severity.WARNING) == (finding.certainty, finding.severity)


@pytest.mark.parametrize(
    "label", ["2024", "2024年度", "A", "X", "No", "ID", "1人目", "列車名", "項目名", "5歳児"]
)
def test_names_that_say_something_are_fine(label: str) -> None:
    """Years, letters, ages and words with such words in them are left alone."""
    assert [] == said(HEADER, f"名称,{label}\n北館,a\n南館,b\n")


# --- L1-06 ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "is_fine"),
    [
        ("奈　良　市", False),
        ("林　豊", True),
        ("月 火 水", True),
        ("A B C", True),
        ("北館　2階", True),
        ("北館  2階", False),
        ("北館\u00a0", False),
        ("\u3000", False),
    ],
)
def test_spaces_in_a_cell(cell: str, *, is_fine: bool) -> None:
    """Spaced-out words, runs and edges are found; a space between words is not."""
    assert is_fine is not bool(said(SPACES, f"名称,人数\n{cell},1\n南館,2\n"))


def test_a_line_break_of_a_text_file_is_told_once() -> None:
    """L1-14 says it of CSV, L1-06 of workbooks; the CSV violates both."""
    text = '名称,人数\n"北館\n2階",1\n'
    content = written(BookExample(sheets=(SheetExample(rows=(("名称",), ("北館\n2階",))),)))
    of_book = report_on_bytes(content, "a.xlsx", rules=(SPACES, LINES)).findings

    assert [] == said(SPACES, text)
    assert Status.VIOLATED is status(SPACES, text)
    assert [(2, "名称")] == said(LINES, text)
    assert ["L1-06"] == [item.rule for item in of_book]


def test_a_file_parted_by_tabs_is_not_full_of_spaces() -> None:
    """P022 says that the cells are not parted; only spaces beside the tabs are said."""
    assert Status.FINE is status(SPACES, "名称\t住所\n北館\t\t東町\n")
    assert [2] == [line for line, _ in said(SPACES, "名称\t住所\n北館 \t東町\n南館\t西町\n")]


# --- L1-07 ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "cells", "lines"),
    [
        ("件数", ("10", "1,234", "12/15", "14", "15"), [4]),
        ("件数", ("10", "11", "10,20", "14", "15"), [4]),
        ("件数", ("10", "1 234", "12", "14", "15"), []),
        ("参加者", ("12（うち女性5）", "3(1)"), [2, 3]),
        ("年", ("2024（令和6）", "2025(7)"), []),
        ("曜日", ("月、水", "月", "水"), [2]),
        ("曜日", ("第2・第4土曜日", "月", "水"), [2]),
        ("曜日", ("第2 土曜日", "月火水木金", "水"), []),
        ("備考", ("月、水", "月", "水"), []),
        ("商号", ("北、南商会", "東商会"), []),
        ("階", ("南館2階、北館3階", "1階"), []),
        ("定員", ("大人20/子ども10", "大人5/子ども3"), [2, 3]),
        ("電話", ("0743-74-1111 内線 123", "0743-74-1112"), []),
        ("電話", ("0743-74-1111、1112", "0743-74-1112"), [2]),
        ("時間", ("9:00〜17:00", "10:00〜12:00"), [2, 3]),
        ("時間帯", ("9:00〜17:00", "10:00〜12:00"), []),
        ("備考", ("9:00〜17:00", "10:00〜12:00"), []),
        ("料金", ("無料（65歳以上）", "200円"), []),
    ],
)
def test_cells_with_several_values(label: str, cells: tuple[str, ...], lines: list[int]) -> None:
    """Numbers, pairs, telephone numbers and lists of known words are found, prose is not."""
    text = "".join(f'館{number},"{cell}"\n' for number, cell in enumerate(cells))

    assert lines == [line for line, _ in said(VALUES, f"名称,{label}\n{text}")]


def test_the_lists_of_standard_datasets_are_theirs() -> None:
    """The semicolon is the standard's own sign for several values."""
    assert [] == said(VALUES, "名称,対象\n北館,元町;東町\n南館,元町\n西館,東町\n")


def test_a_cell_of_many_dates_is_told_without_them() -> None:
    """Long runs of digits are masked, so the message names the first and their number."""
    (finding,) = found(VALUES, "地区,収集日\n北,20260401 20260408 20260415\n")

    assert "20260401" in finding.message.ja
    assert "3個" in finding.message.ja


# --- L1-08 ------------------------------------------------------------------------------------


def test_the_same_sign_is_certain_in_shift_jis() -> None:
    """In a CP932 file ㈱ is a byte of one vendor; in Unicode it is a character."""
    text = "名称,緯度,経度,男性トイレ数\r\n㈱北館,34.69,135.69,2\r\n"
    told = {
        encoding: next(
            item.severity
            for item in report_on(
                TreeExample(
                    descriptor={"resources": resources(encoding=encoding)},
                    files={CSV_PATH: text.encode(encoding)},
                )
            ).findings
            if item.rule == "L1-08"
        )
        for encoding in ("utf-8", "cp932")
    }

    assert {"utf-8": Severity.WARNING, "cp932": Severity.ERROR} == told


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1))
def test_kanji_are_never_reported(name: str) -> None:
    """Variants of kanji are people's names and stay as they are."""
    assert [] == found(CHARACTERS, f"名称,数\n{name},1\n")


def test_a_message_shows_no_private_character() -> None:
    """What no machine shows is shown as a box."""
    (finding,) = found(CHARACTERS, "名称,数\n\ue123町,1\n")

    assert "「□町」" in finding.message.ja


def test_a_long_mark_between_digits_is_a_hyphen() -> None:
    """124ｰ1 means 124-1."""
    (finding,) = found(CHARACTERS, "名称,住所\n北館,124\uff701\n")

    assert "124-1" in finding.message.ja


# --- L1-09 ------------------------------------------------------------------------------------


def test_a_total_proves_nothing_from_few_rows() -> None:
    """Two rows that add up may be chance: then a person is asked, nothing is proven."""
    told = found(BLANKS, "地区,男数,女数,計\n北,10,11,21\n南,5,5,10\n西,7,,7\n")

    assert ["person"] == [item.certainty for item in told]


def test_a_zero_in_the_column_answers_the_question() -> None:
    """Whoever writes zeros means something else by a blank."""
    assert Status.FINE is status(BLANKS, "名称,台数\n北館,10\n南館,\n東館,0\n")
    assert Status.NEEDS_PERSON is status(BLANKS, "名称,台数\n北館,10\n南館,\n東館,3\n")
    assert Status.NOT_APPLICABLE is status(BLANKS, "名称,備考\n北館,あり\n南館,\n")


@given(st.lists(st.tuples(st.integers(1, 99), st.integers(1, 99)), min_size=3, max_size=9))
def test_a_blank_is_proven_zero_by_its_total(rows: list[tuple[int, int]]) -> None:
    """Wherever other rows add up, a blank part of a full total is told in its own cell."""
    lines = [f"北,{one},{two},{one + two}" for one, two in rows]
    text = "\n".join(["地区,男,女,計", *lines, "西,7,,7", ""])

    assert [(len(rows) + 2, "女")] == said(BLANKS, text)


# --- L1-15 ------------------------------------------------------------------------------------


def test_a_header_that_is_short_is_one_finding() -> None:
    """Where every line has one cell more, the header is what is wrong."""
    rows = "".join(f"館{number},東町,1\n" for number in range(20))

    assert [(1, None)] == said(COMMAS, f'名称,"住所,電話"\n{rows}')


def test_each_long_line_is_a_finding() -> None:
    """Lines that fall apart are told one by one."""
    assert [(3, None), (5, None)] == said(
        COMMAS, "名称,備考\n北館,a\n南館,b,c\n東館,d\n西館,e,f,g\n中館,h\n新館,i\n元館,j\n別館,k\n"
    )


def test_tabs_need_no_quotes_for_commas() -> None:
    """The rule is about commas: a TSV with a cell too many is the engine's."""
    assert Status.NOT_APPLICABLE is status(COMMAS, "a\tb\n1\t2\t3\n", "a.tsv")


@pytest.mark.parametrize("cell", ["a" + " " * 300_000 + "b", "月・" * 100_000, "（" * 200_000])
def test_long_cells_take_time_once(cell: str) -> None:
    """No rule looks back from every character: the run would not end in its time."""
    report = report_on_bytes(f"名称,備え\n北館,{cell}\n南館,{cell}\n".encode(), rules=LEVEL1)

    assert report.files


# --- one fact, several rules ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "teller", "text"),
    [
        ("L1-05", "L1-03", "名称,,住所\n北館,,元町\n南館,,西町\n"),
        ("L1-05", "L1-15", '名称,"住所,電話"\n北館,元町,1\n南館,西町,2\n'),
        ("L1-06", "L1-14", '名称,備考\n北館,"月曜\n休み"\n'),
        ("L1-09", "D005", "名称,緯度,経度\n北館,34.69,135.69\n倉庫,0,0\n"),
    ],
)
def test_what_another_rule_tells_is_violated_in_silence(rule: str, teller: str, text: str) -> None:
    """The finding is the other rule's and certain, so that it cannot be accepted away."""
    report = report_on_bytes(text.encode())

    assert Status.VIOLATED is report.files[0].rules[rule]
    assert not [item for item in report.findings if item.rule == rule]
    assert {"certain"} == {item.certainty for item in report.findings if item.rule == teller}


# --- one fact, one finding --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("※外国人を含む。", "L1-04"),
        ("-----", "L1-04"),
        ("－１－", "L1-03"),
    ],
)
def test_a_line_that_is_no_row_is_told_once(line: str, rule: str) -> None:
    """Its missing cells are the same fact; as it would be wrong as a row too, it is certain."""
    report = report_on_bytes(
        f"名称,住所,電話番号\n北館,北町1,0742-22-1111\n南館,南町1,0742-22-1112\n{line}\n東館,東町1,0742-22-1113\n".encode()
    )

    assert [(rule, "error", 4)] == [
        (item.rule, item.severity.value, item.place.line) for item in report.findings
    ]


def test_a_row_that_lacks_cells_is_no_remark() -> None:
    """Other short rows keep their own finding, also beside a remark."""
    text = "名称,住所,電話番号\n北館,北町1,0742-22-1111\n南館\n※外国人を含む。\n東館,東町1,0742-22-1113\n"
    found = [(item.rule, item.place.line) for item in report_on_bytes(text.encode()).findings]

    assert [("L1-04", 4), ("missing-cell", 3), ("missing-cell", 3)] == found


def test_a_remark_as_wide_as_the_table_is_only_likely() -> None:
    text = "地区,人口（人）,世帯数\n北,10,4\n南,20,9\n※外国人を含む。,,\n"
    found = [item for item in report_on_bytes(text.encode()).findings if item.rule == "L1-04"]

    assert ["likely"] == [item.certainty for item in found]


def test_blank_columns_are_told_together() -> None:
    """All columns that part the table are one thing to do, in a sentence that counts right."""
    text = "名称,,,住所,,電話\n北館,,,元町,,1\n南館,,,西町,,2\n"
    found = [item for item in report_on_bytes(text.encode()).findings if item.rule == "L1-03"]
    one = report_on_bytes("名称,,住所\n北館,,元町\n南館,,西町\n".encode()).findings

    assert ["B–C、E列は空で、表を左右に分けています。列ごと消してください。"] == [
        item.message.ja for item in found
    ]
    assert "Columns B–C, E are blank and part the table. Delete them." == found[0].message.en
    assert "Column B is blank and parts the table. Delete it." == one[0].message.en


def test_a_remark_below_is_no_row_with_blank_counts() -> None:
    """L1-09 does not ask what the blanks of a line mean that L1-04 says is none of the table."""
    asked = [
        [item.rule for item in report_on_bytes(text.encode()).findings if item.rule == "L1-09"]
        for text in (
            f"地区,人口（人）,世帯数\n北,10,4\n南,20,9\n{end}\n" for end in ("※速報値", "東,,")
        )
    ]

    assert [[], ["L1-09"]] == asked


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("地域,人口（人）,,施設,件数\n北,1,,公園,3\n南,2,,学校,4\n東,3,,駅,4\n", False),
        ("地域,人口（人）,,備考\n北,1,,済\n南,2,,未\n東,3,,済\n", True),
    ],
)
def test_names_on_both_sides_of_a_blank_column_may_be_two_tables(text: str, is_one: bool) -> None:
    """Whoever deletes the column between two tables glues them: both ways out are told, as the fix
    asks; a single column behind belongs to the table."""
    report = report_on_bytes(text.encode())
    (told,) = [item.message.ja for item in report.findings if item.rule == "L1-03"]

    assert is_one is ("別々の表なら" not in told)
