"""One run after another: what is remembered, and what a second try leaves standing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from publisher import instance, tree, vocabularies
from publisher.ckan.client import CkanCatalog
from publisher.ckan.memory import MemoryCatalog
from publisher.ckan.rights import Rights
from publisher.findings import Report
from publisher.publish import run
from publisher.publish import state as memory
from publisher.publish.apply import Outcome, Result
from publisher.publish.diff import diff
from publisher.publish.inventory import inventory
from publisher.publish.plan import OrganizationAction
from tests.publisher.worlds import (
    INSTANCE,
    NAMES,
    TARGET,
    dataset,
    desired,
    foreign,
)
from tests.towns import Town


class Visited(MemoryCatalog):
    """A catalog for a token that is no sysadmin's; notes whether it was asked to create."""

    asked = 0

    def rights(self) -> Rights:
        """Return an editor's rights."""
        return Rights(user="editor", edits=frozenset(self.groups))

    def licences(self) -> frozenset[str]:
        """Return an empty register."""
        return frozenset()

    def may_create_organizations(self) -> bool:
        """Say yes, and count."""
        self.asked += 1
        return True


def look(catalog: MemoryCatalog, wanted: Any, folder: Path) -> run.Look:
    """Return what a run sees now."""
    state = memory.load(folder, TARGET, INSTANCE)
    rights = Rights(user="publisher", sysadmin=True)
    actual = inventory(
        catalog, wanted, state, instance=INSTANCE, rights=rights, licences=frozenset()
    )
    plan = diff(wanted, actual, target=TARGET, instance=INSTANCE)
    return run.Look(plan=plan, wanted=wanted, actual=actual, state=state)


def test_a_second_try_forgets_nothing_of_the_others(tmp_path: Path) -> None:
    """The state after a run with a conflict still knows every dataset that went through."""
    here = replace(instance.load(Town(tmp_path / "town").root), id=INSTANCE)
    catalog, wanted = MemoryCatalog(), desired(dataset(NAMES[0]), dataset(NAMES[1]))
    door = cast(CkanCatalog, catalog)
    run.carry_out(look(catalog, wanted, here.state), here, door)
    wanted = desired(dataset(NAMES[0]), dataset(NAMES[1], "乙"))
    seen = look(catalog, wanted, here.state)
    catalog.edit(NAMES[1], title="他の人")
    outcomes = run.carry_out(seen, here, door)
    assert [Result.CONFLICT] == [item.result for item in outcomes]
    second = run.again(look(catalog, wanted, here.state), outcomes)
    assert second is not None
    run.carry_out(second, here, door)

    remembered = memory.load(here.state, TARGET, INSTANCE).datasets
    assert sorted(remembered) == sorted(item.name for item in wanted.datasets)


def test_a_conflict_that_stays_stays_a_conflict(tmp_path: Path) -> None:
    """Another manager took the name: a second look finds nothing to try, and nothing is hidden."""
    catalog, wanted = MemoryCatalog(), desired(dataset(NAMES[0]))
    foreign(catalog, NAMES[0])
    outcomes = [Outcome(name=NAMES[0], action="create", result=Result.CONFLICT)]

    assert run.again(look(catalog, wanted, tmp_path), outcomes) is None


def test_whether_organizations_may_be_created_is_asked_only_where_one_is_missing(
    tmp_path: Path,
) -> None:
    """CKAN tells it only to a call that would write: a run without change must not send one."""
    town = Town(tmp_path / "town")
    town.add()
    here = instance.load(town.root)
    source = run.Source(
        instance=here,
        tree=tree.load(here.root),
        report=Report(findings=()),
        vocabularies=vocabularies.load(),
        generated=(),
        today=dt.date(2026, 11, 21),
    )
    target = instance.Target(url=TARGET, token="t", embedded=False)
    catalog = Visited()
    door = cast(CkanCatalog, catalog)
    seen = run.look(source, target, door)
    assert (1, [OrganizationAction.CREATE]) == (
        catalog.asked,
        [item.action for item in seen.plan.organizations],
    )
    run.carry_out(seen, here, door)

    assert (True, 1) == (run.look(source, target, door).plan.empty, catalog.asked)
