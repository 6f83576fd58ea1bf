"""Sentences in two languages. Every text that an officer or operator reads is one of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publisher.personal import hidden, masked


class _Count(int):
    """A number that chooses a word: singular where it is one."""

    def __format__(self, spec: str) -> str:
        one, bar, many = spec.partition("|")
        if not bar:
            return super().__format__(spec)
        return one if self == 1 else many


def counting(value: object) -> object:
    """Return a value of a placeholder; a number so that it can choose between two words."""
    return _Count(value) if type(value) is int else value


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Japanese and English; both use the same `{placeholders}`."""

    ja: str
    en: str

    def fill(self, values: Mapping[str, object]) -> Text:
        """Return the sentence with its placeholders replaced; raises KeyError where one lacks.

        `{count:row|rows}` is the one word for 1 and the other for every other number.
        """
        counted = {name: counting(value) for name, value in values.items()}
        return Text(self.ja.format_map(counted), self.en.format_map(counted))

    def both(self) -> str:
        """Return both languages on one line, Japanese first."""
        return self.ja if self.ja == self.en else f"{self.ja} / {self.en}"

    def as_json(self) -> dict[str, str]:
        """Return the form that reports and schemas use."""
        return {"ja": self.ja, "en": self.en}


def things(count: int) -> str:
    """Return a number with its Japanese counter: つ goes up to nine, 個 beyond."""
    return f"{count}つ" if count < 10 else f"{count:,}個"


def many(count: int, thing: str, several: str = "") -> str:
    """Return a number with its English noun: `1 row`, `1,200 rows`."""
    return f"{count:,} {thing if count == 1 else several or thing + 's'}"


_SEEN = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    **dict.fromkeys([*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "�"),
    **dict.fromkeys(range(0xD800, 0xE000), "�"),
}
"""What commands a terminal, turns the writing or is half a character, as a sign that does not."""


def cut(value: object, length: int = 80) -> str:
    """Return `value` as text of at most `length` characters, on one line, fit for a message."""
    text = " ".join(str(value).split()).translate(_SEEN)
    return text if len(text) <= length else text[: length - 1] + "…"


def mask(text: str) -> str:
    """Return `text` with asterisks for what may be a person's number or private address.

    Every run of twelve and more digits, longer ones too (a corporate number has 13), mobile
    numbers, private e-mail addresses; decimal numbers are shown.
    """
    return masked(text)


def mask_name(name: str) -> str:
    """Return the name of a file with asterisks only for what certainly has a person's form.

    Days and times in it stay: it must still be known again. It is on one line, whatever it holds.
    """
    return hidden(name).translate(_SEEN)


def mask_lines(text: str) -> str:
    """Return sentences that may name a file, as `mask_name` names it; their lines stay."""
    return "\n".join(map(mask_name, hidden(text).split("\n")))


def quote(value: object, length: int = 40) -> str:
    """Return a value of the data as a message may show it: masked, on one line, cut."""
    return cut(mask(str(value)), length)
