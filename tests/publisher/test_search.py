"""Whole columns are searched as one text; what is shown must be what cell by cell would be."""

from __future__ import annotations

import re

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.checks import search
from publisher.checks.letters import can_match, letters_of
from publisher.rules.rule import Interest
from publisher.rules.watch import BREAK

FINDS = (
    r"^\s|\s$",
    r"\d[^\d.]+\d",
    r"^\D{1,3}\d",
    r"[①-⑳]",
    r"[ｦ-ﾟ]",
    r"^[ \u3000]*(?:〃|同上)[ \u3000]*$",
    r"[^-0-9]",
    r"a.*b",
    r"[\t\r\n ]=",
    BREAK,
)
UNLESS = (r"[0-9]+", r"[0-9]+\s[0-9]+", r"[^a]*", r"\D+|1", r"a[\n ]b|1", r"[^-]+")
CELLS = st.text(alphabet="01-. \t　ab①ｱ同上〃=", max_size=5) | st.sampled_from(
    ("1", "12 34", "a\nb", "x\r", "1\n", "", "同上")
)


def wanted(cell: str, interest: Interest) -> bool:
    if interest.finds and re.search(interest.finds, cell):
        return True
    return bool(interest.unless and cell and not re.fullmatch(interest.unless, cell))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(CELLS, min_size=1, max_size=12),
    st.lists(
        st.builds(Interest, finds=st.sampled_from(FINDS))
        | st.builds(Interest, unless=st.sampled_from(UNLESS)),
        min_size=1,
        max_size=4,
    ),
    st.booleans(),
)
def test_what_is_shown_is_what_is_wanted(
    cells: list[str], interests: list[Interest], is_few: bool
) -> None:
    """Every wanted cell is shown; beyond them only cells of several lines."""
    columns = pl.DataFrame({"1": cells}, schema={"1": pl.String})
    shown = search.rows(columns, {1: interests}, {1} if is_few else ()).get(1, [])
    expected = {
        index for index, cell in enumerate(cells) if any(wanted(cell, item) for item in interests)
    }

    assert expected <= set(shown)
    assert all("\n" in cells[index] or "\r" in cells[index] for index in set(shown) - expected)


def test_columns_without_anything_to_show_are_left_out() -> None:
    columns = pl.DataFrame({"1": ["12", "3"], "2": ["あ", ""]})

    assert {} == search.rows(columns, {1: [Interest(unless="[0-9]+")], 2: [Interest(finds="①")]})
    assert {} == search.rows(columns, {})


@settings(max_examples=300, deadline=None)
@given(st.sampled_from((*FINDS, "(?i:ab)+c?", "x|[A-C]", r"[^\s1]")), st.text("01aAbBx-① "))
def test_an_expression_that_cannot_match_does_not(pattern: str, text: str) -> None:
    """Only what is in no text of these characters is said to be impossible."""
    letters = letters_of(text.encode())

    if letters is not None and not can_match(pattern, letters):
        assert not re.search(pattern, text)


def test_few_characters_rule_most_expressions_out() -> None:
    digits = letters_of(b"12\n345\n6.7\n1234567")

    assert digits is not None
    assert not can_match("[@＠](?i:gmail)", digits)
    assert not can_match(r"^[ \u3000]*(?:〃|同上)[ \u3000]*$", digits)
    assert can_match(r"[0-9]{4}", digits)
    assert letters_of("市役所".encode()) is None
