"""Properties of a document in a compound file: who made it, what it says of itself ([MS-OLEPS])."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from publisher.books.ooxml import names_somebody

SUMMARY, DOCUMENT = "\x05SummaryInformation", "\x05DocumentSummaryInformation"
"""Streams that hold them."""
_PERSONS = {SUMMARY: {4: "creator", 8: "lastModifiedBy"}, DOCUMENT: {14: "manager"}}
_TEXTS = {SUMMARY: frozenset({2, 3, 5, 6}), DOCUMENT: frozenset({2})}
"""Title, subject, keywords and comments; category."""
_CODE_PAGE, _ANSI, _WIDE = 1, 0x1E, 0x1F
_SECTIONS_MOST, _PROPERTIES_MOST, _LENGTH_MOST = 2, 1000, 100_000


def persons(name: str, stream: bytes) -> Iterator[str]:
    """Yield the names of the properties that hold a person's name; `name` is the stream's."""
    for section, number, text in _properties(stream):
        told = _PERSONS[name].get(number) if section == 0 else None
        if told is not None and names_somebody(text):
            yield told


def texts(name: str, stream: bytes) -> Iterator[str]:
    """Yield the title and the like, and all properties that somebody added (second section)."""
    for section, number, text in _properties(stream):
        if text.strip() and (section > 0 or number in _TEXTS[name]):
            yield text


def _properties(stream: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield section, number and text of the properties that are texts; what is broken is none."""
    count = _number(stream, 24)
    for section in range(min(count, _SECTIONS_MOST)):
        start = _number(stream, 28 + 20 * section + 16)
        places = [
            (_number(stream, start + 8 + 8 * at), start + _number(stream, start + 12 + 8 * at))
            for at in range(min(_number(stream, start + 4), _PROPERTIES_MOST))
        ]
        page = next(
            (_number(stream, at + 4) & 0xFFFF for key, at in places if key == _CODE_PAGE), 0
        )
        for number, at in places:
            text = _text(stream, at, page)
            if text:
                yield section, number, text


def _text(stream: bytes, at: int, page: int) -> str:
    kind, size = _number(stream, at) & 0xFFFF, min(_number(stream, at + 4), _LENGTH_MOST)
    if kind == _WIDE:
        return stream[at + 8 : at + 8 + 2 * size].decode("utf-16-le", "replace").rstrip("\0 ")
    if kind != _ANSI:
        return ""
    coding = {1200: "utf-16-le", 65001: "utf-8"}.get(page, f"cp{page or 932}")
    raw = stream[at + 8 : at + 8 + size]
    try:
        return raw.decode(coding, "replace").rstrip("\0 ")
    except LookupError:
        return raw.decode("cp932", "replace").rstrip("\0 ")


def _number(stream: bytes, at: int) -> int:
    found: int = struct.unpack_from("<I", stream, at)[0] if 0 <= at <= len(stream) - 4 else 0
    return found
