"""What xlrd does not tell of an old workbook (XLS): formulas, objects, macros, properties.

The records of the BIFF8 stream are walked by their headers only ([MS-XLS] 2.1.4).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from publisher.books import biff_texts
from publisher.books.book import PLACES_KEPT, TEXTS_KEPT, Area, Spot, Thing, ThingKind
from publisher.books.collecting import Collected
from publisher.books.drawing import TEXT_KEPT

_FORMULA, _OBJ, _BOF, _EOF, _BOUNDSHEET, _FILTER_MODE, _PROTECT, _SUPBOOK, _LINK = (
    0x0006, 0x005D, 0x0809, 0x000A, 0x0085, 0x009B, 0x0012, 0x01AE, 0x01B8
)  # fmt: skip
_IN_SHEET = frozenset({biff_texts.HEADER, biff_texts.FOOTER, biff_texts.CHOICES})
_IN_CHART = frozenset(
    {biff_texts.HEADER, biff_texts.FOOTER, biff_texts.SERIES_TEXT, biff_texts.LABEL}
)
_OBJECTS = {
    0x00: None,
    0x05: ThingKind.CHART,
    0x06: ThingKind.TEXT_BOX,
    0x08: ThingKind.PICTURE,
    0x19: None,
    **dict.fromkeys((0x01, 0x02, 0x03, 0x04, 0x09, 0x1E), ThingKind.SHAPE),
    **dict.fromkeys(
        (0x07, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F, 0x10, 0x11, 0x12, 0x13), ThingKind.CONTROL
    ),
}
"""[MS-XLS] 2.5.143; a group is told by its members, a note is told by xlrd, the arrow of a filter
(0x14) is no object of the officer's."""
BIFF8 = 0x0600
_FOLDERS = re.compile(r"[\x00-\x1f/\\]")
"""Between the parts of a path as it is stored ([MS-XLS] 2.5.277)."""


@dataclass(slots=True)
class SheetRecords:
    """What the records of one sheet tell."""

    formulas: Collected[Spot] = field(default_factory=Collected)
    objects: Collected[Thing] = field(default_factory=Collected)
    texts: list[str] = field(default_factory=list)
    """Heads and feet of pages, choices, words in charts, long texts of objects."""
    linked: int = 0
    """Cells that lead somewhere."""
    is_protected: bool = False
    is_filtered: bool = False

    def text(self, text: str) -> None:
        """See a text that no cell holds."""
        if text.strip() and len(self.texts) < TEXTS_KEPT:
            self.texts.append(text)


def sheets_of(stream: bytes) -> list[SheetRecords]:
    """Return what the workbook stream tells, by sheet of cells in the order of the tabs."""
    found = []
    for kind, start, end in _records(stream, 0):
        if kind == _EOF:
            break
        # The type of the sheet is 0 for cells; xlrd lists no other (2.4.28).
        if kind == _BOUNDSHEET and end - start >= 6 and stream[start + 5] == 0:
            found.append(_sheet(stream, int.from_bytes(stream[start : start + 4], "little")))
    return found


def _sheet(stream: bytes, at: int) -> SheetRecords:
    sheet = SheetRecords()
    depth = version = 0
    box = _Box()
    for kind, start, end in _records(stream, at):
        if kind == _BOF:
            depth += 1
            version = int.from_bytes(stream[start : start + 2], "little")
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif kind in (_IN_SHEET if depth == 1 else _IN_CHART):
            for text in biff_texts.texts_of(kind, stream[start:end], version):
                sheet.text(text)
        elif depth == 1:
            _see(sheet, kind, stream[start : min(end, start + 32)])
            if kind == _OBJ and version < BIFF8:
                sheet.text(biff_texts.readable(stream[start:end]))
            box.see(sheet, kind, stream, start, end)
    return sheet


@dataclass(slots=True)
class _Box:
    """The text of the object that was named last: it follows in records of its own."""

    is_named: bool = False
    left: int = 0
    """Characters still to come."""
    pieces: list[str] = field(default_factory=list)

    def see(self, sheet: SheetRecords, kind: int, stream: bytes, start: int, end: int) -> None:
        """See a record of the sheet."""
        if kind == _OBJ:
            self.is_named = _thing(stream[start + 4 : start + 6]) is not None
        elif kind == biff_texts.TEXT_OBJECT:
            self.left = int.from_bytes(stream[start + 10 : start + 12], "little")
            self.pieces.clear()
        elif kind == biff_texts.CONTINUED and self.left > 0:
            self.pieces.append(biff_texts.continued(stream[start:end]))
            self.left -= len(self.pieces[-1])
            if self.left <= 0:
                self._over(sheet, "".join(self.pieces).strip())

    def _over(self, sheet: SheetRecords, text: str) -> None:
        things = sheet.objects
        if self.is_named and things.first and things.total <= PLACES_KEPT:
            things.first[-1] = replace(things.first[-1], text=text[:TEXT_KEPT])
        # Notes are told by xlrd, but only where their record is whole.
        if len(text) > TEXT_KEPT or not self.is_named or things.total > PLACES_KEPT:
            sheet.text(text)


def _thing(number: bytes) -> ThingKind | None:
    return _OBJECTS.get(int.from_bytes(number, "little"))


def _see(sheet: SheetRecords, kind: int, body: bytes) -> None:
    if kind == _FORMULA and len(body) >= 4:
        row, column = struct.unpack_from("<HH", body)
        sheet.formulas.add(Spot(row + 1, column + 1))
    elif kind == _OBJ and len(body) >= 6:
        thing = _thing(body[4:6])
        if thing is not None:
            sheet.objects.add(Thing(kind=thing, spot=None))
    elif kind == _LINK and len(body) >= 8:
        top, bottom, left, right = struct.unpack_from("<HHHH", body)
        sheet.linked += max(bottom - top + 1, 0) * max(right - left + 1, 0)
    elif kind == _PROTECT:
        sheet.is_protected = body[:2] == b"\x01\x00"
    elif kind == _FILTER_MODE:
        sheet.is_filtered = True


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, start and end of each record from an offset on."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        start = at + 4
        at = start + size
        if at > len(stream):
            return
        yield kind, start, at


def external_links(stream: bytes) -> tuple[str, ...]:
    """Return the names of other workbooks that formulas refer to ([MS-XLS] 2.4.271), no folders."""
    found = []
    for kind, start, end in _records(stream, 0):
        if kind == _EOF:
            break
        # Of the book itself and of add-ins it has no path, only a mark in the path's length.
        size = int.from_bytes(stream[start + 2 : start + 4], "little")
        if kind == _SUPBOOK and 0 < size < 256 and end - start > 5:
            coding, step = ("utf-16-le", 2) if stream[start + 4] & 1 else ("latin-1", 1)
            path = stream[start + 5 : start + 5 + size * step].decode(coding, "replace")
            found.append(_FOLDERS.split(path)[-1])
    return tuple(found)


def pivot_texts(stream: bytes) -> Iterator[str]:
    """Yield the texts that a pivot table keeps of its source ([MS-XLS] 2.1.7.24)."""
    for kind, start, end in _records(stream, 0):
        if kind == biff_texts.PIVOT_TEXT:
            yield from biff_texts.texts_of(kind, stream[start:end], BIFF8)


def area(top: int, bottom: int, left: int, right: int) -> Area:
    """Return an area from bounds counted from 0, the last ones excluded (as xlrd gives them)."""
    return Area(top + 1, left + 1, bottom, right)
