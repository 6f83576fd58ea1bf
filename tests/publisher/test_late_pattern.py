"""Expressions compiled late find what others find, and what a file does not need is not loaded."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from publisher.late_pattern import late

TEXT = "東新町 8-38、北新町 10-1"


def test_it_does_what_a_compiled_expression_does() -> None:
    """Whichever method comes first."""
    text = r"(\d+)-(\d+)"
    plain = re.compile(text)

    assert plain.findall(TEXT) == late(text).findall(TEXT)
    assert plain.sub(r"\2", TEXT) == late(text).sub(r"\2", TEXT)
    assert plain.split(TEXT) == late(text).split(TEXT)
    assert plain.pattern == late(text).pattern
    assert plain.groups == late(text).groups
    assert [found.span() for found in plain.finditer(TEXT)] == [
        found.span() for found in late(text).finditer(TEXT)
    ]
    assert late(text).match(TEXT) is None
    assert late("A", re.IGNORECASE).fullmatch("a")
    found = late(text).search(TEXT)
    assert found
    assert found.groups() == ("8", "38")


def test_it_is_compiled_on_its_first_use_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_now = re.compile

    def noted(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return compile_now(text, flags)

    monkeypatch.setattr(re, "compile", noted)
    pattern = late("[一-龥]+")
    assert [] == compiled

    assert pattern.search(TEXT)
    assert pattern.fullmatch("東")
    assert pattern.search("") is None
    assert ["[一-龥]+"] == compiled


def test_the_check_of_a_text_loads_no_reader_of_workbooks() -> None:
    """Their import takes as long as the check of a small file."""
    code = (
        "import sys\n"
        "from publisher.checks.judging import judged\n"
        "from publisher.rules import RULES\n"
        "sys.exit('publisher.books.xlsx' in sys.modules or 'publisher.books.ods' in sys.modules)\n"
    )

    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode
