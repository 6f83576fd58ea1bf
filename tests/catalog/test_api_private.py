"""A private dataset does not exist for citizens, whatever they ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.catalog.conftest import Desk

R1 = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"


@pytest.fixture(params=[{"private": True}, {"state": "draft"}, {"state": "deleted"}])
def hidden(request: pytest.FixtureRequest, add: Callable[..., Any]) -> Any:
    return add(
        "hidden",
        "ひみつ",
        tags=[{"name": "ひみつのタグ"}],
        extras=[{"key": "theme", "value": '["ひみつ"]'}],
        resources=[{"id": R1, "name": "ひみつ", "format": "SECRET", "url": "https://e.org/"}],
        **request.param,
    )


def test_it_is_refused_by_name_and_id(hidden: Any, citizen: Desk) -> None:
    assert 403 == citizen.refused("package_show", id="hidden")[0]
    assert 403 == citizen.refused("package_show", id=hidden["id"])[0]
    assert 403 == citizen.refused("resource_show", id=R1)[0]


def test_it_is_in_no_list(hidden: Any, citizen: Desk) -> None:
    assert [] == citizen("package_list")
    assert [] == citizen("current_package_list_with_resources")
    assert [] == citizen("tag_list")
    assert 404 == citizen.refused("tag_show", id="ひみつのタグ")[0]
    assert 0 == citizen("resource_search", query="name:ひみつ")["count"]
    assert [] == citizen("package_autocomplete", q="ひみつ")
    assert [] == citizen("tag_autocomplete", q="ひみつ")
    assert [] == citizen("format_autocomplete", q="sec")
    shown = citizen("organization_show", id="292095_ikoma", include_datasets=True)
    assert (0, []) == (shown["package_count"], shown["packages"])


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"q": "ひみつ"},
        {"q": "name:hidden"},
        {"include_private": True, "include_deleted": True, "include_drafts": True},
        {"fq": "capacity:private", "include_private": True},
        {"fq": "+state:deleted", "include_private": True},
        {"fq": "state:(active OR draft OR deleted)", "include_private": True},
        {"q": "*:* OR name:hidden", "fq": "+state:draft OR *:*"},
        {"fq_list": ["-state:active"]},
        {"fl": "id,name,data_dict"},
    ],
)
def test_it_is_in_no_search_count_or_facet(
    hidden: Any, citizen: Desk, parameters: dict[str, Any]
) -> None:
    facets = ["organization", "tags", "res_format", "extras_theme", "state", "capacity"]
    result = citizen("package_search", **{"facet.field": facets, **parameters})

    assert (0, []) == (result["count"], result["results"])
    assert all(not values for values in result["facets"].values())


def test_the_publisher_finds_it_when_asking(add: Callable[..., Any], publisher: Desk) -> None:
    add("hidden", "ひみつ", private=True)

    assert [] == publisher.found("ひみつ")
    assert ["hidden"] == publisher.found("ひみつ", include_private=True)
    assert ["hidden"] == publisher.found("", include_private=True, fq="capacity:private")
