"""Opening a workbook by what it is, whatever its name says."""

from __future__ import annotations

import re

from publisher.books.book import Form
from publisher.books.ods import CONTENT, MIMES, open_ods
from publisher.books.package import Package, opened
from publisher.books.refusal import (
    CUT_OFF,
    DAMAGED,
    EMPTY_FILE,
    IS_HTML,
    IS_TEXT,
    IS_XML,
    MISNAMED,
    NOT_A_WORKBOOK,
    PASSWORD,
    refused,
)
from publisher.books.sheet_table import Book, NoTable, SheetTable
from publisher.books.xls import SIZE_LIMIT, open_xls
from publisher.books.xlsx import open_xlsx
from publisher.model import File
from publisher.tables.dialect import Dialect
from publisher.tables.record import BrokenTable

_HEAD = 4096
_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00")
"""The first record of an old workbook that stands in no compound file."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_XLS_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_HTML = re.compile(rb"<(!doctype\s+html|html|head|meta|table|body)\b", re.IGNORECASE)
_XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
_NAMES = {
    "xlsx": frozenset({Form.XLSX}),
    "xlsm": frozenset({Form.XLSM, Form.XLSX}),
    "xls": frozenset({Form.XLS}),
    "ods": frozenset({Form.ODS}),
}
"""The formats that a file of this ending may have."""


def open_book(file: File, *, ending: str | None = None) -> Book:
    """Open a workbook; raises BrokenTable with a note of `publisher.books.refusal`.

    `ending` is what the file's name promises (`xlsx`); another format inside is refused then,
    because programs go by the name. OSError where the file itself cannot be read.
    """
    with file.open() as stream:
        head = stream.read(_HEAD)
    if not head:
        raise refused(EMPTY_FILE)
    if head.startswith(_ZIP):
        form, book = _zipped(file)
    elif head.startswith(_OLE) or _BIFF.match(head):
        _examine_compound(file)
        form, book = Form.XLS, open_xls(file)
    else:
        raise refused(_what_else(head))
    if form not in _NAMES.get(ending or "", frozenset(Form)):
        raise refused(MISNAMED)
    return book


def sheet_of(file: File, dialect: Dialect, *, ending: str | None = None) -> SheetTable | NoTable:
    """Return the sheet that the dialect names, else the first of cells.

    A workbook that cannot be opened is a table that breaks when it is read, so that its finding
    comes from where all others come.
    """
    try:
        book = open_book(file, ending=ending)
    except BrokenTable as reason:
        return NoTable(reason)
    names = book.table_names
    wanted = dialect.sheet
    if isinstance(wanted, int):
        wanted = names[wanted - 1] if 0 < wanted <= len(names) else f"#{wanted}"
    return book.table(wanted if wanted is not None else next(iter(names), ""))


def _zipped(file: File) -> tuple[Form, Book]:
    with file.open() as stream, opened(stream) as package:
        is_ods = _is_ods(package)
    if is_ods:
        return Form.ODS, open_ods(file)
    book = open_xlsx(file)
    return book.parts.form, book


def _is_ods(package: Package) -> bool:
    """Say whether it is of OpenDocument; whoever packs one again may lose the part that says it."""
    if "mimetype" in package:
        return package.read("mimetype").strip() in MIMES
    return CONTENT in package and "[Content_Types].xml" not in package


def _examine_compound(file: File) -> None:
    """Raise BrokenTable where a compound file (OLE) is no old workbook but, say, a locked new one."""
    if file.size > SIZE_LIMIT:
        return
    with file.open() as stream:
        content = stream.read()
    if not content.startswith(_OLE):
        return
    if _ENCRYPTED in content:
        raise refused(PASSWORD)
    if not any(name in content for name in _XLS_STREAMS):
        # The directory may be what is lost: it is near the end as a rule.
        is_whole = len(content) % 512 == 0 and len(content) > 512
        raise refused(NOT_A_WORKBOOK if is_whole else CUT_OFF)


def _what_else(head: bytes) -> str:
    """Return the note for a file that is no workbook, from its first bytes."""
    text = head.removeprefix(b"\xef\xbb\xbf")
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = text.replace(b"\0", b"")[2:]
    elif b"\0" in text:
        return DAMAGED if not text.strip(b"\0") else NOT_A_WORKBOOK
    if _XML_2003 in text:
        return IS_XML
    if _HTML.search(text):
        return IS_HTML
    is_text = not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text)
    return IS_TEXT if is_text and not text.startswith(b"%PDF-") else NOT_A_WORKBOOK
