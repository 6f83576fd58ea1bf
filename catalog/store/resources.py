"""Single resources and tags as the read actions ask for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

_RESOURCE_FIELDS = frozenset({
    "name", "description", "format", "url", "hash", "mimetype", "resource_type", "url_type",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a resource is: its dataset and its place in it."""

    package: int
    position: int


def place(connection: sqlite3.Connection, resource_id: str) -> Place | None:
    """Return where the resource with this id is, whatever the state of its dataset."""
    row = connection.execute(
        "SELECT package, position FROM resource WHERE id = ?", (resource_id,)
    ).fetchone()
    return Place(package=row[0], position=row[1]) if row else None


def matching(
    connection: sqlite3.Connection, terms: Sequence[tuple[str, str]], *, order_by: str | None
) -> list[Place]:
    """Return the resources of public datasets in which every field holds its term, ignoring case.

    Raises KeyError for a field that resources cannot be searched by.
    """
    tests, values = [], []
    for field, term in terms:
        if field == "id":
            tests.append("resource.id = ?")
            values.append(term)
            continue
        if field not in _RESOURCE_FIELDS:
            raise KeyError(field)
        tests.append("instr(lower(coalesce(json_extract(resource.body, ?), '')), lower(?)) > 0")
        values += [f"$.{field}", term]
    order = "package.name, resource.position"
    if order_by is not None:
        if order_by not in _RESOURCE_FIELDS | {"id"}:
            raise KeyError(order_by)
        order = "resource.id" if order_by == "id" else "json_extract(resource.body, ?)"
        values += [] if order_by == "id" else [f"$.{order_by}"]
    rows = connection.execute(
        f"""
        SELECT resource.package, resource.position FROM resource
        JOIN package ON package.number = resource.package
        WHERE package.state = 'active' AND NOT package.private AND {" AND ".join(tests) or "1"}
        ORDER BY {order}
        """,  # noqa: S608 - tests and order hold no input
        values,
    )
    return [Place(package=row[0], position=row[1]) for row in rows]


def public_values(
    connection: sqlite3.Connection, field: str, *, beginning: str | None = None
) -> list[tuple[str, int]]:
    """Return the values of an index field among public datasets, sorted, with their numbers."""
    rows = connection.execute(
        """
        SELECT term.value, count(*) FROM term JOIN package ON package.number = term.package
        WHERE term.field = ? AND package.state = 'active' AND NOT package.private
            AND (?2 IS NULL OR instr(lower(term.value), lower(?2)) > 0)
        GROUP BY term.value ORDER BY term.value
        """,
        (field, beginning),
    )
    return [(row[0], row[1]) for row in rows]


def public_with(connection: sqlite3.Connection, field: str, value: str) -> list[int]:
    """Return the numbers of the public datasets that have this value, by name."""
    rows = connection.execute(
        """
        SELECT package.number FROM term JOIN package ON package.number = term.package
        WHERE term.field = ? AND term.value = ? AND package.state = 'active' AND NOT package.private
        ORDER BY package.name
        """,
        (field, value),
    )
    return [row[0] for row in rows]
