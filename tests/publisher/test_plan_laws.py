"""Laws of plan and apply, for any two states, on the catalog in memory."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher import contracts
from publisher.ckan.memory import MemoryCatalog
from publisher.ckan.port import Hidden
from publisher.ckan.rights import Rights
from publisher.instance import Limit, Limits
from publisher.publish.desired import RED
from publisher.publish.plan import Action, OrganizationAction, from_json
from publisher.publish.state import State
from publisher.words import Text
from tests.publisher.worlds import (
    INSTANCE,
    NAMES,
    Datasets,
    carry_out,
    content_of,
    dataset,
    datasets,
    desired,
    foreign,
    plan_of,
    state_after,
)


@given(datasets(), datasets())
def test_apply_reaches_desired_and_a_second_plan_is_empty(
    before: Datasets, after: Datasets
) -> None:
    """Whatever the catalog held of ours, one apply makes it as desired, byte for byte."""
    catalog = MemoryCatalog()
    carry_out(catalog, plan_of(catalog, desired(*before)), desired(*before))
    wanted = desired(*after)
    plan = plan_of(catalog, wanted)
    outcomes = carry_out(catalog, plan, wanted)

    assert all(item.result.value == "done" for item in outcomes)
    expected = {item.id: item.file.open().read() for want in after for item in want.resources}
    assert expected == content_of(catalog, wanted)
    again = plan_of(catalog, wanted)
    assert again.empty
    remembered = plan_of(catalog, wanted, state=state_after(outcomes))
    assert remembered.empty


@given(datasets(), st.sets(st.sampled_from(NAMES)), st.sampled_from(["", "another-instance"]))
def test_foreign_datasets_are_never_touched(
    wanted_sets: Datasets, taken: set[str], mark: str
) -> None:
    """Unmarked datasets and those of another instance stay as they are; our names conflict."""
    catalog = MemoryCatalog()
    for name in sorted(taken):
        foreign(catalog, name, mark)
    before = copy.deepcopy(catalog.packages)
    wanted = desired(*wanted_sets)
    plan = plan_of(catalog, wanted)
    carry_out(catalog, plan, wanted)

    assert before == {key: catalog.packages[key] for key in before}
    found = {change.dataset: change.action for change in plan.changes}
    assert all(
        found[name]
        is (Action.CONFLICT if name in {w.name for w in wanted_sets} else Action.FOREIGN)
        for name in taken
    )


@given(datasets(), st.sets(st.sampled_from(NAMES)))
def test_blocked_and_vanished_datasets_are_never_withdrawn(held: Datasets, red: set[str]) -> None:
    """What check blocks, and what is gone without a withdrawal, keeps its catalog copy."""
    catalog = MemoryCatalog()
    carry_out(catalog, plan_of(catalog, desired(*held)), desired(*held))
    before = copy.deepcopy(catalog.packages)
    wanted = desired(blocked=dict.fromkeys(red, RED))
    plan = plan_of(catalog, wanted)
    carry_out(catalog, plan, wanted)

    assert before == catalog.packages
    actions = {change.dataset: change.action for change in plan.changes}
    assert dict.fromkeys(red, Action.BLOCKED) == {
        name: action for name, action in actions.items() if name in red
    }
    stored = {item["name"] for item in before.values()}
    assert stored - red == {name for name, action in actions.items() if action is Action.ORPHAN}


@given(datasets(), datasets(), st.randoms(use_true_random=False))
def test_order_does_not_matter(before: Datasets, after: Datasets, random: Random) -> None:
    """The plan is the same whichever way tree and catalog list their datasets."""
    catalog = MemoryCatalog()
    carry_out(catalog, plan_of(catalog, desired(*before)), desired(*before))
    shuffled = list(after)
    random.shuffle(shuffled)
    items = list(catalog.packages.items())
    random.shuffle(items)
    mixed = MemoryCatalog()
    mixed.packages, mixed.groups, mixed.files = dict(items), catalog.groups, catalog.files

    assert plan_of(catalog, desired(*after)) == plan_of(mixed, desired(*shuffled))


@given(datasets(), datasets())
def test_a_plan_survives_its_file(before: Datasets, after: Datasets) -> None:
    """A plan written and read back is the same plan, and keeps the contract."""
    catalog = MemoryCatalog()
    carry_out(catalog, plan_of(catalog, desired(*before)), desired(*before))
    plan = plan_of(catalog, desired(*after))
    document = json.loads(json.dumps(plan.as_json()))

    assert [] == contracts.schema_errors(document, contracts.read("plan.schema.json"))
    assert plan == from_json(document)


def test_a_dataset_that_comes_back_keeps_its_ids() -> None:
    """Withdrawn and restored: one dataset, the same resource ids, the same bytes."""
    catalog = MemoryCatalog()
    live, gone = desired(dataset(NAMES[0])), desired(dataset(NAMES[0], withdrawn=True))
    carry_out(catalog, plan_of(catalog, live), live)
    first = copy.deepcopy(catalog.packages)
    withdrawal = plan_of(catalog, gone)
    carry_out(catalog, withdrawal, gone)
    assert [Action.WITHDRAW] == [change.action for change in withdrawal.changes]
    assert [[]] == [item["resources"] for item in catalog.packages.values()]
    back = plan_of(catalog, live)
    carry_out(catalog, back, live)

    assert [Action.RESTORE] == [change.action for change in back.changes]
    assert first.keys() == catalog.packages.keys()
    assert [f"{NAMES[0]}-0"] == [r["id"] for p in catalog.packages.values() for r in p["resources"]]


@pytest.mark.parametrize("is_remembered", [True, False])
def test_a_renamed_dataset_keeps_its_ids(*, is_remembered: bool) -> None:
    """Through two names at once: the same dataset, the same resources, nothing lost or doubled."""
    catalog = MemoryCatalog()
    old = desired(dataset(NAMES[0]), dataset(NAMES[3]))
    state = state_after(carry_out(catalog, plan_of(catalog, old), old))
    first = copy.deepcopy(catalog.packages)
    new = desired(dataset(NAMES[2], former_names=(NAMES[1], NAMES[0])), dataset(NAMES[3]))
    plan = plan_of(catalog, new, state=state if is_remembered else State())
    carry_out(catalog, plan, new)

    assert {NAMES[2]: Action.RENAME, NAMES[3]: Action.UNCHANGED} == {
        change.dataset: change.action for change in plan.changes
    }
    assert first.keys() == catalog.packages.keys()
    assert {NAMES[2], NAMES[3]} == {item["name"] for item in catalog.packages.values()}
    assert {f"{NAMES[0]}-0", f"{NAMES[3]}-0"} == {
        r["id"] for item in catalog.packages.values() for r in item["resources"]
    }
    assert plan_of(catalog, new).empty


def test_a_renamed_dataset_that_is_red_stays_under_its_old_name() -> None:
    catalog = MemoryCatalog()
    old = desired(dataset(NAMES[0]))
    carry_out(catalog, plan_of(catalog, old), old)
    red = desired(blocked={NAMES[1]: Text("赤", "red")}, renamed={NAMES[0]: NAMES[1]})

    assert {NAMES[0]: Action.BLOCKED, NAMES[1]: Action.BLOCKED} == {
        change.dataset: change.action for change in plan_of(catalog, red).changes
    }


def test_a_former_name_that_is_anothers_is_never_touched() -> None:
    """Somebody else's dataset bears the old name: ours is new, theirs stays."""
    catalog = MemoryCatalog()
    theirs = dataset(NAMES[0])
    carry_out(catalog, plan_of(catalog, desired(theirs)), desired(theirs))
    catalog.edit(NAMES[0], extras=[])
    new = desired(dataset(NAMES[1], former_names=(NAMES[0],)))
    plan = plan_of(catalog, new)

    assert {NAMES[0]: Action.FOREIGN, NAMES[1]: Action.CREATE} == {
        change.dataset: change.action for change in plan.changes
    }


def test_a_deleted_dataset_is_undeleted_not_recreated() -> None:
    """Somebody deleted our dataset by hand: the same one comes back."""
    catalog = MemoryCatalog()
    wanted = desired(dataset(NAMES[0]))
    carry_out(catalog, plan_of(catalog, wanted), wanted)
    number = next(iter(catalog.packages))
    catalog.edit(NAMES[0], state="deleted")
    plan = plan_of(catalog, wanted)
    carry_out(catalog, plan, wanted)

    assert [Action.RESTORE] == [change.action for change in plan.changes]
    assert [number] == list(catalog.packages)
    assert "active" == catalog.packages[number]["state"]


def test_a_hand_edit_is_seen_and_undone_the_same_night() -> None:
    """A title changed on the catalog moves nothing but metadata_modified; that is enough."""
    catalog = MemoryCatalog()
    wanted = desired(dataset(NAMES[0]), dataset(NAMES[1]))
    state = state_after(carry_out(catalog, plan_of(catalog, wanted), wanted))
    catalog.edit(NAMES[0], title="手直し")
    plan = plan_of(catalog, wanted, state=state)

    assert {NAMES[0]: Action.UPDATE, NAMES[1]: Action.UNCHANGED} == {
        change.dataset: change.action for change in plan.changes
    }
    assert any(
        "edited by hand" in reason.en for change in plan.changes for reason in change.reasons
    )
    carry_out(catalog, plan, wanted)
    assert plan_of(catalog, wanted).empty


def test_extras_and_resource_keys_of_others_survive_an_update() -> None:
    """What plugins and people keep beside our keys is not ours to remove."""
    catalog = MemoryCatalog()
    wanted = desired(dataset(NAMES[0]))
    carry_out(catalog, plan_of(catalog, wanted), wanted)
    package = next(iter(catalog.packages.values()))
    package["extras"].append({"key": "theirs", "value": "1"})
    package["extras"].append({"key": "frequency", "value": "stale, ours"})
    package["resources"][0]["datastore_note"] = "kept"
    after = desired(dataset(NAMES[0], "新しい題"))
    carry_out(catalog, plan_of(catalog, after), after)

    extras = {item["key"]: item["value"] for item in package["extras"]}
    assert ("1", False) == (extras["theirs"], "frequency" in extras)
    assert "kept" == package["resources"][0]["datastore_note"]


def test_only_changed_files_go_up() -> None:
    """A changed title sends no file; a changed file sends that file alone."""
    catalog = MemoryCatalog()
    first = desired(dataset(NAMES[0], contents=("a", "b")))
    carry_out(catalog, plan_of(catalog, first), first)
    titled = plan_of(catalog, desired(dataset(NAMES[0], "新", contents=("a", "b"))))
    changed = plan_of(catalog, desired(dataset(NAMES[0], contents=("a", "c"))))

    assert [()] == [change.uploads for change in titled.changes]
    assert [(f"{NAMES[0]}-1",)] == [change.uploads for change in changed.changes]


def test_losses_beyond_the_limits_refuse_and_one_is_always_allowed() -> None:
    """Both the absolute and the relative limit refuse; a catalog of two loses one, not both."""
    catalog = MemoryCatalog()
    first = desired(*(dataset(name) for name in NAMES))
    carry_out(catalog, plan_of(catalog, first), first)

    def refused(withdrawn: int, limit: Limit) -> bool:
        after = desired(
            *(dataset(name, withdrawn=index < withdrawn) for index, name in enumerate(NAMES))
        )
        return bool(plan_of(catalog, after, limits=Limits(withdrawals=limit, files=limit)).refusals)

    assert not refused(1, Limit(absolute=0, share=0.0))
    assert refused(2, Limit(absolute=1, share=1.0))
    assert refused(2, Limit(absolute=99, share=0.25))
    assert not refused(2, Limit(absolute=2, share=0.5))


def test_an_empty_or_half_read_tree_is_refused() -> None:
    """A failed checkout must never look like an order to forget everything."""
    catalog = MemoryCatalog()
    first = desired(*(dataset(name) for name in NAMES))
    carry_out(catalog, plan_of(catalog, first), first)

    assert plan_of(catalog, desired(), declared=0).refusals
    assert plan_of(catalog, desired(dataset(NAMES[0])), declared=1).refusals
    assert not plan_of(catalog, desired(*(dataset(n) for n in NAMES[:3])), declared=3).refusals


def test_without_rights_the_plan_says_needs_admin_and_the_rest_goes_on() -> None:
    """An editor's token cannot make organizations: the plan says so, and writes what it may."""
    catalog = MemoryCatalog()
    wanted = desired(dataset(NAMES[0]))
    editor = Rights(user="editor", edits=frozenset({"010001_town"}))
    plan = plan_of(catalog, wanted, rights=editor)

    assert [OrganizationAction.NEEDS_ADMIN] == [item.action for item in plan.organizations]
    assert [Action.BLOCKED] == [change.action for change in plan.changes]
    catalog.groups["010001_town"] = {"id": "o", "name": "010001_town", "extras": []}
    plan = plan_of(catalog, wanted, rights=editor)
    assert [Action.CREATE] == [change.action for change in plan.changes]


def test_a_name_that_the_token_may_not_see_is_a_conflict() -> None:
    """A private or deleted dataset of somebody else holds the name."""
    catalog = MemoryCatalog()
    foreign(catalog, NAMES[0])
    catalog.edit(NAMES[0], hidden=True)
    plan = plan_of(catalog, desired(dataset(NAMES[0])))

    assert [Action.CONFLICT] == [change.action for change in plan.changes]


def test_a_plan_writes_nothing_without_changes() -> None:
    """The second run sends no write at all."""
    catalog = MemoryCatalog()
    wanted = desired(dataset(NAMES[0]))
    state = state_after(carry_out(catalog, plan_of(catalog, wanted), wanted))
    writes = list(catalog.writes)
    carry_out(catalog, plan_of(catalog, wanted, state=state), wanted)

    assert writes == catalog.writes
    assert INSTANCE in str(catalog.packages)


def test_the_share_of_files_is_of_all_files_with_and_without_a_remembered_state() -> None:
    """What was not read again counts in full: the limit must not depend on what is remembered."""
    catalog = MemoryCatalog()
    before = desired(*(dataset(name, contents=tuple("abc")) for name in NAMES))
    remembered = state_after(carry_out(catalog, plan_of(catalog, before), before))
    after = desired(
        dataset(NAMES[0], contents=("a",)),
        *(dataset(name, contents=tuple("abc")) for name in NAMES[1:]),
    )
    limits = Limits(withdrawals=Limit(absolute=9, share=1.0), files=Limit(absolute=9, share=2 / 12))
    for state in (None, remembered):
        assert () == plan_of(catalog, after, limits=limits, state=state).refusals


def test_what_is_as_desired_needs_no_rights() -> None:
    """A token that may not write blocks changes only; there is nothing to do for the rest."""
    catalog, before = MemoryCatalog(), desired(dataset(NAMES[0]), dataset(NAMES[1]))
    carry_out(catalog, plan_of(catalog, before), before)
    after = desired(dataset(NAMES[0]), dataset(NAMES[1], "乙"))
    plan = plan_of(catalog, after, rights=Rights(user="reader"))

    assert [Action.UNCHANGED, Action.BLOCKED] == [change.action for change in plan.changes]


def test_a_name_that_ckan_cannot_hold_is_not_asked_for() -> None:
    """A blocked folder may bear any name, even one that is no text."""

    class Strict(MemoryCatalog):
        def show(self, name: str) -> Mapping[str, Any] | Hidden | None:
            name.encode()
            return super().show(name)

    wanted = desired(blocked={"\udcff\udcfe": RED})

    assert [Action.BLOCKED] == [change.action for change in plan_of(Strict(), wanted).changes]
