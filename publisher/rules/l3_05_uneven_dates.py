"""L3-05: points in time that only people read, or written in several ways in one column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.findings import Severity
from publisher.rules.date_style import Style, expression, style_of, usual_style, year_fitted
from publisher.rules.declared_marks import missing_values
from publisher.rules.era_pairs import has_gregorian
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
from publisher.rules.time_axis import forms_of, is_time_axis
from publisher.tables.columns import Column
from publisher.tables.record import Record, text_of
from publisher.tables.time_forms import ACCEPTED, Form, form_of, gregorian, is_lunar
from publisher.words import Text

_SEVERAL = re.compile("[、，,;；]")
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
    Form.SHORT_YEAR: Text(
        "「{value}」の年が、どの元号か（西暦か）分かりません。「2024-04-01」の形で書いてください。",
        "The era of '{value}' is not written, if its year is of one. Write it as 2024-04-01.",
    ),
    Form.DOTTED_MONTH: Text(
        "「{value}」は小数と区別できず、10月が1月になります。「2024-04」の形で書いてください。",
        "'{value}' reads as a decimal number, and October becomes January. Write it as 2024-04.",
    ),
    Form.NO_YEAR: Text(
        "「{value}」に年がありません。「2024-04-01」の形で書いてください。",
        "'{value}' has no year. Write it as 2024-04-01.",
    ),
}


@dataclass(frozen=True, slots=True)
class _Usual:
    """How most cells of a column are written."""

    form: Form
    style: Style
    example: str


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        self.columns: dict[int, Column] = {}
        self.usual: dict[int, _Usual] = {}
        self.asked: list[Interest] = []
        above = list(_above(table.layout.above))
        yield from above
        axes = [column for column in table.columns if is_time_axis(table, column)]
        for column in axes:
            if has_gregorian(column, table):
                continue
            self.columns[column.position] = column
            fine = sorted(map(re.escape, missing_values(table, column) - {""}))
            usual = _usual(forms_of(table, column), is_fiscal="年度" in column.key)
            if usual:
                self.usual[column.position] = usual
                fine.append(expression(usual.form, usual.style))
            fine.append(r"[ \u3000]*")
            here = frozenset({column.position})
            self.asked.append(Interest(columns=here, unless="|".join(fine)))
        if not (axes or above):
            yield NotApplicable()

    def interests(self) -> Iterator[Interest]:
        yield from self.asked

    def cell(self, cell: Cell) -> Iterator[Hit]:
        if not isinstance(cell.value, str):
            return
        usual = self.usual.get(cell.position)
        label = self.columns[cell.position].label
        # Several dates in a cell are L1-07's; each may still be written otherwise.
        for text in [cell.text] if form_of(cell.text) else _SEVERAL.split(cell.text):
            form = form_of(text)
            values: dict[str, object] = {"value": text.strip(), "label": label}
            if form is None:
                return
            if form not in ACCEPTED:
                is_fiscal = "年度" in self.columns[cell.position].key
                if wrong := _wrong(text, form, is_fiscal=is_fiscal):
                    words, right = wrong
                    if usual is not None:
                        right = year_fitted(right, usual.form, is_fiscal=is_fiscal)
                    yield Hit(cell=cell, message=words, values=values | {"right": right})
                return
            if usual is not None and not _agree(form, text, usual):
                yield Hit(cell=cell, message=_MIXED, values=values | {"usual": usual.example})
                return


def _above(above: Sequence[Record]) -> Iterator[Hit]:
    """Yield the cells above the header that are a date and nothing else: 令和6年4月1日現在."""
    for record in above:
        for position, value in enumerate(record.cells, start=1):
            text = text_of(value)
            form = form_of(text)
            if form not in {Form.ERA, Form.TWO_DIGITS, Form.AMERICAN} or not isinstance(value, str):
                continue
            if wrong := _wrong(text, form):
                words, right = wrong
                yield Hit(
                    record=record,
                    position=position,
                    is_above_header=True,
                    message=words,
                    values={"value": text, "label": text, "right": right},
                )


def _wrong(text: str, form: Form, *, is_fiscal: bool = False) -> tuple[Text, str] | None:
    """Return what is wrong with a form that is not accepted, and how it should be written.

    None for a day that no calendar has (D008 says so), and for one of the lunar calendar.
    """
    right = gregorian(text, is_fiscal=is_fiscal)
    if right is not None and is_lunar(right):
        return None
    words = _WORDS.get(form) or (_PROVEN if right else None)
    return (words, right or "") if words else None


def _usual(found: Sequence[tuple[str, Form]], *, is_fiscal: bool) -> _Usual | None:
    """Return how most cells are written; where all are to be mended, what they are to become."""
    accepted = [item for item in found if item[1] in ACCEPTED] or [
        pair for item in found if (pair := _to_be(*item, is_fiscal=is_fiscal))
    ]
    if not accepted:
        return None
    counts = Counter(form for _, form in accepted)
    form = max(counts, key=lambda form: (counts[form], form is Form.YEAR))
    texts = [text for text, other in accepted if other is form]
    styles = [style_of(text, form) for text in texts if text]
    style = usual_style(styles)
    usual = (text for text in texts if text and style.allows(style_of(text, form)))
    return _Usual(form, style, next(usual, "2024-04-01"))


def _to_be(text: str, form: Form, *, is_fiscal: bool) -> tuple[str, Form] | None:
    """Return what is accepted as it is, 1985年 for 昭和60年; None for other points in time."""
    if form in ACCEPTED:
        return text, form
    right = gregorian(text, is_fiscal=is_fiscal) or ""
    form = form_of(right) or form
    return (right, form) if form in {Form.KANJI, Form.FISCAL} else None


def _agree(form: Form, text: str, usual: _Usual) -> bool:
    """Say whether two accepted forms are one; a year with its era beside it is no other form."""
    if form is usual.form:
        return usual.style.allows(style_of(text, form))
    return Form.BOTH in {form, usual.form}


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
        csv("施設,開設年,改築年\nA,昭和60年,1985\nB,平成2年,2001\nC,平成元年,1995\n"),
        csv("施設,開設年\nA,昭和50年\nB,平成元年度\nC,S60頃\nD,H1\nE,平成2年\nF,不詳\n"),
        csv("施設,設置年\nA,S55\nB,H12\nC,R3\nD,H元\n"),
        csv("施設,設置年度\nA,昭和55\nB,平成12\nC,令和3\nD,平成5年度\n"),
        csv("施設,竣工\nA,S55.3\nB,H12.4\nC,R3.10\n"),
        csv("年月,件数\nR5.4,1\nR5.5,2\nR5.6,3\n"),
        csv("年月,件数\n2024.4,1\n2024.5,2\n2024.6,3\n"),
        csv("日付,人数\n03/04/01,10\n03/04/02,20\n"),
        csv("施設,開設年月日\nA,6.4.1\nB,30.3.31\nC,5年10月1日\n"),
        csv("施設,認可\nA,30.4.1\nB,29.10.13\nC,6.4.30\n"),
        csv("日付,人数\n3/1/2021,10\n3/2/2021,20\n"),
        csv("日付,人数\n2017.3.31,10\n2018.3.31,20\n"),
        csv("日付,人数\n2024-04-01,10\n2024/4/2,20\n2024-04-03,5\n"),
        csv("日付,人数\n7/1,10\n7/2,20\n"),
        csv("日付,人数\n2024-04-01,10\n2024-4-2,20\n2024-04-03,5\n"),
        csv("終了日,箇所\n2024/04/01,10\n2024/04/02 17:00,20\n2024/04/03,5\n"),
        csv(
            "開催日,行事\n8月12日（水）,a\n8月13日（木）～15日（土）,b\n8月19日（水）,c\n8月20日（木）,d\n"
        ),
        csv(
            "人口調査,,,令和6年4月1日現在\n地区,世帯数,男（人）,女（人）\n北,10,11,12\n南,20,21,22\n"
        ),
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
        csv("日付,人数\n2024-12-13,10\n2024-04-02,20\n2024-10-31,5\n"),
        csv("休館日,施設\n月曜,a\n火曜,b\n年末年始,c\n7/1,d\n"),
        csv("年度,人数\n2023年度,10\n2024年度,20\n"),
        csv("年,人数\n2023,10\n2024,20\n"),
        csv("年,人数\n令和5年（2023年）,10\n令和6年（2024年）,20\n"),
        csv("和暦,西暦,人数\n令和5年,2023,10\n令和6年,2024,20\n"),
        csv("年度,西暦,人数\n令和2年度,2020,10\n令和3年度,2021,20\n"),
        csv("開催日,開催日（西暦）,人数\nR2.4.1,2020-04-01,10\n令和3年4月1日,2021-04-01,20\n"),
        csv("施設,開設日,開設日_和暦\nA,2021-04-01,令和3年4月1日\nB,2018-04-01,平成30年4月1日\n"),
        csv("日付,人数\nR8.05.13,10\nR8.05.14,20\n"),
        csv("橋,架橋\nA,明治3年4月1日\nB,明治4年5月3日\n"),
        csv("行事,内容\nA,令和6年4月1日に開始\nB,平成30年の災害\n"),
        csv("行事,説明\n令和6年度敬老会,a\n令和5年度運動会,b\n"),
        csv("教室,人数\nS1,10\nH2,20\nR3,30\n"),
        csv("氏名欄,学年\nA,M1\nB,M2\nC,M1\n"),
        csv("地点,水位（m）\nA,2024.4\nB,2024.5\n"),
        csv("地震,マグニチュード\nA,M5.2\nB,M6.1\n"),
        csv("庁内ソフト,バージョン\nA,10.2.1\nB,11.3.13\nC,12.0.1\n"),
        csv("節番号,見出し\n10.1.1,総則\n10.1.2,目的\n10.2.13,定義\n"),
        csv("地区,曜日,収集日\n東,水,1.3.5\n西,木,1.3.5\n北,月,2.3.4\n"),
        csv("相談,相談日\n法律,1.3.5\n税,2・4\n登記,1-2-4\n年金,2.4.5\n"),
        csv("目標,取組\n3.4.1,a\n11.7.1,b\n16.10.2,c\n12.4.13,d\n"),
        csv("機器,対応\n北館,17.4.1\n南館,16.7.12\n東館,15.8.13\n"),
        csv("施設,番地\nA,6-4-1\nB,3-3-31\nC,5-10-1\n"),
        csv("学校,学年\n北小,1年\n南小,2年\n東小,3年\n西小,特別支援\n"),
        csv("利用率,回\n1/2,第1回\n1/3,第2回\n"),
    ),
    check=OfTable(_Watch),
)
