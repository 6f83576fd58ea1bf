"""What level 3 advises and asks, beyond the rules' own examples."""

from __future__ import annotations

import re
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.findings import Finding, Report, Severity
from publisher.rules import RULES
from publisher.rules.date_style import expression, style_of, usual_style, year_fitted
from publisher.rules.examples import CSV_PATH, TreeExample, resources
from publisher.tables.time_forms import Form
from publisher.verdicts import Status
from tests.publisher.examples import report_on, report_on_bytes

LEVEL_3 = [rule for rule in RULES if rule.level == 3]
TITLES = {
    "L2-01": "数値データは数値属性とし、文字列を含まないこと",
    "L2-02": "データ内での項目名等の省略をしていないか",
    "L2-03": "各列が一意に識別可能な項目名を持っているか",
    "L2-04": "選択肢回答が標準化されているか",
    "L2-05": "選択肢列と「その他」の詳細記入が分離されているか",
    "L2-06": "【Excel】数式を使用している場合は、数値データに修正しているか",
    "L3-01": "項目名行から始まり、次行からデータ入力がされているか",
    "L3-02": "回答のコード表が別添されているか",
    "L3-03": "数値データの同一列内に特殊記号（秘匿等）を使用する場合は、その定義を明記しているか",
    "L3-04": "データの単位を記載しているか",
    "L3-05": "時間軸の表記が標準化されているか",
    "L3-06": "地域コード又は正式な地域名称が表記されているか",
    "L3-07": "年によってフォーマットが著しく異なっていないか",
    "L3-08": "データの定義や更新履歴が記載されているか",
    "L3-09": "データが縦持ち形式になっているか",
}
"""行政データにおける機械可読性に関するルール (2026-03-31), levels 2 and 3."""


def report(text: str) -> Report:
    return report_on_bytes(text.encode())


def said(text: str, rule: str) -> list[Finding]:
    return [finding for finding in report(text).findings if finding.rule == rule]


def status(text: str, rule: str) -> Status:
    return report(text).files[0].rules[rule]


def with_schema(text: str, *fields: dict[str, Any], **schema: Any) -> TreeExample:
    return TreeExample(
        descriptor={"resources": resources(schema={"fields": list(fields), **schema})},
        files={CSV_PATH: text.encode()},
    )


def test_every_rule_has_its_official_title() -> None:
    """The titles of 2026 are there word for word, under their ids."""
    found = {rule.id: rule.official_title for rule in RULES if rule.id[:2] in {"L2", "L3"}}

    assert found == TITLES


@pytest.mark.parametrize("rule", LEVEL_3, ids=lambda rule: rule.id)
def test_level_3_advises(rule: Any) -> None:
    """Nothing of level 3 blocks or warns by default, and each says how it decides."""
    assert rule.severity is Severity.INFO
    assert rule.decides.ja


# --- L3-01 --------------------------------------------------------------------------------


def test_every_reason_has_its_sentence() -> None:
    """Titles, groups of columns, a second row and a missing header are told apart."""
    two = "区,燃えるごみ,,プラ,\n,曜日,週,曜日,週\n北,月,1,火,2\n南,水,3,木,4\n西,金,1,土,2\n"
    groups = ",属性,属性,満足度\n番号,年代,住所,医療\n1,20,3,5\n2,30,4,3\n3,40,5,1\n"
    headless = "1,谷,630-8114\n2,亀,630-8144\n3,絆,630-8373\n4,谷,631-0842\n5,谷,630-0001\n"

    assert "「燃えるごみ_曜日」" in said(two, "L3-01")[0].message.ja
    assert "まとめの見出し" in said(groups, "L3-01")[0].message.ja
    assert "項目名の行がない" in said(headless, "L3-01")[0].message.ja


# --- L3-02, L3-03 -------------------------------------------------------------------------


def test_codes_are_asked_about_once_per_table() -> None:
    """Many coded columns are one question, not one each."""
    rows = "".join(f"{n},{n % 2},{n % 3}\n" for n in range(12))
    (found,) = said(f"番号,性別,年代\n{rows}", "L3-02")

    assert "person" == found.certainty
    assert "ほかの1列" in found.message.ja


def test_a_code_table_beside_the_file_answers() -> None:
    """Categories with labels explain the codes."""
    rows = "".join(f"施設{n},{n % 2}\n" for n in range(12))
    kinds = [{"value": "0", "label": "屋内"}, {"value": "1", "label": "屋外"}]
    example = with_schema(
        f"名称,区分\n{rows}",
        {"name": "名称", "type": "string"},
        {"name": "区分", "type": "string", "categories": kinds},
    )

    assert Status.FINE == report_on(example).files[0].rules["L3-02"]


def test_marks_are_asked_about_with_what_was_seen() -> None:
    """Each column of numbers with undefined marks is one question that names them."""
    rows = "".join(f"地区{n},{n}\n" for n in range(20))
    (found,) = said(f"地区,人数\n{rows}西,X\n南,…\n北,X\n", "L3-03")

    assert "「X」、「…」" in found.message.ja
    assert "人数" == found.place.column


def test_a_legend_above_the_table_defines_its_marks() -> None:
    """Who wrote the meaning of the mark into the sheet is not asked."""
    text = "人口調査（X：秘匿）,,\n地区,男（人）,女（人）\n北,1,2\n南,X,4\n東,5,6\n西,7,8\n中,9,3\n"

    assert [] == said(text, "L3-03")


def test_no_marks_is_not_applicable() -> None:
    """The rule has nothing to judge in a column of numbers alone."""
    assert Status.NOT_APPLICABLE == status("地区,人数\n北,1\n南,2\n", "L3-03")
    assert Status.NEEDS_PERSON == status("地区,人数\n北,1\n南,-\n", "L3-03")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("○×△○×△○×△", Status.NEEDS_PERSON),
        ("YNYNYN", Status.NEEDS_PERSON),
        ("ABCABCABC", Status.NEEDS_PERSON),
        ("○〇○○〇○", Status.NOT_APPLICABLE),
        ("有無有無有無", Status.NOT_APPLICABLE),
        ("AXBYCZDWE", Status.NOT_APPLICABLE),
    ],
)
def test_signs_are_never_silently_understood(cells: str, expected: Status) -> None:
    """What signs stand for, a person knows; so common a question is no finding of its own."""
    text = "施設,洪水\n" + "".join(f"施設{at},{cell}\n" for at, cell in enumerate(cells))

    assert expected == status(text, "L3-02")
    assert [] == said(text, "L3-02")


def test_a_web_address_above_a_table_is_no_legend() -> None:
    """It holds a colon and hyphens, and explains neither."""
    rows = "".join(f"地区{number},{number}\n" for number in range(10))
    above = "取得元,https://example.jp/a-b,,\n"
    text = (
        f"{above}地区,世帯数,男（人）,女（人）\n{rows.replace(chr(10), ',1,2' + chr(10))}南,-,1,2\n"
    )

    assert Status.NEEDS_PERSON == status(text, "L3-03")


# --- L3-04 --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("面積", Status.VIOLATED),
        ("決算額", Status.VIOLATED),
        ("高齢化率", Status.VIOLATED),
        ("面積（㎡）", Status.FINE),
        ("標高（メートル）", Status.FINE),
        ("決算額_千円", Status.FINE),
        ("人口千人当たり病床数", Status.FINE),
        ("世帯数", Status.FINE),
        ("男性トイレ数（小便器）", Status.FINE),
        ("緯度", Status.FINE),
        ("順位", Status.FINE),
        ("recuperation", Status.NEEDS_PERSON),
        ("値", Status.NEEDS_PERSON),
    ],
)
def test_which_numbers_need_a_unit(label: str, expected: Status) -> None:
    """Quantities need one, counts tell theirs, coordinates and ranks have none; else ask."""
    assert expected == status(f"施設,{label}\nA,12.5\nB,13.5\n", "L3-04")


def test_the_dictionary_may_state_the_unit() -> None:
    """A unit in the description of a field is a unit."""
    example = with_schema(
        "名称,面積\nA,12\nB,13\n",
        {"name": "名称", "type": "string", "description": "施設の名前"},
        {"name": "面積", "type": "number", "description": "敷地の広さ（単位：㎡）"},
    )

    assert Status.FINE == report_on(example).files[0].rules["L3-04"]


# --- L3-05 --------------------------------------------------------------------------------


def test_the_gregorian_date_is_proposed() -> None:
    """Where the day is known, the sentence says what to write."""
    (found, _) = said("施設,開設年月日\nA,R6.4.1\nB,昭和64年1月7日\n", "L3-05")

    assert "「R6.4.1」は「2024-04-01」" in found.message.ja


def test_two_accepted_forms_in_one_column_are_told_at_the_rarer() -> None:
    """The usual form of the column stays; the others are named with it."""
    found = said("施設,開設日\nA,2024-04-01\nB,2024-04-02\nC,2024年4月3日\n", "L3-05")

    assert [(4, "開設日")] == [(item.place.row, item.place.column) for item in found]


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("2024-04-01", "2024-4-3"),
        ("2024/4/1", "2024/04/03"),
        ("2024-04-01", "2024-04-03 17:00"),
        ("2024-04-01T09:00", "2024-04-03"),
        ("2024-04-01", "2024-4-3、2024-4-4"),
    ],
)
def test_one_style_per_column(usual: str, other: str) -> None:
    """Zeros and clocks are part of how a column is written, far below the first records, too."""
    days = "".join(f"{number},{usual}\n" for number in range(1500))
    (found,) = said(f"番号,開設日\n{days}A,{other}\n", "L3-05")

    assert 1502 == found.place.line
    assert f"「{usual}」の形" in found.message.ja


dates = st.builds(
    lambda year, month, day, form: form.format(year, month, day),
    st.integers(1900, 2099),
    st.integers(1, 12),
    st.integers(1, 28),
    st.sampled_from(["{}-{:02}-{:02}", "{}-{}-{}", "{}-{:02}-{:02} 09:00", "{}-{}-{}T9:05"]),
)


@given(st.lists(dates, min_size=1), dates)
def test_what_is_certainly_of_the_style_is_allowed(column: list[str], other: str) -> None:
    """The expression that is searched for says the same as the style, in both engines."""
    style = usual_style(style_of(text, Form.ISO) for text in column)
    pattern = expression(Form.ISO, style)
    is_fine = style.allows(style_of(other, Form.ISO))

    assert is_fine == bool(re.fullmatch(pattern, other))
    assert [is_fine] == pl.Series([other]).str.contains(f"^(?:{pattern})$").to_list()


def test_dates_above_a_table_are_dates() -> None:
    """A cell that is a date and nothing else; a title with an era is a title."""
    text = "人口調査（令和6年）,,,令和6年4月1日現在\n地区,世帯数,男（人）,女（人）\n北,1,2,3\n南,2,3,4\n"
    (found,) = said(text, "L3-05")

    assert 1 == found.place.line
    assert found.message.ja.startswith("「令和6年4月1日現在」は「2024-04-01」")


# --- L3-06 --------------------------------------------------------------------------------


def test_short_names_of_prefectures_are_completed() -> None:
    """奈良 alone may be two places; in a column of prefectures it is one."""
    (found,) = said("都道府県,人数\n奈良,1\n京都府,2\n合計,3\n", "L3-06")

    assert "「奈良県」" in found.message.ja


def addresses(*odd: str) -> str:
    """Return a table with addresses of one city and, far below, others."""
    rows = [f"高松市番町{number}-8" for number in range(1, 1500)]
    return "施設,住所\n" + "".join(f"A{at},{text}\n" for at, text in enumerate([*rows, *odd]))


def test_an_address_that_leaves_the_city_out_is_told() -> None:
    """昭和町 is a town of another prefecture, and here a street of the city that is left out."""
    found = said(addresses("昭和町1-2-20", "栗林町2-10-7", "丸亀市大手町2-3-1"), "L3-06")

    assert [1501, 1502] == [item.place.line for item in found]
    assert "「高松市昭和町1-2-20」のように" in found[0].message.ja


@pytest.mark.parametrize(
    "text",
    [
        "香川県高松市番町1-8-15",
        "綾歌郡綾川町滝宮299",
        "徳島市幸町2-5",
        "髙松市朝日町2-17",
        "香川県香川県高松市番町1-8",
        "高松市内",
        "市内一円",
        "オンライン",
        "-",
    ],
)
def test_what_names_its_place_or_is_none(text: str) -> None:
    assert [] == said(addresses(text), "L3-06")


def test_a_column_without_any_municipality_is_told_once() -> None:
    """One finding for the column; wards of a city without the city say so."""
    bare = said("施設,所在地\n" + "".join(f"A,元町{n}-2-3\n" for n in range(1, 30)), "L3-06")
    wards = said("施設,所在地\n" + "".join(f"A,東灘区青木{n}-2\n" for n in range(1, 30)), "L3-06")
    tokyo = said("施設,所在地\n" + "".join(f"A,練馬区栄町{n}-2\n" for n in range(1, 30)), "L3-06")
    few = said("施設,所在地\nA,元町1-2-3\nB,北町2-3-4\n", "L3-06")

    assert [1, 1, 0, 0] == list(map(len, (bare, wards, tokyo, few)))


# --- L3-07, L3-08 -------------------------------------------------------------------------


def test_a_series_without_its_past_needs_a_person() -> None:
    """A name with a year says that there are others; nobody here has seen them."""
    one = report_on_bytes("名称\nア\n".encode(), name="toilet_2024.csv")
    other = report_on_bytes("名称\nア\n".encode(), name="toilet.csv")

    assert Status.NEEDS_PERSON == one.files[0].rules["L3-07"]
    assert Status.NOT_APPLICABLE == other.files[0].rules["L3-07"]


def test_a_bare_file_is_never_silently_defined() -> None:
    """Without a descriptor nobody can say that columns and history are described."""
    found = report("名称,住所\nア,元町\n")

    assert Status.NEEDS_PERSON == found.files[0].rules["L3-08"]
    assert [] == [item for item in found.findings if item.rule == "L3-08"]


# --- L3-09 --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "count"),
    [
        ("地区,2022年,2023年,2024年", 1),
        ("地区,平成30年度,令和元年度,令和2年度", 1),
        ("地区,人口_2022,人口_2023,人口_2024", 1),
        ("地区,2024-04,2024-05,2024-06", 1),
        ("地区,男2022,女2022,男2023", 0),
        ("地区,1号,2号,3号", 0),
        ("地区,30代,40代,50代", 1),
        ("地区,男（15歳未満）,男（15～64歳）,男（65歳以上）", 1),
        ("地区,年少（3歳）,年中,年長", 0),
        ("地区,man1,man2,man3", 1),
        ("地区,A1,A2,A3", 0),
        ("地区,Q1,Q2,Q3", 0),
        ("地区,設問1,設問2,設問3", 0),
        ("地区,分類1,分類2,分類3", 0),
        ("地区,第1四半期,第2四半期,第3四半期", 1),
        ("地区,１階建て,２階建て,３階建て", 1),
    ],
)
def test_columns_that_should_be_rows(header: str, count: int) -> None:
    """Three years, ages or numbers of one measure make a wide table; two, or questions, do not."""
    assert count == len(said(f"{header}\n北,1,2,3\n南,4,5,6\n", "L3-09"))


@given(st.lists(st.sampled_from(["1", "2", "-", "NaN", "sNaN", "1e9999999999", "∞", "1,0", ""])))
def test_sums_of_odd_numbers_crash_nothing(cells: list[str]) -> None:
    """What adds up is looked for among plain numbers only."""
    header = "年," + ",".join("計北南東西中山")
    row = ",".join((cells * 8)[:7]) or "1"
    found = report(f"{header}\n" + f"2024,{row}\n" * 4)

    assert "X000" not in {item.rule for item in found.findings}


def test_a_header_that_lacks_is_told_with_what_to_write() -> None:
    """What the values show is proposed, and nobody is asked for the unit of a coordinate."""
    text = "市役所,34.6939,135.6979,0743-74-1111\n公民館,34.7,135.7,0743-74-1112\n"
    report = report_on_bytes(text.encode())
    told = [item.message.ja for item in report.findings if item.rule == "L1-05"]

    assert [True] == ["B列「緯度」、C列「経度」、D列「電話番号」" in item for item in told]
    assert not [item for item in report.questions if item.rule == "L3-04"]


@pytest.mark.parametrize(
    ("label", "cells", "advice"),
    [
        ("年度", ("R3", "R4"), ["2021年度", "2022年度"]),
        ("年度", ("2020", "2022", "R3"), ["2021"]),
        ("開設年", ("1985", "1991", "昭和60年"), ["1985"]),
        ("開設年", ("1985", "1991", "昭和60年度"), ["1985年度"]),
        ("開設年", ("1985年", "1991年", "S60"), ["1985年"]),
    ],
)
def test_a_year_is_advised_as_its_column_writes_years(
    label: str, cells: tuple[str, ...], advice: list[str]
) -> None:
    """What is advised is no new unevenness, and a fiscal year stays one."""
    text = f"{label},件数（件）\n" + "".join(f"{cell},1\n" for cell in cells)
    found = [item for item in report_on_bytes(text.encode()).findings if item.rule == "L3-05"]

    assert advice == [item.message.ja.split("」は「")[1].split("」")[0] for item in found]


def test_a_bare_year_is_no_fiscal_year_elsewhere() -> None:
    assert year_fitted("1985年度", Form.YEAR, is_fiscal=False) == "1985年度"
    assert year_fitted("1985年度", Form.YEAR, is_fiscal=True) == "1985"
    assert year_fitted("1985-04-01", Form.YEAR, is_fiscal=False) == "1985-04-01"


@pytest.mark.parametrize(
    ("beside", "is_said"),
    [
        (("2020", "2021", "2022"), False),
        (("2020年度", "2021年度", "2022年度"), False),
        (("2020", "2021", "2023"), True),
        (("1", "2", "3"), True),
        (("", "", ""), True),
    ],
)
def test_eras_with_their_years_beside_are_fine(beside: tuple[str, ...], is_said: bool) -> None:
    """Two columns are right, whatever the other is called, where all of their values agree."""
    rows = zip(("令和2年度", "令和3年度", "令和4年度"), beside, strict=True)
    text = "年度,数,備考\n" + "".join(f"{era},{year},a\n" for era, year in rows)
    found = [item for item in report_on_bytes(text.encode()).findings if item.rule == "L3-05"]

    assert bool(found) is is_said


@pytest.mark.parametrize(
    ("value", "right"), [("五条市", "五條市"), ("奈良県曾爾村", "奈良県曽爾村"), ("竜ヶ崎市", "")]
)
def test_a_name_in_another_kanji_is_not_the_registered_one(value: str, right: str) -> None:
    """One character off is told with its right form; further off nobody can be sure."""
    text = f"市町村名,件数（件）\n{value},1\n生駒市,2\n"
    found = [item for item in report_on_bytes(text.encode()).findings if item.rule == "L3-06"]

    assert [right in item.message.ja for item in found] == ([True] if right else [])
