"""D005: coordinates that are none, or not in decimal degrees, or too coarse for a map."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal

from publisher.findings import Severity
from publisher.municipalities import JAPAN
from publisher.rules.coordinates import WORLD, Coordinates, Pair, number_of, value_in
from publisher.rules.examples import csv
from publisher.rules.rule import (
    Cell,
    Certainty,
    Hit,
    Interest,
    OfTable,
    Outcome,
    Rule,
    TableHead,
)
from publisher.tables.columns import Column, Kind
from publisher.tables.record import Record, text_of
from publisher.words import Text

COARSE = 2
"""Decimals with which a place is known to half a kilometre only."""
_SHARE = 0.8
_NOTHING = frozenset({0.0, -1.0, 99.0, 999.0, 9999.0, 99999.0})
_DEGREES = re.compile(
    r"(?:北緯|東経|[NE])?\s*([0-9]{2,3})\s*[°度]\s*([0-9]{1,2})\s*['′’分]\s*"
    r"(?:([0-9]{1,2}(?:\.[0-9]+)?)\s*(?:[\"″”秒]|''|′′)?)?\s*[NE]?"
)
_NAMED = re.compile(
    r"(?:(?:北緯|東経|[NE])\s*([0-9]{2,3}\.[0-9]+)\s*[°度]?|([0-9]{2,3}\.[0-9]+)\s*[°度]?\s*[NE])"
)
"""Decimal degrees with their half of the globe: N34.6960; S and W would be below zero."""
_DOTTED = re.compile(r"([0-9]{2,3})[.:]([0-9]{1,2})[.:]([0-9]{1,2}(?:\.[0-9]+)?)")
_RUN = re.compile(r"([0-9]{2,3})([0-9]{2})([0-9]{2}(?:\.[0-9]+)?)")
_BOTH = re.compile(r"緯度.?経度|^(?:座標|location|coordinates?|latlng|lat_?lon)$")
_TWO = r"\s*[0-9]{1,3}\.[0-9]+\s*[,、\u0020]\s*[0-9]{1,3}\.[0-9]+\s*"
_MARK = re.compile(r"[-‐―−－ー*＊※?？.…]{1,3}|なし|無し?|不明|非公開")
_BLANK = Text(
    "「{value}」は場所ではありません。分からなければ空のままにしてください。",
    "'{value}' is no place. Leave the cell empty where the place is not known.",
)
_SEXAGESIMAL = Text(
    "「{value}」を、度の小数の「{proposal}」に直してください。",
    "Write '{value}' in decimal degrees: '{proposal}'.",
)
_COARSE = Text(
    "「{label}」の小数が2けた以下で、場所が1kmほどずれます。4けた以上で入れてください。",
    "'{label}' has two decimals or fewer: places are off by up to a kilometre. Give four or more.",
)
_HALVES = Text(
    "「{value}」には緯度と経度がありません。分からなければ空のままにしてください。",
    "'{value}' holds no latitude and longitude. Leave the cell empty where they are not known.",
)


class _Watch(Coordinates):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        found = tuple(super().start(table))
        self.kinds = {item.position: item.kind for item in table.columns}
        self.joined = frozenset(
            item.position for item in table.columns if _is_joined(item, table.sample)
        )
        if not self.joined:
            yield from found
        for pair in self.pairs:
            if all(_is_coarse(table.sample, side) for side in (pair.latitude, pair.longitude)):
                yield Hit(
                    record=table.layout.header,
                    position=pair.latitude,
                    message=_COARSE,
                    certainty=Certainty.LIKELY,
                    severity=Severity.WARNING,
                    values={"label": table.columns[pair.latitude - 1].label},
                )

    def interests(self) -> Iterator[Interest]:
        yield from super().interests()
        if self.joined:
            yield Interest(columns=self.joined, unless=_TWO)

    def cell(self, cell: Cell) -> Iterator[Outcome]:
        if cell.position not in self.joined:
            yield from super().cell(cell)
            return
        text = cell.text.strip()
        if not re.search("[0-9A-Za-z]", text) and text and not _MARK.fullmatch(text):
            yield Hit(cell=cell, message=_HALVES, values={"value": text})

    def judge(self, cell: Cell, pair: Pair) -> Iterator[Hit]:
        value = number_of(cell.value)
        text = cell.text.strip()
        if value is None:
            proposal = in_degrees(text)
            # In a column of numbers L2-01 says that this is none.
            if proposal and self.kinds.get(cell.position) is not Kind.NUMBER:
                yield Hit(
                    cell=cell, message=_SEXAGESIMAL, values={"value": text, "proposal": proposal}
                )
            return
        if value in _NOTHING:
            other = pair.longitude if cell.position == pair.latitude else pair.latitude
            is_said = number_of(value_in(cell.row(), other)) in _NOTHING
            if cell.position == pair.latitude or not is_said:
                yield Hit(cell=cell, message=_BLANK, values={"value": text})
            return
        limit = WORLD.north if cell.position == pair.latitude else WORLD.east
        if abs(value) <= limit or JAPAN.holds(
            number_of(value_in(cell.row(), pair.longitude)) or 0, value
        ):
            return
        proposal = in_degrees(text)
        if proposal:
            yield Hit(cell=cell, message=_SEXAGESIMAL, values={"value": text, "proposal": proposal})
        else:
            yield Hit(cell=cell, values={"value": text})


def in_degrees(text: str) -> str | None:
    """Return degrees, minutes and seconds, or N34.6960, as decimal degrees; None where in doubt.

    To six decimals (a tenth of a metre), or to more where the seconds say more.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if named := _NAMED.fullmatch(plain):
        number = str(named[1] or named[2])
        return number if 20 <= float(number) < 46 or 122 <= float(number) < 155 else None
    found = _DEGREES.fullmatch(plain) or _DOTTED.fullmatch(plain) or _RUN.fullmatch(plain)
    if found is None:
        return None
    degrees, minutes, seconds = int(found[1]), int(found[2]), Decimal(found[3] or 0)
    is_place = 20 <= degrees <= 45 or 122 <= degrees <= 154
    if not is_place or minutes >= 60 or seconds >= 60:
        return None
    places = max(6, 4 + len((found[3] or "").partition(".")[2]))
    return f"{degrees + (minutes + seconds / 60) / 60:.{places}f}"


def is_marked(text: str) -> bool:
    """Say whether signs part degrees and minutes, 34°41′: 34.41.05 may be a slip for 34.4105."""
    return bool(_DEGREES.fullmatch(unicodedata.normalize("NFKC", text).strip()))


def _is_joined(column: Column, sample: Sequence[Record]) -> bool:
    if not _BOTH.search(column.key):
        return False
    values = (text_of(value_in(record, column.position)) for record in sample)
    texts = [text for text in values if re.search("[0-9]", text)]
    return sum(1 for text in texts if re.fullmatch(_TWO, text)) * 2 > len(texts)


def _is_coarse(sample: Sequence[Record], position: int) -> bool:
    texts = [text_of(value_in(record, position)).strip() for record in sample]
    numbers = [text for text in texts if re.fullmatch(r"[0-9]{2,3}(?:\.[0-9]+)?", text)]
    coarse = [text for text in numbers if len(text.partition(".")[2].rstrip("0")) <= COARSE]
    return len(numbers) >= 3 and len(coarse) >= len(numbers) * _SHARE


RULE = Rule(
    id="D005",
    name="unusable-coordinates",
    severity=Severity.ERROR,
    title=Text("緯度・経度として使えない値", "Unusable coordinates"),
    why=Text(
        "地図に表示できないか、何もない海の上に表示されます。",
        "Maps cannot show it, or show it in the middle of the sea.",
    ),
    fix=Text(
        "度の小数（緯度34.6939、経度135.6979）で入れ、分からなければ空にしてください。",
        "Enter decimal degrees (34.6939 and 135.6979), and nothing where they are not known.",
    ),
    message=Text(
        "「{value}」は緯度・経度の範囲にありません。度の小数（例：135.6979）で入れてください。",
        "'{value}' is no latitude or longitude. Enter decimal degrees (135.6979).",
    ),
    decides=Text(
        "0や999、度分秒、地球にない値は確実な誤りとします。ほぼ全部の小数が2けた以下なら疑いとします。",
        "Certain: 0, 999, degrees with minutes and seconds, values beyond the globe. Likely: "
        "a column with two decimals or fewer.",
    ),
    bad=(
        csv("名称,緯度,経度\n市役所,34.6918,135.7006\n図書館,N34.6960,東経135.7080度\n"),
        csv("名称,緯度,経度\n市役所,34.6939,135.6979\n倉庫,0,0\n"),
        csv("名称,緯度,経度\n市役所,34度41分38秒,135度41分52秒\n"),
        csv("名称,緯度,経度\n市役所,344138,1354152\n駅,344132.5,1354155.7\n"),
        csv("名称,緯度,経度\n市役所,34.69,135.7\n駅,34.69,135.69\n園,34.7,135.72\n"),
        csv('名称,緯度経度\n市役所,"34.6939,135.6979"\n駅,"34.6921,135.6988"\n倉庫,","\n'),
    ),
    good=(
        csv("名称,緯度,経度\n市役所,34.6939,135.6979\n倉庫,,\n"),
        csv("名称,緯度,経度\n市役所,34.6939,135.6979\n三角点,34.5,135.5\n駅,34.69205,135.69883\n"),
    ),
    check=OfTable(_Watch),
)
