"""The KPI of every body on one day, from the tree alone (DESIGN §5). Pure."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from publisher.findings import Report
from publisher.instance import KpiPlan, OpeningBalance
from publisher.kpi import counting, fiscal, notes, series
from publisher.kpi.counting import Reason
from publisher.kpi.figures import BodyMeasure, Gap, KpiReport, State, Uncounted
from publisher.kpi.life import Life, life
from publisher.model import Dataset, EventKind, Organization, Tree
from publisher.vocabularies import Vocabularies
from publisher.words import Text


@dataclass(frozen=True, slots=True)
class _Counted:
    dataset: Dataset
    life: Life


def measure(
    tree: Tree,
    plan: KpiPlan,
    organizations: Sequence[Organization],
    vocabularies: Vocabularies,
    report: Report,
    as_of: dt.date,
) -> KpiReport:
    """Return the figures of `as_of`.

    `report` tells which files have errors. A body that the plan names and the tree does not
    declare is shown by its name: its opening balance stands whatever became of its folder.
    """
    bodies = _with_named(organizations, plan)
    counted, uncounted = _divide(tree, organizations, vocabularies, as_of)
    balances = {balance.organization: balance for balance in plan.opening_balances}
    known_from = reported_from(tree)
    measures = tuple(
        _body(
            body,
            counted[body.name],
            balances.get(body.name),
            known_from,
            _Day(as_of, report.red_resources),
        )
        for body in bodies
    )
    year = fiscal.fiscal_year(as_of)
    figures = KpiReport(
        as_of=as_of,
        fiscal_year=year,
        target=fiscal.target(plan, year),
        plan=plan,
        own=next(item for item in measures if item.organization.name == plan.organization),
        bodies=measures,
        series=series.steps(
            [item.life for item in counted[plan.organization]],
            balances.get(plan.organization),
            known_from,
            as_of,
        ),
        reported_from=known_from,
        uncounted=uncounted,
        incomplete=incomplete(tree, organizations),
    )
    return replace(figures, headline=notes.headline(figures), notes=tuple(notes.notes(figures)))


def reported_from(tree: Tree) -> dt.date | None:
    """Return the first day of which this repository's own events tell; None without events.

    That is the earliest day a dataset was entered here; a tree that was only ever described by
    events elsewhere is taken to report from the earliest of these.
    """
    events = [item for dataset in tree.datasets for item in dataset.history]
    entered = [
        item.date for item in events if item.event in {EventKind.REGISTERED, EventKind.ADOPTED}
    ]
    return min(entered or [item.date for item in events], default=None)


def incomplete(tree: Tree, organizations: Iterable[Organization]) -> tuple[str, ...]:
    """Return the folders that could not be read whole: the figures are without what is missing.

    While there are any, a lower figure may be an accident and should not be published.
    """
    bodies = {item.name for item in organizations}
    missing = {
        dataset.folder
        for dataset in tree.datasets
        if dataset.organization not in bodies
        or (dataset.withdrawal is None and any(item.file is None for item in dataset.resources))
    }
    return tuple(sorted(missing | {item.folder for item in tree.unreadable}))


@dataclass(frozen=True, slots=True)
class _Day:
    date: dt.date
    red_resources: frozenset[tuple[str, str]]


def _with_named(organizations: Iterable[Organization], plan: KpiPlan) -> list[Organization]:
    bodies = {item.name: item for item in organizations}
    for name in (plan.organization, *(item.organization for item in plan.opening_balances)):
        if name not in bodies:
            bodies[name] = Organization(
                name=name, code=name.partition("_")[0], title=Text(name, name), kana=""
            )
    return sorted(bodies.values(), key=lambda item: (item.code, item.name))


def _divide(
    tree: Tree,
    organizations: Sequence[Organization],
    vocabularies: Vocabularies,
    as_of: dt.date,
) -> tuple[Mapping[str, list[_Counted]], tuple[Uncounted, ...]]:
    """Return the datasets that may count, by body, and those that do not count on the day."""
    counted: defaultdict[str, list[_Counted]] = defaultdict(list)
    uncounted: list[Uncounted] = []
    for dataset, lasting in counting.lasting_reasons(tree, organizations, vocabularies):
        days = life(dataset)
        if days is not None and not lasting:
            counted[dataset.organization].append(_Counted(dataset, days))
        reasons = (*lasting, *_passing_reasons(days, as_of))
        if reasons:
            uncounted.append(
                Uncounted(dataset=dataset.name, organization=dataset.organization, reasons=reasons)
            )
    return counted, tuple(
        sorted(uncounted, key=lambda item: (item.dataset, item.organization, item.reasons))
    )


def _passing_reasons(days: Life | None, as_of: dt.date) -> Iterable[Reason]:
    if days is None:
        yield Reason.NO_FIRST_DAY
        return
    if days.first > as_of:
        yield Reason.NOT_YET
    if days.voided is not None and days.voided <= as_of:
        yield Reason.VOIDED


def _body(
    body: Organization,
    counted: Sequence[_Counted],
    baseline: OpeningBalance | None,
    known_from: dt.date | None,
    day: _Day,
) -> BodyMeasure:
    added = sum(
        item.life.is_published_by(day.date) and series.is_added(item.life, baseline)
        for item in counted
    )
    public = [item.dataset for item in counted if item.life.is_public_on(day.date)]
    cumulative = series.known_cumulative(baseline, added, day.date)
    available = series.known_available(len(public), known_from, day.date)
    readable = sum(counting.is_machine_readable(item, day.red_resources) for item in public)
    is_unreported = known_from is not None and day.date < known_from
    if baseline is not None:
        state = State.COUNTED
        gap = Gap.BEFORE_BASELINE if cumulative is None else None
        is_at_least = cumulative is not None and is_unreported and day.date > baseline.date
    else:
        state = State.KNOWN_PART if added else State.UNKNOWN
        gap = None if added else Gap.NOT_STATED
        is_at_least = bool(added)
    return BodyMeasure(
        organization=body,
        state=state,
        baseline=baseline,
        cumulative=cumulative,
        gap=gap,
        is_at_least=is_at_least,
        added=added,
        available=available,
        machine_readable=None if available is None else readable,
    )
