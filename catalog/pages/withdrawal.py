"""The first line of a dataset that is no longer published."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.pages.dates import day_words
from catalog.pages.language import Language


def withdrawal_words(extras: Mapping[str, str], language: Language) -> str:
    """Return 「2026年4月1日に公開を終了しました。理由：…。」; empty where the dataset is public.

    The successor is not part of it: it is a link, so the template adds it.
    """
    day = extras.get("withdrawn", "")
    if not day:
        return ""
    reason = extras.get("withdrawn_reason", "").rstrip("。. ")
    words = day_words(day, language, era=False)
    if language is Language.EN:
        return f"Withdrawn on {words}." + (f" Reason: {reason}." if reason else "")
    return f"{words}に公開を終了しました。" + (f"理由：{reason}。" if reason else "")
