"""Closed vocabularies: licences, update frequencies, themes (schemas/vocabularies)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publisher import contracts
from publisher.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceTerms:
    """One licence that datasets may name."""

    id: str
    title: Text
    plain: Text
    """What it allows, in a citizen's words."""
    url: str
    open: str
    """yes, no or unstated."""
    ckan: tuple[str, ...]
    """Ids under which CKANs list it, best first; stock CKAN knows few (CKAN.md §2.0)."""
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabularies:
    """All vocabularies of an instance, read once."""

    licences: tuple[LicenceTerms, ...]
    frequencies: tuple[str, ...]
    themes: tuple[str, ...]
    frequency_words: Mapping[str, Text] = field(default_factory=dict)
    """How often each frequency is, in words; by its id."""

    def licence(self, name: str) -> LicenceTerms | None:
        """Return the terms with this id, None where the vocabulary lacks it."""
        return next((terms for terms in self.licences if terms.id == name), None)

    def licence_of_spelling(self, text: str) -> LicenceTerms | None:
        """Return the terms that officers mean by `CC BY 4.0`, `PDL 1.0` …; None if unknown."""
        wanted = _key(text)
        for terms in self.licences:
            if wanted in {_key(spelling) for spelling in (terms.id, *terms.spellings)}:
                return terms
        return None


def _key(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split()).replace("-", "")


def load(overlay: Path | None = None) -> Vocabularies:
    """Read the vocabularies, the instance's own where `overlay` has them."""
    licences = contracts.read("vocabularies/licences.json", overlay)["licences"]
    frequencies = contracts.read("vocabularies/frequencies.json", overlay)["frequencies"]
    themes = contracts.read("vocabularies/themes.json", overlay)["themes"]
    return Vocabularies(
        licences=tuple(
            LicenceTerms(
                id=item["id"],
                title=Text(**item["title"]),
                plain=Text(**item["plain"]),
                url=item["url"],
                open=item["open"],
                ckan=tuple(item["ckan"]),
                spellings=tuple(item["spellings"]),
            )
            for item in licences
        ),
        frequencies=_ids(frequencies),
        themes=_ids(themes),
        frequency_words={item["id"]: Text(item["ja"], item["en"]) for item in frequencies},
    )


def _ids(items: Iterable[dict[str, str]]) -> tuple[str, ...]:
    return tuple(item["id"] for item in items)
