"""All names of all standards' columns by key, so that a header is looked at once. Pure."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from publisher.standards.labels import fold, key
from publisher.standards.standard import Standard


class How(IntEnum):
    """How a label leads to a standard's column; the lower the nearer."""

    SAME = 0
    """The standard's own name."""
    SPELLING = 1
    """The same name, written otherwise: width, dashes, brackets, spaces, an accepted variant."""
    NUMBERED = 2
    """The same name behind a number."""
    PREFIXED = 3
    """The same name behind the dataset's."""
    ALIAS = 4
    """Another name that real files put in its place."""
    EDITION = 5
    """The name that another edition gives the column."""
    MACHINE = 6
    """The column's physical or English name."""
    CALLED = 7
    """A name that officers give such a column, and others too: never enough to follow a type."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A name leads to one column of one standard."""

    standard: int
    column: int
    how: How


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """The names of some standards' columns."""

    standards: tuple[Standard, ...]
    claims: dict[str, tuple[Claim, ...]]
    """Key → columns of that name, at most one per standard."""
    weights: tuple[tuple[float, ...], ...]
    """How much each column tells of its type: 1 where no other type has it, 1/n where n have."""
    own: tuple[tuple[frozenset[str], ...], ...]
    """Keys of each column's own name and of the spellings that are as right."""
    spread: dict[str, int]
    """Key → how many types have a column that is called so in any way."""

    def weight(self, claim: Claim, name: str) -> float:
        """Return how much it tells that the column is there under this name.

        Not more than the name itself: 名称 also stands for 介護サービス事業所名称, and tells nothing.
        """
        weight = self.weights[claim.standard][claim.column]
        return weight if claim.how < How.ALIAS else min(weight, 1 / self.spread[name])


@functools.lru_cache(maxsize=8)
def index_of(standards: tuple[Standard, ...]) -> Index:
    """Return the index of `standards`, made once."""
    types: dict[str, set[str]] = defaultdict(set)
    own: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for standard in standards:
        names = {fold(column["name"]) for column in standard.fields}
        own[standard.slug].setdefault(standard.edition, set()).update(names)
        others = {fold(other) for found in standard.spellings.values() for other in found}
        for name in names | others:
            types[name].add(standard.slug)
    claims: dict[str, dict[int, Claim]] = defaultdict(dict)
    for number, standard in enumerate(standards):
        editions: set[str] = set().union(
            *(names for edition, names in own[standard.slug].items() if edition != standard.edition)
        )
        for name, claim in _claims(number, standard, editions):
            known = claims[name].get(number)
            if known is None or claim.how < known.how:
                claims[name][number] = claim
    return Index(
        standards=standards,
        claims={name: tuple(found.values()) for name, found in claims.items()},
        weights=tuple(
            tuple(1 / len(types[fold(column["name"])]) for column in standard.fields)
            for standard in standards
        ),
        own=tuple(
            tuple(
                frozenset(map(key, (name, *standard.spellings.get(name, ()))))
                for name in (column["name"] for column in standard.fields)
            )
            for standard in standards
        ),
        spread={
            name: len({standards[number].slug for number in found})
            for name, found in claims.items()
        },
    )


def _claims(number: int, standard: Standard, editions: set[str]) -> Iterator[tuple[str, Claim]]:
    for position, column in enumerate(standard.fields):
        name = column["name"]
        yield fold(name), Claim(number, position, How.SPELLING)
        for other in standard.spellings.get(name, ()):
            yield fold(other), Claim(number, position, How.SPELLING)
        for other in standard.aliases.get(name, ()):
            how = How.EDITION if fold(other) in editions else How.ALIAS
            yield fold(other), Claim(number, position, how)
        for other in column.get("names", ()):
            yield fold(other), Claim(number, position, How.MACHINE)
