"""The shapes of a column's cells, found in pyarrow's own memory.

A cell's shape is its text with every digit written as 0: a million dates have one shape, a million
codes have one, and what is asked of all of them is asked of one text.
"""

from __future__ import annotations

from typing import Any

MOST = 1000
"""Shapes of a stretch beyond which it says little to know them."""
_OF_TEXT = str.maketrans("123456789", "0" * 9)
_OF_BYTES = bytes.maketrans(b"123456789", b"0" * 9)


def shape_of(text: str) -> str:
    """Return a text with every digit from 0 to 9 written as 0; other digits stay."""
    return text.translate(_OF_TEXT)


def shapes_of(table: Any, position: int, kept: frozenset[int] = frozenset()) -> list[str] | None:
    """Return the distinct shapes in a column (from 1) of pyarrow's table; None where they are many.

    Digits at the places `kept` (from 0) in a cell stay as they are; None too where these cannot be
    told, which is in columns beyond ASCII. No byte of a character beyond ASCII is a digit in
    UTF-8, so bytes may be written over.
    """
    import pyarrow as pa
    from pyarrow import compute

    shapes: list[str] = []
    for cells in table.column(position - 1).chunks:
        _, offsets, texts = cells.buffers()
        if texts is None:
            shapes.append("")
            continue
        flat = texts.to_pybytes().translate(_OF_BYTES)
        if kept:
            if not flat.isascii():
                return None
            flat = _with_digits(flat, texts, offsets, kept)
        found = compute.unique(
            pa.StringArray.from_buffers(
                len(cells), offsets, pa.py_buffer(flat), offset=cells.offset
            )
        )
        if len(found) > MOST:
            return None
        shapes += found.to_pylist()
    return shapes


def _with_digits(shapes: bytes, texts: Any, offsets: Any, kept: frozenset[int]) -> bytearray:
    """Return the shapes with the cells' own characters at some places."""
    import numpy as np

    starts = np.frombuffer(offsets, np.int32)
    begins, ends = starts[:-1], starts[1:]
    found = bytearray(shapes)
    target, source = np.frombuffer(found, np.uint8), np.frombuffer(texts, np.uint8)
    for place in kept:
        places = begins + place
        places = places[places < ends]
        target[places] = source[places]
    return found
