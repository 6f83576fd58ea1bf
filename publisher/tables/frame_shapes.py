"""The shapes of a column's cells, found in pyarrow's own memory.

A cell's shape is its text with every digit written as 0: a million dates have one shape, a million
codes have one, and what is asked of all of them is asked of one text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST = 1000
"""Shapes of a stretch beyond which it says little to know them."""
_FIRST, _STRETCH = 4 * MOST, 50_000
"""Texts whose shapes are found together: few at first, as columns of names show soon."""
_OF_TEXT = str.maketrans("123456789", "0" * 9)
_OF_BYTES = bytes.maketrans(b"123456789", b"0" * 9)


def shape_of(text: str) -> str:
    """Return a text with every digit from 0 to 9 written as 0; other digits stay."""
    return text.translate(_OF_TEXT)


def shapes_in(texts: Sequence[str]) -> frozenset[str] | None:
    """Return the distinct shapes of texts; None where they are many, or a text holds NUL."""
    shapes: set[str] = set()
    start, size = 0, _FIRST
    while start < len(texts):
        stretch = texts[start : start + size]
        joined = "\0".join(stretch)
        if joined.count("\0") != len(stretch) - 1:
            return None
        flat = joined.encode("utf-8", "surrogatepass").translate(_OF_BYTES)
        shapes.update(flat.decode("utf-8", "surrogatepass").split("\0"))
        if len(shapes) > MOST:
            return None
        start, size = start + size, _STRETCH
    return frozenset(shapes)


@dataclass(frozen=True, slots=True)
class FrameShapes:
    """The shapes of the cells of a frame."""

    table: Any
    """pyarrow's, with the frame's rows."""
    _flat: dict[int, list[bytes]] = field(default_factory=dict, repr=False)
    """The column asked last, in shapes: it is often asked again with digits kept."""

    def of(self, position: int, kept: frozenset[int] = frozenset()) -> list[str] | None:
        """Return the distinct shapes in a column (from 1); None where they are many.

        Digits at the places `kept` (from 0) in a cell stay as they are; None too where these
        cannot be told, which is in columns beyond ASCII.
        """
        shapes: list[str] = []
        for cells in self._chunks(position, kept):
            found = None if cells is None else _distinct(cells)
            if found is None or len(found) > MOST:
                return None
            shapes += found.to_pylist()
        return shapes

    def rows(self, position: int, shapes: Collection[str]) -> list[int]:
        """Return the rows whose cell in a column (from 1) has one of the shapes, ascending."""
        import numpy as np

        found: list[int] = []
        start = 0
        for cells in self._chunks(position, frozenset()):
            encoded = _called("dictionary_encode", cells)
            names = encoded.dictionary.to_pylist()
            wanted = [number for number, shape in enumerate(names) if shape in shapes]
            # Not by pyarrow's own conversion: that imports pandas, a quarter of a second.
            numbers = np.frombuffer(encoded.indices.buffers()[1], np.int32, len(cells))
            found += (np.flatnonzero(np.isin(numbers, wanted)) + start).tolist()
            start += len(cells)
        return found

    def _chunks(self, position: int, kept: frozenset[int]) -> Iterator[Any]:
        """Yield the column's cells as shapes; None for cells in which no place can be told.

        No byte of a character beyond ASCII is a digit in UTF-8, so bytes may be written over.
        """
        import pyarrow as pa

        chunks = self.table.column(position - 1).chunks
        for cells, shapes in zip(chunks, self._shapes(position, chunks), strict=True):
            _, offsets, texts = cells.buffers()
            if texts is None:
                yield cells
                continue
            if kept and not shapes.isascii():
                yield None
                continue
            flat = _with_digits(shapes, texts, offsets, kept) if kept else shapes
            buffer = pa.py_buffer(flat)
            yield pa.StringArray.from_buffers(len(cells), offsets, buffer, offset=cells.offset)

    def _shapes(self, position: int, chunks: Iterable[Any]) -> list[bytes]:
        """Return the texts of a column's chunks with all digits folded."""
        if position not in self._flat:
            self._flat.clear()
            texts = [cells.buffers()[2] for cells in chunks]
            self._flat[position] = [
                text.to_pybytes().translate(_OF_BYTES) if text is not None else b""
                for text in texts
            ]
        return self._flat[position]


def _distinct(cells: Any) -> Any:
    """Return the distinct texts; where all are one, that is seen without looking each one up."""
    import numpy as np

    _, offsets, texts = cells.buffers()
    if texts is None or len(cells) < 2:
        return _called("unique", cells)
    starts = np.frombuffer(offsets, np.int32)[cells.offset : cells.offset + len(cells) + 1]
    first, last = int(starts[0]), int(starts[-1])
    width = int(starts[1]) - first
    if width and last - first == width * len(cells) and bool((np.diff(starts) == width).all()):
        flat = np.frombuffer(texts, np.uint8)[first:last]
        if bool((flat[width:] == flat[:-width]).all()):
            return cells[:1]
    return _called("unique", cells)


def _called(function: str, cells: Any) -> Any:
    """Return what a function of pyarrow makes of cells.

    Not by `pyarrow.compute`, which first writes a wrapper for each of its functions: 40 ms.
    """
    from pyarrow._compute import call_function

    return call_function(function, [cells])


def _with_digits(shapes: bytes, texts: Any, offsets: Any, kept: frozenset[int]) -> bytearray:
    """Return the shapes with the cells' own characters at some places."""
    import numpy as np

    starts = np.frombuffer(offsets, np.int32)
    begins, ends = starts[:-1], starts[1:]
    found = bytearray(shapes)
    target, source = np.frombuffer(found, np.uint8), np.frombuffer(texts, np.uint8)
    width = int(ends[0] - begins[0]) if len(ends) else 0
    if width and bool((ends - begins == width).all()):
        # Cells of one length are the rows of a matrix.
        first, last = int(starts[0]), int(starts[-1])
        columns = sorted(place for place in kept if place < width)
        own = source[first:last].reshape(-1, width)[:, columns]
        target[first:last].reshape(-1, width)[:, columns] = own
        return found
    for place in kept:
        places = begins + place
        places = places[places < ends]
        target[places] = source[places]
    return found
