"""CSV and TSV as records, with the editor's line of each, also after line breaks inside cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TextIO

from publisher.model import File
from publisher.tables.batch import Batch, of_few, of_records
from publisher.tables.dialect import Dialect
from publisher.tables.record import BrokenTable, Record

if TYPE_CHECKING:
    from _csv import Reader

OPEN_QUOTE = "a quote is opened and never closed"
CELL_LIMIT = 8 << 20
"""Characters of one cell: more is a quote that is never closed, not data."""
LINE_LIMIT = 16 << 20
"""Characters of one line: more is not held in memory."""
COLUMNS_LIMIT = 16_384
"""Cells of one record: more no spreadsheet opens (XFD is Excel's last column)."""
LONG_CELL = f"a cell is longer than {CELL_LIMIT} characters"
LONG_LINE = f"a line is longer than {LINE_LIMIT} characters"
TOO_WIDE = f"a record has more than {COLUMNS_LIMIT} cells"
FRAMED = 2 << 20
"""Bytes of a file from which on its records come in frames: below, loading what makes them costs
more than it saves."""
FRAMED_LINES = 200_000
"""Lines likewise: in a smaller file most of them are blank."""
AT_ONCE = 256 << 10
"""Bytes of a file up to which its records are read at once: most files of a catalog are smaller,
and a step of Python for each line takes thrice as long as the reader itself."""
_END = "\x00\x00\x00"
"""Fed after the last line: it comes out as a record of its own unless a quote is still open.

A file with NUL bytes never gets here, so no data can look like it.
"""


class _LongLine(Exception):
    """A line beyond reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """A delimited text file in a known encoding."""

    file: File
    codec: str
    dialect: Dialect

    @property
    def sheet(self) -> str | None:
        """A text file has no sheets."""
        return None

    def records(self) -> Iterator[Record]:
        """Yield the records; raises BrokenTable for a quote left open or a cell beyond reason."""
        with (
            self.file.open() as raw,
            io.TextIOWrapper(raw, encoding=self.codec, newline="") as text,
        ):
            yield from read(lines(text), self.dialect)

    def batches(self) -> Iterator[Batch]:
        """Yield the same records in batches, those of a large file as frames; raises BrokenTable."""
        if self.file.size <= AT_ONCE:
            records = self._at_once()
            return of_records(self) if records is None else of_few(records)
        if self.file.size < FRAMED and not self._has_many_lines():
            return of_records(self)
        from publisher.tables.frames import batches_of

        return batches_of(self.file, self.codec, self.dialect)

    def _at_once(self) -> list[Record] | None:
        """Return the records of a small file; None unless each certainly is one line of it."""
        with self.file.open() as raw:
            content = raw.read(self.file.size + 1)
        if len(content) > self.file.size:
            return None
        try:
            text = content.decode(self.codec)
            reader = _reader(chain(io.StringIO(text, newline=""), (_END,)), self.dialect)
            rows = list(reader)
        except (UnicodeError, csv.Error):
            return None
        count = len(rows)
        if "\0" in text or rows.pop() != [_END] or reader.line_num != count:
            return None
        if max(map(len, rows), default=0) > COLUMNS_LIMIT:
            return None
        numbers = range(1, count)
        return list(map(Record, numbers, numbers, rows))

    def _has_many_lines(self) -> bool:
        with self.file.open() as raw:
            return raw.read(FRAMED).count(b"\n") > FRAMED_LINES


def lines(text: TextIO) -> Iterator[str]:
    """Yield the lines of a text opened with `newline=""`."""
    while line := text.readline(LINE_LIMIT):
        if len(line) == LINE_LIMIT:
            raise _LongLine
        yield line


def read(
    lines: Iterable[str], dialect: Dialect, *, number: int = 0, line: int = 1
) -> Iterator[Record]:
    """Yield the records of lines, which begin at record `number` + 1 on the editor's line `line`.

    Raises BrokenTable.
    """
    yield from _read(_reader(chain(lines, (_END,)), dialect), number, line)


def _reader(lines: Iterable[str], dialect: Dialect) -> Reader:
    # Another library may have set its own limit since: it is the module's, not the reader's.
    csv.field_size_limit(CELL_LIMIT)
    return csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        doublequote=dialect.is_quote_doubled,
        escapechar=dialect.escape,
        skipinitialspace=dialect.is_initial_space_skipped,
    )


def _read(reader: Reader, number: int, first: int) -> Iterator[Record]:
    above = first - 1
    while True:
        line = above + reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            is_long = "field limit" in str(error)
            note = LONG_CELL if is_long else str(error)
            raise BrokenTable("source-error", note, line=line) from error
        except _LongLine as error:
            raise BrokenTable("source-error", LONG_LINE, line=line) from error
        if cells is None or (cells == [_END] and above + reader.line_num == line):
            return
        if cells and cells[-1].endswith(_END):
            raise BrokenTable("source-error", OPEN_QUOTE, line=line)
        if len(cells) > COLUMNS_LIMIT:
            raise BrokenTable("source-error", TOO_WIDE, line=line)
        number += 1
        yield Record(number, line, cells)
