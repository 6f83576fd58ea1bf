"""L1-14: a line break inside a record of a text file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import book, csv
from publisher.rules.rule import (
    Cell,
    Hit,
    Interest,
    NotApplicable,
    OfTable,
    Rule,
    TableHead,
    Watch,
)
from publisher.rules.watch import BREAK
from publisher.words import Text

FORMS = frozenset({"csv", "tsv", "gtfs"})
_IN_HEADER = Text(
    "項目名「{value}」の中に改行があります。改行を消し、項目名の行を1行にしてください。",
    "The header '{value}' holds a line break. Remove it, so that the header is one line.",
)


class _Watch(Watch):
    def __init__(self) -> None:
        self.is_text = False

    def start(self, table: TableHead) -> Iterator[Hit | NotApplicable]:
        self.is_text = table.form in FORMS
        if not self.is_text:
            yield NotApplicable()
            return
        header = table.layout.header
        for position, cell in enumerate(header.cells if header else (), start=1):
            if re.search(BREAK, str(cell)):
                yield Hit(
                    record=header, position=position, message=_IN_HEADER, values={"value": cell}
                )

    def interests(self) -> Iterator[Interest]:
        if self.is_text:
            yield Interest(finds=BREAK)

    def cell(self, cell: Cell) -> Iterator[Hit]:
        yield Hit(cell=cell, values={"value": cell.text})


RULE = Rule(
    id="L1-14",
    name="broken-line",
    severity=Severity.ERROR,
    title=Text("セルの中に改行がある", "A line break inside a cell"),
    official_title="【CSV】１行１データで表現されているか",
    numbers_2020=("1-5",),
    why=Text(
        "1件のデータが2行以上に分かれ、行ごとに読む道具では壊れます。",
        "One record is spread over several lines and breaks in tools that read line by line.",
    ),
    fix=Text(
        "改行を消してください。2つの内容なら、列か行を分けてください。",
        "Remove the line break; where it parts two things, use two columns or rows.",
    ),
    message=Text(
        "「{value}」の中に改行があります。改行を消し、1件を1行にしてください。",
        "'{value}' holds a line break. Remove it, so that one record is one line.",
    ),
    decides=Text(
        "改行のあるセルは、すべて確実な違反とします（引用符で囲んであっても同じです）。",
        "Every line break inside a cell is a certain violation, quoted or not.",
    ),
    bad=(
        csv('名称,備考\n市役所,"月曜休み\n祝日休み"\n公民館,火曜休み\n'),
        csv('名称,"定員\n（人）"\n市役所,20\n'),
        csv('名称,住所\r\n市役所,"東新町8-38\r\n本館"\r\n'),
    ),
    good=(
        csv("名称,備考\n市役所,月曜休み。祝日休み\n"),
        csv('名称,備考\r\n市役所,"月曜, 祝日休み"\r\n'),
        book(("名称", "備考"), ("市役所", "月曜休み")),
    ),
    check=OfTable(_Watch),
)
