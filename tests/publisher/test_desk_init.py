"""`opendata init` makes an instance that loads, or writes nothing."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from publisher import instance, tree
from publisher.cli import main
from publisher.desk.init import slug_of
from tests.publisher.desk_instance import init

ARGUMENTS = ["--name=札幌市", "--kana=さっぽろし", "--name-en=Sapporo City"]


def test_a_new_instance_loads_and_checks_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = init(tmp_path / "town")
    here = instance.load(town.root)
    loaded = tree.load(town.root)
    monkeypatch.chdir(town.root)

    assert here.title.ja == "札幌市のオープンデータ"
    assert here.kpi is not None
    assert here.kpi.organization == "011002_sapporo"
    assert here.kpi.targets == ()
    assert [item.name for item in loaded.organizations] == ["011002_sapporo"]
    assert loaded.findings == ()
    assert (town.root / ".gitattributes").read_text() == "datasets/** -text\n"
    town.add()
    town.run("check")


def test_two_instances_have_two_ids(tmp_path: Path) -> None:
    ids = {instance.load(init(tmp_path / name).root).id for name in ("a", "b")}

    assert len(ids) == 2


def test_a_folder_in_use_is_refused_and_left_alone(tmp_path: Path) -> None:
    town = init(tmp_path / "town")
    before = town.files()
    result = CliRunner().invoke(main, ["init", str(town.root), "--code=011002", *ARGUMENTS])

    assert result.exit_code == 2
    assert town.files() == before


def test_a_folder_with_other_files_keeps_them(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    town = init(tmp_path)

    assert town.files()["notes.txt"] == b"mine"
    assert not list(tmp_path.glob(".opendata-init-*"))


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (["--code=011003"], "--code"),
        (["--code=abc"], "--code"),
        (["--code=011002", "--slug=北"], "--slug"),
    ],
)
def test_a_wrong_code_or_slug_writes_nothing(
    tmp_path: Path, arguments: list[str], option: str
) -> None:
    result = CliRunner().invoke(main, ["init", str(tmp_path / "town"), *arguments, *ARGUMENTS])

    assert result.exit_code == 2
    assert option in result.output
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ikoma City", "ikoma"),
        ("Nara Prefecture", "nara_pref"),
        ("Ōji Town", "oji"),
        ("Village", "village"),
    ],
)
def test_slugs_come_from_the_english_name(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_the_officers_path_begins_where_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first command, run as it stands, makes a place in which the next ones work, anywhere."""
    text = (Path(__file__).parents[2] / "docs/officer.md").read_text("utf-8")
    (line,) = re.findall(r"^\$ (opendata init .+)$", text, re.MULTILINE)
    words = shlex.split(line.replace("~/", f"{tmp_path}/"))
    made = CliRunner().invoke(main, words[1:])
    (place,) = re.findall(r"^\$ cd ~/(\w+)$", text, re.MULTILINE)
    (tmp_path / "表.csv").write_text("番号,名称\n1,北公園\n", encoding="utf-8")
    inside = tmp_path / place / "datasets"
    monkeypatch.chdir(inside)
    said = ("--name=372013_park", "--title=公園", "--description=公園", "--licence=CC0")
    added = CliRunner().invoke(main, ["add", str(tmp_path / "表.csv"), *said])

    assert 0 == made.exit_code, made.output
    assert "団体: 372013_takamatsu" in made.output
    assert 0 == added.exit_code, added.output
    assert (inside / "372013_takamatsu/372013_park/park.csv").is_file()
