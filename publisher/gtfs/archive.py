"""A feed's files in a zip: listed and opened without trusting the archive."""

from __future__ import annotations

import contextlib
import errno
import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import IO

from publisher.gtfs import spec, words
from publisher.gtfs.faults import FeedFault, FeedKind
from publisher.model import File
from publisher.words import Text, quote

CHUNK = 1 << 20
ENTRIES = 10_000
"""Entries of a zip that are listed: a feed has some twenty."""
UNPACKED = 512 << 20
"""Bytes that all entries may unpack to: ten times the largest feed of a Japanese city."""
RATIO = 200
"""Unpacked to packed bytes of an entry: timetables come to about 20."""
RATIO_FREE = 16 << 20
"""Bytes below which the ratio does not matter."""
_TEXTS = (".txt", ".csv", ".tsv")
_IS_UTF8 = 0x800
"""The flag of an entry whose name is UTF-8 (APPNOTE.TXT §4.4.4)."""
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What `zipfile` raises for archives that are not what they say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file inside of a zip, readable like one on disk; its bytes were read through once."""

    archive: File
    name: str
    size: int
    sha256: str = ""

    def open(self) -> IO[bytes]:
        """Open for reading; raises OSError."""
        raw = self.archive.open()
        try:
            stream = zipfile.ZipFile(raw).open(self.name)  # noqa: SIM115  closed with _Stream
        except BROKEN as error:  # it was sound before: the disk changed under us
            raw.close()
            raise OSError(errno.EIO, str(error)) from error
        return _Stream(stream, raw)


class _Stream(io.BufferedReader):
    """A member's bytes; closes its archive's file with itself."""

    def __init__(self, stream: IO[bytes], archive: IO[bytes]) -> None:
        super().__init__(stream)  # type: ignore[arg-type]  # ZipExtFile is a raw stream in all but name
        self._archive = archive

    def close(self) -> None:
        super().close()
        self._archive.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What a zip holds of a feed."""

    files: Mapping[str, File]
    """The .txt files by their names at the top of the feed."""
    others: Mapping[str, File] = field(default_factory=dict)
    """All further texts that may be tables, by their whole names."""
    is_feed: bool
    """Whether its names show a timetable; False also where it cannot be opened."""
    faults: tuple[FeedFault, ...] = ()
    names: tuple[str, ...] = ()
    """Of all its files, as far as they are listed."""
    is_read: bool = True
    """Whether its files were looked at; what is not read cannot be said to be missing."""


def look(file: File) -> Archive:
    """Return what a zip holds; never raises for its content, OSError for the disk."""
    with file.open() as raw:
        try:
            archive = zipfile.ZipFile(raw)
        except BROKEN:
            return Archive(files={}, is_feed=False, faults=(_fault(words.NO_ZIP),), is_read=False)
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        listed = [(entry, _name(entry)) for entry in entries[:ENTRIES]]
        folders = _folders(name for _, name in listed)
        folder = folders[0] if folders else ""
        has_feed = is_feed(_base(name) for _, name in listed)
        names = tuple(name for _, name in listed)
        against = _against(entries)
        if against is None and len(folders) > 1:
            shown = "・".join(quote(name.rstrip("/") or "/", 30) for name in folders[:3])
            against = words.SEVERAL.fill({"value": shown})
        if against is not None:
            faults_ = (_fault(against),)
            return Archive(files={}, is_feed=has_feed, faults=faults_, names=names, is_read=False)
        found = _Found(archive, file, is_feed=has_feed)
        if folder and has_feed:
            note = words.SUBFOLDER.fill({"value": quote(folder.rstrip("/"), 60)})
            found.faults.append(FeedFault(kind=FeedKind.SUBFOLDER, note=note))
        for entry, whole in listed:
            found.take(entry, whole, whole.removeprefix(folder))
        if has_feed and found.capitals:
            values = {"value": quote(found.capitals[0]), "count": len(found.capitals)}
            found.faults.append(_fault(words.CAPITALS.fill(values)))
    return Archive(
        files=found.files,
        others=found.others,
        is_feed=has_feed,
        faults=tuple(found.faults),
        names=names,
    )


class _Found:
    """The texts of a zip, one by one."""

    def __init__(self, archive: zipfile.ZipFile, file: File, *, is_feed: bool) -> None:
        self.archive = archive
        self.file = file
        self.is_feed = is_feed
        self.files: dict[str, File] = {}
        self.others: dict[str, File] = {}
        self.capitals: list[str] = []
        """Names of the feed's files that are not in lower case."""
        self.faults: list[FeedFault] = []

    def take(self, entry: zipfile.ZipInfo, whole: str, name: str) -> None:
        """Take an entry by its whole name and by that at the top of the feed."""
        if self.is_feed and not _is_inside(whole):
            note = words.OUTSIDE_PATH.fill({"value": quote(whole, 60)})
            self.faults.append(_fault(note))
            return
        if name.lower() in spec.FILES and name not in spec.FILES:
            self.capitals.append(name)
            name = name.lower()
        if self.is_feed and name.endswith(".txt") and "/" not in name:
            if name in self.files:
                self.faults.append(_fault(words.TWICE.fill({"value": quote(name)}), name))
            elif member := self._member(entry, name):
                self.files[name] = member
        elif name.lower().endswith(_TEXTS) and (member := self._member(entry, whole)):
            self.others[whole] = member

    def _member(self, entry: zipfile.ZipInfo, name: str) -> Member | None:
        """Return what can be read of an entry; what is damaged is said."""
        if _is_sound(self.archive, entry):
            return Member(archive=self.file, name=entry.filename, size=entry.file_size)
        self.faults.append(_fault(words.DAMAGED.fill({"value": quote(name)}), name))
        return None


def _fault(note: Text, name: str = "") -> FeedFault:
    return FeedFault(kind=FeedKind.ARCHIVE, note=note, file=name)


def _against(entries: list[zipfile.ZipInfo]) -> Text | None:
    """Return why an archive is not looked into at all."""
    if len(entries) > ENTRIES:
        return words.TOO_MANY
    if sum(entry.file_size for entry in entries) > UNPACKED:
        return words.TOO_LARGE
    for entry in entries:
        if entry.file_size > max(RATIO_FREE, RATIO * entry.compress_size):
            return words.BOMB.fill({"value": quote(_base(_name(entry)), 60)})
    if any(entry.flag_bits & 1 for entry in entries):
        return words.LOCKED
    return None


def _name(entry: zipfile.ZipInfo) -> str:
    """Return the path of an entry as its author sees it, with `/` between folders.

    Without the flag of UTF-8 a name is in the encoding of the machine that packed it.
    """
    name = entry.filename
    if not entry.flag_bits & _IS_UTF8:
        raw = name.encode("cp437", "replace")
        for codec in ("utf-8", "cp932"):
            with contextlib.suppress(UnicodeDecodeError):
                name = raw.decode(codec)
                break
    return name.replace("\\", "/")


def _base(name: str) -> str:
    return name.rpartition("/")[2]


def is_feed(names: Iterable[str]) -> bool:
    """Say whether files of these names are a timetable, in whatever case."""
    return len(spec.MARKS.intersection(map(str.lower, names))) >= spec.MARKS_NEEDED


def _folders(names: Iterable[str]) -> list[str]:
    """Return the folders, each with its `/`, that hold a feed; where none does, the fullest.

    Beside a feed at the top, whatever lies in folders is somebody's memo.
    """
    marks: Counter[str] = Counter()
    for name in names:
        base = _base(name)
        marks[name.removesuffix(base)] += base.lower() in spec.MARKS
    whole = sorted(name for name, count in marks.items() if count >= spec.MARKS_NEEDED)
    if "" in whole or not whole:
        return [""] if "" in whole else [name for name, count in marks.most_common(1) if count]
    return whole


def _is_inside(name: str) -> bool:
    return not name.startswith("/") and ".." not in name.split("/")


def _is_sound(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Say whether an entry unpacks to its end and has the checksum it claims."""
    with contextlib.suppress(*BROKEN):
        with archive.open(entry) as stream:
            while stream.read(CHUNK):
                pass
        return True
    return False
