"""The real clients: ckanapi as a library and as a command, and a harvester's loop."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ckanapi
import pytest

from tests.catalog.conftest import TOKEN, Catalog, Desk

CSV = b"a,b\r\n1,2\r\n"


@pytest.fixture
def remote(catalog: Catalog, publisher: Desk) -> Iterator[ckanapi.RemoteCKAN]:
    with ckanapi.RemoteCKAN(catalog.citizen.url, apikey=TOKEN) as remote:
        yield remote


def test_ckanapi_creates_revises_and_deletes(remote: ckanapi.RemoteCKAN) -> None:
    created = remote.action.package_create(
        name="toilets", owner_org="292095_ikoma", private=True, resources=[{"name": "表"}]
    )
    revised = remote.call_action(
        "package_revise",
        {"match": json.dumps({"id": created["id"]}), "update": json.dumps({"private": False})},
        files={"update__resources__0__upload": ("a.csv", io.BytesIO(CSV))},
    )["package"]

    assert (False, len(CSV)) == (revised["private"], revised["resources"][0]["size"])
    assert revised == remote.action.package_show(id="toilets")
    remote.action.package_delete(id="toilets")
    assert 0 == remote.action.package_search()["count"]


def test_ckanapi_raises_its_own_errors(remote: ckanapi.RemoteCKAN, catalog: Catalog) -> None:
    with pytest.raises(ckanapi.NotFound):
        remote.action.package_show(id="nothing")
    with pytest.raises(ckanapi.ValidationError) as caught:
        remote.action.package_create(name="x")
    assert ["An organization must be provided"] == caught.value.error_dict["owner_org"]
    with pytest.raises(ckanapi.SearchQueryError):
        remote.action.package_search(weird=1)
    with (
        ckanapi.RemoteCKAN(catalog.citizen.url) as anonymous,
        pytest.raises(ckanapi.NotAuthorized),
    ):
        anonymous.action.package_create(name="x")


def test_ckanapi_dumps_every_dataset(add: Callable[..., Any], citizen: Desk) -> None:
    expected = [add(name, f"題 {name}") for name in ("aa", "bb", "cc")]
    folder = Path(sys.executable).parent
    dumped = subprocess.run(
        [folder / "ckanapi", "dump", "datasets", "-r", citizen.url, "--all"],
        capture_output=True,
        check=True,
        timeout=60,
        # its workers are started by name
        env={**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
    )

    lines = [json.loads(line) for line in dumped.stdout.splitlines()]
    # ckanapi adds a key of its own, for DataStore fields
    assert expected == [
        {k: v for k, v in line.items() if k != "datastore_fields"} for line in lines
    ]


def test_a_harvester_gets_each_changed_dataset_once(
    add: Callable[..., Any], publisher: Desk, citizen: Desk
) -> None:
    """The loop of ckanext-harvest: pages by id until an empty one, since a moment."""
    for number in range(7):
        add(f"dataset{number}")
    since = citizen("package_show", id="dataset3")["metadata_modified"]
    publisher("package_patch", id="dataset0", title="changed")
    seen: list[str] = []
    while True:
        page = citizen.get(
            "/api/3/action/package_search",
            params={
                "rows": 2,
                "start": len(seen),
                "sort": "id asc",
                "fq": f"metadata_modified:[{since}Z TO *]",
            },
        ).json()["result"]["results"]
        if not page:
            break
        seen += [dataset["name"] for dataset in page]

    assert sorted(seen) == ["dataset0", "dataset3", "dataset4", "dataset5", "dataset6"]
