"""Letters among digits that look like them (1O, 3l): asked about, for l may be litres."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.tables.columns import Column
from publisher.tidy.change import Choice
from publisher.tidy.mends.edits import Edits
from publisher.words import Text

KIND = "numbers-letters"
_ASKED = Text(
    "「{label}」の列の数字に、0や1と似た英字（O・l・I）が混ざっています。数字の打ちまちがいですか。",
    "Numbers of '{label}' hold letters that look like 0 or 1 (O, l, I). Are they digits?",
)
_DIGITS = Choice("digits", Text("数字に直す（1Oは10、3lは31）", "Digits: 1O is 10, 3l is 31"))


def ask(edits: Edits, column: Column, meant: Mapping[int, str]) -> None:
    """Write what digits were `meant`, by row, where she says so; no letter is left out."""
    index = column.position - 1
    answer = edits.choice(KIND, index, _ASKED, (_DIGITS,), rows=meant, shown=column)
    for row, right in meant.items() if answer == _DIGITS.value else ():
        edits.put(row, index, right)
