"""Standard datasets: their schemas, and whether a header is one of theirs. Recognition is pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher import contracts
from publisher.words import Text

NEAR = 0.8
"""Share of a standard's columns from which a header is said to be near it."""
_NUMBERED = re.compile(r"\d{1,2}\.(?=\D)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """One standard dataset of one edition (schemas/standards/<edition>/<slug>.json)."""

    slug: str
    edition: str
    title: Text
    tags: tuple[str, ...]
    fields: tuple[Mapping[str, Any], ...]
    """Table Schema fields, with the standard's own `requirement` and `example`."""
    aliases: Mapping[str, tuple[str, ...]]
    """Column → headers seen in its place; a hint for people, never the same column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """How a header stands to the standard it is nearest to."""

    standard: Standard
    fields: tuple[Mapping[str, Any] | None, ...]
    """For each column of the header the standard's field, None where it has none."""
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    """(header seen, the standard's name) where a known alias stands in its place."""
    in_order: bool

    @property
    def is_exact(self) -> bool:
        """True where the header is the standard's: all its columns, no other, in its order."""
        return self.in_order and not (self.missing or self.extra or self.renamed)


def key(label: str) -> str:
    """Return a header's key for comparison: width, brackets, case and spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", label).casefold().split())


def recognise(header: Sequence[str], standards: Iterable[Standard]) -> Recognition | None:
    """Return the standard nearest to `header`, None where it shares too little with any.

    Of several editions that fit equally well the later one in `standards` is taken.
    """
    best: Recognition | None = None
    for standard in standards:
        found = _compare(header, standard)
        if len(found.missing) > len(standard.fields) * (1 - NEAR):
            continue
        if best is None or _distance(found) <= _distance(best):
            best = found
    return best


def _distance(found: Recognition) -> int:
    return len(found.missing) + len(found.extra) + len(found.renamed) + (not found.in_order)


def _compare(header: Sequence[str], standard: Standard) -> Recognition:
    own = {key(field["name"]): field for field in standard.fields}
    alias = {key(seen): name for name, others in standard.aliases.items() for seen in others}
    fields: list[Mapping[str, Any] | None] = []
    extra, renamed = [], []
    for label in header:
        field = own.get(key(label))
        if field is None:
            known = alias.get(key(label)) or _NUMBERED.sub("", key(label), count=1)
            field = own.get(key(known))
            if field is None:
                extra.append(label)
            else:
                renamed.append((label, field["name"]))
        fields.append(field)
    seen = [field["name"] for field in fields if field is not None]
    expected = [field["name"] for field in standard.fields if field["name"] in set(seen)]
    return Recognition(
        standard=standard,
        fields=tuple(fields),
        missing=tuple(f["name"] for f in standard.fields if f["name"] not in set(seen)),
        extra=tuple(extra),
        renamed=tuple(renamed),
        in_order=seen == expected,
    )


def load(overlay: Path | None = None) -> tuple[Standard, ...]:
    """Read all standard datasets in order of edition, the instance's own where it has some."""
    return tuple(_standard(contracts.read(name, overlay)) for name in contracts.standards(overlay))


def _standard(document: Mapping[str, Any]) -> Standard:
    return Standard(
        slug=document["slug"],
        edition=document["edition"],
        title=Text(**document["title"]),
        tags=tuple(document["tags"]),
        fields=tuple(document["schema"]["fields"]),
        aliases={name: tuple(others) for name, others in document["aliases"].items()},
    )
