"""A text file as a stream of UTF-8 bytes, of which what was read too far can be put back."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import IO

from publisher.tables.dialect import Dialect
from publisher.tables.record import Record
from publisher.tables.text_table import lines, read

_BOM = codecs.BOM_UTF8


class Utf8Stream:
    """The bytes of a file as UTF-8, without the byte-order mark."""

    def __init__(self, raw: IO[bytes], codec: str) -> None:
        self._raw = raw
        self._decoder = None if codec in {"utf-8", "utf-8-sig"} else _decoder(codec)
        self._back = b""
        self.is_at_end = False
        self.line = 1
        """The editor's line of the next byte."""
        if codec == "utf-8-sig":
            start = raw.read(len(_BOM))
            self._back = b"" if start == _BOM else start

    def read(self, size: int) -> bytes:
        """Return `size` bytes or a few more (a character is not cut); fewer only at the end."""
        first, self._back = self._back[:size], self._back[size:]
        parts, count = [first], len(first)
        while count < size and not self.is_at_end:
            part = self._next(size - count)
            parts.append(part)
            count += len(part)
        return b"".join(parts)

    def fill(self, room: memoryview) -> int:
        """Fill `room` from its start; return how many bytes that is: fewer only at the end.

        Memory that is used again costs nothing: fresh pages take longer to come by than bytes.
        """
        if self._decoder is not None:
            data = self.read(len(room))
            self.put_back(data[len(room) :])
            count = min(len(data), len(room))
            room[:count] = data[:count]
            return count
        first, self._back = self._back[: len(room)], self._back[len(room) :]
        count = len(first)
        room[:count] = first
        while count < len(room) and not self.is_at_end:
            more = self._raw.readinto(room[count:])  # type: ignore[attr-defined]  # a buffered file
            count += more
            self.is_at_end = not more
        return count

    def put_back(self, data: bytes) -> None:
        """Read these bytes again next time."""
        self._back = data + self._back if self._back else data

    @property
    def is_empty(self) -> bool:
        """Whether everything was read."""
        return self.is_at_end and not self._back

    def _next(self, size: int) -> bytes:
        data = self._raw.read(size)
        self.is_at_end = not data
        if self._decoder is None:
            return data
        return self._decoder.decode(data, final=not data).encode()


def _decoder(codec: str) -> codecs.IncrementalDecoder:
    return codecs.getincrementaldecoder(codec)()


class _Text(io.RawIOBase):
    """What the stream has from here on, remembered so that the unread rest can be put back."""

    def __init__(self, stream: Utf8Stream) -> None:
        super().__init__()
        self.stream = stream
        self.given = bytearray()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # a buffer of bytes
        data = self.stream.read(len(buffer))
        if len(data) > len(buffer):
            self.stream.put_back(data[len(buffer) :])
            data = data[: len(buffer)]
        buffer[: len(data)] = data
        self.given += data
        return len(data)


def records(
    stream: Utf8Stream, dialect: Dialect, number: int, *, count: int, size: int
) -> Iterator[Record]:
    """Yield records by Python's csv: until `count` of them and `size` bytes are read.

    The stream then goes on behind them. Raises BrokenTable.
    """
    source = _Text(stream)
    taken = 0
    text = io.TextIOWrapper(io.BufferedReader(source, 1 << 16), encoding="utf-8", newline="")

    def counted() -> Iterator[str]:
        nonlocal taken
        for one in lines(text):
            taken += len(one) if one.isascii() else len(one.encode())
            stream.line += 1
            yield one

    found = read(counted(), dialect, number=number, line=stream.line)
    for index, record in enumerate(found, start=1):
        yield record
        if index >= count and taken >= size:
            break
    stream.put_back(bytes(source.given[taken:]))
