"""Which characters a column is made of, and whether an expression can find anything among them.

A column of digits holds no mail address: to know it costs a tenth of searching for one.
"""

from __future__ import annotations

import re._constants as tree  # type: ignore[import-not-found]  # typeshed has no stub of it
import re._parser as parser  # type: ignore[import-not-found]  # as above
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

_DIGITS = b"0123456789"
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BREAK = b"\n"
_SHARE = 4
"""Where more than a quarter of the bytes is neither digit nor letter, characters are not counted."""
CATEGORIES: dict[Any, Callable[[str], bool]] = {
    tree.CATEGORY_DIGIT: str.isdecimal,
    tree.CATEGORY_NOT_DIGIT: lambda letter: not letter.isdecimal(),
    tree.CATEGORY_SPACE: str.isspace,
    tree.CATEGORY_NOT_SPACE: lambda letter: not letter.isspace(),
    tree.CATEGORY_WORD: lambda letter: letter.isalnum() or letter == "_",
    tree.CATEGORY_NOT_WORD: lambda letter: not (letter.isalnum() or letter == "_"),
}
"""Whether a category of an expression's tree takes a character."""


def letters_of(lines: bytes) -> frozenset[str] | None:
    """Return at least the characters of lines of UTF-8, without the line breaks between them.

    None where they are many, or not ASCII.
    """
    others = lines.translate(None, _DIGITS + _BREAK)
    letters = set(map(chr, _DIGITS))
    if len(others) * _SHARE > len(lines):
        others = others.translate(None, _ALPHABET)
        letters.update(map(chr, _ALPHABET))
    if len(others) * _SHARE > len(lines) or not others.isascii():
        return None
    return frozenset(letters | set(map(chr, set(others))))


@lru_cache(maxsize=4096)
def can_match(pattern: str, letters: frozenset[str]) -> bool:
    """Return False only where no text made of `letters` holds a match of the expression."""
    return _sequence(parser.parse(pattern), letters)


@lru_cache(maxsize=4096)
def least(pattern: str) -> int:
    """Return the number of characters that a match has at least."""
    return int(parser.parse(pattern).getwidth()[0])


def _sequence(nodes: Sequence[tuple[Any, Any]], letters: frozenset[str]) -> bool:
    return all(_node(name, what, letters) for name, what in nodes)


def _node(name: Any, what: Any, letters: frozenset[str]) -> bool:
    if name is tree.LITERAL:
        return bool({chr(what), chr(what).lower(), chr(what).upper()} & letters)
    if name is tree.IN:
        return _of_set(what, letters)
    if name is tree.BRANCH:
        return any(_sequence(branch, letters) for branch in what[1])
    if name is tree.SUBPATTERN:
        return _sequence(what[-1], letters)
    if name in {tree.MAX_REPEAT, tree.MIN_REPEAT}:
        return what[0] == 0 or _sequence(what[2], letters)
    return True


def _of_set(items: Sequence[tuple[Any, Any]], letters: frozenset[str]) -> bool:
    is_negated = bool(items) and items[0][0] is tree.NEGATE
    listed = items[1:] if is_negated else items
    if is_negated:
        return any(not _is_listed(letter, listed) for letter in letters)
    cases = {case for letter in letters for case in (letter, letter.lower(), letter.upper())}
    return any(_is_listed(letter, listed) for letter in cases)


def _is_listed(letter: str, items: Sequence[tuple[Any, Any]]) -> bool:
    for name, what in items:
        if name is tree.LITERAL and ord(letter) == what:
            return True
        if name is tree.RANGE and what[0] <= ord(letter) <= what[1]:
            return True
        if name is tree.CATEGORY and CATEGORIES[what](letter):
            return True
    return False
