"""Whether a column lists set words in its cells (内科、外科): judged from the column's values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass

PHRASE = 16
"""Characters of a part of a list of phrases."""
LONGEST = 200
"""Characters of a list; more is a text."""
WORD = 12
"""Characters of a word that may be one of a list; longer is a phrase."""
SHARE = 0.3
"""Of a column's filled cells that are lists: from here on it is a column of lists."""
STRONG_SIGNS = ",|｜\n"
"""Signs that no name of a class holds."""
CERTAIN_SIGNS = STRONG_SIGNS + "、，"
"""Signs that part words. The ; is the standard datasets' own sign and is left alone."""
SIGNS = CERTAIN_SIGNS + "・/／　"
"""With signs that also stand within words."""
SHARED = 2
"""Different cells that must hold a part, before it counts as a word of the column's own."""
LEAST = 3
"""Shared parts that make a list."""
_SIGNS = re.compile(f"[{SIGNS}]")
_CERTAIN = re.compile(f"[{CERTAIN_SIGNS}]")
_STRONG = re.compile(f"[{STRONG_SIGNS}]")
_PART = re.compile(f"[{CERTAIN_SIGNS}・]")
_WIDE = re.compile("　")
_AND_SO_ON = re.compile(r"(?:など|等)$")
_BODY = re.compile(r"(?:部|課|局|室|係|班|委員会|組合|事務所|センター|連合会|協会)$")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_PHRASE = re.compile(
    r"^毎|です|ます|した|する|して|ください|こと|場合|とき|ただし|除く|まで|から|以外|および|及び|または|又は|など|等$"
    r"|[をはがにへ]$|[。！？!?「」『』()（）]|\d{3,}|ほか|他$"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a column's own values tell of its lists."""

    words: frozenset[str]
    """Values that stand alone in some cell."""
    shared: frozenset[str]
    """Parts that several different cells share."""
    is_usual: bool
    """Lists are so frequent that every list of short words is one."""
    is_name: bool
    is_spaced: bool
    """Wide spaces part words there; in names of shops they part words, too, that few others share."""
    shows: str
    """Expression that shows the cells to be judged."""

    @classmethod
    def of(cls, values: Sequence[str], *, is_name: bool) -> Listing | None:
        """Return how to tell lists in a column with these values; None where none is one."""
        words = frozenset(text for text in values if len(text) <= WORD and not _SIGNS.search(text))
        parts = Counter(part for text in set(values) for part in set(_parts(text)))
        shared = frozenset(part for part, count in parts.items() if count >= SHARED)
        # Names of classes hold commas too (運輸業、郵便業): there every part comes once only.
        lists = [
            text
            for text in values
            if _words(text, _STRONG) or not (words | shared).isdisjoint(_words(text, _CERTAIN))
        ]
        listing = cls(
            words=words,
            shared=shared,
            # Names hold commas of their own, so there only known words count.
            is_usual=not is_name and len(lists) >= max(2, SHARE * len(values)),
            is_name=is_name,
            is_spaced=_is_spaced(values, shared),
            shows=f"[{SIGNS}]",
        )
        return listing if any(map(listing.holds, values)) else None

    def holds(self, text: str) -> bool:
        """Say whether a cell lists several words."""
        every = _words(text, _SIGNS)
        if every and self.words.issuperset(every):
            return True
        parts = _words(text, _CERTAIN)
        if parts and (self.is_usual or not self.words.isdisjoint(parts)):
            return True
        shared = _parts(text)
        return (
            not self.is_name
            and (self.is_spaced or "　" not in text)
            and len(shared) >= LEAST
            and self.shared.issuperset(shared)
            and not _is_body(shared)
        )


def _is_spaced(values: Sequence[str], shared: Container[str]) -> bool:
    """Say whether what wide spaces part are words of the column's own."""
    parted = [parts for text in values if "　" in text and len(parts := _parts(text)) >= LEAST]
    own = sum(1 for parts in parted if all(part in shared for part in parts))
    return bool(parted) and own >= SHARE * len(parted)


def _is_body(parts: Sequence[str]) -> bool:
    """Say whether the parts are the name of one office: 文化・観光・スポーツ部."""
    return bool(_BODY.search(parts[-1])) and not any(map(_BODY.search, parts[:-1]))


def _parts(text: str) -> list[str]:
    """Return what signs or wide spaces part, without a closing など; none of a sentence."""
    if "。" in text or len(text) > LONGEST or not _SIGNS.search(text):
        return []
    text = _AND_SO_ON.sub("", _BRACKETED.sub("", text))
    signs = _WIDE if "　" in text else _PART
    parts = [part.strip() for part in signs.split(text)]
    return parts if len(parts) >= 2 and all(0 < len(part) <= PHRASE for part in parts) else []


def _words(text: str, signs: re.Pattern[str]) -> list[str]:
    """Return the words of a list, none where the text is no list of short words."""
    if not signs.search(text):
        return []
    parts = [part.strip() for part in signs.split(text)]
    if not all(parts) or len(set(parts)) < len(parts):
        return []
    if any(len(part) > WORD or _PHRASE.search(part) for part in parts):
        return []
    return parts
