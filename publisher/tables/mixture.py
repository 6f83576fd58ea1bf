"""Files with lines in two encodings: the usual scar of a table that two people appended to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.late_pattern import late
from publisher.model import File
from publisher.tables import line_ends
from publisher.tables.japanese_bytes import decodes

CHUNK = 1 << 20
_LONGEST = 8 << 20
"""Bytes of one line that are looked at together."""
_UTF8_JAPANESE = re.compile(rb"[\xe3-\xe9\xef][\x80-\xbf]{2}[\xe3-\xe9\xef][\x80-\xbf]{2}")
_JAPANESE = late("[\x00-\x7f\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]*")
_OTHERS = ("cp932", "euc_jp")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixture:
    """What the lines of a file are that no single encoding explains."""

    utf8_line: int | None
    """The first line that is UTF-8 beyond ASCII; None where none is."""
    other_line: int
    """The first line that is not UTF-8."""
    other: str | None
    """The codec that reads every line that is not UTF-8; None where none does."""


def look(file: File, codec: str | None) -> Mixture | None:
    """Return the mixture of a file that is not UTF-8; None where `codec` explains all its lines.

    CP932 reads most of UTF-8 as rare kanji without complaint. So where it reads the whole file, a
    line speaks against it that is valid UTF-8 and Japanese throughout, with two such characters
    in a row: CP932 text is that by chance so seldom that no real file is known. Raises OSError.
    """
    utf8_line = other_line = None
    others = set(_OTHERS)
    for first, stretch in _stretches(file):
        if decodes(stretch, "utf-8"):
            if utf8_line is None and not stretch.isascii() and _speaks(stretch, codec):
                utf8_line = _first_line(stretch, first, is_utf8=True)
            continue
        if utf8_line is None and (codec is None or _UTF8_JAPANESE.search(stretch)):
            utf8_line = _first_line(stretch, first, is_utf8=True, codec=codec)
        if other_line is None:
            other_line = _first_line(stretch, first, is_utf8=False)
        if others and codec is None:
            rest = b"".join(
                line for line in stretch.splitlines(keepends=True) if not decodes(line, "utf-8")
            )
            others = {name for name in others if decodes(rest, name)}
    if other_line is None or (codec is not None and utf8_line is None):
        return None
    other = codec or next((name for name in _OTHERS if name in others), None)
    return Mixture(utf8_line=utf8_line, other_line=other_line, other=other)


def _stretches(file: File) -> Iterator[tuple[int, bytes]]:
    """Yield whole lines in bounded portions, each with the editor's line it starts on."""
    number, held = 1, b""
    with file.open() as stream:
        while chunk := stream.read(CHUNK):
            held += chunk
            end = held.rfind(b"\n") + 1
            if not end and len(held) > _LONGEST:  # neither mark is ever half of a character
                end = held.rfind(b"\r") + 1 or held.rfind(b",") + 1 or len(held)
            if end:
                yield number, held[:end]
                number += line_ends.count(held[:end])
                held = held[end:]
    if held:
        yield number, held


def _first_line(
    stretch: bytes, first: int, *, is_utf8: bool, codec: str | None = None
) -> int | None:
    for number, line in enumerate(stretch.splitlines(keepends=True), start=first):
        if not line.isascii() and decodes(line, "utf-8") == is_utf8:
            if is_utf8 and not _speaks(line, codec):
                continue
            return number
    return None


def _speaks(data: bytes, codec: str | None) -> bool:
    """Say whether valid UTF-8 speaks against `codec`, which reads it too."""
    if codec is None:
        return True
    is_japanese = _JAPANESE.fullmatch(data.decode("utf-8", "replace")) is not None
    return is_japanese and _UTF8_JAPANESE.search(data) is not None
