"""A catalog in memory with CKAN's semantics as far as the publisher uses them: the fake.

The contract tests run on it too, which keeps it honest. It can be told to lose answers
(`faults`), so that the laws of reading back are tested without a network.
"""

from __future__ import annotations

import copy
import enum
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from publisher.ckan.port import (
    HIDDEN,
    Hidden,
    Revision,
    WriteAmbiguousError,
    WriteConflictError,
    WriteRefusedError,
)

_LISTS = ("tags", "extras", "resources")


class Fault(enum.Enum):
    """What happens to one write."""

    NONE = "none"
    LOST_BEFORE = "the request never arrives"
    LOST_AFTER = "it is carried out, and the answer is lost"
    REFUSED = "it is refused"


class MemoryCatalog:
    """Datasets and organizations as dictionaries; `files` holds the bytes by resource id."""

    def __init__(self, *, faults: Iterable[Fault] = ()) -> None:
        self.packages: dict[str, dict[str, Any]] = {}
        self.groups: dict[str, dict[str, Any]] = {}
        self.files: dict[str, bytes] = {}
        self.writes: list[str] = []
        self.faults = iter(faults)
        self._clock = itertools.count(1)
        self._numbers = itertools.count(1)

    # --- reading ------------------------------------------------------------------------

    def show(self, name: str) -> Mapping[str, Any] | Hidden | None:
        """Return a dataset by name or id."""
        for package in self.packages.values():
            if name in {package["name"], package["id"]}:
                return HIDDEN if package.get("hidden") else copy.deepcopy(package)
        return None

    def search(self, *, full: bool) -> Sequence[Mapping[str, Any]]:
        """Return all visible active datasets."""
        found = [
            item
            for item in self.packages.values()
            if item["state"] == "active" and not item.get("hidden")
        ]
        return [copy.deepcopy(item) if full else _summary(item) for item in found]

    def organizations(self) -> Sequence[Mapping[str, Any]]:
        """Return all organizations."""
        return copy.deepcopy(list(self.groups.values()))

    # --- writing ------------------------------------------------------------------------

    def write_organization(self, fields: Mapping[str, Any], number: str) -> None:
        """Create or patch an organization."""
        fault = self._fault(f"organization {fields['name']}")
        if not number and fields["name"] in self.groups:
            raise WriteConflictError("Group name already exists in database")
        held = self.groups.setdefault(fields["name"], {"id": f"org-{fields['name']}"})
        held.update(copy.deepcopy(dict(fields)))
        self._answer(fault)

    def create(self, package: Mapping[str, Any]) -> Mapping[str, Any]:
        """Create a dataset; its name and resource ids must be free."""
        fault = self._fault(f"create {package['name']}")
        if package["owner_org"] not in self.groups:
            raise WriteRefusedError("Organization does not exist")
        if any(item["name"] == package["name"] for item in self.packages.values()):
            raise WriteConflictError("That URL is already in use.")
        taken = {r["id"] for item in self.packages.values() for r in item["resources"]}
        if taken & {item["id"] for item in package["resources"]}:
            raise WriteConflictError("Resource id already exists.")
        number = f"id-{next(self._numbers)}"
        self.packages[number] = {"id": number, "state": "active"}
        self._store(number, package)
        self._answer(fault)
        return copy.deepcopy(self.packages[number])

    def revise(self, revision: Revision) -> Mapping[str, Any]:
        """Revise a dataset under its precondition; lists are replaced as the client filters them."""
        fault = self._fault(f"revise {revision.id}")
        held = self.packages[revision.id]
        if held["metadata_modified"] != revision.modified:
            raise WriteConflictError('{"match": ["metadata_modified"]}')
        for upload in revision.uploads:
            number = revision.update["resources"][upload.index]["id"]
            with upload.file.open() as stream:
                self.files[number] = stream.read()
        self._store(revision.id, revision.update)
        self._answer(fault)
        return copy.deepcopy(held)

    def edit(self, name: str, **fields: Any) -> None:
        """Change a dataset as somebody's hand would."""
        package = next(item for item in self.packages.values() if item["name"] == name)
        package.update(fields, metadata_modified=self._now())

    def _store(self, number: str, update: Mapping[str, Any]) -> None:
        held = self.packages[number]
        held.update(copy.deepcopy(dict(update)))
        held["organization"] = {"name": held.pop("owner_org")}
        for item in held["resources"]:
            if item.get("url_type") == "upload":
                item["url"] = f"…/{item['id']}/download/{item['url'].rsplit('/', 1)[-1]}"
        held["metadata_modified"] = self._now()

    def _now(self) -> str:
        return f"2026-01-01T00:00:{next(self._clock) / 1000:09.6f}"

    def _fault(self, call: str) -> Fault:
        fault = next(self.faults, Fault.NONE)
        if fault is Fault.LOST_BEFORE:
            raise WriteAmbiguousError("timeout")
        if fault is Fault.REFUSED:
            raise WriteRefusedError("no")
        self.writes.append(call)
        return fault

    def _answer(self, fault: Fault) -> None:
        if fault is Fault.LOST_AFTER:
            raise WriteAmbiguousError("connection reset")


def _summary(package: Mapping[str, Any]) -> dict[str, Any]:
    extras = {item["key"]: item["value"] for item in package["extras"]}
    wanted = ("managed_by", "source_digest", "withdrawn")
    return {
        "id": package["id"],
        "name": package["name"],
        "organization": package["organization"]["name"],
        "capacity": "private" if package.get("private") else "public",
        "metadata_modified": package["metadata_modified"],
        **{key: extras[key] for key in wanted if key in extras},
    }
