"""The constraint `pattern`: Python's `re` as frictionless applies it, kept from running away.

`re` tries one way after another: on some expressions and texts more ways than there is time for.
The ways are counted before: where they are few, `re` judges; where they may be many, an automaton
of the same language does, in linear time; where there is none, the expression is refused.
"""

from __future__ import annotations

import math
import re
import re._constants as tree  # type: ignore[import-not-found]  # typeshed has no stub of it
import re._parser as parser  # type: ignore[import-not-found]  # as above
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from publisher.engine.automaton import Automaton, Node, NotRegular, automaton

FEW_WAYS = 10_000
"""Ways that `re` tries within half a millisecond."""
MANY_WAYS = 1_000_000
"""Ways it may try where there is no automaton."""
TOO_MANY = 10**12
LENGTHS = tuple(2**power for power in range(21))
SHORTEST = 256
"""An expression that is harmless only on shorter cells, and has no automaton, is refused."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern ready for matching."""

    source: str
    """As declared: frictionless matches `^source$`, without a group around it."""
    expression: re.Pattern[str]
    harmless_length: int
    """Characters of a text up to which `re` is harmless."""
    automata: tuple[tuple[Automaton, bool], ...]
    """For longer texts: automata with whether they must match; none where there is none."""

    def matches(self, text: str) -> bool:
        """Whether the text fits. A text too long to be judged does not."""
        if len(text) <= self.harmless_length:
            return self.expression.match(text) is not None
        return bool(self.automata) and all(
            one.matches(text) is is_wanted for one, is_wanted in self.automata
        )


@lru_cache(maxsize=512)
def compile_pattern(source: str) -> Pattern | str:
    """Return the pattern, or why it cannot be used, in English."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            expression = re.compile(f"^{source}$")
            nodes = list(parser.parse(f"^{source}$"))
        automata = _automata(nodes)
        bound = FEW_WAYS if automata else MANY_WAYS
        lengths = (length for length in reversed(LENGTHS) if _ways(nodes, length) <= bound)
        harmless = next(lengths, 0)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error)
    if not automata and harmless < SHORTEST:
        return "it could try more ways to match than there is time for"
    return Pattern(source, expression, harmless, automata)


def _automata(nodes: list[Node]) -> tuple[tuple[Automaton, bool], ...]:
    """Return the automata that judge together: one for each look-ahead at the very start."""
    count = next((index for index, node in enumerate(nodes) if not _is_ahead(node)), len(nodes))
    ahead = [node for node in nodes[:count] if node[0] is not tree.AT]
    rest = [node for node in nodes if not any(node is one for one in ahead)]
    try:
        return (
            *((automaton(value[1]), kind is tree.ASSERT) for kind, value in ahead),
            (automaton(rest), True),
        )
    except NotRegular:
        return ()


def _is_ahead(node: Node) -> bool:
    kind, value = node
    if kind is tree.AT:
        return value is tree.AT_BEGINNING
    return kind in {tree.ASSERT, tree.ASSERT_NOT} and value[0] > 0


def _ways(nodes: Iterable[Node], length: int) -> int:
    """Return how many ways `re` may try on a text of `length` characters, at most."""
    ways = math.prod(_choices(kind, value, length) for kind, value in nodes)
    return min(ways, TOO_MANY)


def _choices(kind: Any, value: Any, length: int) -> int:
    if kind is tree.BRANCH:
        return sum(_ways(branch, length) for branch in value[1])
    if kind in REPEATS:
        least, most, inner = value
        return _repeated(_ways(inner, length), int(least), min(int(most), length))
    if kind is tree.GROUPREF_EXISTS:
        return sum(_ways(branch or (), length) for branch in value[1:])
    inside = INNER.get(kind)
    return _ways(inside(value), length) if inside else 1


def _repeated(ways: int, least: int, most: int) -> int:
    if ways <= 1:
        # One way through the body: only where to stop is open.
        return max(1, most - least + 1)
    # Two ways, forty times, are too many.
    most = min(max(least, most), 40)
    return sum(ways**count for count in range(min(least, most), most + 1))


REPEATS = (tree.MAX_REPEAT, tree.MIN_REPEAT, tree.POSSESSIVE_REPEAT)
INNER = {
    tree.SUBPATTERN: lambda value: value[3],
    tree.ATOMIC_GROUP: lambda value: value,
    tree.ASSERT: lambda value: value[1],
    tree.ASSERT_NOT: lambda value: value[1],
}
