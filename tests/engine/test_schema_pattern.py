"""Patterns match what Python's `re` matches, and no pattern runs away."""

from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.engine.automaton import MAX_MEMORY
from publisher.engine.pattern import Pattern, compile_pattern
from publisher.engine.schema import CompiledSchema, compile_schema
from tests.settings import EXAMPLES

ATOMS = [
    *("a", "b", "1", "あ", ".", "[ab]", "[^a]", "[a-z0-9]", r"\d", r"\D", r"\w", r"\W", r"\s", r"\S"),
    *("[^\\d_]", r"[\s\d]", "", "^", "$", r"\A", r"\Z", "\n", r"\.", "[あ-ん]", "(?:a|ab)", "-"),
]  # fmt: skip
sources = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=3).map("|".join),
        inner.map(lambda source: f"({source})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "*?", "{2}", "{1,3}", "{2,}"])).map(
            lambda parts: f"(?:{parts[0]}){parts[1]}"
        ),
        inner.map(lambda source: f"(?={source})"),
        inner.map(lambda source: f"(?!{source})"),
    ),
    max_leaves=8,
)
texts = st.text(st.sampled_from("ab1あ-_ \n２.z"), max_size=8)


def pattern_of(source: str) -> Pattern:
    pattern = compile_pattern(source)
    assert isinstance(pattern, Pattern), pattern
    return pattern


@settings(max_examples=EXAMPLES, deadline=None)
@given(source=sources, some=st.lists(texts, min_size=1, max_size=8))
def test_an_automaton_matches_what_re_matches(source: str, some: list[str]) -> None:
    """Also where `re` is harmless: the automaton is asked on texts of any length."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expression = re.compile(f"^{source}$")
    pattern = compile_pattern(source)
    if isinstance(pattern, str):
        # Look-around in the middle of something that could be tried in too many ways.
        assert "more ways" in pattern
        return
    for text in some:
        expected = expression.match(text) is not None
        assert expected is pattern.matches(text)
        if pattern.automata:
            judged = [one.matches(text) is is_wanted for one, is_wanted in pattern.automata]
            assert expected is all(judged)


@pytest.mark.parametrize(
    ("source", "fitting"),
    [
        ("(a+)+", "a" * 100),
        ("(a|a)*", "a" * 100),
        ("(a|aa)+", "a" * 100),
        ("(.*)*x", "a" * 100 + "x"),
        (".*.*.*.*x", "a" * 100 + "x"),
        ("(a?){60}a{60}", "a" * 100),
    ],
)
def test_a_catastrophic_pattern_answers(source: str, fitting: str) -> None:
    """Linear time: with `re` alone, this test would not end."""
    pattern = pattern_of(source)

    assert pattern.matches(fitting)
    assert not pattern.matches("a" * 5000 + "!")


@pytest.mark.parametrize("source", [r"(.)\1(a+)+", r"(?:a+)+\b", "x(?=(a+)+b)a*"])
def test_a_catastrophic_pattern_without_an_automaton_is_refused(source: str) -> None:
    """Look-around and back references cannot be judged in linear time: the schema is told so."""
    faults = compile_schema({"fields": [{"name": "番号", "constraints": {"pattern": source}}]})

    assert isinstance(faults, tuple)
    assert ["schema-error"] == [fault.type for fault in faults]
    assert "番号" in faults[0].note
    assert "more ways" in faults[0].note


@pytest.mark.parametrize(
    "source",
    [
        r"[0-9]{6}",
        r"0\d{1,4}-\d{1,4}-\d{4}",
        r"(明治|大正|昭和|平成|令和)(元|\d+)年",
        r"https?://\S+",
        r"(?!.*--)[a-z]+(-[a-z]+)*",
        r"(?=.*\d)(?=.*[a-z]).{8,}",
        r"(?i:abc)+",
        r"\d+(\.\d+)?",
        r"(\d+,)*\d+",
        r"\bfoo\b.*",
        "|".join(f"町{number}" for number in range(2000)),
        ".*" * 60 + "(a+)+",
    ],
)
def test_usual_patterns_are_taken(source: str) -> None:
    """Safety costs no pattern that a schema is likely to have."""
    compiled = compile_schema({"fields": [{"name": "a", "constraints": {"pattern": source}}]})

    assert isinstance(compiled, CompiledSchema), compiled


def test_an_automaton_remembers_within_bounds() -> None:
    """Long texts of many characters cost time, not memory."""
    pattern = pattern_of("([a-z]+[0-9]*){2,40}x")
    ((automaton, _),) = pattern.automata
    for seed in range(40):
        automaton.matches("".join(chr(97 + (seed * index) % 26) for index in range(500)))

    assert automaton.remembered < MAX_MEMORY + 1100


def test_frictionless_anchors_without_a_group() -> None:
    """`a|b` is `^a|b$`: it also takes what only begins with a, or ends a line with b."""
    pattern = pattern_of("a|b")

    assert [True, True, False, True] == [pattern.matches(text) for text in ("ax", "b\n", "xb", "b")]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (".*b", "a" * 20000 + "b\n"),
        (".*b$\n", "a" * 20000 + "b\n"),
        (r".*b\Z", "a" * 20000 + "b\n"),
    ],
)
def test_an_automaton_ends_lines_as_re_does(source: str, text: str) -> None:
    """`$` holds before a last line feed, `\\Z` does not."""
    pattern = pattern_of(source)

    assert len(text) > pattern.harmless_length
    assert (re.match(f"^{source}$", text) is not None) is pattern.matches(text)
