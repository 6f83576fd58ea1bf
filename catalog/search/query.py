"""A parsed query as a tree of frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Everything:
    """`*:*`, and what an empty query asks for."""


@dataclass(frozen=True, slots=True)
class Text:
    """A word or a phrase to be found anywhere in the indexed text, also inside words."""

    words: str


@dataclass(frozen=True, slots=True)
class Exact:
    """The field has exactly this value."""

    value: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """The field has a value that begins like this; an empty prefix means any value."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The field has a value between two bounds; None is an open end."""

    low: str | None
    high: str | None
    includes_low: bool
    includes_high: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A condition on one field."""

    name: str
    value: Exact | Prefix | Range


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Query


Query = Everything | Text | Field | And | Or | Not


def texts(query: Query) -> tuple[str, ...]:
    """Return the words that a hit holds because of the query, in reading order."""
    match query:
        case Text(words):
            return (words,)
        case And(parts) | Or(parts):
            return tuple(word for part in parts for word in texts(part))
        case _:
            return ()


def fields(query: Query) -> frozenset[str]:
    """Return the names of all fields that the query mentions."""
    match query:
        case Field(name):
            return frozenset({name})
        case And(parts) | Or(parts):
            return frozenset().union(*(fields(part) for part in parts))
        case Not(part):
            return fields(part)
        case _:
            return frozenset()
