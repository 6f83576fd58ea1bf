"""The two languages of the pages: choosing one from the address, and text that knows its language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language of the pages; the value is the `lang` attribute."""

    JA = "ja"
    EN = "en"

    def say(self, ja: str, en: str) -> str:
        """Return the wording of this language; both stand beside each other where they are used."""
        return ja if self is Language.JA else en

    @property
    def prefix(self) -> str:
        """What stands before every path of this language (CKAN's scheme: /en/dataset)."""
        return self.say("", "/en")

    @property
    def other(self) -> Language:
        """The language that the switch on top of each page leads to."""
        return Language.EN if self is Language.JA else Language.JA


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the data with the language it is written in (None: unknown, e.g. a number)."""

    value: str
    language: Language | None = Language.JA

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        return bool(self.value)


def split_path(path: str) -> tuple[Language, str]:
    """Return the language of an address and the path that both languages share."""
    prefix = Language.EN.prefix
    if path == prefix or path.startswith(f"{prefix}/"):
        return Language.EN, path.removeprefix(prefix) or "/"
    return Language.JA, path


def choose(language: Language, ja: str, en: str) -> Text:
    """Return the text in `language`, or in the other one where only that exists."""
    first, second = (ja, en) if language is Language.JA else (en, ja)
    if first or not second:
        return Text(first, language)
    return Text(second, language.other)
