"""Which record each row of a frame is, and on which line it starts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True, eq=False)
class Numbers(Sequence[int]):
    """Numbers of the records that are rows of a frame."""

    first: int
    """Of the stretch's first record."""
    places: Any
    """Which records of the stretch are rows of the frame, an array; None for all."""
    height: int

    def __len__(self) -> int:
        return self.height

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(self.height))]
        if not -self.height <= index < self.height:
            raise IndexError(index)
        return self.first + int(index % self.height if self.places is None else self.places[index])

    def series(self) -> pl.Series:
        """Return all of them."""
        import polars as pl

        if self.places is None:
            return pl.int_range(self.first, self.first + self.height, eager=True)
        return pl.Series(self.places + self.first)


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The editor's line on which the record of each row of a frame starts."""

    first: int
    """Of the stretch's first record."""
    offsets: Any
    """By record, lines below the first, an array; None where each record is one line."""
    places: Any
    """Which records are rows of the frame, an array; None for all."""

    def __call__(self, index: int) -> int:
        """Return the line of a row, counted from 0."""
        return self.of_record(index if self.places is None else int(self.places[index]))

    def of_record(self, place: int) -> int:
        """Return the line of a record, counted from 0 in the stretch."""
        return self.first + (place if self.offsets is None else int(self.offsets[place]))

    def series(self, height: int) -> pl.Series:
        """Return all of them."""
        import polars as pl

        offsets = self.places if self.offsets is None else self.offsets
        if offsets is None:
            return pl.int_range(self.first, self.first + height, eager=True)
        if self.offsets is not None and self.places is not None:
            offsets = self.offsets[self.places]
        return pl.Series(offsets + self.first)
