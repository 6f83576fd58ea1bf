"""What is written around a table: remarks, sources, legends, rulers; and which rows are only that."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.rules.remark_words import LOOSE, MARK, RULER, SOURCE, STRICT, is_remark
from publisher.tidy.authors import is_named
from publisher.tidy.legend import no_values

_BEGUN = re.compile(r"[#＃・(（\d①-⑳]")
_MARK = re.compile(f"{MARK}|{SOURCE}")
_SOURCE = re.compile(SOURCE)
_MAKER = re.compile(r"(?:最終)?(?:作成|記入|入力|更新)(?:担当)?者(?:名|氏名)?\s*[:：]?")
"""Has a cell of its own beside a name; 調査 | 佐藤 is a row of a roster."""
_DEFINED = r"[^\w\s()（）「」]{1,2}\s*(?:[:：=＝は]|…+|・{2,})\s*\w"
_TOLD = re.compile(
    r"[(（【]?(?:(?:担当|所管|主管|作成|調査|集計|編集|発行|文責|連絡先|電話|TEL|FAX|内線|E-?mail|メール|更新|公開|公表|基準)[^\s:：]{0,6}[:：]|(?:担当|所管|主管)\s)\s*\S"
    r"|(?:出典|出所|資料)[)）]|以上。?$"
    rf"|(?:凡例\s*)?{_DEFINED}.*?[\s　、,，。;；/／]{_DEFINED}",
    re.IGNORECASE,
)
"""Who made a table and when, where it ends, or what two of its marks mean: ○…あり　×…なし."""

_MEANT = re.compile(r"[○◯〇●◎△▲▽▼□■◇◆☆★×✕✖✓☑※…－―‐-]{1,2}\s*[:：=＝]\s*[^\W\d]")
"""What one mark means, in a row of its own: ○：あり. No record is called so."""


def is_begun(text: str) -> bool:
    """Say whether a note begins here: what does not may go on with the note in the row above."""
    return any(form.match(text) for form in (STRICT, LOOSE, _BEGUN, _TOLD, _MEANT))


def is_certain(texts: Sequence[str], columns: int) -> bool:
    """Say whether a row anywhere in a table is a remark or ruler and nothing else."""
    if len(texts) != 1 or columns < 2:
        return False
    (text,) = texts
    return bool(RULER.fullmatch(text) or (columns >= 3 and STRICT.match(text)))


def is_note(texts: Sequence[str], columns: int, *, is_apart: bool, goes_on: bool) -> bool:
    """Say whether one of a table's last rows is a note.

    `is_apart` says that a blank row or a note stands above it, `goes_on` that a note does. A word
    below a blank row is none for certain: 東館（建設中） is a row of the table.
    """
    match texts:
        case [text]:
            is_told = bool(_TOLD.match(text) or _MEANT.match(text) or no_values([text]))
            return columns >= 2 and (goes_on or is_told or is_remark(text, columns))
        case [first, second] if columns >= 3 and _MARK.fullmatch(first):
            return not second[0].isdecimal()
        case [first, _] if columns >= 3 and _MAKER.fullmatch(first) and is_named(texts):
            return True
        case [first, _]:
            return is_apart and bool(_SOURCE.fullmatch(first))
    return False
