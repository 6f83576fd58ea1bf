"""Lost answers, refusals and interruptions: apply never doubles, never loses, never lies."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from publisher.ckan.memory import Fault, MemoryCatalog
from publisher.publish.apply import Applier, Result
from publisher.publish.compare import milliseconds
from publisher.publish.plan import Action
from tests.publisher.worlds import (
    INSTANCE,
    NAMES,
    Datasets,
    SilentJournal,
    carry_out,
    content_of,
    dataset,
    datasets,
    desired,
    foreign,
    plan_of,
)

faults = st.lists(st.sampled_from(list(Fault)), max_size=12)


class Killed(BaseException):
    """The process ends here."""


class MortalJournal(SilentJournal):
    """Kills the run at the n-th line, as a power cut would between two steps."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._left = lines

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise Killed

    def intent(self, name: str, action: str, step: str) -> None:
        super().intent(name, action, step)
        self._count()

    def outcome(self, name: str, action: str, result: str, detail: str) -> None:
        super().outcome(name, action, result, detail)
        self._count()


@given(datasets(), datasets(), faults)
def test_any_faults_then_one_good_run_converges(
    before: Datasets, after: Datasets, lost: list[Fault]
) -> None:
    """Whatever was lost on the way, the next run makes everything right, with nothing doubled."""
    catalog = MemoryCatalog(faults=lost)
    for wanted in (desired(*before), desired(*after)):
        carry_out(catalog, plan_of(catalog, wanted), wanted)
    catalog.faults = iter(())
    wanted = desired(*after)
    for _ in range(2):
        outcomes = carry_out(catalog, plan_of(catalog, wanted), wanted)

    assert [] == [item for item in outcomes if item.result is not Result.DONE]
    names = [item["name"] for item in catalog.packages.values()]
    assert sorted(set(names)) == sorted(names)
    expected = {item.id: item.file.open().read() for want in after for item in want.resources}
    assert expected == content_of(catalog, wanted)


@given(datasets(), st.integers(min_value=0, max_value=20))
def test_killed_at_any_step_the_next_run_converges(wanted_sets: Datasets, step: int) -> None:
    """A citizen sees nothing half meanwhile, and the run after a kill finishes the work."""
    catalog, wanted = MemoryCatalog(), desired(*wanted_sets)
    applier = Applier(
        catalog=catalog, journal=MortalJournal(step), instance=INSTANCE, sleep=lambda _: None
    )
    with contextlib.suppress(Killed):
        list(applier.run(plan_of(catalog, wanted), wanted))
    public = [item for item in catalog.packages.values() if not item["private"]]
    assert all(resource["id"] in catalog.files for item in public for resource in item["resources"])
    carry_out(catalog, plan_of(catalog, wanted), wanted)

    assert plan_of(catalog, wanted).empty


def test_one_failure_does_not_stop_the_rest_and_is_journalled() -> None:
    """A refused dataset fails alone; intent and outcome of each stand in the journal."""
    wanted = desired(dataset(NAMES[0]), dataset(NAMES[1]))
    catalog = MemoryCatalog(faults=[Fault.NONE, Fault.REFUSED])
    journal = SilentJournal()
    applier = Applier(catalog=catalog, journal=journal, instance=INSTANCE, sleep=lambda _: None)
    outcomes = list(applier.run(plan_of(catalog, wanted), wanted))

    assert [Result.DONE, Result.FAILED, Result.DONE] == [item.result for item in outcomes]
    phases = [(line[0], line[1]) for line in journal.lines if line[1] == NAMES[1]]
    assert [("intent", NAMES[1]), ("intent", NAMES[1]), ("outcome", NAMES[1])] == phases


def test_a_lost_answer_is_read_back_not_repeated() -> None:
    """The write arrived and its answer did not: nothing is sent twice."""
    wanted = desired(dataset(NAMES[0]))
    catalog = MemoryCatalog(faults=[Fault.LOST_AFTER] * 3)
    outcomes = carry_out(catalog, plan_of(catalog, wanted), wanted)

    assert {Result.DONE} == {item.result for item in outcomes}
    assert 3 == len(catalog.writes)


def test_what_stays_unknown_says_so() -> None:
    """When no try arrives, the outcome is unknown, not done and not failed."""
    wanted = desired(dataset(NAMES[0]))
    catalog = MemoryCatalog(faults=[Fault.NONE, *[Fault.LOST_BEFORE] * 9])
    outcomes = carry_out(catalog, plan_of(catalog, wanted), wanted)

    assert [Result.DONE, Result.UNKNOWN] == [item.result for item in outcomes]


def test_an_edit_between_plan_and_apply_is_a_conflict() -> None:
    """Somebody edited after the plan was made: theirs stays, and the outcome says conflict."""
    catalog, first = MemoryCatalog(), desired(dataset(NAMES[0]))
    carry_out(catalog, plan_of(catalog, first), first)
    wanted = desired(dataset(NAMES[0], "新"))
    plan = plan_of(catalog, wanted)
    catalog.edit(NAMES[0], title="他の人")
    outcomes = carry_out(catalog, plan, wanted)

    assert [Result.CONFLICT] == [item.result for item in outcomes]
    assert ["他の人"] == [item["title"] for item in catalog.packages.values()]


def test_a_name_taken_between_plan_and_apply_is_a_conflict() -> None:
    """A foreign dataset that appeared meanwhile is not touched."""
    catalog, wanted = MemoryCatalog(), desired(dataset(NAMES[0]))
    plan = plan_of(catalog, wanted)
    foreign(catalog, NAMES[0])
    outcomes = carry_out(catalog, plan, wanted)

    assert Result.CONFLICT is outcomes[-1].result
    assert ["他"] == [item["title"] for item in catalog.packages.values()]


def test_a_tree_that_changed_since_the_plan_is_a_conflict() -> None:
    """A reviewed plan carries out what was reviewed, or nothing."""
    catalog = MemoryCatalog()
    plan = plan_of(catalog, desired(dataset(NAMES[0])))
    outcomes = carry_out(catalog, plan, desired(dataset(NAMES[0], "別の題")))

    assert [Action.CREATE] == [change.action for change in plan.changes]
    assert Result.CONFLICT is outcomes[-1].result
    assert {} == catalog.packages


def test_a_plan_whose_ids_were_edited_touches_no_foreign_dataset() -> None:
    """A reviewed file is still only a file: the id of a foreign dataset in it writes nothing."""
    catalog, first = MemoryCatalog(), desired(dataset(NAMES[0]))
    carry_out(catalog, plan_of(catalog, first), first)
    foreign(catalog, "other_data")
    theirs = catalog.show("other_data")
    assert isinstance(theirs, Mapping)
    wanted = desired(dataset(NAMES[0], "新"))
    plan = plan_of(catalog, wanted)
    (change,) = (item for item in plan.changes if item.action is Action.UPDATE)
    modified = milliseconds(theirs["metadata_modified"])
    changes = (replace(change, id=theirs["id"], modified=modified),)
    outcomes = carry_out(catalog, replace(plan, changes=changes), wanted)

    assert [Result.CONFLICT] == [item.result for item in outcomes]
    assert theirs == catalog.show("other_data")


def test_a_plan_with_an_organization_that_is_not_ours_is_a_conflict() -> None:
    """An organization that the tree does not hold, or holds otherwise now, is not written."""
    catalog, wanted = MemoryCatalog(), desired()
    plan = plan_of(catalog, wanted)
    edited = tuple(replace(item, organization="zzz") for item in plan.organizations)
    outcomes = carry_out(catalog, replace(plan, organizations=edited), wanted)

    assert [(Result.CONFLICT, True)] == [(item.result, item.organization) for item in outcomes]
    assert {} == catalog.groups
