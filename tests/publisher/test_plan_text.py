"""A plan and what came of it, as an operator reads them."""

from __future__ import annotations

from publisher.publish.apply import Outcome, Result
from publisher.publish.plan import (
    Action,
    Change,
    OrganizationAction,
    OrganizationChange,
    Plan,
)
from publisher.render import plan_text
from publisher.words import Text


def plan(*actions: Action, organizations: int = 0) -> Plan:
    return Plan(
        target="http://catalog.invalid",
        instance="i",
        organizations=tuple(
            OrganizationChange(
                organization=f"o{number}",
                action=OrganizationAction.CREATE,
                reasons=(Text("新しい", "new"),),
            )
            for number in range(organizations)
        ),
        changes=tuple(
            Change(dataset=f"d{number}", action=action, reasons=(Text("理由", "reason"),))
            for number, action in enumerate(actions)
        ),
    )


def test_a_plan_speaks_of_what_will_be_and_a_result_of_what_was() -> None:
    """Nothing is called created before it is; what did not go through is not counted as done."""
    made = plan(Action.CREATE, Action.CREATE, Action.UPDATE, Action.UNCHANGED)
    outcomes = [
        Outcome(name="d0", action="create", result=Result.DONE),
        Outcome(name="d1", action="create", result=Result.UNKNOWN),
        Outcome(name="d2", action="update", result=Result.DONE),
    ]

    assert "2 to create, 1 to update" in plan_text.counts(made)
    assert "1 created, 1 updated" in plan_text.results(made, outcomes)
    assert plan_text.results(made, outcomes).endswith("1 not done")


def test_many_new_organizations_share_a_line() -> None:
    """A first run of a prefecture does not push its datasets off the screen."""
    lines = list(plan_text.lines(plan(Action.CREATE, organizations=40)))

    assert 1 == sum("organizations" in line for line in lines)
    assert any(line.startswith("create") and "d0" in line and "reason" in line for line in lines)


def test_an_empty_plan_says_there_is_nothing_to_change() -> None:
    """Also where datasets are blocked or kept: those are named, and nothing is written."""
    lines = list(plan_text.lines(plan(Action.UNCHANGED, Action.BLOCKED)))

    assert any("nothing to change" in line for line in lines)
    assert any(line.startswith("blocked") for line in lines)
