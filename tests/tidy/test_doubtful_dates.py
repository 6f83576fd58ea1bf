"""Days and years in doubt: weekdays, fiscal years, ends of months, calendars; proven or asked."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.tables.time_forms import gregorian, is_other_weekday, iso_day
from publisher.tidy.draft import Draft
from publisher.tidy.fix import tidy
from publisher.tidy.mend import KEEP_ERAS, Asked
from tests.tidy.drafts import ASKED, cells, column, draft, findings, mended
from tests.tidy.test_mends import SOME

WEEKDAYS = "月火水木金土日"
DATES = frozenset({"L3-05"})


def of(label: str, *values: str) -> Draft:
    return draft(["行事", label], *((f"行事{n}", value) for n, value in enumerate(values)))


# --- weekdays -------------------------------------------------------------------------------


@SOME
@given(
    st.dates(dt.date(2019, 5, 1), dt.date(2050, 12, 31)), st.integers(0, 6), st.sampled_from("（(")
)
def test_a_weekday_goes_where_it_is_right_and_is_asked_about_else(
    day: dt.date, weekday: int, bracket: str
) -> None:
    """令和6年6月1日（土） is 2024-06-01; called Monday it may be another year's: never dropped."""
    close = "）" if bracket == "（" else ")"
    written = f"令和{day.year - 2018}年{day.month}月{day.day}日"
    text = f"{written}{bracket}{WEEKDAYS[weekday]}{close}"
    subject = of("開催日", text, "令和6年6月2日（日）")
    result = mended(subject)
    is_right = weekday == day.weekday()

    assert (day.isoformat() if is_right else text) == column(result.drafts[0], 1)[0]
    assert ([] if is_right else ["weekday::開催日"]) == [item.id for item in result.questions]
    assert day.isoformat() == column(mended(subject, weekday="date").drafts[0], 1)[0]
    assert is_right == (not findings(subject, frozenset({"D008"})))


@pytest.mark.parametrize(
    ("text", "is_other"),
    [
        ("令和6年9月16日（月・祝）", False),
        ("令和6年9月16日（祝）", False),
        ("2024/6/1(土)", False),
        ("2024/6/1(日)", True),
        ("2024年6月1日（土・日）", True),
        ("令和6年6月（土）", True),
        ("6月1日（月）", False),
        ("令和6年6月1日", False),
        ("（月）", False),
    ],
)
def test_what_is_another_weekday(text: str, is_other: bool) -> None:
    """祝 is no weekday; a month has none; without a year nobody knows."""
    assert is_other == is_other_weekday(text)


def test_an_era_that_is_answered_is_kept_on_request() -> None:
    asked = Asked(wishes=frozenset({KEEP_ERAS}), answers={"weekday": "date"})
    (table,) = tidy([of("開催日", "令和6年6月1日（月）")], asked).drafts

    assert ("行事0", "2024-06-01", "令和6年6月1日（月）") == table.rows[0].cells


# --- fiscal years ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "values", "expected"),
    [
        ("建築年度", ["S63", "昭和63年度", "平成30", "令和6"], ["1988", "1988", "2018", "2024"]),
        ("年度", ["H30", "R1", "R2", "R3"], ["2018", "2019", "2020", "2021"]),
        ("会計年度", ["R4", "R5", "R6"], ["2022", "2023", "2024"]),
    ],
)
def test_years_of_a_fiscal_column_stay_fiscal(
    label: str, values: list[str], expected: list[str]
) -> None:
    """R4 below 年度 is 2022年度, not 2022年: and nothing new is found."""
    result = mended(of(label, *values))

    assert [f"{year}年度" for year in expected] == column(result.drafts[0], 1)
    assert not result.questions
    assert not findings(result.drafts[0], DATES)


@pytest.mark.parametrize(
    ("label", "values", "expected"),
    [
        ("年度", ["2018", "H31", "R2"], ["2018", "2019", "2020"]),
        ("年度", ["2018年度", "2019年度", "R2"], ["2018年度", "2019年度", "2020年度"]),
        ("年", ["2024", "R6", "令和５"], ["2024", "2024", "2023"]),
        ("開設年", ["1988", "昭和63年", "1990"], ["1988", "1988", "1990"]),
        ("開設年", ["S63", "H1"], ["1988年", "1989年"]),
    ],
)
def test_eras_take_the_form_of_the_other_years(
    label: str, values: list[str], expected: list[str]
) -> None:
    result = mended(of(label, *values))

    assert expected == column(result.drafts[0], 1)
    assert not findings(result.drafts[0], DATES)


def test_calendar_and_fiscal_years_in_one_column_are_asked_about() -> None:
    """平成元年度 among calendar years may be meant so: both readings differ for a quarter."""
    subject = of("開設年", "昭和50年", "平成元年度", "平成2年")
    result = mended(subject)

    assert ["1975年", "1989年度", "1990年"] == column(result.drafts[0], 1)
    assert ["year-or-fiscal::開設年"] == [question.id for question in result.questions]
    assert ["1975年", "1989年", "1990年"] == column(
        mended(subject, year_or_fiscal="same").drafts[0], 1
    )


# --- ends of months, and other forms -----------------------------------------------------------


@given(st.integers(2019, 2050), st.integers(1, 12), st.sampled_from(["末", "末日"]))
def test_the_end_of_a_month_is_its_last_day(year: int, month: int, end: str) -> None:
    last = dt.date(year, month, calendar.monthrange(year, month)[1]).isoformat()

    assert last == gregorian(f"令和{year - 2018}年{month}月{end}") or (year, month) < (2019, 5)
    assert last == iso_day(f"{year}年{month}月{end}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("令和6年度末", "2024年度末"), ("H30末", "2018年末"), ("令和6年末", "2024年末")],
)
def test_the_end_of_a_year_is_kept(text: str, expected: str) -> None:
    """Of a year nobody has said a day: 末 stays."""
    assert expected == gregorian(text)


def test_basic_days_among_others_become_iso() -> None:
    assert ["2024-04-01", "2024-04-02", "2024-04-03"] == column(
        mended(of("開催日", "20240401", "2024/4/2", "令和6年4月3日")).drafts[0], 1
    )
    assert ["20240401", "20240402"] == column(
        mended(of("開催日", "20240401", "20240402")).drafts[0], 1
    )


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("century", "2024-04-01"), ("heisei", "2012-04-01"), ("reiwa", "24/4/1"), ("keep", "24/4/1")],
)
def test_years_of_two_digits_are_asked_about(answer: str, expected: str) -> None:
    """24/4/1 is of 2024 or of 平成24年; 令和24年 is in its column only if she says so."""
    subject = of("開催日", "24/4/1", "2024-04-02")

    assert ["two-digit-year::開催日"] == [item.id for item in mended(subject).questions]
    after = column(mended(subject, two_digit_year=answer).drafts[0], 1)[0]
    assert (expected if answer != "reiwa" else "2042-04-01") == after


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("by-year", ["2024-04-01", "2018-03-31", "1980-10-01"]),
        ("century", ["2006-04-01", "2030-03-31", "2055-10-01"]),
        ("keep", ["6.4.1", "30.3.31", "55年10月1日"]),
    ],
)
def test_years_without_an_era_may_be_of_several(answer: str, expected: list[str]) -> None:
    subject = of("年月日", "6.4.1", "30.3.31", "55年10月1日")

    assert ["two-digit-year::年月日"] == [item.id for item in mended(subject).questions]
    assert expected == column(mended(subject, two_digit_year=answer).drafts[0], 1)


@pytest.mark.parametrize("days", [("4/1/24", "4/15/24"), ("4/1/24", "12/31/99")])
def test_years_that_must_be_last_are_no_eras(days: tuple[str, str]) -> None:
    """4/15/24 is of no fifteenth month: then 4/1/24 is not 令和4年 either."""
    subject = of("開催日", *days)
    (question,) = mended(subject).questions

    assert ["year-last", "keep"] == [choice.value for choice in question.choices]
    first, other = column(mended(subject, two_digit_year="year-last").drafts[0], 1)
    assert "2024-04-01" == first
    assert other in {"2024-04-15", "1999-12-31"}


@pytest.mark.parametrize(
    ("label", "values"),
    [
        ("バージョン", ("10.2.1", "11.3.13", "12.1.1")),
        ("節番号", ("10.1.1", "10.1.2", "10.2.13")),
        ("収集日", ("1.3.5", "2.3.4", "1.3.5")),
        ("番地", ("6-4-1", "3-3-31", "5-10-1")),
        ("IPアドレス", ("10.0.0.1", "10.0.0.2", "10.0.0.13")),
    ],
)
def test_numberings_are_no_days(label: str, values: tuple[str, ...]) -> None:
    assert not mended(of(label, *values)).questions


def test_days_before_their_era_are_asked_about() -> None:
    """令和元年4月1日 was 平成31年4月1日, if it was that year."""
    subject = of("開催日", "令和元年4月1日", "令和2年4月1日")
    result = mended(subject)

    assert ["令和元年4月1日", "2020-04-01"] == column(result.drafts[0], 1)
    assert ["early-era::開催日"] == [question.id for question in result.questions]
    assert "2019-04-01" == column(mended(subject, early_era="same-year").drafts[0], 1)[0]


def test_versions_are_asked_about_once_and_stay() -> None:
    """R1.2.3 is before 令和 began: still it is a version, until she says that it is a date."""
    result = mended(of("版", "R1.2.3", "R1.2.4", "R1.3.1"))

    assert ["R1.2.3", "R1.2.4", "R1.3.1"] == column(result.drafts[0], 1)
    assert ["era-letters::版"] == [question.id for question in result.questions]


def test_a_column_of_eras_alone_may_get_one_of_gregorian_dates() -> None:
    subject = of("開設日（和暦）", "令和3年4月1日", "平成30年4月1日")
    result = mended(subject)

    assert cells(subject) == cells(result.drafts[0])
    assert ["era-column::開設日（和暦）"] == [question.id for question in result.questions]
    (table,) = mended(subject, era_column="beside").drafts
    assert ("行事0", "令和3年4月1日", "2021-04-01") == table.rows[0].cells
    assert not findings(table, DATES)
    assert cells(table) == cells(tidy([table], ASKED).drafts[0])


def test_letters_beside_days_are_days_whatever_the_column_is_called() -> None:
    """開始 says nothing of days, but all its other cells do; a lone R1.2.3 may be a version."""
    sure = draft(("名称", "開始"), ("A", "2024/4/1"), ("B", "R6.4.1"), ("C", "令和6年5月1日"))
    open_ = draft(("名称", "開始"), ("A", "2024/4/1"), ("B", "R6.4.1"), ("C", "R2版"))

    assert ["2024-04-01", "2024-04-01", "2024-05-01"] == column(mended(sure).drafts[0], 1)
    assert not mended(sure).questions
    assert "R6.4.1" in column(mended(open_).drafts[0], 1)
