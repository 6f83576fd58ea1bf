"""Texts in the records of an old workbook (XLS) that no cell holds ([MS-XLS] 2.4).

Heads and feet of pages, text boxes, choices, charts, and what a pivot table keeps of its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

HEADER, FOOTER, SERIES_TEXT, LABEL, CHOICES, TEXT_OBJECT, CONTINUED, PIVOT_TEXT = (
    0x0014, 0x0015, 0x100D, 0x0204, 0x01BE, 0x01B6, 0x003C, 0x00CD
)  # fmt: skip
_BIFF8 = 0x0600
_READABLE = re.compile(rb"(?:[\x20-\x7e\xa1-\xdf]|[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]){4,}")
_LITERAL = 0x17
"""Token of a text in a formula (2.5.198.89)."""


def texts_of(kind: int, body: bytes, version: int) -> Iterator[str]:
    """Yield what a record of one of these kinds says; `version` is that of its stream."""
    if kind in {HEADER, FOOTER}:
        yield _counted(body, 2)[0] if version >= _BIFF8 else body[1:].decode("cp932", "replace")
    elif version < _BIFF8:
        return
    elif kind == SERIES_TEXT:
        yield _counted(body[2:], 1)[0]
    elif kind == LABEL:
        yield _counted(body[6:], 2)[0]
    elif kind == PIVOT_TEXT:
        yield _counted(body, 2)[0]
    elif kind == CHOICES:
        yield from _choices(body[4:])


def readable(body: bytes) -> str:
    """Return what can be read in an object of Excel 5 or 95.

    Its text stands among its measures, in the code page of the machine that wrote it.
    """
    return " ".join(run.decode("cp932", "replace") for run in _READABLE.findall(body))


def continued(body: bytes) -> str:
    """Return the piece of a text box's text that a record holds."""
    return _decoded(body[1:], is_wide=bool(body[:1] and body[0] & 1))


def _choices(body: bytes) -> Iterator[str]:
    """Yield titles and words of prompt and error, and the list where it is written out."""
    for _ in range(4):
        text, size = _counted(body, 2)
        yield text.strip("\0")
        body = body[size:]
    tokens = body[4 : 4 + int.from_bytes(body[:2], "little")]
    if tokens[:1] == bytes([_LITERAL]):
        yield from _counted(tokens[1:], 1)[0].split("\0")


def _counted(body: bytes, width: int) -> tuple[str, int]:
    """Return a text that its length and a byte of flags precede, and how many bytes both take."""
    count = int.from_bytes(body[:width], "little")
    if not count or len(body) <= width:
        return "", min(width + 1, len(body))
    is_wide = bool(body[width] & 1)
    end = width + 1 + count * (2 if is_wide else 1)
    return _decoded(body[width + 1 : end], is_wide=is_wide), end


def _decoded(raw: bytes, *, is_wide: bool) -> str:
    return raw.decode("utf-16-le" if is_wide else "latin-1", "replace")
