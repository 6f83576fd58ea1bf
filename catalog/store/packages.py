"""Datasets and their resources in the database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from catalog.model.package import TEXTS, Package
from catalog.model.resource import Resource


def find(connection: sqlite3.Connection, reference: str) -> Package | None:
    """Return the dataset with this id or name, whatever its state."""
    row = connection.execute(
        "SELECT number FROM package WHERE id = ?1 OR name = ?1 ORDER BY id = ?1 DESC LIMIT 1",
        (reference,),
    ).fetchone()
    return several(connection, [row[0]])[0] if row else None


def several(
    connection: sqlite3.Connection, numbers: Sequence[int], *, with_resources: bool = True
) -> list[Package]:
    """Return the datasets with these numbers in the given order."""
    wanted = json.dumps(list(numbers))
    rows = connection.execute(
        "SELECT * FROM package WHERE number IN (SELECT value FROM json_each(?))", (wanted,)
    ).fetchall()
    listed: dict[int, list[Resource]] = {}
    if with_resources:
        found = connection.execute(
            """
            SELECT * FROM resource WHERE package IN (SELECT value FROM json_each(?))
            ORDER BY package, position
            """,
            (wanted,),
        )
        for row in found:
            listed.setdefault(row["package"], []).append(_resource(row))
    packages = {row["number"]: _package(row, listed.get(row["number"], [])) for row in rows}
    return [packages[number] for number in numbers]


def number(connection: sqlite3.Connection, identifier: str) -> int:
    """Return the number of the dataset with this id; raises KeyError where there is none."""
    row = connection.execute("SELECT number FROM package WHERE id = ?", (identifier,)).fetchone()
    if row is None:
        raise KeyError(identifier)
    found: int = row[0]
    return found


def numbers_of_owner(connection: sqlite3.Connection, organization_id: str) -> list[int]:
    """Return the numbers of all datasets of an organization, whatever their state."""
    rows = connection.execute("SELECT number FROM package WHERE owner_org = ?", (organization_id,))
    return [row[0] for row in rows]


def public_numbers(connection: sqlite3.Connection, *, limit: int, offset: int) -> list[int]:
    """Return the numbers of public datasets, the last modified first; limit -1 means all."""
    rows = connection.execute(
        """
        SELECT number FROM package WHERE state = 'active' AND NOT private
        ORDER BY metadata_modified DESC, name LIMIT ? OFFSET ?
        """,
        (limit, offset),
    )
    return [row[0] for row in rows]


def public_names(connection: sqlite3.Connection, *, limit: int, offset: int) -> list[str]:
    """Return the names of public datasets in order; limit -1 means all."""
    rows = connection.execute(
        """
        SELECT name FROM package WHERE state = 'active' AND NOT private
        ORDER BY name LIMIT ? OFFSET ?
        """,
        (limit, offset),
    )
    return [row[0] for row in rows]


def name_holder(connection: sqlite3.Connection, name: str) -> str | None:
    """Return the id of the dataset, not deleted, that has this name."""
    return _first(
        connection, "SELECT id FROM package WHERE name = ? AND state != 'deleted'", (name,)
    )


def resource_holder(connection: sqlite3.Connection, resource_id: str) -> str | None:
    """Return the id of the dataset, also a deleted one, that has this resource."""
    return _first(
        connection,
        """
        SELECT package.id FROM resource JOIN package ON package.number = resource.package
        WHERE resource.id = ?
        """,
        (resource_id,),
    )


def free_name(connection: sqlite3.Connection, name: str, *, except_id: str) -> int | None:
    """Rename a deleted dataset that holds `name` to its id, as CKAN does, so that it can be used.

    Returns the number of the renamed dataset, None where nobody held the name.
    """
    row = connection.execute(
        "SELECT number FROM package WHERE name = ? AND state = 'deleted' AND id != ?",
        (name, except_id),
    ).fetchone()
    if row is None:
        return None
    connection.execute("UPDATE package SET name = id WHERE number = ?", (row[0],))
    renamed: int = row[0]
    return renamed


def save(connection: sqlite3.Connection, package: Package) -> int:
    """Insert or replace a dataset with all its resources and return its number."""
    connection.execute(
        """
        INSERT INTO package (id, name, title, owner_org, private, state, metadata_created,
            metadata_modified, body)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, title = excluded.title,
            owner_org = excluded.owner_org, private = excluded.private, state = excluded.state,
            metadata_modified = excluded.metadata_modified, body = excluded.body
        """,
        (
            package.id,
            package.name,
            package.title,
            package.owner_org,
            int(package.private),
            package.state,
            package.metadata_created,
            package.metadata_modified,
            _packed(_body(package)),
        ),
    )
    found = number(connection, package.id)
    connection.execute("DELETE FROM resource WHERE package = ?", (found,))
    connection.executemany(
        "INSERT INTO resource (id, package, position, sha256, body) VALUES (?, ?, ?, ?, ?)",
        [
            (resource.id, found, position, resource.sha256, _packed(resource.body))
            for position, resource in enumerate(package.resources)
        ],
    )
    return found


def known_files(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the hashes of all files that some resource refers to."""
    rows = connection.execute("SELECT DISTINCT sha256 FROM resource WHERE sha256 IS NOT NULL")
    return frozenset(row[0] for row in rows)


def _body(package: Package) -> dict[str, Any]:
    return {
        "texts": dict(package.texts),
        "tags": package.tags,
        "extras": package.extras,
        "type": package.type,
        "creator_user_id": package.creator_user_id,
    }


def _packed(body: Any) -> str:
    return json.dumps(body if isinstance(body, dict) else dict(body), ensure_ascii=False)


def _package(row: sqlite3.Row, resources: Iterable[Resource]) -> Package:
    body = json.loads(row["body"])
    return Package(
        id=row["id"],
        name=row["name"],
        title=row["title"],
        owner_org=row["owner_org"],
        private=bool(row["private"]),
        state=row["state"],
        type=body["type"],
        creator_user_id=body["creator_user_id"],
        metadata_created=row["metadata_created"],
        metadata_modified=row["metadata_modified"],
        texts={key: body["texts"].get(key) for key in TEXTS},
        tags=tuple(body["tags"]),
        extras=tuple((key, value) for key, value in body["extras"]),
        resources=tuple(resources),
    )


def _resource(row: sqlite3.Row) -> Resource:
    return Resource(id=row["id"], body=json.loads(row["body"]), sha256=row["sha256"])


def _first(connection: sqlite3.Connection, sql: str, values: tuple[str, ...]) -> str | None:
    row = connection.execute(sql, values).fetchone()
    return row[0] if row else None
