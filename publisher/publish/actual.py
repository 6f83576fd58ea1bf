"""The actual state: what the catalog holds, as values. Reading it is inventory.py's work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from publisher.ckan.rights import Rights
from publisher.publish.compare import extras_of, milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A dataset as the catalog holds it."""

    name: str
    id: str
    managed_by: str
    """The instance whose mark it bears; empty for unmarked ones."""
    digest: str
    modified: str
    """`metadata_modified` cut to milliseconds: the precondition of a write."""
    withdrawn: bool = False
    private: bool = False
    deleted: bool = False
    package: Mapping[str, Any] | None = None
    """CKAN's full dictionary, None where it was not read because nothing can have changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOrganization:
    """An organization as the catalog holds it."""

    name: str
    id: str
    managed_by: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual:
    """Everything of the catalog that a plan needs."""

    datasets: Mapping[str, Held] = field(default_factory=dict)
    organizations: Mapping[str, HeldOrganization] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    """Names that exist and that the token may not see."""
    rights: Rights = field(default_factory=lambda: Rights(user="", sysadmin=True))
    licences: frozenset[str] = frozenset()


def held(package: Mapping[str, Any]) -> Held:
    """Return the value of a full CKAN package dictionary."""
    extras = extras_of(package)
    return Held(
        name=package["name"],
        id=package["id"],
        managed_by=extras.get("managed_by", ""),
        digest=extras.get("source_digest", ""),
        modified=milliseconds(package["metadata_modified"]),
        withdrawn="withdrawn" in extras,
        private=bool(package.get("private")),
        deleted=package.get("state") == "deleted",
        package=package,
    )


def held_summary(fields: Mapping[str, Any]) -> Held:
    """Return the value of a search hit that carries `client.SUMMARY` fields only."""
    return Held(
        name=fields["name"],
        id=fields["id"],
        managed_by=fields.get("managed_by", ""),
        digest=fields.get("source_digest", ""),
        modified=milliseconds(fields["metadata_modified"]),
        withdrawn="withdrawn" in fields,
        private=fields.get("capacity") == "private",
    )


def held_organization(fields: Mapping[str, Any]) -> HeldOrganization:
    """Return the value of a CKAN organization dictionary with extras."""
    extras = extras_of(fields)
    return HeldOrganization(
        name=fields["name"],
        id=fields["id"],
        managed_by=extras.get("managed_by", ""),
        digest=extras.get("source_digest", ""),
    )
