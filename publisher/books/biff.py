"""What xlrd does not tell of an old workbook (XLS): formulas, objects, macros, properties.

The records of the BIFF8 stream are walked by their headers only ([MS-XLS] 2.1.4).
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from publisher.books.book import Area, Spot, Thing, ThingKind
from publisher.books.collecting import Collected
from publisher.books.ooxml import NO_PERSON

_FORMULA, _OBJ, _BOF, _EOF, _BOUNDSHEET, _FILTER_MODE, _PROTECT, _SUPBOOK = (
    0x0006, 0x005D, 0x0809, 0x000A, 0x0085, 0x009B, 0x0012, 0x01AE
)  # fmt: skip
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
_PERSONS = {4: "creator", 8: "lastModifiedBy", 14: "manager"}
"""[MS-OLEPS] names of properties: author, last author; manager in the document's summary."""
_FOLDERS = re.compile(r"[\x00-\x1f/\\]")
"""Between the parts of a path as it is stored ([MS-XLS] 2.5.277)."""


@dataclass(slots=True)
class SheetRecords:
    """What the records of one sheet tell."""

    formulas: Collected[Spot] = field(default_factory=Collected)
    objects: Collected[Thing] = field(default_factory=Collected)
    is_protected: bool = False
    is_filtered: bool = False


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
    depth = 0
    for kind, start, end in _records(stream, at):
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif depth == 1:
            _see(sheet, kind, stream[start : min(end, start + 32)])
    return sheet


def _see(sheet: SheetRecords, kind: int, body: bytes) -> None:
    if kind == _FORMULA and len(body) >= 4:
        row, column = struct.unpack_from("<HH", body)
        sheet.formulas.add(Spot(row + 1, column + 1))
    elif kind == _OBJ and len(body) >= 6:
        thing = _OBJECTS.get(int.from_bytes(body[4:6], "little"))
        if thing is not None:
            sheet.objects.add(Thing(kind=thing, spot=None))
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


def persons(summary: bytes) -> Iterator[str]:
    """Yield the names of the properties of a summary stream that hold a person's name."""
    reader = io.BytesIO(summary)
    reader.seek(44)
    offset = int.from_bytes(reader.read(4), "little")
    reader.seek(offset + 4)
    count = int.from_bytes(reader.read(4), "little")
    table = reader.read(8 * min(count, 100))
    for at in range(0, len(table) - 7, 8):
        number, place = struct.unpack_from("<II", table, at)
        if number in _PERSONS:
            reader.seek(offset + place)
            kind, size = struct.unpack("<II", reader.read(8).ljust(8, b"\0"))
            text = reader.read(min(size, 1000)).rstrip(b"\0 ")
            if kind == 0x1E and text.decode("cp932", "replace").lower() not in NO_PERSON:
                yield _PERSONS[number]


def area(top: int, bottom: int, left: int, right: int) -> Area:
    """Return an area from bounds counted from 0, the last ones excluded (as xlrd gives them)."""
    return Area(top + 1, left + 1, bottom, right)
