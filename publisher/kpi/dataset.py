"""The KPI as a dataset of the instance: published like data, never counted, not in git. Pure."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from publisher import profile
from publisher.files import SmallFile
from publisher.findings import Report
from publisher.identity import derived_id
from publisher.instance import Instance, KpiPlan
from publisher.kpi import counting
from publisher.kpi.figures import KpiReport
from publisher.kpi.measures import measure
from publisher.kpi.tables import Table, tables
from publisher.model import DESCRIPTOR, Dataset, Resource, Tree
from publisher.vocabularies import Vocabularies
from publisher.words import Text

GENERATED = "kpi"
"""Value of the extra `generated`, by which a catalog finds this dataset."""
LICENCE = "CC-BY-4.0"
THEME = "行財政"
FREQUENCY = "AS_NEEDED"


def name(plan: KpiPlan) -> str:
    """Return the name of the generated dataset: `<organization code>_opendata_kpi`."""
    return f"{plan.organization.partition('_')[0]}_opendata_kpi"


def build(
    tree: Tree,
    instance: Instance,
    *,
    vocabularies: Vocabularies,
    report: Report,
    today: dt.date,
) -> Dataset | None:
    """Return the generated dataset with the figures of `today`.

    None where the instance has no [kpi], or its tree holds no event yet. No byte of it tells the
    day: it changes only when a counted fact does (DESIGN §4).
    """
    if instance.kpi is None:
        return None
    figures = measure(tree, instance.kpi, tree.organizations, vocabularies, report, today)
    if figures.reported_from is None:
        return None
    return _dataset(instance, figures, vocabularies, figures.reported_from)


def _dataset(
    instance: Instance, figures: KpiReport, vocabularies: Vocabularies, since: dt.date
) -> Dataset:
    held = list(_files(figures))
    descriptor = _descriptor(instance, figures, vocabularies, since)
    descriptor["resources"] = [
        _resource_properties(instance, figures, vocabularies, table, path)
        for path, table, _ in held
    ]
    resources = tuple(
        profile.resource(properties, file)
        for properties, (_, _, file) in zip(descriptor["resources"], held, strict=True)
    )
    return _read(descriptor, figures, resources)


def _read(
    descriptor: dict[str, Any], figures: KpiReport, resources: tuple[Resource, ...]
) -> Dataset:
    # Read back as any descriptor is, so that what citizens download and what is planned agree.
    read = profile.dataset(
        descriptor,
        figures.own.organization.name,
        f"{GENERATED}/{descriptor['name']}",
        resources,
        SmallFile(_json(descriptor)),
    )
    return replace(read, generated=GENERATED)


def _files(figures: KpiReport) -> Iterable[tuple[str, Table | None, SmallFile]]:
    yield "kpi.json", None, SmallFile(_json(figures.published()))
    for table in tables(figures):
        yield f"{table.name}.csv", table, SmallFile(table.as_csv())


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _title(figures: KpiReport) -> Text:
    body = figures.own.organization.title
    return Text(f"公開データセット数（KPI）：{body.ja}", f"Open data KPI: {body.en}")


def _description(figures: KpiReport) -> Text:
    plan = figures.plan
    return Text(
        f"「{plan.title.ja}」の指標「{plan.measure.ja}」と、団体ごとの公開データセット数です。"
        f"基準値とその出典、年度ごとの目標、数の移り変わりを含みます。\n\n"
        f"数え方（定義 第{counting.DEFINITION}版）：{counting.DEFINITION_WORDS.ja}",
        f"The measure “{plan.measure.en}” of {plan.title.en}, and the number of datasets that each "
        f"body has published: opening balances with their sources, targets by fiscal year, and "
        f"how the figures changed.\n\n"
        f"How it is counted (definition {counting.DEFINITION}): {counting.DEFINITION_WORDS.en}",
    )


def _descriptor(
    instance: Instance, figures: KpiReport, vocabularies: Vocabularies, since: dt.date
) -> dict[str, Any]:
    plan = figures.plan
    title, description = _title(figures), _description(figures)
    source = {"title": plan.source or plan.title.ja}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name(plan),
        "id": derived_id(instance.id, name(plan), DESCRIPTOR),
        "title": title.ja,
        "description": description.ja,
        "translations": {"en": {"title": title.en, "description": description.en}},
        "keywords": ["オープンデータ", "KPI", "公開データセット数"],
        "themes": [THEME] if THEME in vocabularies.themes else [],
        "spatial": figures.own.organization.code,
        "accrualPeriodicity": FREQUENCY,
        "origin": {
            "kind": "compiled",
            "by": instance.title.ja,
            "source": plan.source_url or source["title"],
        },
        "sources": [source | ({"path": plan.source_url} if plan.source_url else {})],
        "history": [{"date": since.isoformat(), "event": "registered"}],
    }


def _resource_properties(
    instance: Instance,
    figures: KpiReport,
    vocabularies: Vocabularies,
    table: Table | None,
    path: str,
) -> dict[str, Any]:
    dataset = name(figures.plan)
    resource, _, form = path.rpartition(".")
    titles = (
        table.title if table else Text("すべての数（プログラム用）", "All figures, for programs")
    )
    terms = vocabularies.licence(LICENCE)
    return {
        "id": derived_id(instance.id, dataset, resource),
        "name": resource,
        "title": titles.ja,
        "translations": {"en": {"title": titles.en}},
        "path": path,
        "format": form,
        "mediatype": profile.MEDIATYPES[form],
        "encoding": "utf-8",
        "licenses": [
            {
                "name": LICENCE,
                **({"title": terms.title.ja, "path": terms.url} if terms else {}),
                "statedBy": instance.title.ja,
            }
        ],
        "credit": f"{instance.title.ja}「{_title(figures).ja}」",
        **({"schema": table.as_schema()} if table else {}),
    }
