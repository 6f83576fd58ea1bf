"""Old workbooks (XLS) for the tests: records of BIFF8 in a compound file, by hand.

[MS-XLS] 2.4 for the records, [MS-CFB] for the file around them. No more than the tests need.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from publisher.files import SmallFile

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
ERRORS = {"#DIV/0!": 0x07, "#N/A": 0x2A}
CODES = ("General", "0.00", "yyyy/m/d", '[$-411]ggge"年"m"月"d"日"')
"""Number formats of the styles 0, 1, 2, 3; style 4 is general, red and bold."""


@dataclass(frozen=True, kw_only=True)
class Formula:
    value: float


@dataclass(frozen=True, kw_only=True)
class Styled:
    value: float
    style: int


@dataclass(frozen=True, kw_only=True)
class XlsSheet:
    name: str
    rows: Sequence[Sequence[Any]] = ()
    state: int = 0
    merges: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    objects: Sequence[int] = field(default=())
    records: bytes = b""
    """Whole records put in front of the cells."""


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of these streams; of those named with a slash the first part is a storage.

    A storage comes behind the plain streams and holds one stream.
    """
    names = ["Root Entry", *streams]
    entries_most = len(names) + sum("/" in name for name in names)
    directory = -(-entries_most * 128 // _SECTOR)
    bodies = {
        name: body.ljust(-(-len(body) // _SECTOR) * _SECTOR, b"\0")
        for name, body in streams.items()
    }
    total = 1 + directory + sum(len(body) for body in bodies.values()) // _SECTOR
    assert total <= 128, "one sector of the table holds 128 entries"
    table = [_FAT, *_chain(1, directory)]
    entries = [_entry("Root Entry", 5, 1 if streams else _FREE, _END, 0)]
    for at, (name, body) in enumerate(bodies.items(), start=1):
        start = len(table)
        table += _chain(start, len(body) // _SECTOR)
        following = at + 1 if at < len(bodies) else _FREE
        storage, _, plain = name.rpartition("/")
        if storage:
            entries.append(_entry(storage, 1, len(entries) + 1, _END, 0))
            following = _FREE
        entries.append(_entry(plain, 2, _FREE, start, len(streams[name]), following))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    )
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 0, _END, 0, _END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    fat = b"".join(struct.pack("<I", entry) for entry in table).ljust(_SECTOR, b"\xff")
    listed = b"".join(entries).ljust(directory * _SECTOR, b"\0")
    return header + fat + listed + b"".join(bodies.values())


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), _END]


def _entry(
    name: str, kind: int, child: int, start: int, size: int, following: int = _FREE
) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    head = text.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(text), kind, 1, _FREE, following, child
    )
    return head + bytes(36) + struct.pack("<III", start, size, 0)


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _text(text: str, size: str = "<H") -> bytes:
    return struct.pack(size, len(text)) + b"\x01" + text.encode("utf-16-le")


def xls(
    *sheets: XlsSheet,
    links: Sequence[str] = (),
    is_1904: bool = False,
    more: dict[str, bytes] | None = None,
) -> SmallFile:
    """An old workbook."""
    bodies = [_sheet(sheet) for sheet in sheets]
    before = _globals(is_1904=is_1904) + record(0x01AE, struct.pack("<HH", len(sheets), 0x0401))
    before += b"".join(record(0x01AE, struct.pack("<H", 0) + _text(path)) for path in links)
    listed = sum(len(_bound(sheet, 0)) for sheet in sheets)
    at = len(before) + listed + len(record(0x0A))
    bounds = b""
    for sheet, body in zip(sheets, bodies, strict=True):
        bounds += _bound(sheet, at)
        at += len(body)
    stream = before + bounds + record(0x0A) + b"".join(bodies)
    return SmallFile(compound({"Workbook": stream, **(more or {})}))


def _globals(*, is_1904: bool) -> bytes:
    found = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 1997, 0, 6))
    found += record(0x42, struct.pack("<H", 1200)) + record(0x22, struct.pack("<H", is_1904))
    for is_bold, colour in ((0, 0x7FFF), (0, 0x7FFF), (0, 0x7FFF), (0, 0x7FFF), (1, 10)):
        weight = 700 if is_bold else 400
        found += record(
            0x31,
            struct.pack("<HHHHHBBBB", 200, is_bold, colour, weight, 0, 0, 0, 0, 0)
            + _text("A", "<B"),
        )
    for number, code in enumerate(CODES):
        found += record(0x041E, struct.pack("<H", 164 + number) + _text(code))
    for style in range(5):
        font = 5 if style == 4 else 0
        shown = 164 + style if style < 4 else 164
        found += record(0xE0, struct.pack("<HHHBBBBIIH", font, shown, 1, 0, 0, 0, 0, 0, 0, 0x20C0))
    return found


def _bound(sheet: XlsSheet, at: int) -> bytes:
    return record(0x85, struct.pack("<IBB", at, sheet.state, 0) + _text(sheet.name, "<B"))


def _sheet(sheet: XlsSheet) -> bytes:
    found = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 1997, 0, 6)) + sheet.records
    for column in sheet.hidden_columns:
        found += record(0x7D, struct.pack("<HHHHHH", column - 1, column - 1, 2048, 0, 1, 0))
    for row in sheet.hidden_rows:
        found += record(0x0208, struct.pack("<HHHHHHI", row - 1, 0, 9, 255, 0, 0, 0x120))
    for row, values in enumerate(sheet.rows):
        found += b"".join(_cell(row, column, value) for column, value in enumerate(values))
    for kind in sheet.objects:
        found += record(0x5D, struct.pack("<HHHHH", 0x15, 18, kind, 1, 0) + bytes(12) + bytes(4))
    if sheet.merges:
        areas = b"".join(struct.pack("<HHHH", *area) for area in sheet.merges)
        found += record(0xE5, struct.pack("<H", len(sheet.merges)) + areas)
    return found + record(0x0A)


def _cell(row: int, column: int, value: Any) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    match value:
        case None:
            return b""
        case bool():
            return record(0x0205, place + struct.pack("<BB", value, 0))
        case Formula():
            return record(
                0x06,
                place
                + struct.pack("<dHI", value.value, 0, 0)
                + struct.pack("<H", 3)
                + b"\x1e\x01\x00",
            )
        case Styled():
            return record(0x0203, struct.pack("<HHHd", row, column, value.style, value.value))
        case int() | float():
            return record(0x0203, place + struct.pack("<d", value))
        case str() if value in ERRORS:
            return record(0x0205, place + struct.pack("<BB", ERRORS[value], 1))
    return record(0x0204, place + _text(value))


def text_of(text: str, size: str = "<H") -> bytes:
    """A text as records hold it: its length, a byte of flags, UTF-16."""
    return _text(text, size)


def text_box(text: str, kind: int = 0x06) -> bytes:
    """An object with words on it, in two pieces."""
    half = len(text) // 2
    found = record(0x5D, struct.pack("<HHHHH", 0x15, 18, kind, 7, 0) + bytes(12) + bytes(4))
    found += record(0x01B6, struct.pack("<HH6sHHH", 0, 0, b"", len(text), 16, 0) + bytes(4))
    for piece in (text[:half], text[half:]):
        found += record(0x3C, b"\x01" + piece.encode("utf-16-le"))
    return found + record(0x3C, struct.pack("<HHHHHHHH", 0, 0, 0, 0, len(text), 0, 0, 0))


def link(target: str, area: tuple[int, int, int, int] = (1, 1, 0, 0)) -> bytes:
    """Cells that lead to an address; rows and columns count from 0."""
    body = struct.pack("<HHHH", *area) + bytes.fromhex("D0C9EA79F9BACE118C8200AA004BA90B")
    url = target.encode("utf-16-le") + b"\0\0"
    body += struct.pack("<II", 2, 0x03) + bytes.fromhex("E0C9EA79F9BACE118C8200AA004BA90B")
    return record(0x01B8, body + struct.pack("<I", len(url)) + url)


def choices(words: Sequence[str], listed: Sequence[str]) -> bytes:
    """A list of choices: titles and words of prompt and error, and what may be chosen."""
    body = struct.pack("<I", 0x80) + b"".join(map(_text, words))
    token = b"\x17" + _text("\0".join(listed), "<B")
    body += struct.pack("<HH", len(token), 0) + token + struct.pack("<HH", 0, 0)
    return record(0x01BE, body + struct.pack("<HHHHH", 1, 1, 1, 1, 1))


def chart(title: str) -> bytes:
    """A chart with a title, as a stream of its own within the sheet."""
    body = record(0x100D, struct.pack("<H", 0) + _text(title, "<B"))
    return record(0x0809, struct.pack("<HHHHII", 0x0600, 0x20, 0, 1997, 0, 6)) + body + record(0x0A)


def summary(properties: dict[int, str]) -> bytes:
    """A stream of properties ([MS-OLEPS])."""
    offset = 8 + 8 * len(properties)
    table = body = b""
    for number, text in properties.items():
        raw = text.encode("cp932") + b"\0"
        table += struct.pack("<II", number, offset + len(body))
        body += struct.pack("<II", 0x1E, len(raw)) + raw.ljust(-(-len(raw) // 4) * 4, b"\0")
    section = struct.pack("<II", offset + len(body), len(properties)) + table + body
    return (
        struct.pack("<HHI", 0xFFFE, 0, 0)
        + bytes(16)
        + struct.pack("<I", 1)
        + bytes(16)
        + struct.pack("<I", 48)
        + section
    )
