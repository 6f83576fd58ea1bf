"""Laws of the KPI over any tree and any day."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from publisher.findings import Report
from publisher.kpi import dataset as kpi_dataset
from publisher.kpi.counting import Reason
from publisher.model import Dataset, Event, EventKind, Tree
from tests.publisher.kpi_trees import (
    BALANCE,
    BODIES,
    INSTANCE,
    VOCABULARIES,
    any_kind,
    days,
    measured,
    of,
    trees,
)


def _bytes(world: Tree, today: dt.date) -> list[bytes]:
    """Everything a citizen could download of the generated dataset, or nothing."""
    built = kpi_dataset.build(
        world, INSTANCE, vocabularies=VOCABULARIES, report=Report(), today=today
    )
    if built is None:
        return []
    files = [item.file for item in built.resources if item.file] + [built.descriptor_file]
    return [file.open().read() for file in files]


def _fact_days(world: Tree) -> set[dt.date]:
    """Days on which anything that a dataset or the plan states begins."""
    found = {BALANCE.date}
    for item in world.datasets:
        found |= {event.date for event in item.history} | ({item.issued} if item.issued else set())
    return found


@given(trees(), days, days)
def test_cumulative_never_falls_over_days_without_voiding(
    world: Tree, one: dt.date, other: dt.date
) -> None:
    earlier, later = (measured(world, day) for day in sorted((one, other)))

    for body in BODIES:
        assert (of(earlier, body).cumulative or 0) <= (of(later, body).cumulative or 0)


@given(trees(any_kind), days)
def test_available_is_at_most_what_counts(world: Tree, as_of: dt.date) -> None:
    report = measured(world, as_of)
    uncounted = {item.dataset for item in report.uncounted}

    for body in BODIES:
        entries = [item for item in world.datasets if item.organization == body.name]
        counted = [item for item in entries if item.name not in uncounted]
        measure = of(report, body)
        assert (measure.available or 0) <= len(counted)
        assert (measure.machine_readable or 0) <= (measure.available or 0)
        assert measure.added <= len(counted)


def _withdrawn(entry: Dataset, day: dt.date) -> Dataset:
    event = Event(date=day, event=EventKind.WITHDRAWN, reason="統合")
    return replace(
        entry,
        history=(*entry.history, event),
        resources=tuple(replace(item, file=None) for item in entry.resources),
    )


@given(trees(any_kind), days, days)
def test_withdrawing_never_changes_cumulative(
    world: Tree, withdrawn: dt.date, as_of: dt.date
) -> None:
    after = replace(world, datasets=tuple(_withdrawn(item, withdrawn) for item in world.datasets))

    assert [item.cumulative for item in measured(world, as_of).bodies] == [
        item.cumulative for item in measured(after, as_of).bodies
    ]


@given(trees(any_kind), days, st.integers())
def test_the_order_of_the_tree_does_not_matter(world: Tree, as_of: dt.date, seed: int) -> None:
    shuffled = list(world.datasets)
    random.Random(seed).shuffle(shuffled)  # noqa: S311  # an order, not a secret
    mixed = replace(
        world, datasets=tuple(shuffled), organizations=tuple(reversed(world.organizations))
    )

    assert measured(world, as_of) == measured(mixed, as_of)


@given(trees(any_kind), days, days)
def test_the_generated_bytes_change_only_on_a_day_with_a_fact(
    world: Tree, one: dt.date, other: dt.date
) -> None:
    first, second = sorted((one, other))
    is_quiet = not any(first < day <= second for day in _fact_days(world))

    if is_quiet:
        assert _bytes(world, first) == _bytes(world, second)


@given(trees(any_kind))
def test_the_generated_bytes_do_not_know_the_turn_of_the_fiscal_year(world: Tree) -> None:
    eve, turn = dt.date(2031, 3, 31), dt.date(2031, 4, 1)

    assert _bytes(world, eve) == _bytes(world, turn)


@given(trees(any_kind), days)
def test_the_series_agrees_with_the_measure_of_each_day(world: Tree, as_of: dt.date) -> None:
    report = measured(world, as_of)
    last = report.series[-1] if report.series else None

    if last is not None:
        assert (last.cumulative, last.available) == (report.own.cumulative, report.own.available)
    for step in report.series:
        own = measured(world, step.date).own
        assert (step.cumulative, step.available) == (own.cumulative, own.available)


@given(trees(any_kind), days)
def test_a_dataset_counts_or_says_why_not(world: Tree, as_of: dt.date) -> None:
    report = measured(world, as_of)
    uncounted = {item.dataset: item.reasons for item in report.uncounted}

    assert all(uncounted.values())
    for item in world.datasets:
        if item.origin == "compiled":
            assert Reason.COMPILED in uncounted[item.name]
