"""D001: a municipality's code that cannot be one, or that lost its leading zero."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.codes import is_local_government_code, local_government_check_digit
from publisher.findings import Severity
from publisher.rules.examples import csv
from publisher.rules.rule import (
    Cell,
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
from publisher.words import Text

LABEL = re.compile(
    r"(?:都道府県コード(?:又|また)は/?市区町村コード|(?:所在地_)?(?:全国)?地方公共団体コード|市区?町村コード"
    r"|自治体コード|団体コード|標準地域コード|lg_?code|lgcode|prefcode|(?:city|municipality)_?code)"
)
"""Whole keys of columns that hold codes of municipalities."""
_AREA = re.compile("地域(?:コ.ド|番号)")
"""Whole keys of columns whose codes may be those of municipalities, or of districts."""
PREFECTURE = re.compile(r"都道府県(?:コ.ド|番号)|pref(?:ecture)?_?code")
"""Whole keys of columns that hold the two digits of a prefecture (JIS X 0401)."""
_LAST = 47
SHORT = 5
"""Digits of a code without its check digit."""
_KNOWN = 100
"""Codes of a column that are remembered as right."""
EXACT = 50_000
"""Cells of a table whose check digit is calculated; of the others only the form is looked at."""
_ZERO = Text(
    "「{value}」は、先頭の0が消えています。「{proposal}」に直してください（その列を文字列にすると消えません）。",
    "'{value}' has lost its leading zero: write '{proposal}' (a column of text keeps it).",
)
_FIVE = Text(
    "「{value}」は5けたです。6けたのコードが混ざっているので、「{proposal}」にそろえてください。",
    "'{value}' has five digits while others have six. Write '{proposal}'.",
)
_NO_PREFECTURE = Text(
    "「{value}」は都道府県のコードではありません（01から47まで）。一覧で確かめてください。",
    "'{value}' is no prefecture's code (01 to 47). Look it up.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        self.municipalities = table.municipalities
        self.columns = frozenset(
            item.position
            for item in table.columns
            if item.kind in {Kind.CODE, Kind.NUMBER}
            and (LABEL.fullmatch(item.key) or _is_of_municipalities(table, item))
        )
        self.prefectures = frozenset(
            item.position
            for item in table.columns
            if item.kind in {Kind.CODE, Kind.NUMBER} and PREFECTURE.fullmatch(item.key)
        )
        self.mixed = frozenset(item for item in self.columns if _is_mixed(table, item))
        self.known: set[str] = set()
        self.seen = 0
        if not (self.columns or self.prefectures):
            yield NotApplicable()

    def interests(self) -> Iterator[Interest]:
        if self.columns:
            known = "|".join(sorted(self.known)) or r"\b\B"
            fine = known if self.seen < EXACT else "[0-9]{5,6}"
            yield Interest(columns=self.columns, unless=fine)
        if self.prefectures:
            yield Interest(columns=self.prefectures, unless=r"0[1-9]|[1-3][0-9]|4[0-7]|[1-9]")

    def cell(self, cell: Cell) -> Iterator[Hit]:
        text = cell.text.strip().removesuffix(".0")
        if cell.position in self.prefectures and re.fullmatch("[0-9]{1,2}", text):
            if not 1 <= int(text) <= _LAST:
                yield Hit(cell=cell, message=_NO_PREFECTURE, values={"value": text})
            return
        if cell.position not in self.columns:
            return
        self.seen += 1
        if not re.fullmatch("[0-9]{4,6}", text):
            return  # prefectures have two digits; other kinds of text other rules see
        if len(text) == SHORT and cell.position in self.mixed and self._is_right(text):
            right = text + local_government_check_digit(text)
            yield Hit(cell=cell, message=_FIVE, values={"value": text, "proposal": right})
        elif self._is_right(text):
            if len(self.known) < _KNOWN and text == cell.text:
                self.known.add(text)
        elif len(text) < 6 and is_local_government_code(text.zfill(6)):
            yield Hit(cell=cell, message=_ZERO, values={"value": text, "proposal": text.zfill(6)})
        elif len(text) == 6:
            yield Hit(cell=cell, values={"value": text})

    def _is_right(self, text: str) -> bool:
        if is_local_government_code(text):
            return True
        five = text.zfill(5)
        return self.municipalities is not None and self.municipalities.is_short_code(five)


def _is_of_municipalities(table: TableHead, column: Column) -> bool:
    """Say whether codes of areas are those of municipalities, by half of them: others number towns."""
    known = table.municipalities
    if known is None or not _AREA.fullmatch(column.key):
        return False
    texts = _texts(table, column.position)
    return sum(2 for text in texts if len(text) > SHORT and known.name(text)) >= max(1, len(texts))


def _texts(table: TableHead, position: int) -> set[str]:
    cells = (row.cells[position - 1] for row in table.sample if position <= len(row.cells))
    return {text_of(cell).removesuffix(".0") for cell in cells} - {""}


def _is_mixed(table: TableHead, position: int) -> bool:
    """Say whether a column holds codes with their check digit beside codes of five digits."""
    texts = _texts(table, position)
    return any(map(is_local_government_code, texts)) and any(
        len(text) == SHORT and text.isdecimal() for text in texts
    )


RULE = Rule(
    id="D001",
    name="municipality-code",
    severity=Severity.ERROR,
    title=Text("ありえない自治体のコード", "An impossible municipality code"),
    why=Text(
        "ほかの統計や地図と結び付けられません。別の市町村になることもあります。",
        "It cannot be joined with statistics or maps, or joins another municipality.",
    ),
    fix=Text(
        "列の表示形式を「文字列」にし、"
        "全国地方公共団体コードの6けた（検査数字まで）を入れてください。",
        "Give the six digits of the code with its check digit, as text.",
    ),
    message=Text(
        "「{value}」は自治体のコードではありません（最後の検査数字が合いません）。一覧で確かめてください。",
        "'{value}' is no municipality's code (its check digit is wrong). Look it up.",
    ),
    decides=Text(
        "自治体コードの列で、6けたの検査数字と、先頭の0を確かめます。"
        "5けたの標準地域コードは、6けたと混ざっていなければ正しいとします。"
        "都道府県コードの列では、01から47までかを確かめます。",
        "Checks check digits and leading zeros in columns of codes; codes of five digits are right "
        "unless others have six. "
        "Codes of prefectures are 01 to 47.",
    ),
    bad=(
        csv("全国地方公共団体コード,名称\n292096,生駒市\n"),
        csv("都道府県コード,名称\n29,奈良県\n48,不明\n"),
        csv("市区町村コード,名称\n11002,札幌市\n12025,函館市\n"),
        csv("市区町村コード,市区町村名\n29209,生駒市\n292010,奈良市\n"),
        csv("地域コード,地域名\n292096,生駒市\n292010,奈良市\n"),
    ),
    good=(
        csv("全国地方公共団体コード,名称\n292095,生駒市\n011002,札幌市\n"),
        csv("市区町村コード,名称\n29209,生駒市\n29201,奈良市\n"),
        csv("都道府県コード,名称\n01,北海道\n29,奈良県\n47,沖縄県\n"),
        csv("都道府県コード,名称\n290009,奈良県\n470007,沖縄県\n"),
        csv("地域コード,地域名\n001,北地区\n002,南地区\n"),
        csv("地域コード,予報区\n290010,奈良県北部\n290020,奈良県南部\n"),
        csv("路線コード,名称\n292096,市道\n292097,県道\n"),
    ),
    check=OfTable(_Watch),
)
