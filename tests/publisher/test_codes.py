"""Check digits of public codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.codes import is_local_government_code, local_government_check_digit

BODIES = sorted((Path(__file__).parents[2] / "datasets").glob("*/organization.json"))


@pytest.mark.parametrize("code", ["011002", "131016", "290009", "292095", "473821"])
def test_known_codes_are_right(code: str) -> None:
    assert is_local_government_code(code)


def test_every_declared_body_has_a_right_code_that_begins_its_folder_name() -> None:
    assert BODIES
    for path in BODIES:
        code = json.loads(path.read_text(encoding="utf-8"))["code"]

        assert is_local_government_code(code)
        assert path.parent.name.startswith(f"{code}_")


@given(st.from_regex(r"[0-9]{5}", fullmatch=True), st.integers(0, 9))
def test_only_one_last_digit_is_right(first_five: str, digit: int) -> None:
    expected = str(digit) == local_government_check_digit(first_five)

    assert is_local_government_code(f"{first_five}{digit}") is expected


@pytest.mark.parametrize("text", ["", "29209", "２９２０９５", "292095\n", "29209X", "2920951"])
def test_what_is_not_six_ascii_digits_is_no_code(text: str) -> None:
    assert not is_local_government_code(text)
