"""Facets count what is found."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.catalog.conftest import Desk


@pytest.fixture
def town(add: Callable[..., Any], publisher: Desk, citizen: Desk) -> Desk:
    publisher("organization_create", name="290009_nara", title="奈良県")
    for number, (owner, theme) in enumerate(
        [
            ("292095_ikoma", '["人口・世帯", "教育"]'),
            ("292095_ikoma", '["人口・世帯"]'),
            ("290009_nara", "防災"),
        ]
    ):
        add(
            f"dataset{number}",
            f"題{number}",
            owner_org=owner,
            license_id="CC-BY-4.0",
            tags=[{"name": "共通"}, {"name": f"tag{number}"}],
            extras=[{"key": "theme", "value": theme}],
            resources=[
                {"format": "CSV"},
                {"format": "CSV"},
                {"format": "JSON", "url": "http://files.invalid/datapackage.json"},
            ],
        )
    return citizen


def test_values_are_counted_and_named(town: Desk) -> None:
    """Each dataset once per value; the descriptor that all have tells no format."""
    fields = ["organization", "tags", "res_format", "license_id", "extras_theme", "nothing"]
    result = town("package_search", rows=0, **{"facet.field": fields})

    assert {"292095_ikoma": 2, "290009_nara": 1} == result["facets"]["organization"]
    assert {"共通": 3, "tag0": 1, "tag1": 1, "tag2": 1} == result["facets"]["tags"]
    assert {"CSV": 3} == result["facets"]["res_format"]
    assert {"人口・世帯": 2, "教育": 1, "防災": 1} == result["facets"]["extras_theme"]
    assert {} == result["facets"]["nothing"]
    assert [("生駒市", 2), ("奈良県", 1)] == [
        (item["display_name"], item["count"])
        for item in result["search_facets"]["organization"]["items"]
    ]
    (licence,) = result["search_facets"]["license_id"]["items"]
    assert "クリエイティブ・コモンズ 表示 4.0 国際" == licence["display_name"]


def test_facets_follow_the_search(town: Desk) -> None:
    result = town("package_search", fq="extras_theme:教育", **{"facet.field": '["organization"]'})

    assert {"292095_ikoma": 1} == result["facets"]["organization"]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"facet.limit": 1}, ["共通"]),
        ({"facet.limit": -1}, ["共通", "tag0", "tag1", "tag2"]),
        ({"facet.mincount": 2}, ["共通"]),
        ({"facet": "false"}, None),
    ],
)
def test_facets_are_bounded(town: Desk, parameters: dict[str, Any], expected: Any) -> None:
    facets = town("package_search", **{"facet.field": ["tags"], **parameters})["facets"]

    assert expected == (list(facets["tags"]) if "tags" in facets else None)


def test_extras_and_absence_can_be_asked_for(add: Callable[..., Any], publisher: Desk) -> None:
    mark = {"key": "managed_by", "value": "8350ae28-075a-4e72-bee4-c971ce65f07d"}
    add("ours", extras=[mark])
    add("gone", extras=[mark, {"key": "withdrawn", "value": "2026-04-01"}])
    add("foreign", extras=[{"key": "managed_by", "value": "8350ae28"}])
    query = f'extras_managed_by:"{mark["value"]}"'

    def counted(query: str) -> Any:
        return publisher("package_search", fq=query, **{"facet.field": ["organization"]})["facets"]

    assert {"292095_ikoma": 2} == counted(query)["organization"]
    assert {"292095_ikoma": 1} == counted(f"{query} AND -extras_withdrawn:[* TO *]")["organization"]


def test_a_thousand_datasets_are_answered_in_time(add: Callable[..., Any], citizen: Desk) -> None:
    """Ten times the time that this takes alone on a slow machine is allowed."""
    for number in range(1000):
        add(
            f"dataset{number:04}",
            f"データセット{number}",
            notes="説明" * 50,
            extras=[{"key": "managed_by", "value": "x"}, {"key": "source_digest", "value": "1:a"}],
            resources=[
                {"name": "表", "schema": {"fields": [{"name": f"列{n}"} for n in range(20)]}}
            ],
        )
    asked: list[tuple[float, dict[str, Any]]] = [
        (1.0, {"fl": ["id", "name", "extras_source_digest", "metadata_modified"]}),
        (3.0, {}),
        (1.0, {"q": "データ", "rows": 20, "facet.field": ["organization", "tags"]}),
        (1.0, {"q": "タ", "rows": 20}),
    ]
    for bound, parameters in asked:
        started = time.monotonic()
        result = citizen(
            "package_search", **{"rows": 1000, "fq": "extras_managed_by:x", **parameters}
        )

        assert 1000 == result["count"]
        assert bound > time.monotonic() - started
