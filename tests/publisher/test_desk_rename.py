"""`opendata rename` keeps what a dataset is, and finishes what a killed run began."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.publisher.desk_instance import FOLDER, NAME, Town, init

NEW = "011002_aed_location"


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    made.add()
    return made


def document(town: Town) -> dict[str, object]:
    found: dict[str, object] = json.loads(
        (town.root / FOLDER).with_name(NEW).joinpath("datapackage.json").read_text("utf-8")
    )
    return found


def test_ids_and_history_stay(town: Town) -> None:
    before, table = town.descriptor, town.table.read_bytes()
    town.run("rename", NAME, NEW, "--reason", "標準の名前")
    after = document(town)

    assert (before["id"], before["resources"]) == (after["id"], after["resources"])
    assert [NAME] == after["previousNames"]
    assert before["history"] == after["history"][:-1]  # type: ignore[index]
    assert "renamed" == after["history"][-1]["event"]  # type: ignore[index]
    assert table == (town.root / FOLDER).with_name(NEW).joinpath("aed.csv").read_bytes()
    assert not (town.root / FOLDER).exists()


@pytest.mark.parametrize("name", ["aed", "292095_aed", "011002_AED", "011002_", "011002__", NAME])
def test_a_name_that_cannot_be_used_changes_nothing(town: Town, name: str) -> None:
    before = town.files()
    town.run("rename", NAME, name, expect=2)

    assert before == town.files()


def test_a_former_name_is_never_given_again(town: Town) -> None:
    town.run("rename", NAME, NEW)
    town.add(expect=2)


def test_a_killed_run_is_finished_by_the_next(town: Town) -> None:
    """The descriptor is written, the folder did not move: the same command moves it."""
    town.run("rename", NAME, NEW)
    (town.root / FOLDER).with_name(NEW).rename(town.root / FOLDER)
    town.run("rename", NAME, NEW)

    assert [NAME] == document(town)["previousNames"]
    assert not (town.root / FOLDER).exists()


def test_a_folder_that_cannot_be_moved_stays_as_it_was(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = town.files()

    move = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if target.name == NEW:
            raise PermissionError(13, "Permission denied")
        return move(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    shown = town.run("rename", NAME, NEW, expect=5)

    assert "読み書きできません" in shown.output
    assert before == town.files()


def test_a_name_that_is_taken_says_where_to_write_another(town: Town) -> None:
    town.run(
        "add",
        town.source(name="b.csv"),
        "--slug=b",
        "--title=B",
        "--description=b",
        "--licence=CC0",
    )
    refused = town.run("rename", NAME, "011002_b", expect=2).output

    assert "もうあります" in refused
    assert "NEW_NAME" in refused
    assert "--name" not in refused


@pytest.mark.parametrize("command", [("set", "title=x"), ("withdraw", "--reason=x"), ("check",)])
def test_a_former_name_says_what_it_is_called_now(town: Town, command: tuple[str, ...]) -> None:
    town.run("rename", NAME, NEW)
    name = NAME if command[0] != "check" else f"datasets/011002_sapporo/{NAME}"
    shown = town.run(command[0], name, *command[1:], expect=2).output

    assert command[0] == "check" or f"{NEW} と書いてください" in shown


def test_a_mistyped_name_is_taken_back(town: Town) -> None:
    """Its own former name is free for the dataset itself."""
    town.run("rename", NAME, NEW)
    town.run("rename", NEW, NAME)

    assert town.descriptor["name"] == NAME
    assert town.descriptor["previousNames"] == [NEW]
    assert town.kinds == ["registered", "renamed", "renamed"]
