"""Days that nobody can prove, and the questions about them: which month, era, weekday is meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from publisher.rules.hit import Hit
from publisher.tables.columns import Column
from publisher.tables.time_forms import (
    Form,
    form_of,
    gregorian,
    is_before_era,
    is_other_weekday,
    iso_day,
    without_weekday,
)
from publisher.tidy.change import Choice
from publisher.tidy.mends.edits import Edits
from publisher.words import Text

_AMERICAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_TWO_DIGITS = re.compile(
    r"([0-9]{1,2})(?:[-/]|\. ?|年 ?)([0-9]{1,2})(?:[-/]|\. ?|月 ?)([0-9]{1,2})日?"
)
_ERA_YEAR = re.compile(r"(?:明治|大正|昭和|平成|令和|[明大昭平令MTSHR]) ?(?:元|[0-9]{1,2})")
_MONTHS = 12
_WHICH = Text(
    "「{label}」の列の日付は、どれが月でどれが日ですか。",
    "Which part of the dates in '{label}' is the month?",
)
_ORDERS = (
    Choice("month-first", Text("月/日/年", "month/day/year")),
    Choice("day-first", Text("日/月/年", "day/month/year")),
)
_CALENDAR = Text(
    "「{label}」の列の日付の年（1けたか2けた）は、どの暦ですか。",
    "Of which calendar are the years of one or two digits in '{label}'?",
)
_CALENDARS = (
    Choice("century", Text("西暦（24は2024年）", "Gregorian: 24 is 2024")),
    Choice("reiwa", Text("令和", "令和 (Reiwa)")),
    Choice("heisei", Text("平成", "平成 (Heisei)")),
    Choice("showa", Text("昭和", "昭和 (Showa)")),
)
_YEAR_LAST = Choice(
    "year-last",
    Text("月/日/年（24は2024年、99は1999年）", "month/day/year: 24 is 2024, 99 is 1999"),
)
_PIVOT = 69
"""Years of two digits from here on are of the last century (POSIX, strptime)."""
_BY_YEAR = Choice(
    "by-year",
    Text("1〜12は令和、13〜31は平成、32〜64は昭和", "1 to 12 令和, 13 to 31 平成, 32 to 64 昭和"),
)
"""Of a column whose years no one era explains: 6.4.1 beside 30.3.31."""
_LAST_OF_REIWA, _LAST_OF_HEISEI = 12, 31
_ERAS = {"reiwa": "令和", "heisei": "平成", "showa": "昭和"}
_ENDED = Text(
    "「{label}」の列に、元号が終わったあとの年（平成32年など）があります。続けて数えて西暦にしますか。",
    "'{label}' holds years beyond the end of their era (平成32年). Count on and write them as dates?",
)
_COUNT_ON = Choice(
    "count-on", Text("続けて数える（平成32年は2020年）", "Count on (平成32年 is 2020)")
)
_EARLY = Text(
    "「{label}」の列に、元号が始まる前の日（令和元年4月1日など）があります。同じ年の日として西暦にしますか。",
    "'{label}' holds days before their era began (令和元年4月1日). Take them as of that same year?",
)
_SAME_YEAR = Choice(
    "same-year",
    Text("同じ年の日（令和元年4月1日は2019年）", "The same year: 令和元年4月1日 is of 2019"),
)
_WEEKDAY = Text(
    "「{label}」の列に、曜日が日付と合わない日があります（前の年の表から写した日かもしれません）。"
    "日付のほうが正しいですか。",
    "Days of '{label}' are called by another weekday; they may be another year's. Is the date right?",
)
_DAY = Choice(
    "date", Text("日付が正しいので、曜日を消して西暦にする", "The date is right: drop the weekday")
)


def ask(edits: Edits, column: Column, texts: Mapping[int, str], wrong: Mapping[int, Hit]) -> bool:
    """Ask about a column's days that are written doubtfully, and those that are `wrong` (D008).

    Say whether an era became a Gregorian date.
    """
    _order(edits, column, texts)
    _two_digits(edits, column, texts)
    cells = {row: edits.draft.rows[row].cells[column.position - 1] for row in wrong}
    years = {row: hit.values.get("year") for row, hit in wrong.items()}
    beyond = {
        row: right
        for row, year in years.items()
        if isinstance(year, int) and (right := _counted_on(cells[row], year))
    }
    early = {
        row: right for row, text in cells.items() if is_before_era(text) and (right := _day(text))
    }
    other = {
        row: right
        for row, text in cells.items()
        if is_other_weekday(text) and not is_before_era(text) and (right := _day(text))
    }
    has_era = False
    for kind, text, choice, rights in (
        ("ended-era", _ENDED, _COUNT_ON, beyond),
        ("early-era", _EARLY, _SAME_YEAR, early),
        ("weekday", _WEEKDAY, _DAY, other),
    ):
        index = column.position - 1
        if not rights:
            continue
        answer = edits.choice(kind, index, text, (choice,), rows=rights, shown=column)
        for row, right in rights.items() if answer == choice.value else ():
            edits.put(row, index, right)
            has_era |= bool(gregorian(without_weekday(cells[row]))) or row in beyond
    return has_era


def _day(text: str) -> str | None:
    """Return a day whose weekday, or whose era, is in doubt."""
    bare = without_weekday(text)
    return gregorian(bare) or iso_day(bare)


def _counted_on(text: str, year: int) -> str | None:
    """Return 平成32年4月1日 as the day of 2020 that it must mean, by the era that came after.

    Nothing where a weekday says that it is another day.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    era = f"令和{year - 2018}" if year >= 2019 else f"平成{year - 1988}"
    return gregorian(_ERA_YEAR.sub(era, plain, count=1)) if _ERA_YEAR.match(plain) else None


def _order(edits: Edits, column: Column, texts: Mapping[int, str]) -> None:
    """Write 3/23/2021 as a day; where no number above 12 tells which part is the month, ask."""
    american = _parts(texts, _AMERICAN)
    if not american:
        return
    index = column.position - 1
    answer = _proven_order(american.values()) or edits.choice(
        "day-or-month", index, _WHICH, _ORDERS, rows=american, shown=column
    )
    for row, parts in american.items() if answer in {"month-first", "day-first"} else ():
        month, day = (parts[1], parts[2]) if answer == "month-first" else (parts[2], parts[1])
        if iso := iso_day(f"{parts[3]}-{month}-{day}"):
            edits.put(row, index, iso)


def _proven_order(days: Iterable[re.Match[str]]) -> str:
    """Return the order that a column's days prove: what is above 12 is no month; "" for none."""
    orders = {
        order
        for parts in days
        for order, other in (("day-first", parts[1]), ("month-first", parts[2]))
        if int(other) > _MONTHS
    }
    return orders.pop() if len(orders) == 1 else ""


def _two_digits(edits: Edits, column: Column, texts: Mapping[int, str]) -> None:
    """Write 24/4/1 as a day of the calendar that she names."""
    found = _parts(texts, _TWO_DIGITS)
    if not found:
        return
    index = column.position - 1
    years = [int(parts[1]) for parts in found.values()]
    is_split = min(years) <= _LAST_OF_REIWA < max(years)
    choices: tuple[Choice, ...] = (*_CALENDARS, _BY_YEAR) if is_split else _CALENDARS
    if not all(map(_is_year_first, found.values())) and all(map(_year_last, found.values())):
        choices = (_YEAR_LAST,)  # 4/15/24 has no month 15
    answer = edits.choice("two-digit-year", index, _CALENDAR, choices, rows=found, shown=column)
    for row, parts in found.items():
        if day := _day_of(parts, answer or ""):
            edits.put(row, index, day)


def _is_year_first(parts: re.Match[str]) -> bool:
    return bool(iso_day(f"2000-{parts[2]}-{parts[3]}"))


def _year_last(parts: re.Match[str]) -> str | None:
    month, day, year = parts.groups()
    return iso_day(f"{19 if int(year) >= _PIVOT else 20}{year:0>2}-{month}-{day}")


def _day_of(parts: re.Match[str], calendar: str) -> str | None:
    year, month, day = parts.groups()
    if calendar == _YEAR_LAST.value:
        return _year_last(parts)
    if calendar == _CALENDARS[0].value:
        return iso_day(f"20{year:0>2}-{month}-{day}")
    if calendar == _BY_YEAR.value:
        is_reiwa, is_showa = int(year) <= _LAST_OF_REIWA, int(year) > _LAST_OF_HEISEI
        calendar = "reiwa" if is_reiwa else "showa" if is_showa else "heisei"
    era = _ERAS.get(calendar)
    return gregorian(f"{era}{year}年{month}月{day}日") if era else None


def _parts(texts: Mapping[int, str], form: re.Pattern[str]) -> dict[int, re.Match[str]]:
    return {
        row: parts
        for row, text in texts.items()
        if form_of(text) in {Form.AMERICAN, Form.TWO_DIGITS, Form.SHORT_YEAR}
        and (parts := form.fullmatch(unicodedata.normalize("NFKC", text).strip()))
    }
