"""L3-05: points in time that only people read, or written in several ways in one column."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.declared_marks import missing_values
from publisher.rules.examples import book, csv
from publisher.rules.rule import (
    Cell,
    Certainty,
    Hit,
    Interest,
    NotApplicable,
    OfTable,
    Outcome,
    Rule,
    TableHead,
    Watch,
)
from publisher.tables.columns import Column, Kind
from publisher.tables.record import text_of
from publisher.tables.time_forms import ACCEPTED, EXPRESSIONS, Form, form_of, gregorian
from publisher.words import Text

_ERA_LABEL = re.compile(r"和暦|元号|年号|^era")
_WESTERN = re.compile(r"西暦|gregorian|西歴")
_UNREADABLE = frozenset({Form.AMERICAN, Form.TWO_DIGITS, Form.NO_YEAR})
_PROVEN = Text(
    "「{value}」は「{right}」と書いてください（西暦を使うと、並べ替えや集計ができます）。",
    "Write '{right}' instead of '{value}': Gregorian dates can be sorted and counted.",
)
_MIXED = Text(
    "「{label}」の列のほかのセルは「{usual}」の形ですが、ここは「{value}」です。"
    "1つの形にそろえてください。",
    "Other cells of '{label}' are written like '{usual}', this one is '{value}'. Keep to one form.",
)
_WORDS = {
    Form.AMERICAN: Text(
        "「{value}」は、どれが月でどれが日か分かりません。「2024-04-01」の形で書いてください。",
        "Nobody can tell month from day in '{value}'. Write it as 2024-04-01.",
    ),
    Form.TWO_DIGITS: Text(
        "「{value}」の年が、西暦か和暦か分かりません。「2024-04-01」の形で書いてください。",
        "The year in '{value}' may be of either calendar. Write it as 2024-04-01.",
    ),
    Form.NO_YEAR: Text(
        "「{value}」に年がありません。「2024-04-01」の形で書いてください。",
        "'{value}' has no year. Write it as 2024-04-01.",
    ),
}
_IMPOSSIBLE = Text(
    "「{value}」は暦にない日のようです。確かめて、「2024-04-01」の形で書いてください。",
    "'{value}' seems to be no day of the calendar. Check it and write it as 2024-04-01.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        self.columns: dict[int, Column] = {}
        self.usual: dict[int, tuple[Form, str]] = {}
        self.asked: list[Interest] = []
        has_western = any(_WESTERN.search(column.key) for column in table.columns)
        axes = [column for column in table.columns if column.kind in {Kind.DATE, Kind.YEAR}]
        for column in axes:
            if has_western and _ERA_LABEL.search(column.key):
                continue
            self.columns[column.position] = column
            forms = _forms(table, column)
            usual = Counter(form for _, form in forms if form in ACCEPTED).most_common(1)
            fine = sorted(map(re.escape, missing_values(table, column) - {""}))
            if usual:
                form = usual[0][0]
                example = next(text for text, found in forms if found is form)
                self.usual[column.position] = (form, example)
                fine.append(EXPRESSIONS[form])
            fine.append(r"[ \u3000]*")
            here = frozenset({column.position})
            self.asked.append(Interest(columns=here, unless="|".join(fine)))
        if not axes:
            yield NotApplicable()

    def interests(self) -> Iterator[Interest]:
        yield from self.asked

    def cell(self, cell: Cell) -> Iterator[Hit]:
        form = form_of(cell.text)
        column = self.columns[cell.position]
        values: dict[str, object] = {"value": cell.text.strip(), "label": column.label}
        usual = self.usual.get(cell.position)
        if form is None or not isinstance(cell.value, str):
            return
        if form not in ACCEPTED:
            right = gregorian(cell.text)
            words = _WORDS.get(form) or (_PROVEN if right else _IMPOSSIBLE)
            yield Hit(cell=cell, message=words, values=values | {"right": right or ""})
        elif usual is not None and not _agree(form, usual[0]):
            yield Hit(cell=cell, message=_MIXED, values=values | {"usual": usual[1]})


def _forms(table: TableHead, column: Column) -> list[tuple[str, Form]]:
    """Return the points in time of the first rows; a workbook's own dates count as ISO."""
    index = column.position - 1
    found: list[tuple[str, Form]] = []
    for row in table.sample:
        value = row.cells[index] if index < len(row.cells) else None
        if isinstance(value, dt.date):
            found.append((value.isoformat()[:10], Form.ISO))
        elif form := form_of(text_of(value)):
            found.append((text_of(value), form))
    return found


def _agree(one: Form, other: Form) -> bool:
    """Say whether two accepted forms are one; a year with its era beside it is no other form."""
    return one is other or Form.BOTH in {one, other}


RULE = Rule(
    id="L3-05",
    name="uneven-dates",
    severity=Severity.INFO,
    certainty=Certainty.LIKELY,
    official_title="時間軸の表記が標準化されているか",
    numbers_2020=("1-11",),
    title=Text("日付や年の書き方が、標準の形ではない", "Dates and years not in a standard form"),
    why=Text(
        "並べ替えや期間での抽出ができず、年をまちがえて使われます。",
        "Dates cannot be sorted or filtered, and years are taken for others.",
    ),
    fix=Text(
        "「2024-04-01」「2024年度」のように西暦で、列の中は1つの形で書いてください。",
        "Write Gregorian dates (2024-04-01, 2024年度), one form per column.",
    ),
    decides=Text(
        "日付や年の列で、和暦だけの日付、年のない日付、混ざった形を違反の疑いとします。",
        "Likely in columns of dates: eras alone, dates without a year, several forms.",
    ),
    bad=(
        csv("施設,開設年月日\nA,令和3年4月1日\nB,平成30年4月1日\n"),
        csv("施設,開設年月日\nA,S22.4.1\nB,H9.11.25\n"),
        csv("年度,人数\n令和5年度,10\n令和6年度,20\n"),
        csv("日付,人数\n03/04/01,10\n03/04/02,20\n"),
        csv("日付,人数\n3/1/2021,10\n3/2/2021,20\n"),
        csv("日付,人数\n2017.3.31,10\n2018.3.31,20\n"),
        csv("日付,人数\n2024-04-01,10\n2024/4/2,20\n2024-04-03,5\n"),
        csv("日付,人数\n7/1,10\n7/2,20\n"),
        book(
            ("日付", "人数"),
            ("2024年4月1日", 3),
            ("2024年4月2日", 4),
            ("2024-04-03", 5),
            shows="A4 だけ書き方が違う",
            shows_en="A4 is written in another form",
        ),
    ),
    good=(
        csv("日付,人数\n2024-04-01,10\n2024-04-02,20\n"),
        csv("日付,人数\n2024/4/1,10\n2024/10/12,20\n"),
        csv("年度,人数\n2023年度,10\n2024年度,20\n"),
        csv("年,人数\n2023,10\n2024,20\n"),
        csv("年,人数\n令和5年（2023年）,10\n令和6年（2024年）,20\n"),
        csv("和暦,西暦,人数\n令和5年,2023,10\n令和6年,2024,20\n"),
        csv("日付,人数\nR8.05.13,10\nR8.05.14,20\n"),
        csv("行事,内容\nA,令和6年4月1日に開始\nB,平成30年の災害\n"),
        csv("行事,説明\n令和6年度敬老会,a\n令和5年度運動会,b\n"),
        csv("地震,マグニチュード\nA,M5.2\nB,M6.1\n"),
        csv("利用率,回\n1/2,第1回\n1/3,第2回\n"),
    ),
    check=OfTable(_Watch),
)
