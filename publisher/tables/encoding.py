"""In what encoding a file is: decided from all of its bytes, never guessed from a sample."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from publisher.files import CHUNK
from publisher.model import File
from publisher.words import Text

_WORKBOOK = Text("Excelなどのブック", "a workbook (Excel and the like)")
_MAGIC: tuple[tuple[bytes, Text], ...] = (
    (b"PK\x03\x04", _WORKBOOK),
    (b"\xd0\xcf\x11\xe0", _WORKBOOK),
    (b"%PDF", Text("PDF", "a PDF")),
    (b"\x89PNG", Text("画像", "a picture")),
    (b"\xff\xd8\xff", Text("画像", "a picture")),
    (b"\x1f\x8b", Text("圧縮ファイル", "a compressed file")),
)
_PAGES = (b"<!doctype html", b"<html")
_PAGE = Text("ウェブページ", "a web page")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CODECS = ("utf-8", "cp932", "euc_jp", "utf-16")
_UNDEFINED = re.compile("[\x80\uf8f0-\uf8f3]")
"""What Python makes of the bytes 80, A0, FD–FF, which CP932 leaves undefined."""
_UNKNOWN = Text("分かりません", "unknown")
_NAMES = {
    "cp932": Text("CP932（Shift_JIS）", "CP932 (Shift_JIS)"),
    "euc_jp": Text("EUC-JP", "EUC-JP"),
    "utf-16": Text("UTF-16", "UTF-16"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """What the bytes of a text file are."""

    codec: str | None
    """Python's name of the codec that decodes every byte; None where none is known."""
    bad_line: int | None = None
    """The editor's line of the first byte that is not UTF-8; None where all are."""
    nul_line: int | None = None
    """The editor's line of the first NUL byte."""
    content: Text | None = None
    """What the file is instead of text, by its first bytes."""

    @property
    def name(self) -> Text:
        """The encoding as officers know it."""
        return _NAMES.get(self.codec or "", _UNKNOWN)

    @property
    def is_readable(self) -> bool:
        """Whether the file can be read as text for certain."""
        return self.codec is not None and self.content is None and self.nul_line is None


class _Scan:
    """All candidate decoders over one stream of chunks."""

    def __init__(self) -> None:
        self.decoders = {name: codecs.getincrementaldecoder(name)() for name in _CODECS}
        self.bad_line: int | None = None
        self.nul_line: int | None = None
        self.lines = 0

    def feed(self, chunk: bytes, *, final: bool = False) -> None:
        for name, decoder in tuple(self.decoders.items()):
            try:
                text = decoder.decode(chunk, final)
                if name == "cp932" and _UNDEFINED.search(text):
                    del self.decoders[name]
            except UnicodeError as error:  # utf-16 says so where a mark is missing
                del self.decoders[name]
                if name == "utf-8" and isinstance(error, UnicodeDecodeError):
                    # error.object starts with bytes kept from the chunk before: never a newline.
                    self.bad_line = self.lines + _line(error.object, error.start)
        if self.nul_line is None and (found := chunk.find(b"\0")) >= 0:
            self.nul_line = self.lines + _line(chunk, found)
        self.lines += chunk.count(b"\n")


def _line(data: bytes, end: int) -> int:
    return data.count(b"\n", 0, end) + 1


def decide(file: File) -> Encoding:
    """Return the encoding of `file`: byte-order mark, strict UTF-8, strict EUC-JP, strict CP932.

    EUC-JP goes before CP932: kana and nearly all kanji of CP932 are never valid EUC-JP, while
    EUC-JP often reads as half-width kana of CP932. Reads chunk by chunk; raises OSError.
    """
    scan = _Scan()
    with file.open() as stream:
        head = stream.read(CHUNK)
        for magic, what in _MAGIC:
            if head.startswith(magic):
                return Encoding(codec=None, content=what)
        if head[:100].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES):
            return Encoding(codec=None, content=_PAGE)
        chunk = head
        while chunk:
            scan.feed(chunk)
            chunk = stream.read(CHUNK)
    scan.feed(b"", final=True)
    return Encoding(
        codec=_choose(scan, head), bad_line=scan.bad_line, nul_line=_nul_line(scan, head)
    )


def _choose(scan: _Scan, head: bytes) -> str | None:
    if head.startswith(_UTF16):
        return "utf-16" if "utf-16" in scan.decoders else None
    if "utf-8" in scan.decoders:
        return "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8"
    return next((name for name in ("euc_jp", "cp932") if name in scan.decoders), None)


def _nul_line(scan: _Scan, head: bytes) -> int | None:
    """Return where a NUL byte stands; in UTF-16 every ASCII character has one, which is fine."""
    return None if head.startswith(_UTF16) else scan.nul_line
