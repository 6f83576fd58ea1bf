"""Small worlds for the laws: desired states, and catalogs with others' datasets in them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from publisher.ckan.memory import MemoryCatalog
from publisher.ckan.rights import Rights
from publisher.files import SmallFile
from publisher.instance import Limit, Limits
from publisher.model import Organization
from publisher.publish import mapping
from publisher.publish.apply import Applier, Outcome
from publisher.publish.desired import (
    Desired,
    DesiredDataset,
    DesiredOrganization,
    DesiredResource,
)
from publisher.publish.diff import diff
from publisher.publish.inventory import inventory
from publisher.publish.limits import judged
from publisher.publish.plan import Plan
from publisher.publish.state import Remembered, State
from publisher.words import Text

INSTANCE = "11111111-1111-4111-8111-111111111111"
TARGET = "http://catalog.invalid"
TODAY = dt.date(2026, 11, 21)
GENEROUS = Limits(withdrawals=Limit(absolute=99, share=1.0), files=Limit(absolute=99, share=1.0))
NAMES = ("010001_aed", "010001_parks", "010001_wifi", "010001_roads")
ORGANIZATION = Organization(
    name="010001_town", code="010001", title=Text("町", "Town"), kana="まち"
)


class SilentJournal:
    """A journal in a list."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, ...]] = []

    def intent(self, name: str, action: str, step: str) -> None:
        self.lines.append(("intent", name, action, step))

    def outcome(self, name: str, action: str, result: str, detail: str) -> None:
        self.lines.append(("outcome", name, action, result, detail))

    def note(self, text: str) -> None:
        self.lines.append(("note", text))


def resource(number: str, content: str, title: str = "表") -> DesiredResource:
    file = SmallFile(content.encode())
    return DesiredResource(
        fields={
            "id": number,
            "name": title,
            "description": "",
            "format": "CSV",
            "mimetype": "text/csv",
            "sha256": file.sha256,
        },
        file=file,
        upload_name="table.csv",
    )


def dataset(
    name: str,
    title: str = "題",
    *,
    contents: tuple[str, ...] = ("a",),
    withdrawn: bool = False,
    former_names: tuple[str, ...] = (),
) -> DesiredDataset:
    first = former_names[-1] if former_names else name
    resources = tuple(
        resource(f"{first}-{index}", content) for index, content in enumerate(contents)
    )
    digest = f"1:{name}/{title}/{contents}/{withdrawn}"
    extras = {"managed_by": INSTANCE, "source_digest": digest}
    if withdrawn:
        extras["withdrawn"] = "2026-04-01"
    return DesiredDataset(
        name=name,
        organization=ORGANIZATION.name,
        digest=digest,
        withdrawn=withdrawn,
        fields={
            "name": name,
            "title": title,
            "notes": "",
            "owner_org": ORGANIZATION.name,
            "private": False,
            "tags": [],
            "extras": [{"key": key, "value": extras[key]} for key in sorted(extras)],
        },
        resources=() if withdrawn else resources,
        title=Text(title, title),
        former_names=former_names,
    )


def desired(
    *datasets: DesiredDataset,
    blocked: dict[str, Text] | None = None,
    renamed: dict[str, str] | None = None,
) -> Desired:
    digest = "1:organization"
    fields = mapping.organization(ORGANIZATION, instance_id=INSTANCE, digest=digest)
    return Desired(
        organizations=(DesiredOrganization(name=ORGANIZATION.name, digest=digest, fields=fields),),
        datasets=tuple(sorted(datasets, key=lambda item: item.name)),
        blocked=blocked or {},
        renamed={name: item.name for item in datasets for name in item.former_names}
        | (renamed or {}),
    )


def plan_of(
    catalog: MemoryCatalog,
    wanted: Desired,
    *,
    state: State | None = None,
    limits: Limits = GENEROUS,
    declared: int = 1,
    rights: Rights | None = None,
) -> Plan:
    actual = inventory(
        catalog,
        wanted,
        state or State(),
        instance=INSTANCE,
        rights=rights or Rights(user="publisher", sysadmin=True),
        licences=frozenset(),
    )
    plan = diff(wanted, actual, target=TARGET, instance=INSTANCE)
    return judged(plan, wanted, actual, limits, declared=declared, today=TODAY)


def carry_out(catalog: MemoryCatalog, plan: Plan, wanted: Desired) -> list[Outcome]:
    applier = Applier(
        catalog=catalog, journal=SilentJournal(), instance=INSTANCE, sleep=lambda _: None
    )
    return list(applier.run(plan, wanted))


def state_after(outcomes: list[Outcome]) -> State:
    return State(
        datasets={
            item.name: Remembered(modified=item.modified, digest=item.digest)
            for item in outcomes
            if item.modified
        },
        known=True,
    )


def foreign(catalog: MemoryCatalog, name: str, mark: str = "") -> None:
    """Put a dataset of somebody else into the catalog."""
    catalog.groups.setdefault(
        "other", {"id": "org-other", "name": "other", "title": "他", "extras": []}
    )
    extras = [{"key": "managed_by", "value": mark}] if mark else []
    catalog.create(
        {
            "name": name,
            "title": "他",
            "owner_org": "other",
            "extras": extras,
            "resources": [],
            "tags": [],
            "private": False,
        }
    )


Datasets = tuple[DesiredDataset, ...]

titles = st.sampled_from(["甲", "乙"])
contents = st.lists(st.sampled_from("abc"), max_size=3, min_size=1).map(tuple)


@st.composite
def datasets(draw: st.DrawFn) -> tuple[DesiredDataset, ...]:
    """Any set of datasets, some of them withdrawn."""
    return tuple(
        dataset(name, draw(titles), contents=draw(contents), withdrawn=draw(st.booleans()))
        for name in sorted(draw(st.sets(st.sampled_from(NAMES))))
    )


def content_of(catalog: MemoryCatalog, wanted: Desired) -> dict[str, Any]:
    """Return what citizens can download, by resource id."""
    return {
        item["id"]: catalog.files.get(item["id"])
        for package in catalog.packages.values()
        for item in package["resources"]
        if not package["private"] and package["name"] in {item.name for item in wanted.datasets}
    }
