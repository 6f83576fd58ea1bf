"""Days as the numbers that spreadsheets count them by (45383): asked about, for it may be a number."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from publisher.tables.columns import Column, is_day_name
from publisher.tables.time_forms import DAYS, Form, form_of
from publisher.tidy.change import Choice
from publisher.tidy.mends.edits import Edits
from publisher.words import Text

_FIRST = dt.date(1899, 12, 30)
"""Day 0 as Excel counts from March 1900 on (ECMA-376 Part 1, 18.17.4.1)."""
_SERIAL = re.compile(r"[1-7][0-9]{4}")
_LEAST, _MOST = 18264, 73050
"""1950 to 2099."""
_ASKED = Text(
    "「{label}」の列に、5けたの数があります（{row}行目など）。日付を数えるExcelの番号（45383は2024年4月1日）ですか。",
    "'{label}' holds numbers of five digits (row {row} is one). Are they days as Excel counts them "
    "(45383 is 2024-04-01)?",
)
_DAY = Choice("date", Text("日付なので、年月日にする", "Days: write them as dates"))
_NO_DAY = re.compile(r"[平休祝曜毎全終当翌同人土一1]日$|日[・･]?[休祝]日$|延べ?日$|(?:数|率|額)")
"""Names of counts per day: 乗降客数（平日）."""
_OF_DAYS = re.compile(
    r"年月日|日付|誕生日|(?:設|始|了|成|工|約|新|可|定|録|出|更|止|行|準|査|付|開|表|認|催|施|発|得|入|切|用|任|札|品|払|理|請|止|置|告|決)日$"
)
"""Names of columns that hold nothing but days, also where no cell is written as one."""


def may_hold(column: Column) -> bool:
    """Say whether a column's name is one of days."""
    return is_day_name(column.key) and not _NO_DAY.search(column.key)


def ask(edits: Edits, column: Column, texts: Mapping[int, str]) -> None:
    """Write a column's serial numbers as days of ISO 8601 where a person says that they are days."""
    if not may_hold(column):
        return
    found = {row: day for row, text in texts.items() if (day := _day(text))}
    others = [text for row, text in texts.items() if row not in found]
    has_days = any(form_of(text) in DAYS | {Form.SHORT_YEAR} for text in others)
    if not found or not (has_days or (not others and _OF_DAYS.search(column.key))):
        return
    index = column.position - 1
    answer = edits.choice("serial-days", index, _ASKED, (_DAY,), rows=found, shown=column)
    for row, day in found.items() if answer == _DAY.value else ():
        edits.put(row, index, day)


def _day(text: str) -> str:
    number = int(text) if _SERIAL.fullmatch(text) else 0
    return (_FIRST + dt.timedelta(days=number)).isoformat() if _LEAST <= number <= _MOST else ""
