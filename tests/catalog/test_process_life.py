"""The catalog as a process: ready line, ends with its parent, clear words when it cannot start."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

WAIT = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    (tmp_path / "opendata.toml").write_text(
        f"""
        [instance]
        id = "8350ae28-075a-4e72-bee4-c971ce65f07d"
        title = "試験"
        [catalog]
        url = "http://127.0.0.1:{free_port()}"
        """,
        encoding="utf-8",
    )
    return tmp_path


def start(instance: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "catalog", "--instance", str(instance), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def running(instance: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = start(instance, "--stop-with-stdin")
    assert process.stdout is not None
    line = process.stdout.readline()
    yield process, line.removeprefix("ready ").strip()
    process.kill()
    process.communicate(timeout=WAIT)


def test_the_only_word_is_that_it_is_ready(
    instance: Path, running: tuple[subprocess.Popen[str], str]
) -> None:
    process, url = running
    status = requests.get(f"{url}/api/3/action/status_show", timeout=WAIT).json()["result"]
    token = (instance / ".opendata" / "token").read_text(encoding="utf-8").strip()
    created = requests.post(
        f"{url}/api/action/organization_create",
        json={"name": "xx"},
        headers={"Authorization": token},
        timeout=WAIT,
    )
    out, err = process.communicate(timeout=WAIT)

    assert (url, 200) == (status["site_url"], created.status_code)
    assert ("", "", 0) == (out, err, process.returncode)
    assert 0o600 == (instance / ".opendata" / "token").stat().st_mode & 0o777
    assert len(token) >= 32


def test_a_taken_port_is_one_line_and_exit_code_5(
    instance: Path, running: tuple[subprocess.Popen[str], str]
) -> None:
    second = start(instance)
    out, err = second.communicate(timeout=WAIT)

    assert (5, "", 1) == (second.returncode, out, err.count("\n"))
    assert "is in use already, perhaps by this very catalog. Next:" in err


@pytest.mark.parametrize(
    "content",
    [
        None,
        "[",
        "[instance]\nid = 'x'\n",
        "[instance]\nid='x'\ntitle='t'\n[catalog]\nurl='http://192.0.2.1:1'",
    ],
)
def test_settings_that_cannot_be_used_are_one_line_and_exit_code_5(
    tmp_path: Path, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "opendata.toml").write_text(content, encoding="utf-8")
    process = start(tmp_path)
    out, err = process.communicate(timeout=WAIT)

    assert (5, "", 1) == (process.returncode, out, err.count("\n"))
    assert "Traceback" not in err


def test_a_store_that_cannot_be_used_is_one_line_and_exit_code_5(instance: Path) -> None:
    store = instance / ".opendata" / "catalog"
    store.mkdir(parents=True)
    (store / "catalog.sqlite3").write_bytes(b"no database" * 1000)
    process = start(instance)
    _, err = process.communicate(timeout=WAIT)

    assert (5, 1) == (process.returncode, err.count("\n"))


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_without_a_traceback(instance: Path, sign: signal.Signals) -> None:
    process = start(instance)
    assert process.stdout is not None
    assert process.stdout.readline().startswith("ready ")
    process.send_signal(sign)
    _, err = process.communicate(timeout=WAIT)

    assert "Traceback" not in err
    assert process.returncode in {0, -sign}


def test_it_dies_with_a_parent_that_was_killed(instance: Path) -> None:
    """The parent holds the catalog's stdin; kill -9 closes it."""
    program = (
        "import subprocess, sys, time\n"
        "p = subprocess.Popen([sys.executable, '-m', 'catalog', '--instance', sys.argv[1],"
        " '--stop-with-stdin'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)\n"
        "print(p.pid, p.stdout.readline(), flush=True)\n"
        "time.sleep(600)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program, str(instance)], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    found = re.match(r"(\d+) ready (\S+)", parent.stdout.readline())
    assert found is not None
    parent.kill()
    parent.communicate(timeout=WAIT)

    deadline = time.monotonic() + WAIT
    while is_alive(int(found[1])) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not is_alive(int(found[1]))
    with pytest.raises(requests.ConnectionError):
        requests.get(found[2], timeout=5)


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_killed_process_never_leaves_a_half_written_dataset(instance: Path) -> None:
    """kill -9 amid writes: what is there afterwards is a version that was written whole."""
    for _ in range(3):
        process = start(instance)
        assert process.stdout is not None
        url = process.stdout.readline().removeprefix("ready ").strip()
        token = (instance / ".opendata" / "token").read_text(encoding="utf-8").strip()
        headers = {"Authorization": token}

        def post(
            action: str, url: str = url, headers: dict[str, str] = headers, **more: Any
        ) -> requests.Response:
            return requests.post(
                f"{url}/api/action/{action}", headers=headers, timeout=WAIT, **more
            )

        post("organization_create", json={"name": "oo"})
        post("package_create", json={"name": "dd", "owner_org": "oo", "resources": [{"name": "a"}]})
        killer = subprocess.Popen(
            [sys.executable, "-c", f"import os, time; time.sleep(.4); os.kill({process.pid}, 9)"]
        )
        number = 0
        while True:
            number += 1
            text = str(number) * number
            try:
                post(
                    "package_revise",
                    data={"match__name": "dd", "update__title": f"t{text}", "update__notes": text},
                    files={"update__resources__0__upload": ("a.txt", text.encode())},
                )
            except requests.RequestException:
                break
        killer.wait(WAIT)
        process.communicate(timeout=WAIT)

    process = start(instance, "--stop-with-stdin")
    assert process.stdout is not None
    url = process.stdout.readline().removeprefix("ready ").strip()
    shown = requests.get(f"{url}/api/action/package_show?id=dd", timeout=WAIT).json()["result"]
    content = requests.get(shown["resources"][0]["url"], timeout=WAIT).text
    process.communicate(timeout=WAIT)

    assert shown["title"] == f"t{shown['notes']}"
    assert content == shown["notes"]
    assert shown["resources"][0]["size"] == len(content)
