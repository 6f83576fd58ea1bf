"""Wrong input and broken surroundings: a clear word, the agreed exit code, nothing written."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.contract.conftest import start, stop
from tests.towns import Town, free_port


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """An invented town with one good dataset."""
    made = Town(tmp_path / "town")
    made.add("good")
    return made


def serving(answer: Callable[[BaseHTTPRequestHandler], None]) -> ThreadingHTTPServer:
    """Serve `answer` for every request on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer(self)

        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def say(body: bytes, kind: str, status: int = 200) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def three_lines(text: str) -> bool:
    """Tell whether an error says what, where and what to do next, and shows no traceback."""
    return "✗" in text and "next:" in text and "where:" in text and "Traceback" not in text


def test_no_instance(tmp_path: Path, town: Town) -> None:
    """Outside an instance: 5, and how to make one."""
    town.root = tmp_path
    done = town.run("publish")

    assert (5, True) == (done.returncode, three_lines(done.stderr))
    assert "opendata init" in done.stderr


def test_no_datasets_folder(town: Town) -> None:
    """datasets/ is missing: 5; nothing is started or written."""
    shutil.rmtree(town.root / "datasets")
    done = town.run("publish")

    assert (5, True) == (done.returncode, three_lines(done.stderr))
    assert not (town.root / ".opendata" / "catalog").exists()


def test_an_empty_tree_is_refused(town: Town) -> None:
    """datasets/ without a dataset: 3, nothing written."""
    shutil.rmtree(town.folder / town.name("good"))
    done = town.run("publish")

    assert (3, True) == (done.returncode, three_lines(done.stderr))


def test_broken_settings(town: Town) -> None:
    """opendata.toml is not TOML: 5 with the line."""
    (town.root / "opendata.toml").write_text("[instance\n", encoding="utf-8")
    done = town.run("plan")

    assert (5, True) == (done.returncode, three_lines(done.stderr))


@pytest.mark.parametrize(
    "harm",
    [
        lambda town, folder: (folder / "datapackage.json").write_text("{", encoding="utf-8"),
        lambda town, folder: (town.folder / "organization.json").unlink(),
        lambda town, folder: shutil.copytree(folder, folder.with_name(f"{folder.name}_copy")),
        lambda town, folder: _point(town, "../good.csv"),
        lambda town, folder: _point(town, "/etc/hostname"),
        lambda town, folder: _link(folder),
        lambda town, folder: _directory(folder),
        lambda town, folder: (folder / "good.csv").unlink(),
        lambda town, folder: (folder / "good.csv").write_bytes("名称,人口\r\n".encode("cp932")),
    ],
    ids=[
        "broken JSON",
        "unknown organization",
        "two of one name",
        "../x",
        "absolute path",
        "symlink out",
        "a folder for a file",
        "file missing",
        "not UTF-8",
    ],
)
def test_a_bad_dataset_is_blocked_with_a_finding(
    town: Town, harm: Callable[[Town, Path], object]
) -> None:
    """Exit 1 from check and publish; the message is in both languages; the rest goes out."""
    town.add("other")
    harm(town, town.folder / town.name("good"))
    checked = town.run("check", "--format", "json")
    report = json.loads(checked.stdout)
    done = town.run("publish")

    assert (1, 1) == (checked.returncode, done.returncode), done.stdout + done.stderr
    errors = [item for item in report["findings"] if item["severity"] == "error"]
    assert errors
    assert all(item["message"]["ja"] != item["message"]["en"] for item in errors)
    assert any(town.organization in item["path"] for item in errors)
    assert "blocked" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr + checked.stderr


def _point(town: Town, path: str) -> None:
    (town.folder / "good.csv").write_text("名称,人口\r\n", encoding="utf-8")
    resource = town.resource(town.name("good"), "good", path=path)
    town.change("good", resources=[resource])


def _link(folder: Path) -> None:
    (folder / "good.csv").unlink()
    (folder / "good.csv").symlink_to("/etc/hostname")


def _directory(folder: Path) -> None:
    (folder / "good.csv").unlink()
    (folder / "good.csv").mkdir()


def test_nobody_answers(town: Town) -> None:
    """CKAN unreachable: 5."""
    env = {"CKAN_URL": f"http://127.0.0.1:{free_port()}", "CKAN_TOKEN": "x"}
    done = town.run("publish", env=env)

    assert (5, True) == (done.returncode, three_lines(done.stderr))


def test_no_token(town: Town) -> None:
    """CKAN_URL without CKAN_TOKEN: 5, and where to make a token."""
    done = town.run("publish", env={"CKAN_URL": "http://127.0.0.1:9"})

    assert (5, True) == (done.returncode, three_lines(done.stderr))
    assert "CKAN_TOKEN" in done.stderr


@pytest.mark.parametrize(
    "answer",
    [
        say(b"<html><body>login</body></html>", "text/html"),
        say(b"", "text/html", 302),
        say(b"[]", "application/json"),
        say(b'{"hello": 1}', "application/json"),
    ],
    ids=["a login page", "a redirect", "JSON that is a list", "JSON of something else"],
)
def test_something_that_is_not_ckan(
    town: Town, answer: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    """HTML, redirects and strange JSON: 5, and what to check."""
    server = serving(answer)
    env = {"CKAN_URL": f"http://127.0.0.1:{server.server_address[1]}", "CKAN_TOKEN": "x"}
    done = town.run("publish", env=env)
    server.shutdown()
    server.server_close()

    assert (5, True) == (done.returncode, three_lines(done.stderr))


def test_a_stranger_at_our_port_gets_no_token(town: Town) -> None:
    """Something that answers like a CKAN at the embedded catalog's port: 5, token not sent."""
    (town.root / ".opendata").mkdir()
    (town.root / ".opendata" / "token").write_text("secret", encoding="utf-8")
    seen: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        seen.append(str(handler.headers))
        body = json.dumps({"success": True, "result": {}, "instance": town.instance, "proof": ""})
        say(body.encode(), "application/json")(handler)

    server = serving(answer)
    town.catalog = f"http://127.0.0.1:{server.server_address[1]}"
    town.settings()
    done = town.run("publish")
    server.shutdown()
    server.server_close()

    assert (5, True) == (done.returncode, three_lines(done.stderr))
    assert not any("secret" in headers for headers in seen)


def test_another_instances_catalog_at_our_port(tmp_path: Path, town: Town) -> None:
    """The neighbour's embedded catalog serves there: 5, and theirs stays empty of ours."""
    neighbour = Town(tmp_path / "neighbour")
    process = start(neighbour)
    town.catalog = neighbour.catalog
    town.settings()
    done = town.run("publish")
    stop(process)

    assert (5, True) == (done.returncode, three_lines(done.stderr))


def test_two_runs_at_once(town: Town) -> None:
    """A second publish while one holds the lock: 5."""
    import fcntl

    (town.root / ".opendata").mkdir()
    with (town.root / ".opendata" / "lock").open("a") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        done = town.run("publish")

    assert (5, True) == (done.returncode, three_lines(done.stderr))


def test_a_broken_plan_file(town: Town) -> None:
    """apply of something that is no plan: 2."""
    (town.root / "plan.json").write_text("{}", encoding="utf-8")
    done = town.run("apply", "plan.json")

    assert (2, True) == (done.returncode, three_lines(done.stderr))
