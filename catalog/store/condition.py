"""From a parsed query to an SQL condition on `package`; every value is a parameter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, assert_never

from catalog.model.times import bound
from catalog.search.query import (
    And,
    Everything,
    Exact,
    Field,
    Not,
    Or,
    Prefix,
    Query,
    Range,
    Text,
)
from catalog.text.eras import variants
from catalog.text.folding import fold
from catalog.text.grams import phrase

_COLUMNS = {"metadata_modified", "metadata_created"}
_WORDS = {"title": "title", "notes": "notes", "text": None, "_text_": None}
"""Fields searched as words, with the index's column they are in."""
_EXACT = frozenset({
    "id", "name", "title_string", "organization", "owner_org", "tags", "groups", "res_format",
    "res_name", "res_url", "res_description", "license_id", "capacity", "state", "dataset_type",
    "author", "author_email", "maintainer", "maintainer_email", "url", "version",
})  # fmt: skip
_LAST = "\U0010ffff"


class BoundError(Exception):
    """A date or time of a range cannot be read; the message names it."""


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL with its parameters."""

    sql: str
    values: tuple[Any, ...] = ()


ALWAYS = Condition("1")
NEVER = Condition("0")


def condition(query: Query, *, is_citizens: bool) -> Condition:
    """Return the condition that `query` means; raises BoundError for a range that is none.

    In a citizen's `q` a name that is no field may be part of a text, such as an address: there it
    is also looked for as words.
    """
    match query:
        case Everything():
            return ALWAYS
        case Text(words):
            return _text(words, None)
        case Field():
            return _field(query, is_citizens=is_citizens)
        case And(parts):
            return joined(" AND ", (condition(part, is_citizens=is_citizens) for part in parts))
        case Or(parts):
            return joined(" OR ", (condition(part, is_citizens=is_citizens) for part in parts))
        case Not(part):
            inner = condition(part, is_citizens=is_citizens)
            return Condition(f"NOT ({inner.sql})", inner.values)
        case _:
            assert_never(query)


def joined(operator: str, parts: Iterable[Condition]) -> Condition:
    """Return conditions joined by " AND " or " OR "."""
    listed = list(parts)
    sql = operator.join(f"({part.sql})" for part in listed)
    return Condition(sql or "1", tuple(value for part in listed for value in part.values))


def match_expression(words: str, column: str | None = None) -> str | None:
    """Return the full-text expression that finds `words` in any spelling, None without a word."""
    spellings = [phrase(spelling) for spelling in variants(fold(words))]
    found = " OR ".join(spelling for spelling in spellings if spelling)
    if not found:
        return None
    return f"{{{column}}} : ({found})" if column else found


def _text(words: str, column: str | None) -> Condition:
    expression = match_expression(words, column)
    if expression is None:  # only punctuation was asked for
        return ALWAYS
    return Condition(
        "package.number IN (SELECT rowid FROM search WHERE search MATCH ?)", (expression,)
    )


def _field(field: Field, *, is_citizens: bool) -> Condition:
    name, value = field.name, field.value
    if name == "*" or name in _WORDS:
        return _words(field)
    if name in _COLUMNS:
        return _column(name, value)
    if name in _EXACT or name.startswith("extras_"):
        return _term(name, value)
    as_extra = _term(f"extras_{name}", value)
    if is_citizens and isinstance(value, Exact):
        return joined(" OR ", (as_extra, _text(f"{name}:{value.value}", None)))
    return as_extra


def _words(field: Field) -> Condition:
    match field.value:
        case Exact(words) | Prefix(words):
            return _text(words, _WORDS.get(field.name))
        case Range():
            return _term("title_string", field.value) if field.name == "title" else NEVER


def _term(name: str, value: Exact | Prefix | Range) -> Condition:
    test, values = _test("value", value)
    sql = f"package.number IN (SELECT package FROM term WHERE field = ? AND {test})"  # noqa: S608 - tests hold no input
    return Condition(sql, (name, *values))


def _column(name: str, value: Exact | Prefix | Range) -> Condition:
    match value:
        case Range():
            low, high = _moment(value.low), _moment(value.high)
            value = Range(
                low=low,
                high=high,
                includes_low=value.includes_low,
                includes_high=value.includes_high,
            )
        case Exact(text):
            # Search results show milliseconds: what they show finds the dataset again.
            moment = _moment(text) or ""
            value = Prefix(moment[:23])
        case Prefix():
            pass
    test, values = _test(f"package.{name}", value)
    return Condition(test, values)


def _moment(text: str | None) -> str | None:
    if text is None:
        return None
    moment = bound(text)
    if moment is None:
        message = f"Invalid Date String:'{text}'"
        raise BoundError(message)
    return moment


def _test(column: str, value: Exact | Prefix | Range) -> tuple[str, tuple[str, ...]]:
    match value:
        case Exact(text):
            return f"{column} = ?", (text,)
        case Prefix(text):
            return (f"{column} BETWEEN ? AND ?", (text, text + _LAST)) if text else ("1", ())
        case Range():
            tests, values = [], []
            if value.low is not None:
                tests.append(f"{column} {'>=' if value.includes_low else '>'} ?")
                values.append(value.low)
            if value.high is not None:
                tests.append(f"{column} {'<=' if value.includes_high else '<'} ?")
                values.append(value.high)
            return " AND ".join(tests) or "1", tuple(values)
        case _:
            assert_never(value)
