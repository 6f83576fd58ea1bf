"""D008: days that no calendar has, and era years beyond the end of their era.

How dates are written is L3-05's; what Excel made of them is D011's.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from publisher.books.book import NO_LEAP_DAY, Sheet
from publisher.findings import Severity
from publisher.rules.examples import book, csv
from publisher.rules.rule import (
    Cell,
    Certainty,
    Hit,
    Interest,
    NotApplicable,
    OfSheet,
    OfTable,
    Outcome,
    Rule,
    TableHead,
    Watch,
)
from publisher.rules.time_axis import is_time_axis
from publisher.tables.time_forms import is_before_era, is_other_weekday
from publisher.words import Text

_YEAR = "(?:1[0-9]{3}|20[0-9]{2})"


def _day(joint: str) -> str:
    """Return an expression of the months and days of every year; 29 February is looked at."""
    return (
        rf"(?:(?:0?[1-9]|1[0-2]){joint}(?:0?[1-9]|1[0-9]|2[0-8])"
        rf"|(?:0?[13-9]|1[0-2]){joint}(?:29|30)|(?:0?[13578]|1[02]){joint}31)"
    )


_FINE = "|".join(
    (
        rf"{_YEAR}(?:-{_day('-')}|/{_day('/')}|年{_day('月')}日|年?度?)",
        rf"{_YEAR}(?:-(?:0?[1-9]|1[0-2])|年(?:0?[1-9]|1[0-2])月)",
        rf"{_YEAR}{_day('').replace('0?', '0')}",
    )
)
_GREGORIAN = re.compile(
    r"(?P<year>[0-9]{1,6})(?:(?P<joint>[-/.]) ?(?P<month>[0-9]{1,3})(?P=joint) ?(?P<day>[0-9]{1,3})"
    r"|年 ?(?P<month2>[0-9]{1,3})月 ?(?P<day2>[0-9]{1,3})日)(?![0-9]).*"
)
_BASIC = re.compile(r"(?P<year>(?:1[89]|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_ERA = re.compile(
    r"(?P<era>明治|大正|昭和|平成|令和|[明大昭平令MTSHR]) ?(?P<year>元|[0-9]{1,2})"
    r"(?P<fiscal>年度)?(?:[年./-] ?(?:(?P<month>[0-9]{1,2})[月./-]? ?(?:(?P<day>[0-9]{1,2})日?)?)?)?"
    r"(?P<rest>.*)"
)
_BESIDE = re.compile(r"[(/・] ?(?P<west>[0-9]{4})年?\)?年?")
_SEVERAL = re.compile("[、，,;；]")
_NAMES = dict(zip("MTSHR", "明大昭平令", strict=True))
_ERAS = {
    "明": ("明治", dt.date(1868, 1, 25), dt.date(1912, 7, 30)),
    "大": ("大正", dt.date(1912, 7, 30), dt.date(1926, 12, 25)),
    "昭": ("昭和", dt.date(1926, 12, 25), dt.date(1989, 1, 7)),
    "平": ("平成", dt.date(1989, 1, 8), dt.date(2019, 4, 30)),
    "令": ("令和", dt.date(2019, 5, 1), dt.date(2117, 12, 31)),
}
"""Name, first and last day; the days on which 明治 and 大正 ended belong to both eras."""
_EARLY, _LATE = 1000, 2100
_FAR = Text(
    "「{value}」の年を確かめてください。決まっていない日なら、空にしてください。",
    "Check the year of '{value}'. Leave the cell empty where there is no date yet.",
)
_BEYOND = Text(
    "「{value}」という日はありません（{era}は{last}まで）。{year}年のことなら、西暦で書いてください。",
    "There is no '{value}': {era} ended in {last}. If {year} is meant, write the Gregorian year.",
)
_BEFORE = Text(
    "「{value}」という日はありません（{era}は{first}から）。{era_year}年のことなら、西暦で書いてください。",
    "There is no '{value}': {era} began in {first}. If {era_year} is meant, write the Gregorian year.",
)
_OTHERWISE = Text(
    "「{value}」の和暦と西暦が合いません（{era}の年は{year}年です）。どちらかを直してください。",
    "In '{value}' the two calendars disagree (the year of {era} is {year}). Mend one of them.",
)
_WEEKDAY = Text(
    "「{value}」の日付と曜日が合いません。前の年の表から写した日ではないか確かめ、どちらかを直してください。",
    "In '{value}' day and weekday disagree; it may be another year's. Mend one of them.",
)

_ZERO = Text(
    "日付の列に、日ではない0があります。表計算ソフトでは1900/1/0などと見えます。"
    "元の資料で確かめ、日がなければ空にしてください。",
    "A column of days holds the number 0, which spreadsheets show as 1900/1/0. Look the date up; leave "
    "the cell empty where there is none.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        self.declared = {item.position for item in table.columns if item.is_declared}
        self.columns = frozenset(
            item.position for item in table.columns if is_time_axis(table, item)
        )
        self.days = frozenset(at for at in self.columns if _are_days(table, at))
        if not self.columns:
            yield NotApplicable()

    def interests(self) -> Iterator[Interest]:
        if self.columns:
            yield Interest(columns=self.columns, unless=_FINE)

    def cell(self, cell: Cell) -> Iterator[Hit]:
        if cell.position in self.days and cell.value == dt.time():
            yield self._likely(cell, _ZERO, {})
        if not isinstance(cell.value, str):
            return
        plain = unicodedata.normalize("NFKC", cell.text).strip()
        first, *others = _SEVERAL.split(plain)
        for text in others if _GREGORIAN.fullmatch(first) else ():
            if (found := _GREGORIAN.fullmatch(text)) and int(found["year"]) >= _EARLY:
                day = (int(found[at] or found[f"{at}2"]) for at in ("month", "day"))
                if not _is_day(int(found["year"]), *day):
                    yield Hit(cell=cell, values={"value": text.strip()})
                    return
        if found := _GREGORIAN.fullmatch(plain) or _BASIC.fullmatch(plain):
            yield from self._gregorian(cell, found)
        elif found := _ERA.fullmatch(plain):
            yield from self._era(cell, found)

    def _gregorian(self, cell: Cell, found: re.Match[str]) -> Iterator[Hit]:
        parts = found.groupdict()
        year = int(found["year"])
        month = int(found["month"] or parts.get("month2") or 0)
        day = int(found["day"] or parts.get("day2") or 0)
        if len(found["year"]) < 3:
            return  # 03/04/01, 6.4.1 and 3/1/2021: nobody knows what is the year (L3-05)
        if not _is_day(year, month, day):
            yield Hit(cell=cell, values={"value": cell.text.strip()})
        elif not _EARLY <= year <= _LATE and cell.position not in self.declared:
            yield self._likely(cell, _FAR, {})
        elif is_other_weekday(cell.text):
            yield self._likely(cell, _WEEKDAY, {})

    def _era(self, cell: Cell, found: re.Match[str]) -> Iterator[Hit]:
        era, first, last = _ERAS[_NAMES.get(found["era"][0], found["era"][0])]
        year = first.year - 1 + (1 if found["year"] == "元" else int(found["year"]))
        month, day = (int(found[name]) if found[name] else None for name in ("month", "day"))
        if year < first.year or (month and not _is_day(year, month, day or 1)):
            yield Hit(cell=cell, values={"value": cell.text.strip()})
        elif cell.position in self.declared:
            return  # the engine says that this is no date
        elif is_before_era(cell.text):
            yield self._likely(
                cell, _BEFORE, {"era": Text(era, era), "first": _written(first), "era_year": year}
            )
        elif year > last.year or (month and dt.date(year, month, day or 1) > last):
            yield self._likely(
                cell, _BEYOND, {"era": Text(era, era), "last": _written(last), "year": year}
            )
        elif (beside := _BESIDE.fullmatch(found["rest"])) and int(beside["west"]) != year:
            yield self._likely(cell, _OTHERWISE, {"era": Text(era, era), "year": year})
        elif is_other_weekday(cell.text):
            yield self._likely(cell, _WEEKDAY, {})

    def _likely(self, cell: Cell, message: Text, values: dict[str, object]) -> Hit:
        return Hit(
            cell=cell,
            message=message,
            certainty=Certainty.LIKELY,
            severity=Severity.WARNING,
            values={"value": cell.text.strip(), **values},
        )


def _are_days(table: TableHead, position: int) -> bool:
    """Say whether a workbook's column holds days, and no time but 0:00: that is the number 0."""
    values = [row.cells[position - 1] for row in table.sample if position <= len(row.cells)]
    times = {value for value in values if isinstance(value, dt.time)}
    return times <= {dt.time()} and any(isinstance(value, dt.date) for value in values)


def _check(sheet: Sheet, table: TableHead) -> Iterator[Hit]:  # noqa: ARG001  cells are cells
    """A workbook holds a number for each day; 60 is shown as a day that never was."""
    for item in sheet.errors.first:
        if item.error == NO_LEAP_DAY:
            yield Hit(address=item.spot.address, values={"value": item.error})


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _written(day: dt.date) -> Text:
    return Text(f"{day.year}年{day.month}月{day.day}日", day.isoformat())


RULE = Rule(
    id="D008",
    name="impossible-date",
    severity=Severity.ERROR,
    title=Text("暦にない日", "Days that no calendar has"),
    why=Text(
        "日付として読めず、並べ替えや集計から落ちるか、別の日になります。",
        "It cannot be read as a date, or is taken for another day.",
    ),
    fix=Text("元の資料で確かめ、正しい日付を入れてください。", "Look the date up and enter it."),
    message=Text(
        "「{value}」という日は暦にありません。元の資料で確かめ、正しい日付を入れてください。",
        "'{value}' is no day of the calendar. Look the date up and enter it.",
    ),
    decides=Text(
        "日付や年の列だけを見ます。ない日は確実、始まる前や終わったあとの元号の日（昭和元年7月、平成32年など）や遠い年、日付と合わない曜日は疑いとします。",
        "In columns of dates and years: certain where there is no such day, likely where the era had "
        "not begun or had ended, the year is far away, or calendars or weekdays disagree.",
    ),
    supersedes=frozenset({"type-error"}),
    bad=(
        csv("行事,開催日\nA,2024-02-30\nB,2024-03-01\n"),
        csv("行事,開催日\nA,2023/2/29\nB,2024/2/29\n"),
        csv("行事,開催日\nA,20160-3-31\nB,2016-03-31\nC,2016-04-01\nD,2016-04-02\nE,2016-04-03\n"),
        csv("行事,指定日\nA,2015-03-31、20160-3-31（附）\nB,2016-03-31\nC,2016-04-01\n"),
        csv("行事,開催日\nA,9999-12-31\nB,2024-03-01\n"),
        csv("計画,目標年度\nA,平成32年度\nB,平成30年度\n"),
        csv("計画,開始日\nA,H31.05.01\nB,H31.04.30\n"),
        csv("会館,開設日\nA,S1.07.26\nB,S2.07.26\n"),
        csv("年,人数\n令和5年（2022年）,10\n令和6年（2024年）,20\n"),
        csv("行事,開催日\nA,R6.02.30\nB,R6.02.29\n"),
        csv(
            "会館,開設日\nA,不明\nB,令和2年4月1日\nC,令和元年4月1日\nD,移転\nE,令和3年4月1日\nF,建替え\n"
        ),
        csv("行事,開催日\nA,令和6年6月1日（月）\nB,令和6年6月2日（日）\n"),
        csv("行事,開催日\nA,2024年6月1日(金)\nB,2024/6/2(日)\n"),
        book(
            ("帳簿", "作成日"),
            ("A", 60),
            ("B", 45383),
            ("C", 45384),
            formats={"B2": "yyyy-mm-dd", "B3": "yyyy-mm-dd", "B4": "yyyy-mm-dd"},
            shows="B2 が1900年2月29日（表計算ソフトだけにある日）",
            shows_en="B2 shows 1900-02-29, a day that only spreadsheets have",
        ),
        book(
            ("帳簿", "作成日"),
            ("A", 45383),
            ("B", 0),
            ("C", 45384),
            formats={"B2": "yyyy-mm-dd", "B3": "yyyy-mm-dd", "B4": "yyyy-mm-dd"},
            shows="B3 が0（1900年1月0日と見える）",
            shows_en="B3 holds 0, which shows as 1900-01-00",
        ),
    ),
    good=(
        book(
            ("行事", "開始日"),
            ("A", 0.375),
            ("B", 0),
            ("C", 45383),
            ("D", 45384),
            ("E", 45385),
            formats={
                "B2": "h:mm",
                "B3": "h:mm",
                "B4": "yyyy-mm-dd",
                "B5": "yyyy-mm-dd",
                "B6": "yyyy-mm-dd",
            },
        ),
        book(
            ("帳簿", "作成日"),
            ("A", 59),
            ("B", 61),
            ("C", 45383),
            formats={"B2": "yyyy-mm-dd", "B3": "yyyy-mm-dd", "B4": "yyyy-mm-dd"},
        ),
        csv("行事,開催日\nA,2024-02-29\nB,2024-03-01\nC,1185-04-25\n"),
        csv("行事,開催日\nA,2024年2月29日\nB,2024年12月31日\n"),
        csv("行事,開催日\nA,20240229\nB,20241231\n"),
        csv("年,人数\n令和元年（2019年）,10\n平成31年（2019年）,20\n昭和64年（1989年）,5\n"),
        csv("行事,開催日\nA,R6.02.29\nB,H31.04.30\nC,S64.01.07\nD,T15.12.25\nE,M45.07.30\n"),
        csv("会館,開設日\nA,S1.12.25\nB,H1.01.08\nC,R1.05.01\nD,T1.07.30\n"),
        csv("行事,開催日\nA,2024年9月16日（月・祝）\nB,2024年6月2日(日)\nC,2024年6月3日（祝）\n"),
        csv("計画,内容\nA,平成32年度までに整備\nB,平成40年を目標\n"),
    ),
    check=(OfTable(_Watch), OfSheet(_check)),
)
