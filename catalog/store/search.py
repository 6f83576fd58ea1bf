"""Searching datasets: the numbers of the hits in order, and the facets of all of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalog.search.query import Query, texts
from catalog.store.condition import ALWAYS, Condition, condition, joined, match_expression

# title, labels (tags, organization, columns), notes, cells: DESIGN, section 7
_RANK = "bm25(search, 10.0, 5.0, 2.0, 1.0)"
_COLUMNS = {
    "id": "package.id",
    "name": "package.name",
    "title": "package.title",
    "title_string": "package.title",
    "metadata_modified": "package.metadata_modified",
    "metadata_created": "package.metadata_created",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One key of the order of hits."""

    field: str
    is_descending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which datasets a search may see at all."""

    with_private: bool
    states: tuple[str, ...] | None
    """None leaves the state to the query; only one who may see all states asks that."""


def numbers(
    connection: sqlite3.Connection,
    *,
    words: Query,
    filters: Sequence[Query],
    scope: Scope,
    order: Sequence[Order],
) -> list[int]:
    """Return the numbers of all hits in order; raises condition.BoundError for a bad range."""
    where = joined(
        " AND ",
        [
            _visible(scope),
            condition(words, is_citizens=True),
            *(condition(query, is_citizens=False) for query in filters),
        ],
    )
    ranked = _ranked(words) if any(key.field == "score" for key in order) else None
    keys = [_key(key, is_ranked=ranked is not None) for key in order]
    sql = f"SELECT package.number FROM package{_RANKED if ranked else ''} WHERE {where.sql} "  # noqa: S608 - parts hold no input
    sql += "ORDER BY " + ", ".join([*(key.sql for key in keys), "package.name"])
    values = (
        *((ranked,) if ranked else ()),
        *where.values,
        *(value for key in keys for value in key.values),
    )
    return [row[0] for row in connection.execute(sql, values)]


def facets(
    connection: sqlite3.Connection, hits: Sequence[int], fields: Sequence[str]
) -> Mapping[str, list[tuple[str, int]]]:
    """Return for each field its values among the hits with their numbers, the commonest first."""
    rows = connection.execute(
        """
        SELECT field, value, count(*) AS number FROM term
        WHERE field IN (SELECT value FROM json_each(?))
            AND package IN (SELECT value FROM json_each(?))
        GROUP BY field, value ORDER BY number DESC, value
        """,
        (json.dumps(list(fields)), json.dumps(list(hits))),
    )
    found: dict[str, list[tuple[str, int]]] = {field: [] for field in fields}
    for row in rows:
        found[row[0]].append((row[1], row[2]))
    return found


_RANKED = (
    f" LEFT JOIN (SELECT rowid AS number, {_RANK} AS score FROM search WHERE search MATCH ?)"  # noqa: S608 - a constant
    " AS ranked ON ranked.number = package.number"
)


def _visible(scope: Scope) -> Condition:
    parts = [] if scope.with_private else [Condition("NOT package.private")]
    if scope.states is not None:
        marks = ", ".join("?" for _ in scope.states)
        parts.append(Condition(f"package.state IN ({marks})", scope.states))
    return joined(" AND ", parts) if parts else ALWAYS


def _ranked(words: Query) -> str | None:
    found = [match_expression(text) for text in texts(words)]
    return " OR ".join(f"({expression})" for expression in found if expression) or None


def _key(key: Order, *, is_ranked: bool) -> Condition:
    # bm25 is the smaller the better; NULL (no word of the query in it) sorts first.
    direction = "DESC" if key.is_descending else "ASC"
    if key.field == "score":
        reverse = "ASC" if key.is_descending else "DESC"
        return Condition(f"ranked.score {reverse} NULLS LAST" if is_ranked else "NULL")
    if key.field in _COLUMNS:
        return Condition(f"{_COLUMNS[key.field]} {direction}")
    smallest = "(SELECT min(value) FROM term WHERE field = ? AND package = package.number)"
    return Condition(f"{smallest} {direction} NULLS LAST", (key.field,))
