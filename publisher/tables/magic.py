"""What a file is instead of text, told by its first bytes."""

from __future__ import annotations

from publisher.words import Text

HEAD = 512
"""Bytes looked at."""
_ARCHIVE = Text("圧縮ファイル", "a compressed file")
_PICTURE = Text("画像", "a picture")
_WORKBOOK = Text("Excelなどのブック", "a workbook (Excel and the like)")
_MAGIC: tuple[tuple[bytes, Text], ...] = (
    (b"PK\x03\x04", _WORKBOOK),
    (b"PK\x05\x06", _ARCHIVE),
    (b"\xd0\xcf\x11\xe0", _WORKBOOK),
    (b"%PDF-", Text("PDF", "a PDF")),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF89a", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"Rar!\x1a\x07", _ARCHIVE),
    (b"BZh91AY&SY", _ARCHIVE),
    (b"\xfd7zXZ\0", _ARCHIVE),
    (b"{\\rtf", Text("文書（リッチテキスト）", "a document (rich text)")),
    (b"SQLite format 3\0", Text("データベースのファイル", "a database file")),
)
_STARTS = tuple(start for start, _ in _MAGIC)
_PAGES = (b"<!doctype html", b"<html", b"<table", b"<meta ", b"<head")
_PAGE = Text("ウェブページ", "a web page")
_XML = Text("XMLのファイル", "an XML file")


def content_of(head: bytes) -> Text | None:
    """Return what the file with these first bytes is; None where it may be text."""
    if head.startswith(_STARTS):
        return next(what for start, what in _MAGIC if head.startswith(start))
    start = head[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n").lower()
    if start.startswith(_PAGES):
        return _PAGE
    if start.startswith(b"<?xml"):
        return _PAGE if b"<html" in start else _XML
    return None
