"""The measure as a step function: the days on which a figure changed. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from publisher.instance import OpeningBalance
from publisher.kpi.life import Life


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The figures from `date` until before the next step; None where they are not known here."""

    date: dt.date
    cumulative: int | None
    available: int | None


def is_added(life: Life, baseline: OpeningBalance | None) -> bool:
    """Tell whether a dataset counts beside the opening balance and is not part of it.

    Without an opening balance nothing else has counted it.
    """
    return baseline is None or not (life.is_recognised or life.first <= baseline.date)


def known_cumulative(baseline: OpeningBalance | None, added: int, day: dt.date) -> int | None:
    """Return the cumulative figure of a day, None before the opening balance or without any."""
    if baseline is None:
        return added or None
    return baseline.count + added if day >= baseline.date else None


def known_available(public: int, reported_from: dt.date | None, day: dt.date) -> int | None:
    """Return how many were public on a day.

    Before this repository reported, what it knows is a lower bound, and a lower bound of zero says
    nothing: None.
    """
    is_reported = reported_from is None or day >= reported_from
    return public if public or is_reported else None


def steps(
    lives: Sequence[Life],
    baseline: OpeningBalance | None,
    reported_from: dt.date | None,
    as_of: dt.date,
) -> tuple[Step, ...]:
    """Return the steps of one body until `as_of`, from its opening balance where it has one."""
    added, public = _changes(lives, baseline)
    borders = {day for day in (reported_from, baseline.date if baseline else None) if day}
    start = baseline.date if baseline else dt.date.min
    sum_added = sum_public = 0
    found: list[Step] = []
    for day in sorted(borders | set(added) | set(public)):
        if day > as_of:
            break
        sum_added += added[day]
        sum_public += public[day]
        step = Step(
            date=day,
            cumulative=known_cumulative(baseline, sum_added, day),
            available=known_available(sum_public, reported_from, day),
        )
        if day >= start and not (found and _same(found[-1], step)):
            found.append(step)
    return tuple(found)


def _changes(
    lives: Iterable[Life], baseline: OpeningBalance | None
) -> tuple[Counter[dt.date], Counter[dt.date]]:
    added: Counter[dt.date] = Counter()
    public: Counter[dt.date] = Counter()
    for life in lives:
        if is_added(life, baseline) and (life.voided is None or life.first < life.voided):
            added[life.first] += 1
            if life.voided is not None:
                added[life.voided] -= 1
        for start, end in life.spans:
            public[start] += 1
            if end is not None:
                public[end] -= 1
    return added, public


def _same(one: Step, other: Step) -> bool:
    return (one.cumulative, one.available) == (other.cumulative, other.available)
