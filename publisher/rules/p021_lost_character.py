"""P021: characters that were lost or slipped in when a file was converted or joined."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import csv
from publisher.rules.rule import Hit, OfTable, Rule, TableHead, Watch
from publisher.tables.record import Record
from publisher.words import Text

LOST = "\ufffd"
INVISIBLE = "\ufeff"
_INVISIBLE = Text(
    "「{value}」に、見えない文字が入っています（ファイルをつないだときに残ったものです）。"
    "その文字を消してください。",
    "'{value}' holds an invisible character (left over where files were joined). Delete it.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Hit]:
        if table.layout.header is not None:
            yield from self.row(table.layout.header)

    def row(self, record: Record) -> Iterator[Hit]:
        for position, cell in enumerate(record.cells, start=1):
            if not isinstance(cell, str):
                continue
            if LOST in cell:
                yield Hit(record=record, position=position, values={"value": cell})
            elif INVISIBLE in cell:
                shown = cell.replace(INVISIBLE, "□")
                yield Hit(
                    record=record, position=position, message=_INVISIBLE, values={"value": shown}
                )


RULE = Rule(
    id="P021",
    name="lost-character",
    severity=Severity.ERROR,
    title=Text("失われた文字や見えない文字がある", "Lost or invisible characters"),
    why=Text(
        "もとの文字が分からなくなり、検索も照合もできません。",
        "The original is gone; searching and matching fail.",
    ),
    fix=Text(
        "元の資料を見て、正しい文字を入れ直してください。",
        "Look the characters up in the source and write them again.",
    ),
    message=Text(
        "「{value}」の � は、変換のときに失われた文字です。元の資料を見て入れ直してください。",
        "The � in '{value}' is a character lost in conversion. "
        "Look it up in the source and write it again.",
    ),
    bad=(
        csv("名称,住所\n市\ufffd所,東新町8-38\n"),
        csv("名\ufffd,住所\n市役所,東新町8-38\n"),
        csv("名称,住所\n市役所,東新町8-38\n\ufeff名称,住所\n"),
    ),
    good=(
        csv("名称,住所\n市役所,東新町8-38\n", "utf-8-sig"),
        csv("名称,絵\n？会館,□\n"),
        csv("姓\n葛󠄀城\n辻󠄀\n"),
    ),
    check=OfTable(_Watch),
)
