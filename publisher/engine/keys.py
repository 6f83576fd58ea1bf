"""The values of one set of columns, row by row: which repeat, and which another table lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from publisher.engine.key_frames import KeyFrames
from publisher.engine.key_texts import text_of

if TYPE_CHECKING:
    import polars as pl

Repeat = tuple[int, int | None, int, str]
"""Row, its line, the latest earlier row with the same value, the value as text."""
Absence = tuple[int, int | None, tuple[str, ...]]
"""Row, its line, the values as texts."""
HELD = 300_000
"""Values held as Python's; more of a text file go to frames."""


class KeyValues:
    """Values of key columns: a bare value for one column, tuples for several; never all missing."""

    def __init__(self, width: int, kinds: tuple[str, ...], *, held: int = HELD) -> None:
        self.width = width
        self.kinds = kinds
        """By column: what its values can be equal to."""
        self.held = held
        self.numbers: list[int] = []
        self.lines: list[int | None] = []
        self.values: list[Any] = []
        self.frames: KeyFrames | None = None

    def add(
        self, numbers: Sequence[int], lines: Sequence[int | None], values: Sequence[Any]
    ) -> None:
        """See the next rows; those without any value are left out."""
        has_gaps = (None if self.width == 1 else (None,) * self.width) in values
        if has_gaps:
            kept = [index for index, value in enumerate(values) if not self.is_nothing(value)]
            numbers = [numbers[index] for index in kept]
            lines = [lines[index] for index in kept]
            values = [values[index] for index in kept]
        self.numbers += numbers
        self.lines += lines
        self.values += values
        if len(self.values) > self.held:
            self._to_frames()

    def add_frame(self, frame: pl.DataFrame) -> None:
        """See rows as KeyFrames has them; those without any value are left out."""
        if self.frames is None:
            self.frames = KeyFrames(self.width)
        self.frames.add(frame)

    def is_nothing(self, value: Any) -> bool:
        """Whether all parts of the value are missing."""
        return value is None if self.width == 1 else all(part is None for part in value)

    def repeats(self) -> Iterator[Repeat]:
        """Yield the rows whose value stood in an earlier row, in order."""
        if self.frames is None:
            yield from self._repeats()
            return
        self._to_frames()
        framed = (
            ((number, line, earlier, text) for number, line, earlier, text, *_ in part)
            for part in self.frames.repeats()
        )
        yield from merge(self._repeats(), *framed, key=itemgetter(0))

    def absent_from(self, others: KeyValues) -> Iterator[Absence]:
        """Yield the rows whose value is none of the others', in order."""
        if self.frames is None and others.frames is None:
            yield from self._absent_from(others)
            return
        self._to_frames()
        others._to_frames()
        mine, theirs = self.frames, others.frames
        if mine is None or theirs is None:
            return
        if self.kinds != others.kinds:
            theirs = KeyFrames(self.width)
        framed = (
            ((number, line, tuple(map(str, texts))) for number, line, *texts in part)
            for part in mine.absent_from(theirs)
        )
        yield from merge(self._absent_from(others), *framed, key=itemgetter(0))

    def _repeats(self) -> Iterator[Repeat]:
        values = hashable(self.values)
        if len(set(values)) == len(values):
            return
        last: dict[Any, int] = {}
        for number, line, value, shown in zip(
            self.numbers, self.lines, values, self.values, strict=True
        ):
            if (earlier := last.get(value)) is not None:
                yield number, line, earlier, str(shown)
            last[value] = number

    def _absent_from(self, others: KeyValues) -> Iterator[Absence]:
        known = set(hashable(others.values))
        values = hashable(self.values)
        for number, line, value, shown in zip(
            self.numbers, self.lines, values, self.values, strict=True
        ):
            if value not in known:
                parts = (shown,) if self.width == 1 else shown
                yield number, line, tuple(map(str, parts))

    def _to_frames(self) -> None:
        """Move the values that have a text to frames."""
        import polars as pl

        rows, kept = [], []
        for index, value in enumerate(self.values):
            parts = (value,) if self.width == 1 else value
            texts = [None if part is None else text_of(part) for part in parts]
            if any(
                text is None and part is not None for text, part in zip(texts, parts, strict=True)
            ):
                kept.append(index)
                continue
            shown = [None if part is None else str(part) for part in parts]
            rows.append((self.numbers[index], self.lines[index], *texts, *shown))
        names = [f"k{index}" for index in range(self.width)]
        shows = [f"s{index}" for index in range(self.width)]
        schema = {"number": pl.Int64, "line": pl.Int64} | dict.fromkeys(names + shows, pl.String)
        self.add_frame(pl.DataFrame(rows, schema=schema, orient="row"))
        self.numbers = [self.numbers[index] for index in kept]
        self.lines = [self.lines[index] for index in kept]
        self.values = [self.values[index] for index in kept]


def hashable(values: Sequence[Any]) -> Sequence[Any]:
    """Return the values, those without a hash (lists, objects) as their text.

    frictionless raises TypeError there.
    """
    try:
        hash(tuple(values))
    except TypeError:
        return [_hashable(value) for value in values]
    return values


def _hashable(value: Any) -> Any:
    try:
        hash(value)
    except TypeError:
        return tuple(map(_hashable, value)) if isinstance(value, tuple) else repr(value)
    return value
