"""`opendata accept` records what was looked at once, and nothing that would be taken for stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publisher.desk_instance import NAME, Town, init

RULE = "L1-08"
"""Of the two names with ㈱ and ①, likely."""


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    made = init(tmp_path / "town")
    monkeypatch.chdir(made.root)
    made.add("--answer=machine-characters=keep")
    return made


def test_a_place_within_an_accepted_one_is_not_recorded_again(town: Town) -> None:
    """It would match nothing any more, and be reported at once."""
    town.run("accept", NAME, RULE, "--column=名称", "--reason=正式な名称です")
    before = town.files()
    shown = town.run("accept", NAME, RULE, "--line=3", "--reason=これも", expect=2).output

    assert "もう記録されています（正式な名称です）" in shown
    assert town.files() == before
    town.run("accept", NAME, RULE, "--column=名称", "--reason=確かめました")
    assert [item["reason"] for item in town.descriptor["accepted"]] == ["確かめました"]
