"""What is known about the cumulative count on a given day: a number, a lower bound, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from catalog.pages.kpi_document import Kpi, Point


@dataclass(frozen=True, slots=True)
class Known:
    """The count of that day."""

    count: int


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Nobody reported that day; it never falls, so the last known count is a lower bound."""

    count: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is known of that day here."""


Figure = Known | AtLeast | Unknown


def figure_on(kpi: Kpi, day: date) -> Figure:
    """Return the figure of a day.

    Without an opening balance even the reported part is only a lower bound.
    """
    point = point_on(kpi, day)
    baseline = kpi.baseline
    is_reported = kpi.reported_from is not None and day >= kpi.reported_from
    if baseline is None:
        return (
            AtLeast(point.cumulative) if point and is_reported and point.cumulative else Unknown()
        )
    if day < baseline.date:
        return Unknown()
    count = max(baseline.count, point.cumulative if point else 0)
    if is_reported or day == baseline.date:
        return Known(count)
    return AtLeast(count)


def point_on(kpi: Kpi, day: date) -> Point | None:
    """Return the last point of the series up to a day."""
    earlier = [point for point in kpi.series if point.date <= day]
    return earlier[-1] if earlier else None


def target_of(kpi: Kpi, fiscal_year: int) -> int | None:
    """Return the target of a fiscal year; None where the plan sets none."""
    return next((item.target for item in kpi.targets if item.fiscal_year == fiscal_year), None)
