"""The first line of a dataset that is no longer published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalog.pages.dates import day_words
from catalog.pages.language import Language, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """The end of a publication; the reason is in the language of whoever wrote it."""

    sentence: str
    reason: Text
    successor_name: str
    successor_title: Text | None
    """None where the successor is not public here."""


def withdrawal_of(
    extras: Mapping[str, str], successor: Text | None, language: Language
) -> Withdrawal | None:
    """Return 「2026年4月1日に公開を終了しました。」 with its reason; None where the dataset is public."""
    day = extras.get("withdrawn", "")
    if not day:
        return None
    words = day_words(day, language, era=False)
    return Withdrawal(
        sentence=language.say(f"{words}に公開を終了しました。", f"Withdrawn on {words}."),
        reason=Text(extras.get("withdrawn_reason", "").rstrip("。. ")),
        successor_name=extras.get("successor", ""),
        successor_title=successor,
    )
