"""`opendata serve`: it says where to look, serves what was published, and goes when told."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
import requests

from tests.towns import Town


@pytest.mark.parametrize(
    "word", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "a service manager"]
)
def test_it_serves_until_it_is_stopped(tmp_path: Path, word: signal.Signals) -> None:
    """One process: stopping what was started stops the catalog and frees its port."""
    town = Town(tmp_path / "town")
    town.add("towns")
    assert town.run("publish").returncode == 0
    process = town.start("serve", is_heard=True)
    assert process.stdout is not None
    said = process.stdout.readline() + process.stdout.readline()
    page = requests.get(f"{town.catalog}/dataset/{town.name('towns')}", timeout=10)
    process.send_signal(word)
    _, errors = process.communicate(timeout=30)

    assert f"{town.catalog}/" in said
    assert "町丁別の人口" in page.text
    assert "Traceback" not in errors
    with pytest.raises(requests.ConnectionError):
        requests.get(town.catalog, timeout=5)


def test_a_taken_port_is_one_clear_line(tmp_path: Path) -> None:
    """Exit 5, what to change, no traceback."""
    first, second = Town(tmp_path / "a"), Town(tmp_path / "b")
    second.catalog = first.catalog
    second.settings()
    from tests.contract.conftest import start, stop

    process = start(first)
    done = second.run("serve")
    stop(process)

    assert done.returncode == 5
    assert "[catalog] url" in done.stderr
    assert "Traceback" not in done.stderr
