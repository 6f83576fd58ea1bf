"""Fiscal years of Japan, April to March, and the plan's target in one of them. Pure."""

from __future__ import annotations

import datetime as dt

from publisher.instance import KpiPlan

FIRST_MONTH = 4


def fiscal_year(day: dt.date) -> int:
    """Return the fiscal year that a day of the instance's time zone belongs to."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def target(plan: KpiPlan, year: int) -> int | None:
    """Return the cumulative target of a fiscal year, None where the plan sets none."""
    return dict(plan.targets).get(year)
