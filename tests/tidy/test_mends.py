"""Each mend: what it can prove it mends, so that the rules find it no more; what it cannot, it asks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.tidy.draft import Draft
from publisher.tidy.fix import tidy
from publisher.tidy.mend import KEEP_ERAS, Asked, Mended
from publisher.tidy.mends import MENDS
from publisher.tidy.mends.edits import Edits
from tests.settings import EXAMPLES
from tests.tidy.drafts import ASKED, cells, column, draft, findings, mended

MANY = settings(max_examples=EXAMPLES, deadline=None)
SOME = settings(max_examples=max(EXAMPLES // 10, 20), deadline=None)
"""For laws that run the whole check each time."""
ERAS = (
    ("令和", "R", 2019, dt.date(2019, 5, 1), dt.date(2050, 12, 31)),
    ("平成", "H", 1989, dt.date(1989, 1, 8), dt.date(2019, 4, 30)),
    ("昭和", "S", 1926, dt.date(1926, 12, 25), dt.date(1989, 1, 7)),
    ("大正", "T", 1912, dt.date(1912, 7, 30), dt.date(1926, 12, 24)),
    ("明治", "M", 1868, dt.date(1873, 1, 1), dt.date(1912, 7, 29)),
)


def rules(*ids: str) -> frozenset[str]:
    return frozenset().union(*(mend.rules for mend in MENDS if mend.id in ids))


# --- rows and columns ---------------------------------------------------------------------


@SOME
@given(st.lists(st.sampled_from(["row", "blank", "header"]), max_size=8))
def test_blank_parts_and_repeated_headers_go(kinds: list[str]) -> None:
    """Only rows with data are left, in their order, and L1-03 finds nothing."""
    made = {"row": ("市役所", "", "東新町"), "blank": ("", "", " "), "header": ("名称", "", "住所")}
    subject = draft(["名称", "", "住所"], ("公民館", "", "北新町"), *(made[kind] for kind in kinds))
    result = mended(subject)

    assert cells(result.drafts[0]) == [
        ("名称", "住所"),
        ("公民館", "北新町"),
        *[("市役所", "東新町") for kind in kinds if kind == "row"],
    ]
    assert not findings(result.drafts[0], rules("blank-parts", "repeated-header"))


def test_a_row_that_is_only_like_the_header_stays() -> None:
    """区分 is a value here as well as a name: no row is taken away that says anything."""
    subject = draft(["区分", "名称"], ("区分", "区分所有建物"), ("土地", "公園"))

    assert cells(subject) == cells(mended(subject).drafts[0])


# --- white space --------------------------------------------------------------------------


@SOME
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", " ", "　", "\t", "\u00a0"]), st.sampled_from(["", " ", "　　"])
        ),
        min_size=3,
        max_size=6,
    )
)
def test_outer_spaces_go(ends: list[tuple[str, str]]) -> None:
    """Names and values come out without white space at their ends; L1-06 finds nothing."""
    rows = [(f"{start}施設{n}{end}", "東新町") for n, (start, end) in enumerate(ends)]
    result = mended(draft(["名称 ", "　住所"], *rows))

    assert cells(result.drafts[0]) == [
        ("名称", "住所"),
        *[(f"施設{n}", "東新町") for n in range(len(ends))],
    ]
    assert not findings(result.drafts[0], rules("spaces"))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["奈　良　市", "生駒市"], ["奈良市", "生駒市"]),
        (["合　計", "総　　数"], ["合　計", "総数"]),
        (["大和 郡山市", "生駒市"], ["大和 郡山市", "生駒市"]),
        (["麻布", "麻 布"], ["麻布", "麻布"]),
        (["国   宝", "史跡"], ["国   宝", "史跡"]),
        (["三浦一郎", "三 浦 一 郎"], ["三浦一郎", "三 浦 一 郎"]),
        (["体操  2階", "囲碁　　1階"], ["体操 2階", "囲碁　1階"]),
    ],
)
def test_letters_are_joined_where_the_word_is_known(values: list[str], expected: list[str]) -> None:
    """奈　良　市 is a municipality, 麻布 stands in the same column; two letters apart may be a name.

    国   宝 is mended whole or not at all, and another 三浦一郎 may be another person.
    """
    result = mended(draft(["区分", "人口"], *((value, "1") for value in values)))

    assert expected == column(result.drafts[0], 0)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("大和 郡山市", "大和郡山市"),
        ("川西　町", "川西町"),
        ("札幌市 中央区", "札幌市 中央区"),
        ("奈良県 生駒市", "奈良県 生駒市"),
        ("山添村 ほか", "山添村 ほか"),
    ],
)
def test_a_municipality_is_one_word_where_the_column_names_them(value: str, expected: str) -> None:
    """A city and its ward, or a prefecture and its city, are two."""
    result = mended(draft(["市町村名", "人口"], (value, "1"), ("天理市", "2"), ("斑鳩町", "3")))

    assert [expected, "天理市", "斑鳩町"] == column(result.drafts[0], 0)
    assert () == result.questions
    assert not findings(result.drafts[0], rules("spaces"))


def test_letters_of_an_unknown_word_are_asked_about() -> None:
    """春 夏 秋 are three values, むらさき色 may be one: nobody can tell, so we ask."""
    subject = draft(["時期", "人口"], ("春 夏 秋", "1"), ("冬", "2"))
    asked = mended(subject)
    joined = mended(subject, spaced_letters="join")

    assert ["春 夏 秋", "冬"] == column(asked.drafts[0], 0)
    assert ["spaced-letters::時期"] == [question.id for question in asked.questions]
    assert ["春夏秋", "冬"] == column(joined.drafts[0], 0)


def test_indents_that_tell_of_parts_are_asked_about() -> None:
    """男 and 女 below 北 and 南 would no more be told apart: their indent is kept until she says so."""
    values = ("北", "　男", "　女", "南", "　男", "　女")
    result = mended(draft(["区分", "人口"], *((value, "1") for value in values)))

    assert list(values) == column(result.drafts[0], 0)
    assert ["indents::区分"] == [question.id for question in result.questions]


def test_line_breaks_in_names_go_and_those_in_cells_are_asked_about() -> None:
    """A name is one line, a break at the end of a value means nothing; inside it may part values."""
    subject = draft(["人口\n（人）", "Opening\nhours", "備考\n"], ("1", "9-17\n", "月曜\n火曜"))
    result = mended(subject)
    answered = mended(subject, line_breaks="space")

    assert [("人口（人）", "Opening hours", "備考"), ("1", "9-17", "月曜\n火曜")] == cells(
        result.drafts[0]
    )
    assert ["line-breaks::備考"] == [question.id for question in result.questions]
    assert ("1", "9-17", "月曜 火曜") == cells(answered.drafts[0])[1]
    assert not findings(answered.drafts[0], rules("line-breaks"))


# --- characters ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("㈲と㈱", "(有)と(株)"),
        ("ｶﾅとﾊﾟﾝ", "カナとパン"),
        ("㍻29年", "平成29年"),
        ("5㎡", "5m2"),
        ("か\u3099す", "がす"),
        ("見え\u200bない", "見えない"),
        ("①市役所②公民館", "①市役所②公民館"),
        ("②", "②"),
        ("第AⅡ期", "第AⅡ期"),
        ("神\ufa19社か\u3099", "神\ufa19社が"),
        (f"{'長い文' * 20}ﾊﾟﾝ{'続く文' * 20}", f"{'長い文' * 20}パン{'続く文' * 20}"),
    ],
)
def test_machine_characters_by_the_table(before: str, after: str) -> None:
    """Among kinds of things they are written out, unless they would run into their neighbours.

    A text is written whole, however little of it the rule shows.
    """
    result = mended(draft(["名称", "種類"], ("北館", before), ("南館", "なし")))

    assert [after, "なし"] == column(result.drafts[0], 1)


@pytest.mark.parametrize(
    "name", ["名称", "備考", "料金徴収者", "設備管理会社", "主な設備の説明", "店"]
)
@pytest.mark.parametrize("text", ["㈱奈良交通", "㊥村", "ﾄﾖﾀ自動車㈱", "Ⅳ号館", "㍿祥栄", "②"])
def test_what_may_be_a_name_is_not_rewritten(name: str, text: str) -> None:
    """Firms, persons and houses stand in sentences too: there nothing is rewritten unasked."""
    result = mended(draft([name, "地区"], (text, "北"), ("なし", "南")))

    assert [text, "なし"] == column(result.drafts[0], 0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("広さは5㎡", "広さは5m2"),
        ("㎡が広い", "㎡が広い"),
        ("土は第1･3のみ｡", "土は第1・3のみ。"),
        ("東町12ｰ1", "東町12-1"),
        ("ｺｰﾋｰ･ﾊﾟﾝ", "ｺｰﾋｰ･ﾊﾟﾝ"),
        ("か\u3099す", "がす"),
        ("見え\u200bない", "見えない"),
        ("左\u202eから\u202c\x1b右", "左から右"),
        ("1行目\x0b2行目", "1行目\x0b2行目"),
    ],
)
def test_sentences_are_mended_where_no_name_can_be_meant(before: str, after: str) -> None:
    """A unit behind a number is in no name, and what nobody sees neither."""
    result = mended(draft(["名称", "備考"], ("北館", before), ("南館", "なし")))

    assert [after, "なし"] == column(result.drafts[0], 1)


@pytest.mark.parametrize("texts", [("12", "①"), ("②", "①燃えるごみ"), ("①", "3")])
def test_a_circled_number_among_others_stays(texts: tuple[str, str]) -> None:
    """人数 ① is a note's sign or a slip; ② is 2 only where the whole column is such."""
    result = mended(draft(["地区", "人数（人）"], ("北", texts[0]), ("南", texts[1])))

    assert list(texts) == column(result.drafts[0], 1)


def test_a_whole_circled_number_is_a_number() -> None:
    """① alone is 1; L1-08 finds nothing then."""
    result = mended(draft(["番号", "名称"], ("①", "北館"), ("②", "南館")))

    assert ["1", "2"] == column(result.drafts[0], 0)
    assert not findings(result.drafts[0], rules("machine-characters"))


def test_circled_numbers_in_a_text_get_brackets_when_she_says_so() -> None:
    """②14:00 is never 214:00."""
    subject = draft(["行事", "開始時間"], ("劇", "①10:00 ②14:00"), ("歌", "なし"))

    assert "①10:00 ②14:00" == column(mended(subject).drafts[0], 1)[0]
    assert (
        "(1)10:00 (2)14:00" == column(mended(subject, machine_characters="replace").drafts[0], 1)[0]
    )


def test_names_of_places_over_columns_are_asked_about() -> None:
    """A column may be named for a firm or a place; of ﾄｲﾚ数 and 面積（㎡） nobody can doubt."""
    subject = draft(["ﾄｲﾚ数", "面積（㎡）", "№", "㈱生駒", "ﾊﾟﾝ屋"], ("1", "2", "3", "4", "5"))
    result = mended(subject)

    assert ("トイレ数", "面積（m2）", "No", "㈱生駒", "ﾊﾟﾝ屋") == cells(result.drafts[0])[0]
    assert 2 == len(result.questions)


def test_superscripts_are_no_digits() -> None:
    """10² is not 102, though NFKC says so."""
    result = mended(draft(["地区", "人口（人）"], ("北", "10²"), ("南", "980"), ("東", "12")))

    assert ["10²", "980", "12"] == column(result.drafts[0], 1)


# --- ditto --------------------------------------------------------------------------------


@SOME
@given(st.lists(st.sampled_from(["東新町", "北新町", "〃", "同上", "仝"]), min_size=1, max_size=8))
def test_ditto_is_the_value_above(values: list[str]) -> None:
    """Every 〃 becomes the last value above it; L2-02 finds nothing."""
    values = ["谷田町", *values]
    result = mended(draft(["名称", "住所"], *((f"施設{n}", v) for n, v in enumerate(values))))
    expected: list[str] = []
    for value in values:
        expected.append(expected[-1] if value in {"〃", "同上", "仝"} else value)

    assert expected == column(result.drafts[0], 1)
    assert not findings(result.drafts[0], rules("ditto"))


def test_a_ditto_without_a_value_above_stays() -> None:
    """Below a blank cell nobody knows what 〃 repeats."""
    result = mended(draft(["名称", "住所"], ("A", ""), ("B", "〃"), ("C", "東")))

    assert ["", "〃", "東"] == column(result.drafts[0], 1)


# --- numbers ------------------------------------------------------------------------------


def _wide(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) for letter in text)


@MANY
@given(
    st.lists(
        st.tuples(st.integers(-(10**9), 10**9), st.sampled_from(["comma", "wide", "▲", "space"])),
        min_size=3,
        max_size=8,
    )
)
def test_numbers_keep_their_size(numbers: list[tuple[int, str]]) -> None:
    """Commas, width, spaces and one sign for minus go; the number is the same."""
    result = mended(
        draft(
            ["地区", "増減（人）"],
            *((f"地区{n}", _written(*item)) for n, item in enumerate(numbers)),
        )
    )

    assert [str(number) for number, _ in numbers] == column(result.drafts[0], 1)


def _written(number: int, how: str) -> str:
    sign = "▲" if number < 0 else ""
    digits = str(abs(number))
    match how:
        case "comma":
            return f"{sign}{abs(number):,}"
        case "wide":
            return sign + _wide(digits)
        case "space":
            return f" {sign}{digits}　"
        case _:
            return sign + digits


@SOME
@given(st.lists(st.integers(-(10**6), 10**6), min_size=3, max_size=6))
def test_numbers_are_plain_afterwards(numbers: list[int]) -> None:
    """L2-01 finds nothing in numbers that were mended."""
    rows = [(f"地区{n}", _written(number, "comma")) for n, number in enumerate(numbers)]

    assert not findings(mended(draft(["地区", "増減（人）"], *rows)).drafts[0], rules("numbers"))


def test_two_signs_for_minus_are_asked_about() -> None:
    """△ may be a rise where ▲ is a fall."""
    subject = draft(["地区", "増減（人）"], ("北", "▲5"), ("南", "△3"), ("東", "2"))
    result = mended(subject)

    assert ["▲5", "△3", "2"] == column(result.drafts[0], 1)
    assert ["numbers-triangle::増減（人）"] == [question.id for question in result.questions]
    assert ["-5", "-3", "2"] == column(mended(subject, numbers_triangle="minus").drafts[0], 1)


def test_codes_and_telephone_numbers_are_no_numbers() -> None:
    """Leading zeros, hyphens and years stay as they are."""
    subject = draft(
        ["電話番号", "コード", "年"],
        ("0743-74-1111", "007", "2024"),
        ("0743-73-0001", "012", "2025"),
    )

    assert cells(subject) == cells(mended(subject).drafts[0])


# --- units --------------------------------------------------------------------------------


@SOME
@given(
    st.lists(st.integers(0, 10**6), min_size=2, max_size=6),
    st.sampled_from(["名", "円", "ha", "%"]),
)
def test_one_unit_moves_into_the_header(numbers: list[int], unit: str) -> None:
    """A unit in every cell goes into the name; the numbers stay; L2-01 finds nothing."""
    rows = [(f"施設{n}", f"{number}{unit}") for n, number in enumerate(numbers)]
    result = mended(draft(["名称", "値"], *rows))

    assert [
        ("名称", f"値（{unit}）"),
        *[(f"施設{n}", str(number)) for n, number in enumerate(numbers)],
    ] == cells(result.drafts[0])
    assert unit == result.drafts[0].columns[1].unit
    assert not findings(result.drafts[0], rules("units"))


@pytest.mark.parametrize(
    ("name", "values", "question"),
    [
        ("定員", ["70名", "116"], "missing-unit::定員"),
        ("定員（人）", ["70冊", "80冊"], "other-unit::定員（人）"),
        ("定員", ["70名", "80冊"], "several-units::定員"),
        ("定員", ["70名", "80名", "90名", "60名", "1階40名"], "unit-and-words::定員"),
    ],
)
def test_units_that_differ_stay(name: str, values: list[str], question: str | None) -> None:
    """Where some numbers have no unit, or another one, nothing is moved unasked."""
    result = mended(draft(["名称", name], *((f"施設{v}", v) for v in values)))

    assert values == column(result.drafts[0], 1)
    assert ([question] if question else []) == [
        item.id for item in result.questions if "unit" in item.id
    ]


def test_headers_over_other_columns_are_not_trusted() -> None:
    """With one name too few they stand over the wrong columns: no unit goes into any."""
    subject = draft(["名称", "学校", ""], ("北", "70名", "東小"), ("南", "80名", "西小"))

    assert cells(subject) == cells(mended(subject).drafts[0])


# --- dates --------------------------------------------------------------------------------


@st.composite
def era_dates(drawing: st.DrawFn) -> tuple[str, str]:
    name, letter, first, start, end = drawing(st.sampled_from(ERAS))
    day = drawing(st.dates(start, end))
    year = day.year - first + 1
    spelled = "元" if year == 1 else str(year)
    return (
        drawing(
            st.sampled_from(
                [
                    f"{name}{spelled}年{day.month}月{day.day}日",
                    f"{letter}{year}.{day.month}.{day.day}",
                    f"{name[0]}{year}.{day.month}.{day.day}",
                    f"{name}{_wide(str(year))}年{day.month}月{day.day}日",
                    f"{letter}{year:02}.{day.month:02}.{day.day:02}",
                ]
            )
        ),
        day.isoformat(),
    )


@MANY
@given(st.lists(era_dates(), min_size=1, max_size=6))
def test_era_dates_become_the_same_day(pairs: list[tuple[str, str]]) -> None:
    """Every spelling of an era date from 明治6年 on becomes that very day."""
    rows = [(f"施設{n}", text) for n, (text, _) in enumerate(pairs)]
    result = mended(draft(["名称", "開設年月日"], *rows))

    assert [iso for _, iso in pairs] == column(result.drafts[0], 1)


@SOME
@given(st.lists(era_dates(), min_size=1, max_size=4))
def test_mended_dates_are_found_no_more(pairs: list[tuple[str, str]]) -> None:
    """Also with Gregorian days in other forms beside them L3-05 finds nothing."""
    texts = [*(text for text, _ in pairs), "2024/4/1", "2024年10月2日"]
    rows = [(f"施設{n}", text) for n, text in enumerate(texts)]

    assert not findings(mended(draft(["名称", "開設年月日"], *rows)).drafts[0], rules("dates"))


@pytest.mark.parametrize(
    "text",
    ["平成32年4月1日", "昭和64年1月8日", "明治5年1月1日", "03/04/01", "令和6年2月30日", "4/1"],
)
def test_days_that_nobody_can_prove_stay(text: str) -> None:
    """Beyond the era's end, in the lunar calendar, without a calendar, or no day at all."""
    result = mended(draft(["名称", "開設年月日"], ("A", text), ("B", "2024-04-01")))

    assert text == column(result.drafts[0], 1)[0]


def test_versions_are_no_dates() -> None:
    """R1.12.3 is a date where the column is named so, and a question elsewhere."""
    subject = draft(["名称", "版"], ("A", "R1.12.3"), ("B", "R2.10.4"))

    assert ["R1.12.3", "R2.10.4"] == column(mended(subject).drafts[0], 1)
    assert ["2019-12-03", "2020-10-04"] == column(mended(subject, era_letters="date").drafts[0], 1)


def test_years_beyond_an_era_are_counted_on_when_she_says_so() -> None:
    """平成32年度 is 2020年度 once the officer says that it was meant so."""
    texts = ["平成32年度", "平成30年度", "H31.05.01", "昭和65年3月2日"]
    subject = draft(["計画", "目標年度"], *((f"計画{n}", text) for n, text in enumerate(texts)))

    assert ["平成32年度", "2018年度", *texts[2:]] == column(mended(subject).drafts[0], 1)
    assert ["2020年度", "2018年度", "2019-05-01", "1990-03-02"] == column(
        mended(subject, ended_era="count-on").drafts[0], 1
    )


def test_the_era_column_is_kept_on_request() -> None:
    """The source's texts stay beside the ISO dates, in a column that is not mended again."""
    asked = Asked(wishes=frozenset({KEEP_ERAS}))
    result = tidy([draft(["名称", "開設日"], ("A", "令和3年4月1日"), ("B", ""))], asked)

    assert [
        ("名称", "開設日", "開設日_和暦"),
        ("A", "2021-04-01", "令和3年4月1日"),
        ("B", "", ""),
    ] == cells(result.drafts[0])
    assert cells(result.drafts[0]) == cells(tidy(result.drafts, asked).drafts[0])
    assert not findings(result.drafts[0], frozenset({"L3-05"}))


# --- codes --------------------------------------------------------------------------------

KNOWN = ASKED.municipalities.all if ASKED.municipalities else ()


@MANY
@given(st.lists(st.sampled_from(KNOWN), min_size=1, max_size=6), st.data())
def test_codes_come_back_or_are_asked_about(found: list[object], data: st.DataObject) -> None:
    """A lost zero or check digit is restored to the very code, or asked about; never another."""
    codes = [str(getattr(item, "code", "")) for item in found]
    shorts = [
        data.draw(st.sampled_from([code, code[:5], code.lstrip("0"), code[:5].lstrip("0")]))
        for code in codes
    ]
    rows = [(short, f"地区{n}") for n, short in enumerate(shorts)]
    result = mended(draft(["市区町村コード", "地区"], *rows))
    after = column(result.drafts[0], 0)
    asked = any(question.mend == "municipality-codes" for question in result.questions)

    assert all(
        new == code or (new == short and asked)
        for code, short, new in zip(codes, shorts, after, strict=True)
    )
    assert asked or not findings(result.drafts[0], rules("municipality-codes"))


def test_five_digits_are_right_where_the_name_says_so() -> None:
    """標準地域コード has five digits; other codes are none of ours."""
    subject = draft(["標準地域コード", "路線コード"], ("29209", "29209"), ("29201", "29201"))

    assert cells(subject) == cells(mended(subject).drafts[0])


# --- telephone and postal numbers ---------------------------------------------------------


@SOME
@given(
    # No area code has a second zero: 010 calls abroad, and 0X0 has eleven digits.
    st.lists(
        st.integers(10**8, 10**9 - 1).filter(lambda n: n // 10**7 % 10), min_size=3, max_size=5
    ),
    st.sampled_from(["wide", "brackets", "zero"]),
)
def test_numbers_to_dial_keep_their_digits(numbers: list[int], how: str) -> None:
    """Full width and brackets go, a zero that the whole column lost comes back; no digit changes."""
    texts = [f"0{number}" for number in numbers]
    written = {
        "wide": [_wide(text) for text in texts],
        "brackets": [f"({text})" for text in texts],
        "zero": [text[1:] for text in texts],
    }[how]
    rows = [(f"施設{n}", text) for n, text in enumerate(written)]
    result = mended(draft(["名称", "電話番号"], *rows))
    after = column(result.drafts[0], 1)

    assert [text.replace("-", "") for text in after] == texts
    assert not findings(result.drafts[0], rules("contact-numbers"))


def test_brackets_around_an_exchange_stay_and_become_narrow() -> None:
    """What D006 surely proposes is written: ０７４３（７４）１１１１ as 0743(74)1111, words never."""
    subject = draft(
        ["名称", "電話番号"],
        ("A", "０７４３（７４）１１１１"),
        ("B", "０７４３（７４）１１１２（内線３）"),
        ("C", "0743-74-1113"),
    )
    after = column(mended(subject).drafts[0], 1)

    assert ["0743(74)1111", "０７４３（７４）１１１２（内線３）", "0743-74-1113"] == after


@pytest.mark.parametrize("label", ["電話番号", "FAX番号", "郵便番号"])
@pytest.mark.parametrize("word", ["なし", "無し", "番号なし"])
def test_no_number_is_asked_about(label: str, word: str) -> None:
    """D006 and D007 say that the cell is to be empty where there is none: a person knows."""
    numbers = ["0743-74-1111", "0743-74-1112"] if label != "郵便番号" else ["630-0257", "630-0258"]
    subject = draft(["名称", label], ("A", numbers[0]), ("B", word), ("C", numbers[1]))
    asked = mended(subject)

    assert [f"no-number::{label}"] == [question.id for question in asked.questions]
    assert word == column(asked.drafts[0], 1)[1]
    assert "" == column(mended(subject, no_number="blank").drafts[0], 1)[1]
    assert word == column(mended(subject, no_number="keep").drafts[0], 1)[1]


@pytest.mark.parametrize("value", ["代表へ", "0743-74-111", "市民課", ""])
def test_other_words_for_a_number_are_no_question(value: str) -> None:
    subject = draft(
        ["名称", "電話番号", "備考"],
        ("A", "0743-74-1111", "なし"),
        ("B", value, "なし"),
        ("C", "0743-74-1112", ""),
    )
    result = mended(subject)

    assert () == result.questions
    assert cells(subject) == cells(result.drafts[0])


def test_words_beside_a_number_are_never_lost() -> None:
    """０７４３…（代表） keeps its word; a zero that only some have lost is asked about."""
    subject = draft(
        ["名称", "電話番号", "郵便番号"],
        ("A", "０７４３－７４－１１１１（代表）", "〒６３０－０２８８"),
        ("B", "743741111", "630-0257"),
        ("C", "0743-73-0001", "300257"),
    )
    result = mended(subject)

    assert "代表" in column(result.drafts[0], 1)[0]
    assert ["743741111", "0743-73-0001"] == column(result.drafts[0], 1)[1:]
    assert ["630-0288", "630-0257", "300257"] == column(result.drafts[0], 2)
    assert {"lost-zeros::電話番号", "lost-zeros::郵便番号"} == {
        question.id for question in result.questions
    }
    assert "0743741111" == column(mended(subject, lost_zeros="zero").drafts[0], 1)[1]


# --- coordinates --------------------------------------------------------------------------


@SOME
@given(
    st.lists(
        st.tuples(st.floats(24.1, 45.4), st.floats(123.1, 145.9), st.booleans()),
        min_size=1,
        max_size=6,
    )
)
def test_swapped_places_are_exchanged(points: list[tuple[float, float, bool]]) -> None:
    """Every place ends with its latitude first; D003 finds nothing."""
    texts = [(f"{north:.4f}", f"{east:.4f}", is_swapped) for north, east, is_swapped in points]
    rows = [
        (f"施設{n}", *((east, north) if is_swapped else (north, east)))
        for n, (north, east, is_swapped) in enumerate(texts)
    ]
    result = mended(draft(["名称", "緯度", "経度"], *rows))

    assert [(north, east) for north, east, _ in texts] == [
        row.cells[1:] for row in result.drafts[0].rows
    ]
    assert not findings(result.drafts[0], rules("swapped-coordinates"))


@SOME
@given(st.lists(st.sampled_from(["place", "0", "0.0", "99", "-1", "999.0", "blank"]), max_size=6))
def test_what_stands_for_no_place_becomes_blank(kinds: list[str]) -> None:
    """Both halves go, places and blanks stay, and D005 finds nothing."""
    known = {"place": ("34.6939", "135.6979"), "blank": ("", "")}
    rows = [(f"館{n}", *known.get(kind, (kind, kind))) for n, kind in enumerate(["place", *kinds])]
    result = mended(draft(["名称", "緯度", "経度"], *rows))

    assert [known.get(kind, ("", "")) for kind in ["place", *kinds]] == [
        row.cells[1:] for row in result.drafts[0].rows
    ]
    assert not findings(result.drafts[0], rules("no-places"))


@pytest.mark.parametrize("half", [("0", "135.6979"), ("34.6939", "0"), ("346939", "135.6979")])
def test_one_half_that_is_no_place_stays(half: tuple[str, str]) -> None:
    """The other half says that somebody knew the place."""
    subject = draft(["名称", "緯度", "経度"], ("北館", "34.6939", "135.6979"), ("南館", *half))

    assert cells(subject) == cells(mended(subject).drafts[0])


def test_a_bare_comma_is_no_place() -> None:
    rows = [(f"館{n}", "34.6939,135.6979") for n in range(4)]
    result = mended(draft(["名称", "緯度経度"], *rows, ("南館", ",")))

    assert ["34.6939,135.6979"] * 4 + [""] == column(result.drafts[0], 1)
    assert not findings(result.drafts[0], rules("no-places"))


# --- zeros --------------------------------------------------------------------------------

PARTS = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9))


@SOME
@given(st.lists(st.tuples(PARTS, st.booleans()), max_size=6))
def test_a_total_proves_its_zeros(made: list[tuple[tuple[int, int, int], bool]]) -> None:
    """Once she says so a zero that is left out comes back, and L1-09 finds none; before, it stays."""
    full = [(3, 4, 5), (1, 2, 3), (2, 2, 2), *(parts for parts, _ in made)]
    left_out = [False] * 3 + [flag for _, flag in made]
    names = ["地区", "小便器数", "和式数", "洋式数", "トイレ数計"]
    rows = [
        (f"館{n}", *("" if flag and not part else str(part) for part in parts), str(sum(parts)))
        for n, (parts, flag) in enumerate(zip(full, left_out, strict=True))
    ]
    asked = mended(draft(names, *rows))
    result = mended(draft(names, *rows), proven_zeros="zero")

    assert [row[1:4] for row in rows] == [row.cells[1:4] for row in asked.drafts[0].rows]
    assert [tuple(map(str, parts)) for parts in full] == [
        row.cells[1:4] for row in result.drafts[0].rows
    ]
    assert not findings(result.drafts[0], rules("proven-zeros"))


def test_blanks_that_a_total_does_not_prove_stay() -> None:
    """A part that is unknown, or two that may cancel out because one may be below zero."""
    names = ["地区", "自然増減数", "社会増減数", "その他増減数", "増減数計"]
    rows = [("北", "3", "4", "1", "8"), ("南", "-1", "2", "1", "2"), ("東", "5", "1", "1", "7")]
    open_ones = [("西", "3", "", "", "3"), ("中", "3", "", "1", "9")]
    one = ("外", "3", "", "1", "4")
    result = mended(draft(names, *rows, *open_ones, one), proven_zeros="zero")

    assert [*open_ones, ("外", "3", "0", "1", "4")] == [
        row.cells for row in result.drafts[0].rows[3:]
    ]


# --- standards ----------------------------------------------------------------------------


def _standard_header(slug: str) -> list[str]:
    standard = next(
        item for item in ASKED.standards if item.slug == slug and item.edition == "2020"
    )
    return [str(field["name"]) for field in standard.fields]


def test_aliases_get_the_standards_names() -> None:
    """A known other spelling becomes the standard's; D104 finds nothing."""
    right = _standard_header("aed")
    written = [name.replace("コード", "コ―ド") for name in right]
    result = mended(draft(written, [""] * len(written)))

    assert right == [item.name for item in result.drafts[0].columns]
    assert not findings(result.drafts[0], rules("standard-names"))


def test_english_names_are_asked_about() -> None:
    """They may be right as they are: another edition's, or a machine's own."""
    right = _standard_header("aed")
    others = {"名称": "name", "住所": "address", "緯度": "latitude", "経度": "longitude"}
    subject = draft([others.get(name, name) for name in right], ["x"] * len(right))
    result = mended(subject)
    renamed = mended(subject, standard_names="rename")

    assert ["standard-names::"] == [item.id for item in result.questions]
    assert [item.name for item in subject.columns] == [
        item.name for item in result.drafts[0].columns
    ]
    assert right == [item.name for item in renamed.drafts[0].columns]


def test_names_of_a_table_that_is_only_like_a_standards_are_asked_about() -> None:
    """Nothing is proven there; what the dataset keeps is not asked again."""
    header = {
        "管理番号": "NO",
        "name": "名称",
        "address": "住所",
        "latitude": "緯度",
        "longitude": "経度",
        "installationPosition": "設置位置",
        "telephoneNumber": "電話番号",
        "startTime": "開始時間",
        "endTime": "終了時間",
        "equipmentForChildren": "小児対応設備の有無",
        "model": "model",
    }
    subject = draft(list(header), ["x"] * len(header))
    result = mended(subject)
    fields = [{"name": name} for name in header]
    kept = tidy([subject], replace(ASKED, schema={"fields": fields}))

    assert ["standard-names::"] == [item.id for item in result.questions]
    assert list(header) == [item.name for item in result.drafts[0].columns]
    assert list(header.values()) == [
        item.name for item in mended(subject, standard_names="rename").drafts[0].columns
    ]
    assert not kept.questions


# --- a mend that fails --------------------------------------------------------------------


def test_a_mend_that_fails_stops_no_other() -> None:
    """What raises is told as ours and changes nothing; the other mends go on."""

    def fail(_draft: Draft, _asked: Asked) -> Mended:
        raise ValueError

    broken = replace(MENDS[0], id="broken", run=fail)
    result = tidy([draft(["名称", "住所"], ("市役所 ", "東"))], ASKED, (broken, *MENDS))

    assert {"broken"} == result.failed
    assert ["市役所"] == column(result.drafts[0], 0)


def test_a_mend_that_never_ends_is_stopped() -> None:
    """Two mends that undo each other end after a bounded number of rounds."""

    def turn(subject: Draft, asked: Asked) -> Mended:
        edits = Edits("turn", subject, asked)
        edits.put(0, 0, "a" if subject.rows[0].cells[0] == "b" else "b")
        return edits.mended()

    result = tidy([draft(["名称"], ("a",))], ASKED, (replace(MENDS[0], id="turn", run=turn),))

    assert 1 == len(result.changes)
