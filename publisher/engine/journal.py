"""What is wrong with rows, kept compactly: in memory while little, in a temporary file beyond."""

from __future__ import annotations

import marshal
import tempfile
import weakref
from collections.abc import Collection, Iterator
from typing import IO, Any, NamedTuple

Flaw = tuple[int, str, str, str]
"""Position of the column from 1, frictionless's error type, its note, the cell as text."""
HELD = 20_000
"""Flawed rows held in memory."""


class Entry(NamedTuple):
    """One row with flaws."""

    number: int
    line: int | None
    is_blank: bool
    has_no_key: bool
    """Whether all parts of the primary key are missing."""
    flaws: tuple[Flaw, ...]
    rows: int = 1
    """Rows one after the other, each on a line of its own, of which all this is so."""


class Journal:
    """Flawed rows in the order of the file, as many as there are."""

    def __init__(self) -> None:
        self._held: list[tuple[Any, ...]] = []
        self._file: IO[bytes] | None = None

    def add(self, entry: Entry) -> None:
        """Write the next row down."""
        self._held.append(tuple(entry))
        if len(self._held) >= HELD:
            self._spill()

    def entries(self, untold: Collection[str] = ()) -> Iterator[Entry]:
        """Yield the rows; afterwards the journal is closed.

        Rows that are blank and nothing else are left out where `blank-row` is among `untold`,
        else a stretch of blank ones is one entry; all others come one by one.
        """
        for entry in self._written():
            if entry.is_blank and not entry.has_no_key and "blank-row" in untold:
                continue
            if entry.is_blank or entry.rows == 1:
                yield entry
                continue
            for below in range(entry.rows):
                line = None if entry.line is None else entry.line + below
                yield entry._replace(number=entry.number + below, line=line, rows=1)

    def _written(self) -> Iterator[Entry]:
        if self._file is not None:
            self._file.seek(0)
            try:
                while True:
                    for row in marshal.load(self._file):  # noqa: S302 - written by ourselves
                        yield Entry(*row)
            except EOFError:
                self._file.close()
        for row in self._held:
            yield Entry(*row)

    def _spill(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the journal
            weakref.finalize(self, self._file.close)
        marshal.dump(self._held, self._file)
        self._held.clear()
