"""Answers against the closed vocabularies: licences, frequencies, themes. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from publisher.desk.answers import Answers, text, texts
from publisher.errors import UsageError
from publisher.vocabularies import LicenceTerms, Vocabularies
from publisher.words import Text, cut

_LANGUAGE = re.compile(r"(?:deed|legalcode)(?:\.[a-z_-]+)?$")


def licence(written: str, vocabularies: Vocabularies) -> LicenceTerms:
    """Return the terms an officer means; raises UsageError that lists the ids."""
    terms = (
        vocabularies.licence(written)
        or vocabularies.licence_of_spelling(written)
        or licence_of_address(written, vocabularies)
    )
    if terms is None:
        raise _unknown("licence", written, [item.id for item in vocabularies.licences])
    return terms


def licence_of_address(written: str, vocabularies: Vocabularies) -> LicenceTerms | None:
    """Return the terms at an address of the web, whatever its scheme and language; None if unknown."""
    wanted = _address(written)
    found = (item for item in vocabularies.licences if item.url and _address(item.url) == wanted)
    return next(found, None)


def _address(written: str) -> str:
    plain = _LANGUAGE.sub("", written.strip().casefold())
    return re.sub(r"^https?://(?:www\.)?", "", plain).rstrip("/")


def licence_entry(terms: LicenceTerms, stated_by: str) -> dict[str, str]:
    """Return the descriptor's licence object: the terms and who stated them."""
    entry = {"name": terms.id, "title": terms.title.ja}
    if terms.url:
        entry["path"] = terms.url
    if stated_by:
        entry["statedBy"] = stated_by
    return entry


def in_vocabulary(answers: Answers, vocabularies: Vocabularies) -> dict[str, Any]:
    """Return the answers with frequency and themes as the vocabularies write them.

    Raises UsageError for a word that is in none.
    """
    checked = dict(answers)
    if written := text(answers, "frequency"):
        words = {
            word: name
            for name, label in vocabularies.frequency_words.items()
            for word in (label.ja, label.ja.removesuffix("更新"), label.en.casefold())
        }
        written = words.get(written.casefold(), written)
        checked["frequency"] = _one_of("frequency", written, vocabularies.frequencies)
    if themes := texts(answers, "theme"):
        checked["theme"] = tuple(_one_of("theme", theme, vocabularies.themes) for theme in themes)
    return checked


def _one_of(name: str, written: str, known: Sequence[str]) -> str:
    by_key: Mapping[str, str] = {item.casefold(): item for item in known}
    found = by_key.get(written.casefold())
    if found is None:
        raise _unknown(name, written, known)
    return found


def _unknown(name: str, written: str, known: Sequence[str]) -> UsageError:
    listed = ", ".join(known)
    return UsageError(
        Text(f"{name} に「{cut(written)}」はありません。", f"No such {name}: {cut(written)}"),
        where=f"--{name}",
        next_step=Text(f"次のどれかを選んでください: {listed}", f"Choose one of: {listed}"),
    )
