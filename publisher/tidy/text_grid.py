"""A text file as a grid: what parts its cells is decided from the whole file, and proven or asked."""

from __future__ import annotations

import functools
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from publisher.books import refusal
from publisher.model import File
from publisher.tables import text_table
from publisher.tables.dialect import Dialect
from publisher.tables.record import BrokenTable
from publisher.tidy.grid import Grid, GridRow

CELLS_LIMIT = 20_000_000
"""Cells of one file that are held in memory; a larger table is no sheet of an officer."""
UNDIVIDED = "no sign alone parts the cells of all records"
_MARK = "\ufeff"
_RARE = "|，"
"""Signs that part no table which has commas."""
_SEPARATOR = re.compile(r'"?sep=(?P<sign>[,;\t])"?,*\s*', re.IGNORECASE)
"""What a spreadsheet writes above the table to name the sign; it is no part of the table."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text read with one sign between its cells."""

    sign: str
    rows: tuple[GridRow, ...]
    widths: Counter[int]
    """How many records have so many cells; blank ones do not count."""
    parted: int
    """Records of which several cells are filled."""

    @property
    def records(self) -> int:
        return self.widths.total()

    @property
    def width(self) -> int:
        """Cells of most of the records that are parted at all; 1 where none is."""
        several = Counter({width: n for width, n in self.widths.items() if width > 1})
        return several.most_common(1)[0][0] if several else 1

    @property
    def is_whole(self) -> bool:
        """Say whether every record has as many cells, and several."""
        return len(self.widths) == 1 and self.width > 1

    @property
    def share(self) -> float:
        """Share of the records that have several cells, where all of these have as many; else 0."""
        is_alike = len(self.widths.keys() - {1}) == 1
        return self.widths[self.width] / self.records if is_alike else 0.0

    @property
    def has_columns(self) -> bool:
        """Say whether anything stands behind the first column: else the sign only ends lines."""
        return any(any(map(str.strip, row.cells[1:])) for row in self.rows)

    @property
    def first(self) -> int:
        """Cells of the first record that is not blank."""
        filled = (row.cells for row in self.rows if any(map(str.strip, row.cells)))
        return len(next(filled, ()))

    @property
    def header(self) -> tuple[str, ...]:
        """The first record of several cells."""
        return next((row.cells for row in self.rows if len(row.cells) > 1), ())


def grid(file: File, codec: str, named: str) -> Grid:
    """Return a text file as a grid; `named` is the sign that its name says.

    Another sign is taken only where it alone parts the records alike. Raises BrokenTable, with
    UNDIVIDED as its note where none does and the text would be torn.
    """
    preamble, stated = _preamble(file, codec)
    reading = functools.partial(_reading, file, codec, preamble)
    found = reading(stated) if stated else _decided(reading, named)
    return Grid(rows=found.rows, delimiter=found.sign, preamble=preamble.strip())


def _preamble(file: File, codec: str) -> tuple[str, str]:
    """Return what stands before the first record and is no data, and the sign that it states."""
    with file.open() as raw, io.TextIOWrapper(raw, encoding=codec, newline="") as text:
        line = text.readline(text_table.LINE_LIMIT)
    marks = line[: len(line) - len(line.lstrip(_MARK))]
    found = _SEPARATOR.fullmatch(line[len(marks) :])
    return (line, found["sign"]) if found else (marks, "")


def _decided(reading: functools.partial[_Reading], named: str) -> _Reading:
    own, broken = _tried(reading, named)
    if own is not None and own.is_whole and not any("\t" in cell for cell in own.header):
        return own
    if named != ",":
        found = next(filter(None, map(_whole, (_tried(reading, sign)[0] for sign in ",;"))), None)
        is_undivided = own is not None and own.width == 1
        return found if found and is_undivided else _there(own, broken)
    others = [_tried(reading, sign)[0] for sign in "\t;" if own is None or _holds(own, sign)]
    tabs = next((item for item in others if item and item.sign == "\t"), None)
    is_by_tabs = tabs is not None and _is_parted_by_tabs(tabs, own)
    if tabs is not None and is_by_tabs and tabs.is_whole:
        return tabs
    if own is None or (own.first == 1 and not own.is_whole):
        others += [_tried(reading, sign)[0] for sign in _RARE if own is None or _holds(own, sign)]
        whole = [item for item in others if item and item.is_whole and item is not tabs]
        if len(whole) > 1:
            raise BrokenTable("format-error", UNDIVIDED)
        if whole:
            return whole[0]
    if tabs is not None and is_by_tabs:
        return tabs
    if any(_is_doubtful(item, own) for item in others if item):
        raise BrokenTable("format-error", UNDIVIDED)
    return _there(own, broken)


def _is_parted_by_tabs(tabs: _Reading, own: _Reading | None) -> bool:
    """Say whether tabs part a text: nobody types one into every record of a table."""
    if own is None:
        return tabs.is_whole
    if own.is_whole:
        return tabs.is_whole and tabs.width > own.width and all(map(str.strip, tabs.header))
    is_most = tabs.share > 0.5
    is_filled = own.width == 1 or (
        tabs.has_columns if tabs.is_whole else tabs.parted * 2 > tabs.records
    )
    is_more = (tabs.share, tabs.width) > (own.share, own.width)
    return is_most and is_filled and is_more and not _leaves(tabs, own)


def _is_doubtful(other: _Reading, own: _Reading | None) -> bool:
    """Say whether a text would be torn at its commas though another sign parts more of it."""
    if own is None:
        return False
    if own.is_whole:
        return other.sign == "\t" and other.is_whole and all(map(str.strip, other.header))
    is_more = other.parted > own.parted or (other.sign == "\t" and other.parted == own.parted)
    is_most = is_more and other.parted * 2 > other.records
    return own.parted > 0 and is_most and not _leaves(other, own)


def _leaves(other: _Reading, own: _Reading) -> bool:
    """Say whether a sign leaves a record undivided that the named one parts."""
    left = {row.line for row in other.rows if len(row.cells) == 1}
    return any(row.line in left and len(row.cells) > 1 for row in own.rows)


def _there(own: _Reading | None, broken: BrokenTable | None) -> _Reading:
    if own is None:
        raise broken or BrokenTable("format-error", UNDIVIDED)
    return own


def _whole(found: _Reading | None) -> _Reading | None:
    return found if found is not None and found.is_whole else None


def _tried(
    reading: functools.partial[_Reading], sign: str
) -> tuple[_Reading | None, BrokenTable | None]:
    try:
        return reading(sign), None
    except BrokenTable as broken:
        if broken.note == refusal.TOO_MANY_CELLS:
            raise
        return None, broken


def _holds(found: _Reading, sign: str) -> bool:
    return any(sign in cell for row in found.rows for cell in row.cells)


def _reading(file: File, codec: str, preamble: str, sign: str) -> _Reading:
    with file.open() as raw, io.TextIOWrapper(raw, encoding=codec, newline="") as text:
        text.read(len(preamble))
        above = int(preamble.endswith(("\n", "\r")))
        records = text_table.read(
            text_table.lines(text), Dialect(delimiter=sign), number=above, line=1 + above
        )
        rows = trimmed(
            GridRow(record.number, record.line or record.number, tuple(record.cells))
            for record in records
        )
    filled = [row.cells for row in rows if any(map(str.strip, row.cells))]
    parted = sum(1 for cells in filled if _has_several(cells))
    return _Reading(sign, rows, Counter(map(len, filled)), parted)


def _has_several(cells: Sequence[str]) -> bool:
    return sum(1 for _ in islice(filter(None, map(str.strip, cells)), 2)) == 2


def trimmed(found: Iterable[GridRow]) -> tuple[GridRow, ...]:
    """Return rows without the blank ones at the end; equal texts are held once.

    Raises BrokenTable beyond the limit.
    """
    rows: list[GridRow] = []
    known: dict[str, str] = {}
    for row in _bounded(found):
        cells = map(known.setdefault, row.cells, row.cells)
        rows.append(GridRow(row.number, row.line, tuple(cells)))
    while rows and not any(cell.strip() for cell in rows[-1].cells):
        rows.pop()
    return tuple(rows)


def _bounded(found: Iterable[GridRow]) -> Iterator[GridRow]:
    cells = 0
    for row in found:
        cells += len(row.cells)
        if cells > CELLS_LIMIT:
            raise refusal.refused(refusal.TOO_MANY_CELLS)
        yield row
