"""P021: characters that were lost or slipped in when a file was converted or joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from publisher.findings import Severity
from publisher.rules.examples import csv
from publisher.rules.rule import Cell, Hit, Interest, OfTable, Rule, TableHead, Watch
from publisher.words import Text

LOST = "\ufffd"
INVISIBLE = "\ufeff"
_BAD = f"[{LOST}{INVISIBLE}]"
_INVISIBLE = Text(
    "「{value}」に、見えない文字が入っています（ファイルをつないだときに残ったものです）。"
    "その文字を消してください。",
    "'{value}' holds an invisible character (left over where files were joined). Delete it.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Hit]:
        header = table.layout.header
        for position, cell in enumerate(header.cells if header else (), start=1):
            if isinstance(cell, str) and re.search(_BAD, cell):
                yield Hit(record=header, position=position, **_said(cell))

    def interests(self) -> Iterator[Interest]:
        yield Interest(finds=_BAD)

    def cell(self, cell: Cell) -> Iterator[Hit]:
        yield Hit(cell=cell, **_said(cell.text))


def _said(text: str) -> dict[str, Any]:
    if LOST in text:
        return {"values": {"value": text}}
    return {"message": _INVISIBLE, "values": {"value": text.replace(INVISIBLE, "□")}}


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
