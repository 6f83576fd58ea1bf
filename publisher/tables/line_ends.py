"""How the lines of a text file end, counted over all of its bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LARGE = 8 << 20
"""Bytes from which numpy, three times as fast, is worth its import."""
_QUOTE = b'"'
_ODD = {
    b"\r\n": re.compile(rb"(?<!\r)\n|\r(?!\n)"),
    b"\n": re.compile(rb"\r\n?"),
    b"\r": re.compile(rb"\r\n|\n"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineEnds:
    """Line breaks of a file by kind, those inside quoted cells included."""

    crlf: int = 0
    lf: int = 0
    cr: int = 0
    """Carriage returns that no line feed follows."""
    odd: int = 0
    """Breaks outside of quotes that differ from the first line's."""
    odd_line: int | None = None
    """The editor's line that the first of them ends."""

    @property
    def total(self) -> int:
        """Line breaks of any kind, as an editor counts them."""
        return self.crlf + self.lf + self.cr


class LineEndScan:
    """Counts the line ends of a stream of chunks.

    A break inside a quoted cell belongs to the cell: an even number of `"` before a break means
    that it ends a record. Stray quotes in cells can mislead this, so `odd` is likely, not certain.
    """

    def __init__(self, size: int) -> None:
        self._is_large = size >= LARGE
        self._first: bytes | None = None
        self._held = b""
        self._quotes = 0
        self.crlf = self.lf = self.cr = self.odd = 0
        self.odd_line: int | None = None

    @property
    def result(self) -> LineEnds:
        """What was counted, after `finish`."""
        return LineEnds(
            crlf=self.crlf, lf=self.lf, cr=self.cr, odd=self.odd, odd_line=self.odd_line
        )

    def line_after(self, before: bytes) -> int:
        """Return the editor's line reached after what was fed and then `before`."""
        return self.crlf + self.lf + self.cr + count(self._held + before) + 1

    def feed(self, chunk: bytes) -> None:
        """See the next bytes."""
        if self._held:
            chunk, self._held = self._held + chunk, b""
        if chunk.endswith(b"\r"):  # its line feed may follow in the next chunk
            chunk, self._held = chunk[:-1], b"\r"
        self._count(chunk)

    def finish(self) -> None:
        """See the end of the file."""
        held, self._held = self._held, b""
        self._count(held)

    def _count(self, chunk: bytes) -> None:
        crlf, lf, cr, quotes = (_large if self._is_large else _small)(chunk)
        if self._first is None and crlf + lf + cr:
            found = re.search(rb"\r\n|\r|\n", chunk)
            self._first = found.group() if found else None
        if self._first and crlf + lf + cr > {b"\r\n": crlf, b"\n": lf, b"\r": cr}[self._first]:
            self._see_odd(chunk, self._first)
        self.crlf, self.lf, self.cr = self.crlf + crlf, self.lf + lf, self.cr + cr
        self._quotes += quotes

    def _see_odd(self, chunk: bytes, first: bytes) -> None:
        quotes, last = self._quotes, 0
        for start in _odd_starts(chunk, first, is_large=self._is_large):
            quotes += chunk.count(_QUOTE, last, start)
            last = start
            if quotes % 2:
                continue
            self.odd += 1
            if self.odd_line is None:
                self.odd_line = self.crlf + self.lf + self.cr + count(chunk[:start]) + 1


def count(data: bytes) -> int:
    """Return how many line breaks of any kind are in `data`."""
    return data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")


def _small(chunk: bytes) -> tuple[int, int, int, int]:
    lf, quotes = chunk.count(b"\n"), chunk.count(_QUOTE)
    if b"\r" not in chunk:
        return 0, lf, 0, quotes
    crlf = chunk.count(b"\r\n")
    return crlf, lf - crlf, chunk.count(b"\r") - crlf, quotes


def _large(chunk: bytes) -> tuple[int, int, int, int]:
    import numpy as np

    data = np.frombuffer(chunk, np.uint8)
    feeds = data == 10
    lf = int(np.count_nonzero(feeds))
    quotes = int(np.count_nonzero(data == 34)) if _QUOTE in chunk else 0
    if b"\r" not in chunk:
        return 0, lf, 0, quotes
    returns = data == 13
    crlf = int(np.count_nonzero(returns[:-1] & feeds[1:]))
    return crlf, lf - crlf, int(np.count_nonzero(returns)) - crlf, quotes


def _odd_starts(chunk: bytes, first: bytes, *, is_large: bool) -> Sequence[int]:
    """Return where breaks start that differ from `first`."""
    if not is_large or first != b"\r\n":
        return [found.start() for found in _ODD[first].finditer(chunk)]
    import numpy as np

    data = np.frombuffer(b"\0" + chunk + b"\0", np.uint8)
    feeds, returns = data == 10, data == 13
    odd = (feeds[1:-1] & ~returns[:-2]) | (returns[1:-1] & ~feeds[2:])
    starts: list[int] = np.flatnonzero(odd).tolist()
    return starts
