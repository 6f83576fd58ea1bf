"""The search index: terms for fields and facets, folded text for words; made from the datasets."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalog.model.extras import items
from catalog.model.organization import Organization
from catalog.model.package import Package
from catalog.model.resource import Resource
from catalog.text.excerpt import Excerpt, Kind, kind
from catalog.text.folding import fold
from catalog.text.grams import tokens

# Values that say nothing to a searching citizen: marks, digests, dates, codes and JSON.
_SILENT_EXTRAS = frozenset({
    "managed_by", "source_digest", "issued", "modified", "frequency", "generated", "withdrawn",
    "successor",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The folded text of a dataset by weight."""

    title: str
    labels: str
    notes: str
    cells: str

    def values(self) -> tuple[str, str, str, str]:
        """Return the columns in the index's order."""
        return self.title, self.labels, self.notes, self.cells


def write(
    connection: sqlite3.Connection,
    number: int,
    package: Package,
    organization: Organization | None,
) -> None:
    """Make the index say what the dataset says now."""
    connection.execute("DELETE FROM term WHERE package = ?", (number,))
    connection.executemany(
        "INSERT OR IGNORE INTO term (package, field, value) VALUES (?, ?, ?)",
        ((number, field, value) for field, value in terms(package, organization)),
    )
    excerpts = list(_excerpts(connection, package))
    _write_document(connection, number, _document(package, organization, excerpts))


def terms(package: Package, organization: Organization | None) -> Iterator[tuple[str, str]]:
    """Yield what fq and facets may ask about a dataset."""
    yield "id", package.id
    yield "name", package.name
    yield "title_string", package.title
    yield "dataset_type", package.type
    yield "state", package.state
    yield "capacity", "private" if package.private else "public"
    if organization is not None:
        yield "organization", organization.name
        yield "owner_org", organization.id
    for key, text in package.texts.items():
        if text and key != "notes":
            yield key, text
    for name in package.tags:
        yield "tags", name
    for key, value in package.extras:
        yield from ((f"extras_{key}", item) for item in items(value))
    for resource in package.resources:
        for key in ("name", "format", "url", "description"):
            # Every dataset has a descriptor: its format would tell nobody what the data is.
            if resource.body.get(key) and not (key == "format" and _is_descriptor(resource)):
                yield f"res_{key}", resource.body[key]


def _is_descriptor(resource: Resource) -> bool:
    return str(resource.body.get("url") or "").rpartition("/")[2] == "datapackage.json"


def add_excerpt(connection: sqlite3.Connection, sha256: str, wanted: Kind, found: Excerpt) -> None:
    """Keep the text of a file for all datasets that hold it."""
    connection.execute(
        "INSERT OR REPLACE INTO excerpt (sha256, kind, labels, notes, cells) VALUES (?, ?, ?, ?, ?)",
        (sha256, wanted.value, found.labels, found.notes, found.cells),
    )


def has_excerpt(connection: sqlite3.Connection, sha256: str, wanted: Kind) -> bool:
    """Say whether the text of a file is kept."""
    return bool(
        connection.execute(
            "SELECT 1 FROM excerpt WHERE sha256 = ? AND kind = ?", (sha256, wanted.value)
        ).fetchone()
    )


def drop_excerpts(connection: sqlite3.Connection) -> None:
    """Forget the text of files that no dataset holds any more."""
    connection.execute(
        "DELETE FROM excerpt WHERE sha256 NOT IN "
        "(SELECT sha256 FROM resource WHERE sha256 IS NOT NULL)"
    )


def clear(connection: sqlite3.Connection) -> None:
    """Empty the word index; every dataset must be written again."""
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    connection.execute("DELETE FROM document")


def _document(
    package: Package, organization: Organization | None, excerpts: Iterable[Excerpt]
) -> Document:
    labels = [*package.tags]
    notes = [package.texts["notes"] or ""]
    cells: list[str] = []
    if organization is not None:
        labels += [
            organization.title,
            *(value for key, value in organization.extras if key in ("kana", "title_en", "code")),
        ]
    for key, value in package.extras:
        if key not in _SILENT_EXTRAS:
            labels.extend(items(value))
    for resource in package.resources:
        labels.append(resource.body.get("name") or "")
        notes.append(resource.body.get("description") or "")
    for found in excerpts:
        labels.append(found.labels)
        notes.append(found.notes)
        cells.append(found.cells)
    return Document(
        title=fold(f"{package.title}\n{package.name}"),
        labels=_folded(labels),
        notes=_folded(notes),
        cells=_folded(cells),
    )


def _folded(texts: Iterable[str]) -> str:
    return fold("\n".join(dict.fromkeys(text for text in texts if text)))


def _excerpts(connection: sqlite3.Connection, package: Package) -> Iterator[Excerpt]:
    for resource in package.resources:
        wanted = kind(str(resource.body.get("url"))) if resource.sha256 else None
        if wanted is None:
            continue
        row = connection.execute(
            "SELECT labels, notes, cells FROM excerpt WHERE sha256 = ? AND kind = ?",
            (resource.sha256, wanted.value),
        ).fetchone()
        if row is not None:
            yield Excerpt(labels=row["labels"], notes=row["notes"], cells=row["cells"])


def _write_document(connection: sqlite3.Connection, number: int, new: Document) -> None:
    row = connection.execute(
        "SELECT title, labels, notes, cells FROM document WHERE package = ?", (number,)
    ).fetchone()
    old = Document(**dict(row)) if row else None
    if old == new:
        return
    if old is not None:
        # The index keeps no text: to take an entry out, it must be told what went in.
        connection.execute(
            "INSERT INTO search (search, rowid, title, labels, notes, cells) "
            "VALUES ('delete', ?, ?, ?, ?, ?)",
            (number, *(tokens(text) for text in old.values())),
        )
    connection.execute(
        "INSERT OR REPLACE INTO document (package, title, labels, notes, cells) "
        "VALUES (?, ?, ?, ?, ?)",
        (number, *new.values()),
    )
    connection.execute(
        "INSERT INTO search (rowid, title, labels, notes, cells) VALUES (?, ?, ?, ?, ?)",
        (number, *(tokens(text) for text in new.values())),
    )
