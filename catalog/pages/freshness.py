"""How fresh a dataset is, measured against the promise its publisher made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from catalog.pages.dates import day_words, parse_day
from catalog.pages.language import Language
from catalog.pages.vocabulary import Vocabulary

_PROMISES = {
    "DAILY": (1, 2),
    "WEEKLY": (7, 14),
    "MONTHLY": (31, 44),
    "QUARTERLY": (92, 120),
    "ANNUAL_2": (183, 213),
    "ANNUAL": (366, 425),
    "BIENNIAL": (731, 791),
    "QUINQUENNIAL": (1827, 1887),
}
"""Days until an update is due, and until it is late (the grace that HDX gives)."""
_BY_THE_DAY = ("DAILY", "WEEKLY")


@dataclass(frozen=True, slots=True)
class Changed:
    """The day of the last change; where nobody stated the data's own, it is the catalog entry's."""

    day: str
    is_stated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """The last update and what the publisher promised; sign and word are empty without a promise."""

    label: str
    """What the date is the date of."""
    modified: str
    """ISO day for `<time>`, empty where nobody stated one."""
    modified_words: str
    promise: str
    next_words: str
    """When the next update is due, or was."""
    sign: str
    word: str


def freshness(
    changed: Changed, frequency: str, today: date, vocabulary: Vocabulary, language: Language
) -> Freshness:
    """Judge the last update by the promised frequency.

    Without a dated promise (when it changes, irregular, never, unknown) nothing can be late, and
    the day of the catalog's entry says nothing about the data.
    """
    day = parse_day(changed.day)
    promise = _PROMISES.get(frequency) if changed.is_stated else None
    sign, word, following = "", "", ""
    if day and promise:
        due = day + timedelta(days=promise[0])
        if today <= due:
            sign, word = "●", language.say("最新", "Up to date")
        elif today <= day + timedelta(days=promise[1]):
            sign, word = "○", language.say("更新予定", "Update due")
        else:
            sign, word = "▲", language.say("更新遅れ", "Update late")
        # A year's promise is kept in the same month, so the month is as exact as it gets.
        exact = due.isoformat() if frequency in _BY_THE_DAY else _month_after(day, frequency)
        following = _next_words(day_words(exact, language, era=False), today > due, language)
    return Freshness(
        label=language.say("更新", "Updated")
        if changed.is_stated
        else language.say("目録の更新", "Catalog entry"),
        modified=day.isoformat() if day else "",
        modified_words=day_words(changed.day, language) if changed.day else "",
        promise=vocabulary.frequency(frequency, language) if frequency else "",
        next_words=following,
        sign=sign,
        word=word,
    )


_MONTHS = {
    "MONTHLY": 1,
    "QUARTERLY": 3,
    "ANNUAL_2": 6,
    "ANNUAL": 12,
    "BIENNIAL": 24,
    "QUINQUENNIAL": 60,
}


def _month_after(day: date, frequency: str) -> str:
    months = day.year * 12 + day.month - 1 + _MONTHS[frequency]
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def _next_words(words: str, is_past: bool, language: Language) -> str:
    if is_past:
        return language.say(f"予定は{words}でした", f"was due {words}")
    return language.say(f"次の予定：{words}", f"next: {words}")
