"""One sheet of an XLSX workbook as records, streamed."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from publisher.model import File
from publisher.tables.dialect import Dialect
from publisher.tables.record import BrokenTable, Record, text_of

_UNREADABLE = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""openpyxl has no error of its own: a broken workbook raises whatever its code trips over."""
UNPACKED_LIMIT = 1 << 30
"""Bytes that a workbook may unpack to; beyond is a bomb, not a table of a town."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTable:
    """A sheet. Formatting is not content: trailing blank cells and rows do not count."""

    file: File
    sheet: str | None
    """None where the workbook cannot be opened; `records` then says why."""

    def records(self) -> Iterator[Record]:
        """Yield the sheet's rows up to the last that holds anything; raises BrokenTable."""
        with self.file.open() as stream:
            book = _open(stream)
            blanks: list[int] = []
            for number, row in enumerate(_rows(book, self.sheet), start=1):
                cells = list(row)
                while cells and not text_of(cells[-1]):
                    cells.pop()
                if not cells:
                    blanks.append(number)
                    continue
                for blank in blanks:
                    yield Record(blank, None, [])
                blanks.clear()
                yield Record(number, None, cells)


def sheet_of(file: File, dialect: Dialect) -> SheetTable:
    """Return the sheet that the dialect names, else the first."""
    try:
        with file.open() as stream:
            names = list(_open(stream).sheetnames)
    except BrokenTable:
        return SheetTable(file=file, sheet=None)
    wanted = dialect.sheet
    if isinstance(wanted, int):
        wanted = names[wanted - 1] if 0 < wanted <= len(names) else f"#{wanted}"
    return SheetTable(file=file, sheet=wanted if wanted is not None else next(iter(names), None))


def _open(stream: Any) -> Any:
    import openpyxl

    try:
        with zipfile.ZipFile(stream) as archive:
            if sum(item.file_size for item in archive.infolist()) > UNPACKED_LIMIT:
                raise BrokenTable("source-error", "the workbook unpacks to more than 1 GiB")
        stream.seek(0)
        return openpyxl.load_workbook(stream, read_only=True, data_only=True)
    except _UNREADABLE as error:
        raise BrokenTable("format-error", type(error).__name__) from error


def _rows(book: Any, sheet: str | None) -> Iterator[tuple[Any, ...]]:
    if sheet is None or sheet not in book.sheetnames:
        raise BrokenTable("format-error", f'the workbook has no sheet "{sheet}"')
    try:
        yield from book[sheet].iter_rows(values_only=True)
    except _UNREADABLE as error:
        raise BrokenTable("format-error", type(error).__name__) from error
