"""A dataset's history in words, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalog.pages.dates import day_words
from catalog.pages.language import Language
from catalog.pages.untrusted import mappings, text, web_address


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the history."""

    date: str
    date_words: str
    word: str
    reason: str
    ref: str
    ref_url: str


def events_of(descriptor: Mapping[str, Any], language: Language) -> tuple[Event, ...]:
    """Return the events of the descriptor; an unknown kind is shown by its own name."""
    events = [
        Event(
            date=text(item.get("date")),
            date_words=day_words(text(item.get("date")), language),
            word=_word(text(item.get("event")), language),
            reason=text(item.get("reason")),
            ref=text(item.get("ref")),
            ref_url=web_address(item.get("ref")),
        )
        for item in mappings(descriptor.get("history"))
    ]
    # The file is append-only, so of two events of one day the later line is the newer one.
    return tuple(sorted(events, key=lambda event: event.date)[::-1])


def _word(kind: str, language: Language) -> str:
    words = _WORDS.get(kind)
    return language.say(*words) if words else kind


_WORDS = {
    "registered": ("登録", "Registered"),
    "published": ("公開", "Published"),
    "seen": ("公開されているのを確認", "Seen in public"),
    "recognised": ("基準値に含まれるものと確認", "Recognised as part of the opening balance"),
    "adopted": ("目録に取り込み", "Adopted into the catalog"),
    "updated": ("更新", "Updated"),
    "described": ("説明を変更", "Description changed"),
    "withdrawn": ("公開を終了", "Withdrawn"),
    "restored": ("公開を再開", "Restored"),
    "voided": ("取り消し", "Voided"),
    "renamed": ("名前を変更", "Renamed"),
    "moved": ("公開元を変更", "Moved"),
}
