"""What is too much for a table of text, and that no batch of records fills the memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from publisher.files import SmallFile
from publisher.tables import text_words
from publisher.tables.batch import BATCH_CELLS, HEAD_RECORDS, Batch, Frame, Rows, of_records
from publisher.tables.dialect import Dialect
from publisher.tables.record import BrokenTable, Record
from publisher.tables.text_table import (
    COLUMNS_LIMIT,
    FRAMED,
    LINE_LIMIT,
    LONG_CELL,
    LONG_LINE,
    TOO_WIDE,
    TextTable,
)

ROW = b"a,b\n"
MANY = ROW * (FRAMED // len(ROW) + 1)
"""Enough to be read in frames."""


def table(content: bytes) -> TextTable:
    return TextTable(file=SmallFile(content), codec="utf-8", dialect=Dialect())


@pytest.mark.parametrize("before", [ROW, MANY], ids=["rows", "frames"])
@pytest.mark.parametrize(
    ("line", "note"),
    [
        (b"," * COLUMNS_LIMIT + b"\n", TOO_WIDE),
        (b'"' + b"x" * (9 << 20) + b'"\n', LONG_CELL),
        (b"x" * (LINE_LIMIT + 1) + b"\n", LONG_LINE),
    ],
    ids=["wide", "long cell", "long line"],
)
def test_too_much_breaks_records_and_batches_alike(before: bytes, line: bytes, note: str) -> None:
    """After all records before it, at its line, with words for an officer."""
    subject = table(before + line + ROW)
    count = before.count(b"\n")

    for sizes in (repeated(subject), (size_of(batch) for batch in subject.batches())):
        seen, broken = until_broken(sizes)
        assert (count, note, count + 1) == (seen, broken.note, broken.line)
    assert note in text_words.WORDS


def repeated(subject: TextTable) -> Iterator[int]:
    return (1 for _ in subject.records())


def size_of(batch: Batch) -> int:
    if isinstance(batch, Frame):
        return int(batch.columns.height) + len(batch.odd)
    return len(batch.records)


def until_broken(sizes: Iterator[int]) -> tuple[int, BrokenTable]:
    seen = 0
    try:
        for size in sizes:
            seen += size
    except BrokenTable as broken:
        return seen, broken
    raise AssertionError("nothing broke")


def test_the_widest_table_is_read() -> None:
    """As wide as a sheet can be."""
    assert [COLUMNS_LIMIT] == [
        len(record.cells) for record in table(b"," * (COLUMNS_LIMIT - 1) + b"\n").records()
    ]


class _Wide:
    """Records of ten thousand cells."""

    sheet = None

    def records(self) -> Iterator[Record]:
        cells = ("",) * 10_000
        return (Record(number, number, cells) for number in range(1, 501))

    def batches(self) -> Iterator[Rows]:
        return of_records(self)


def test_batches_of_wide_records_are_short() -> None:
    sizes = [len(batch.records) for batch in _Wide().batches()]

    assert 500 == sum(sizes) < HEAD_RECORDS
    assert max(sizes) <= BATCH_CELLS // 10_000 + 1
