"""Nothing of one instance is in the code: the whole path on an invented town made by `init`."""

from __future__ import annotations

import ast
import hashlib
import json
import subprocess
from pathlib import Path

import pytest
import requests

from tests.contract.conftest import start, stop
from tests.towns import OPENDATA, environment, free_port

CODE = "010006"


def opendata(folder: Path, *words: str, code: int = 0) -> str:
    """Run a command in `folder` without a terminal; its exit code must be `code`."""
    done = subprocess.run(
        [*OPENDATA, *words],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    assert code == done.returncode, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """An instance made by `opendata init`, on a port of its own."""
    opendata(
        tmp_path,
        *("init", "town", "--code", CODE, "--name", "海風町", "--kana", "うみかぜちょう"),
        *("--name-en", "Umikaze Town"),
    )
    folder = tmp_path / "town"
    settings = folder / "opendata.toml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    port = free_port()
    changed = [f'url = "http://127.0.0.1:{port}"' if x.startswith("url") else x for x in lines]
    settings.write_text("\n".join(changed) + "\n", encoding="utf-8")
    return folder


def test_from_an_empty_folder_to_a_citizens_download(town: Path) -> None:
    """init, add (CP932), check, publish, page, download, KPI, withdraw: all of one town's own."""
    source = town.parent / "灯台.csv"
    source.write_bytes("名称,高さ\r\n岬の灯台,12\r\n㈱港の灯,8\r\n".encode("cp932"))
    added = opendata(
        town,
        *("add", str(source), "--organization", CODE, "--slug", "lighthouses"),
        *("--title", "灯台の一覧", "--title-en", "Lighthouses"),
        *("--description", "町の灯台", "--description-en", "Lighthouses of the town"),
        *(
            "--licence",
            "CC BY 4.0",
            "--licence-stated-by",
            "海風町",
            "--published",
            "2026-04-01",
            "--published-ref",
            "https://example.jp/",
        ),
    )
    assert "CP932" in added
    (name,) = [path.name for path in (town / "datasets").glob("*/*") if path.is_dir()]
    report = json.loads(opendata(town, "check", "--format", "json"))
    assert 0 == report["summary"]["errors"]
    assert "created" in opendata(town, "publish")
    assert "nothing to change" in opendata(town, "publish")

    folder = next((town / "datasets").glob(f"*/{name}"))
    process = start(town)
    try:
        url = _address(town)
        show = f"{url}/api/3/action/package_show?id={name}"
        package = requests.get(show, timeout=10).json()["result"]
        file = requests.get(package["resources"][0]["url"], timeout=10)
        page = requests.get(f"{url}/dataset/{name}", timeout=10).text
        home = requests.get(f"{url}/", timeout=10).text
    finally:
        stop(process)
    committed = (folder / "lighthouses.csv").read_bytes()
    assert hashlib.sha256(committed).digest() == hashlib.sha256(file.content).digest()
    assert "灯台の一覧" in page
    assert "岬の灯台" in page
    assert "海風町" in home
    assert "奈良" not in home
    kpi = json.loads(opendata(town, "kpi", "--format", "json"))
    assert (1, None) == (kpi["cumulative"], kpi["target"])

    opendata(town, "withdraw", name, "--reason", "灯台の廃止")
    assert "withdraw" in opendata(town, "publish")


def _address(town: Path) -> str:
    lines = (town / "opendata.toml").read_text(encoding="utf-8").splitlines()
    return next(line.split('"')[1] for line in lines if line.startswith("url"))


def test_no_place_or_body_is_named_in_the_code() -> None:
    """A name of the first user's prefecture in code would be one that others inherit.

    The examples of rules, the list of all prefectures and the register of all municipalities name
    real places.
    """
    root = Path(__file__).resolve().parent.parent.parent
    code = [*root.glob("publisher/**/*"), *root.glob("catalog/**/*"), *root.glob("schemas/**/*")]
    register = root / "schemas" / "vocabularies" / "municipalities.json"
    texts = {
        path: path.read_text(encoding="utf-8")
        for path in code
        if path.suffix in {".py", ".html", ".css", ".json"} and path != register
    }
    rules = root / "publisher" / "rules"
    found = [
        (path.name, name)
        for path, text in texts.items()
        for name in ("奈良", "Nara", "290009")
        if name in (_without_examples(path, text) if path.is_relative_to(rules) else text)
    ]

    assert [("l3_06_informal_place.py", "奈良")] == found
    assert 1 == _without_examples(rules, texts[rules / found[0][0]]).count("奈良")


def _without_examples(path: Path, text: str) -> str:
    """Return the source of a rule without the tables that it is tried on."""
    if path.name.endswith("examples.py"):
        return ""
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.keyword) and node.arg in {"bad", "good"}:
            last = node.value.end_lineno or node.lineno
            lines[node.lineno - 1 : last] = [""] * (last - node.lineno + 1)
    return "\n".join(lines)
