"""Values of keys by the million, as texts in columns; beyond memory's share in a temporary file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from publisher.engine.key_parts import PARTS, Parts

if TYPE_CHECKING:
    import polars as pl

HELD = 1_200_000
"""Rows of one key held in memory."""
HELD_BYTES = 100 << 20
"""Bytes of one key held in memory."""
Found = Iterator[tuple[Any, ...]]


@dataclass(slots=True)
class KeyFrames:
    """Rows as frames with the columns `number`, `line`, `k0`, `k1`, … and, where Python writes a
    value otherwise than its text, `s0`, `s1`, …
    """

    width: int
    held: int = HELD
    _frames: list[pl.DataFrame] = field(default_factory=list)
    _hashes: list[pl.Series] = field(default_factory=list)
    """Of the values, frame by frame: taken while these are in the processor's cache."""
    _count: int = 0
    _bytes: int = 0
    _last: int = 0
    """Number of the last row."""
    _parts: Parts | None = None

    @property
    def names(self) -> list[str]:
        """Columns of the value's texts."""
        return [f"k{index}" for index in range(self.width)]

    def add(self, frame: pl.DataFrame) -> None:
        """Take more rows, in order; they may lie among those of the frame before."""
        if not frame.height:
            return
        is_full = self._count >= self.held or self._bytes >= HELD_BYTES
        if is_full and frame["number"][0] > self._last:
            self.spill()
        self._frames.append(frame)
        self._hashes.append(_hashes(frame, self.names))
        self._count += frame.height
        self._bytes += int(frame.estimated_size())
        self._last = max(self._last, frame["number"][-1])

    def spill(self) -> Parts:
        """Write what is held to the file."""
        import polars as pl

        if self._parts is None:
            self._parts = Parts()
        if self._frames:
            whole, hashes = pl.concat(self._frames, how="diagonal"), pl.concat(self._hashes)
            self._frames, self._hashes, self._count, self._bytes = [], [], 0, 0
            self._parts.write(whole, hashes)
        return self._parts

    def repeats(self) -> Iterator[Found]:
        """Yield, part by part and each in order, number, line, the earlier row's number, texts."""
        if self._parts is None:
            found = self._repeats(self._frames, self._hashes)
            yield (row for frame in found for row in frame.iter_rows())
            return
        parts = self.spill()
        for part in range(PARTS):
            yield parts.kept(self._repeats_in(parts.pieces(part)))

    def absent_from(self, others: KeyFrames, unlike: Sequence[int] = ()) -> Iterator[Found]:
        """Yield, part by part and each in order, number, line, texts of values others lack.

        `unlike` are parts (from 0) whose values are of other types there: equal only where both
        are missing.
        """
        if self._parts is None and others._parts is None:
            found = self._absences(self._frames, _without(others._frames, unlike))
            yield (row for frame in found for row in frame.iter_rows())
            return
        mine, theirs = self.spill(), others.spill()
        for part in range(PARTS):
            yield mine.kept(
                found
                for piece in mine.pieces(part)
                for found in self._absences([piece], _without(theirs.pieces(part), unlike))
            )

    def _repeats_in(self, pieces: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """Yield the repeats of a part, however large: of what was seen, the last of each value."""
        import polars as pl

        group: list[pl.DataFrame] = []
        for piece in pieces:
            if group and sum(frame.height for frame in group) + piece.height > self.held:
                yield from self._repeats(group)
                seen = pl.concat(group, how="diagonal").unique(self.names, keep="last")
                group = [seen.sort("number").with_columns(is_told=True)]
            group.append(piece)
        yield from self._repeats(group)

    def _repeats(
        self, frames: Sequence[pl.DataFrame], hashes: Sequence[pl.Series] = ()
    ) -> Iterator[pl.DataFrame]:
        """Yield the rows whose value stood before, if there are any."""
        import polars as pl

        hashes = hashes or [_hashes(frame, self.names) for frame in frames]
        repeated = _repeated(hashes)
        if not len(repeated):
            return
        found = pl.concat(
            [
                frame.filter(one.is_in(repeated.implode()))
                for frame, one in zip(frames, hashes, strict=True)
            ],
            how="diagonal",
        ).sort("number")
        earlier = pl.col("number").shift(1).over(self.names).alias("earlier")
        found = found.with_columns(earlier).filter(pl.col("earlier").is_not_null())
        if "is_told" in found.columns:
            found = found.filter(pl.col("is_told").is_null())
        if found.height:
            yield _told(found, ["number", "line", "earlier"], self.width)

    def _absences(
        self, frames: Sequence[pl.DataFrame], others: Iterable[pl.DataFrame]
    ) -> Iterator[pl.DataFrame]:
        """Yield the rows whose value is none of the others', if there are any."""
        import polars as pl

        if not frames:
            return
        known = [other.select(self.names).unique() for other in others]
        found = pl.concat(frames, how="diagonal")
        if known:
            values = pl.concat(known).unique()
            found = found.join(values, on=self.names, how="anti", nulls_equal=True)
        if found.height:
            yield _told(found.sort("number"), ["number", "line"], self.width)


def _without(frames: Iterable[pl.DataFrame], parts: Sequence[int]) -> Iterator[pl.DataFrame]:
    """Yield the frames without the rows that have a value in one of the parts."""
    import polars as pl

    for frame in frames:
        missing = [pl.col(f"k{part}").is_null() for part in parts]
        yield frame.filter(pl.all_horizontal(missing)) if missing else frame


def _hashes(frame: pl.DataFrame, names: Sequence[str]) -> pl.Series:
    import polars as pl

    found = pl.col(names[0]).hash(seed=0)
    for seed, name in enumerate(names[1:], start=1):
        found = found.xor(pl.col(name).hash(seed=seed))
    return frame.select(found.alias("hash")).to_series()


def _repeated(hashes: Sequence[pl.Series]) -> pl.Series:
    """Return the hashes that stand more than once."""
    import numpy as np
    import polars as pl

    if not hashes:
        return pl.Series(dtype=pl.UInt64)
    ordered = np.concatenate([one.to_numpy() for one in hashes])
    ordered.sort()
    return pl.Series(ordered[1:][ordered[1:] == ordered[:-1]], dtype=pl.UInt64).unique()


def _told(frame: pl.DataFrame, names: list[str], width: int) -> pl.DataFrame:
    """Return rows: the named columns, then each value as Python writes it."""
    import polars as pl

    shown = [
        pl.coalesce(f"s{index}", f"k{index}").alias(f"t{index}")
        if f"s{index}" in frame.columns
        else pl.col(f"k{index}").alias(f"t{index}")
        for index in range(width)
    ]
    return frame.select(*names, *shown)
