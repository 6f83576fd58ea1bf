"""Guards against the base branch, on a throw-away repository."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from publisher import base, clock, git
from publisher.cli.check import command
from publisher.errors import SurroundingsError, UsageError
from publisher.rules.examples import (
    CSV_CONTENT,
    CSV_PATH,
    DATASET_DOCUMENT,
    DESCRIPTOR_PATH,
    FOLDER,
    ORGANIZATION,
    TreeExample,
    as_json,
    merged,
)
from tests.publisher.examples import put
from tests.publisher.test_check import TOML

IDENTITY = ("-c", "user.name=t", "-c", "user.email=t@example.jp", "-c", "commit.gpgsign=false")


def run_git(root: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(root), *IDENTITY, *words], check=True, capture_output=True)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose one commit is the sample; the working folder stands in it."""
    put(TreeExample(), tmp_path)
    (tmp_path / "opendata.toml").write_text(TOML, encoding="utf-8")
    run_git(tmp_path, "init", "--quiet", "--initial-branch=main")
    run_git(tmp_path, "add", "--all")
    run_git(tmp_path, "commit", "--quiet", "--message=base")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found() -> list[str]:
    """Return the guards' findings on the working folder against main."""
    words = ["--base", "main", "--format", "json"]
    result = CliRunner().invoke(command, words, standalone_mode=False, catch_exceptions=False)
    report = json.loads(result.output)
    return [item["rule"] for item in report["findings"] if item["rule"].startswith("G")]


def change(root: Path, **changes: Any) -> None:
    path = root / DESCRIPTOR_PATH
    path.write_bytes(as_json(merged(json.loads(path.read_bytes()), changes)))


def test_nothing_changed_is_nothing_found(here: Path) -> None:
    assert [] == found()


def test_data_may_change(here: Path) -> None:
    """New rows and an event at the end are the daily work."""
    (here / CSV_PATH).write_bytes(CSV_CONTENT + "南,34.6,135.7,1\r\n".encode())
    history = [*DATASET_DOCUMENT["history"], {"date": "2026-11-21", "event": "updated"}]
    change(here, history=history, modified="2026-11-21")

    assert [] == found()


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"issued": "2026-09-19"}, "G001"),
        ({"issued": None}, "G001"),
        ({"history": DATASET_DOCUMENT["history"][:1]}, "G002"),
        ({"id": "c4f1d7b8-2f53-4d8a-b6f0-8f4f9f0f5a10"}, "G004"),
    ],
)
def test_the_past_stands(here: Path, changes: dict[str, Any], rule: str) -> None:
    change(here, **changes)

    assert [rule] == found()


def test_a_published_dataset_is_not_deleted(here: Path) -> None:
    (here / CSV_PATH).unlink()
    (here / DESCRIPTOR_PATH).unlink()
    (here / FOLDER).rmdir()

    assert ["G003"] == found()


def test_an_emptied_folder_is_deleted_too(here: Path) -> None:
    """A folder without its descriptor is unreadable: blocked, not withdrawn."""
    (here / DESCRIPTOR_PATH).unlink()

    assert [] == found()  # P008 says so


def test_a_declared_rename_is_no_deletion(here: Path) -> None:
    """`previousNames` leads the guards to the same dataset: its day and ids still stand."""
    folder = here / "datasets" / ORGANIZATION
    (folder / "292095_public_toilet").rename(folder / "292095_toilet")
    path = folder / "292095_toilet" / "datapackage.json"
    document = {**json.loads(path.read_bytes()), "name": "292095_toilet"}
    path.write_bytes(as_json({**document, "previousNames": ["292095_public_toilet"]}))

    assert [] == found()

    path.write_bytes(as_json({**document, "previousNames": [], "issued": "2026-01-01"}))

    assert ["G003"] == found()


def test_a_new_dataset_says_where_it_was_published(here: Path) -> None:
    """A day in the past needs a published event with a ref; today and later do not."""
    new = here / f"datasets/{ORGANIZATION}/292095_aed/datapackage.json"
    new.parent.mkdir()
    plain = {
        **DATASET_DOCUMENT,
        "name": "292095_aed",
        "id": "0e1b6d5c-7a3e-4c58-8e44-8f1a0c9d2b11",
        "resources": [
            {
                **DATASET_DOCUMENT["resources"][0],
                "id": "7c1f7a52-60f8-4b0e-9d35-1f8f0d8f4c02",
            }
        ],
        "history": [{"date": "2026-11-21", "event": "registered"}],
    }
    outcomes = []
    published = {"date": "2020-04-01", "event": "published", "ref": "https://example.lg.jp/"}
    for more in (
        {"issued": "2020-04-01"},
        {"issued": "2020-04-01", "history": [*plain["history"], published]},
        {"issued": clock.today("Asia/Tokyo").isoformat()},
    ):
        new.write_bytes(as_json({**plain, **more}))
        outcomes.append(found())

    assert [["G005"], [], []] == outcomes


def test_a_base_without_datasets_is_empty(tmp_path: Path) -> None:
    """The first proposal of a new instance has nothing to be compared with."""
    (tmp_path / "README.md").write_text("x", encoding="utf-8")
    run_git(tmp_path, "init", "--quiet", "--initial-branch=main")
    run_git(tmp_path, "add", "--all")
    run_git(tmp_path, "commit", "--quiet", "--message=base")
    with base.tree_at(tmp_path, "main") as before:
        assert ((), ()) == (before.datasets, before.unreadable)


def test_an_instance_below_the_repositorys_root(tmp_path: Path) -> None:
    """Paths are the instance's, wherever it lies in the repository; data files stay unread."""
    put(TreeExample(), tmp_path / "instance")
    run_git(tmp_path, "init", "--quiet", "--initial-branch=main")
    run_git(tmp_path, "add", "--all")
    run_git(tmp_path, "commit", "--quiet", "--message=base")
    with base.tree_at(tmp_path / "instance", "HEAD") as before:
        assert [FOLDER] == [dataset.folder for dataset in before.datasets]
        assert before.datasets[0].resources[0].file is None


def test_the_working_folder_is_left_alone(here: Path) -> None:
    """Looking at the base writes nothing into the repository."""
    change(here, issued="2026-09-19")
    before = subprocess.run(
        ["git", "-C", str(here), "status", "--porcelain"], check=True, capture_output=True
    ).stdout
    found()
    after = subprocess.run(
        ["git", "-C", str(here), "status", "--porcelain"], check=True, capture_output=True
    ).stdout

    assert before == after


@pytest.mark.parametrize("reference", ["no-such-branch", "--help", "HEAD:datasets", ""])
def test_an_unknown_reference_is_wrong_usage(here: Path, reference: str) -> None:
    with pytest.raises(UsageError), base.tree_at(here, reference):
        pass


def test_no_repository_is_broken_surroundings(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError), base.tree_at(tmp_path, "main"):
        pass


def test_without_git_the_way_out_is_said(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(SurroundingsError) as missing:
        git.commit_of(here, "main")

    assert "git" in missing.value.next_step.en


def test_a_lost_object_is_said(here: Path) -> None:
    """A shallow or damaged clone is broken surroundings, not a crash."""
    with pytest.raises(SurroundingsError):
        list(git.contents(here, ["0" * 40]))
    with pytest.raises(SurroundingsError):
        list(git.blobs(here, "0" * 40))
