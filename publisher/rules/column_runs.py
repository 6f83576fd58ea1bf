"""Columns in a message: neighbours as one stretch, the stretches one after the other."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.tables.record import column_letter
from publisher.words import Text

SHOWN = 6
"""Stretches that a message names."""


def runs(positions: Iterable[int]) -> list[list[int]]:
    """Return the positions (ascending, from 1) as stretches of neighbouring columns."""
    found: list[list[int]] = []
    for position in positions:
        if found and position == found[-1][-1] + 1:
            found[-1].append(position)
        else:
            found.append([position])
    return found


def letters(positions: Iterable[int]) -> Text:
    """Return the columns as spreadsheets call them: B、D–F."""
    listed = runs(positions)
    named = [_stretch(run[0], run[-1]) for run in listed[:SHOWN]]
    more = "…" if len(listed) > SHOWN else ""
    return Text("、".join(named) + more, ", ".join(named) + more)


def _stretch(first: int, last: int) -> str:
    return (
        column_letter(first) if first == last else f"{column_letter(first)}–{column_letter(last)}"
    )
