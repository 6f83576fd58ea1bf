"""S004: text that a spreadsheet runs as a formula when a citizen opens the CSV."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.late_pattern import late
from publisher.rules.examples import csv
from publisher.rules.rule import (
    Cell,
    Certainty,
    Hit,
    Interest,
    OfTable,
    Rule,
    TableHead,
    Watch,
)
from publisher.words import Text

_SHOWN = r"^[\t\r ]*[=+@-](?:[A-Za-z_(\"'=+@-]|.*[(|])|^[\t\r ]*=[0-9]"
_OPERAND = r"(?:[0-9.]+%?|\"[^\"]*\"|\$?[A-Z]{1,3}\$?[0-9]+)"
_CALL = late(
    rf"\s*[=+@-]+\s*(?:\(*{_OPERAND}\)*\s*[-+*/^&=<>]+\s*)*+[-+(]*"
    r"(?:[A-Z_.]+\(|[A-Z]{2,}[0-9]+\(|[A-Z]+\||\"=)",
    re.IGNORECASE,
)
"""A call of a function or a program, also as the last of a sum: -2+3+cmd|…"""
_CELLS = re.compile(r"\s*=\s*[-+(]?(?:\$?[A-Z]{1,3}\$?[0-9]+|[0-9.]+\s*[-+*/&^])", re.IGNORECASE)


class _Watch(Watch):
    def __init__(self) -> None:
        self.is_text = False

    def start(self, table: TableHead) -> Iterator[Hit]:
        self.is_text = table.sheet is None  # formulas of a workbook are L2-06's matter
        yield from ()

    def interests(self) -> Iterator[Interest]:
        if self.is_text:
            yield Interest(finds=_SHOWN)

    def cell(self, cell: Cell) -> Iterator[Hit]:
        if _CALL.match(cell.text):
            yield Hit(cell=cell, values={"value": cell.text})
        elif _CELLS.match(cell.text):
            yield Hit(
                cell=cell,
                values={"value": cell.text},
                certainty=Certainty.LIKELY,
                severity=Severity.WARNING,
            )


RULE = Rule(
    id="S004",
    name="formula-injection",
    severity=Severity.ERROR,
    title=Text("開くと数式として動く値", "A value that runs as a formula"),
    why=Text(
        "市民がExcelで開くと式として動き、パソコンを危険にさらすことがあります。",
        "Opened in a spreadsheet it is run, which can harm the citizen's computer.",
    ),
    fix=Text(
        "式の結果の値に置きかえてください。文字なら、先頭の記号（= + - @）を消してください。",
        "Replace it with its value; in a text, delete the leading sign (= + - @).",
    ),
    message=Text(
        "「{value}」は、Excelで開くと数式として動きます。値に置きかえてください。",
        "'{value}' runs as a formula in a spreadsheet. Replace it with the value.",
    ),
    decides=Text(
        "関数やプログラムの呼び出しは確実、計算らしいものは確認とします。負の数や電話番号は対象にしません。",
        "A call of a function or a program is certain, what looks like arithmetic likely; negative numbers and "
        "telephone numbers are fine.",
    ),
    bad=(
        csv("名称,合計\n北,=SUM(A1:A3)\n"),
        csv('名称,案内\n北,"=HYPERLINK(""http://www.example.com"",""案内"")"\n'),
        csv("名称,案内\n北,@SUM(1+1)\n"),
        csv("名称,案内\n北,=cmd|'/C calc'!A0\n"),
        csv("名称,案内\n北,-2+3+cmd|' /C calc'!A0\n"),
        csv('名称,案内\n北,"-1+HYPERLINK(""http://www.example.com"",""案内"")"\n'),
        csv("名称,合計\n北,=B2+C2\n"),
    ),
    good=(
        csv("名称,増減（人）\n北,-5\n南,12\n"),
        csv("名称,電話番号\n大使館,+81-3-1234-5678\n"),
        csv("名称,アカウント\n市役所,@city_example\n"),
        csv("名称,備考\n北,-\n南,=\n"),
        csv("名称,備考\n北,-2階 A(東)\n南,+5（予定）\n東,-1 B棟 (2F)\n"),
        csv("名称,備考\n北,==注意==\n"),
    ),
    check=OfTable(_Watch),
)
