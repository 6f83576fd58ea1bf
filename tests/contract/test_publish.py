"""What a town's publish does to a catalog, seen from outside: the same on every catalog."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import Any

import ckanapi
import pytest
import requests

from publisher import contracts
from tests.contract.conftest import Catalog

pytestmark = pytest.mark.contract


def download(url: str) -> requests.Response:
    """Fetch a file as a citizen."""
    return requests.get(url, timeout=30)


def extras(package: dict[str, Any]) -> dict[str, str]:
    return {item["key"]: item["value"] for item in package["extras"]}


def test_downloads_are_the_committed_bytes_under_the_committed_ids(catalog: Catalog) -> None:
    """sha256 of every download = sha256 of the committed file; ids are the descriptors'."""
    town = catalog.town
    folder = town.add("towns")
    bom = town.add("bom", b"\xef\xbb\xbf" + "名称,人口\r\n本町,12\r\n".encode())
    resource = town.resource(town.name("japanese"), "japanese", path="人口 2026.CSV")
    japanese = town.add("japanese", resources=[resource])
    (japanese / "japanese.csv").rename(japanese / "人口 2026.CSV")
    catalog.publish()

    for slug, path in (("towns", folder), ("bom", bom), ("japanese", japanese)):
        descriptor, package = town.descriptor(slug), catalog.shown(slug)
        expected = [
            (item["id"], hashlib.sha256((path / item["path"]).read_bytes()).hexdigest())
            for item in [
                *descriptor["resources"],
                {"id": descriptor["id"], "path": "datapackage.json"},
            ]
        ]
        found = [
            (item["id"], hashlib.sha256(download(item["url"]).content).hexdigest())
            for item in package["resources"]
        ]
        assert expected == found
        assert all(item["url"].isascii() for item in package["resources"])
        assert not package["private"]


def test_a_second_publish_changes_nothing(catalog: Catalog) -> None:
    """Nothing to change: with what is remembered, and without it."""
    catalog.town.add("towns")
    catalog.town.add("plain", keywords=[], themes=["人口・世帯"], issued="2020-01-01")
    catalog.publish()
    before = catalog.shown("towns")
    assert "nothing to change" in catalog.publish()
    shutil.rmtree(catalog.town.root / ".opendata" / "state")
    assert "nothing to change" in catalog.publish()

    assert before == catalog.shown("towns")


def test_an_update_changes_what_changed_and_keeps_the_rest(catalog: Catalog) -> None:
    """Title, tags that shrink, a new file, another order: one update; ids and links stay."""
    town = catalog.town
    town.add("towns", keywords=["人口", "世帯", "町丁"])
    catalog.publish()
    before = catalog.shown("towns")
    folder = town.folder / town.name("towns")
    (folder / "second.csv").write_text("名称,人口\r\n北町,5\r\n", encoding="utf-8")
    second = town.resource(town.name("towns"), "second")
    resources = [second, *town.descriptor("towns")["resources"]]
    town.change("towns", title="新しい題", keywords=["世帯"], resources=resources)
    assert "update" in catalog.publish()
    after = catalog.shown("towns")

    assert "新しい題" == after["title"]
    assert ["世帯"] == [tag["name"] for tag in after["tags"]]
    assert [second["id"], before["resources"][0]["id"]] == [
        item["id"] for item in after["resources"][:2]
    ]
    assert before["resources"][0]["url"] == after["resources"][1]["url"]
    assert before["id"] == after["id"]
    town.change("towns", resources=resources[1:])
    (folder / "second.csv").unlink()
    catalog.publish()
    assert [resources[1]["id"]] == [i["id"] for i in catalog.shown("towns")["resources"][:-1]]
    assert requests.codes.not_found == download(after["resources"][0]["url"]).status_code
    assert "nothing to change" in catalog.publish()


def test_a_changed_file_comes_down_changed_under_the_same_link(catalog: Catalog) -> None:
    """New bytes, same id, same URL."""
    catalog.town.add("towns")
    catalog.publish()
    link = catalog.shown("towns")["resources"][0]["url"]
    new = "名称,人口\r\n本町,13\r\n".encode()
    catalog.town.add("towns", new)
    catalog.publish()

    assert new == download(link).content
    assert link == catalog.shown("towns")["resources"][0]["url"]


def test_a_renamed_dataset_is_the_same_dataset(catalog: Catalog) -> None:
    """New name, same ids; its downloads still answer, and nothing stands under the old name."""
    town = catalog.town
    content = (town.add("towns") / "towns.csv").read_bytes()
    catalog.publish()
    before = catalog.shown("towns")
    done = town.run("rename", town.name("towns"), town.name("blocks"))
    assert not done.returncode, done.stdout + done.stderr
    assert "rename" in catalog.publish()
    after = catalog.shown("blocks")

    assert (before["id"], town.name("blocks")) == (after["id"], after["name"])
    assert [item["id"] for item in before["resources"]] == [
        item["id"] for item in after["resources"]
    ]
    assert content == download(after["resources"][0]["url"]).content
    found = catalog.call("package_search", citizen=True, q="", fq=f"name:{town.name('towns')}")
    assert [] == found["results"]
    assert "nothing to change" in catalog.publish()


def test_withdrawn_says_so_and_comes_back_with_the_same_ids(catalog: Catalog) -> None:
    """First line of the notes and an extra, no files; restored under the same links."""
    town = catalog.town
    folder = town.add("towns")
    catalog.publish()
    before = catalog.shown("towns")
    content = (folder / "towns.csv").read_bytes()
    (folder / "towns.csv").unlink()
    history = town.descriptor("towns")["history"]
    gone = {"date": "2026-04-01", "event": "withdrawn", "reason": "施設の廃止"}
    town.change("towns", history=[*history, gone])
    assert "withdraw" in catalog.publish()
    withdrawn = catalog.shown("towns")

    assert withdrawn["notes"].startswith("2026年4月1日に公開を終了しました。理由：施設の廃止。")
    assert ("2026-04-01", []) == (extras(withdrawn)["withdrawn"], withdrawn["resources"])
    statuses = {download(item["url"]).status_code for item in before["resources"]}
    assert statuses <= {403, 404}
    assert "nothing to change" in catalog.publish()
    (folder / "towns.csv").write_bytes(content)
    back = {"date": "2026-05-01", "event": "restored"}
    town.change("towns", history=[*history, gone, back])
    assert "restore" in catalog.publish()
    after = catalog.shown("towns")
    assert [(i["id"], i["url"]) for i in before["resources"]] == [
        (i["id"], i["url"]) for i in after["resources"]
    ]
    assert content == download(after["resources"][0]["url"]).content
    assert "withdrawn" not in extras(after)


def test_nothing_of_a_future_dataset_is_seen(catalog: Catalog) -> None:
    """`issued` tomorrow: no page, no search hit, no private leftover, no file."""
    catalog.town.add("towns", issued="2999-01-01")
    catalog.town.add("now")
    catalog.publish()

    with pytest.raises((ckanapi.NotFound, ckanapi.NotAuthorized)):
        catalog.shown("towns")
    found = catalog.call(
        "package_search", include_private=True, fq=f"organization:{catalog.town.organization}"
    )
    assert [catalog.town.name("now")] == [item["name"] for item in found["results"]]


def test_red_and_vanished_datasets_keep_the_catalog_copy(catalog: Catalog) -> None:
    """Blocked and orphan are reported, exit 1, and the copies stay as they are."""
    town = catalog.town
    town.add("red")
    town.add("gone")
    town.add("good")
    catalog.publish()
    before = [catalog.shown(slug) for slug in ("red", "gone")]
    town.add("red", "名称,\r\n本町,12\r\n")
    shutil.rmtree(town.folder / town.name("gone"))
    town.change("good", title="変えた題")
    output = catalog.publish(code=1)

    assert before == [catalog.shown(slug) for slug in ("red", "gone")]
    assert "変えた題" == catalog.shown("good")["title"]
    assert {"blocked", "orphan", "update"} <= {line.split(" ")[0] for line in output.splitlines()}
    (town.folder / town.name("red") / "datapackage.json").write_text("{", encoding="utf-8")
    catalog.publish(code=1)
    assert before[0] == catalog.shown("red")


def test_a_hand_edit_is_undone_and_others_keys_stay(catalog: Catalog) -> None:
    """A title changed by hand comes back the same night; an extra of others is not ours."""
    catalog.town.add("towns")
    catalog.publish()
    package = catalog.shown("towns")
    catalog.call(
        "package_patch",
        id=package["id"],
        title="手直し",
        extras=[*package["extras"], {"key": "theirs", "value": "1"}],
    )
    output = catalog.publish()
    after = catalog.shown("towns")

    assert "edited by hand" in output
    assert ("町丁別の人口", "1") == (after["title"], extras(after)["theirs"])
    assert "nothing to change" in catalog.publish()


def test_a_foreign_dataset_of_our_name_is_a_conflict_and_untouched(catalog: Catalog) -> None:
    """Exit 4, the way out is named, and theirs stays as it was."""
    town = catalog.town
    town.add("good")
    catalog.publish()
    foreign = catalog.call(
        "package_create", name=town.name("towns"), title="他", owner_org=town.organization
    )
    town.add("towns")
    output = catalog.publish(code=4)

    assert "conflict" in output
    assert foreign == catalog.shown("towns", citizen=False)


def test_a_leftover_of_an_interrupted_run_is_finished(catalog: Catalog) -> None:
    """Between create and revise a dataset of ours is private: citizens see none of it."""
    town = catalog.town
    town.add("good")
    catalog.publish()
    town.add("towns")
    marks = [{"key": "managed_by", "value": town.instance}]
    catalog.call(
        "package_create",
        name=town.name("towns"),
        owner_org=town.organization,
        private=True,
        extras=marks,
        resources=[{"id": town.descriptor("towns")["resources"][0]["id"], "url": ""}],
    )
    with pytest.raises(ckanapi.NotAuthorized):
        catalog.shown("towns")
    catalog.publish()

    assert [200, 200] == [
        download(item["url"]).status_code for item in catalog.shown("towns")["resources"]
    ]


def test_a_deleted_dataset_is_undeleted_with_its_ids(catalog: Catalog) -> None:
    """Somebody deleted it on the catalog: the same dataset comes back."""
    catalog.town.add("towns")
    catalog.publish()
    before = catalog.shown("towns")
    catalog.call("package_delete", id=before["id"])
    assert "restore" in catalog.publish()
    after = catalog.shown("towns")

    assert before["id"] == after["id"]
    assert [i["id"] for i in before["resources"]] == [i["id"] for i in after["resources"]]
    assert requests.codes.ok == download(after["resources"][0]["url"]).status_code


def test_a_reviewed_plan_is_carried_out_as_it_stands(catalog: Catalog) -> None:
    """plan --out, apply: those changes; for another catalog it is refused with 3."""
    town = catalog.town
    town.add("towns")
    plan = town.run("plan", "--out", "plan.json", env=catalog.env)
    assert 0 == plan.returncode, plan.stderr
    with pytest.raises(ckanapi.NotFound):
        catalog.shown("towns")
    document = json.loads((town.root / "plan.json").read_text(encoding="utf-8"))
    assert [] == contracts.schema_errors(document, contracts.read("plan.schema.json"))
    town.add("later")
    applied = town.run("apply", "plan.json", env=catalog.env)

    assert 0 == applied.returncode, applied.stdout + applied.stderr
    assert town.name("towns") == catalog.shown("towns")["name"]
    with pytest.raises(ckanapi.NotFound):
        catalog.shown("later")
    other = town.root / "other.json"
    town.json(other, {**document, "target": "http://127.0.0.1:9"})
    assert 3 == town.run("apply", "other.json", env=catalog.env).returncode


def test_the_descriptor_comes_back_whole(catalog: Catalog) -> None:
    """publish → dump: the last resource is the committed datapackage.json, key for key."""
    catalog.town.add("towns", contactPoint={"title": "総務課"}, accrualPeriodicity="ANNUAL")
    catalog.publish()
    last = catalog.shown("towns")["resources"][-1]

    assert "datapackage.json" == last["name"]
    assert catalog.town.descriptor("towns") == download(last["url"]).json()


def test_json_output_keeps_its_contract(catalog: Catalog) -> None:
    """publish --format json is valid against the schemas, on the first run and the second."""
    catalog.town.add("towns")
    for _ in range(2):
        document = json.loads(catalog.publish("--format", "json"))
        schema = contracts.read("publish.schema.json")
        assert [] == contracts.schema_errors(document, schema)
    assert {"catalog": 1, "tree": 1, "differences": []} == document["live"]


def test_a_wrong_token_is_told_apart(catalog: Catalog) -> None:
    """Exit 5 with the next step, nothing written."""
    catalog.town.add("towns")
    env = {"CKAN_URL": f"{catalog.url}/", "CKAN_TOKEN": "wrong"}
    if catalog.kind == "embedded":
        catalog.town.catalog = "http://127.0.0.1:9"
        catalog.town.settings()
    done = catalog.town.run("publish", env=env)

    assert 5 == done.returncode
    assert "CKAN_TOKEN" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_editor_without_admin_rights_publishes_what_it_may(catalog: Catalog) -> None:
    """Not its editor: blocked, exit 1. As its editor: published; the record needs an admin."""
    if catalog.kind == "embedded":
        pytest.skip("the embedded catalog has one token, and it may do everything")
    town = catalog.town
    town.add("towns")
    name, secret = f"editor{town.slug}", f"{town.slug}-{town.instance}"
    catalog.call("user_create", name=name, email=f"{name}@example.jp", password=secret)
    token = catalog.call("api_token_create", user=name, name="publisher")["token"]
    editor = Catalog("ckan", town, catalog.url, token)
    try:
        catalog.call("organization_create", name=town.organization, title="試験町")
        stranger = editor.publish(code=1)
        assert "may not write in this organization" in stranger
        catalog.call(
            "organization_member_create", id=town.organization, username=name, role="editor"
        )
        output = editor.publish()
    finally:
        catalog.call("user_delete", id=name)

    assert "needs_admin" in output  # its record bears no mark of ours, and stays as it is
    assert town.name("towns") == catalog.shown("towns")["name"]
