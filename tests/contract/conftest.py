"""Catalogs for the contract suite: the embedded one always, a real CKAN when the environment names it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ckanapi
import pytest

from tests.towns import Town, environment

REAL = bool(os.environ.get("CKAN_URL") and os.environ.get("CKAN_TOKEN"))


@dataclass
class Catalog:
    """A running catalog and a town that publishes to it."""

    kind: str
    town: Town
    url: str
    token: str

    @property
    def env(self) -> dict[str, str]:
        """The environment with which the town publishes here."""
        return {} if self.kind == "embedded" else {"CKAN_URL": self.url, "CKAN_TOKEN": self.token}

    def call(self, action: str, *, citizen: bool = False, **parameters: Any) -> Any:
        remote = ckanapi.RemoteCKAN(self.url, apikey=None if citizen else self.token)
        with remote:
            return remote.call_action(action, parameters)

    def publish(self, *words: str, code: int = 0) -> str:
        """Run `opendata publish` and return its output; the exit code must be `code`."""
        done = self.town.run("publish", *words, env=self.env)
        assert code == done.returncode, done.stdout + done.stderr
        return done.stdout

    def shown(self, slug: str, *, citizen: bool = True) -> dict[str, Any]:
        package: dict[str, Any] = self.call(
            "package_show", citizen=citizen, id=self.town.name(slug)
        )
        return package


def start(town: Town | Path) -> subprocess.Popen[str]:
    """Start the embedded catalog of a town and wait until it is ready."""
    root = town if isinstance(town, Path) else town.root
    process = subprocess.Popen(
        [sys.executable, "-m", "catalog", "--instance", str(root), "--stop-with-stdin"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("ready"), line
    return process


def stop(process: subprocess.Popen[str]) -> None:
    """Stop it by closing its standard input, as the publisher does."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    try:
        process.wait(20)
    finally:
        process.kill()
        process.stdout.close()


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """An invented town on disk."""
    return Town(tmp_path / "town")


@pytest.fixture(params=["embedded", "ckan"])
def catalog(request: pytest.FixtureRequest, town: Town) -> Iterator[Catalog]:
    """Each catalog in turn, with nothing of the town in it, and nothing left of it afterwards."""
    if request.param == "embedded":
        process = start(town)
        token = (town.root / ".opendata" / "token").read_text(encoding="utf-8").strip()
        yield Catalog("embedded", town, town.catalog, token)
        stop(process)
        return
    if not REAL:
        pytest.skip("NOT RUN against a real CKAN: CKAN_URL and CKAN_TOKEN are not set (make ckan)")
    found = Catalog("ckan", town, os.environ["CKAN_URL"], os.environ["CKAN_TOKEN"])
    yield found
    results = found.call(
        "package_search",
        q=f"organization:{town.organization}",
        include_private=True,
        rows=1000,
    )["results"]
    names = {item["name"] for item in results}
    descriptors = town.folder.glob("*/datapackage.json")
    for name in sorted(names | {path.parent.name for path in descriptors}):
        _quietly(found, "dataset_purge", name)
    _quietly(found, "organization_purge", town.organization)


def _quietly(catalog: Catalog, action: str, name: str) -> None:
    try:
        catalog.call(action, id=name)
    except ckanapi.NotFound:
        return
