"""A large text file in batches: frames where all is as it should be, rows wherever it is not."""

from __future__ import annotations

import csv
import io
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from publisher.model import File
from publisher.tables.batch import BATCH_RECORDS, HEAD_RECORDS, Batch, Blanks, Rows, taken
from publisher.tables.dialect import Dialect
from publisher.tables.frame_chunk import Chunk, cut
from publisher.tables.frame_parsed import Parsed, Ragged, parsed
from publisher.tables.frame_places import Lines, Numbers
from publisher.tables.frame_stream import Utf8Stream, records
from publisher.tables.record import BrokenTable, Record
from publisher.tables.text_table import COLUMNS_LIMIT, lines, read

CHUNK = 4 << 20
"""Bytes of a frame: below CELL_LIMIT, so that no cell in it can be too long."""
SLACK = 2
"""Batches that wait to be looked at, from which on the reading thread has time for more."""
AHEAD = 5
"""Batches that are read while one is looked at."""
WEIGHT = 700_000
"""Cells of a frame from which on the next ones are of fewer bytes: each takes memory of its own."""
RAGGED = 10
"""As many cells as a cell weighs of a record that is an object of its own."""
LEAST = 1 << 18
"""Bytes of a frame at least, where its cells are many."""
BLANKS, MOST_BLANKS = 1000, 100_000
"""Blank records one after the other from which on they are a batch of their own, and at most."""


def batches_of(
    file: File, codec: str, dialect: Dialect, *, chunk: int = CHUNK, head: int = HEAD_RECORDS
) -> Iterator[Batch]:
    """Yield a file's records in batches, the first as Rows; raises BrokenTable, OSError.

    The next batches are read while the one before is looked at.
    """
    with file.open() as raw, ThreadPoolExecutor(1) as worker:
        reader = _Reader(_Source(Utf8Stream(raw, codec), dialect, chunk).batches(head))
        coming: deque[Future[Batch | Parsed | None]] = deque()
        coming.append(worker.submit(reader.read))
        while (batch := coming.popleft().result()) is not None:
            reader.taken += 1
            while len(coming) < AHEAD:
                coming.append(worker.submit(reader.read))
            yield batch.frame() if isinstance(batch, Parsed) else batch


class _Reader:
    """Reads batches on a thread of its own; where it is ahead, it makes frames of them too."""

    def __init__(self, batches: Iterator[Rows | Parsed]) -> None:
        self.batches = batches
        self.made = 0
        self.taken = 0
        """Counted by who looks at the batches."""

    def read(self) -> Batch | Parsed | None:
        """Return the next batch; None at the end."""
        batch = next(self.batches, None)
        is_ahead = self.made - self.taken >= SLACK
        self.made += 1
        return batch.frame() if is_ahead and isinstance(batch, Parsed) else batch


class _Source:
    """What was read so far of a file."""

    def __init__(self, stream: Utf8Stream, dialect: Dialect, chunk: int) -> None:
        self.stream = stream
        self.dialect = dialect
        self.chunk = chunk
        self.size = chunk
        """Bytes of the next frame."""
        self.number = 0
        self.width = 0
        """Of the first records that are not blank; 0 before these: then only blank ones are seen
        as one."""

    def batches(self, head: int) -> Iterator[Rows | Parsed]:
        """Yield the batches."""
        yield from self._rows(head, size=0, batch=head)
        is_framed = _is_framed(self.dialect)
        room = memoryview(bytearray(self.chunk if is_framed and not self.stream.is_empty else 0))
        while not self.stream.is_empty:
            pieces = self._pieces(room) if is_framed else None
            if pieces is not None:
                yield from pieces
            elif not self.stream.is_empty:
                yield from self._rows(1, size=self.chunk, batch=BATCH_RECORDS)

    def _pieces(self, room: memoryview) -> list[Rows | Parsed] | None:
        """Return the next stretch, as a frame; None where only Python's csv can read it.

        Long stretches of blank records in it are batches of their own.
        """
        data = room[: self.stream.fill(room[: self.size])]
        if not data:
            return None
        number, line = self.number, self.stream.line
        dialect = self.dialect
        quote = ord(dialect.quote) if dialect.quote else -1
        chunk = cut(data, ord(dialect.delimiter), quote, is_last=self.stream.is_empty)
        pieces: list[Rows | Parsed] = []
        for part, blanks in self._parts(chunk) if chunk else ():
            pieces += self._blanks(part, blanks) if blanks else ()
            found = None if blanks else self._piece(part, is_small=part is not chunk)
            if found is not None:
                pieces.append(found)
            elif not blanks:
                chunk = None
                break
            self.number += part.records
            self.stream.line += len(part.breaks)
        if chunk is None:
            self.number, self.stream.line = number, line
        self.stream.put_back(bytes(data[len(chunk.data) if chunk else 0 :]))
        self.size = self._size(len(data), pieces) if chunk else self.chunk
        return pieces if chunk else None

    def _size(self, read: int, pieces: Sequence[Rows | Parsed]) -> int:
        """Return how many bytes to read next, so that it takes no more memory than is its share."""
        found = [piece for piece in pieces if isinstance(piece, Parsed)]
        ragged = sum(len(record.cells) + 1 for piece in found for record in piece.ragged)
        rows = sum(piece.numbers.height for piece in found)
        cells = rows * self.width + RAGGED * ragged
        return max(min(self.chunk, LEAST), min(self.chunk, read * WEIGHT // max(cells, 1)))

    def _parts(self, chunk: Chunk) -> Iterator[tuple[Chunk, int]]:
        """Yield the parts of a chunk, each with its number of records if they are blank, else 0."""
        place, delimiter = 0, ord(self.dialect.delimiter)
        for first, count in chunk.stretches(delimiter, max(self.width, 1), BLANKS):
            if first > place:
                yield chunk.part(place, first), 0
            yield chunk.part(first, first + count), count
            place = first + count
        if place < chunk.records:
            yield chunk.part(place, chunk.records) if place else chunk, 0

    def _blanks(self, part: Chunk, count: int) -> Iterator[Rows]:
        cells = _cells(str(part.data[: part.breaks[0]], "utf-8").rstrip("\r"), self.dialect)
        for place in range(0, count, MOST_BLANKS):
            first = Record(self.number + place + 1, self.stream.line + place, cells)
            yield Rows(Blanks(first, min(MOST_BLANKS, count - place)))

    def _piece(self, part: Chunk, *, is_small: bool) -> Rows | Parsed | None:
        """Return records as a frame, a few between blank ones as rows; None as `_pieces` does."""
        if not is_small or part.records > HEAD_RECORDS:
            return self._parsed(part)
        text = io.StringIO(str(part.data, "utf-8"), newline="")
        try:
            found = read(lines(text), self.dialect, number=self.number, line=self.stream.line)
            return Rows(tuple(found))
        except BrokenTable:
            return None

    def _parsed(self, chunk: Chunk) -> Parsed | None:
        """Return a chunk as columns; None where pyarrow does not find the same records."""
        import numpy as np

        ragged: Ragged = []
        empty = chunk.blanks
        table = parsed(chunk, self.dialect, self.width, ragged) if self.width else None
        if table is None or table.num_rows + len(ragged) + len(empty) != chunk.records:
            return None
        delimiters = (text.count(self.dialect.delimiter) for _, text in ragged)
        if max(delimiters, default=0) >= COLUMNS_LIMIT:
            return None
        places: Any = None
        if ragged or len(empty):
            filled = np.delete(np.arange(chunk.records), empty)
            places = np.delete(filled, [place for place, _ in ragged])
            ragged = [(int(filled[place]), text) for place, text in sorted(ragged)]
        lines = Lines(self.stream.line, chunk.line_offsets, places)
        return Parsed(
            table=table,
            numbers=Numbers(self.number + 1, places, table.num_rows),
            ragged=tuple(
                Record(self.number + place + 1, lines.of_record(place), _cells(text, self.dialect))
                for place, text in ragged
            ),
            blanks=self._empty(empty, lines) if len(empty) else None,
            lines=lines,
        )

    def _empty(self, places: Any, lines: Lines) -> Blanks:
        """Return the empty lines of a stretch that is a frame."""
        first = int(places[0])
        offsets = None if lines.offsets is None else lines.offsets[places] - lines.offsets[first]
        record = Record(self.number + first + 1, lines.of_record(first), [])
        return Blanks(record, len(places), places - first, offsets)

    def _rows(self, count: int, *, size: int, batch: int) -> Iterator[Rows]:
        """Yield the next records as Python's csv reads them; what is read before it breaks too."""
        found = records(self.stream, self.dialect, self.number, count=count, size=size)
        broken: BrokenTable | None = None
        while broken is None:
            held: list[Record] = []
            try:
                held.extend(taken(found, batch))
            except BrokenTable as error:
                broken = error
            if not held:
                break
            self.number = held[-1].number
            if not self.width:
                # Where blank lines are many, the width is that of the others.
                widths = [len(record.cells) for record in held if record.cells] or [0]
                self.width = Counter(widths).most_common(1)[0][0]
            yield Rows(tuple(held))
        if broken is not None:
            raise broken


def _is_framed(dialect: Dialect) -> bool:
    """Whether pyarrow reads the dialect as Python's csv does."""
    return (
        dialect.delimiter.isascii()
        and dialect.quote.isascii()
        and dialect.delimiter != dialect.quote
        and dialect.is_quote_doubled
        and dialect.escape is None
        and not dialect.is_initial_space_skipped
    )


def _cells(text: str, dialect: Dialect) -> list[str]:
    if not text:
        return []
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=dialect.delimiter,
        quotechar=dialect.quote or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
    )
    return next(reader, [])
