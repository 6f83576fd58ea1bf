"""How points in time are written in tables: which form a text has, and its Gregorian reading.

Expressions hold for Python's `re` and Rust's `regex` alike, on text after NFKC.
"""

from __future__ import annotations

import calendar
import datetime as dt
import enum
import itertools
import re
import unicodedata
from functools import lru_cache

_CLOCK = r"(?:[T ] ?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_WEEKDAY = r"(?: ?\([月火水木金土日祝・]{1,5}\))?"
_KANJI_ERA = r"(?:明治|大正|昭和|平成|令和|[明大昭平令])"
_ERA = r"(?:明治|大正|昭和|平成|令和|[明大昭平令]|[MTSHR])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"


class Form(enum.StrEnum):
    """A way to write a point in time."""

    ISO = "iso"
    SLASH = "slash"
    KANJI = "kanji"
    FISCAL = "fiscal"
    BASIC = "basic"
    """20240401, or e-Stat's time code of ten digits."""
    YEAR = "year"
    JIS_ERA = "jis_era"
    """R8.05.13: JIS X 0301, tolerated."""
    BOTH = "both"
    """An era year with the Gregorian beside it."""
    ERA = "era"
    SHORT_ERA = "short_era"
    """S55, 令和6, R5.4: of an era where the column says so, else a code or a number of a room."""
    AMERICAN = "american"
    """3/1/2021: month or day first, nobody knows."""
    TWO_DIGITS = "two_digits"
    """03/04/01: era or century, nobody knows."""
    SHORT_YEAR = "short_year"
    """6.4.1, 30-3-31, 6年4月1日: the same, or a section, a version, an address.

    1.3.5 is not one: the first, third and fifth week."""
    DOTTED = "dotted"
    DOTTED_MONTH = "dotted_month"
    """2024.4: a decimal number, unless the column says otherwise."""
    NO_YEAR = "no_year"


ACCEPTED = frozenset(
    {
        Form.ISO,
        Form.SLASH,
        Form.KANJI,
        Form.FISCAL,
        Form.BASIC,
        Form.YEAR,
        Form.JIS_ERA,
        Form.BOTH,
    }
)
"""STANDARDS.md §1.2, L3-05."""
NAMED = frozenset(
    {Form.YEAR, Form.BASIC, Form.NO_YEAR, Form.SHORT_ERA, Form.SHORT_YEAR, Form.DOTTED_MONTH}
)
"""Forms that are a point in time only where the column's name says so."""
DAYS = frozenset(Form) - NAMED - {Form.FISCAL}
"""Forms that are a point in time whatever the column's name."""
EXPRESSIONS: dict[Form, str] = {
    Form.ISO: rf"[0-9]{{4}}-[0-9]{{1,2}}(?:-[0-9]{{1,2}})?{_CLOCK}",
    Form.SLASH: rf"[0-9]{{4}}/[0-9]{{1,2}}(?:/[0-9]{{1,2}})?{_WEEKDAY}{_CLOCK}",
    Form.KANJI: rf"[0-9]{{4}}年(?: ?[0-9]{{1,2}}月(?: ?[0-9]{{1,2}}日)?)?(?:現在|末日?)?{_WEEKDAY}{_CLOCK}",
    Form.FISCAL: r"[0-9]{4}年度(?:末)?",
    Form.BASIC: r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:19|20)[0-9]{2}[01][012](?:0[0-9]|1[0-2]){2}",
    Form.YEAR: r"(?:18|19|20)[0-9]{2}",
    Form.JIS_ERA: r"[MTSHR][0-9]{1,2}\.[0-9]{2}\.[0-9]{2}",
    Form.BOTH: rf"{_ERA} ?(?:元|[0-9]{{1,2}})年?度? ?[(/・] ?[0-9]{{4}}年?度?\)?年?度?.{{0,12}}"
    rf"|[0-9]{{4}}年?度? ?[(/・] ?{_ERA} ?(?:元|[0-9]{{1,2}})年?度?\)?年?度?.{{0,12}}",
    Form.ERA: rf"{_ERA} ?(?:元|[0-9]{{1,2}})(?:年度(?:末)?"
    rf"|年(?: ?{_MONTH}月(?: ?{_DAY}日)?)?(?:現在|末日?)?){_WEEKDAY}"
    rf"|{_KANJI_ERA} ?(?:元|[0-9]{{1,2}})[./-] ?{_MONTH}(?:[./-] ?{_DAY})?{_WEEKDAY}"
    rf"|[MTSHR](?:元|[0-9]{{1,2}})[./] ?{_MONTH}[./] ?{_DAY}{_WEEKDAY}",
    Form.SHORT_ERA: rf"(?:明治|大正|昭和|平成|令和|[MTSHR]) ?(?:元|[0-9]{{1,2}})(?:末|現在)?"
    rf"|[MTSHR](?:元|[0-9]{{1,2}})[./-] ?{_MONTH}",
    Form.AMERICAN: rf"{_DAY}/{_DAY}/[0-9]{{4}}{_CLOCK}",
    Form.TWO_DIGITS: r"[0-9]{2}/[0-9]{1,2}/[0-9]{1,2}",
    Form.SHORT_YEAR: rf"[0-9]{{1,2}}(?:-{_MONTH}-{_DAY}|年 ?{_MONTH}月 ?{_DAY}日)"
    r"|[0-9]{1,2}\. ?[0-9]{1,2}\. ?[0-9]{1,2}|[0-9]/[0-9]{1,2}/[0-9]{1,2}",
    Form.DOTTED: r"[0-9]{4}\. ?[0-9]{1,2}\. ?[0-9]{1,2}",
    Form.DOTTED_MONTH: rf"(?:19|20)[0-9]{{2}}\. ?{_MONTH}",
    Form.NO_YEAR: rf"{_MONTH}/{_DAY}{_WEEKDAY}|{_MONTH}月(?:{_DAY}日)?{_WEEKDAY}",
}
_ALL = re.compile("|".join(f"(?P<{form.name}>{text})" for form, text in EXPRESSIONS.items()))
_ERA_PARTS = re.compile(
    rf"(?P<era>{_ERA}) ?(?P<year>元|[0-9]{{1,2}})"
    r"(?P<fiscal>年度)?(?:[年./-] ?(?:(?P<month>[0-9]{1,2})[月./-]? ?(?:(?P<day>[0-9]{1,2})日?)?)?)?"
)
_OFFSETS = {"明": 1867, "大": 1911, "昭": 1925, "平": 1988, "令": 2018}
_LAST_YEARS = {"明": 1912, "大": 1926, "昭": 1989, "平": 2019}
_FIRST_DAYS = {
    "大": dt.date(1912, 7, 30),
    "昭": dt.date(1926, 12, 25),
    "平": dt.date(1989, 1, 8),
    "令": dt.date(2019, 5, 1),
}
"""Of 明治 the first days are of the lunar calendar."""
_WHOLE = re.compile(
    r"(?P<year>[0-9]{4})(?:-|/|年 ?)(?P<month>[0-9]{1,2})"
    r"(?:(?:-|/|月 ?)(?P<day>[0-9]{1,2})日?|月(?P<end>末日?)?)?"
    r"|(?P<year2>(?:19|20)[0-9]{2})(?P<month2>[01][0-9])(?P<day2>[0-3][0-9])"
)
_SOLAR = "1873"
_MONTHS, _WEEKS = 12, 5
_WEEKDAYS = "月火水木金土日"
_IN_BRACKETS = re.compile(r" ?\([月火水木金土日祝・]{1,5}\)")
_GREGORIAN_DAY = re.compile(r"([0-9]{4})[-/年] ?([0-9]{1,2})[-/月] ?([0-9]{1,2})(?![0-9])")
_WITH_WEEKDAY = frozenset({Form.SLASH, Form.KANJI, Form.ERA})
_LETTERS = dict(zip("MTSHR", "明大昭平令", strict=True))


@lru_cache(maxsize=4096)
def form_of(text: str) -> Form | None:
    """Return the form of a text that is a point in time as a whole, else None."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _ALL.fullmatch(plain)
    form = Form[found.lastgroup] if found and found.lastgroup else None
    return None if form is Form.SHORT_YEAR and _are_weeks(plain) else form


def _are_weeks(plain: str) -> bool:
    """Say whether three numbers are weeks of a month, in order."""
    weeks = [0, *map(int, re.findall("[0-9]+", plain)), _WEEKS + 1]
    return "年" not in plain and all(low < high for low, high in itertools.pairwise(weeks))


def gregorian(text: str, *, is_fiscal: bool = False) -> str | None:
    """Return a text in a form not accepted as it should be: 2024-04-01, 2024年度; else None.

    None also where nobody can know (03/04/01), or where there is no such day: 2月30日, 昭和65年, a
    Saturday that is called Monday. `is_fiscal` says that bare years (R4, 平成30) are fiscal years.
    """
    form, plain = form_of(text), unicodedata.normalize("NFKC", text).strip()
    if form is Form.DOTTED:
        year, month, day = (int(part) for part in plain.split("."))
        return _written(year, month, day)
    if form not in {Form.ERA, Form.JIS_ERA, Form.SHORT_ERA} or is_other_weekday(plain):
        return None
    return _of_era(plain, is_fiscal=is_fiscal)


def is_lunar(iso: str) -> bool:
    """Say whether a day or month in ISO 8601 is one that Japan counted by the moon: before 1873.

    Then the day of an era is not that day of the Gregorian year; years are the same.
    """
    return "-" in iso and iso < _SOLAR


def without_weekday(text: str) -> str:
    """Return a point in time, after NFKC, without the weekday in brackets."""
    return _IN_BRACKETS.sub("", unicodedata.normalize("NFKC", text)).strip()


def is_other_weekday(text: str) -> bool:
    """Say whether a day is called by a weekday that it is not, or by several; 祝 is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _IN_BRACKETS.search(plain)
    stated = {letter for letter in found[0] if letter in _WEEKDAYS} if found else set()
    if not stated or form_of(plain) not in _WITH_WEEKDAY:
        return False
    bare = without_weekday(plain)
    parts = _GREGORIAN_DAY.match(bare)
    iso = _written(*map(int, parts.groups())) if parts else _of_era(bare)
    try:
        day = dt.date.fromisoformat(iso or "")
    except ValueError:
        return True  # a month has no weekday, and a day that never was has none either
    return stated != {_WEEKDAYS[day.weekday()]}


def _of_era(plain: str, *, is_fiscal: bool = False) -> str | None:
    parts = _ERA_PARTS.match(plain)
    if parts is None:
        return None
    initial = parts["era"][0]
    year = _OFFSETS[_LETTERS.get(initial, initial)]
    year += 1 if parts["year"] == "元" else int(parts["year"])
    if year > _LAST_YEARS.get(_LETTERS.get(initial, initial), year):
        return None
    end = "末" if "末" in plain else ""
    if parts["month"] is None:
        is_year = parts["fiscal"] is None and ("年" in plain or not is_fiscal)
        return f"{year}年{end}" if is_year else f"{year}年度{end}"
    month = int(parts["month"])
    if end and parts["day"] is None:
        return _month_end(year, month)
    return _written(year, month, int(parts["day"]) if parts["day"] else None)


def iso_day(text: str) -> str | None:
    """Return a whole Gregorian day or month in ISO 8601, the end of a month as its last day.

    None where it is a year or has more to it.
    """
    found = _WHOLE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    year, month = (int(found[name] or found[f"{name}2"]) for name in ("year", "month"))
    day = found["day"] or found["day2"]
    if found["end"]:
        return _month_end(year, month)
    return _written(year, month, int(day) if day else None)


def _month_end(year: int, month: int) -> str | None:
    is_month = 1 <= month <= _MONTHS
    return _written(year, month, calendar.monthrange(year, month)[1]) if is_month else None


def is_before_era(text: str) -> bool:
    """Say whether a day or month is said to be of an era that began later: 昭和元年7月26日."""
    parts = _ERA_PARTS.match(unicodedata.normalize("NFKC", text).strip())
    if parts is None or parts["fiscal"] or parts["month"] is None:
        return False
    initial = _LETTERS.get(parts["era"][0], parts["era"][0])
    first = _FIRST_DAYS.get(initial)
    year = _OFFSETS[initial] + (1 if parts["year"] == "元" else int(parts["year"]))
    day = (int(parts["month"]), int(parts["day"] or 31))
    return first is not None and year == first.year and day < (first.month, first.day)


def _written(year: int, month: int, day: int | None) -> str | None:
    try:
        found = dt.date(year, month, day or 1)
    except ValueError:
        return None
    return found.isoformat() if day else f"{found:%Y-%m}"
