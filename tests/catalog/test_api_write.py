"""Writing datasets and organizations: what is accepted, kept, refused, and when time moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.catalog.conftest import Catalog, Desk

R1 = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"
R2 = "6ba7b811-9dad-41d1-80b4-00c04fd430c8"
Add = Callable[..., Any]


@pytest.fixture
def dataset(add: Add) -> Any:
    return add(
        "toilets",
        "公衆トイレ",
        notes=" 一覧。\r\n次の行 ",
        license_id="CC-BY-4.0",
        author_email="",
        tags=[{"name": "施設"}, {"name": "トイレ"}],
        extras=[{"key": "b", "value": "2"}, {"key": "a", "value": ""}],
        resources=[
            {"id": R1, "name": "表", "url": "", "format": "csv", "schema": {"fields": [None, {}]}},
            {"id": R2, "name": "リンク", "url": " https://example.org/a.xlsx "},
        ],
    )


def test_a_dataset_comes_back_as_sent(dataset: Any, citizen: Desk) -> None:
    shown = citizen("package_show", id="toilets")

    assert dataset == shown == citizen("package_show", id=dataset["id"])
    assert " 一覧。\r\n次の行 " == shown["notes"]
    assert ["トイレ", "施設"] == [tag["name"] for tag in shown["tags"]]
    assert [{"key": "b", "value": "2"}, {"key": "a", "value": ""}] == shown["extras"]
    assert ["CSV", "XLSX"] == [resource["format"] for resource in shown["resources"]]
    assert {"fields": [None, {}]} == shown["resources"][0]["schema"]
    assert ["", "https://example.org/a.xlsx"] == [item["url"] for item in shown["resources"]]
    assert "クリエイティブ・コモンズ 表示 4.0 国際" == shown["license_title"]
    assert shown["isopen"]


def test_a_dataset_has_ckans_keys(dataset: Any) -> None:
    assert {
        "author", "author_email", "creator_user_id", "extras", "groups", "id", "isopen",
        "license_id", "license_title", "maintainer", "maintainer_email", "metadata_created",
        "metadata_modified", "name", "notes", "num_resources", "num_tags", "organization",
        "owner_org", "private", "relationships_as_object", "relationships_as_subject", "resources",
        "state", "tags", "title", "type", "url", "version",
    } <= dataset.keys()  # fmt: skip
    assert {
        "approval_status", "created", "description", "id", "image_url", "is_organization", "name",
        "state", "title", "type",
    } == dataset["organization"].keys()  # fmt: skip
    assert {
        "cache_last_updated", "cache_url", "created", "datastore_active", "description", "format",
        "hash", "id", "last_modified", "metadata_modified", "mimetype", "mimetype_inner", "name",
        "package_id", "position", "resource_type", "size", "state", "url", "url_type",
    } == dataset["resources"][1].keys()  # fmt: skip
    assert {"display_name", "id", "name", "state", "vocabulary_id"} == dataset["tags"][0].keys()
    assert [0, 1] == [resource["position"] for resource in dataset["resources"]]
    assert {dataset["id"]} == {resource["package_id"] for resource in dataset["resources"]}
    for key in ("metadata_created", "metadata_modified"):
        assert len("2019-05-24T15:52:30.123456") == len(dataset[key])


@pytest.mark.parametrize(
    ("change", "field", "messages"),
    [
        ({"name": "toilets"}, "name", ["That URL is already in use."]),
        ({"name": None}, "name", ["Missing value"]),
        ({"name": "new"}, "name", ["That name cannot be used"]),
        (
            {"name": "A b"},
            "name",
            ["Must be purely lowercase alphanumeric (ascii) characters and these symbols: -_"],
        ),
        ({"owner_org": "nobody"}, "owner_org", ["Organization does not exist"]),
        ({"owner_org": None}, "owner_org", ["An organization must be provided"]),
        ({"tags": [{"name": "水"}]}, "tags", ['Tag "水" length is less than minimum 2']),
        ({"tags": [{}]}, "tags", ["Missing value"]),
        (
            {"extras": [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}]},
            "extras_validation",
            ['Duplicate key "a"'],
        ),
        ({"extras": [{"key": "a"}]}, "extras", [{"value": ["Missing value"]}]),
        ({"author_email": "x"}, "author_email", ["Email x is not a valid format"]),
        ({"version": "1" * 101}, "version", ["Version must be a maximum of 100 characters long"]),
        ({"resources": [{"id": R1}]}, "resources", [{"id": ["Resource id already exists."]}]),
        ({"resources": [{}, {"id": "x"}]}, "resources", [{}, {"id": ["Invalid id provided"]}]),
        ({"id": "x"}, "id", ["Invalid id provided"]),
        ({"state": "odd"}, "state", ["Must be active, draft or deleted, not 'odd'"]),
        ({"groups": [{"name": "g"}]}, "groups", ["This catalog has no groups"]),
        ({"private": "maybe"}, "private", ["Must be a boolean, not 'maybe'"]),
    ],
)
def test_what_ckan_refuses_is_refused_in_its_words(
    dataset: Any, publisher: Desk, change: dict[str, Any], field: str, messages: list[Any]
) -> None:
    given = {"name": "other", "owner_org": "292095_ikoma", **change}
    status, error = publisher.refused("package_create", **given)

    assert (409, "Validation Error") == (status, error["__type"])
    assert messages == error[field]
    assert 1 == publisher("package_search", include_private=True)["count"]


@pytest.mark.parametrize("field", ["tags", "extras", "resources"])
@pytest.mark.parametrize("value", ["a,b", {"a": 1}, ["a"], 5])
def test_a_wrong_shape_is_an_integrity_error(publisher: Desk, field: str, value: Any) -> None:
    given = {"name": "other", "owner_org": "292095_ikoma", field: value}
    status, error = publisher.refused("package_create", **given)

    assert (400, "Integrity Error") == (status, error["__type"])


def test_all_problems_are_told_at_once(publisher: Desk) -> None:
    _, error = publisher.refused(
        "package_create", name="A", tags=[{"name": "（a）"}, {"name": "水"}], author_email="x"
    )

    assert {"__type", "name", "owner_org", "tags", "author_email"} == error.keys()
    assert 2 == len(error["tags"])


def test_the_same_resource_twice_in_one_dataset_is_refused(publisher: Desk) -> None:
    _, error = publisher.refused(
        "package_create", name="xx", owner_org="292095_ikoma", resources=[{"id": R1}, {"id": R1}]
    )

    assert [{}, {"id": ["Resource id already exists."]}] == error["resources"]


def test_a_write_that_changes_nothing_moves_no_time(dataset: Any, publisher: Desk) -> None:
    answers = [
        publisher.ask("package_update", **dataset),
        publisher.ask("package_patch", id="toilets", title="公衆トイレ"),
        publisher.ask("package_revise", match={"name": "toilets"}, update={"private": False}),
    ]

    for answer in answers:
        assert 200 == answer.status_code
        assert "changed_entities" not in answer.json()
    assert dataset == publisher("package_show", id="toilets")


def test_a_real_change_moves_time_and_says_so(dataset: Any, publisher: Desk) -> None:
    body = publisher.ask("package_patch", id="toilets", title="便所").json()

    assert {"packages": [dataset["id"]]} == body["changed_entities"]
    assert dataset["metadata_modified"] < body["result"]["metadata_modified"]
    assert dataset["metadata_created"] == body["result"]["metadata_created"]
    changed = {key for key in dataset if dataset[key] != body["result"][key]}
    assert {"title", "metadata_modified"} == changed


def test_versions_differ_in_milliseconds_even_when_the_clock_stands_still(
    catalog: Catalog, dataset: Any, publisher: Desk
) -> None:
    catalog.clock.step = timedelta(0)
    seen = [dataset["metadata_modified"]]
    for title in "abc":
        changed = publisher("package_patch", id="toilets", title=title)
        seen.append(changed["metadata_modified"])

    assert sorted({text[:23] for text in seen}) == [text[:23] for text in seen]


def test_update_removes_what_is_left_out_but_not_resources(dataset: Any, publisher: Desk) -> None:
    updated = publisher("package_update", id="toilets", title="T")

    assert (None, [], []) == (updated["notes"], updated["tags"], updated["extras"])
    assert dataset["resources"] == updated["resources"]
    assert dataset["owner_org"] == updated["owner_org"]
    assert [] == publisher("package_update", id="toilets", resources=[])["resources"]


def test_patch_replaces_whole_lists(dataset: Any, publisher: Desk) -> None:
    patched = publisher("package_patch", id="toilets", resources=[{"id": R2, "url": "u"}])

    assert [R2] == [resource["id"] for resource in patched["resources"]]
    assert dataset["tags"] == patched["tags"]


def test_a_resource_changes_its_time_alone(dataset: Any, publisher: Desk) -> None:
    first, second = dataset["resources"]
    patched = publisher("package_patch", id="toilets", resources=[first, {**second, "name": "x"}])

    assert first == patched["resources"][0]
    assert second["metadata_modified"] < patched["resources"][1]["metadata_modified"]


def test_deleting_hides_and_undeleting_brings_back(
    dataset: Any, publisher: Desk, citizen: Desk
) -> None:
    assert publisher("package_delete", id="toilets") is None

    assert 403 == citizen.refused("package_show", id="toilets")[0]
    assert "deleted" == publisher("package_show", id="toilets")["state"]
    assert 0 == publisher("package_search", include_private=True)["count"]
    assert ["toilets"] == publisher.found("", include_deleted=True)
    assert (
        409
        == publisher.refused(
            "package_create", name="x1", owner_org="292095_ikoma", resources=[{"id": R1}]
        )[0]
    )

    publisher.revise({"id": dataset["id"]}, {"state": "active"})
    back = citizen("package_show", id="toilets")
    assert dataset["resources"] == back["resources"]


def test_a_deleted_dataset_makes_room_for_its_name(dataset: Any, add: Add, publisher: Desk) -> None:
    publisher("package_delete", id="toilets")
    fresh = add("toilets", "新")

    assert dataset["id"] != fresh["id"]
    assert dataset["id"] == publisher("package_show", id=dataset["id"])["name"]
    assert fresh == publisher("package_show", id="toilets")
    assert ["toilets"] == publisher.found("name:toilets", include_deleted=True)


def test_two_datasets_cannot_get_one_name(dataset: Any, add: Add, publisher: Desk) -> None:
    add("other")
    status, error = publisher.refused("package_patch", id="other", name="toilets")

    assert (409, ["That URL is already in use."]) == (status, error["name"])


def test_the_publisher_may_choose_a_dataset_id_once(add: Add, publisher: Desk) -> None:
    assert R1 == add("own", id=R1)["id"]

    _, error = publisher.refused("package_create", id=R1, name="own2", owner_org="292095_ikoma")
    assert ["Dataset id already exists"] == error["id"]


def test_unknown_datasets_are_not_found(publisher: Desk) -> None:
    for action in ("package_update", "package_patch", "package_delete"):
        assert 404 == publisher.refused(action, id="nothing")[0]
        assert ["Missing value"] == publisher.refused(action)[1]["id"]


def test_organizations_are_created_patched_and_updated(publisher: Desk, add: Add) -> None:
    add("toilets", "公衆トイレ")
    before = publisher("organization_show", id="292095_ikoma")
    patched = publisher("organization_patch", id="292095_ikoma", title="いこま市")
    updated = publisher("organization_update", id=before["id"], name="ikoma", title="生駒")

    assert (before["extras"], "いこま市", 1) == (
        patched["extras"],
        patched["title"],
        patched["package_count"],
    )
    assert ("ikoma", []) == (updated["name"], updated["extras"])
    assert "生駒" == publisher("package_show", id="toilets")["organization"]["title"]
    _, error = publisher.refused("organization_create", name="ikoma")
    assert ["Group name already exists in database"] == error["name"]


def test_an_organizations_new_words_find_its_datasets(publisher: Desk, add: Add) -> None:
    add("toilets", "公衆トイレ")
    assert ["toilets"] == publisher.found("いこま")

    publisher("organization_patch", id="292095_ikoma", title="別の市", extras=[])

    assert [] == publisher.found("いこま")
    assert ["toilets"] == publisher.found("別の市")


@pytest.mark.parametrize(
    "action",
    ["package_create", "package_update", "package_patch", "package_delete", "package_revise",
     "organization_create", "organization_patch", "organization_update"],
)  # fmt: skip
@pytest.mark.parametrize("token", ["", "wrong", "a-token-for-test", "a-token-for-tests2", "é"])
def test_only_the_token_writes(catalog: Catalog, action: str, token: str) -> None:
    answer = catalog.citizen.request(
        "POST", f"/api/action/{action}", json={}, headers={"Authorization": token.encode()}
    )

    assert (403, "Authorization Error") == (
        answer.status_code,
        answer.json()["error"]["__type"],
    )


def test_a_token_elsewhere_does_not_count(catalog: Catalog) -> None:
    answer = catalog.citizen.request(
        "POST",
        "/api/action/organization_create?apikey=a-token-for-tests",
        json={"name": "xx"},
        headers={"X-CKAN-API-Key": "a-token-for-tests"},
    )

    assert 403 == answer.status_code


@pytest.mark.parametrize("action", ["resource_create", "dataset_purge", "user_create"])
def test_ckans_other_writes_are_refused_not_unknown(publisher: Desk, action: str) -> None:
    assert 403 == publisher.refused(action)[0]


def test_the_token_has_a_user_and_nobody_else(publisher: Desk, citizen: Desk) -> None:
    user = publisher("user_show")

    assert ("publisher", True, "active") == (user["name"], user["sysadmin"], user["state"])
    assert (404, {"__type": "Not Found Error", "message": "Not found"}) == citizen.refused(
        "user_show"
    )
