"""The values of one set of columns, row by row: which repeat, and which another table lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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


@dataclass(slots=True)
class _Listed:
    """Rows with Python's values."""

    numbers: list[int] = field(default_factory=list)
    lines: list[int | None] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, number: int, line: int | None, value: Any) -> None:
        self.numbers.append(number)
        self.lines.append(line)
        self.values.append(value)

    def repeats(self) -> Iterator[Repeat]:
        values = hashable(self.values)
        if len(set(values)) == len(values):
            return
        last: dict[Any, int] = {}
        for number, line, value, shown in self._rows(values):
            if (earlier := last.get(value)) is not None:
                yield number, line, earlier, str(shown)
            last[value] = number

    def absent_from(self, others: _Listed, width: int) -> Iterator[Absence]:
        known = set(hashable(others.values))
        for number, line, value, shown in self._rows(hashable(self.values)):
            if value not in known or _is_no_number(value):
                yield number, line, tuple(map(str, (shown,) if width == 1 else shown))

    def _rows(self, values: Sequence[Any]) -> list[tuple[int, int | None, Any, Any]]:
        """Return the rows in order: ragged ones come behind the frame they lie in."""
        rows = zip(self.numbers, self.lines, values, self.values, strict=True)
        return sorted(rows, key=itemgetter(0))


class KeyValues:
    """Values of key columns: a bare value for one column, tuples for several; never all missing."""

    def __init__(self, width: int, kinds: tuple[str, ...], *, held: int = HELD) -> None:
        self.width = width
        self.kinds = kinds
        """By column: what its values can be equal to."""
        self.nothing = None if width == 1 else (None,) * width
        self.held = held
        self.frames: KeyFrames | None = None
        self._new = _Listed()
        """Rows that were not tried for frames."""
        self._kept = _Listed()
        """Rows whose value has no text."""

    def add(
        self, numbers: Sequence[int], lines: Sequence[int | None], values: Sequence[Any]
    ) -> None:
        """See the next rows; those without any value are left out."""
        if self.nothing in values:
            kept = [index for index, value in enumerate(values) if not self.is_nothing(value)]
            numbers = [numbers[index] for index in kept]
            lines = [lines[index] for index in kept]
            values = [values[index] for index in kept]
        new = self._new
        new.numbers += numbers
        new.lines += lines
        new.values += values
        if len(new.values) > self.held:
            self._to_frames()

    def add_frame(self, frame: pl.DataFrame) -> None:
        """See the next rows as KeyFrames has them; those without any value are left out."""
        self._to_frames().add(frame)

    def is_nothing(self, value: Any) -> bool:
        """Whether all parts of the value are missing."""
        return value is None if self.width == 1 else all(part is None for part in value)

    def repeats(self) -> Iterator[Repeat]:
        """Yield the rows whose value stood in an earlier row, in order."""
        if self.frames is None:
            yield from self._new.repeats()
            return
        framed = (
            ((number, line, earlier, text) for number, line, earlier, text, *_ in part)
            for part in self._to_frames().repeats()
        )
        yield from merge(self._kept.repeats(), *framed, key=itemgetter(0))

    def absent_from(self, others: KeyValues) -> Iterator[Absence]:
        """Yield the rows whose value is none of the others', in order."""
        if self.frames is None and others.frames is None:
            yield from self._new.absent_from(others._new, self.width)
            return
        mine, theirs = self._to_frames(), others._to_frames()
        kinds = zip(self.kinds, others.kinds, strict=True)
        unlike = [part for part, (kind, other) in enumerate(kinds) if kind != other]
        framed = (
            ((number, line, tuple(map(str, texts))) for number, line, *texts in part)
            for part in mine.absent_from(theirs, unlike)
        )
        singly = self._kept.absent_from(others._kept, self.width)
        yield from merge(singly, *framed, key=itemgetter(0))

    def _to_frames(self) -> KeyFrames:
        """Move the new rows whose value has a text to frames."""
        if self.frames is None:
            self.frames = KeyFrames(self.width)
        if not self._new.values:
            return self.frames
        import polars as pl

        rows = []
        for number, line, value in zip(
            self._new.numbers, self._new.lines, self._new.values, strict=True
        ):
            parts = (value,) if self.width == 1 else value
            texts = [None if part is None else text_of(part) for part in parts]
            if any(
                text is None and part is not None for text, part in zip(texts, parts, strict=True)
            ):
                self._kept.add(number, line, value)
                continue
            shown = [None if part is None else str(part) for part in parts]
            rows.append((number, line, *texts, *shown))
        self._new = _Listed()
        names = [f"k{index}" for index in range(self.width)]
        shows = [f"s{index}" for index in range(self.width)]
        schema = {"number": pl.Int64, "line": pl.Int64} | dict.fromkeys(names + shows, pl.String)
        self.frames.add(pl.DataFrame(rows, schema=schema, orient="row"))
        return self.frames


def hashable(values: Sequence[Any]) -> Sequence[Any]:
    """Return the values, those without a hash (lists, objects) as their text.

    frictionless raises TypeError there.
    """
    try:
        hash(tuple(values))
    except TypeError:
        return [_hashable(value) for value in values]
    return values


def _is_no_number(value: Any) -> bool:
    """Whether a value or part of it is NaN, which equals nothing; Python looks at identity first."""
    parts = value if isinstance(value, tuple) else (value,)
    return any(part != part for part in parts)  # noqa: PLR0124 - what NaN is


def _hashable(value: Any) -> Any:
    try:
        hash(value)
    except TypeError:
        return tuple(map(_hashable, value)) if isinstance(value, tuple) else repr(value)
    return value
