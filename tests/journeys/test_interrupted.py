"""A publish that is killed, at every write, before and after it arrives: the next one converges."""

from __future__ import annotations

import hashlib
import os
import signal
import time
from pathlib import Path

import pytest
import requests

from tests.contract.conftest import start, stop
from tests.proxy import Proxy, proxying
from tests.towns import Town


def files_of(town: Town, url: str) -> dict[str, str]:
    """Return sha256 by resource id of everything a citizen can download."""
    found = {}
    page = requests.get(f"{url}/api/3/action/package_search?rows=1000", timeout=30).json()
    for package in page["result"]["results"]:
        for item in package["resources"]:
            content = requests.get(item["url"], timeout=30)
            content.raise_for_status()
            found[item["id"]] = hashlib.sha256(content.content).hexdigest()
    return found


def committed(town: Town) -> dict[str, str]:
    """Return the same of the tree."""
    found = {}
    for path in town.folder.glob("*/datapackage.json"):
        descriptor = town.descriptor(path.parent.name.rsplit("_", 1)[-1])
        for item in [*descriptor["resources"], {"id": descriptor["id"], "path": path.name}]:
            data = (path.parent / item["path"]).read_bytes()
            found[item["id"]] = hashlib.sha256(data).hexdigest()
    return found


def publish_and_die(town: Town, proxy: Proxy, env: dict[str, str]) -> bool:
    """Run publish until the proxy kills it; tell whether it was killed."""
    process = town.start("publish", env={**env, "CKAN_URL": proxy.url})
    proxy.requests.clear()

    def kill() -> bool:
        process.send_signal(signal.SIGKILL)
        return True

    proxy.pull = kill
    process.wait(120)
    return process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("arrived", [False, True], ids=["before it arrives", "after it is done"])
def test_killed_at_every_write(tmp_path: Path, arrived: bool) -> None:
    """One store, killed at write 1, then 2, …: citizens never see half, nothing is doubled."""
    town = Town(tmp_path / "town")
    town.add("towns")
    town.add("wards", "名称,人口\r\n東,1\r\n")
    process = start(town)
    token = (town.root / ".opendata" / "token").read_text(encoding="utf-8").strip()
    env = {"CKAN_TOKEN": token}
    try:
        with proxying(town.catalog) as proxy:
            deaths = 0
            for number in range(1, 30):
                town.change("towns", version=str(number))  # each round has something to write

                def hit(count: int, wanted: int = number) -> bool:
                    return count == wanted and proxy.pull()

                proxy.before, proxy.after = (_never, hit) if arrived else (hit, _never)
                if not publish_and_die(town, proxy, env):
                    break
                deaths += 1
                # What citizens see is whole and ours, in this version or the one before.
                assert files_of(town, town.catalog).keys() <= committed(town).keys()
                proxy.before = proxy.after = _never
                done = town.run("publish", env={**env, "CKAN_URL": proxy.url})
                assert done.returncode == 0, done.stdout + done.stderr
                assert committed(town) == files_of(town, town.catalog)
            assert deaths >= 1
    finally:
        stop(process)


def _never(_: int) -> bool:
    return False


def test_a_started_catalog_does_not_outlive_a_killed_publish(tmp_path: Path) -> None:
    """SIGKILL for publish: its catalog ends by itself and frees the port."""
    town = Town(tmp_path / "town")
    for number in range(30):
        town.add(f"d{number:02}")
    process = town.start("publish")
    _wait(lambda: _serves(town.catalog), "the catalog to start")
    os.kill(process.pid, signal.SIGKILL)
    process.wait(30)
    _wait(lambda: not _serves(town.catalog), "the catalog to end")

    done = town.run("publish")
    assert done.returncode == 0, done.stdout + done.stderr


def _serves(url: str) -> bool:
    try:
        return requests.get(f"{url}/api/3", timeout=2).ok
    except requests.RequestException:
        return False


def _wait(condition: object, what: str) -> None:
    assert callable(condition)
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail(f"waited too long for {what}")


def test_what_was_written_is_reported_when_the_count_afterwards_fails(tmp_path: Path) -> None:
    """The catalog stops answering citizens after the writes: exit 5, and the result is printed."""
    town = Town(tmp_path / "town")
    town.add("towns")
    process = start(town)
    token = (town.root / ".opendata" / "token").read_text(encoding="utf-8").strip()
    try:
        with proxying(town.catalog) as proxy:
            proxy.is_closed_to_citizens = True
            done = town.run("publish", env={"CKAN_URL": proxy.url, "CKAN_TOKEN": token})
    finally:
        stop(process)

    assert done.returncode == 5
    assert "1 created" in done.stdout
    assert "next:" in done.stderr
    assert "Traceback" not in done.stderr
