"""What is written around a table: remarks, sources, legends, rulers; and which rows are only that."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.rules.blocks import is_memo

LONG = 12
"""Characters from which a sentence in a cell alone is a remark."""
_STRICT = re.compile(
    r"※|[(（【\[]?注\s*\d*\s*[)）】\]:：.．]|(?:出典|出所|資料|問い?合わ?せ先?)\s*[:：]"
)
_LOOSE = re.compile(
    r"[(（【\[]?(?:注|備考|出典|出所|資料|単位|凡例|注意|作成|問い?合わ?せ先?)\d*[)）】\]]?"
    r"(?:[\s:：.．]|$)|[*＊※]\s*\S|[(（]単位|.{0,12}(?:年|月|日)\s*(?:現在|時点|更新)[)）]?$"
)
_SENTENCE = re.compile(
    r"(?:です|ます|ません|ない|である|こと|ください|とおり|含む|による|照)[。.]?$|。$"
)
_BEGUN = re.compile(r"[#＃・(（\d①-⑳]")
_MARK = re.compile(
    r"[※＊*]\s*\d*|[(（【\[]?注\s*\d*\s*[)）】\]:：.．]?|(?:備考|出典|出所|資料|凡例|単位)\s*[:：]?"
)
_SOURCE = re.compile(
    r"(?:出典|出所|資料|凡例|備考|単位|参考(?:アドレス|URL|ＵＲＬ|文献|資料)?)\s*[:：]?"
)
_RULER = re.compile(r"([#＃=＝*＊_~・.…]|[-－―─━—])\1{4,}|[#＃]{3,}")


def is_remark(text: str, columns: int) -> bool:
    """Say whether the only text of a row is a remark; less sure in tables of few columns."""
    if _STRICT.match(text):
        return True
    return columns >= 3 and bool(
        _LOOSE.match(text) or (len(text) >= LONG and _SENTENCE.search(text))
    )


def is_begun(text: str) -> bool:
    """Say whether a note begins here: what does not may go on with the note in the row above."""
    return bool(_STRICT.match(text) or _LOOSE.match(text) or _BEGUN.match(text))


def is_sentence(text: str) -> bool:
    """Say whether a text ends as a Japanese sentence does."""
    return _SENTENCE.search(text) is not None


def is_beside(text: str) -> bool:
    """Say whether a text outside all columns is a remark."""
    return is_memo(text) or _SENTENCE.search(text) is not None


def is_certain(texts: Sequence[str], columns: int) -> bool:
    """Say whether a row anywhere in a table is a remark or ruler and nothing else."""
    if len(texts) != 1 or columns < 2:
        return False
    (text,) = texts
    return bool(_RULER.fullmatch(text) or (columns >= 3 and _STRICT.match(text)))


def is_note(texts: Sequence[str], columns: int, *, is_apart: bool) -> bool:
    """Say whether one of a table's last rows is a note.

    `is_apart` says that a blank row or another note stands above it.
    """
    match texts:
        case [text]:
            return columns >= 2 and (is_apart or is_remark(text, columns))
        case [first, second] if columns >= 3 and _MARK.fullmatch(first):
            return not second[0].isdecimal()
        case [first, _]:
            return is_apart and bool(_SOURCE.fullmatch(first))
    return False
