"""Trees, plans and instances for the KPI's tests: an invented prefecture, and strategies over it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from hypothesis import strategies as st

from publisher import vocabularies
from publisher.files import SmallFile
from publisher.findings import Report
from publisher.instance import Instance, KpiPlan, Limit, Limits, OpeningBalance
from publisher.kpi.figures import BodyMeasure, KpiReport
from publisher.kpi.measures import measure
from publisher.model import Dataset, Event, EventKind, Licence, Organization, Resource, Tree
from publisher.words import Text

VOCABULARIES = vocabularies.load()
PREFECTURE = Organization(
    name="990001_umi_pref", code="990001", title=Text("海県", "Umi Prefecture"), kana="うみけん"
)
TOWN = Organization(
    name="990019_kishi", code="990019", title=Text("岸町", "Kishi Town"), kana="きしちょう"
)
VILLAGE = Organization(
    name="990027_oki", code="990027", title=Text("沖村", "Oki Village"), kana="おきむら"
)
BODIES = (PREFECTURE, TOWN, VILLAGE)
BALANCE = OpeningBalance(
    organization=PREFECTURE.name,
    stated="2019-02",
    date=dt.date(2019, 2, 28),
    count=77,
    source="計画 図1",
)
PLAN = KpiPlan(
    organization=PREFECTURE.name,
    title=Text("海県計画", "Umi Plan"),
    measure=Text("県の公開データセット数（累計）", "Datasets published (cumulative)"),
    source="計画 2章",
    targets=((2019, 100), (2020, 120), (2023, 150)),
    opening_balances=(BALANCE,),
)
INSTANCE = Instance(
    root=Path(),
    id="6f2c9d1e-0000-4000-8000-000000000000",
    title=Text("海のデータ", "Data of Umi"),
    notice=Text("これは試験用です。", "This is for tests."),
    time_zone="Asia/Tokyo",
    kpi=PLAN,
    limits=Limits(withdrawals=Limit(absolute=5, share=0.05), files=Limit(absolute=5, share=0.05)),
    catalog_url="http://127.0.0.1:1",
)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def events(*lines: str) -> tuple[Event, ...]:
    """Return the history of lines like `2026-11-21 registered`."""
    pairs = [line.split() for line in lines]
    return tuple(Event(date=day(date), event=EventKind(kind)) for date, kind in pairs)


def resource(
    *, licence: str | None = "CC-BY-4.0", form: str = "csv", has_file: bool = True, name: str = "r"
) -> Resource:
    return Resource(
        id="",
        name=name,
        path=f"{name}.{form}",
        title=name,
        description="",
        format=form,
        mediatype="",
        licence=Licence(name=licence) if licence else None,
        file=SmallFile(b"a\r\n1\r\n") if has_file else None,
        properties={},
    )


def dataset(
    *history: str,
    name: str = "990001_toilets",
    body: Organization = PREFECTURE,
    issued: str | None = None,
    origin: str = "original",
    resources: tuple[Resource, ...] | None = None,
    generated: str = "",
) -> Dataset:
    return Dataset(
        name=name,
        organization=body.name,
        folder=f"datasets/{body.name}/{name}",
        title=Text("題", "title"),
        description=Text("説明", "description"),
        resources=(resource(),) if resources is None else resources,
        history=events(*history),
        issued=day(issued) if issued else None,
        modified=None,
        origin=origin,
        descriptor={},
        descriptor_file=SmallFile(b"{}"),
        generated=generated,
    )


def tree(*datasets: Dataset) -> Tree:
    return Tree(organizations=BODIES, datasets=datasets)


def measured(
    world: Tree, as_of: str | dt.date, report: Report | None = None, plan: KpiPlan = PLAN
) -> KpiReport:
    date = day(as_of) if isinstance(as_of, str) else as_of
    return measure(world, plan, world.organizations, VOCABULARIES, report or Report(), date)


def of(report: KpiReport, body: Organization) -> BodyMeasure:
    return next(item for item in report.bodies if item.organization.name == body.name)


# Strategies: few days, so that events often meet the opening balance and each other.
days = st.dates(dt.date(2019, 2, 20), dt.date(2019, 4, 10))
_kinds = st.sampled_from(
    [kind for kind in EventKind if kind not in {EventKind.VOIDED, EventKind.RENAMED}]
)
_resources = st.lists(
    st.builds(
        resource,
        licence=st.sampled_from(["CC-BY-4.0", "unstated", "CC-BY-NC-4.0", "odd", None]),
        form=st.sampled_from(["csv", "pdf", "geojson"]),
    ),
    min_size=1,
    max_size=2,
).map(tuple)


@st.composite
def datasets(draw: st.DrawFn, kinds: st.SearchStrategy[EventKind] = _kinds) -> Dataset:
    """A dataset with any history and licences, of any body, possibly not countable at all."""
    number = draw(st.integers(0, 9999))
    history = draw(st.lists(st.tuples(days, kinds), min_size=1, max_size=5))
    return dataset(
        *(f"{date} {kind}" for date, kind in history),
        name=f"990001_d{number}",
        body=draw(st.sampled_from(BODIES)),
        issued=draw(st.none() | days.map(str)),
        origin=draw(st.sampled_from(["original", "processed", "compiled"])),
        resources=draw(_resources),
    )


def trees(kinds: st.SearchStrategy[EventKind] = _kinds) -> st.SearchStrategy[Tree]:
    """Trees of up to six datasets with different names."""
    return st.lists(datasets(kinds), max_size=6, unique_by=lambda item: item.name).map(
        lambda found: tree(*found)
    )


any_kind = st.sampled_from(list(EventKind))
