"""How far a long check is, on a terminal's standard error; nothing elsewhere, nothing in a log."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from publisher.model import File

FILES = 30
"""Files from which on a check is long."""
SIZE = 32 << 20
"""Bytes from which on a file is long to read."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A file whose reading is told."""

    inner: File
    tick: Callable[[int], None]
    """Called with the number of bytes that were read."""

    @property
    def size(self) -> int:
        """Bytes."""
        return self.inner.size

    @property
    def sha256(self) -> str:
        """Hexadecimal digest."""
        return self.inner.sha256

    def open(self) -> IO[bytes]:
        """Open for reading; raises OSError."""
        return io.BufferedReader(_Ticking(self.inner.open(), self.tick), 1 << 20)


class _Ticking(io.RawIOBase):
    def __init__(self, stream: IO[bytes], tick: Callable[[int], None]) -> None:
        self._stream = stream
        self._tick = tick

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any buffer will do
        found = self._stream.read(len(buffer))
        buffer[: len(found)] = found
        self._tick(len(found))
        return len(found)

    def close(self) -> None:
        self._stream.close()
        super().close()


@contextmanager
def of_files(total: int) -> Iterator[Callable[[int], None]]:
    """Yield a function that is told how many of `total` files are done."""
    if total < FILES or not sys.stderr.isatty():
        yield lambda _: None
        return
    with _bar(total) as (bar, task):
        yield lambda done: bar.update(task, completed=done)


@contextmanager
def of_bytes(total: int) -> Iterator[Callable[[int], None]]:
    """Yield a function that is told how many more of `total` bytes were read."""
    if total < SIZE or not sys.stderr.isatty():
        yield lambda _: None
        return
    with _bar(total) as (bar, task):
        yield lambda more: bar.advance(task, more)


@contextmanager
def _bar(total: int):  # type: ignore[no-untyped-def]  # rich is imported only where it shows
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield bar, bar.add_task("確認中 / checking", total=total)
