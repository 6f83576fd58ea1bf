"""D011: what a spreadsheet made of a value when the file was opened and saved in it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules import column_roles
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
from publisher.tables.record import filled, text_of
from publisher.words import Text

_EXPONENT = re.compile(r"[1-9](?:\.[0-9]+)?E\+(?:0[5-9]|1[0-9]|2[0-9])")
_SERIAL = re.compile(r"[2-5][0-9]{4}(?:\.0)?")
"""1954 to 2064."""
_DAY_LABEL = re.compile(
    r"年月日|日付|(?:登録|更新|公開|掲載|開設|開館|設置|設立|指定|認可|許可|認定|開始|終了|発生|作成|締切|受付)日(?:[_(].*)?$"
    r"|(?:^|_)date(?:$|_)|[a-z]date$"
)
_NUMBER_OF_HOUSE = re.compile(r"番地|住所|所在地|地番|丁目|方書|address", re.IGNORECASE)
_AS_DATE = re.compile(
    r"(?:[0-9]{4}[/-][0-9]{1,2}[/-][0-9]{1,2}(?: 0?0:00(?::00)?)?|[0-9]{1,2}月[0-9]{1,2}日"
    r"|[0-9]{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-[0-9]{2})"
)
_SHOWS_DATE = (
    r"^(?:[0-9]{4}[/-][0-9]{1,2}[/-][0-9]{1,2}(?: 0?0:00(?::00)?)?|[0-9]{1,2}月[0-9]{1,2}日"
    r"|[0-9]{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-[0-9]{2})$"
)
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)")
"""What a formula shows that failed; a text file keeps it as a value."""
_NARROW = re.compile("#{3,}")
"""What a spreadsheet shows, and saves as CSV, where a day or number has no room or is none."""
_LOST = re.compile(f"{_ERROR.pattern}|{_NARROW.pattern}")
_SHARE = 0.8
_SERIAL_SAID = Text(
    "「{value}」は、Excelが日付を数える番号です。「{proposal}」に直してください。",
    "'{value}' is the number by which a spreadsheet counts a day. Write '{proposal}'.",
)
_ERROR_SAID = Text(
    "「{value}」は数式のエラーです。元の表で正しい値にしてから保存し直すか、値がなければ空にしてください。",
    "'{value}' is the error of a formula. Mend it in the source and save again, or leave it empty.",
)
_NARROW_SAID = Text(
    "「{value}」は、列の幅が足りないか日付にならないときにExcelが見せる印で、値は残っていません。"
    "元の表で列を広げ（直らなければ正しい値を入れ）、保存し直してください。",
    "'{value}' is what a spreadsheet shows where a column is too narrow or a date is none; the value "
    "is gone. Widen the column in the source, or enter the right value, and save again.",
)
_DATE_SAID = Text(
    "住所の列に日付「{value}」が入っています。番地が日付に変わったようです。"
    "元の資料で確かめ、列を文字列にして入れ直してください。",
    "A column of addresses holds the date '{value}': a house number turned into a date. Look it up "
    "and enter it again in a column of text.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        columns = [item for item in table.columns if item.kind is not Kind.EMPTY]
        self.declared = {item.position for item in columns if item.is_declared}
        self.codes = _positions(columns, Kind.CODE, Kind.TEXT)
        self.days = frozenset(item.position for item in columns if _is_of_days(item, table))
        self.addresses = frozenset(
            item.position
            for item in columns
            if item.kind not in {Kind.DATE, Kind.YEAR}
            and _NUMBER_OF_HOUSE.search(item.key)
            and column_roles.is_address(item)
        )
        # Of workbooks L2-06 tells, of columns of numbers L2-01.
        self.others = frozenset(
            item.position
            for item in columns
            if item.kind is not Kind.NUMBER
            and not any(map(_LOST.fullmatch, missing_values(table, item)))
        )
        if table.sheet is not None:
            self.others = frozenset()
        if not columns:
            yield NotApplicable()

    def interests(self) -> Iterator[Interest]:
        if self.codes:
            yield Interest(columns=self.codes, finds=r"[0-9]E\+[0-9][0-9]")
        if self.days:
            yield Interest(columns=self.days, finds=r"^[ ]*[2-5][0-9]{4}(?:\.0)?[ ]*$")
        if self.others:
            yield Interest(columns=self.others, finds=r"^[ ]*#(?:[A-Z]+[/0A]*[!?A]|##+)[ ]*$")
        if self.addresses:
            yield Interest(columns=self.addresses, finds=_SHOWS_DATE)

    def cell(self, cell: Cell) -> Iterator[Hit]:
        text = unicodedata.normalize("NFKC", cell.text).strip()
        if cell.position in self.codes and _EXPONENT.fullmatch(text):
            yield Hit(cell=cell, values={"value": text})
        elif cell.position in self.days and _SERIAL.fullmatch(text):
            day = dt.date(1899, 12, 30) + dt.timedelta(days=int(float(text)))
            is_declared = cell.position in self.declared
            yield Hit(
                cell=cell,
                message=_SERIAL_SAID,
                certainty=Certainty.CERTAIN if is_declared else None,
                severity=Severity.ERROR if is_declared else None,
                values={"value": text, "proposal": day.isoformat()},
            )
        elif cell.position in self.others and _ERROR.fullmatch(text):
            yield Hit(cell=cell, message=_ERROR_SAID, values={"value": text})
        elif (
            cell.position in self.others
            and _NARROW.fullmatch(text)
            and filled(cell.row()) > 1  # alone in its row it is a line of the layout (L1-04)
        ):
            yield Hit(cell=cell, message=_NARROW_SAID, values={"value": text})
        elif cell.position in self.addresses and (
            hasattr(cell.value, "year") or _AS_DATE.fullmatch(text)
        ):
            yield Hit(cell=cell, message=_DATE_SAID, values={"value": text})


def _positions(columns: list[Column], *kinds: Kind) -> frozenset[int]:
    return frozenset(item.position for item in columns if item.kind in kinds)


def _is_of_days(column: Column, table: TableHead) -> bool:
    """Say whether a number there is a day: by the other values, or by the column's name."""
    if column.kind is Kind.DATE:
        return True
    if column.kind is not Kind.NUMBER or not _DAY_LABEL.search(column.key):
        return False
    index = column.position - 1
    cells = (row.cells[index] for row in table.sample if index < len(row.cells))
    texts = [text for cell in cells if (text := text_of(cell).strip())]
    return sum(1 for text in texts if _SERIAL.fullmatch(text)) >= _SHARE * len(texts) > 0


RULE = Rule(
    id="D011",
    name="spreadsheet-damage",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("表計算ソフトで変わってしまった値", "Values that a spreadsheet has changed"),
    why=Text(
        "元の番号や番地が失われています。読む側では元に戻せません。",
        "The number that stood there is lost, and readers cannot restore it.",
    ),
    fix=Text(
        "列の表示形式を「文字列」にしてから、元の資料の値を入れ直してください。",
        "Set the column's format to text and enter the values again from their source.",
    ),
    message=Text(
        "「{value}」は、長い番号が表計算ソフトで縮められたものです。"
        "列を文字列にし、元の資料から番号を入れ直してください。",
        "'{value}' is a long number that a spreadsheet has shortened. Make the column text and enter "
        "the number again from its source.",
    ),
    decides=Text(
        "番号の列の「1.31E+12」、日付の列の5けたの数、住所の列の日付、「#N/A」などのエラーや「########」を疑いとします。",
        "Likely: 1.31E+12 in columns of codes, numbers of five digits in columns of dates, dates in "
        "columns of addresses, errors such as #N/A, ########.",
    ),
    supersedes=frozenset({"type-error"}),
    bad=(
        csv("名称,法人番号\n奈良県,1.00002E+12\n"),
        csv("行事,開催年月日\nA,45383\nB,45384\n"),
        csv("行事,開催年月日\nA,2024-04-01\nB,45384\nC,2024-04-03\nD,2024-04-04\nE,2024-04-05\n"),
        csv("名称,番地\n市役所,8-38\n駅,2003/5/30\n園,12-1\n"),
        csv("名称,住所\n市役所,東新町8-38\n駅,#N/A\n園,#REF!\n"),
        csv("名称,番地\n市役所,8-38\n駅,3月5日\n園,12-1\n"),
        csv("行事,開催日\nA,2024-04-01\nB,########\nC,2024-04-05\n"),
    ),
    good=(
        csv("名称,質量（kg）\n星,1.31E+12\n月,2.5E+10\n"),
        csv("行事,参加者（人）\nA,45383\nB,45384\n"),
        csv("名称,番地\n市役所,8-38\n駅,3-5\n園,東新町3番5号\n"),
        csv("名称,呼び名\n市役所,#生駒\n駅,#N\n園,C#\n店,##\n"),
        book(("行事", "開催日"), ("A", dt.date(2024, 4, 1)), ("B", dt.date(2024, 4, 2))),
    ),
    check=OfTable(_Watch),
)
