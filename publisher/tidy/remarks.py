"""What is written around a table: remarks, sources, legends, rulers; and which rows are only that."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.rules.remark_words import LOOSE, MARK, RULER, SOURCE, STRICT, is_remark
from publisher.tidy.legend import no_values

_BEGUN = re.compile(r"[#＃・(（\d①-⑳]")
_MARK = re.compile(f"{MARK}|{SOURCE}")
_SOURCE = re.compile(SOURCE)


def is_begun(text: str) -> bool:
    """Say whether a note begins here: what does not may go on with the note in the row above."""
    return bool(STRICT.match(text) or LOOSE.match(text) or _BEGUN.match(text))


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
            return columns >= 2 and (goes_on or is_remark(text, columns) or bool(no_values([text])))
        case [first, second] if columns >= 3 and _MARK.fullmatch(first):
            return not second[0].isdecimal()
        case [first, _]:
            return is_apart and bool(_SOURCE.fullmatch(first))
    return False
