"""package_revise over HTTP: conditions, files, and everything at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from tests.catalog.conftest import Catalog, Desk

R1 = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"
R2 = "6ba7b811-9dad-41d1-80b4-00c04fd430c8"
CSV = ("a.csv", b"\xef\xbb\xbfname,n\r\n\xe5\x85\xac\xe5\x9c\x92,1\r\n")


@pytest.fixture
def dataset(add: Callable[..., Any]) -> Any:
    resources = [{"id": R1, "name": "表", "url": ""}, {"id": R2, "name": "記述", "url": ""}]
    return add("toilets", "公衆トイレ", private=True, resources=resources,
               tags=[{"name": "aa"}, {"name": "bb"}])  # fmt: skip


@pytest.fixture
def published(dataset: Any, publisher: Desk) -> Any:
    return publisher.revise(
        {"id": dataset["id"], "metadata_modified": dataset["metadata_modified"]},
        {"private": False},
        files={0: CSV, 1: ("datapackage.json", b"{}")},
    )


def test_files_and_visibility_come_in_one_step(published: Any, citizen: Desk) -> None:
    shown = citizen("package_show", id="toilets")
    first = shown["resources"][0]

    assert published == shown
    assert ("upload", len(CSV[1]), "text/csv", "CSV") == (
        first["url_type"],
        first["size"],
        first["mimetype"],
        first["format"],
    )
    assert first["url"].endswith(f"/dataset/{shown['id']}/resource/{R1}/download/a.csv")
    assert CSV[1] == citizen.get(first["url"]).content
    assert shown["resources"][1]["url"].endswith("/download/datapackage.json")


def test_a_stale_version_is_refused_and_nothing_happens(dataset: Any, publisher: Desk) -> None:
    publisher("package_patch", id="toilets", title="neu")
    before = publisher("package_show", id="toilets")
    status, error = publisher.refused(
        "package_revise",
        match={"name": "toilets", "metadata_modified": dataset["metadata_modified"]},
        update={"title": "x"},
    )

    assert (409, ["metadata_modified"]) == (status, error["match"])
    assert before == publisher("package_show", id="toilets")


def test_a_match_needs_an_id_or_name(publisher: Desk) -> None:
    status, error = publisher.refused("package_revise", match={"title": "x"})

    assert (409, "Missing value") == (status, error["match__id"])
    assert 404 == publisher.refused("package_revise", match={"id": "nothing"})[0]


def test_lists_merge_item_by_item_unless_filtered(dataset: Any, publisher: Desk) -> None:
    merged = publisher.revise({"name": "toilets"}, {"tags": [{"name": "cc"}]})
    replaced = publisher.revise({"name": "toilets"}, {"tags": [{"name": "dd"}]}, remove=["-tags"])

    assert ["bb", "cc"] == [tag["name"] for tag in merged["tags"]]
    assert ["dd"] == [tag["name"] for tag in replaced["tags"]]


def test_an_omitted_list_of_resources_is_kept(published: Any, publisher: Desk) -> None:
    kept = publisher.revise({"name": "toilets"}, {"title": "x"}, remove=["-resources"])
    emptied = publisher.revise({"name": "toilets"}, {"resources": []}, remove=["-resources"])

    assert published["resources"] == kept["resources"]
    assert [] == emptied["resources"]


@pytest.mark.parametrize(
    "keys", [("id", "url"), ("id", "url", "url_type"), ("id", "url_type"), ("id",)]
)
def test_a_file_sent_back_by_its_address_stays(
    published: Any, publisher: Desk, citizen: Desk, keys: tuple[str, ...]
) -> None:
    listed = [
        {key: resource[key] for key in keys} | {"name": "N"} for resource in published["resources"]
    ]
    after = publisher.revise({"name": "toilets"}, {"resources": listed}, remove=["-resources"])

    for old, new in zip(published["resources"], after["resources"], strict=True):
        for key in ("url", "url_type", "size", "last_modified", "mimetype", "created"):
            assert old[key] == new[key]
    assert CSV[1] == citizen.get(after["resources"][0]["url"]).content


def test_another_address_makes_a_link_and_takes_the_file_away(
    published: Any, publisher: Desk, citizen: Desk
) -> None:
    url = published["resources"][0]["url"]
    after = publisher.revise({"name": "toilets"}, {"resources": [{"url": "https://e.org/x",
                                                                  "url_type": None}]})  # fmt: skip

    assert ("https://e.org/x", None) == (
        after["resources"][0]["url"],
        after["resources"][0]["url_type"],
    )
    assert 404 == citizen.get(url).status_code


def test_an_empty_address_without_a_file_stays_empty(dataset: Any, publisher: Desk) -> None:
    for _ in range(2):
        shown = publisher.revise({"name": "toilets"}, {"notes": "n", "resources": [{"url": ""}]})

    assert ["", ""] == [resource["url"] for resource in shown["resources"]]
    assert [None, None] == [resource["url_type"] for resource in shown["resources"]]


def test_a_vanished_resource_comes_back_with_its_id_and_a_new_file(
    published: Any, publisher: Desk, citizen: Desk
) -> None:
    url = published["resources"][0]["url"]
    publisher.revise({"name": "toilets"}, remove=[f"-resources__{R1[:8]}"])
    assert 404 == citizen.get(url).status_code

    publisher.revise(
        {"name": "toilets"},
        {"resources": [{"id": R2}, {"id": R1, "name": "表"}]},
        remove=["-resources"],
        files={1: ("a.csv", b"new")},
    )

    assert b"new" == citizen.get(url).content


def test_the_same_bytes_again_are_no_change(published: Any, publisher: Desk) -> None:
    assert published == publisher.revise({"name": "toilets"}, files={0: CSV})


def test_new_bytes_change_size_and_times(published: Any, publisher: Desk) -> None:
    after = publisher.revise({"name": "toilets"}, files={0: ("a.csv", b"x")})
    old, new = published["resources"][0], after["resources"][0]

    assert 1 == new["size"]
    assert old["last_modified"] < new["last_modified"]
    assert old["metadata_modified"] < new["metadata_modified"]
    assert published["resources"][1] == after["resources"][1]


def test_a_file_can_go_to_a_resource_added_in_the_same_call(dataset: Any, publisher: Desk) -> None:
    answer = publisher.request(
        "POST",
        "/api/3/action/package_revise",
        data={"match__name": "toilets", "update__resources__extend": '[{"name": "third"}]'},
        files={"update__resources__-1__upload": ("c.txt", b"third")},
    ).json()

    third = answer["result"]["package"]["resources"][2]
    assert ("third", 5, "upload") == (third["name"], third["size"], third["url_type"])


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"update": {"tags": {"a": 1}}}, "update"),
        ({"update": "text"}, "update"),
        ({"update__resources__9": {"a": 1}}, "resources__9"),
        ({"update": {"resources": [{"upload": "text"}]}}, "resources"),
    ],
)
def test_an_update_that_cannot_be_merged_is_refused(
    dataset: Any, publisher: Desk, given: dict[str, Any], key: str
) -> None:
    status, error = publisher.refused("package_revise", match={"name": "toilets"}, **given)

    assert 409 == status
    assert key in error


def test_include_chooses_what_comes_back(dataset: Any, publisher: Desk) -> None:
    result = publisher(
        "package_revise", match={"name": "toilets"}, include=["+package__id", "-package__*"]
    )

    assert {"package": {"id": dataset["id"]}} == result


def test_japanese_file_names_become_ascii_and_cannot_break_headers(
    dataset: Any, publisher: Desk
) -> None:
    after = publisher.revise(
        {"name": "toilets"},
        files={0: ('日本語 "A"表\r\n.CSV', b"x"), 1: ("../../etc/passwd", b"y")},
    )
    urls = [resource["url"] for resource in after["resources"]]
    headers = [publisher.get(url).headers["content-disposition"] for url in urls]

    assert all(url.isascii() for url in urls)
    assert ".." not in urls[1]
    assert all("\n" not in header and header.count('"') == 2 for header in headers)


def test_a_large_file_is_never_held_in_memory(dataset: Any, catalog: Catalog) -> None:
    from tests.catalog.measure import peak_of_upload

    size = 120_000_000
    assert peak_of_upload(catalog, "toilets", size) < size / 4


def test_readers_never_see_half_a_change(published: Any, publisher: Desk, citizen: Desk) -> None:
    """Title and files change together; every reader sees one or the other version whole."""
    seen: list[tuple[str, int]] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            shown = citizen("package_show", id="toilets")
            seen.append((shown["title"], shown["resources"][0]["size"]))

    readers = [threading.Thread(target=look) for _ in range(3)]
    for reader in readers:
        reader.start()
    for size in range(1, 25):
        publisher.revise(
            {"name": "toilets"}, {"title": f"t{size}"}, files={0: ("a.csv", b"x" * size)}
        )
        assert f"t{size}" == citizen("package_show", id="toilets")["title"]
    done.set()
    for reader in readers:
        reader.join(20)

    assert len(seen) > 10
    assert all(title == f"t{size}" for title, size in seen if title != "公衆トイレ")


def test_of_two_who_match_the_same_version_one_wins(dataset: Any, publisher: Desk) -> None:
    statuses: list[int] = []

    def write(title: str) -> None:
        match = {"id": dataset["id"], "metadata_modified": dataset["metadata_modified"]}
        answer = publisher.ask("package_revise", match=match, update={"title": title})
        statuses.append(answer.status_code)

    writers = [threading.Thread(target=write, args=(f"t{number}",)) for number in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)

    assert [200, 409, 409, 409, 409, 409] == sorted(statuses)
