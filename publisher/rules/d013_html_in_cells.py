"""D013: HTML in cells: tags and entities that were copied from a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import csv
from publisher.rules.rule import Cell, Certainty, Hit, Interest, OfTable, Rule, Watch
from publisher.words import Text

_NAMES = (
    "a|b|i|u|p|br|hr|em|li|ol|ul|td|tr|th|div|img|pre|sub|sup|font|span|table|center|strong|h[1-6]"
    "|script|style|iframe|embed|object|svg|video|html|body|meta"
)
_TAG = re.compile(rf"</?(?:{_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#[0-9]{2,5}|#x[0-9A-Fa-f]{2,5});")


class _Watch(Watch):
    def interests(self) -> Iterator[Interest]:
        yield Interest(finds=r"</?[A-Za-z]|&[a-z#][a-z0-9]{1,5};")

    def cell(self, cell: Cell) -> Iterator[Hit]:
        found = _TAG.search(cell.text) or _ENTITY.search(cell.text)
        if found is not None and isinstance(cell.value, str):
            yield Hit(cell=cell, values={"mark": found[0]})


RULE = Rule(
    id="D013",
    name="html-in-cells",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("HTMLの記号が入った値", "HTML in cells"),
    why=Text(
        "表では「<br>」のまま表示され、検索や集計のじゃまになります。",
        "A table shows the tags as they are, and they disturb searches and counts.",
    ),
    fix=Text(
        "HTMLの記号を消してください。改行の代わりなら、列を分けるか「。」で区切ってください。",
        "Delete the tags; where one stands for a line break, use more columns or sentences.",
    ),
    message=Text(
        "ホームページ用の記号「{mark}」が入っています。消してください。",
        "There is '{mark}', which belongs into a web page. Delete it.",
    ),
    decides=Text(
        "よく使われるHTMLの記号だけを見ます（<br> <a …> &amp; など）。<要予約> などは問題としません。",
        "Looks for frequent tags and entities only (<br>, <a …>, &amp;).",
    ),
    bad=(
        csv("名称,開館時間\n公民館,8:30～17:00<br>年中無休\n"),
        csv('名称,案内\n公民館,"<a href=""https://www.example.jp/"">地図</a>"\n'),
        csv("名称,備考\n公民館,駐車場&nbsp;あり\n"),
        csv("名称,備考\n公民館,<script>alert(1)</script>\n"),
    ),
    good=(
        csv("名称,備考\n公民館,<要予約>\n図書館,<A棟> 5<10\n店,M&A;B\n"),
        csv("名称,URL\n公民館,https://www.example.jp/?a=1&lt=2\n"),
    ),
    check=OfTable(_Watch),
)
