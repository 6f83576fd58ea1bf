"""What the words around a table say of its marks: 「－」は該当なし. Only what says "no value" counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_CLAUSE = re.compile(r"[。．\n\r、,，;；]|[ 　]+(?=[^\s\w]{1,6}[:：=＝は])")
_SAID = re.compile(
    r"(?:[(（【\[]?(?:※|注|凡例|備考|記号|符号)\d*[)）】\]]?[:：.．]?\s*)?(?:(?:表|統計表|欄)中の?)?\s*"
    r"(?P<open>[「『\"“'‘(（【\[])?\s*(?P<mark>[^\s\w:=「」『』\"”'’()（）【】\[\]]{1,6}|[xX*]{1,5}|NA|N/A)\s*"
    r"(?P<close>[」』\"”'’)）】\]])?\s*(?:の?(?:印|記号|符号))?\s*(?P<sign>は|とは|=|:)?\s*(?P<meaning>\S.{1,30})"
)
_NO_VALUE = re.compile(
    r"(?:該当|対象)?(?:する)?(?:数値|数字|数|値|データ|資料|事実|事例|事項|もの)?(?:の|が)?"
    r"(?:なし|無し|ない|無い|ありません)|該当(?:なし|せず)|不詳|不明|秘匿|非公表|非公開|未調査|未集計|未詳|欠測"
    r"|得られない|計上しない|算出できない|調査(?:対象外|なし|せず)"
)
_ZERO = re.compile("ゼロ|零|皆無|未満|満たない|[0-9]")
"""What makes of a mark a number, or nobody knows which of both."""


def no_values(texts: Iterable[str]) -> frozenset[str]:
    """Return the marks that texts define as "no value" (nil, unknown, secret), as NFKC has them.

    A mark that means zero, or less than a unit, is none of them.
    """
    found: set[str] = set()
    numbers: set[str] = set()
    for text in texts:
        for clause in _CLAUSE.split(text):
            said = _SAID.match(unicodedata.normalize("NFKC", clause).strip())
            if said is None:
                continue
            # A hyphen may only begin a note: - 施設のない地区は該当なし.
            is_told = said["sign"] or (said["open"] and said["close"])
            is_none = (_NO_VALUE.search if is_told else _NO_VALUE.match)(said["meaning"])
            is_number = _ZERO.search(said["meaning"])
            if is_number or is_none:
                (numbers if is_number else found).add(said["mark"])
    return frozenset(found - numbers)


def is_no_value(mark: str, defined: frozenset[str]) -> bool:
    """Say whether a cell is one of the marks that `no_values` has returned."""
    return unicodedata.normalize("NFKC", mark).strip() in defined
