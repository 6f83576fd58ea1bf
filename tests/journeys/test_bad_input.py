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
from tests.towns import CODE, Town, free_port


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


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '{"version": ' + "1" * 5000 + "}",
        '{"title": "\\ud800"}',
        '{"title": NaN}',
        "[" * 100_000,
    ],
    ids=["empty", "a number too long", "half a character", "no number", "too deep"],
)
@pytest.mark.parametrize("file", ["datapackage.json", "organization.json"])
def test_json_that_is_no_descriptor_blocks_its_own_only(town: Town, file: str, text: str) -> None:
    """Whatever stands in the file, check names it and the command ends well."""
    folder = town.folder if file == "organization.json" else town.folder / town.name("good")
    (folder / file).write_text(text, encoding="utf-8")
    done = town.run("check", "--format", "json")

    assert (1, "") == (done.returncode, done.stderr)
    assert any(item["path"].endswith(file) for item in json.loads(done.stdout)["findings"])


@pytest.mark.parametrize("path", ["a\0b.csv", "a" * 5000 + ".csv"], ids=["NUL", "too long"])
def test_a_path_that_no_disk_can_hold(town: Town, path: str) -> None:
    """It is a finding at its dataset."""
    town.change("good", resources=[town.resource(town.name("good"), "good", path=path)])
    done = town.run("check")

    assert (1, "") == (done.returncode, done.stderr)


def test_a_state_folder_that_is_none(town: Town) -> None:
    """.opendata cannot be used: 5 with the path."""
    (town.root / ".opendata").write_text("", encoding="utf-8")
    done = town.run("publish")

    assert (5, True) == (done.returncode, three_lines(done.stderr))


def test_a_plan_goes_where_it_is_told(town: Town) -> None:
    """Into a link's target or a device, never in their place; a place that is none is an error."""
    target, link = town.root / "kept.json", town.root / "link.json"
    target.write_text("", encoding="utf-8")
    link.symlink_to(target)
    assert 0 == town.run("plan", "--out", "link.json").returncode
    assert link.is_symlink()
    assert json.loads(target.read_text(encoding="utf-8"))["changes"]
    done = town.run("plan", "--out", "nowhere/plan.json")

    assert (5, True) == (done.returncode, three_lines(done.stderr))


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"success": false, "error": {"__type": "Authorization Error", "message": "no"}}', 403),
        (b'{"success": false, "error": {"__type": "Not Found Error", "message": "no"}}', 404),
        (b'{"success": true}', 200),
    ],
)
def test_a_catalog_that_denies_reading(town: Town, body: bytes, status: int) -> None:
    """It knows the token and lets it read nothing: 5 with what it said."""
    user = json.dumps({"success": True, "result": {"name": "u", "sysadmin": True}}).encode()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        is_user = handler.path.endswith("user_show")
        say(*((user, "application/json") if is_user else (body, "application/json", status)))(
            handler
        )

    server = serving(answer)
    address = f"http://127.0.0.1:{server.server_port}"
    done = town.run("plan", env={"CKAN_URL": address, "CKAN_TOKEN": "t"})
    server.shutdown()
    server.server_close()

    assert (5, True) == (done.returncode, three_lines(done.stderr))


def test_a_nul_in_a_text_is_found_before_a_catalog_chokes_on_it(town: Town) -> None:
    """CKAN's database answers 500 to U+0000, every night anew: check says so instead."""
    town.change("good", description="a\0b")
    done = town.run("check", "--format", "json")

    assert 1 == done.returncode
    assert any("NUL" in item["message"]["ja"] for item in json.loads(done.stdout)["findings"])


def test_a_dataset_without_a_file_is_found(town: Town) -> None:
    """A page with nothing to download is no dataset (Data Package v2: at least one resource)."""
    town.change("good", resources=[])

    assert 1 == town.run("check").returncode


def test_a_reader_who_leaves_does_not_end_the_work(town: Town) -> None:
    """`opendata publish | head -1` publishes all the same."""
    process = town.start("publish", is_heard=True)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    process.wait(60)
    errors = process.stderr.read() if process.stderr else ""
    if process.stderr:
        process.stderr.close()

    assert "Traceback" not in errors
    assert "nothing to change" in town.run("publish").stdout


def test_an_unreadable_folder_does_not_lower_the_published_kpi(town: Town) -> None:
    """The KPI dataset keeps its last figures, blocked with the reason, until all can be read."""
    town.extra = f'[kpi]\norganization = "{town.organization}"\nplan = "計画"\nmeasure = "数"\n'
    town.settings()
    town.add("other")
    assert 0 == town.run("publish").returncode
    (town.folder / town.name("other") / "datapackage.json").write_text("{", encoding="utf-8")
    document = json.loads(town.run("publish", "--format", "json").stdout)
    changes = {item["dataset"]: item for item in document["plan"]["changes"]}

    blocked = changes[f"{CODE}_opendata_kpi"]
    assert "blocked" == blocked["action"]
    assert "figures are not renewed" in blocked["reasons"][0]["en"]
    assert [] == document["outcomes"]
