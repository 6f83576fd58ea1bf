"""Folded text as the tokens of the search index; knows nothing of SQL.

Each run of letters and digits becomes its overlapping pairs of characters followed by its last
character alone: 公衆トイレ gives 公衆 衆ト トイ イレ レ. So every word inside a word is a phrase of
adjacent tokens, and every single character is the beginning of some token.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

VERSION = "1"
"""Changes when the tokens do; the store then builds its index anew."""


@lru_cache(maxsize=65536)
def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"


def runs(folded: str) -> list[str]:
    """Return the maximal runs of letters and digits of a folded text."""
    return "".join(c if _is_word(c) else " " for c in folded).split()


def tokens(folded: str) -> str:
    """Return the index's tokens of a folded text, separated by blanks."""
    parts: list[str] = []
    for run in runs(folded):
        parts.extend(run[index : index + 2] for index in range(len(run)))
    return " ".join(parts)


def phrase(folded: str) -> str | None:
    """Return the MATCH expression that finds `folded` anywhere, None where it has no word.

    Made of quoted letters and digits only, so that nothing a person types is ever syntax.
    """
    found = runs(folded)
    if not found:
        return None
    parts = tokens(" ".join(found)).split()
    if len(found[-1]) > 1:
        # The text may go on where the query ends: its last pair need not end a run.
        return f'"{" ".join(parts[:-1])}"'
    return f'"{" ".join(parts)}" *'
