"""One form for a column of years: 2018, 2018年 or 2018年度, by the column's name. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

_YEAR = re.compile(r"(?P<year>(?:1[89]|20)[0-9]{2})(?P<word>年度?)?")
_FISCAL, _CALENDAR = "年度", "年"


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """What the years of a column become, by their text."""

    rights: Mapping[str, str]
    others: Mapping[str, str]
    """Texts whose word is not the column's, and what they become if they mean the same."""


def even(counts: Mapping[str, int], known: Mapping[str, str], *, is_fiscal: bool) -> Years | None:
    """Return a column's years in one form; None where other points in time stand among them.

    `counts` has how often each text stands there, `known` the Gregorian years of those in eras:
    they take the form that the others have. A year without a word is what the column's name says;
    one with another word (1988年 in a column of 年度) may be another year, as a person must say.
    """
    found: dict[str, re.Match[str]] = {}
    for text in counts:
        year = _YEAR.fullmatch(unicodedata.normalize("NFKC", known.get(text, text)).strip())
        if year is None:
            return None
        found[text] = year
    if len({match["word"] for match in found.values()}) < 2:
        return Years(rights={}, others={})
    own = _FISCAL if is_fiscal else _CALENDAR
    words: Counter[str] = Counter()
    for text, match in found.items():
        words[match["word"] or ""] += 0 if text in known else counts[text]
    word = "" if words[""] and words[""] >= words[own] else own
    both = {text: f"{match['year']}{word}" for text, match in found.items()}
    others = {text for text, match in found.items() if match["word"] not in {None, own}}
    return Years(
        rights={text: right for text, right in both.items() if text not in others},
        others={text: right for text, right in both.items() if text in others},
    )
