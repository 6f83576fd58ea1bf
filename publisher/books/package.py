"""A zipped workbook (OOXML, ODF) as parts: opened safely, unpacked within limits."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from publisher.books import markup
from publisher.books.refusal import (
    CUT_OFF,
    DAMAGED,
    EMPTY_FILE,
    NOT_A_WORKBOOK,
    PART_MISSING,
    PART_TWICE,
    PASSWORD,
    TOO_LARGE,
    refused,
)

UNPACKED_LIMIT = 1 << 30
"""Bytes that the parts of a workbook may unpack to; beyond is a bomb, not a table of a town."""
RATIO_LIMIT = 150
"""Unpacked to packed bytes of one part. Rows of empty formatted cells come to about 50."""
RATIO_FREE = 16 << 20
"""Bytes below which the ratio does not matter: a short sheet of equal rows packs well."""
SMALL_PART = 64 << 20
"""Bytes of a part that is held in memory in some form: texts, styles, relations, comments."""
PARTS_LIMIT = 20_000
_CHUNK = 1 << 20
_AHEAD = 4 << 20
"""Bytes from which a part is unpacked in a thread while it is read (zlib lets others run)."""
_ENCRYPTED = 0x1
_PK = b"PK\x03\x04"
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError
)  # fmt: skip
"""What zipfile raises for broken, cut off, oddly packed or encrypted members."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part says of another."""

    kind: str
    """Last word of the relationship's type: worksheet, sharedStrings, comments, …"""
    target: str
    """Name of the part, or the address of something outside."""
    is_outside: bool


class Package:
    """The parts of an open archive. Names are matched without regard to case, as Office does."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left = UNPACKED_LIMIT
        members = [member for member in archive.infolist() if not member.is_dir()]
        self._members = {member.filename.lstrip("/").lower(): member for member in members}
        if len(self._members) != len(members):
            raise refused(PART_TWICE)
        if len(members) > PARTS_LIMIT or sum(item.file_size for item in members) > UNPACKED_LIMIT:
            raise refused(TOO_LARGE)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def names(self) -> Iterable[str]:
        """Return the names of all parts, in lower case."""
        return self._members.keys()

    def chunks(self, name: str, limit: int = UNPACKED_LIMIT) -> Iterator[bytes]:
        """Yield the bytes of a part, never more than `limit`; raises BrokenTable."""
        member = self._members.get(name.lower())
        if member is None:
            raise refused(PART_MISSING)
        if member.flag_bits & _ENCRYPTED:
            raise refused(PASSWORD)
        if _is_dense(member.file_size, member):
            raise refused(TOO_LARGE)
        count = 0
        try:
            with self._archive.open(member) as part:
                for chunk in _pieces(part, member.file_size):
                    count += len(chunk)
                    self._left -= len(chunk)
                    if count > limit or self._left < 0 or _is_dense(count, member):
                        raise refused(TOO_LARGE)
                    yield chunk
        except _UNREADABLE as error:
            raise refused(DAMAGED) from error

    def read(self, name: str) -> bytes:
        """Return the bytes of a small part; raises BrokenTable."""
        return b"".join(self.chunks(name, SMALL_PART))

    def events(self, name: str) -> Iterator[markup.Event]:
        """Yield the elements of a small part of XML; raises BrokenTable."""
        return markup.events(self.chunks(name, SMALL_PART))

    def relations(self, part: str) -> dict[str, Relation]:
        """Return by id what a part refers to; "" is the package itself."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed not in self:
            return {}
        return {
            event.attributes["Id"]: _relation(folder, event.attributes)
            for event in self.events(listed)
            if event.name == "Relationship" and event.attributes and "Id" in event.attributes
        }


@contextmanager
def opened(stream: IO[bytes]) -> Iterator[Package]:
    """Open the archive of a workbook; raises BrokenTable."""
    stream.seek(0)
    magic = stream.read(4)
    if not magic:
        raise refused(EMPTY_FILE)
    try:
        archive = zipfile.ZipFile(stream)
    except _UNREADABLE as error:
        raise refused(CUT_OFF if magic == _PK else NOT_A_WORKBOOK) from error
    with archive:
        yield Package(archive)


def _relation(folder: str, attributes: dict[str, str]) -> Relation:
    target = attributes.get("Target", "")
    is_outside = attributes.get("TargetMode") == "External"
    if not is_outside:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(attributes.get("Type", "").rsplit("/", 1)[-1], target, is_outside)


def _is_dense(count: int, member: zipfile.ZipInfo) -> bool:
    """Say whether so many bytes are more than a packed part of a table can hold."""
    return count > RATIO_FREE and count > RATIO_LIMIT * member.compress_size


def _pieces(part: IO[bytes], size: int) -> Iterator[bytes]:
    if size < _AHEAD:
        while chunk := part.read(_CHUNK):
            yield chunk
        return
    with ThreadPoolExecutor(max_workers=1) as thread:
        coming = thread.submit(part.read, _CHUNK)
        while chunk := coming.result():
            coming = thread.submit(part.read, _CHUNK)
            yield chunk
