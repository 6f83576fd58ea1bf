"""The tokens of the query language; says nothing about what they mean together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    QUOTED = "quoted"
    RANGE = "range"
    FIELD = "field"
    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    PLUS = "+"
    MINUS = "-"


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its text, unescaped; `is_whole` tells a closed quote or range from a broken one."""

    kind: Kind
    text: str
    is_prefix: bool = False
    """The word ended with an unescaped `*`."""
    is_whole: bool = True


_OPERATORS = {"AND": Kind.AND, "&&": Kind.AND, "OR": Kind.OR, "||": Kind.OR, "NOT": Kind.NOT}
_PARTS = re.compile(
    r"""
    (?P<blank>\s+)
  | (?P<quoted>["“”](?P<inside>(?:\\.|[^"“”\\])*)(?P<quote_end>["“”]?)(?:~\d*)?(?:\^[\d.]+)?)
  | (?P<range>[\[{](?P<bounds>(?:"[^"]*"|[^\]}"])*)(?P<range_end>[\]}]?))
  | (?P<field>(?:\\.|[^\W\d])(?:\\.|[\w.\-])*:(?=\S))
  | (?P<sign>[()+\-!](?=\S|$))
  | (?P<word>(?:\\.|[^\s()"“”\\]|\\$)+)
    """,
    re.VERBOSE | re.DOTALL,
)
_SIGNS = {"(": Kind.OPEN, ")": Kind.CLOSE, "+": Kind.PLUS, "-": Kind.MINUS, "!": Kind.NOT}
_TRAILER = re.compile(r"(?<!\\)(?:~[\d.]*)?(?:\^[\d.]+)?$")


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of `text`; every text has some reading, the parser decides about broken ones."""
    at, after_field = 0, False
    while at < len(text):
        found = _PARTS.match(text, at)
        if found is None:  # a lone bracket or backslash at the end
            at += 1
            continue
        at = found.end()
        if found["blank"]:
            after_field = False
            continue
        # Brackets are a range only where a value is expected; elsewhere they are punctuation.
        if found["range"] and not after_field:
            at = found.start() + 1
            continue
        token = _token(found, after_field=after_field)
        after_field = token.kind is Kind.FIELD
        yield token


def _token(found: re.Match[str], *, after_field: bool) -> Token:
    if found["quoted"]:
        return Token(Kind.QUOTED, unescaped(found["inside"]), is_whole=bool(found["quote_end"]))
    if found["range"]:
        return Token(Kind.RANGE, found["range"], is_whole=bool(found["range_end"]))
    if found["field"]:
        return Token(Kind.FIELD, unescaped(found["field"][:-1]))
    if found["sign"]:
        return Token(_SIGNS[found["sign"]], found["sign"])
    word = found["word"]
    if word in _OPERATORS and not after_field:
        return Token(_OPERATORS[word], word)
    word = _TRAILER.sub("", word) or word
    is_prefix = word.endswith("*") and not word.endswith("\\*")
    return Token(Kind.WORD, unescaped(word.rstrip("*") if is_prefix else word), is_prefix=is_prefix)


def unescaped(text: str) -> str:
    """Return `text` without the backslashes that protect characters."""
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)
