"""The one door to a catalog. client.py goes through HTTP, memory.py is the fake beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from publisher.model import File


class WriteError(Exception):
    """The catalog refused or failed one write; says what it answered."""


class WriteRefusedError(WriteError):
    """A terminal answer: validation, rights. Nothing was written; trying again is no use."""


class WriteConflictError(WriteRefusedError):
    """Somebody else's doing stands in the way: a stale precondition, a taken name or id."""


class WriteAmbiguousError(WriteError):
    """A timeout, a reset or a 5xx: neither done nor failed. Read back before anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that goes up with a revision: for the resource at `index` of the new list."""

    index: int
    name: str
    mediatype: str
    file: File


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One `package_revise`: guarded by a precondition, replacing lists as a whole."""

    id: str
    modified: str
    """`metadata_modified` as CKAN's package_show gave it (microseconds)."""
    update: Mapping[str, Any]
    uploads: Sequence[Upload] = ()


class Hidden:
    """The answer for a dataset that exists and that the token may not see."""


HIDDEN = Hidden()


class Catalog(Protocol):
    """What the publisher needs of a catalog.

    Reads raise CatalogError (errors.py) where the catalog cannot be used; writes raise WriteError.
    """

    def show(self, name: str) -> Mapping[str, Any] | Hidden | None:
        """Return a dataset's full dictionary by name or id; None where there is none."""

    def search(self, *, full: bool) -> Sequence[Mapping[str, Any]]:
        """Return all datasets the token sees: full dictionaries, or SUMMARY fields only."""

    def organizations(self) -> Sequence[Mapping[str, Any]]:
        """Return all organizations with their extras."""

    def write_organization(self, fields: Mapping[str, Any], number: str) -> None:
        """Create an organization, or patch the one whose id is `number`."""

    def create(self, package: Mapping[str, Any]) -> Mapping[str, Any]:
        """Create a dataset without files and return its dictionary."""

    def revise(self, revision: Revision) -> Mapping[str, Any]:
        """Revise a dataset in one transaction, files included, and return its dictionary."""
