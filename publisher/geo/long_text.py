"""Texts without end in pieces: what may be a person's number or address stands whole in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from publisher.number_groups import DIGITS

WHOLE = 1 << 16
"""Characters of a text that is left whole: nobody's description is longer."""
_PIECE = 1 << 14
_MARGIN = 256
"""Characters around what is searched: no number or address is longer."""
_TELLING = re.compile(f"[{DIGITS}@＠]")
_SAFE = re.compile(r"(?s:.*)[ぁ-ゖァ-ヺ。、「」](?=[ぁ-ゖァ-ヺ。、「」])")
"""Up to the last place where neither a number nor an address goes on."""
_GAP = re.compile(r"(?s:.*)[\s,;，、；](?![\s,;，、；])")
"""Up to the last word."""


def pieces(text: str) -> Iterator[str]:
    """Yield a text, of a long one its parts in which there is a digit or an @, none twice in a row.

    Parts of what has no end are cut in between words, and overlap.
    """
    if len(text) <= WHOLE:
        yield text
    else:
        yield from (piece for piece, _ in groupby(_cut(text)))


def _cut(text: str) -> Iterator[str]:
    start = 0
    while found := _TELLING.search(text, start):
        # What stands before it was in the last piece, or holds nothing to be found.
        word = _last(_GAP, text, found.start() - _MARGIN, found.start())
        start = max(start, found.start() - _MARGIN if word is None else word)
        end = start + _PIECE
        if end >= len(text):
            yield text[start:]
            return
        safe = _last(_SAFE, text, found.end(), end)
        if safe is not None:
            yield text[start:safe]
            start = safe
            continue
        end = _last(_GAP, text, end - _MARGIN, end) or end
        yield text[start:end]
        start = _last(_GAP, text, end - 2 * _MARGIN, end - _MARGIN) or end - _MARGIN


def _last(sign: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    """Return where the last of these signs within a stretch ends; None where there is none."""
    found = sign.match(text, max(start, 0), end)
    return found.end() if found else None
