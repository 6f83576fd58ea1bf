"""How near a title is to what was searched for, when nothing contains it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

_NEAR_ENOUGH = 0.25


def nearest(
    words: str, titles: Iterable[tuple[str, str]], fold: Callable[[str], str], limit: int = 5
) -> tuple[tuple[str, str], ...]:
    """Return (key, title) pairs by the Dice coefficient of their bigrams, the nearest first."""
    wanted = _bigrams(fold(words))
    scored = [(_dice(wanted, _bigrams(fold(title))), key, title) for key, title in titles]
    near = sorted(
        (item for item in scored if item[0] >= _NEAR_ENOUGH), key=lambda item: (-item[0], item[2])
    )
    return tuple((key, title) for _, key, title in near[:limit])


def _bigrams(value: str) -> frozenset[str]:
    letters = "".join(value.split())
    return frozenset(letters[index : index + 2] for index in range(max(1, len(letters) - 1)))


def _dice(first: frozenset[str], second: frozenset[str]) -> float:
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 0.0
