"""Sentences in two languages. Every text that an officer or operator reads is one of these."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from publisher.codes import is_personal_number


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Japanese and English; both use the same `{placeholders}`."""

    ja: str
    en: str

    def fill(self, values: Mapping[str, object]) -> Text:
        """Return the sentence with its placeholders replaced; raises KeyError where one lacks."""
        return Text(self.ja.format_map(values), self.en.format_map(values))

    def both(self) -> str:
        """Return both languages on one line, Japanese first."""
        return self.ja if self.ja == self.en else f"{self.ja} / {self.en}"

    def as_json(self) -> dict[str, str]:
        """Return the form that reports and schemas use."""
        return {"ja": self.ja, "en": self.en}


_HIDDEN = "*" * 12


def cut(value: object, length: int = 80) -> str:
    """Return `value` as text of at most `length` characters, on one line, fit for a message."""
    text = " ".join(str(value).split())
    return text if len(text) <= length else text[: length - 1] + "…"


_PERSONAL = re.compile(r"\d[\d\- ‐－ー　]{10,}\d")
"""Digits that may be an individual number (個人番号): twelve and more, also in groups."""
_PARTED = re.compile(r"(?<!\d)\d{4}[,，、.．・･/／_−–—:：]\d{4}[,，、.．・･/／_−–—:：]\d{4}(?!\d)")
"""Three groups of four: years or amounts in a row, too, so the check digit decides."""
_SHORTENED = re.compile(r"(?<![\d-])[1-9]\d{10}(?![\d-])")
"""Eleven digits: an individual number whose leading zero a spreadsheet took, by its check digit."""


def mask(text: str) -> str:
    """Return `text` with every run of twelve and more digits as asterisks.

    Longer runs too (a corporate number has 13): rather one harmless number hidden than one
    personal number printed.
    """
    hidden = _PERSONAL.sub(
        lambda found: _HIDDEN if sum(map(str.isdigit, found.group())) >= 12 else found.group(),
        text,
    )
    return _SHORTENED.sub(_if_personal, _PARTED.sub(_if_personal, hidden))


def _if_personal(found: re.Match[str]) -> str:
    digits = "".join(str(int(character)) for character in found.group() if character.isdecimal())
    return _HIDDEN if is_personal_number(digits.zfill(12)) else found.group()


def quote(value: object, length: int = 40) -> str:
    """Return a value of the data as a message may show it: masked, on one line, cut."""
    return cut(mask(str(value)), length)
