"""Every standard against one header: which label is which column, and how much that tells. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from publisher.standards.index import How, Index
from publisher.standards.labels import (
    called,
    common_prefix,
    fold,
    key,
    without_mark,
    without_number,
    without_prefix,
)

MARK = 0.5
"""Weight from which a column marks a type: it is this type's alone, or shared with one other."""
_WORTH = {How.ALIAS: 0.9, How.MACHINE: 0.9, How.EDITION: 0.5, How.CALLED: 0.7}
"""What a column counts for where its own name does not stand there, so that the edition whose
names a header uses comes out before the other."""


class _Candidate(NamedTuple):
    """A label may be a column of a standard; in order, the nearest name comes first."""

    how: How
    position: int
    column: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One standard against one header."""

    number: int
    columns: Mapping[int, tuple[int, How]]
    """Position of a label → the standard's column it is, and how."""
    telling: float
    """Share of the standard's columns that is there, by what each tells of the type."""
    marks: float
    """Weight of the columns that are there and mark the type."""
    all_marks: float
    """The same of all the standard's columns."""
    covered: float
    """Share of the standard's columns that is there."""
    score: float
    """0 to 1: both shares together, with less for columns under another name."""

    @property
    def own_names(self) -> frozenset[int]:
        """Positions of the labels that are this edition's own names, physical ones included."""
        others = {How.ALIAS, How.EDITION, How.CALLED}
        return frozenset(
            position for position, (_, how) in self.columns.items() if how not in others
        )


def matches(header: Sequence[str], index: Index, *, is_loose: bool = False) -> tuple[Match, ...]:
    """Return how each standard stands to the header, those without a column in common left out.

    Loosely, names count too that officers give such columns and others.
    """
    return tuple(
        _match(number, candidates, index)
        for number, candidates in _candidates(header, index, is_loose=is_loose)
    )


def _candidates(
    header: Sequence[str], index: Index, *, is_loose: bool
) -> Iterator[tuple[int, list[_Candidate]]]:
    """Yield per standard the labels that may be its columns."""
    found: dict[int, list[_Candidate]] = defaultdict(list)
    prefix = common_prefix(header)
    for position, label in enumerate(header):
        own = key(label)
        for reading, least in _readings(label, prefix, is_loose=is_loose):
            name = fold(reading)
            for claim in index.claims.get(name, ()):
                how = max(claim.how, least)
                if how is How.SPELLING and own in index.own[claim.standard][claim.column]:
                    how = How.SAME
                found[claim.standard].append(
                    _Candidate(how, position, claim.column, index.weight(claim, name))
                )
    yield from found.items()


def _readings(label: str, prefix: str | None, *, is_loose: bool) -> Iterator[tuple[str, How]]:
    yield label, How.SAME
    if (bare := without_mark(label)) is not None:
        yield bare, How.NUMBERED
    if (bare := without_number(label)) is not None:
        yield bare, How.NUMBERED
    if prefix is not None and (bare := without_prefix(label, prefix)) is not None:
        yield bare, How.PREFIXED
    if is_loose and (bare := called(label)) is not None:
        yield bare, How.CALLED


def _match(number: int, candidates: list[_Candidate], index: Index) -> Match:
    chosen: dict[int, _Candidate] = {}
    taken: set[int] = set()
    for candidate in sorted(candidates):
        if candidate.position not in chosen and candidate.column not in taken:
            chosen[candidate.position] = candidate
            taken.add(candidate.column)
    weights = index.weights[number]
    total = sum(weights)
    worth = [(_WORTH.get(item.how, 1.0), item.weight) for item in chosen.values()]
    told = sum(value * weight for value, weight in worth) / total
    return Match(
        number=number,
        columns={position: (item.column, item.how) for position, item in chosen.items()},
        telling=sum(item.weight for item in chosen.values()) / total,
        marks=sum(item.weight for item in chosen.values() if item.weight >= MARK),
        all_marks=sum(weight for weight in weights if weight >= MARK),
        covered=len(taken) / len(weights),
        score=0.6 * told + 0.4 * sum(value for value, _ in worth) / len(weights),
    )
