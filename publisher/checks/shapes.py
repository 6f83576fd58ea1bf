"""What an expression may find in the texts of one shape (see `publisher.tables.frame_shapes`).

Expressions that treat all digits alike find in a shape what they find in its texts. Others are
widened: where they ask for one digit, the widened one takes any, so it shows at least as much.
"""

from __future__ import annotations

import re
import re._compiler as compiler  # type: ignore[import-not-found]  # typeshed has no stub of it
import re._constants as tree  # type: ignore[import-not-found]  # as above
import re._parser as parser  # type: ignore[import-not-found]  # as above
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from publisher.checks.letters import CATEGORIES

_DIGITS = range(ord("0"), ord("9") + 1)
_ANY_DIGIT = (tree.IN, [(tree.RANGE, (_DIGITS[0], _DIGITS[-1]))])
_NESTED = {tree.SUBPATTERN: 3, tree.MAX_REPEAT: 2, tree.MIN_REPEAT: 2}
"""Where in a node of the tree its sequence stands."""
_PLAIN = {tree.AT, tree.ANY}
_FAR = 32
"""Characters from the start of a text beyond which every place counts as anywhere."""


class _EverywhereError(Exception):
    """Digits may matter anywhere."""


@dataclass(frozen=True, slots=True)
class Widened:
    """An expression for shapes."""

    pattern: re.Pattern[str]
    """Finds something in the shape of every text in which the expression does."""
    is_exact: bool
    """It finds nothing in other shapes, and matches those whose texts the expression matches."""


@lru_cache(maxsize=4096)
def widened(pattern: str) -> Widened:
    """Return an expression for shapes; raises ValueError for what no interest may hold.

    (Look-around and back references: see `Interest`.)
    """
    sequence = parser.parse(pattern)
    is_exact = _widen(sequence)
    return Widened(compiler.compile(sequence), is_exact)


@lru_cache(maxsize=4096)
def places_of(pattern: str) -> frozenset[int] | None:
    """Return where in a text (from 0) the digits matter to whether an expression matches all of it.

    None where that may be anywhere.
    """
    try:
        return frozenset(_places(parser.parse(pattern), 0, 0))
    except _EverywhereError:
        return None


def _widen(sequence: Any) -> bool:
    """Let every node take all digits where it takes some; return whether none did."""
    is_exact = True
    for index, (name, what) in enumerate(sequence):
        if name is tree.BRANCH:
            for branch in what[1]:
                is_exact = _widen(branch) and is_exact
        elif name in _NESTED:
            is_exact = _widen(what[_NESTED[name]]) and is_exact
        elif name not in _PLAIN and _is_choosy(name, what):
            either = [
                parser.SubPattern(sequence.state, [node]) for node in ((name, what), _ANY_DIGIT)
            ]
            sequence[index] = (tree.BRANCH, (None, either))
            is_exact = False
    return is_exact


def _places(sequence: Any, least: int, most: int) -> Iterator[int]:
    """Yield where the nodes stand that take some digits only, if the first stands at `least` to
    `most`; raises _EverywhereError.
    """
    for name, what in sequence:
        if name is tree.BRANCH:
            for branch in what[1]:
                yield from _places(branch, least, most)
        elif name is tree.SUBPATTERN:
            yield from _places(what[3], least, most)
        elif name in _NESTED:
            yield from _repeated(what, least, most)
        elif name not in _PLAIN and _is_choosy(name, what):
            if most >= _FAR:
                raise _EverywhereError
            yield from range(least, most + 1)
        shortest, longest = parser.SubPattern(sequence.state, [(name, what)]).getwidth()
        least, most = min(least + shortest, _FAR), min(most + longest, _FAR)


def _repeated(what: Any, least: int, most: int) -> Iterator[int]:
    _, times, again = what
    shortest, longest = again.getwidth()
    if any(True for _ in _places(again, 0, 0)) and times * longest >= _FAR:
        raise _EverywhereError
    for turn in range(min(times, _FAR)):
        yield from _places(again, least + turn * shortest, most + turn * longest)


def _is_choosy(name: Any, what: Any) -> bool:
    """Say whether a node of one character takes some digits and others not."""
    if name is not tree.IN:
        if name not in {tree.LITERAL, tree.NOT_LITERAL}:
            raise ValueError(name)
        return bool(what in _DIGITS)
    taken: set[int] = set()
    for kind, item in what:
        if kind is tree.LITERAL:
            taken.add(item)
        elif kind is tree.RANGE:
            taken.update(range(max(item[0], _DIGITS[0]), min(item[1], _DIGITS[-1]) + 1))
        elif kind is tree.CATEGORY and CATEGORIES[item]("0"):
            taken.update(_DIGITS)
    return 0 < len(taken.intersection(_DIGITS)) < len(_DIGITS)
