"""The token: made once, kept secret, compared whole."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from catalog import token


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip()


def test_a_missing_token_is_made_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "token"
    made = token.load(path)

    assert 0o600 == path.stat().st_mode & 0o777
    assert len(text(path)) >= 32
    assert made.is_shown_by(text(path))
    assert [path] == list(path.parent.iterdir())


def test_a_token_stays(tmp_path: Path) -> None:
    token.load(tmp_path / "token")
    first = text(tmp_path / "token")
    token.load(tmp_path / "token")

    assert first == text(tmp_path / "token")


@pytest.mark.parametrize("content", ["", "\n", "  \r\n"])
def test_an_open_or_blank_file_is_mended(tmp_path: Path, content: str) -> None:
    path = tmp_path / "token"
    path.write_text(content, encoding="utf-8")
    path.chmod(0o644)
    token.load(path)

    assert 0o600 == path.stat().st_mode & 0o777
    assert text(path)


def test_two_who_start_together_have_one_token(tmp_path: Path) -> None:
    made: list[token.Token] = []
    starters = [
        threading.Thread(target=lambda: made.append(token.load(tmp_path / "token")))
        for _ in range(8)
    ]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join(20)

    assert 8 == len(made)
    assert all(one.is_shown_by(text(tmp_path / "token")) for one in made)


def test_a_blank_token_is_nobodys() -> None:
    assert not token.Token("").is_shown_by("")
    assert not token.Token("").is_shown_by(None)


def test_only_the_whole_token_counts() -> None:
    secret = token.Token("abc")

    assert secret.is_shown_by(" abc ")
    for given in (None, "", "ab", "abcd", "ABC", "Bearer abc", "abc\x00", "あ"):
        assert not secret.is_shown_by(given)
