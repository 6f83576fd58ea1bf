"""Uploaded files on disk under their SHA-256; which dataset holds them is the database's business.

A file is complete and synced before it gets its name, and gets its name before a transaction
refers to it: whatever dies on the way leaves at most a file that nobody refers to.
"""

from __future__ import annotations

import hashlib
import math
import os
import secrets
from collections.abc import Container
from pathlib import Path

_UNUSED_FOR = 24 * 60 * 60.0
"""Seconds after which a file that nobody refers to is taken away."""


class Incoming:
    """A file on its way in: written piece by piece, hashed while written."""

    def __init__(self, folder: Path, files: FileStore) -> None:
        self._path = folder / secrets.token_hex(16)
        self._files = files
        self._hash = hashlib.sha256()
        self._file = self._path.open("xb")
        self.size = 0

    def write(self, piece: bytes) -> None:
        """Append a piece."""
        self._file.write(piece)
        self._hash.update(piece)
        self.size += len(piece)

    def keep(self) -> str:
        """Sync the file, give it its place and return its SHA-256."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        sha256 = self._hash.hexdigest()
        target = self._files.path(sha256)
        target.parent.mkdir(exist_ok=True)
        # Also over the same bytes: the new time of the file guards it against a sweep that runs
        # between here and the transaction.
        self._path.replace(target)
        _sync_folder(target.parent)
        return sha256

    def drop(self) -> None:
        """Forget the file; does nothing once it is kept."""
        self._file.close()
        self._path.unlink(missing_ok=True)


class FileStore:
    """The folder of uploaded files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "files"
        self._incoming = folder / "incoming"
        for needed in (self._folder, self._incoming):
            needed.mkdir(parents=True, exist_ok=True)

    def incoming(self) -> Incoming:
        """Begin a new file."""
        return Incoming(self._incoming, self)

    def path(self, sha256: str) -> Path:
        """Return where the file with this hash is kept, or would be."""
        return self._folder / sha256[:2] / sha256

    def sweep(self, known: Container[str], *, now: float) -> int:
        """Remove files that nobody refers to and that are a day old at `now`; return how many."""
        oldest = now - _UNUSED_FOR
        candidates = [*self._incoming.iterdir(), *self._folder.glob("*/*")]
        removed = 0
        for path in candidates:
            if path.name not in known and _written(path) < oldest:
                path.unlink(missing_ok=True)
                removed += 1
        return removed


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another process was faster
        return math.inf


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
