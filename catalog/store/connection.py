"""Connections to the database: one writer at a time, readers each on their own snapshot."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

from catalog.store.schema import StoreError, prepare

Connection = sqlite3.Connection
"""What actions hand on to the modules that hold SQL."""
_PATIENCE = 30.0
"""Seconds to wait for another process that is writing."""


class Database:
    """The SQLite file of a store; safe for many threads and for several processes."""

    def __init__(self, path: Path) -> None:
        """Open the file, creating it; raises StoreError where that cannot be done."""
        self._path = path
        self._idle: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        self._writing = threading.Lock()
        try:
            self._writer = self._connect()
        except sqlite3.Error as error:
            raise _unusable(path, error) from error
        try:
            self._writer.execute("PRAGMA journal_mode = WAL")
            with self.write() as connection:
                prepare(connection)
        except sqlite3.Error as error:
            self._writer.close()
            raise _unusable(path, error) from error
        except StoreError:
            self._writer.close()
            raise

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection that sees one moment of the store, the latest at its first question."""
        try:
            connection = self._idle.get_nowait()
        except Empty:
            connection = self._connect()
            connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.execute("ROLLBACK")
            self._idle.put(connection)

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Yield the writing connection; everything done with it happens at once or not at all."""
        with self._writing:
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
            except BaseException:
                self._writer.execute("ROLLBACK")
                raise
            self._writer.execute("COMMIT")

    def close(self) -> None:
        """Close all connections; nobody may be reading or writing any more."""
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                break
        self._writer.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            # A commit that was answered survives a power cut.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA cache_size = -16000")
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def _unusable(path: Path, error: sqlite3.Error) -> StoreError:
    return StoreError(f"{path}: cannot be used as the catalog's store ({error})")
