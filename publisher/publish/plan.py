"""The plan as data: what happens to which dataset, why, and under which condition."""

from __future__ import annotations

import enum
from collections import Counter
from dataclasses import dataclass
from typing import Any

from publisher.words import Text


class Action(enum.StrEnum):
    """What a change does (DESIGN §4). The last five write nothing."""

    CREATE = "create"
    UPDATE = "update"
    RENAME = "rename"
    MOVE = "move"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    UNCHANGED = "unchanged"
    BLOCKED = "blocked"
    ORPHAN = "orphan"
    CONFLICT = "conflict"
    FOREIGN = "foreign"

    @property
    def writes(self) -> bool:
        """Tell whether apply has something to do."""
        return self in _WRITING


_WRITING = frozenset(
    {
        Action.CREATE,
        Action.UPDATE,
        Action.RENAME,
        Action.MOVE,
        Action.WITHDRAW,
        Action.RESTORE,
    }
)


class OrganizationAction(enum.StrEnum):
    """What happens to an organization."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    NEEDS_ADMIN = "needs_admin"
    FOREIGN = "foreign"

    @property
    def writes(self) -> bool:
        """Tell whether apply has something to do."""
        return self in {OrganizationAction.CREATE, OrganizationAction.UPDATE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happens to one dataset, why, and under which condition."""

    dataset: str
    action: Action
    reasons: tuple[Text, ...] = ()
    digest: str = ""
    """The desired source digest: apply refuses a tree that no longer has it."""
    id: str = ""
    """CKAN's id of the dataset; empty where it does not exist yet."""
    modified: str = ""
    """The precondition: `metadata_modified` (milliseconds) when the plan was made."""
    uploads: tuple[str, ...] = ()
    """Ids of the resources whose files go up."""
    removes: tuple[str, ...] = ()
    """Ids of the resources that leave the catalog."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationChange:
    """What happens to one organization."""

    organization: str
    action: OrganizationAction
    reasons: tuple[Text, ...] = ()
    digest: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What apply will do, for one target."""

    target: str
    instance: str
    organizations: tuple[OrganizationChange, ...] = ()
    changes: tuple[Change, ...] = ()
    notices: tuple[Text, ...] = ()
    refusals: tuple[Text, ...] = ()

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing to write."""
        return not (
            any(item.action.writes for item in self.organizations)
            or any(item.action.writes for item in self.changes)
        )

    def counts(self) -> dict[str, int]:
        """Return how many datasets each action concerns."""
        counted = Counter(change.action.value for change in self.changes)
        return {action.value: counted[action.value] for action in Action if counted[action.value]}

    def as_json(self) -> dict[str, Any]:
        """Return the form of schemas/plan.schema.json."""
        return {
            "target": self.target,
            "instance": self.instance,
            "organizations": [
                {
                    "organization": item.organization,
                    "action": item.action.value,
                    "reasons": [reason.as_json() for reason in item.reasons],
                    "digest": item.digest,
                    "id": item.id,
                }
                for item in self.organizations
            ],
            "changes": [
                {
                    "dataset": item.dataset,
                    "action": item.action.value,
                    "reasons": [reason.as_json() for reason in item.reasons],
                    "digest": item.digest,
                    "id": item.id,
                    "modified": item.modified,
                    "uploads": list(item.uploads),
                    "removes": list(item.removes),
                }
                for item in self.changes
            ],
            "counts": self.counts(),
            "notices": [notice.as_json() for notice in self.notices],
            "refusals": [refusal.as_json() for refusal in self.refusals],
        }


def from_json(document: dict[str, Any]) -> Plan:
    """Return the plan of a document that keeps schemas/plan.schema.json."""
    return Plan(
        target=document["target"],
        instance=document["instance"],
        organizations=tuple(
            OrganizationChange(
                organization=item["organization"],
                action=OrganizationAction(item["action"]),
                reasons=tuple(Text(**reason) for reason in item["reasons"]),
                digest=item["digest"],
                id=item["id"],
            )
            for item in document["organizations"]
        ),
        changes=tuple(
            Change(
                dataset=item["dataset"],
                action=Action(item["action"]),
                reasons=tuple(Text(**reason) for reason in item["reasons"]),
                digest=item["digest"],
                id=item["id"],
                modified=item["modified"],
                uploads=tuple(item["uploads"]),
                removes=tuple(item["removes"]),
            )
            for item in document["changes"]
        ),
        notices=tuple(Text(**notice) for notice in document["notices"]),
        refusals=tuple(Text(**refusal) for refusal in document["refusals"]),
    )
