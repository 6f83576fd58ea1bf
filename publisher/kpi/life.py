"""When a dataset was first published, public, and voided, as its descriptor tells. Pure.

Everything here is a fact of the dataset, never of the day that asks: `issued` and `history` hold
the same answer tomorrow.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from publisher.model import Dataset, Event, EventKind

FIRST_DAY_SOURCES = (
    frozenset({EventKind.PUBLISHED}),
    frozenset({EventKind.SEEN}),
    frozenset({EventKind.REGISTERED, EventKind.ADOPTED}),
    # None of the above: the earliest sign of its life. Its end is none: withdrawing a dataset
    # must never move its first day.
    frozenset(EventKind) - {EventKind.WITHDRAWN, EventKind.RESTORED, EventKind.VOIDED},
)
"""Events that tell the first day where `issued` is unknown, best first (DESIGN §5)."""
OPENINGS = frozenset({EventKind.WITHDRAWN, EventKind.RESTORED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """The days that decide how one dataset is counted."""

    first: dt.date
    """First day of publication by the body; may be in the future."""
    voided: dt.date | None
    """Day from which it is known that it should never have been counted."""
    is_recognised: bool
    """Part of the opening balance. A fact about the past: it holds for every day."""
    spans: tuple[tuple[dt.date, dt.date | None], ...]
    """Days of being public: from the first day of each span until before its second."""

    def is_published_by(self, day: dt.date) -> bool:
        """Tell whether it had been published by `day` and not been voided."""
        return self.first <= day and (self.voided is None or day < self.voided)

    def is_public_on(self, day: dt.date) -> bool:
        """Tell whether it could be taken away on `day`."""
        return any(start <= day and (end is None or day < end) for start, end in self.spans)


def life(dataset: Dataset) -> Life | None:
    """Return the days of a dataset, None where neither `issued` nor an event tells any."""
    first = first_day(dataset)
    if first is None:
        return None
    voided = _earliest(dataset.history, frozenset({EventKind.VOIDED}))
    return Life(
        first=first,
        voided=voided,
        is_recognised=any(item.event is EventKind.RECOGNISED for item in dataset.history),
        spans=tuple(_spans(dataset, first, voided)),
    )


def first_day(dataset: Dataset) -> dt.date | None:
    """Return the first day of publication: `issued`, else the earliest day that is known.

    That is the earliest `published` event, else `seen`, else the day of entry here, else its
    earliest other event; None where nothing but its end is known.
    """
    if dataset.issued is not None:
        return dataset.issued
    for kinds in FIRST_DAY_SOURCES:
        known = _earliest(dataset.history, kinds)
        if known is not None:
            return known
    return None


def _earliest(history: Iterable[Event], kinds: frozenset[EventKind]) -> dt.date | None:
    return min((item.date for item in history if item.event in kinds), default=None)


def _spans(
    dataset: Dataset, first: dt.date, voided: dt.date | None
) -> Iterable[tuple[dt.date, dt.date | None]]:
    changes = {item.date for item in dataset.history if item.event in OPENINGS} | {first}
    start: dt.date | None = None
    for day in sorted(day for day in changes if first <= day and (voided is None or day < voided)):
        is_open = not _is_withdrawn_on(dataset, day)
        if is_open and start is None:
            start = day
        elif not is_open and start is not None:
            yield start, day
            start = None
    if start is not None:
        yield start, voided


def _is_withdrawn_on(dataset: Dataset, day: dt.date) -> bool:
    # History is append-only: the later line wins, as in Dataset.withdrawal, whatever its date.
    past = [item for item in dataset.history if item.event in OPENINGS and item.date <= day]
    return bool(past) and past[-1].event is EventKind.WITHDRAWN
