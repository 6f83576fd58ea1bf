"""Walk a plan, one change after the other: journal, write, and read back what is not certain."""

from __future__ import annotations

import enum
import random
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from publisher import files
from publisher.ckan.port import (
    Catalog,
    Hidden,
    WriteAmbiguousError,
    WriteConflictError,
    WriteRefusedError,
)
from publisher.errors import CatalogError
from publisher.publish import package as sent
from publisher.publish.actual import held_organization
from publisher.publish.compare import differences, extras_of, milliseconds
from publisher.publish.desired import Desired, DesiredDataset, DesiredOrganization
from publisher.publish.journal import Journal
from publisher.publish.plan import Action, Change, OrganizationChange, Plan

TRIES = 3


class Result(enum.StrEnum):
    """What came of a change."""

    DONE = "done"
    FAILED = "failed"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one change, and what to remember of it."""

    name: str
    action: str
    result: Result
    detail: str = ""
    organization: bool = False
    modified: str = ""
    digest: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the form of schemas/publish.schema.json."""
        return {
            "name": self.name,
            "action": self.action,
            "result": self.result.value,
            "detail": self.detail,
            "organization": self.organization,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Applier:
    """Carries out changes on one catalog for one instance."""

    catalog: Catalog
    journal: Journal
    instance: str
    sleep: Callable[[float], None] = time.sleep

    def run(self, plan: Plan, wanted: Desired) -> Iterator[Outcome]:
        """Yield the outcome of every change that writes; one failure never stops the others."""
        yield from self._organizations(plan, wanted)
        datasets = {item.name: item for item in wanted.datasets}
        for change in plan.changes:
            if change.action.writes:
                yield self._recorded(
                    change.dataset,
                    change.action.value,
                    lambda change=change: self._dataset(change, datasets.get(change.dataset)),  # type: ignore[misc]
                )

    def _recorded(
        self, name: str, action: str, work: Callable[[], Outcome], *, organization: bool = False
    ) -> Outcome:
        try:
            outcome = work()
        except WriteConflictError as error:
            outcome = Outcome(name=name, action=action, result=Result.CONFLICT, detail=str(error))
        except WriteRefusedError as error:
            outcome = Outcome(name=name, action=action, result=Result.FAILED, detail=str(error))
        except WriteAmbiguousError as error:
            outcome = Outcome(name=name, action=action, result=Result.UNKNOWN, detail=str(error))
        except CatalogError as error:
            detail = f"{error.what.en}: {error.where}"
            outcome = Outcome(name=name, action=action, result=Result.UNKNOWN, detail=detail)
        except OSError as error:
            outcome = Outcome(name=name, action=action, result=Result.FAILED, detail=str(error))
        self.journal.outcome(name, action, outcome.result.value, outcome.detail)
        return replace(outcome, organization=organization)

    # --- organizations ------------------------------------------------------------------

    def _organizations(self, plan: Plan, wanted: Desired) -> Iterator[Outcome]:
        organizations = {item.name: item for item in wanted.organizations}
        for change in plan.organizations:
            if change.action.writes:
                yield self._recorded(
                    change.organization,
                    change.action.value,
                    lambda change=change: self._organization(
                        change, organizations.get(change.organization)
                    ),  # type: ignore[misc]
                    organization=True,
                )

    def _organization(
        self, change: OrganizationChange, want: DesiredOrganization | None
    ) -> Outcome:
        if want is None or want.digest != change.digest:
            return _stale(change.organization, change.action.value, organization=True)
        done = Outcome(
            name=change.organization,
            action=change.action.value,
            result=Result.DONE,
            organization=True,
            digest=change.digest,
        )
        for attempt in range(TRIES):
            self.journal.intent(change.organization, change.action.value, "organization")
            try:
                self.catalog.write_organization(want.fields, change.id)
            except WriteAmbiguousError:
                if self._organization_stands(change):
                    return done
                if attempt == TRIES - 1:
                    raise
                self._pause(attempt)
            else:
                return done
        raise AssertionError(change)

    def _organization_stands(self, change: OrganizationChange) -> bool:
        return any(
            held_organization(item).digest == change.digest
            for item in self.catalog.organizations()
            if item["name"] == change.organization
        )

    # --- datasets -----------------------------------------------------------------------

    def _dataset(self, change: Change, want: DesiredDataset | None) -> Outcome:
        if want is None or want.digest != change.digest:
            return _stale(change.dataset, change.action.value)
        for item in want.resources:
            if item.id in change.uploads and files.digest(item.file) != item.file.sha256:
                return Outcome(
                    name=change.dataset,
                    action=change.action.value,
                    result=Result.FAILED,
                    detail=f"{item.upload_name} changed on disk during the run; run again",
                )
        if change.action is Action.CREATE:
            package = self._create(change, want)
        else:
            package = self._shown(change.id)
            if milliseconds(package["metadata_modified"]) != change.modified:
                raise WriteConflictError("changed on the catalog since the plan was made")
            # The plan names an id; a plan file may have been edited since it was made.
            names = {want.name, *want.former_names}
            if package["name"] not in names or _mark(package) != self.instance:
                raise WriteConflictError("the plan's id is not that of this dataset of ours")
        return self._revise(change, want, package)

    def _shown(self, number: str) -> Mapping[str, Any]:
        package = self.catalog.show(number)
        if package is None or isinstance(package, Hidden):
            raise WriteConflictError("vanished from the catalog since the plan was made")
        return package

    def _create(self, change: Change, want: DesiredDataset) -> Mapping[str, Any]:
        """Reserve name and ids with a private dataset; ours that stands there already will do."""
        for attempt in range(TRIES):
            self.journal.intent(change.dataset, change.action.value, "create")
            try:
                return self.catalog.create(sent.shell(want))
            except WriteAmbiguousError:
                package = self.catalog.show(want.name)
                if isinstance(package, Mapping):
                    if _mark(package) == self.instance:
                        return package
                    raise WriteConflictError("another dataset took this name") from None
                if attempt == TRIES - 1:
                    raise
                self._pause(attempt)
        raise AssertionError(change)

    def _revise(self, change: Change, want: DesiredDataset, package: Mapping[str, Any]) -> Outcome:
        for attempt in range(TRIES):
            self.journal.intent(change.dataset, change.action.value, "revise")
            try:
                package = self.catalog.revise(sent.revision(want, package))
                break
            except WriteAmbiguousError:
                before = package["metadata_modified"]
                package = self._shown(package["id"])
                if not differences(want, package):
                    break
                if package["metadata_modified"] != before:
                    raise WriteConflictError(
                        "somebody else wrote while the answer was lost"
                    ) from None
                if attempt == TRIES - 1:
                    raise
                self._pause(attempt)
        left = differences(want, package)
        return Outcome(
            name=change.dataset,
            action=change.action.value,
            result=Result.DONE,
            # The catalog (a plugin, a form rule) changed what was sent: say so, do not fight it.
            detail=f"the catalog keeps its own: {', '.join(left)}" if left else "",
            modified=milliseconds(package["metadata_modified"]),
            digest=change.digest,
        )

    def _pause(self, attempt: int) -> None:
        self.sleep(0.5 * 2**attempt * random.uniform(0.5, 1.5))  # noqa: S311 # jitter


def _mark(package: Mapping[str, Any]) -> str:
    return extras_of(package).get("managed_by", "")


def _stale(name: str, action: str, *, organization: bool = False) -> Outcome:
    return Outcome(
        name=name,
        action=action,
        result=Result.CONFLICT,
        detail="the tree is no longer the one this plan was made from; plan again",
        organization=organization,
    )
