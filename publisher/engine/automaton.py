"""A regular expression as an automaton: the same language as Python's `re`, in linear time.

Built from the tree that `re` itself parses, so that what a class or `$` means is `re`'s meaning.
What is not regular (back references, look-around, `\\b`, flags) has no automaton.
"""

from __future__ import annotations

import re._constants as tree  # type: ignore[import-not-found]  # typeshed has no stub of it
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

MAX_STATES = 1000
"""`(a{1000}){1000}` would unfold to a million."""
MAX_MEMORY = 500_000
"""States in remembered steps, about 30 MB; a text that makes more walks slower, not wider."""

Node = tuple[Any, Any]
Test = Callable[[str], bool]


class NotRegular(Exception):
    """The expression says what an automaton cannot; caught where automata are made."""


@dataclass(slots=True)
class Automaton:
    """States are numbers; each reads one character, or goes on without reading, or accepts."""

    tests: dict[int, tuple[Test, int]] = field(default_factory=dict)
    ways: dict[int, tuple[int, ...]] = field(default_factory=dict)
    anchors: dict[int, tuple[Any, int]] = field(default_factory=dict)
    start: int = 0
    size: int = 1
    memory: dict[tuple[frozenset[int], str], frozenset[int]] = field(default_factory=dict)
    remembered: int = 0

    ACCEPT = 0

    def matches(self, text: str) -> bool:
        """Whether `re.match` would match: from the start of the text, not always to its end."""
        last = len(text) - 1 if text.endswith("\n") else len(text)
        states = self._closed((self.start,), text, 0, last)
        for index, character in enumerate(text):
            if self.ACCEPT in states or not states:
                break
            following = self.memory.get((states, character)) if index + 1 < last else None
            if following is None:
                read = [self.tests[state] for state in states if state in self.tests]
                reached = [goal for test, goal in read if test(character)]
                following = self._closed(reached, text, index + 1, last)
                if index + 1 < last and self.remembered < MAX_MEMORY:
                    self.memory[states, character] = following
                    self.remembered += 1 + len(following)
            states = following
        return self.ACCEPT in states

    def _closed(self, states: Iterable[int], text: str, index: int, last: int) -> frozenset[int]:
        """Return the states reached without reading, at this place of the text."""
        reached: set[int] = set()
        waiting = list(states)
        while waiting:
            state = waiting.pop()
            if state in reached:
                continue
            reached.add(state)
            waiting.extend(self.ways.get(state, ()))
            if state in self.anchors:
                kind, goal = self.anchors[state]
                if _holds(kind, index, last, len(text)):
                    waiting.append(goal)
        return frozenset(reached)


def _holds(kind: Any, index: int, last: int, length: int) -> bool:
    if kind in {tree.AT_BEGINNING, tree.AT_BEGINNING_STRING}:
        return index == 0
    # `$` holds at the end and before a line feed that ends the text.
    return index == length or (kind is tree.AT_END and index == last)


def automaton(nodes: Iterable[Node]) -> Automaton:
    """Return the automaton of a parsed expression.

    Raises NotRegular where there is none, or none of a bearable size.
    """
    made = Automaton()
    made.start = _sequence(made, list(nodes), made.ACCEPT)
    return made


def _state(made: Automaton) -> int:
    if made.size > MAX_STATES:
        raise NotRegular
    made.size += 1
    return made.size - 1


def _sequence(made: Automaton, nodes: list[Node], goal: int) -> int:
    for node in reversed(nodes):
        goal = _entry(made, node, goal)
    return goal


def _entry(made: Automaton, node: Node, goal: int) -> int:
    """Return the state from which `node` leads to `goal`."""
    kind, value = node
    if kind is tree.SUBPATTERN:
        _group, added, removed, inner = value
        if added or removed:
            raise NotRegular
        return _sequence(made, list(inner), goal)
    if kind in {tree.MAX_REPEAT, tree.MIN_REPEAT}:
        return _repeat(made, value, goal)
    if kind is tree.BRANCH:
        branches = tuple(_sequence(made, list(branch), goal) for branch in value[1])
        state = _state(made)
        made.ways[state] = branches
        return state
    state = _state(made)
    if kind is tree.AT:
        if value not in ANCHORS:
            raise NotRegular
        made.anchors[state] = (value, goal)
    else:
        made.tests[state] = (_test(kind, value), goal)
    return state


ANCHORS = (tree.AT_BEGINNING, tree.AT_BEGINNING_STRING, tree.AT_END, tree.AT_END_STRING)


def _repeat(made: Automaton, value: Any, goal: int) -> int:
    least, most, inner = value
    nodes = list(inner)
    if most is tree.MAXREPEAT:
        loop = _state(made)
        made.ways[loop] = (_sequence(made, nodes, loop), goal)
        goal = loop
    else:
        end = goal
        for _ in range(most - least):
            state = _state(made)
            made.ways[state] = (_sequence(made, nodes, goal), end)
            goal = state
    for _ in range(least):
        # Each copy costs a state even where the body has none.
        state = _state(made)
        made.ways[state] = (_sequence(made, nodes, goal),)
        goal = state
    return goal


def _test(kind: Any, value: Any) -> Test:
    """Return whether a character is what a node reads."""
    if kind is tree.LITERAL:
        return chr(value).__eq__
    if kind is tree.NOT_LITERAL:
        return chr(value).__ne__
    if kind is tree.ANY:
        return "\n".__ne__
    if kind is tree.IN:
        return _class(value)
    raise NotRegular


def _class(items: list[Node]) -> Test:
    is_negated = items[0][0] is tree.NEGATE
    tests = [_member(*item) for item in items if item[0] is not tree.NEGATE]
    return lambda character: any(test(character) for test in tests) is not is_negated


def _member(kind: Any, value: Any) -> Test:
    if kind is tree.LITERAL:
        return chr(value).__eq__
    if kind is tree.RANGE:
        low, high = value
        return lambda character: low <= ord(character) <= high
    return CATEGORIES[value]


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


CATEGORIES: dict[Any, Test] = {
    tree.CATEGORY_DIGIT: str.isdecimal,
    tree.CATEGORY_NOT_DIGIT: lambda character: not character.isdecimal(),
    tree.CATEGORY_SPACE: str.isspace,
    tree.CATEGORY_NOT_SPACE: lambda character: not character.isspace(),
    tree.CATEGORY_WORD: _is_word,
    tree.CATEGORY_NOT_WORD: lambda character: not _is_word(character),
}
