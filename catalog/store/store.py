"""The catalog's memory as a whole: the database, the uploaded files, and the index kept true."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from catalog.files import FileStore
from catalog.model.package import Package
from catalog.model.upload import Upload
from catalog.store import index, organizations, packages
from catalog.store.connection import Connection, Database
from catalog.text.excerpt import Excerpt, Kind, excerpt, kind
from catalog.text.grams import VERSION


class Store:
    """One folder with everything that the catalog holds."""

    def __init__(self, folder: Path, now: datetime) -> None:
        """Open the store, creating it; raises StoreError or OSError where that cannot be done."""
        folder.mkdir(parents=True, exist_ok=True)
        self.files = FileStore(folder)
        self.database = Database(folder / "catalog.sqlite3")
        with self.database.write() as connection:
            _renew_index(connection)
            index.drop_excerpts(connection)
        with self.database.read() as connection:
            known = packages.known_files(connection)
        self.files.sweep(known, now=now.timestamp())

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    def excerpts(self, uploads: list[Upload]) -> list[tuple[str, Kind, Excerpt]]:
        """Read the searchable text of new files, before the transaction that refers to them."""
        wanted = {
            (upload.sha256, how) for upload in uploads if (how := kind(upload.filename.lower()))
        }
        with self.database.read() as connection:
            new = [pair for pair in wanted if not index.has_excerpt(connection, *pair)]
        return [(sha256, how, excerpt(self.files.path(sha256), how)) for sha256, how in new]


def write_package(connection: Connection, package: Package) -> None:
    """Save a dataset and make the index follow, inside the caller's transaction."""
    renamed = packages.free_name(connection, package.name, except_id=package.id)
    written = packages.save(connection, package)
    _write_index(connection, [written] if renamed is None else [written, renamed])


def write_index_of_owner(connection: Connection, organization_id: str) -> None:
    """Make the index follow a change of an organization's words."""
    _write_index(connection, packages.numbers_of_owner(connection, organization_id))


def _write_index(connection: Connection, numbers: Iterable[int]) -> None:
    owners = organizations.everyone(connection)
    for number in numbers:
        package = packages.several(connection, [number])[0]
        index.write(connection, number, package, owners.get(package.owner_org or ""))


def _renew_index(connection: Connection) -> None:
    table = (files("schemas") / "vocabularies" / "text_folding.json").read_bytes()
    current = f"{VERSION}:{hashlib.sha256(table).hexdigest()}"
    row = connection.execute("SELECT value FROM setting WHERE name = 'index'").fetchone()
    if row is not None and row[0] == current:
        return
    index.clear(connection)
    numbers = [row[0] for row in connection.execute("SELECT number FROM package")]
    _write_index(connection, numbers)
    connection.execute(
        "INSERT OR REPLACE INTO setting (name, value) VALUES ('index', ?)", (current,)
    )
