"""The KPI case by case: what counts, from when, and what is not known."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from publisher import clock
from publisher.findings import Report
from publisher.kpi.counting import Reason
from publisher.kpi.figures import Gap, State
from publisher.kpi.fiscal import fiscal_year
from publisher.model import Dataset, Organization, Tree, Unreadable
from publisher.words import Text
from tests.publisher.kpi_trees import (
    BALANCE,
    PLAN,
    PREFECTURE,
    TOWN,
    VILLAGE,
    dataset,
    day,
    measured,
    of,
    resource,
    tree,
)

SOMETHING = dataset("2026-11-21 registered", name="990019_other", body=TOWN)
"""Makes the tree report from 2026-11-21."""


@pytest.mark.parametrize(
    ("entry", "as_of", "cumulative", "available"),
    [
        pytest.param(dataset("2026-12-01 registered"), "2026-12-01", 78, 1, id="registered"),
        pytest.param(dataset("2026-12-01 registered"), "2026-11-30", 77, 0, id="before it came"),
        pytest.param(
            dataset("2026-12-01 registered", "2018-05-01 published"),
            "2026-12-01",
            77,
            1,
            id="first published before the opening balance: part of it",
        ),
        pytest.param(
            dataset("2026-12-01 registered", "2019-02-28 published"),
            "2026-12-01",
            77,
            1,
            id="first published on its day: part of it",
        ),
        pytest.param(
            dataset("2026-12-01 registered", "2019-03-01 published"),
            "2026-12-01",
            78,
            1,
            id="first published the day after",
        ),
        pytest.param(
            dataset("2026-12-01 registered", "2026-12-01 recognised"),
            "2026-12-01",
            77,
            1,
            id="recognised: never again",
        ),
        pytest.param(
            dataset(
                "2026-12-01 registered",
                "2027-01-10 withdrawn",
                resources=(resource(has_file=False),),
            ),
            "2027-01-10",
            78,
            0,
            id="withdrawn: still in the cumulative figure",
        ),
        pytest.param(
            dataset(
                "2026-12-01 registered",
                "2027-01-10 withdrawn",
                resources=(resource(has_file=False),),
            ),
            "2027-01-09",
            78,
            1,
            id="the day before its withdrawal",
        ),
        pytest.param(
            dataset("2026-12-01 registered", "2027-01-10 withdrawn", "2027-02-01 restored"),
            "2027-02-01",
            78,
            1,
            id="restored",
        ),
        pytest.param(
            dataset("2026-12-01 registered", "2027-01-10 withdrawn", "2027-02-01 restored"),
            "2027-01-31",
            78,
            0,
            id="between withdrawal and return",
        ),
        pytest.param(
            dataset("2026-12-01 registered", "2027-01-10 voided"),
            "2027-01-10",
            77,
            0,
            id="voided",
        ),
        pytest.param(
            dataset("2026-12-01 registered", "2027-01-10 voided"),
            "2027-01-09",
            78,
            1,
            id="the day before it was voided",
        ),
        pytest.param(
            dataset("2026-12-01 registered", "2026-12-01 recognised", "2027-01-10 voided"),
            "2027-01-10",
            77,
            0,
            id="recognised and voided: the opening balance stands",
        ),
        pytest.param(
            dataset("2026-12-01 registered", issued="2027-04-01"),
            "2027-03-31",
            77,
            0,
            id="issued in the future",
        ),
        pytest.param(
            dataset("2026-12-01 registered", issued="2027-04-01"),
            "2027-04-01",
            78,
            1,
            id="issued today",
        ),
        pytest.param(
            dataset("2026-12-01 registered", "2026-12-03 seen"),
            "2026-12-02",
            77,
            0,
            id="unknown first day counts from the day it was seen",
        ),
        pytest.param(
            dataset("2026-12-01 registered", "2026-12-09 published", "2026-12-03 published"),
            "2026-12-03",
            78,
            1,
            id="the earliest published event",
        ),
        pytest.param(dataset("2026-12-01 adopted"), "2026-12-01", 78, 1, id="adopted"),
        pytest.param(
            dataset("2026-12-05 updated"), "2026-12-05", 78, 1, id="nothing but an update is known"
        ),
        pytest.param(
            dataset("2026-12-01 registered", origin="processed"),
            "2026-12-01",
            78,
            1,
            id="processed",
        ),
    ],
)
def test_the_headline_of_a_day(entry: Dataset, as_of: str, cumulative: int, available: int) -> None:
    own = measured(tree(entry, SOMETHING), as_of).own

    assert (cumulative, available) == (own.cumulative, own.available)
    assert own.state is State.COUNTED
    assert own.added == cumulative - 77


@pytest.mark.parametrize(
    ("entry", "reasons"),
    [
        (dataset("2026-12-01 registered", origin="compiled"), (Reason.COMPILED,)),
        (dataset("2026-12-01 registered", generated="kpi"), (Reason.GENERATED,)),
        (
            dataset("2026-12-01 registered", resources=(resource(licence="unstated"),)),
            (Reason.NO_OPEN_LICENCE,),
        ),
        (
            dataset("2026-12-01 registered", resources=(resource(licence="CC-BY-NC-4.0"),)),
            (Reason.NO_OPEN_LICENCE,),
        ),
        (
            dataset("2026-12-01 registered", resources=(resource(licence=None),)),
            (Reason.NO_OPEN_LICENCE,),
        ),
        (
            dataset("2026-12-01 registered", resources=(resource(has_file=False),)),
            (Reason.NO_FILE,),
        ),
        (
            dataset(
                "2026-12-01 registered",
                resources=(resource(has_file=False), resource(licence="unstated", name="s")),
            ),
            (Reason.NO_OPEN_LICENCE,),
        ),
        (dataset("2026-12-01 registered", name="Toilets"), (Reason.UNSTABLE_NAME,)),
        (dataset("2027-04-01 registered"), (Reason.NOT_YET,)),
        (dataset("2026-12-01 registered", "2026-12-02 voided"), (Reason.VOIDED,)),
        (dataset(), (Reason.NO_FIRST_DAY,)),
        (dataset("2026-12-01 withdrawn"), (Reason.NO_FIRST_DAY,)),
        (
            dataset("2026-12-01 registered", origin="compiled", resources=()),
            (Reason.COMPILED, Reason.NO_FILE),
        ),
    ],
)
def test_what_does_not_count_says_why(entry: Dataset, reasons: tuple[Reason, ...]) -> None:
    report = measured(tree(entry, SOMETHING), "2026-12-31")

    assert [(entry.name, reasons)] == [(item.dataset, item.reasons) for item in report.uncounted]
    assert (77, 0) == (report.own.cumulative, report.own.available)


def test_two_datasets_of_one_name_do_not_count() -> None:
    twins = tree(
        dataset("2026-12-01 registered"), dataset("2026-12-01 registered", body=TOWN), SOMETHING
    )

    report = measured(twins, "2026-12-31")

    assert [(Reason.UNSTABLE_NAME,)] * 2 == [item.reasons for item in report.uncounted]


def test_a_dataset_of_an_undeclared_body_does_not_count_and_is_incomplete() -> None:
    nobody = Organization(name="990035_x", code="990035", title=Text("x", "x"), kana="")

    report = measured(tree(dataset("2026-12-01 registered", body=nobody)), "2026-12-31")

    assert [(Reason.NOT_OWNED,)] == [item.reasons for item in report.uncounted]
    assert ("datasets/990035_x/990001_toilets",) == report.incomplete


def test_a_body_without_baseline_is_a_known_part_and_without_both_unknown() -> None:
    report = measured(tree(SOMETHING), "2026-11-21")

    town, village = of(report, TOWN), of(report, VILLAGE)
    assert (State.KNOWN_PART, 1, True, 1) == (
        town.state,
        town.cumulative,
        town.is_at_least,
        town.available,
    )
    assert (State.UNKNOWN, None, Gap.NOT_STATED, 0) == (
        village.state,
        village.cumulative,
        village.gap,
        village.available,
    )


def test_a_recognised_dataset_counts_where_no_opening_balance_could_hold_it() -> None:
    report = measured(
        tree(dataset("2026-12-01 registered", "2026-12-01 recognised", body=TOWN)), "2026-12-31"
    )

    assert 1 == of(report, TOWN).cumulative


def test_a_stated_opening_balance_of_zero_is_not_unknown() -> None:
    plan = replace(
        PLAN, opening_balances=(BALANCE, replace(BALANCE, organization=VILLAGE.name, count=0))
    )

    village = of(measured(tree(SOMETHING), "2026-11-21", plan=plan), VILLAGE)

    assert (State.COUNTED, 0) == (village.state, village.cumulative)


def test_before_the_opening_balance_nothing_is_claimed() -> None:
    own = measured(tree(SOMETHING), "2019-02-27").own

    assert (None, Gap.BEFORE_BASELINE, None) == (own.cumulative, own.gap, own.available)


def test_between_the_opening_balance_and_the_first_report_it_is_at_least_that() -> None:
    known = dataset("2026-12-01 registered", "2022-06-01 published")
    own = measured(tree(SOMETHING, known), "2022-07-01").own

    assert (78, True, 1) == (own.cumulative, own.is_at_least, own.available)


def test_on_the_day_of_the_opening_balance_it_is_exact() -> None:
    own = measured(tree(SOMETHING), "2019-02-28").own

    assert (77, False) == (own.cumulative, own.is_at_least)


def test_an_empty_tree_holds_none_and_says_so() -> None:
    report = measured(tree(), "2026-11-21")

    assert (77, 0, None) == (report.own.cumulative, report.own.available, report.reported_from)


def test_a_body_that_only_the_plan_names_keeps_its_opening_balance() -> None:
    report = measured(Tree(), "2026-11-21")

    assert [(PREFECTURE.name, "990001", 77)] == [
        (item.organization.name, item.organization.code, item.cumulative) for item in report.bodies
    ]


@pytest.mark.parametrize(
    ("as_of", "year", "target"),
    [
        ("2019-03-31", 2018, None),
        ("2019-04-01", 2019, 100),
        ("2020-03-31", 2019, 100),
        ("2020-04-01", 2020, 120),
        ("2022-01-01", 2021, None),
        ("2024-03-31", 2023, 150),
        ("2024-04-01", 2024, None),
    ],
)
def test_the_target_is_that_of_the_fiscal_year_or_none(
    as_of: str, year: int, target: int | None
) -> None:
    report = measured(tree(SOMETHING), as_of)

    assert (year, target) == (report.fiscal_year, report.target)


@pytest.mark.parametrize(
    ("instant", "zone", "year"),
    [
        ("2024-03-31T14:59:59+00:00", "Asia/Tokyo", 2023),
        ("2024-03-31T15:00:00+00:00", "Asia/Tokyo", 2024),
        ("2024-03-31T15:00:00+00:00", "UTC", 2023),
    ],
)
def test_a_fiscal_year_turns_at_midnight_of_the_instances_time_zone(
    instant: str, zone: str, year: int
) -> None:
    assert year == fiscal_year(clock.day(dt.datetime.fromisoformat(instant), zone))


def test_machine_readable_are_the_available_ones_with_a_table_free_of_errors() -> None:
    entries = (
        dataset("2026-12-01 registered", name="990001_csv"),
        dataset("2026-12-01 registered", name="990001_map", resources=(resource(form="geojson"),)),
        dataset("2026-12-01 registered", name="990001_pdf", resources=(resource(form="pdf"),)),
        dataset("2026-12-01 registered", name="990001_red"),
        dataset("2027-12-01 registered", name="990001_later"),
        dataset(
            "2026-12-01 registered",
            name="990001_half",
            resources=(resource(name="bad"), resource(name="good")),
        ),
    )
    report = Report(
        red_resources=frozenset(
            {
                (f"datasets/{PREFECTURE.name}/990001_red", "r"),
                (f"datasets/{PREFECTURE.name}/990001_half", "bad"),
            }
        )
    )

    own = measured(tree(*entries), "2026-12-31", report).own

    assert (5, 3) == (own.available, own.machine_readable)


def test_what_cannot_be_read_whole_is_named() -> None:
    world = replace(
        tree(dataset("2026-12-01 registered", resources=(resource(has_file=False),))),
        unreadable=(Unreadable(name="x", organization=TOWN.name, folder="datasets/t/x"),),
    )

    report = measured(world, "2026-12-31")

    assert ("datasets/990001_umi_pref/990001_toilets", "datasets/t/x") == report.incomplete
    assert "incomplete" in [note.code for note in report.notes]


def test_the_series_steps_where_a_figure_changed() -> None:
    world = tree(
        dataset("2026-12-01 registered", "2027-01-10 withdrawn", "2027-02-01 restored"), SOMETHING
    )

    steps = measured(world, "2027-12-31").series

    assert [
        (BALANCE.date, 77, None),
        (day("2026-11-21"), 77, 0),
        (day("2026-12-01"), 78, 1),
        (day("2027-01-10"), 78, 0),
        (day("2027-02-01"), 78, 1),
    ] == [(step.date, step.cumulative, step.available) for step in steps]
