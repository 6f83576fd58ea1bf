"""Runs that are killed at any moment of writing leave nothing half-written, and the next one ends them."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.publisher.desk_books import SAID, TITLED, book
from tests.publisher.desk_instance import Town, init

KILLER = """
import os, signal, sys
left, place = int(sys.argv.pop(1)), os.path.join(os.getcwd(), "datasets")
WRITES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"}
def hook(event, said):
    global left
    is_write = event in WRITES or event == "open" and said[2] & (os.O_WRONLY | os.O_RDWR)
    if is_write and any(str(item).startswith(place) for item in said[:2]):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
from publisher.cli import main
main()
"""
NEXT = [["地区別人口（令和7年4月1日現在）"], [], TITLED[2], ["北町", 1210, "２，３００"]]
FOLDER = "datasets/011002_sapporo/011002_jinko"
MOST = 40
"""Moments of one run; a run of more would never end here."""


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    made.run("add", book(tmp_path / "jinko.xlsx", {"4月": TITLED}), *SAID)
    book(tmp_path / "2025.xlsx", {"R7": NEXT})
    loose = [*NEXT[:3], ["北町", "不明", "２，３００"], ["南町", 800, 1700]]
    book(tmp_path / "loose.xlsx", {"R7": loose})
    book(tmp_path / "named.xlsx", {"R7": NEXT}, author="山田太郎")
    book(tmp_path / "a/店.xlsx", {"表": [["店", "数"], ["甲", 1], ["乙", 2]]})
    book(tmp_path / "a/駅.xlsx", {"表": [["駅", "人"], ["東", 3], ["西", 4]]})
    (tmp_path / "said.toml").write_text(
        '["店.xlsx"]\nslug = "mise"\ntitle = "市の店"\n["駅.xlsx"]\nslug = "eki"\ntitle = "市の駅"\n',
        encoding="utf-8",
    )
    return made


def tree(town: Town) -> dict[str, bytes]:
    return {name: content for name, content in town.files().items() if name.startswith("datasets/")}


def killed(arguments: Sequence[str], moment: int) -> bool:
    """Run a command that is killed before its write number `moment`; say whether it was."""
    done = subprocess.run(
        [sys.executable, "-c", KILLER, str(moment), *arguments],
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode in {0, -signal.SIGKILL}, done.stderr
    return done.returncode != 0


CASES: dict[str, tuple[str, ...]] = {
    "add": ("add", "../a", "--as-proposed", "--licence=CC0", "--answers=../said.toml"),
    "update": ("update", "011002_jinko", "../2025.xlsx", "--write", "--anyway"),
    "loosened": ("update", "011002_jinko", "../loose.xlsx", "--write", "--anyway", "--loosen"),
    "withheld": ("update", "011002_jinko", "../named.xlsx", "--write", "--anyway"),
    "rename": ("rename", "011002_jinko", "011002_people"),
    "withdraw": ("withdraw", "011002_jinko", "--reason=統合"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_run_killed_at_any_write_is_ended_by_the_next(town: Town, name: str) -> None:
    """Each file is as it was or as it will be, never between; the same command then ends it."""
    arguments = CASES[name]
    before, kept = tree(town), town.root.with_name("kept")
    shutil.copytree(town.root, kept)
    town.run(*arguments)
    after = tree(town)
    moments = 0
    for moment in range(MOST):
        renewed(town, kept)
        if not killed(arguments, moment):
            break
        moments += 1
        assert not halves(tree(town), before, after), moment
        town.run(*arguments)
        assert tree(town) == after, moment

    assert 2 <= moments < MOST
    assert tree(town) == after


def renewed(town: Town, kept: Path) -> None:
    for path in town.root.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(kept, town.root, dirs_exist_ok=True)


def halves(now: dict[str, bytes], before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """Files whose content is neither that of before nor that of after."""
    whole = {*before.values(), *after.values()}
    return [name for name, content in now.items() if content not in whole]
