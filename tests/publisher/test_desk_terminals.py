"""Whatever started a command: no terminal at all, one of another encoding, one that hangs up."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from click.testing import CliRunner

from publisher.ckan import embedded
from publisher.cli import INTERRUPTED, main
from publisher.cli import update as cli_update
from publisher.instance import Instance
from tests.publisher.desk_instance import NAME, ROWS, Town, init

UPDATE = 'exec "$0" -m publisher update "$1" "$2" --write'
WORDS = ("--slug=x", "--title=\udc8c", "--description=y", "--licence=CC0")


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    made.add()
    return made


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", "</dev/null"])
def test_a_timer_gives_no_terminal(town: Town, closed: str) -> None:
    path = town.source(ROWS + "0003,北公園,43.07\n", "new.csv")
    done = subprocess.run(
        ["/bin/sh", "-c", f"{UPDATE} {closed}", sys.executable, NAME, path],
        capture_output=True,
        check=False,
        text=True,
    )

    assert 0 == done.returncode, done.stderr
    assert "Traceback" not in done.stderr
    assert "北公園" in town.table.read_text("utf-8-sig")


def test_a_name_that_does_not_read_as_text_is_said(town: Town) -> None:
    """As files from an archive of another system have them."""
    before = sorted(town.root.rglob("*.*"))
    source = os.fsencode(town.root.parent) + b"/\x8c\xf6\x89\x80.csv"
    Path(os.fsdecode(source)).write_text(ROWS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "publisher", "add", source, *WORDS],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )

    assert 5 == done.returncode, done.stderr
    assert "名前を付け直して" in done.stderr.decode()
    assert before == sorted(town.root.rglob("*.*"))


def test_who_stops_a_run_is_told_what_stands(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    path = town.source(ROWS + "0003,北公園,43.07\n", "new.csv")
    before = town.files()

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_update, "_put", stopped)
    shown = town.run("update", NAME, path, "--write", expect=INTERRUPTED).output

    assert "途中で止めました。書きかけのものはありません。" in shown
    assert "half-written" in shown
    assert before == town.files()


@pytest.mark.parametrize("name", ["README.md", "README.ja.md", "docs/operator.md"])
def test_the_exit_code_of_a_stopped_run_is_named_beside_the_others(name: str) -> None:
    text = (Path(__file__).parents[2] / name).read_text("utf-8")
    codes = re.search(r"(?:Exit codes|終了コード)[:：](?:.+\n?)+", text)

    assert codes is not None
    assert re.search(rf"\b{INTERRUPTED}\b", codes[0])


@pytest.mark.parametrize(
    ("arguments", "ja"),
    [
        (("withdraw", NAME), "要るものがありません"),
        (("set", NAME, "--nosuch"), "--nosuch という指定はありません"),
        (("set", NAME, "--event=lost"), "指定の値が正しくありません"),
        (("nosuch",), "使い方が違います"),
    ],
)
def test_words_that_no_command_knows_are_said_in_japanese_too(
    arguments: tuple[str, ...], ja: str
) -> None:
    shown = CliRunner().invoke(main, list(arguments))

    assert 2 == shown.exit_code
    assert ja in shown.output
    assert "--help" in shown.output


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_plan_where_nothing_can_be_written_says_what_must_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """The embedded catalog needs its own folder, the tree is not written."""
    town = init(tmp_path / "town")
    monkeypatch.chdir(town.root)
    monkeypatch.delenv("CKAN_URL", raising=False)

    def refused(instance: Instance) -> bool:
        raise OSError(number, os.strerror(number), str(instance.state / "catalog.log"))

    monkeypatch.setattr(embedded, "_serves_already", refused)
    result = town.run("plan", expect=5)

    assert "目録の置き場（.opendata フォルダ）に書き込めません" in result.stderr
    assert "CKAN_URL" in result.stderr


@pytest.mark.parametrize(
    ("said", "expected"),
    [("y", True), ("ｙ", True), ("はい", True), ("YES", True), ("", False), ("いいえ", False)],
)
def test_a_wrong_answer_on_writing_is_told_in_japanese_and_asked_again(
    said: str, expected: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written before it is clear that she wants it."""
    answers = iter(["多分", said])
    monkeypatch.setattr(cli_update, "asker", object)
    monkeypatch.setattr("click.prompt", lambda *_said, default, **_: next(answers) or default)
    seen = SimpleNamespace(previews=(SimpleNamespace(is_new=True),))

    assert expected is cli_update._is_agreed(cast("Any", seen), is_writing=False)
    assert "y（書き込む）か n（やめる）" in capsys.readouterr().out
