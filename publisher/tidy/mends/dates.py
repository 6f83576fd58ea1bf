"""Era dates as ISO dates, and one form for a column of days."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Mapping

from publisher.rules.d008_impossible_date import RULE as IMPOSSIBLE_DATE
from publisher.rules.d110_date_not_iso import RULE as DATE_NOT_ISO
from publisher.tables.columns import Column, Kind
from publisher.tables.time_forms import Form, form_of, gregorian
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import KEEP_ERAS, Asked, Mend, Mended
from publisher.tidy.mends import look
from publisher.tidy.mends.edits import Edits
from publisher.words import Text

ERA_COLUMN = re.compile(r"和暦|元号|年号|^era")
"""Columns that are to hold eras, by their key; the dates of these stay as they are."""
_ERAS = frozenset({Form.ERA, Form.JIS_ERA})
_WHOLE = re.compile(r"([0-9]{4})(?:-|/|年 ?)([0-9]{1,2})(?:(?:-|/|月 ?)([0-9]{1,2})日?|月)?")
_FIRST = "1873"
"""Before, Japan had the lunar calendar: a month of 明治5年 is none of 1872."""
_AMERICAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_WHICH = Text(
    "「{label}」の列の日付は、どれが月でどれが日ですか。",
    "Which part of the dates in '{label}' is the month?",
)
_ENDED = Text(
    "「{label}」の列に、元号が終わったあとの年（平成32年など）があります。続けて数えて西暦にしますか。",
    "'{label}' holds years beyond the end of their era (平成32年). Count on and write them as dates?",
)
_COUNT_ON = Choice(
    "count-on", Text("続けて数える（平成32年は2020年）", "Count on (平成32年 is 2020)")
)
_ORDERS = (
    Choice("month-first", Text("月/日/年", "month/day/year")),
    Choice("day-first", Text("日/月/年", "day/month/year")),
)


def _run(draft: Draft, asked: Asked) -> Mended:
    edits = Edits(DATES.id, draft, asked)
    head = look.head_of(draft, asked)
    axes = [
        column
        for column in head.columns
        if column.kind in {Kind.DATE, Kind.YEAR} and not ERA_COLUMN.search(column.key)
    ]
    wrong = look.cells(IMPOSSIBLE_DATE, draft, asked) if axes else {}
    standard = look.cells(DATE_NOT_ISO, draft, asked) if axes else {}
    for column in axes:
        index = column.position - 1
        texts = {
            row: text
            for row, item in enumerate(draft.rows)
            if (text := item.cells[index]).strip() and (row, index) not in wrong
        }
        has_era = _eras(edits, index, texts)
        _one_form(
            edits, index, texts, {row for row, at in standard if at == index}, has_era=has_era
        )
        _ask_ended(edits, column, [row for row, at in wrong if at == index])
        _ask_order(edits, column, texts)
        if has_era and KEEP_ERAS in asked.wishes:
            name = f"{draft.columns[index].name}_和暦"
            edits.add_beside(index, name, (row.cells[index] for row in draft.rows))
    return edits.mended()


def _eras(edits: Edits, index: int, texts: Mapping[int, str]) -> bool:
    """Write Gregorian years for eras and hyphens for dots; say whether there was an era."""
    has_era = False
    for row, text in texts.items():
        right = gregorian(text)
        if right is not None and right >= _FIRST:
            edits.put(row, index, right)
            has_era = has_era or form_of(text) in _ERAS
    return has_era


def _one_form(
    edits: Edits, index: int, texts: Mapping[int, str], due: Collection[int], *, has_era: bool
) -> None:
    """Write days and months in ISO 8601 where a column has several forms, or its standard asks."""
    forms = {row: form_of(text) for row, text in texts.items()}
    others = set(forms.values()) - _ERAS - {Form.DOTTED, Form.BOTH, None}
    is_mixed = len(others) > 1 or (bool(others) and others != {Form.ISO} and has_era)
    for row, text in texts.items():
        if not is_mixed and row not in due:
            continue
        if forms[row] in {Form.ISO, Form.SLASH, Form.KANJI} and (iso := _iso(text)):
            edits.put(row, index, iso)


def _ask_ended(edits: Edits, column: Column, rows: Collection[int]) -> None:
    """Ask about years beyond the end of their era, which plans are full of."""
    index = column.position - 1
    beyond = {
        row: right for row in rows if (right := gregorian(edits.draft.rows[row].cells[index]))
    }
    if beyond:
        answer = edits.choice("ended-era", index, _ENDED, (_COUNT_ON,), rows=beyond, shown=column)
        for row, right in beyond.items() if answer == _COUNT_ON.value else ():
            edits.put(row, index, right)


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


def _ask_order(edits: Edits, column: Column, texts: Mapping[int, str]) -> None:
    """Ask which part of 3/4/2021 is the month."""
    american = {
        row: parts
        for row, text in texts.items()
        if (parts := _AMERICAN.fullmatch(unicodedata.normalize("NFKC", text).strip()))
    }
    if not american:
        return
    index = column.position - 1
    answer = edits.choice("day-or-month", index, _WHICH, _ORDERS, rows=american, shown=column)
    for row, parts in american.items() if answer in {"month-first", "day-first"} else ():
        month, day = (parts[1], parts[2]) if answer == "month-first" else (parts[2], parts[1])
        if iso := _iso(f"{parts[3]}-{month}-{day}"):
            edits.put(row, index, iso)


DATES = Mend(
    id="dates",
    rules=frozenset({"L3-05", "D110"}),
    title=Text("和暦などの日付を西暦（2024-04-01）にする", "Era dates become ISO dates"),
    proof=Text(
        "元号ごとの年の数え方で決まります。元号が終わったあとの日、旧暦の日、"
        "どちらの暦か分からない日は変えません。",
        "Each era has its first year. Days after an era's end, of the lunar calendar, or of an "
        "unknown calendar are left alone.",
    ),
    run=_run,
)
