"""From the text of `q` and `fq` to a query: the part of Lucene's syntax that CKAN's clients use.

Words are joined by AND; quotes make phrases; `field:value`, ranges, `+ - ! NOT AND OR` and
parentheses as in Lucene. Text without a field is never refused: a citizen's stray bracket or quote
is punctuation. With a field (in CKAN: no more dismax) broken syntax is a SearchSyntaxError.
"""

from __future__ import annotations

import re

from catalog.search.lexer import Kind, Token, tokens, unescaped
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
    texts,
)

MOST_TOKENS = 400
"""Longer queries are refused: they would be deeper than SQLite's expressions may be."""
DEEPEST = 40
"""Parentheses nested deeper are refused: the parser would be deeper than Python's stack may be."""
_NO_VALUES = frozenset({Kind.CLOSE, Kind.AND, Kind.OR, Kind.PLUS, Kind.MINUS, Kind.NOT})
_BOUNDS = re.compile(r'\s*("[^"]*"|\S+)\s+TO\s+("[^"]*"|\S+)\s*')


class SearchSyntaxError(Exception):
    """A fielded query cannot be read; the message says where."""


def parse(text: str) -> Query:
    """Return the query that `text` asks; raises SearchSyntaxError, only where a field is used."""
    listed = tuple(tokens(text))
    is_strict = any(token.kind is Kind.FIELD for token in listed)
    if len(listed) > MOST_TOKENS:
        if is_strict:
            raise SearchSyntaxError(f"the query has more than {MOST_TOKENS} parts")
        listed = listed[:MOST_TOKENS]
    return _Parser(listed, is_strict=is_strict).query()


def words(text: str) -> tuple[str, ...]:
    """Return the words and phrases that a hit of `text` holds; () where it cannot be read."""
    try:
        return texts(parse(text))
    except SearchSyntaxError:
        return ()


class _Parser:
    def __init__(self, listed: tuple[Token, ...], *, is_strict: bool) -> None:
        self._tokens = listed
        self._at = 0
        self._depth = 0
        self._is_strict = is_strict

    def query(self) -> Query:
        parts = [self._alternatives(None)]
        while self._peek() is not None:  # only a stray ")" stops the expression early
            self._refuse("unmatched )")
            self._at += 1
            if self._peek() is not None:
                parts.append(self._alternatives(None))
        return _joined(parts)

    def _alternatives(self, field: str | None) -> Query:
        parts = [self._conjunction(field)]
        while self._accept(Kind.OR):
            parts.append(self._conjunction(field))
        present = [part for part in parts if part is not None]
        if len(present) < len(parts):
            self._refuse("nothing beside OR")
        if not present:
            return Everything()
        return present[0] if len(present) == 1 else Or(tuple(present))

    def _conjunction(self, field: str | None) -> Query | None:
        parts: list[Query] = []
        while (token := self._peek()) is not None and token.kind not in (Kind.OR, Kind.CLOSE):
            if self._accept(Kind.AND):
                continue
            part = self._unary(field)
            if part is not None:
                parts.append(part)
        return _joined(parts) if parts else None

    def _unary(self, field: str | None) -> Query | None:
        negations = 0
        while (token := self._peek()) is not None and token.kind in (
            Kind.NOT,
            Kind.MINUS,
            Kind.PLUS,
        ):
            negations += token.kind is not Kind.PLUS
            self._at += 1
        part = self._primary(field)
        if part is None:
            return None
        return Not(part) if negations % 2 else part

    def _primary(self, field: str | None) -> Query | None:
        token = self._peek()
        if token is None or token.kind in _NO_VALUES:
            self._refuse("a value is missing")
            return None
        self._at += 1
        if token.kind is Kind.OPEN:
            return self._group(field)
        if token.kind is Kind.FIELD:
            return self._primary(token.text)
        if not token.is_whole:
            self._refuse(f"{token.text!r} has no end")
        return self._leaf(token, field)

    def _group(self, field: str | None) -> Query | None:
        if self._depth == DEEPEST:
            self._refuse(f"parentheses are nested more than {DEEPEST} deep")
            return None
        self._depth += 1
        inner = self._alternatives(field)
        self._depth -= 1
        if not self._accept(Kind.CLOSE):
            self._refuse("missing )")
        return inner

    def _leaf(self, token: Token, field: str | None) -> Query | None:
        if field is None:
            if token.text == "*:" and token.is_prefix:
                return Everything()
            return Text(token.text) if token.text else None
        if token.kind is Kind.RANGE:
            return Field(field, self._range(token.text))
        return Field(field, Prefix(token.text) if token.is_prefix else Exact(token.text))

    def _range(self, text: str) -> Prefix | Range:
        found = _BOUNDS.fullmatch(text[1:-1])
        if found is None:
            self._refuse(f"{text!r} is not a range")
            return Prefix("")
        low, high = (_bound(found[number]) for number in (1, 2))
        if low is None and high is None:
            return Prefix("")
        return Range(low=low, high=high, includes_low=text[0] == "[", includes_high=text[-1] == "]")

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _accept(self, kind: Kind) -> bool:
        token = self._peek()
        if token is None or token.kind is not kind:
            return False
        self._at += 1
        return True

    def _refuse(self, reason: str) -> None:
        if self._is_strict:
            raise SearchSyntaxError(reason)


def _joined(parts: list[Query]) -> Query:
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _bound(text: str) -> str | None:
    return None if text == "*" else unescaped(text.strip('"'))
