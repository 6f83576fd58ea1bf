"""Names of municipalities in other characters of the same kanji: 五条市 for 五條市. Pure."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from publisher.municipalities import Municipalities

_ALIKE = [
    "条條",
    "曽曾",
    "竜龍",
    "瀬瀨",
    "塩鹽",
    "桧檜",
    "恵惠",
    "沢澤",
    "浜濱",
    "富冨",
    "島嶋",
    "槙槇",
    "辺邊",
    "国國",
    "万萬",
    "黒黑",
    "桜櫻",
    "滝瀧",
    "斉斎",
    "蔵藏",
    "崎﨑",
    "高髙",
    "芦蘆",
    "ヶケ",
    "鯵鰺",
    "鉄鐵",
    "徳德",
    "栄榮",
    "関關",
    "岳嶽",
    "渕淵",
]
"""Characters that people write for each other; the register has one of each name."""


@functools.cache
def variants(known: Municipalities) -> Mapping[str, str]:
    """Return the registered name of each that is written with such a character instead."""
    names = {item.name for item in known.all}
    found: dict[str, str] = {}
    for name in names:
        for pair in _ALIKE:
            swapped = name.translate(str.maketrans(pair, pair[::-1]))
            if swapped != name and swapped not in names:
                found[swapped] = name
    return found


@functools.cache
def expression(known: Municipalities) -> str:
    """Return the expression of cells that are such a name, perhaps behind its prefecture's."""
    told = "|".join(map(re.escape, sorted(variants(known))))
    return rf"^[ \u3000]*(?:[^ \u3000]{{2,3}}[都道府県])?(?:{told})[ \u3000]*$"
