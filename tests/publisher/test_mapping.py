"""What CKAN gets of a dataset: names, notes, extras, licences, upload names."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from publisher import tree, vocabularies
from publisher.findings import Report
from publisher.publish.compare import milliseconds
from publisher.publish.desired import Desired, desired
from publisher.words import Text
from tests.towns import Town

STOCK = frozenset({"cc-by", "cc-zero", "notspecified"})


def wanted(town: Town, licences: frozenset[str] = STOCK, notice: str = "") -> Desired:
    return desired(
        tree.load(town.root),
        Report(),
        instance_id=town.instance,
        notice=Text(notice, notice),
        vocabularies=vocabularies.load(),
        target_licences=licences,
        today=dt.date(2026, 11, 21),
    )


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path / "town")


def extras(fields: Any) -> dict[str, str]:
    return {item["key"]: item["value"] for item in fields["extras"]}


def test_marks_and_dcat_keys(town: Town) -> None:
    """The two marks and the keys ckanext-dcat reads, as flat strings; nothing empty."""
    town.add("towns", issued="2020-04-01", themes=["人口・世帯"], accrualPeriodicity="ANNUAL")
    (found,) = wanted(town).datasets
    have = extras(found.fields)

    assert (town.instance, found.digest) == (have["managed_by"], have["source_digest"])
    assert ("2020-04-01", "ANNUAL", '["人口・世帯"]') == (
        have["issued"],
        have["frequency"],
        have["theme"],
    )
    assert all(have.values())


def test_the_licence_is_the_targets_own_id_and_what_it_lacks_is_said(town: Town) -> None:
    """Stock CKAN knows cc-by, BODIK cc-by-40-intl; PDL goes as it is, and the plan says so."""
    town.add("by")
    pdl = town.resource(town.name("pdl"), "pdl", licenses=[{"name": "PDL1.0"}])
    town.add("pdl", resources=[pdl])
    stock = wanted(town)
    bodik = wanted(town, frozenset({"cc-by-40-intl"}))

    assert ["cc-by", "PDL1.0"] == [item.fields["license_id"] for item in stock.datasets]
    assert "cc-by-40-intl" == bodik.datasets[0].fields["license_id"]
    assert ["PDL1.0"] == [word for n in stock.notices for word in ["PDL1.0"] if word in n.en]


def test_origin_and_notice_are_said_in_the_notes(town: Town) -> None:
    """A processed list says whose and from where, on whatever catalog it is read."""
    origin = {"kind": "processed", "by": "ある団体", "source": "https://example.jp/x"}
    town.add("towns", origin=origin)
    (found,) = wanted(town, notice="実演です。").datasets

    assert "加工：ある団体。原本：https://example.jp/x" in found.fields["notes"]
    assert found.fields["notes"].endswith("実演です。")


def test_upload_names_are_ascii_and_never_the_descriptors(town: Town) -> None:
    """Japanese, upper case and a data file called datapackage.json get a name of their own."""
    folder = town.add("towns")
    names = ["人口 2026.csv", "A.CSV", "plain.csv"]
    resources = []
    for index, path in enumerate(names):
        (folder / path).write_text("a\r\n", encoding="utf-8")
        resources.append(town.resource(town.name("towns"), f"part{index}", path=path))
    town.change("towns", resources=resources)
    (found,) = wanted(town).datasets

    assert ["part0.csv", "part1.csv", "plain.csv", "datapackage.json"] == [
        item.upload_name for item in found.resources
    ]


def test_the_future_waits_and_the_red_is_blocked(town: Town) -> None:
    """Neither is part of what the catalog should hold; both are named."""
    town.add("future", issued="2026-11-22")
    town.add("today", issued="2026-11-21")
    found = wanted(town)

    assert [town.name("today")] == [item.name for item in found.datasets]
    assert {town.name("future"): dt.date(2026, 11, 22)} == found.waiting


def test_a_licence_less_file_is_not_said_to_be_open(town: Town) -> None:
    """No licence in the descriptor: notspecified, on any target."""
    resource = town.resource(town.name("towns"), "towns")
    del resource["licenses"]
    town.add("towns", resources=[resource])
    (found,) = wanted(town).datasets

    assert "notspecified" == found.fields["license_id"]


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("2026-11-21T10:01:19.524Z", "2026-11-21T10:01:19.524"),
        ("2026-11-21T10:01:19.524133", "2026-11-21T10:01:19.524"),
        ("2026-11-21T10:01:19.5Z", "2026-11-21T10:01:19.500"),
        ("2026-11-21T10:01:19Z", "2026-11-21T10:01:19.000"),
        ("2026-11-21T10:01:19", "2026-11-21T10:01:19.000"),
    ],
)
def test_one_instant_in_all_of_ckans_spellings(stamp: str, expected: str) -> None:
    """Solr and the database write the same instant differently, a whole second too."""
    assert expected == milliseconds(stamp)
