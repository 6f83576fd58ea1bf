"""In what encoding a file is: decided from all of its bytes, never guessed from a sample."""

from __future__ import annotations

import codecs
import enum
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import IO

from publisher.model import File
from publisher.tables import encoding_words as words
from publisher.tables import japanese_bytes, magic, mixture, utf16
from publisher.tables.line_ends import LineEnds, LineEndScan
from publisher.words import Text

CHUNK = 1 << 16
"""Bytes decoded at once: what fits the processor's cache is decoded twice as fast as 256 KiB."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_ESCAPE = re.compile(rb"\x1b\$[@B]")
"""ISO-2022-JP: here Japanese characters begin (RFC 1468)."""
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
"""Half of a character pair written as UTF-8 (CESU-8, WTF-8), which UTF-8 forbids."""


class Trouble(enum.StrEnum):
    """Why no encoding reads a whole file."""

    MIXED = "mixed"
    """Some lines are UTF-8, others are CP932 or EUC-JP."""
    CUT = "cut"
    """UTF-8 that ends in the middle of a character: a download or copy that broke off."""
    SURROGATES = "surrogates"
    """UTF-8 but for halves of character pairs."""
    BROKEN = "broken"
    """UTF-8 but for bytes that are no text in any known encoding."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """What the bytes of a text file are."""

    codec: str | None
    """Python's name of the codec that decodes every byte; None where none is known."""
    reason: Text = words.UNDECIDED
    """What was decided and why."""
    trouble: Trouble | None = None
    """Why there is no codec, for a file that is text."""
    bad_line: int | None = None
    """The editor's line of the first byte that is not UTF-8; None where all are."""
    utf8_line: int | None = None
    """In a mixed file: the first line that is UTF-8 beyond ASCII."""
    other: str | None = None
    """In a mixed file: the codec of the lines that are not UTF-8."""
    is_certain: bool = True
    """False where another codec reads every byte as well, and nothing decides."""
    nul_line: int | None = None
    """The editor's line of the first NUL character."""
    is_ascii: bool = False
    """Whether all bytes are ASCII: then nearly every declared encoding is right."""
    line_ends: LineEnds = field(default_factory=LineEnds)
    content: Text | None = None
    """What the file is instead of text, by its first bytes."""

    @property
    def name(self) -> Text:
        """The encoding as officers know it."""
        return words.name_of(self.codec)

    @property
    def is_readable(self) -> bool:
        """Whether the file can be read as text for certain."""
        return self.codec is not None and self.content is None and self.nul_line is None


def decide(file: File, declared: str | None = None) -> Encoding:
    """Return the encoding of `file`, decided from every byte of it.

    In this order: byte-order mark; UTF-8; ISO-2022-JP by its escapes; UTF-16 without mark by its
    NULs; EUC-JP and CP932, by `japanese_bytes.choose` where both read it, which alone
    heeds `declared`, the codec of the descriptor. Each must decode the whole file strictly. Reads chunk by chunk; raises OSError.
    """
    with file.open() as stream:
        first = stream.read(CHUNK)
        if content := magic.content_of(first):
            return Encoding(codec=None, content=content)
        if first.startswith(_UTF32) and (wide := _utf16(file, "utf-32")).codec:
            return wide  # its mark begins with that of UTF-16
        if first.startswith(_UTF16):
            return _utf16(file, "utf-16")
        # Not opened again: of a small file, opening is a good part of the work.
        scan = _Utf8Scan(chain((first,), _rest(stream)), file.size)
    if scan.nul_line is not None and (codec := utf16.codec_of(file)):
        return _utf16(file, codec)
    if scan.bad is None:
        return _utf8(file, scan, has_bom=first.startswith(codecs.BOM_UTF8))
    return _not_utf8(file, scan, declared)


class _Utf8Scan:
    """One pass over a file: is it UTF-8, and what else do its bytes show."""

    def __init__(self, chunks: Iterable[bytes], size: int) -> None:
        decoder = codecs.getincrementaldecoder("utf-8")()
        ends = LineEndScan(size)
        self.bad: int | None = None
        """The editor's line of the first byte that is not UTF-8."""
        self.is_cut = self.has_surrogate = False
        self.nul_line: int | None = None
        self.escape_line: int | None = None
        self.is_ascii = True
        for chunk in chunks:
            if self.bad is None:
                self._decode(decoder, chunk, ends)
            self.is_ascii = self.is_ascii and chunk.isascii()
            if self.nul_line is None and (found := chunk.find(b"\0")) >= 0:
                self.nul_line = ends.line_after(chunk[:found])
            if self.escape_line is None and b"\x1b" in chunk:
                self.escape_line = ends.line_after(chunk[: chunk.find(b"\x1b")])
            ends.feed(chunk)
        ends.finish()
        if self.bad is None:
            self._decode(decoder, b"", ends)
        self.line_ends = ends.result

    def _decode(self, decoder: codecs.IncrementalDecoder, chunk: bytes, ends: LineEndScan) -> None:
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            # error.object starts with bytes kept from the chunk before: never a line break.
            self.bad = ends.line_after(error.object[: error.start])
            self.is_cut = not chunk
            self.has_surrogate = bool(_SURROGATE.match(error.object, error.start))


def _utf8(file: File, scan: _Utf8Scan, *, has_bom: bool) -> Encoding:
    if scan.escape_line is not None and _has_escapes(file):
        is_whole = _is(file, "iso2022_jp_ext")
        return Encoding(
            codec="iso2022_jp_ext" if is_whole else None,
            reason=words.ESCAPES if is_whole else words.UNDECIDED,
            trouble=None if is_whole else Trouble.UNKNOWN,
            bad_line=scan.escape_line,
            nul_line=scan.nul_line,
            line_ends=scan.line_ends,
        )
    return Encoding(
        codec="utf-8-sig" if has_bom else "utf-8",
        reason=words.ASCII if scan.is_ascii else words.BOM if has_bom else words.UTF8,
        nul_line=scan.nul_line,
        is_ascii=scan.is_ascii,
        line_ends=scan.line_ends,
    )


def _not_utf8(file: File, scan: _Utf8Scan, declared: str | None) -> Encoding:
    """Return what a file is that has bytes which are not UTF-8."""
    if scan.is_cut:
        return _troubled(scan, Trouble.CUT, words.CUT)
    if scan.has_surrogate and _is(file, "utf-8", errors="surrogatepass"):
        return _troubled(scan, Trouble.SURROGATES, words.SURROGATES)
    chosen = japanese_bytes.choose(file, declared)
    mixed = mixture.look(file, chosen.codec)
    if mixed is None and chosen.codec is not None:
        return Encoding(
            codec=chosen.codec,
            reason=chosen.reason,
            is_certain=chosen.is_certain,
            bad_line=scan.bad,
            nul_line=scan.nul_line,
            line_ends=scan.line_ends,
        )
    if mixed is None or mixed.utf8_line is None:
        return _troubled(scan, Trouble.UNKNOWN, words.UNDECIDED)
    if mixed.other is None:
        return _troubled(scan, Trouble.BROKEN, words.BROKEN)
    return Encoding(
        codec=None,
        trouble=Trouble.MIXED,
        reason=words.MIXED.fill({"utf8": mixed.utf8_line, "other": mixed.other_line}),
        bad_line=mixed.other_line,
        utf8_line=mixed.utf8_line,
        other=mixed.other,
        nul_line=scan.nul_line,
        line_ends=scan.line_ends,
    )


def _troubled(scan: _Utf8Scan, trouble: Trouble, reason: Text) -> Encoding:
    return Encoding(
        codec=None,
        trouble=trouble,
        reason=reason,
        bad_line=scan.bad,
        nul_line=scan.nul_line,
        line_ends=scan.line_ends,
    )


_OF_UTF16 = {"utf-16": words.UTF16_BOM, "utf-32": words.UTF32_BOM}


def _utf16(file: File, codec: str) -> Encoding:
    if (found := utf16.look(file, codec)) is None:
        return Encoding(codec=None, trouble=Trouble.UNKNOWN, bad_line=1)
    ends, nul_line = found
    return Encoding(
        codec=codec,
        reason=_OF_UTF16.get(codec, words.UTF16_NULS),
        bad_line=1,
        nul_line=nul_line,
        line_ends=ends,
    )


def _has_escapes(file: File) -> bool:
    tail = b""
    for chunk in _chunks(file):
        if _ESCAPE.search(tail + chunk):
            return True
        tail = chunk[-2:]
    return False


def _is(file: File, codec: str, *, errors: str = "strict") -> bool:
    decoder = codecs.getincrementaldecoder(codec)(errors)
    try:
        for chunk in _chunks(file):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _chunks(file: File) -> Iterator[bytes]:
    with file.open() as stream:
        yield from _rest(stream)


def _rest(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk
