"""A stretch of a text file that is cut where a record ends, with all quotes where they belong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

_LF, _CR = 10, 13
_BOM = b"\xef\xbb\xbf"
_TAIL = 4096
"""Line feeds at the end of a stretch in which the end of a record is looked for."""


@dataclass(frozen=True)
class Chunk:
    """Bytes of whole records. Every quote opens or closes a cell, or is doubled inside of one."""

    data: memoryview
    """Good only until the room it is read into is used again."""
    breaks: Places
    """Where lines end: at line feeds, and at carriage returns that none follows."""
    quotes: Places
    """Where quotes stand."""

    @cached_property
    def ends(self) -> Places | None:
        """Which of the lines end a record, by their index in `breaks`; None for all."""
        import numpy as np

        if not len(self.quotes):
            return None
        are_ends = (np.searchsorted(self.quotes, self.breaks) & 1) == 0
        return None if are_ends.all() else np.flatnonzero(are_ends)

    @property
    def records(self) -> int:
        """How many records there are; the last may lack its line end."""
        ends = len(self.breaks) if self.ends is None else len(self.ends)
        return ends + (len(self.data) > 0 and self.data[-1] not in (_LF, _CR))

    @cached_property
    def line_offsets(self) -> Places | None:
        """How many lines each record starts below the first; None where each is one line."""
        import numpy as np

        if self.ends is None:
            return None
        return np.concatenate(([0], self.ends + 1))[: self.records]

    @cached_property
    def stops(self) -> Places:
        """Where the lines end that end records."""
        return self.breaks if self.ends is None else self.breaks[self.ends]

    @cached_property
    def sizes(self) -> Places:
        """Bytes of the records that have a line end, that included."""
        import numpy as np

        return np.diff(self.stops, prepend=-1)

    def stretches(self, delimiter: int, width: int, least: int) -> Iterator[tuple[int, int]]:
        """Yield first record and number of stretches of at least so many blank records, alike.

        Blank are those that hold nothing but delimiters, at most those of `width` cells.
        """
        import numpy as np

        sizes, bytes_ = self.sizes, np.frombuffer(self.data, dtype=np.uint8)
        for first, end in _runs(np.where(sizes <= width + 1, sizes, 0), least):
            size = int(sizes[first])
            start = int(self.stops[first]) + 1 - size
            lines = bytes_[start : start + (end - first) * size].reshape(-1, size)
            are_blank = (lines[:, :-2] == delimiter).all(axis=1)
            before = lines[:, -2] if size > 1 else np.full(end - first, _CR)
            ending = np.where(before == _CR, 2, np.where(before == delimiter, 1, 0))
            for low, high in _runs(np.where(are_blank, ending, 0), least):
                yield first + low, high - low

    def part(self, first: int, end: int) -> Chunk:
        """Return the records from `first` up to `end`, counted from 0."""
        import numpy as np

        start = int(self.stops[first - 1]) + 1 if first else 0
        stop = int(self.stops[end - 1]) + 1 if end <= len(self.stops) else len(self.data)
        breaks, quotes = (
            places[np.searchsorted(places, start) : np.searchsorted(places, stop)] - start
            for places in (self.breaks, self.quotes)
        )
        return Chunk(self.data[start:stop], breaks, quotes)

    @cached_property
    def blanks(self) -> Places:
        """Which records are empty lines."""
        import numpy as np

        stops, sizes = self.stops, self.sizes
        short = np.flatnonzero(sizes <= 2)
        if len(short):
            bytes_ = np.frombuffer(self.data, dtype=np.uint8)
            are_blank = (sizes[short] == 1) | (bytes_[stops[short] - 1] == _CR)
            short = np.compress(are_blank, short)
        return short


def _runs(values: Any, least: int) -> Iterator[tuple[int, int]]:
    """Yield begin and end of stretches of at least so many equal values that are not 0."""
    import numpy as np

    if np.count_nonzero(values) < least:
        return
    bounds = np.concatenate(([0], np.flatnonzero(np.diff(values)) + 1, [len(values)]))
    for which in np.flatnonzero(np.diff(bounds) >= least).tolist():
        if values[bounds[which]]:
            yield int(bounds[which]), int(bounds[which + 1])


def cut(room: memoryview, delimiter: int, quote: int, *, is_last: bool) -> Chunk | None:
    """Return the longest stretch of whole records at the beginning of `room`.

    None where only Python's csv can say where records end: a quote where none belongs, a record
    that is longer than `room`.
    """
    import numpy as np

    found = np.frombuffer(room, dtype=np.uint8)
    if bytes(room[: len(_BOM)]) == _BOM or np.count_nonzero(found) < len(found):
        return None
    breaks = _breaks(found, is_last=is_last)
    quotes = np.flatnonzero(found == quote) if quote >= 0 else np.empty(0, dtype=np.int64)
    end = _end(len(room), breaks, quotes, is_last=is_last)
    if not end:
        return None
    breaks = breaks[: np.searchsorted(breaks, end)]
    quotes = quotes[: np.searchsorted(quotes, end)]
    if not _are_quotes_placed(found[:end], quotes, delimiter):
        return None
    return Chunk(room[:end], breaks, quotes)


def _end(size: int, breaks: Any, quotes: Any, *, is_last: bool) -> int:
    """Return where the last whole record ends, 0 where none does."""
    import numpy as np

    if is_last:
        return size if len(quotes) % 2 == 0 else 0
    even = np.flatnonzero((np.searchsorted(quotes, breaks[-_TAIL:]) & 1) == 0)
    return int(breaks[-_TAIL:][even[-1]]) + 1 if len(even) else 0


def _breaks(found: Any, *, is_last: bool) -> Any:
    """Return where lines end, for Python's csv as for pyarrow.

    A carriage return at the end may be half of a line end.
    """
    import numpy as np

    feeds = np.flatnonzero(found == _LF)
    are_returns = found == _CR
    returns = np.count_nonzero(are_returns)
    if not returns or returns == np.count_nonzero(are_returns[feeds[feeds > 0] - 1]):
        return feeds
    singly = np.flatnonzero(are_returns)
    if not is_last and singly[-1] == len(found) - 1:
        singly = singly[:-1]
    singly = singly[found[np.minimum(singly + 1, len(found) - 1)] != _LF]
    return np.sort(np.concatenate((feeds, singly)))


def _are_quotes_placed(found: Any, quotes: Any, delimiter: int) -> bool:
    """Whether quotes stand only where a cell begins or ends, or doubled inside of a cell.

    Quotes are numbered: one with an even number finds the cell closed, by induction over those
    before it.
    """
    import numpy as np

    if not len(quotes):
        return True
    is_bound = np.zeros(256, dtype=bool)
    is_bound[[delimiter, _LF, _CR]] = True
    opening, closing = quotes[0::2], quotes[1::2]
    before = is_bound[found[np.maximum(opening - 1, 0)]]
    before[0] |= opening[0] == 0
    before[1:] |= opening[1:] == closing[: len(opening) - 1] + 1
    after = is_bound[found[np.minimum(closing + 1, len(found) - 1)]]
    after[-1] |= closing[-1] == len(found) - 1
    after[: len(opening) - 1] |= opening[1:] == closing[: len(opening) - 1] + 1
    return bool(before.all() and after.all())
