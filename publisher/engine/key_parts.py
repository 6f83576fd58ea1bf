"""Rows of a key in a temporary file, by parts: rows with the same value are in the same part."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

PARTS = 64
_SLICE = 10_000
"""Rows of a result that are read back at once."""
_Place = tuple[int, int]
"""Where something lies in the file, and how long it is."""


class Parts:
    """Rows in the order of the table, part by part; and results that wait for being told."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the key
        weakref.finalize(self, self._file.close)
        self._places: list[list[_Place]] = [[] for _ in range(PARTS)]

    def write(self, rows: pl.DataFrame, hashes: pl.Series) -> None:
        """Write more rows, all of them behind those written before."""
        parts = rows.with_columns((hashes % PARTS).alias("part")).sort("number")
        for (part,), piece in parts.group_by("part", maintain_order=True):
            self._places[int(str(part))].append(self._written(piece.drop("part")))

    def pieces(self, part: int) -> Iterator[pl.DataFrame]:
        """Yield the rows of a part."""
        return map(self._read, self._places[part])

    def kept(self, found: Iterable[pl.DataFrame]) -> Iterator[tuple[Any, ...]]:
        """Return the rows of frames, which are not held in memory till they are asked for."""
        places = [self._written(piece) for frame in found for piece in frame.iter_slices(_SLICE)]
        return (row for place in places for row in self._read(place).iter_rows())

    def _written(self, frame: pl.DataFrame) -> _Place:
        start = self._file.seek(0, 2)
        frame.write_ipc(self._file, compression="lz4")
        return start, self._file.tell() - start

    def _read(self, place: _Place) -> pl.DataFrame:
        import polars as pl

        start, size = place
        self._file.seek(start)
        return pl.read_ipc(self._file.read(size))
