"""原本／加工／作成: who made the table out of what, said beside the title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalog.pages.dates import day_words
from catalog.pages.language import Language
from catalog.pages.untrusted import mapping, text, web_address


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the data comes from; `by` and `source` may be empty."""

    word: str
    sentence: str
    by: str
    source: str
    """An address where it is one, else the words of the descriptor."""
    source_url: str
    retrieved: str
    note: str


def origin_of(descriptor: Mapping[str, Any], language: Language) -> Origin | None:
    """Return the origin that the descriptor states; None where it states none we know."""
    stated = mapping(descriptor.get("origin"))
    words = _WORDS.get(text(stated.get("kind")))
    if words is None:
        return None
    retrieved = text(stated.get("retrieved"))
    return Origin(
        word=words[language][0],
        sentence=words[language][1],
        by=text(stated.get("by")),
        source=text(stated.get("source")),
        source_url=web_address(stated.get("source")),
        retrieved=day_words(retrieved, language, era=False) if retrieved else "",
        note=text(stated.get("note")),
    )


_WORDS: dict[str, dict[Language, tuple[str, str]]] = {
    "original": {
        Language.JA: ("原本", "公開元のファイルそのままです。"),
        Language.EN: ("Original", "The publisher's own file, unchanged."),
    },
    "processed": {
        Language.JA: ("加工", "公開元の資料を加工したものです。"),
        Language.EN: ("Processed", "Processed from the publisher's material."),
    },
    "compiled": {
        Language.JA: ("作成", "資料から作成した表です。"),
        Language.EN: ("Compiled", "A table compiled from documents."),
    },
}
