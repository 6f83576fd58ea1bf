"""Kinds of columns, units, and forms of points in time."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.tables.columns import Kind, judge
from publisher.tables.record import Record
from publisher.tables.time_forms import ACCEPTED, EXPRESSIONS, Form, form_of, gregorian
from publisher.tables.units import has_unit


def kind_of(label: str, *cells: Any, **field: Any) -> Kind:
    rows = [Record(number, number, [cell]) for number, cell in enumerate(cells, start=2)]
    (column,) = judge([label], rows, [{"name": label, **field}] if field else ())

    return column.kind


@pytest.mark.parametrize(
    ("label", "cells", "expected"),
    [
        ("人口", ["1,234", "５６", "-", "70名"], Kind.NUMBER),
        ("人口", ["-", "-", "-", "-", "-", "1"], Kind.TEXT),
        ("増減", ["±0", "▲3", "±0.0%"], Kind.NUMBER),
        ("誤差", ["±0.5", "±1", "±0.05"], Kind.TEXT),
        ("開設日", ["R6.4.1", "〃", "同上"], Kind.DATE),
        ("電話番号", ["0743-74-1111", "06-1234-5678"], Kind.CODE),
        ("全国地方公共団体コード", ["292095", "292010"], Kind.CODE),
        ("№", [1, 2, 3], Kind.CODE),
        ("施設ID", ["1", "2"], Kind.CODE),
        ("番地", ["1", "2"], Kind.CODE),
        ("ID", ["0001", "0002"], Kind.CODE),
        ("町名", ["1丁目", "2丁目"], Kind.TEXT),
        ("階", ["1階", "2階"], Kind.TEXT),
        ("開設日", ["2024-04-01", "R6.4.1"], Kind.DATE),
        ("開設日", [dt.datetime(2024, 4, 1), "2024/4/2"], Kind.DATE),  # noqa: DTZ001
        ("規制開始日", ["20111130", "20150120"], Kind.DATE),
        ("整理番号", ["20111130", "20150120"], Kind.CODE),
        ("調査年", ["2010", "2015"], Kind.YEAR),
        ("年度", ["令和5年度", "令和6年度"], Kind.YEAR),
        ("件数", ["2010", "2015"], Kind.NUMBER),
        ("実施日", ["7/1", "7/2"], Kind.DATE),
        ("倍率", ["7/1", "7/2"], Kind.TEXT),
        ("開始時間", ["9:00", "17:30:00"], Kind.TIME),
        ("規模", ["M5.2", "M6.1"], Kind.TEXT),
        ("備考", ["", " "], Kind.EMPTY),
        ("有無", ["○", "×", "-"], Kind.TEXT),
        ("可否", [True, False], Kind.TEXT),
    ],
)
def test_kinds_of_columns(label: str, cells: list[Any], expected: Kind) -> None:
    """Values decide, and the column's name where digits may be a code, a day or a year."""
    assert expected == kind_of(label, *cells)


def test_a_schema_outweighs_the_values() -> None:
    """What the descriptor declares is not guessed again."""
    assert Kind.NUMBER == kind_of("値", "なし", "不明", type="number")
    assert Kind.CODE == kind_of("値", "12", "13", type="string")
    assert Kind.DATE == kind_of("値", "x", type="date")


@pytest.mark.parametrize(
    "label",
    [
        "面積（㎡）",
        "金額(千円)",
        "人口_人",
        "面積ha",
        "割合（％）",
        "amount_yen",
        "areaHa",
        "面積[km²]",
        "気温（℃）",
        "騒音（dB(A)）",
        "排出量（t-CO₂）",
        "容量（GB）",
        "出生率（‰）",
        "金額（ユーロ）",
        "電気伝導率（µS/cm）",
        "飼養羽数（千羽）",
        "分量（ページ）",
        "角度（度）",
    ],
)
def test_names_with_a_unit(label: str) -> None:
    assert has_unit(label)


@pytest.mark.parametrize(
    "label",
    [
        "区分",
        "番組",
        "時点",
        "地点",
        "本名",
        "電話（代表）",
        "緯度：北緯（世界測地系10進法）",
        "年度",
        "経度",
        "湿度",
        "開設年度（令和）",
        "system",
        "円",
    ],
)
def test_names_without_a_unit(label: str) -> None:
    """Ends of words and remarks in brackets are no units."""
    assert not has_unit(label)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2024-04-01", Form.ISO),
        ("2024-04-01T10:00:00+09:00", Form.ISO),
        ("2024/4/1", Form.SLASH),
        ("2024年4月1日", Form.KANJI),
        ("2024年度", Form.FISCAL),
        ("2024000406", Form.BASIC),
        ("R8.05.13", Form.JIS_ERA),
        ("令和6年（2024年）4月", Form.BOTH),
        ("2024年（令和6年）", Form.BOTH),
        ("令和６年４月１日", Form.ERA),
        ("平29. 7. 1", Form.ERA),
        ("㍻29年", Form.ERA),
        ("3/1/2021", Form.AMERICAN),
        ("03/04/01", Form.TWO_DIGITS),
        ("6.4.1", Form.SHORT_YEAR),
        ("30. 3. 31", Form.SHORT_YEAR),
        ("6/4/1", Form.SHORT_YEAR),
        ("6年4月1日", Form.SHORT_YEAR),
        ("30-3-31", Form.SHORT_YEAR),
        ("1.3.5", None),
        ("3年4月5日", Form.SHORT_YEAR),
        ("10.1.1.13", None),
        ("2017.3.31", Form.DOTTED),
        ("8月5日（水）", Form.NO_YEAR),
        ("第1回", None),
        ("H30", Form.SHORT_ERA),
        ("H元", Form.SHORT_ERA),
        ("昭和55", Form.SHORT_ERA),
        ("R5.4", Form.SHORT_ERA),
        ("2024.4", Form.DOTTED_MONTH),
        ("2024.13", None),
        ("A30", None),
        ("R5.40", None),
        ("令和", None),
        ("1.5", None),
    ],
)
def test_forms_of_time(text: str, form: Form | None) -> None:
    assert form == form_of(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和元年5月1日", "2019-05-01"),
        ("H31.4.30", "2019-04-30"),
        ("S22.4.1", "1947-04-01"),
        ("平成31年度", "2019年度"),
        ("令和6年", "2024年"),
        ("令和6年4月", "2024-04"),
        ("S55", "1980年"),
        ("H元", "1989年"),
        ("令和6", "2024年"),
        ("R5.4", "2023-04"),
        ("昭和70", None),
        ("2024.1", None),
        ("2017.3.31", "2017-03-31"),
        ("令和6年2月30日", None),
        ("03/04/01", None),
        ("3/1/2021", None),
    ],
)
def test_eras_are_read_where_that_can_be_proven(text: str, expected: str | None) -> None:
    """A date that nobody can know, or that never was, has no proposal."""
    assert expected == gregorian(text)


@pytest.mark.parametrize(
    ("label", "values", "kind"),
    [
        ("設置年", ("S55", "H12", "R3"), Kind.YEAR),
        ("竣工", ("S55.3", "H12.4", "R3.10"), Kind.DATE),
        ("年月", ("R5.4", "R5.5"), Kind.DATE),
        ("年月", ("2024.4", "2024.10"), Kind.DATE),
        ("年度", ("令和5", "令和6"), Kind.YEAR),
        ("教室", ("S1", "H2", "R3"), Kind.TEXT),
        ("学年", ("M1", "M2", "M1"), Kind.TEXT),
        ("水位（m）", ("2024.4", "2024.5"), Kind.NUMBER),
    ],
)
def test_short_eras_are_years_where_the_name_says_so(
    label: str, values: tuple[str, ...], kind: Kind
) -> None:
    """Elsewhere S1 is a room, and 2024.4 a decimal number."""
    assert kind == kind_of(label, *values)


ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
LAST = {"明治": 45, "大正": 15, "昭和": 64, "平成": 31, "令和": 99}
"""The last year of each era; 昭和65年 never was."""
LAST = {"明治": 1912, "大正": 1926, "昭和": 1989, "平成": 2019}


@given(st.sampled_from(sorted(ERAS)), st.integers(1, 64), st.dates(dt.date(2000, 1, 1)))
def test_every_era_date_is_its_year_and_day(era: str, year: int, day: dt.date) -> None:
    """The Gregorian reading keeps month and day and counts the year from the era's start.

    There is none beyond the era's last year: 大正16年 never was.
    """
    read = gregorian(f"{era}{year}年{day.month}月{day.day}日")
    is_over = ERAS[era] + year > LAST.get(era, 9999)

    assert read in {f"{ERAS[era] + year}-{day.month:02}-{day.day:02}", None}
    assert (read is None) >= is_over
    assert read or is_over or (day.month, day.day) == (2, 29)


@given(st.dates())
def test_an_iso_date_is_accepted_whatever_the_day(day: dt.date) -> None:
    assert form_of(day.isoformat()) in ACCEPTED


@pytest.mark.parametrize("form", list(Form))
@given(text=st.text(alphabet="0123456789年月日度/.-: 令和RH元(水)T末", max_size=12))
def test_both_engines_see_the_same_forms(form: Form, text: str) -> None:
    """Python's and Rust's expressions agree on every text."""
    plain = unicodedata.normalize("NFKC", text)
    found = pl.Series([plain]).str.contains(f"^(?:{EXPRESSIONS[form]})$").to_list()

    assert [bool(re.fullmatch(EXPRESSIONS[form], plain))] == found
