"""Whether a column lists set words in its cells (内科、外科): judged from the column's values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

WORD = 12
"""Characters of a word that may be one of a list; longer is a phrase."""
SHARE = 0.3
"""Of a column's filled cells that are lists: from here on it is a column of lists."""
CERTAIN_SIGNS = "、，,|｜\n"
"""Signs that part words. The ; is the standard datasets' own sign and is left alone."""
SIGNS = CERTAIN_SIGNS + "・/／"
"""With signs that also stand within words."""
_SIGNS = re.compile(f"[{SIGNS}]")
_PHRASE = re.compile(
    r"^毎|です|ます|した|する|して|ください|こと|場合|とき|ただし|除く|まで|から|以外|および|及び|または|又は|など|等$"
    r"|[をはがにへ]$|[。！？!?「」『』()（）]|\d{3,}|ほか|他$"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a column's own values tell of its lists."""

    words: frozenset[str]
    """Values that stand alone in some cell."""
    is_usual: bool
    """Lists are so frequent that every list of short words is one."""
    shows: str
    """Expression that shows the cells to be judged."""

    @classmethod
    def of(cls, values: Sequence[str], *, is_name: bool) -> Listing | None:
        """Return how to tell lists in a column with these values; None where none is one."""
        words = frozenset(text for text in values if len(text) <= WORD and not _SIGNS.search(text))
        lists = [text for text in values if _words(text, CERTAIN_SIGNS)]
        # Names hold commas of their own, so there only known words count.
        is_usual = not is_name and len(lists) >= max(2, SHARE * len(values))
        listing = cls(words, is_usual, f"[{SIGNS}]" if words else f"[{CERTAIN_SIGNS}]")
        return listing if any(map(listing.holds, values)) else None

    def holds(self, text: str) -> bool:
        """Say whether a cell lists several words."""
        every = _words(text, SIGNS)
        if every and self.words.issuperset(every):
            return True
        parts = _words(text, CERTAIN_SIGNS)
        if not parts:
            return False
        return self.is_usual or (len(parts) >= 2 and not self.words.isdisjoint(parts))


def _words(text: str, signs: str) -> list[str]:
    """Return the words of a list, none where the text is no list of short words."""
    parts = [part.strip() for part in re.split(f"[{signs}]", text)]
    if len(parts) < 2 or not all(parts) or len(set(parts)) < len(parts):
        return []
    if any(len(part) > WORD or _PHRASE.search(part) for part in parts):
        return []
    return parts
