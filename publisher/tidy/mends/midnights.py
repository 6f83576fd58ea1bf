"""Days to which a database or a form has added 0:00, among days without a time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from publisher.tables.columns import Column
from publisher.tables.time_forms import form_of
from publisher.tidy.change import Choice
from publisher.tidy.mends.edits import Edits
from publisher.words import Text

_CLOCK = re.compile(r"[T ] ?\d{1,2}:\d\d\S*$")
_MIDNIGHT = re.compile(r"[T ] ?00?:00(?::00(?:\.0+)?)?$")
_ASKED = Text(
    "「{label}」の列の時刻は、どれも0:00です。時刻ではなく、日だけの意味ですか。",
    "Every time in '{label}' is 0:00. Are only the days meant?",
)
_DAY = Choice("day", Text("日だけなので、0:00を消す", "The days: remove 0:00"))


def without(
    edits: Edits, column: Column, texts: Mapping[int, str], uniform: Mapping[int, str]
) -> dict[int, str]:
    """Return the cells that are to have one form, without a time where it says nothing.

    `texts` are all of the column: one other time among them, and 0:00 may be meant too.
    """
    plain = {row: unicodedata.normalize("NFKC", text).strip() for row, text in texts.items()}
    clocks = {row for row, text in plain.items() if _CLOCK.search(text) and form_of(text)}
    found = {row: _MIDNIGHT.sub("", plain[row]) for row in clocks if _MIDNIGHT.search(plain[row])}
    here = found.keys() & uniform.keys()
    if not here or len(found) < len(clocks):
        return dict(uniform)
    is_of_days = len(found) * 2 < len(texts) and "時" not in column.key
    if not is_of_days:
        index = column.position - 1
        answer = edits.choice("midnights", index, _ASKED, (_DAY,), rows=sorted(here), shown=column)
        if answer != _DAY.value:
            return dict(uniform)
    return dict(uniform) | {row: found[row] for row in here}
