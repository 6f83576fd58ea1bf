"""The generated dataset: a dataset like any other, and contracts kept in both JSON forms."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from dataclasses import replace

from hypothesis import given

from publisher import contracts, identity
from publisher.findings import Report
from publisher.kpi import dataset as kpi_dataset
from publisher.kpi.measures import measure
from publisher.model import Dataset, Tree
from tests.publisher.kpi_trees import (
    INSTANCE,
    PLAN,
    PREFECTURE,
    TOWN,
    VOCABULARIES,
    any_kind,
    dataset,
    day,
    days,
    measured,
    tree,
    trees,
)

WORLD = tree(
    dataset("2026-11-21 registered"), dataset("2026-11-22 registered", name="990019_t", body=TOWN)
)


def _built(world: Tree = WORLD) -> Dataset:
    built = kpi_dataset.build(
        world, INSTANCE, vocabularies=VOCABULARIES, report=Report(), today=day("2026-12-31")
    )
    assert built is not None
    return built


def _content(built: Dataset, path: str) -> bytes:
    file = next(item.file for item in built.resources if item.path == path)
    assert file is not None
    return file.open().read()


def test_it_keeps_our_profile_and_its_ids_are_derived() -> None:
    built = _built()

    descriptor = json.loads(built.descriptor_file.open().read())
    assert [] == contracts.schema_errors(descriptor, contracts.read("dataset.schema.json"))
    assert "990001_opendata_kpi" == built.name
    assert PREFECTURE.name == built.organization
    assert "kpi" == built.generated
    assert [
        identity.derived_id(INSTANCE.id, built.name, item.name) for item in built.resources
    ] == [item.id for item in built.resources]


def test_it_is_dated_by_the_first_day_of_this_record() -> None:
    assert [day("2026-11-21")] == [event.date for event in _built().history]


def test_its_tables_open_in_excel_and_keep_blank_apart_from_zero() -> None:
    content = _content(_built(), "kpi_organizations.csv")

    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 4
    assert [
        ("counted", "77", "1", "78", "1"),
        ("known_part", "", "1", "1", "1"),
        ("unknown", "", "0", "", "0"),
    ] == [(row["状態"], row["基準値"], row["追加"], row["累計"], row["公開中"]) for row in rows]


def test_its_dictionary_describes_every_column_in_both_languages() -> None:
    for item in _built().resources:
        for field in item.properties.get("schema", {}).get("fields", []):
            english = field["translations"]["en"]
            assert field["title"] != english["title"]
            assert field["description"] != english["description"]


def test_its_headers_are_those_of_its_dictionary() -> None:
    built = _built()

    for item in built.resources:
        if item.format == "csv":
            header = _content(built, item.path).decode("utf-8-sig").splitlines()[0].split(",")
            assert header == [field["name"] for field in item.properties["schema"]["fields"]]


def test_it_does_not_count_itself() -> None:
    built = _built()
    with_itself = replace(WORLD, datasets=(*WORLD.datasets, built))

    assert _content(built, "kpi.json") == _content(_built(with_itself), "kpi.json")


def test_there_is_none_without_a_plan_or_without_events() -> None:
    for world, instance in ((WORLD, replace(INSTANCE, kpi=None)), (tree(), INSTANCE)):
        built = kpi_dataset.build(
            world, instance, vocabularies=VOCABULARIES, report=Report(), today=day("2026-12-31")
        )

        assert built is None


def test_a_plan_without_targets_gives_an_empty_table() -> None:
    instance = replace(INSTANCE, kpi=replace(PLAN, targets=()))
    built = kpi_dataset.build(
        WORLD, instance, vocabularies=VOCABULARIES, report=Report(), today=day("2026-12-31")
    )

    assert built is not None
    assert "年度,目標\r\n".encode("utf-8-sig") == _content(built, "kpi_targets.csv")


@given(trees(any_kind), days)
def test_both_json_forms_keep_their_schemas(world: Tree, as_of: dt.date) -> None:
    report = measured(world, as_of)

    assert [] == contracts.schema_errors(report.as_json(), contracts.read("kpi.schema.json"))
    assert [] == contracts.schema_errors(
        report.published(), contracts.read("kpi_dataset.schema.json")
    )
    assert "as_of" not in report.published()


def test_the_figures_at_the_top_are_the_headline_bodys() -> None:
    top = measure(
        WORLD, PLAN, WORLD.organizations, VOCABULARIES, Report(), day("2026-12-31")
    ).as_json()

    own = next(item for item in top["organizations"] if item["name"] == PREFECTURE.name)
    keys = ("state", "baseline", "cumulative", "added", "available", "machine_readable")
    assert {key: own[key] for key in keys} == {key: top[key] for key in keys}
