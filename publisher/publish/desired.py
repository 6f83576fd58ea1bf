"""The desired state: what the catalog should hold, as a pure function of tree and check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from publisher.findings import Report
from publisher.identity import dataset_digest, organization_digest
from publisher.model import Dataset, File, Organization, Tree
from publisher.publish import mapping
from publisher.verdicts import dataset_levels
from publisher.vocabularies import Vocabularies
from publisher.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DesiredResource:
    """One resource as CKAN should hold it, and the bytes behind it."""

    fields: Mapping[str, Any]
    """CKAN resource dictionary without `url`: that is the catalog's to make."""
    file: File
    upload_name: str
    """ASCII, for CKAN strips everything else from upload names (CKAN.md §2.6)."""

    @property
    def id(self) -> str:
        """The id that stands in the descriptor."""
        return str(self.fields["id"])


@dataclass(frozen=True, slots=True, kw_only=True)
class DesiredDataset:
    """One dataset as CKAN should hold it."""

    name: str
    organization: str
    digest: str
    withdrawn: bool
    fields: Mapping[str, Any]
    """CKAN package dictionary without resources."""
    resources: tuple[DesiredResource, ...]
    title: Text
    former_names: tuple[str, ...] = ()
    """Names it had before (`previousNames`), newest first: the catalog may still hold it there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DesiredOrganization:
    """One organization as CKAN should hold it."""

    name: str
    digest: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desired:
    """Everything the catalog should hold for this instance."""

    organizations: tuple[DesiredOrganization, ...] = ()
    datasets: tuple[DesiredDataset, ...] = ()
    blocked: Mapping[str, Text] = field(default_factory=dict)
    """Names that stay as the catalog has them, with the reason."""
    waiting: Mapping[str, dt.date] = field(default_factory=dict)
    """Names whose first day of publication has not come."""
    notices: tuple[Text, ...] = ()
    """What the target cannot express."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Former name → name, of every dataset of the tree; a former name is no lost dataset."""


RED = Text("確認でエラーが見つかりました（opendata check）", "check found errors (opendata check)")
UNREADABLE = Text("datapackage.json を読めません", "datapackage.json cannot be read")
BLIND_ORGANIZATION = Text("団体の情報を読めません", "the organization's record cannot be read")


def desired(
    tree: Tree,
    report: Report,
    *,
    instance_id: str,
    notice: Text,
    vocabularies: Vocabularies,
    target_licences: frozenset[str],
    today: dt.date,
    generated: Iterable[Dataset] = (),
    withheld: Mapping[str, Text] | None = None,
) -> Desired:
    """Return what the catalog should hold on `today`.

    `withheld` names datasets that stay as the catalog has them, with the reason.

    `target_licences` are the ids of the target's own licence register: the one thing the mapping
    must know of the target (DESIGN §4, Licences). `notice` is said on every dataset.
    """
    organizations = {item.name: item for item in tree.organizations}
    blocked = {item.name: UNREADABLE for item in tree.unreadable} | dict(withheld or {})
    datasets: list[DesiredDataset] = []
    waiting: dict[str, dt.date] = {}
    notices: dict[str, Text] = {}
    context = mapping.Context(
        instance_id=instance_id,
        notice=notice,
        vocabularies=vocabularies,
        target_licences=target_licences,
        levels=dataset_levels(report.files),
    )
    for dataset in (*tree.datasets, *generated):
        organization = organizations.get(dataset.organization)
        if dataset.folder in report.red or organization is None:
            reason = RED if dataset.folder in report.red else BLIND_ORGANIZATION
            # Both names stay: whichever the catalog knows must not look vanished.
            blocked |= {dataset.name: reason, dataset.folder.rsplit("/", 1)[-1]: reason}
        elif dataset.issued is not None and dataset.issued > today:
            waiting[dataset.name] = dataset.issued
        else:
            datasets.append(_dataset(dataset, organization, context))
            notices |= mapping.inexpressible_licences(dataset, context)
    return Desired(
        organizations=tuple(
            _organization(item, instance_id)
            for item in sorted(tree.organizations, key=lambda item: item.name)
        ),
        datasets=tuple(
            sorted(
                (item for item in datasets if item.name not in blocked), key=lambda item: item.name
            )
        ),
        blocked=dict(sorted(blocked.items())),
        waiting=dict(sorted(waiting.items())),
        notices=tuple(notices[key] for key in sorted(notices)),
        renamed={name: item.name for item in tree.datasets for name in former_names(item)},
    )


def _organization(organization: Organization, instance_id: str) -> DesiredOrganization:
    digest = organization_digest(organization)
    return DesiredOrganization(
        name=organization.name,
        digest=digest,
        fields=mapping.organization(organization, instance_id=instance_id, digest=digest),
    )


def _dataset(
    dataset: Dataset, organization: Organization, context: mapping.Context
) -> DesiredDataset:
    digest = dataset_digest(dataset, organization)
    return DesiredDataset(
        name=dataset.name,
        organization=dataset.organization,
        digest=digest,
        withdrawn=dataset.withdrawal is not None,
        fields=mapping.package(dataset, digest=digest, context=context),
        resources=()
        if dataset.withdrawal
        else tuple(
            DesiredResource(fields=fields, file=file, upload_name=name)
            for fields, file, name in mapping.resources(dataset)
        ),
        title=dataset.title,
        former_names=former_names(dataset),
    )


def former_names(dataset: Dataset) -> tuple[str, ...]:
    """Return the names that a dataset had before, newest first."""
    return tuple(reversed(dataset.descriptor.get("previousNames", [])))
