"""Organizations in the database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from catalog.model.organization import Organization


def find(connection: sqlite3.Connection, reference: str) -> Organization | None:
    """Return the organization with this id or name, also a deleted one."""
    row = connection.execute(
        "SELECT * FROM organization WHERE id = ?1 OR name = ?1 ORDER BY id = ?1 DESC LIMIT 1",
        (reference,),
    ).fetchone()
    return _organization(row) if row else None


def everyone(connection: sqlite3.Connection) -> dict[str, Organization]:
    """Return all organizations by id."""
    rows = connection.execute("SELECT * FROM organization")
    return {row["id"]: _organization(row) for row in rows}


def save(connection: sqlite3.Connection, organization: Organization) -> None:
    """Insert or replace an organization."""
    connection.execute(
        """
        INSERT INTO organization (id, name, title, description, image_url, state, created, extras)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, title = excluded.title,
            description = excluded.description, image_url = excluded.image_url,
            state = excluded.state, extras = excluded.extras
        """,
        (
            organization.id,
            organization.name,
            organization.title,
            organization.description,
            organization.image_url,
            organization.state,
            organization.created,
            json.dumps(organization.extras, ensure_ascii=False),
        ),
    )


def package_counts(connection: sqlite3.Connection, *, public_only: bool) -> Mapping[str, int]:
    """Return the number of active datasets by organization id."""
    rows = connection.execute(
        """
        SELECT owner_org, count(*) FROM package
        WHERE state = 'active' AND private <= ? AND owner_org IS NOT NULL GROUP BY owner_org
        """,
        (0 if public_only else 1,),
    )
    return {row[0]: row[1] for row in rows}


def _organization(row: sqlite3.Row) -> Organization:
    return Organization(
        id=row["id"],
        name=row["name"],
        title=row["title"],
        description=row["description"],
        image_url=row["image_url"],
        state=row["state"],
        created=row["created"],
        extras=tuple((key, value) for key, value in json.loads(row["extras"])),
    )
