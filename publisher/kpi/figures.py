"""The figures of a day as values, and their two JSON forms. Pure.

`published` is kpi.json, which never tells the day it was made (schemas/kpi_dataset.schema.json);
`as_json` is what `opendata kpi --format json` prints (schemas/kpi.schema.json).
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import Any

from publisher.instance import KpiPlan, OpeningBalance
from publisher.kpi.counting import DEFINITION, DEFINITION_WORDS, Reason
from publisher.kpi.series import Step
from publisher.model import Organization
from publisher.words import Text

UNSAID = Text("", "")
"""The headline before it is put into words (notes.py)."""


class State(enum.StrEnum):
    """How much is known of a body's published datasets."""

    COUNTED = "counted"
    """Its opening balance is stated."""
    KNOWN_PART = "known_part"
    """No opening balance is stated; what is here is at least what it published."""
    UNKNOWN = "unknown"
    """Neither: not stated, which is not zero."""


class Gap(enum.StrEnum):
    """Why a cumulative figure is not known here."""

    BEFORE_BASELINE = "before-opening-balance"
    NOT_STATED = "not-stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMeasure:
    """The figures of one body on one day."""

    organization: Organization
    state: State
    baseline: OpeningBalance | None
    cumulative: int | None
    gap: Gap | None
    """Why `cumulative` is None."""
    is_at_least: bool
    """The body may have published more than is known here by that day."""
    added: int
    """Datasets first published after the opening balance, without the voided ones."""
    available: int | None
    """None before this repository reported, where it knows of none."""
    machine_readable: int | None
    """Of the available ones (内数)."""

    @property
    def is_baseline_only(self) -> bool:
        """Tell whether nothing but the opening balance is known of it."""
        return self.state is State.COUNTED and not self.added and not self.available

    def as_json(self) -> dict[str, Any]:
        """Return the entry of `organizations` in both JSON forms."""
        return {
            **_organization(self.organization),
            "state": self.state.value,
            "baseline": _baseline(self.baseline) if self.baseline else None,
            "cumulative": self.cumulative,
            "added": self.added,
            "available": self.available,
            "machine_readable": self.machine_readable,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncounted:
    """A dataset of the tree that does not count on the day, and why."""

    dataset: str
    organization: str
    reasons: tuple[Reason, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the entry of `uncounted` in schemas/kpi.schema.json."""
        return {
            "dataset": self.dataset,
            "organization": self.organization,
            "reasons": [reason.value for reason in self.reasons],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a reader must know beside the figures, in words."""

    code: str
    """Stable name of the fact, `no-target`."""
    words: Text

    def as_json(self) -> dict[str, Any]:
        """Return the entry of `notes` in schemas/kpi.schema.json."""
        return {"code": self.code, "text": self.words.as_json()}


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiReport:
    """What `opendata kpi` and the generated dataset tell."""

    as_of: dt.date
    fiscal_year: int
    target: int | None
    """Of the fiscal year; None where the plan sets none."""
    plan: KpiPlan
    own: BodyMeasure
    """The body whose figure is the headline."""
    bodies: tuple[BodyMeasure, ...]
    """All bodies in the order of their codes."""
    series: tuple[Step, ...]
    """Of the headline body, until `as_of`."""
    reported_from: dt.date | None
    """First day from which this repository's own events are known; None for an empty tree."""
    uncounted: tuple[Uncounted, ...]
    incomplete: tuple[str, ...]
    """Folders that could not be read whole: figures are without what is missing."""
    headline: Text = UNSAID
    notes: tuple[Note, ...] = ()

    def published(self) -> dict[str, Any]:
        """Return kpi.json: it changes only when a counted fact does."""
        own = self.own.as_json()
        return {
            "definition": DEFINITION,
            "organization": _organization(self.own.organization),
            "plan": _plan(self.plan),
            "baseline": own["baseline"],
            "cumulative": own["cumulative"],
            "added": own["added"],
            "available": own["available"],
            "machine_readable": own["machine_readable"],
            "targets": [
                {"fiscal_year": year, "target": target} for year, target in self.plan.targets
            ],
            "reported_from": self.reported_from.isoformat() if self.reported_from else None,
            "series": [_step(step) for step in self.series],
            "organizations": [item.as_json() for item in self.bodies],
        }

    def as_json(self) -> dict[str, Any]:
        """Return the report of the day; the figures at its top are the headline body's."""
        return {
            "as_of": self.as_of.isoformat(),
            "fiscal_year": self.fiscal_year,
            "target": self.target,
            **self.published(),
            "state": self.own.state.value,
            "at_least": self.own.is_at_least,
            "headline": self.headline.as_json(),
            "notes": [note.as_json() for note in self.notes],
            "definition_text": DEFINITION_WORDS.as_json(),
            "uncounted": [item.as_json() for item in self.uncounted],
            "incomplete": list(self.incomplete),
        }


def _organization(record: Organization) -> dict[str, Any]:
    return {"name": record.name, "code": record.code, "title": record.title.as_json()}


def _plan(record: KpiPlan) -> dict[str, Any]:
    return {
        "title": record.title.as_json(),
        "measure": record.measure.as_json(),
        "source": record.source,
        "source_url": record.source_url or None,
    }


def _baseline(balance: OpeningBalance) -> dict[str, Any]:
    return {
        "date": balance.date.isoformat(),
        "stated": balance.stated,
        "count": balance.count,
        "source": balance.source,
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "date": step.date.isoformat(),
        "cumulative": step.cumulative,
        "available": step.available,
    }
