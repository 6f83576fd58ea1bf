"""Standard datasets as schemas/standards holds them: columns, and how real files write them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from publisher import contracts
from publisher.errors import SurroundingsError
from publisher.words import Text

OWN_PROPERTIES = frozenset({"requirement", "example", "form", "names"})
"""What a standard's field says beside Table Schema; it never goes into a dataset's descriptor."""


class Basis(StrEnum):
    """How the columns of a standard are known."""

    OFFICIAL = "official"
    OBSERVED = "observed"
    DERIVED = "derived"
    PARTIAL = "partial"


class Requirement(StrEnum):
    """The standard's mark (掲載区分) on a column; it speaks of the column, not of every value."""

    REQUIRED = "◎"
    RECOMMENDED = "○"
    OPTIONAL = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Standard:
    """One standard dataset of one edition (schemas/standards/<edition>/<slug>.json)."""

    slug: str
    edition: str
    title: Text
    tags: tuple[str, ...]
    fields: tuple[Mapping[str, Any], ...] = field(repr=False)
    """Table Schema fields, with the standard's own properties."""
    basis: Basis = Basis.OFFICIAL
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    """Column → headers seen in its place; renaming is offered."""
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    """Column → other spellings of its name that are as right."""
    digest: str = ""
    """SHA-256 of the file it was read from: with it a standard is the same in every process."""

    def __eq__(self, other: object) -> bool:
        """Compare by what the files hold; one made otherwise is only itself."""
        if self is other:
            return True
        return isinstance(other, Standard) and bool(self.digest) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash((self.slug, self.edition, self.digest))

    @property
    def is_settled(self) -> bool:
        """Say whether all columns and their order are known, so that one may be called missing."""
        return self.basis in {Basis.OFFICIAL, Basis.OBSERVED}


def load(overlay: Path | None = None) -> tuple[Standard, ...]:
    """Read all standard datasets in order of edition, the instance's own where it has some.

    Raises SurroundingsError where the instance's own file is no standard (standard.schema.json).
    """
    return tuple(_read(name, overlay) for name in contracts.standards(overlay))


def _read(name: str, overlay: Path | None) -> Standard:
    try:
        return _standard(contracts.read(name, overlay))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise SurroundingsError(
            Text(
                "標準データセットの定義が読めません。",
                "The definition of a standard dataset cannot be read.",
            ),
            where=f"schemas/{name}",
            next_step=Text(
                "schemas/standard.schema.json のとおりに直してください。",
                "Mend it so that it keeps schemas/standard.schema.json.",
            ),
        ) from error


def edition_text(edition: str) -> Text:
    """Return an edition as people say it: 2026-08 is 2026年8月版."""
    year, _, month = edition.partition("-")
    return Text(f"{year}年{int(month)}月版" if month.isdecimal() else f"{edition}年版", edition)


def requirement_of(column: Mapping[str, Any]) -> Requirement | None:
    """Return the mark of a standard's field, None where it is not known."""
    mark = column.get("requirement")
    return None if mark is None else Requirement(mark)


def _standard(document: Mapping[str, Any]) -> Standard:
    return Standard(
        slug=document["slug"],
        edition=document["edition"],
        title=Text(**document["title"]),
        tags=tuple(document["tags"]),
        fields=tuple(document["schema"]["fields"]),
        basis=Basis(document["basis"]),
        aliases=_names(document["aliases"]),
        spellings=_names(document["spellings"]),
        digest=hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest(),
    )


def _names(names: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {column: tuple(others) for column, others in names.items()}
