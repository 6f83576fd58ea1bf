"""CSV and TSV as records, with the editor's line of each, also after line breaks inside cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.model import File
from publisher.tables.dialect import Dialect
from publisher.tables.record import BrokenTable, Record

if TYPE_CHECKING:
    from _csv import Reader

OPEN_QUOTE = "a quote is opened and never closed"
CELL_LIMIT = 8 << 20
"""Characters of one cell: more is a quote that is never closed, not data."""
_END = "\x00\x00\x00"
"""Fed after the last line: it comes out as a record of its own unless a quote is still open.

A file with NUL bytes never gets here, so no data can look like it.
"""


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
        # Another library may have set its own limit since: it is the module's, not the reader's.
        csv.field_size_limit(CELL_LIMIT)
        with (
            self.file.open() as raw,
            io.TextIOWrapper(raw, encoding=self.codec, newline="") as text,
        ):
            reader = csv.reader(
                _with_end(text),
                delimiter=self.dialect.delimiter,
                quotechar=self.dialect.quote or None,
                quoting=csv.QUOTE_MINIMAL if self.dialect.quote else csv.QUOTE_NONE,
                doublequote=self.dialect.is_quote_doubled,
                escapechar=self.dialect.escape,
                skipinitialspace=self.dialect.is_initial_space_skipped,
            )
            yield from self._read(reader)

    def _read(self, reader: Reader) -> Iterator[Record]:
        number, line = 0, 1
        while True:
            try:
                cells = next(reader, None)
            except csv.Error as error:
                raise BrokenTable("source-error", str(error), line=line) from error
            if cells is None or (cells == [_END] and reader.line_num == line):
                return
            if cells and cells[-1].endswith(_END):
                raise BrokenTable("source-error", OPEN_QUOTE, line=line)
            number += 1
            yield Record(number, line, cells)
            line = reader.line_num + 1


def _with_end(lines: Iterable[str]) -> Iterator[str]:
    yield from lines
    yield _END
