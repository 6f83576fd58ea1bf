"""Days, months and fiscal years in words, for people in Japanese and English. Pure."""

from __future__ import annotations

import datetime as dt

from publisher.words import Text

_ERAS = (
    (dt.date(2019, 5, 1), "令和"),
    (dt.date(1989, 1, 8), "平成"),
    (dt.date(1926, 12, 25), "昭和"),
)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def day_words(day: dt.date) -> Text:
    """Return 2026年11月21日（令和8年） and 21 November 2026."""
    era = _era_year(day)
    return Text(
        f"{day.year}年{day.month}月{day.day}日" + (f"（{era}）" if era else ""),
        f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
    )


def stated_words(stated: str) -> Text:
    """Return a date as a source states it, `2019-02` or `2019-02-28`, in words.

    Raises ValueError for anything else.
    """
    if len(stated) == len("2019-02"):
        month = dt.date.fromisoformat(f"{stated}-01")
        return Text(f"{month.year}年{month.month}月", f"{_MONTHS[month.month - 1]} {month.year}")
    day = dt.date.fromisoformat(stated)
    return Text(f"{day.year}年{day.month}月{day.day}日", day_words(day).en)


def fiscal_words(year: int) -> Text:
    """Return 令和5年度 and fiscal year 2023.

    The era is the one at the calendar year's end: fiscal 2019 is called 令和元年度 as a whole.
    """
    era = _era_year(dt.date(year, 12, 31))
    return Text(f"{era or f'{year}年'}度", f"fiscal year {year}")


def _era_year(day: dt.date) -> str:
    for start, name in _ERAS:
        if day >= start:
            count = day.year - start.year + 1
            return f"{name}{'元' if count == 1 else count}年"
    return ""
