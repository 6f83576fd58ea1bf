"""The first rows of a stored CSV file, and what can be counted in one bounded pass over it."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TextIO

from catalog.pages.prose import cut

ROWS_SHOWN = 20
CELL_LENGTH = 200
_COLUMNS_SHOWN = 200
_LINE_LIMIT = 1_000_000
_COUNT_LIMIT = 20_000_000
"""Characters read for the counts: about a fifth of a second; larger tables are not counted."""
_HASH_LIMIT = 200_000_000
_ENCODINGS = {"cp932": "cp932", "shift_jis": "cp932", "windows-31j": "cp932", "euc-jp": "euc_jp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A CSV file as far as a page shows it."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """At most ROWS_SHOWN rows, each as long as the header, cells cut."""
    row_count: int | None
    """All rows below the header; None where the file was too large to count."""
    blanks: tuple[int, ...] | None
    """Empty cells per column; None as above."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the stored bytes say about themselves."""

    size: int
    sha256: str


class Tables:
    """Reads stored files and remembers the answers: a stored file never changes its content."""

    def __init__(self, remembered: int = 2048) -> None:
        self._tables = lru_cache(maxsize=remembered)(_table)
        self._facts = lru_cache(maxsize=remembered)(_facts)

    def table(self, path: Path, encoding: str = "") -> Table | None:
        """Return the table; None where the file is gone or cannot be read as CSV in its encoding."""
        try:
            return self._tables(_stored(path), encoding)
        except OSError:
            return None

    def facts(self, path: Path) -> FileFacts | None:
        """Return size and SHA-256 of a stored file; None where it is gone."""
        try:
            return self._facts(_stored(path))
        except OSError:
            return None


@dataclass(frozen=True, slots=True)
class _Stored:
    """A file in one state: what answers are remembered by."""

    path: Path
    size: int
    modified: int


def _stored(path: Path) -> _Stored:
    state = path.stat()
    return _Stored(path, state.st_size, state.st_mtime_ns)


def _facts(stored: _Stored) -> FileFacts:
    if stored.size > _HASH_LIMIT:
        return FileFacts(stored.size, "")
    with stored.path.open("rb") as file:
        return FileFacts(stored.size, hashlib.file_digest(file, "sha256").hexdigest())


def _table(stored: _Stored, encoding: str) -> Table | None:
    codec = _ENCODINGS.get(encoding.lower(), "utf-8-sig")
    try:
        with stored.path.open(encoding=codec, newline="") as file:
            return _read(_Lines(file))
    except (UnicodeDecodeError, csv.Error):
        return None


class _Lines:
    """Lines of a file, bounded: one endless line or a huge file must not fill the memory."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._read = 0
        self.is_cut = False

    def __iter__(self) -> Iterator[str]:
        while line := self._file.readline(_LINE_LIMIT):
            self._read += len(line)
            if len(line) >= _LINE_LIMIT or self._read > _COUNT_LIMIT:
                self.is_cut = True
                return
            yield line


def _read(lines: _Lines) -> Table | None:
    reader = csv.reader(lines)
    header = next(reader, None)
    if not header:
        return None
    width = min(len(header), _COLUMNS_SHOWN)
    shown: list[tuple[str, ...]] = []
    blanks = [0] * width
    count = 0
    for row in reader:
        if not row:  # csv gives [] for an empty line, which is no row of data
            continue
        count += 1
        cells = [*row[:width], *[""] * (width - len(row))]
        for index, cell in enumerate(cells):
            if not cell.strip():
                blanks[index] += 1
        if len(shown) < ROWS_SHOWN:
            shown.append(tuple(cut(cell, CELL_LENGTH) for cell in cells))
    return Table(
        header=tuple(cut(name, CELL_LENGTH) for name in header[:width]),
        rows=tuple(shown),
        row_count=None if lines.is_cut else count,
        blanks=None if lines.is_cut else tuple(blanks),
    )
