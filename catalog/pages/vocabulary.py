"""The closed lists of `schemas/vocabularies` in words: licences, frequencies, themes, standards."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from catalog.pages.language import Language, Text, choose
from catalog.pages.untrusted import mapping, mappings, text, texts

_EDITION = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A licence with what it means in one plain sentence."""

    id: str
    title: Mapping[str, str]
    plain: Mapping[str, str]
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All lists, read once when the catalog starts."""

    licences: Mapping[str, Licence]
    """By every id a catalog may use for it, in lower case."""
    frequencies: Mapping[str, Mapping[str, str]]
    themes: Mapping[str, str]
    """English name by theme."""
    standards: Mapping[str, Mapping[str, str]]
    """Titles of the standard datasets by slug."""

    def licence(self, identifier: str) -> Licence | None:
        """Return the licence known under this id, None where it is not in the list."""
        return self.licences.get(identifier.lower())

    def frequency(self, identifier: str, language: Language) -> str:
        """Return the promise of updates in words; an unknown id is shown as it is."""
        words = self.frequencies.get(identifier)
        return words[language] if words else identifier

    def theme(self, identifier: str, language: Language) -> Text:
        """Return the theme's name; themes outside the list exist in Japanese only."""
        return choose(language, identifier, self.themes.get(identifier, ""))

    def standard(self, identifier: str, language: Language) -> Text:
        """Return the title of a standard dataset; one without a schema here is shown by its slug."""
        slug = self.slug(identifier)
        title = self.standards.get(slug, {})
        return choose(language, title.get("ja", "") or slug, title.get("en", ""))

    def slug(self, identifier: str) -> str:
        """Return the slug in an identifier: `slug`, `slug/edition` or an address that holds it."""
        parts = identifier.removesuffix(".json").strip("/").split("/")[::-1]
        named = [part for part in parts if not _EDITION.fullmatch(part)]
        known = [part for part in named if part in self.standards]
        return (known or named or parts)[0]


def load(root: Traversable | None = None) -> Vocabulary:
    """Read the lists that ship with the project, or those under `root`."""
    schemas = root or files("schemas")
    lists = schemas / "vocabularies"
    return Vocabulary(
        licences=_licences(_read(lists / "licences.json")),
        frequencies={
            text(item.get("id")): _words(item)
            for item in mappings(_read(lists / "frequencies.json").get("frequencies"))
        },
        themes={
            text(item.get("id")): text(item.get("en"))
            for item in mappings(_read(lists / "themes.json").get("themes"))
        },
        standards=dict(_standards(schemas / "standards")),
    )


def _read(file: Traversable) -> Mapping[str, Any]:
    return mapping(json.loads(file.read_text(encoding="utf-8")))


def _words(item: Mapping[str, Any]) -> dict[str, str]:
    ja = text(item.get("ja"))
    return {"ja": ja, "en": text(item.get("en")) or ja}


def _licences(document: Mapping[str, Any]) -> dict[str, Licence]:
    known: dict[str, Licence] = {}
    items = mappings(document.get("licences"))
    licences = [
        Licence(
            id=text(item.get("id")),
            title=_words(mapping(item.get("title"))),
            plain=_words(mapping(item.get("plain"))),
            url=text(item.get("url")),
        )
        for item in items
    ]
    # A licence's own id wins over another's alias: `cc-by` states no version, so it claims none.
    for licence in licences:
        known[licence.id.lower()] = licence
    for item, licence in zip(items, licences, strict=True):
        for alias in (*texts(item.get("ckan")), *texts(item.get("spellings"))):
            known.setdefault(alias.lower(), licence)
    return known


def _standards(folder: Traversable) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield slug and titles; a later edition overrides an earlier one."""
    if not folder.is_dir():
        return
    for edition in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not edition.is_dir():
            continue
        for file in sorted(edition.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".json"):
                yield file.name.removesuffix(".json"), _standard_title(_read(file))


def _standard_title(document: Mapping[str, Any]) -> dict[str, str]:
    title = document.get("title")
    english = mapping(mapping(document.get("translations")).get("en"))
    if isinstance(title, Mapping):
        return {"ja": text(title.get("ja")), "en": text(title.get("en"))}
    return {"ja": text(title), "en": text(english.get("title"))}
