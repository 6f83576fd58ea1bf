"""Numbers and sizes for people; downloads keep the numbers as they are."""

from __future__ import annotations

from catalog.pages.language import Language

_KILO = 1024
_JOINT = "\u00a0"
"""A space that does not break: a number stays with its unit."""


def count_words(value: int) -> str:
    """Return a whole number with thousands separators."""
    return f"{value:,}"


def size_words(size: int) -> str:
    """Return a file size as a file manager shows it: 6 KB, 1.2 MB."""
    if size < _KILO * _KILO:
        return f"{max(1, round(size / _KILO))}{_JOINT}KB"
    amount, unit = size / _KILO / _KILO, "MB"
    if amount >= _KILO:
        amount, unit = amount / _KILO, "GB"
    return f"{amount:.1f}{_JOINT}{unit}"


def plural(value: int, singular: str, plural_form: str) -> str:
    """Return an English count with its noun: 1 dataset, 2 datasets."""
    return f"{count_words(value)} {singular if value == 1 else plural_form}"


def datasets_words(value: int, language: Language) -> str:
    """Return 12件 or 12 datasets."""
    return language.say(f"{count_words(value)}件", plural(value, "dataset", "datasets"))


def rows_words(value: int, language: Language) -> str:
    """Return 25行 or 25 rows."""
    return language.say(f"{count_words(value)}行", plural(value, "row", "rows"))
