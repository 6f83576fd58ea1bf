"""Reading: CKAN's conformance assertions, by number where they have one (docs: CKAN.md, section 6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from catalog.actions.registry import ACTIONS
from tests.catalog.conftest import Desk

R1 = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"
NAMES = [f"dataset_{letter}" for letter in "abcde"]


@pytest.fixture
def five(add: Callable[..., Any]) -> list[Any]:
    return [
        add(name, f"題 {name[-1]}", tags=[{"name": "Flexible. ァ"}], license_id="cc-by")
        for name in NAMES
    ]


def test_package_list_is_sorted_and_paged(five: list[Any], citizen: Desk) -> None:
    assert NAMES == citizen("package_list")
    assert NAMES[:1] == citizen("package_list", limit=1)
    assert NAMES[3:] == citizen("package_list", offset=3)
    assert [] == citizen("package_list", offset=99)
    assert NAMES == citizen("package_list", limit=0)
    assert NAMES == [
        name for at in range(5) for name in citizen("package_list", limit=1, offset=at)
    ]


@pytest.mark.parametrize(
    ("action", "parameters", "field", "message"),
    [
        ("package_list", {"limit": -1}, "limit", "Must be a natural number"),
        ("package_list", {"limit": "a"}, "limit", "Invalid integer"),
        ("organization_list", {"limit": "a"}, "limit", "Invalid integer"),
        ("organization_list", {"offset": -2}, "offset", "Must be a natural number"),
        ("package_search", {"rows": -1}, "rows", "Must be a natural number"),
        ("package_search", {"rows": "a"}, "rows", "Invalid integer"),
        ("package_show", {}, "name_or_id", "Missing value"),
        ("resource_show", {}, "id", "Missing value"),
        ("organization_show", {}, "id", "Missing value"),
    ],
)
def test_bad_values_are_validation_errors(
    citizen: Desk, action: str, parameters: dict[str, Any], field: str, message: str
) -> None:
    status, error = citizen.refused(action, **parameters)

    assert (409, "Validation Error", message) == (status, error["__type"], error[field][0])


def test_the_last_modified_come_first(five: list[Any], citizen: Desk) -> None:
    shown = citizen("current_package_list_with_resources", limit=1, offset=1)

    assert [five[3]] == shown


@pytest.mark.parametrize(
    "action", ["package_show", "resource_show", "organization_show", "group_show", "tag_show"]
)
def test_unknown_things_are_not_found(citizen: Desk, action: str) -> None:
    expected = (404, {"__type": "Not Found Error", "message": "Not found"})

    assert expected == citizen.refused(action, id="nothing")


def test_a_group_is_never_an_organization(citizen: Desk) -> None:
    assert 404 == citizen.refused("group_show", id="292095_ikoma")[0]
    assert [] == citizen("group_list", all_fields=True)


def test_search_has_ckans_keys_and_pages(five: list[Any], citizen: Desk) -> None:
    result = citizen("package_search", rows=2, start=1, sort="id asc")

    assert {"count", "facets", "results", "sort", "search_facets"} == result.keys()
    assert (5, "id asc") == (result["count"], result["sort"])
    assert sorted(item["id"] for item in five)[1:3] == [item["id"] for item in result["results"]]
    assert [] == citizen("package_search", rows=0)["results"]
    assert five[::-1] == citizen("package_search", rows=100_000)["results"]


def test_fl_gives_exactly_the_fields(five: list[Any], citizen: Desk) -> None:
    given: tuple[Any, ...] = (["title", "name"], "title,name", '["title", "name"]', "title name")
    for fields in given:
        results = citizen("package_search", fl=fields, rows=1)["results"]

        assert [{"title": "題 e", "name": "dataset_e"}] == results
    only = citizen("package_search", fl=["id"], rows=1, sort="name asc")["results"]
    assert [{"id": five[0]["id"]}] == only


def test_fl_speaks_as_solr_does(add: Callable[..., Any], citizen: Desk) -> None:
    dataset = add(
        "toilets",
        "T",
        extras=[{"key": "managed_by", "value": "x"}],
        resources=[{"id": R1, "format": "csv"}],
        tags=[{"name": "aa"}],
    )
    fields = ["metadata_modified", "extras_managed_by", "capacity", "organization", "notes", "tags"]
    found = citizen("package_search", fl=[*fields, "res_format", "unknown"])["results"]

    assert [
        {
            "metadata_modified": dataset["metadata_modified"][:23] + "Z",
            "managed_by": "x",
            "capacity": "public",
            "organization": "292095_ikoma",
            "tags": ["aa"],
            "res_format": ["CSV"],
        }
    ] == found
    everything = citizen("package_search", fl="*,validated_data_dict")["results"][0]
    assert {"id", "name", "managed_by", "dataset_type"} <= everything.keys()


@pytest.mark.parametrize(
    ("parameters", "status", "kind"),
    [
        ({"weird_param": 1}, 400, "Search Query Error"),
        ({"sort": "title"}, 400, "Search Query Error"),
        ({"sort": "title asc; DROP TABLE package"}, 400, "Search Query Error"),
        ({"q": "{!child of=x}"}, 409, "Search Error"),
        ({"fq": ["{!x}"]}, 409, "Search Error"),
        ({"q": "name:(a"}, 409, "Search Error"),
        ({"fq": "metadata_modified:[yesterday TO *]"}, 409, "Search Error"),
        ({"facet.field": "organization"}, 409, "Validation Error"),
        ({"facet.field": {"a": 1}}, 409, "Validation Error"),
    ],
)
def test_search_refuses_in_ckans_words(
    citizen: Desk, parameters: dict[str, Any], status: int, kind: str
) -> None:
    answered, error = citizen.refused("package_search", **parameters)

    assert (status, kind) == (answered, error["__type"])


def test_organizations_are_listed_and_shown(
    five: list[Any], publisher: Desk, citizen: Desk
) -> None:
    publisher("organization_create", name="290009_nara", title="奈良県")
    listed = citizen("organization_list", all_fields=True, include_extras=True)
    shown = citizen("organization_show", id="292095_ikoma", include_datasets=True)

    assert ["290009_nara", "292095_ikoma"] == citizen("organization_list")
    assert [0, 5] == [organization["package_count"] for organization in listed]
    assert ["奈良県", "生駒市"] == [organization["display_name"] for organization in listed]
    assert {"key": "code", "value": "292095"} in listed[1]["extras"]
    assert five[::-1] == shown["packages"]
    assert shown == citizen("organization_show", id=shown["id"], include_datasets=True)
    assert ["292095_ikoma"] == citizen("organization_list", organizations=["292095_ikoma"])
    assert ["292095_ikoma", "290009_nara"] == citizen("organization_list", sort="name desc")
    assert 409 == citizen.refused("organization_list", sort="nothing asc")[0]
    assert [] == citizen("organization_list_for_user")
    assert 2 == len(publisher("organization_list_for_user"))


def test_at_most_25_organizations_are_shown_whole(publisher: Desk, citizen: Desk) -> None:
    for number in range(30):
        publisher("organization_create", name=f"org{number:02}", title=f"{number:02}")

    first = citizen("organization_list", all_fields=True, limit=99)
    rest = citizen("organization_list", all_fields=True, offset=25)
    assert (25, 6, 31) == (len(first), len(rest), len(citizen("organization_list")))


def test_tags_are_found_by_name_and_id(five: list[Any], citizen: Desk) -> None:
    (tag,) = citizen("tag_list", all_fields=True)

    assert ["Flexible. ァ"] == citizen("tag_list") == citizen("tag_list", query="flex")
    assert {"id", "name", "display_name", "vocabulary_id"} == tag.keys()
    assert tag == citizen("tag_show", id="Flexible. ァ") == citizen("tag_show", id=tag["id"])
    assert 5 == len(citizen("tag_show", id=tag["id"], include_datasets=True)["packages"])
    assert 404 == citizen.refused("tag_list", vocabulary_id="none")[0]


def test_resources_are_shown_and_searched(add: Callable[..., Any], citizen: Desk) -> None:
    dataset = add("toilets", resources=[{"id": R1, "name": "表Ａ", "url": "https://e.org/X.csv"}])
    (resource,) = dataset["resources"]

    assert resource == citizen("resource_show", id=R1)
    for query in ("name:表", "url:x.CSV", ["name:表", "format:csv"], f"id:{R1}"):
        assert {"count": 1, "results": [resource]} == citizen("resource_search", query=query)
    assert 0 == citizen("resource_search", query="name:%")["count"]
    for broken in (None, "name", "sha256:x", "name') OR 1:1"):
        assert 409 == citizen.refused("resource_search", query=broken)[0]


def test_the_site_says_what_it_is(citizen: Desk) -> None:
    status = citizen("status_show")

    assert ("2.12.0", ["opendata_catalog"]) == (status["ckan_version"], status["extensions"])
    assert citizen("site_read")
    licences = {licence["id"]: licence for licence in citizen("license_list")}
    assert {"CC-BY-4.0", "PDL1.0", "unstated"} <= licences.keys()
    assert "approved" == licences["CC-BY-4.0"]["od_conformance"]


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_every_action_explains_itself(citizen: Desk, name: str) -> None:
    assert citizen("help_show", name=name).splitlines()[0].endswith(".")


def test_help_for_an_unknown_action_is_not_found(citizen: Desk) -> None:
    assert 404 == citizen.refused("help_show", name="nope")[0]


def test_proposals_while_typing(five: list[Any], citizen: Desk, add: Callable[..., Any]) -> None:
    add("rivers", "川", resources=[{"format": "csv"}, {"format": "csv"}, {"format": "GeoJSON"}])

    assert [
        {"name": "rivers", "title": "川", "match_field": "name", "match_displayed": "rivers"}
    ] == citizen("package_autocomplete", q="rive")
    assert "title" == citizen("package_autocomplete", q="川")[0]["match_field"]
    assert 2 == len(citizen("package_autocomplete", q="dataset", limit=2))
    assert ["292095_ikoma"] == [o["name"] for o in citizen("organization_autocomplete", q="生駒")]
    assert ["csv"] == citizen("format_autocomplete", q="cs")
    util = "/api/2/util/resource/format_autocomplete?incomplete="
    assert {"ResultSet": {"Result": [{"Format": "csv"}]}} == citizen.get(util + "cs").json()
    assert {"ResultSet": {"Result": []}} == citizen.get(util).json()
    found = citizen.get("/api/2/util/tag/autocomplete?incomplete=. ァ").json()
    assert {"ResultSet": {"Result": [{"Name": "Flexible. ァ"}]}} == found
    found = citizen.get("/api/2/util/dataset/autocomplete?incomplete=rive&limit=3").json()
    assert {"match_field", "name", "match_displayed", "title"} == found["ResultSet"]["Result"][
        0
    ].keys()
    assert 409 == citizen.get("/api/util/dataset/autocomplete?incomplete=x&limit=a").status_code
