"""Desired against actual gives the plan. Pure: no clock, no network, no disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publisher.publish.actual import Actual, Held
from publisher.publish.compare import differences, needs_upload
from publisher.publish.desired import Desired, DesiredDataset, DesiredOrganization
from publisher.publish.plan import Action, Change, OrganizationAction, OrganizationChange, Plan
from publisher.publish.reasons import DIGEST, Reasons, words_of
from publisher.words import Text

_LOUDER = frozenset({Action.WITHDRAW, Action.RESTORE})
"""What is to be told of a dataset before its new name."""


def diff(wanted: Desired, actual: Actual, *, target: str, instance: str) -> Plan:
    """Return the plan that makes `actual` equal to `wanted`, losses not yet judged."""
    organizations = tuple(_organization(item, actual, instance) for item in wanted.organizations)
    standing = {
        item.organization
        for item in organizations
        if item.action is not OrganizationAction.NEEDS_ADMIN or item.id
    }
    names = {item.name: item for item in wanted.datasets}
    every = sorted(names.keys() | wanted.blocked.keys() | actual.datasets.keys())
    return Plan(
        target=target,
        instance=instance,
        organizations=organizations,
        changes=tuple(
            change
            for name in every
            for change in _changes(name, names.get(name), wanted, actual, instance, standing)
        ),
        notices=(*wanted.notices, *_waiting(wanted)),
    )


def _waiting(wanted: Desired) -> Iterator[Text]:
    for name, day in wanted.waiting.items():
        yield Text(
            f"{name} は {day.isoformat()} に公開します。",
            f"{name} will be published on {day.isoformat()}.",
        )


def _organization(wanted: DesiredOrganization, actual: Actual, instance: str) -> OrganizationChange:
    held, rights = actual.organizations.get(wanted.name), actual.rights
    action, reason, number = OrganizationAction.UNCHANGED, None, held.id if held else ""
    if held is None:
        action, reason = OrganizationAction.CREATE, Reasons.NEW_ORGANIZATION
        if not (rights.sysadmin or rights.create_organizations):
            action = OrganizationAction.NEEDS_ADMIN
    elif held.managed_by and held.managed_by != instance:
        action, reason = OrganizationAction.FOREIGN, Reasons.FOREIGN_ORGANIZATION
    elif held.managed_by != instance or held.digest != wanted.digest:
        action, reason = OrganizationAction.UPDATE, Reasons.ORGANIZATION_CHANGED
        if not rights.may_change(wanted.name):
            action = OrganizationAction.NEEDS_ADMIN
    reasons = (reason,) if reason else ()
    if action is OrganizationAction.NEEDS_ADMIN:
        reasons = (*reasons, Reasons.NEEDS_ADMIN)
    return OrganizationChange(
        organization=wanted.name,
        action=action,
        reasons=reasons,
        digest=wanted.digest,
        id=number,
    )


def _changes(
    name: str,
    want: DesiredDataset | None,
    wanted: Desired,
    actual: Actual,
    instance: str,
    standing: set[str],
) -> Iterator[Change]:
    """Yield the change of one name; none for withdrawn datasets that were never here."""
    held = actual.datasets.get(name)
    ours = held is not None and held.managed_by == instance
    if ours and want is None and name in wanted.renamed and name not in wanted.blocked:
        # It is told under the name it has now, unless that one may not be written yet.
        now = wanted.renamed[name]
        if now in wanted.blocked or now in wanted.waiting:
            yield _still(
                name, Action.BLOCKED, wanted.blocked.get(now, Reasons.ALREADY_PUBLIC), held
            )
        elif now in actual.datasets:
            yield _still(name, Action.ORPHAN, Reasons.ORPHAN, held)
    elif name in wanted.blocked:
        if held is None or ours:
            yield _still(name, Action.BLOCKED, wanted.blocked[name], held)
        else:
            yield _still(name, Action.FOREIGN, Reasons.FOREIGN, held)
    elif want is None:
        if held is not None and ours and name in wanted.waiting:
            yield _still(name, Action.BLOCKED, Reasons.ALREADY_PUBLIC, held)
        elif held is not None and not held.deleted:
            action = Action.ORPHAN if ours else Action.FOREIGN
            yield _still(name, action, Reasons.ORPHAN if ours else Reasons.FOREIGN, held)
    elif held is None and (former := _former(want, actual, instance)) is not None:
        yield _permitted(_renamed(want, former), want, actual, former)
    elif held is None:
        yield from _create(want, actual, standing)
    elif not ours:
        yield _still(name, Action.CONFLICT, Reasons.NAME_TAKEN, held)
    else:
        yield _permitted(_existing(want, held), want, actual, held)


def _permitted(change: Change, want: DesiredDataset, actual: Actual, held: Held) -> Change:
    if change.action.writes and not actual.rights.may_write_in(want.organization):
        return _still(want.name, Action.BLOCKED, Reasons.NEEDS_EDITOR, held)
    return change


def _former(want: DesiredDataset, actual: Actual, instance: str) -> Held | None:
    """Return what the catalog holds of ours under the newest of its former names."""
    for name in want.former_names:
        held = actual.datasets.get(name)
        if held is not None and held.managed_by == instance:
            return held
    return None


def _renamed(want: DesiredDataset, held: Held) -> Change:
    """Return the change that gives a dataset of ours its new name, its id kept."""
    change = _existing(want, held)
    reason = Text(f"名前が変わりました（{held.name} から）", f"renamed from {held.name}")
    action = change.action if change.action in _LOUDER else Action.RENAME
    return replace(change, action=action, reasons=(reason, *change.reasons), digest=want.digest)


def _still(name: str, action: Action, reason: Text, held: Held | None) -> Change:
    return Change(
        dataset=name,
        action=action,
        reasons=(reason,),
        id=held.id if held else "",
        modified=held.modified if held else "",
    )


def _create(want: DesiredDataset, actual: Actual, standing: set[str]) -> Iterator[Change]:
    if want.name in actual.hidden:
        yield Change(dataset=want.name, action=Action.CONFLICT, reasons=(Reasons.NAME_HIDDEN,))
    elif want.withdrawn:
        yield Change(dataset=want.name, action=Action.UNCHANGED, reasons=(Reasons.NEVER_HERE,))
    elif want.organization not in standing:
        yield Change(dataset=want.name, action=Action.BLOCKED, reasons=(Reasons.NO_ORGANIZATION,))
    elif want.organization in actual.organizations and not actual.rights.may_write_in(
        want.organization
    ):
        yield Change(dataset=want.name, action=Action.BLOCKED, reasons=(Reasons.NEEDS_EDITOR,))
    else:
        yield Change(
            dataset=want.name,
            action=Action.CREATE,
            reasons=(Reasons.NEW,),
            digest=want.digest,
            uploads=tuple(resource.id for resource in want.resources),
        )


def _existing(want: DesiredDataset, held: Held) -> Change:
    """Return the change of a dataset of ours that the catalog holds."""
    if held.deleted and want.withdrawn:
        return _still(want.name, Action.UNCHANGED, Reasons.GONE, held)
    found = differences(want, held.package) if held.package is not None else ()
    if held.digest != want.digest and not found:
        found = (DIGEST,)
    if not found:
        return Change(
            dataset=want.name, action=Action.UNCHANGED, id=held.id, modified=held.modified
        )
    package = held.package or {}
    resources = {str(item["id"]): item for item in package.get("resources", [])}
    if want.withdrawn and not held.withdrawn:
        action = Action.WITHDRAW
    elif held.deleted or (held.withdrawn and not want.withdrawn):
        action = Action.RESTORE
    else:
        action = Action.UPDATE
    return Change(
        dataset=want.name,
        action=action,
        reasons=words_of(found, want, held, action.value),
        digest=want.digest,
        id=held.id,
        modified=held.modified,
        uploads=tuple(
            resource.id
            for resource in want.resources
            if needs_upload(resource, resources.get(resource.id))
        ),
        removes=tuple(
            number
            for number in resources
            if number not in {resource.id for resource in want.resources}
        ),
    )
