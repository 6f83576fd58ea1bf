"""One run: connect, look, plan, apply, count. What plan, apply and publish commands share."""

from __future__ import annotations

import datetime as dt
import fcntl
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from publisher import clock
from publisher.ckan.client import CkanCatalog
from publisher.ckan.embedded import serving
from publisher.errors import PlanRefused, SurroundingsError
from publisher.findings import Report
from publisher.instance import Instance, Target
from publisher.model import Dataset, Tree
from publisher.publish import state as memory
from publisher.publish.actual import Actual
from publisher.publish.apply import Applier, Outcome, Result
from publisher.publish.desired import Desired, desired
from publisher.publish.diff import diff
from publisher.publish.inventory import inventory
from publisher.publish.journal import FileJournal
from publisher.publish.limits import judged
from publisher.publish.plan import Action, Plan
from publisher.vocabularies import Vocabularies
from publisher.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Everything a plan is made from, on our side."""

    instance: Instance
    tree: Tree
    report: Report
    vocabularies: Vocabularies
    generated: tuple[Dataset, ...]
    today: dt.date
    withheld: Mapping[str, Text] = field(default_factory=dict)
    """Generated datasets that must not be renewed now, with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A catalog looked at once: the plan and what it was made from."""

    plan: Plan
    wanted: Desired
    actual: Actual
    state: memory.State


@contextmanager
def connected(instance: Instance, target: Target) -> Iterator[CkanCatalog]:
    """Yield the target's catalog; the embedded one is started where it does not serve."""
    if not target.embedded:
        yield CkanCatalog(target.url, target.token)
        return
    with serving(instance) as token:
        yield CkanCatalog(target.url, token)


@contextmanager
def locked(instance: Instance) -> Iterator[None]:
    """Hold the instance's lock; raises SurroundingsError where another run holds it."""
    path = instance.state / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise SurroundingsError(
                Text("別の公開がいま実行中です", "Another publish is running"),
                where=str(path),
                next_step=Text(
                    "それが終わるのを待って、もう一度実行してください。",
                    "Wait until it ends, then run this again.",
                ),
            ) from error
        yield


def look(source: Source, target: Target, catalog: CkanCatalog) -> Look:
    """Read the catalog and make the plan; writes nothing."""
    instance = source.instance
    rights, licences = catalog.rights(), catalog.licences()
    wanted = desired(
        source.tree,
        source.report,
        instance_id=instance.id,
        notice=instance.notice,
        vocabularies=source.vocabularies,
        target_licences=licences,
        today=source.today,
        generated=source.generated,
        withheld=source.withheld,
    )
    state = memory.load(instance.state, target.url, instance.id)
    actual = inventory(
        catalog, wanted, state, instance=instance.id, rights=rights, licences=licences
    )
    missing = [item for item in wanted.organizations if item.name not in actual.organizations]
    if missing and not rights.sysadmin:
        may_create = catalog.may_create_organizations()
        actual = replace(actual, rights=replace(rights, create_organizations=may_create))
    plan = diff(wanted, actual, target=target.url, instance=instance.id)
    plan = judged(
        plan,
        wanted,
        actual,
        instance.limits,
        declared=len(source.tree.datasets) + len(source.tree.unreadable),
        today=source.today,
    )
    return Look(plan=plan, wanted=wanted, actual=actual, state=state)


def refuse(plan: Plan, instance: Instance) -> None:
    """Raise PlanRefused where the plan bears refusals."""
    if plan.refusals:
        raise PlanRefused(
            Text("計画を実行しません", "The plan is refused"),
            where=f"{instance.root} → {plan.target}",
            next_step=Text(
                " ".join(item.ja for item in plan.refusals),
                " ".join(item.en for item in plan.refusals),
            ),
        )


def carry_out(
    seen: Look,
    instance: Instance,
    catalog: CkanCatalog,
    *,
    progress: Callable[[Outcome], None] = lambda _: None,
) -> list[Outcome]:
    """Apply the plan, journalled, and remember what is now known to be as desired."""
    plan = seen.plan
    journal = FileJournal(
        instance.state / "journal.jsonl",
        target=plan.target,
        run=secrets.token_hex(4),
        now=clock.utc_now,
    )
    remembered = _known(seen)
    outcomes: list[Outcome] = []
    if plan.empty:
        memory.save(instance.state, plan.target, instance.id, remembered)
        return outcomes
    journal.note(f"apply {plan.counts()}")
    for override in instance.limits.overrides:
        journal.note(
            f"override in opendata.toml: {override.limit} {override.count} on {override.date}: {override.reason}"
        )
    applier = Applier(catalog=catalog, journal=journal, instance=instance.id)
    try:
        for outcome in applier.run(plan, seen.wanted):
            outcomes.append(outcome)
            progress(outcome)
            if outcome.result is not Result.DONE:
                remembered.pop(outcome.name, None)
            elif not outcome.organization:
                remembered[outcome.name] = memory.Remembered(
                    modified=outcome.modified, digest=outcome.digest
                )
    finally:
        memory.save(instance.state, plan.target, instance.id, remembered)
    return outcomes


def _known(seen: Look) -> dict[str, memory.Remembered]:
    """Return what is known to be as desired: by earlier runs, and by this look.

    A plan may hold a part of the datasets only (a second try, a reviewed plan): what is
    remembered of the others stays, and holds for the very digest and instant it names.
    """
    digests = {item.name: item.digest for item in seen.wanted.datasets}
    kept = {name: item for name, item in seen.state.datasets.items() if name in digests}
    return kept | {
        change.dataset: memory.Remembered(modified=change.modified, digest=digests[change.dataset])
        for change in seen.plan.changes
        if change.action is Action.UNCHANGED and change.id and change.dataset in digests
    }


def again(seen: Look, outcomes: list[Outcome]) -> Look | None:
    """Return a plan of the conflicted datasets only, for one more try; None without any.

    `seen` is the new look. A conflict that it finds again writes nothing, and stays one.
    """
    names = {
        item.name for item in outcomes if item.result is Result.CONFLICT and not item.organization
    }
    still = {Action.CONFLICT, Action.FOREIGN, Action.BLOCKED, Action.ORPHAN}
    changes = tuple(
        change
        for change in seen.plan.changes
        if change.dataset in names and change.action not in still
    )
    if not changes or seen.plan.refusals:
        return None
    return replace(seen, plan=replace(seen.plan, organizations=(), changes=changes))
