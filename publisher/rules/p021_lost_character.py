"""P021: characters that were lost or slipped in when a file was converted or joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from publisher.findings import Severity
from publisher.rules.examples import csv
from publisher.rules.rule import Cell, Certainty, Hit, Interest, OfTable, Rule, TableHead, Watch
from publisher.tables import garbled
from publisher.words import Text

LOST = "\ufffd"
INVISIBLE = "\ufeff"
_BAD = f"[{LOST}{INVISIBLE}]"
LIKELY = r"[0-9０-９][?？][0-9０-９]|[0-9０-９一-龥々]\?+[一-龥々]|^\?+[一-龥々ぁ-んァ-ヶ]|[一-龥々]\?{2,}|〓"
"""Where a converter wrote ? (or the printers' 〓) for a character that it did not know."""
ADDRESS = re.compile(r"://|www\.|[?&][A-Za-z_]+=|@")
_INVISIBLE = Text(
    "「{value}」に、見えない文字が入っています（ファイルをつないだときに残ったものです）。"
    "その文字を消してください。",
    "'{value}' holds an invisible character (left over where files were joined). Delete it.",
)

_GARBLED = Text(
    "「{value}」は文字化けです（「{original}」のことです）。元のファイルを開き直し、正しい文字で保存してください。",
    "'{value}' is '{original}' read in a wrong encoding. Open the source again and save it rightly.",
)
_QUESTION_MARK = Text(
    "「{value}」の ? や 〓 は、変換のときに失われた文字のようです。元の資料を見て入れ直してください。",
    "The ? or 〓 in '{value}' looks like a character lost in conversion. "
    "Look it up in the source and write it again.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Hit]:
        header = table.layout.header
        for position, cell in enumerate(header.cells if header else (), start=1):
            if isinstance(cell, str) and (said := _said(cell)):
                yield Hit(record=header, position=position, **said)

    def interests(self) -> Iterator[Interest]:
        yield Interest(finds=_BAD)
        yield Interest(finds=LIKELY)
        yield Interest(finds=garbled.SHOWS)

    def cell(self, cell: Cell) -> Iterator[Hit]:
        if said := _said(cell.text):
            yield Hit(cell=cell, **said)


def _said(text: str) -> dict[str, Any]:
    """Return what a hit on this text holds; nothing where it is fine."""
    if (original := garbled.original(text)) is not None:
        return {"message": _GARBLED, "values": {"value": text, "original": original}}
    if LOST in text:
        return {"values": {"value": text}}
    if INVISIBLE in text:
        return {"message": _INVISIBLE, "values": {"value": text.replace(INVISIBLE, "□")}}
    if re.search(LIKELY, text) and not ADDRESS.search(text):
        likely = {"certainty": Certainty.LIKELY, "severity": Severity.WARNING}
        return {"message": _QUESTION_MARK, "values": {"value": text}, **likely}
    return {}


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
        csv("名称,住所\n市役所,大宇陀拾生714?1\n"),
        csv("名称,営業時間\n図書館,11:00?13:30\n"),
        csv("名称,対象\n教室,4?以下\n"),
        csv("名称\n??公民館\n"),
        csv("名称\n吉野〓工務店\n"),
        csv("蜷咲ｧｰ,菴乗園\n荳ｭ螟ｮ蜈ｬ豌鷹､ｨ,螂郁憶逵檎函鬧貞ｸ・\n"),
        csv("名称\nå¥ˆè‰¯å¸‚\n"),
    ),
    good=(
        csv("名称,住所\n市役所,東新町8-38\n", "utf-8-sig"),
        csv("名称,絵\n？会館,□\n"),
        csv("名称,案内\n市役所,https://example.lg.jp/a?1=2\n図書館,ご存じですか?図書館の日\n"),
        csv("名称\n蜂の巣会館\n蠣殻町会館\n葛城苑\n"),
        csv("姓\n葛󠄀城\n辻󠄀\n"),
    ),
    check=OfTable(_Watch),
)
