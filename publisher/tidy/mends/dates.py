"""Era dates as ISO dates, and one form for a column of days."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from publisher.rules.d008_impossible_date import RULE as IMPOSSIBLE_DATE
from publisher.rules.d110_date_not_iso import RULE as DATE_NOT_ISO
from publisher.rules.hit import Hit
from publisher.rules.l3_05_uneven_dates import RULE as UNEVEN_DATES
from publisher.tables.columns import Column, Kind
from publisher.tables.time_forms import Form, form_of, gregorian, is_before_era
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import KEEP_ERAS, Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import Look
from publisher.words import Text

ERA_COLUMN = re.compile(r"和暦|元号|年号|^era")
"""Columns that are to hold eras, by their key; the dates of these stay as they are."""
_ERAS = frozenset({Form.ERA, Form.JIS_ERA, Form.SHORT_ERA})
_WHOLE = re.compile(r"([0-9]{4})(?:-|/|年 ?)([0-9]{1,2})(?:(?:-|/|月 ?)([0-9]{1,2})日?|月)?")
_FIRST = "1873"
"""Before, Japan had the lunar calendar: a month of 明治5年 is none of 1872."""
_AMERICAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_ERA_YEAR = re.compile(r"(?:明治|大正|昭和|平成|令和|[明大昭平令MTSHR]) ?(?:元|[0-9]{1,2})")
_WHICH = Text(
    "「{label}」の列の日付は、どれが月でどれが日ですか。",
    "Which part of the dates in '{label}' is the month?",
)
_NAMED = re.compile("日|年|月|時|期|date|day|year|time")
_DATES = Text(
    "「{label}」の列の「R6.4.1」のような値は、日付ですか（番号や版なら、そのままにします）。",
    "Are values of '{label}' such as R6.4.1 dates? If they are numbers or versions they stay.",
)
_DATE = Choice("date", Text("日付なので西暦にする", "Dates: write the Gregorian year"))
_ENDED = Text(
    "「{label}」の列に、元号が終わったあとの年（平成32年など）があります。続けて数えて西暦にしますか。",
    "'{label}' holds years beyond the end of their era (平成32年). Count on and write them as dates?",
)
_COUNT_ON = Choice(
    "count-on", Text("続けて数える（平成32年は2020年）", "Count on (平成32年 is 2020)")
)
_MONTHS = 12
_ORDERS = (
    Choice("month-first", Text("月/日/年", "month/day/year")),
    Choice("day-first", Text("日/月/年", "day/month/year")),
)


def _run(draft: Draft, asked: Asked) -> Mended:
    edits, look = Edits(DATES.id, draft, asked), Look(draft, asked)
    found = {(at, "usual" in hit.values) for _, at, hit in look.each(UNEVEN_DATES)}
    uneven, mixed = {at for at, _ in found}, {at for at, has_usual in found if has_usual}
    wrong = look.cells(IMPOSSIBLE_DATE)
    standard = {(row, at) for row, at, _ in look.each(DATE_NOT_ISO)}
    for column in look.head.columns:
        index = column.position - 1
        is_axis = column.kind in {Kind.DATE, Kind.YEAR} or index in uneven
        if not is_axis or ERA_COLUMN.search(column.key):
            continue
        texts = {
            row: text
            for row, item in enumerate(draft.rows)
            if (text := item.cells[index].strip()) and (row, index) not in wrong
        }
        if not _NAMED.search(column.key):
            texts = _without_letters(edits, column, texts)
        has_era = _eras(edits, index, texts)
        is_mixed = index in mixed
        _one_form(
            edits, index, {r: t for r, t in texts.items() if is_mixed or (r, index) in standard}
        )
        _ask_ended(edits, column, {row: hit for (row, at), hit in wrong.items() if at == index})
        _order(edits, column, texts)
        if has_era and KEEP_ERAS in asked.wishes and not _has_eras(column, look.head.columns):
            name = f"{draft.columns[index].name}_和暦"
            edits.add_beside(index, name, (row.cells[index] for row in draft.rows))
    return edits.mended()


def _has_eras(column: Column, columns: Sequence[Column]) -> bool:
    """Say whether a column of the table holds these days in eras already: 開設日（和暦）."""
    return any(
        other is not column and column.key in other.key and ERA_COLUMN.search(other.key)
        for other in columns
    )


def _without_letters(edits: Edits, column: Column, texts: Mapping[int, str]) -> dict[int, str]:
    """Return what is a date for certain though the column is not named so: R1.2.3 may be a version."""
    letters = {
        text
        for text in set(texts.values())
        if gregorian(text) and unicodedata.normalize("NFKC", text).isascii()
    }
    doubtful = {row: text for row, text in texts.items() if text in letters}
    kept = dict(texts)
    if doubtful:
        index = column.position - 1
        answer = edits.choice("era-letters", index, _DATES, (_DATE,), rows=doubtful, shown=column)
        if answer != _DATE.value:
            kept = {row: text for row, text in texts.items() if row not in doubtful}
    return kept


def _eras(edits: Edits, index: int, texts: Mapping[int, str]) -> bool:
    """Write Gregorian years for eras and hyphens for dots; say whether there was an era."""
    known = {text: gregorian(text) for text in dict.fromkeys(texts.values())}
    rights = {
        text: right
        for text, right in known.items()
        if right and right >= _FIRST and not is_before_era(text)
    }
    for row, text in texts.items():
        if text in rights:
            edits.put(row, index, rights[text])
    return any(form_of(text) in _ERAS for text in rights)


def _one_form(edits: Edits, index: int, texts: Mapping[int, str]) -> None:
    """Write days and months in ISO 8601: of a column with several forms, or as its standard asks."""
    forms = {Form.ISO, Form.SLASH, Form.KANJI}
    known = {text: _iso(text) for text in dict.fromkeys(texts.values()) if form_of(text) in forms}
    for row, text in texts.items():
        if iso := known.get(text):
            edits.put(row, index, iso)


def _ask_ended(edits: Edits, column: Column, wrong: Mapping[int, Hit]) -> None:
    """Ask about years beyond the end of their era, which plans are full of."""
    index = column.position - 1
    beyond = {
        row: right
        for row, hit in wrong.items()
        if isinstance(year := hit.values.get("year"), int)
        and (right := _counted_on(edits.draft.rows[row].cells[index], year))
    }
    if beyond:
        answer = edits.choice("ended-era", index, _ENDED, (_COUNT_ON,), rows=beyond, shown=column)
        for row, right in beyond.items() if answer == _COUNT_ON.value else ():
            edits.put(row, index, right)


def _counted_on(text: str, year: int) -> str | None:
    """Return 平成32年4月1日 as the day of 2020 that it must mean, by the era that came after."""
    plain = unicodedata.normalize("NFKC", text).strip()
    era = f"令和{year - 2018}" if year >= 2019 else f"平成{year - 1988}"
    return gregorian(_ERA_YEAR.sub(era, plain, count=1)) if _ERA_YEAR.match(plain) else None


def _iso(text: str) -> str | None:
    """Return a whole day or month in ISO 8601, None where it is a year or has a time beside it."""
    found = _WHOLE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    try:
        day = dt.date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return None
    return day.isoformat() if found[3] else day.isoformat()[:7]


def _order(edits: Edits, column: Column, texts: Mapping[int, str]) -> None:
    """Write 3/23/2021 as a day; where no number above 12 tells which part is the month, ask."""
    american = {
        row: parts
        for row, text in texts.items()
        if (parts := _AMERICAN.fullmatch(unicodedata.normalize("NFKC", text).strip()))
    }
    if not american:
        return
    index = column.position - 1
    answer = _proven_order(american.values()) or edits.choice(
        "day-or-month", index, _WHICH, _ORDERS, rows=american, shown=column
    )
    for row, parts in american.items() if answer in {"month-first", "day-first"} else ():
        month, day = (parts[1], parts[2]) if answer == "month-first" else (parts[2], parts[1])
        if iso := _iso(f"{parts[3]}-{month}-{day}"):
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


DATES = Mend(
    id="dates",
    rules=frozenset({"L3-05", "D110"}),
    title=Text("和暦などの日付を西暦（2024-04-01）にする", "Era dates become ISO dates"),
    proof=Text(
        "元号ごとの年の数え方で決まります。元号の始まる前や終わったあとの日、旧暦の日、"
        "どちらの暦か分からない日は変えません。月と日の順は、12より大きい数で分かるときだけ決めます。",
        "Each era has its first year. Days before an era's beginning or after its end, of the lunar "
        "calendar, or of an unknown calendar are left alone. Which part is the month is decided "
        "where a number above 12 tells.",
    ),
    run=_run,
)
