"""S001: individual numbers (個人番号). What is found is counted and placed, never shown."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from publisher.codes import is_personal_number
from publisher.findings import Severity
from publisher.rules.examples import csv
from publisher.rules.rule import (
    Cell,
    Certainty,
    Hit,
    Interest,
    OfTable,
    Rule,
    TableFacts,
    TableHead,
    Watch,
)
from publisher.tables.record import Record, text_of
from publisher.words import Text

_DIGIT, _JOINT = "[0-9０-９]", "[-‐－ー−\u0020\u3000]?"
_EDGE = "[^0-9０-９]"
_SHOWN = f"(?:^|{_EDGE}){_DIGIT}{{4}}{_JOINT}{_DIGIT}{{4}}{_JOINT}{_DIGIT}{{4}}(?:{_EDGE}|$)"
_TWELVE = re.compile(r"(?<![0-9])[0-9]{4}[-‐ー−\u0020]?[0-9]{4}[-‐ー−\u0020]?[0-9]{4}(?![0-9])")
_LABEL = re.compile(r"個人番号|マイナンバー|my_?number")
SHARE = 0.8
"""Of a column's numbers of twelve digits: ids pass the check digit by chance in one of ten."""
_KEPT = 1000
_ALONE = Text(
    "個人番号と同じ形の数字があります（値は表示しません）。個人番号なら、消してください。",
    "A number has the form of an individual number (not shown). If it is one, delete it.",
)


class _Watch(Watch):
    def __init__(self) -> None:
        self.named: set[int] = set()
        self.header = 0
        """Number of the header's record; 0 without one."""
        self.numbers: dict[int, int] = defaultdict(int)
        self.hits: dict[int, list[Cell]] = defaultdict(list)
        self.counts: dict[int, int] = defaultdict(int)

    def start(self, table: TableHead) -> Iterator[Hit]:
        self.named = {item.position for item in table.columns if _LABEL.search(item.key)}
        header = table.layout.header
        self.header = header.number if header else 0
        for record in (*table.layout.above, *([header] if header else ())):
            yield from self._beside(record)

    def _beside(self, record: Record) -> Iterator[Hit]:
        """See a record that holds no data, or should not: a table without names begins with data."""
        for position, value in enumerate(record.cells, start=1):
            if text := text_of(value):
                yield from self.cell(Cell(record.number, position, value, text, lambda: record))

    def interests(self) -> Iterator[Interest]:
        yield Interest(finds=_SHOWN)

    def cell(self, cell: Cell) -> Iterator[Hit]:
        text = unicodedata.normalize("NFKC", cell.text)
        for found in _TWELVE.findall(text):
            self.numbers[cell.position] += 1
            if is_personal_number("".join(filter(str.isdigit, found))):
                self.counts[cell.position] += 1
                if len(self.hits[cell.position]) < _KEPT:
                    self.hits[cell.position].append(cell)
        yield from ()

    def finish(self, facts: TableFacts) -> Iterator[Hit]:  # noqa: ARG002
        for position, cells in sorted(self.hits.items()):
            count = self.counts[position]
            is_column = count >= 2 and count >= self.numbers[position] * SHARE
            if position in self.named or is_column:
                for cell in cells:
                    is_above = cell.number <= self.header
                    yield Hit(cell=cell, is_above_header=is_above, values={"count": count})
            elif self.numbers[position] == 1:
                yield Hit(
                    cell=cells[0],
                    is_above_header=cells[0].number <= self.header,
                    message=_ALONE,
                    certainty=Certainty.LIKELY,
                    severity=Severity.WARNING,
                )


RULE = Rule(
    id="S001",
    name="personal-number",
    severity=Severity.ERROR,
    title=Text("個人番号（マイナンバー）の疑い", "What looks like individual numbers"),
    why=Text(
        "個人番号の公開は法律で禁じられ、一度公開すると取り返しがつきません。",
        "Publishing individual numbers is against the law and cannot be undone.",
    ),
    fix=Text(
        "個人番号の列を消してください。公開前の写しも残さないでください。",
        "Delete the column, and leave no copy of it behind.",
    ),
    message=Text(
        "個人番号の疑いが{count}件あります（値は表示しません）。公開を止めました。列ごと消してください。",
        "{count} of what look like individual numbers (not shown). Publication is stopped; "
        "delete the column.",
    ),
    decides=Text(
        "12けたの数字の検査用数字を確かめます。列名か、列の大半が合うことで確実とし、1件だけなら確認をお願いします。",
        "Checks the check digit of 12-digit numbers: certain by the column's name or where most of "
        "the column passes; a single one is asked about.",
    ),
    bad=(
        csv("番号,個人番号\n1,123456789018\n"),
        csv("番号,整理用\n1,123456789018\n2,1234-5678-9018\n"),
        csv("番号,備考\n1,本人の番号は１２３４５６７８９０１８です\n"),
        csv("山田,123456789018\n鈴木,987654321093\n"),
        csv("名簿（担当の番号 1234-5678-9018）,\n番号,氏名\n1,山田\n2,鈴木\n"),
    ),
    good=(
        csv("番号,管理番号\n1,123456789012\n2,234567890123\n3,123456789018\n4,345678901234\n"),
        csv("名称,法人番号\n奈良県,1000020290009\n"),
        csv("名称,電話番号\n市役所,0743-74-1111\n"),
        csv("名称,JANコード\n水,4901234567894\n"),
    ),
    check=OfTable(_Watch),
)
