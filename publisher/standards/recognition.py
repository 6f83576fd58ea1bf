"""Which standard dataset a header follows, how surely, and where it differs. Pure."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from publisher.standards.index import How, Index, index_of
from publisher.standards.matching import Match, matches
from publisher.standards.standard import Requirement, Standard, requirement_of

TELLING = 0.6
"""Share of a type's telling columns (by weight) from which a header follows it."""
COVERED = 0.6
"""Share of a type's columns from which a header follows it."""
COVERED_PURELY, PURE = 0.4, 0.9
"""The lower share that is enough where so many of the header's columns are the standard's own."""
TELLING_NEAR, COVERED_NEAR = 0.35, 0.4
"""The shares from which a header is said to resemble a type, if it has a mark of it."""
MARKED = 0.5
"""Share of a type's marks from which a header follows it."""
LEAST = 6
"""Columns in common below which nothing is said."""


class Certainty(StrEnum):
    """How surely a header is a standard's."""

    FOLLOWS = "follows"
    """Most of the standard's columns are there, and those that only this type has."""
    RESEMBLES = "resembles"
    """Much is alike, too little to hold the table to the standard."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """A column that stands there under another name than the standard's."""

    seen: str
    name: str
    how: How


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """How a header stands to the standard it is nearest to."""

    standard: Standard
    certainty: Certainty
    edition_is_sure: bool
    """False where the header mixes editions, or names only columns that several editions have."""
    editions: tuple[str, ...]
    """Editions of this type that were looked at; of others nothing is known."""
    fields: tuple[Mapping[str, Any] | None, ...]
    """For each column of the header the standard's field, None where it has none."""
    missing: tuple[str, ...]
    """Columns of the standard that are not there; certain only where `standard.is_settled`."""
    extra: tuple[str, ...]
    renamed: tuple[Renaming, ...]
    in_order: bool
    score: float
    """0 to 1: how much of the standard is there, telling columns first."""

    @property
    def is_sure(self) -> bool:
        """True where the table may be held to the standard's rules."""
        return self.certainty is Certainty.FOLLOWS

    @property
    def is_exact(self) -> bool:
        """True where the header is the standard's: all its columns, no other, in its order."""
        return self.in_order and not (self.missing or self.extra or self.renamed)

    def lacking(self, requirement: Requirement | None) -> tuple[str, ...]:
        """Return the missing columns with this mark; None for those whose mark is not known."""
        marks = {field["name"]: requirement_of(field) for field in self.standard.fields}
        return tuple(name for name in self.missing if marks[name] is requirement)


def recognise(header: Sequence[str], standards: Iterable[Standard]) -> Recognition | None:
    """Return the standard nearest to `header`, None where it shares too little with any.

    Of several editions that fit equally well the later one in `standards` is taken. Remembered
    per header, so that asking again costs nothing.
    """
    return _recognise(tuple(header), tuple(standards))


@functools.lru_cache(maxsize=512)
def _recognise(header: tuple[str, ...], standards: tuple[Standard, ...]) -> Recognition | None:
    index = index_of(standards)
    strict = _nearest(header, index, matches(header, index))
    if strict is not None and strict.is_sure:
        return strict
    loose = _nearest(header, index, matches(header, index, is_loose=True))
    if loose is None or (strict is not None and strict.standard.slug != loose.standard.slug):
        return strict
    return replace(loose, certainty=Certainty.RESEMBLES)


def _nearest(header: Sequence[str], index: Index, found: Sequence[Match]) -> Recognition | None:
    if not found:
        return None
    # First the type, then the edition whose own names the header uses most.
    slug = index.standards[max(found, key=lambda match: match.score).number].slug
    editions = [match for match in found if index.standards[match.number].slug == slug]
    best = max(editions, key=lambda match: (len(match.own_names), match.score, match.number))
    certainty = _certainty(best, sum(1 for label in header if label.strip()))
    return None if certainty is None else _recognition(header, best, certainty, editions, index)


def _certainty(match: Match, labels: int) -> Certainty | None:
    if len(match.columns) < LEAST or not match.marks:
        return None
    own = sum(1 for _, how in match.columns.values() if how < How.ALIAS)
    covered = COVERED_PURELY if own >= labels * PURE else COVERED
    is_told = match.telling >= TELLING
    if is_told and match.marks >= match.all_marks * MARKED and match.covered >= covered:
        return Certainty.FOLLOWS
    is_near = match.telling >= TELLING_NEAR and match.covered >= COVERED_NEAR
    return Certainty.RESEMBLES if is_near and (is_told or match.marks >= 1) else None


def _recognition(
    header: Sequence[str],
    match: Match,
    certainty: Certainty,
    editions: Sequence[Match],
    index: Index,
) -> Recognition:
    standard = index.standards[match.number]
    columns = [match.columns.get(position) for position in range(len(header))]
    names = [field["name"] for field in standard.fields]
    order = [column for column, _ in filter(None, columns)]
    there = set(order)
    return Recognition(
        standard=standard,
        certainty=certainty,
        edition_is_sure=_is_sure_of_edition(match, editions),
        editions=tuple(item.edition for item in index.standards if item.slug == standard.slug),
        fields=tuple(standard.fields[found[0]] if found else None for found in columns),
        missing=tuple(name for column, name in enumerate(names) if column not in there),
        extra=tuple(
            label
            for label, found in zip(header, columns, strict=True)
            if found is None and label.strip()
        ),
        renamed=tuple(
            Renaming(label, names[found[0]], found[1])
            for label, found in zip(header, columns, strict=True)
            if found is not None and found[1] is not How.SAME
        ),
        in_order=order == sorted(order),
        score=match.score,
    )


def _is_sure_of_edition(match: Match, editions: Iterable[Match]) -> bool:
    """Say whether some labels are this edition's own names, and none only another edition's."""
    own = match.own_names
    others = [other.own_names for other in editions if other is not match]
    return all(own - other and not other - own for other in others)
