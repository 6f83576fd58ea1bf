"""How remarks, sources and rulers around a table are written: for finding and for moving them."""

from __future__ import annotations

import re

from publisher.late_pattern import late
from publisher.rules.blocks import is_memo

LONG = 12
"""Characters from which a sentence in a cell alone is a remark."""
STRICT = re.compile(
    r"※|[(（【\[]?注\s*\d*\s*[)）】\]:：.．]|(?:出典|出所|資料|問い?合わ?せ先?)\s*[:：]"
)
"""Begins a remark whatever the table."""
LOOSE = late(
    r"[(（【\[]?(?:注|備考|出典|出所|資料|単位|凡例|注意|作成|問い?合わ?せ先?)\d*[)）】\]]?"
    r"(?:[\s:：.．]|$)|[*＊※]\s*\S|[(（]単位|.{0,12}(?:年|月|日)\s*(?:現在|時点|更新)[)）]?$"
)
"""Begins a remark where it is alone in a row of a table of several columns."""
_SENTENCE = re.compile(
    r"(?:です|ます|ません|ない|である|こと|ください|とおり|含む|による|照)[。.]?$|。$"
)
MARK = (
    r"[※＊*]\s*\d*|[(（【\[]?注\s*\d*\s*[)）】\]:：.．]?|(?:備考|出典|出所|資料|凡例|単位)\s*[:：]"
)
"""A remark's mark that has a cell of its own: ※1 | 外国人を含む。"""
SOURCE = r"(?:出典|出所|資料|凡例|備考|単位|参考(?:アドレス|URL|ＵＲＬ|文献|資料)?)\s*[:：]?"
"""What stands beside a source below a table."""
RULER = re.compile(r"([#＃=＝*＊_~・.…]|[-－―─━—])\1{4,}|[#＃]{3,}")


def is_sentence(text: str) -> bool:
    """Say whether a text ends as a Japanese sentence does."""
    return _SENTENCE.search(text) is not None


def is_remark(text: str, columns: int) -> bool:
    """Say whether the only text of a row is a remark; less sure in tables of few columns."""
    if STRICT.match(text):
        return True
    return columns >= 3 and bool(LOOSE.match(text) or (len(text) >= LONG and is_sentence(text)))


def is_beside(text: str) -> bool:
    """Say whether a text outside all columns is a remark."""
    return is_memo(text) or is_sentence(text)
