"""The text that is published of a workbook's cell, as its value and number format decide it."""

from __future__ import annotations

import datetime as dt
import enum
import math
import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from publisher.books.number_format import sections
from publisher.tidy import day_look, number_look
from publisher.tidy.number_look import Kind, Seen

_SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]')
"""Quoted text, escapes, colours, conditions and locales; not elapsed hours and minutes."""
_PART = re.compile(r"AM/PM|A/P|y+|e+|g+|m+|d+|h+|s+|a{3,4}", re.IGNORECASE)
_WEEKDAYS = "月火水木金土日"
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_HALF_SECOND = dt.timedelta(milliseconds=500)


class _Part(enum.Enum):
    YEAR = enum.auto()
    MONTH = enum.auto()
    DAY = enum.auto()
    HOUR = enum.auto()
    MINUTE = enum.auto()
    SECOND = enum.auto()
    WEEKDAY = enum.auto()


_LETTERS = {"y": _Part.YEAR, "e": _Part.YEAR, "d": _Part.DAY, "h": _Part.HOUR, "s": _Part.SECOND}
_DATE = frozenset({_Part.YEAR, _Part.MONTH, _Part.DAY, _Part.WEEKDAY})
_TIME = frozenset({_Part.HOUR, _Part.MINUTE, _Part.SECOND})


def text_of(value: Any, code: str | None = None, *, is_1904: bool = False) -> str:
    """Return what is published of a cell unless a person says otherwise: what `seen` shows."""
    return value if type(value) is str else seen(value, code, is_1904=is_1904).text


def seen(value: Any, code: str | None = None, *, is_1904: bool = False) -> Seen:
    """Return what one sees of a cell: `code` is its number format, None where unknown.

    Dates are ISO 8601 with what the format shows (2024-04-01, 2024-04, 09:30), also those shown by
    era; a day shown without its year (4月1日) stays as shown. Numbers have Excel's 15 digits, no
    grouping, and no rounding for the eye; what a format adds stays: the zeros of codes (00000,
    000-0000), words (第12号, 北市), a scale (thousands), percent. Errors (#N/A) stay as they are.
    """
    match value:
        case None:
            return Seen("")
        case str():
            return number_look.seen_text(value, code) if code else Seen(value)
        case bool():
            return Seen("TRUE" if value else "FALSE")
        case int() | float():
            return _number(value, code or "", is_1904)
        case dt.timedelta():
            return Seen(_elapsed(value))
        case dt.datetime() | dt.date() | dt.time():
            return _moment_seen(value, code or "", is_1904=is_1904)
    return Seen(str(value))


@lru_cache(maxsize=4096)
def decides(code: str) -> bool:
    """Say whether a number format decides the text: the others only group, round or colour."""
    plain = _SILENT.sub("", code)
    return bool(_parts(code)) or "%" in plain or number_look.tells(code)


@lru_cache(maxsize=4096)
def _parts(code: str) -> frozenset[_Part]:
    """Return what a format shows of a point in time; nothing for formats of numbers."""
    plain = _SILENT.sub("", code.split(";", maxsplit=1)[0])
    if re.search(r"[0#?%]", plain.replace(".0", "")) or plain.lower() in {"general", "@"}:
        return frozenset()
    letters = [found.group().lower() for found in _PART.finditer(plain)]
    found: set[_Part] = set()
    for index, part in enumerate(letters):
        before = letters[index - 1][0] if index else ""
        after = letters[index + 1][0] if index + 1 < len(letters) else ""
        if (part[0] == "a" and "/" not in part) or part in {"ddd", "dddd"}:
            found.add(_Part.WEEKDAY)
        elif part[0] == "m":
            found.add(_Part.MINUTE if before == "h" or after == "s" else _Part.MONTH)
        elif part[0] in _LETTERS:
            found.add(_LETTERS[part[0]])
    return frozenset(found)


def _number(value: float, code: str, is_1904: bool) -> Seen:
    if not code or not math.isfinite(value):
        return Seen(_plain(value))
    if _parts(code) == {_Part.WEEKDAY}:
        return Seen(_weekday(value, code, is_1904))
    if _parts(code):
        return Seen(_plain(value))
    section, is_negative = _section(value, code)
    if "%" in _SILENT.sub("", section):
        return Seen(f"{_plain(float(Decimal(repr(value)) * 100))}%")
    return number_look.seen(value, section, _plain(value), is_negative=is_negative)


def _plain(value: float) -> str:
    """Return a number with at most the 15 digits that a spreadsheet keeps, never with an exponent."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:.15g}"
    if "e" in text:
        text = format(Decimal(text), "f")
    return "0" if text == "-0" else text


def _section(value: float, code: str) -> tuple[str, bool]:
    """Return the section of a format that holds for a number, and whether it is for negatives."""
    found = sections(code)
    if not _CONDITION.search(code):
        if value < 0 and len(found) > 1:
            return found[1], True
        # A blank or a hyphen in place of zero is how accounts show it: zero is zero.
        is_zero = not value and len(found) > 2 and number_look.tells(found[2])
        return found[2] if is_zero else found[0], False
    for section in found:
        condition = _CONDITION.search(section)
        if condition is None or _holds(value, condition[1], float(condition[2])):
            return section, value < 0 and number_look.is_signed(section)
    return found[-1], value < 0 and number_look.is_signed(found[-1])


def _holds(value: float, sign: str, limit: float) -> bool:
    is_less, is_equal = value < limit, value == limit
    return {
        "<": is_less,
        "<=": is_less or is_equal,
        ">": not is_less and not is_equal,
        ">=": not is_less,
        "=": is_equal,
        "<>": not is_equal,
    }[sign]


def _weekday(value: float, code: str, is_1904: bool) -> str:
    # 1904-01-01 was a Friday, 1899-12-30 a Saturday.
    day = (int(value) + (4 if is_1904 else 5)) % 7
    return _WEEKDAYS[day] + ("曜日" if "aaaa" in code.lower() else "")


def _elapsed(value: dt.timedelta) -> str:
    """Return a duration as hours and minutes, beyond 24 too: 25:30."""
    total = round(value.total_seconds())
    sign, total = ("-" if total < 0 else ""), abs(total)
    seconds = f":{total % 60:02}" if total % 60 else ""
    return f"{sign}{total // 3600:02}:{total // 60 % 60:02}{seconds}"


def _moment_seen(value: dt.datetime | dt.date | dt.time, code: str, *, is_1904: bool) -> Seen:
    shown = _parts(code) if code else frozenset()
    if isinstance(value, dt.time):
        return Seen(_of_first_day(value, code, shown, is_1904=is_1904))
    if shown & {_Part.MONTH, _Part.DAY} and _Part.YEAR not in shown:
        return Seen(day_look.text_of(value, code), Kind.YEARLESS)
    return Seen(_moment(value, shown))


def _of_first_day(value: dt.time, code: str, shown: frozenset[_Part], *, is_1904: bool) -> str:
    """Return a part of day 0: a clock time, unless its format shows the day that Excel has for it.

    That is how a formula shows a blank date, and no day of any calendar (D008): not 00:00.
    """
    if shown == {_Part.WEEKDAY}:
        return _weekday(0, code, is_1904)
    if not shown & _DATE:
        return _clock(value)
    day = "1904-01-01" if is_1904 else "1900-01-00"
    return f"{day}T{_clock(value)}" if shown & _TIME else day


def _moment(value: dt.datetime | dt.date, shown: frozenset[_Part]) -> str:
    if not isinstance(value, dt.datetime):
        return value.isoformat()
    value += _HALF_SECOND if value.microsecond else dt.timedelta()
    value = value.replace(microsecond=0)
    has_time = bool(shown & _TIME) if shown else value.time() != dt.time()
    if has_time and shown and not shown & _DATE:
        return _clock(value.time())
    if has_time:
        return f"{value.date().isoformat()}T{_clock(value.time())}"
    if shown == {_Part.YEAR}:
        return f"{value.year:04}"
    if shown == {_Part.YEAR, _Part.MONTH}:
        return f"{value.year:04}-{value.month:02}"
    if shown == {_Part.WEEKDAY}:
        return _WEEKDAYS[value.weekday()]
    return value.date().isoformat()


def _clock(value: dt.time) -> str:
    return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"
