"""Dates and fiscal years in words, for people; all functions are pure."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo

from catalog.pages.language import Language

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?", re.DOTALL)
_ERAS = ((date(2019, 5, 1), "令和"), (date(1989, 1, 8), "平成"), (date(1926, 12, 25), "昭和"))
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
_FISCAL_START = 4
"""Japan's fiscal year runs from April to March."""


def parse_day(value: str) -> date | None:
    """Return the day of an ISO date or date-time; a bare month or year is no day."""
    match = _ISO.fullmatch(value.strip())
    if match is None or match[3] is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def local_moment(value: str, zone: tzinfo) -> datetime | None:
    """Return one of CKAN's naive UTC times in the instance's zone; None where it is not a time."""
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(zone)


def day_words(value: str | date, language: Language, *, era: bool = True) -> str:
    """Return 2026年11月21日 (令和8年) or 21 November 2026; months and years as far as stated.

    A text that is no date comes back unchanged: what the body wrote is better than nothing.
    """
    iso = value.isoformat() if isinstance(value, date) else value.strip()
    match = _ISO.fullmatch(iso)
    if match is None:
        return iso
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if month > 12 or (match[2] and month == 0) or (match[3] and parse_day(iso) is None):
        return iso
    if language is Language.EN:
        return " ".join(
            filter(None, [str(day or ""), _MONTHS[month - 1] if month else "", str(year)])
        )
    plain = f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")
    return f"{plain} ({era_year(date(year, month, day))})" if era and day else plain


def moment_words(moment: datetime, language: Language) -> str:
    """Return the day and the time of day, as a clock of the instance's zone shows it."""
    return f"{day_words(moment.date(), language, era=False)} {moment.hour}:{moment.minute:02d}"


def era_year(day: date) -> str:
    """Return the Japanese year of a day, e.g. 令和8年; empty before 1926-12-25."""
    for start, name in _ERAS:
        if day >= start:
            count = day.year - start.year + 1
            return f"{name}{'元' if count == 1 else count}年"
    return ""


def fiscal_year(day: date) -> int:
    """Return the fiscal year (April to March) that a day belongs to."""
    return day.year if day.month >= _FISCAL_START else day.year - 1


def fiscal_start(year: int) -> date:
    """Return the first day of a fiscal year."""
    return date(year, _FISCAL_START, 1)


def fiscal_end(year: int) -> date:
    """Return the last day of a fiscal year."""
    return date(year + 1, _FISCAL_START - 1, 31)


def fiscal_words(year: int, language: Language) -> str:
    """Return 令和5年度 or fiscal year 2023.

    The era is the one at the year's end: fiscal 2019 is called 令和元年度 as a whole.
    """
    if language is Language.EN:
        return f"fiscal year {year}"
    return f"{era_year(date(year, 12, 31))}度"
