"""The tables of the store and how a new file gets them."""

from __future__ import annotations

import sqlite3

VERSION = 1
"""Of the tables below; a store written by a newer program is refused."""


class StoreError(Exception):
    """The store cannot be used; the message says why and what to do next."""


_TABLES = """
CREATE TABLE organization (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    image_url TEXT NOT NULL,
    state TEXT NOT NULL,
    created TEXT NOT NULL,
    extras TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE package (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    owner_org TEXT REFERENCES organization (id),
    private INTEGER NOT NULL,
    state TEXT NOT NULL,
    metadata_created TEXT NOT NULL,
    metadata_modified TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX package_owner ON package (owner_org);
CREATE INDEX package_modified ON package (metadata_modified);

CREATE TABLE resource (
    id TEXT PRIMARY KEY,
    package INTEGER NOT NULL REFERENCES package (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    sha256 TEXT,
    body TEXT NOT NULL
);
CREATE INDEX resource_package ON resource (package, position);
CREATE INDEX resource_sha256 ON resource (sha256);

-- What fq, facets and fl ask for: one row per value of a field.
CREATE TABLE term (
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    package INTEGER NOT NULL REFERENCES package (number) ON DELETE CASCADE,
    PRIMARY KEY (field, value, package)
) WITHOUT ROWID;
CREATE INDEX term_package ON term (package, field);

-- Text found in a file, by the file's hash: read once, when the file arrives.
CREATE TABLE excerpt (
    sha256 TEXT NOT NULL,
    kind TEXT NOT NULL,
    labels TEXT NOT NULL,
    notes TEXT NOT NULL,
    cells TEXT NOT NULL,
    PRIMARY KEY (sha256, kind)
) WITHOUT ROWID;

-- The folded text of each dataset as it stands in the index, which keeps no text itself.
CREATE TABLE document (
    package INTEGER PRIMARY KEY REFERENCES package (number) ON DELETE CASCADE,
    title TEXT NOT NULL,
    labels TEXT NOT NULL,
    notes TEXT NOT NULL,
    cells TEXT NOT NULL
);
-- Tokens are made by catalog.text.grams; the ascii tokenizer only splits them at blanks, as it
-- takes every character beyond ASCII for a letter.
CREATE VIRTUAL TABLE search USING fts5 (
    title, labels, notes, cells, content = '', tokenize = 'ascii'
);

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


def prepare(connection: sqlite3.Connection) -> None:
    """Create the tables in a new file; raises StoreError for a file of a newer program.

    The caller holds the write transaction.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        message = (
            f"the store was written by a newer program (version {version}, this one knows "
            f"{VERSION}). Next: update this program, or move the store away and publish again"
        )
        raise StoreError(message)
    if version == 0:
        for statement in _statements():
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _statements() -> list[str]:
    # executescript would commit the caller's transaction.
    statements, pending = [], ""
    for line in _TABLES.splitlines():
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
