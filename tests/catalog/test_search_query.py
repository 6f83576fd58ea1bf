"""The query language: what it means, and that nothing breaks it."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalog.search.parser import SearchSyntaxError, parse, words
from catalog.search.query import (
    And,
    Everything,
    Exact,
    Field,
    Not,
    Or,
    Prefix,
    Query,
    Range,
    Text,
)

A, B, C = Text("a"), Text("b"), Text("c")


def field(name: str, value: str) -> Field:
    return Field(name, Exact(value))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("a", A),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a && b", And((A, B))),
        ("a OR b", Or((A, B))),
        ("a || b c", Or((A, And((B, C))))),
        ("a -b", And((A, Not(B)))),
        ("NOT a", Not(A)),
        ("!a", Not(A)),
        ("+a -(b OR c)", And((A, Not(Or((B, C)))))),
        ('"a b" c', And((Text("a b"), C))),
        ("“公衆 トイレ”", Text("公衆 トイレ")),
        ("wi-fi", Text("wi-fi")),
        ("10:30", Text("10:30")),
        ("*:*", Everything()),
        ("", Everything()),
        ("　", Everything()),
        ("name:x", field("name", "x")),
        ('extras_managed_by:"8350-ae"', field("extras_managed_by", "8350-ae")),
        (
            'extras_managed_by:"x" AND -extras_withdrawn:[* TO *]',
            And((field("extras_managed_by", "x"), Not(Field("extras_withdrawn", Prefix(""))))),
        ),
        ("name:(x OR y*)", Or((field("name", "x"), Field("name", Prefix("y"))))),
        (
            "organization:a OR organization:b",
            Or((field("organization", "a"), field("organization", "b"))),
        ),
        (
            "metadata_modified:[2026-01-01T00:00:00Z TO *]",
            Field(
                "metadata_modified",
                Range(low="2026-01-01T00:00:00Z", high=None, includes_low=True, includes_high=True),
            ),
        ),
        (
            "name:{a TO b]",
            Field("name", Range(low="a", high="b", includes_low=False, includes_high=True)),
        ),
        (r"name:a\:b", field("name", "a:b")),
        (r"title_string:a\ b", field("title_string", "a b")),
        ("tags:*", Field("tags", Prefix(""))),
        ("name:x^4", field("name", "x")),
        (
            "dataset_type:dataset +tags:人口",
            And((field("dataset_type", "dataset"), field("tags", "人口"))),
        ),
    ],
)
def test_a_query_means(text: str, query: Query) -> None:
    assert query == parse(text)


@pytest.mark.parametrize(
    "text",
    ["name:(a", "name:[a", "name:[a b]", 'name:"a', "name:a)", "name:a OR", "name:-x", "name:)"],
)
def test_broken_fielded_syntax_is_refused(text: str) -> None:
    with pytest.raises(SearchSyntaxError):
        parse(text)


@pytest.mark.parametrize("text", ["(a", "a)", '"a', "a OR", "AND a", "- a", "[a", "a\\", "()a"])
def test_a_citizens_stray_sign_is_punctuation(text: str) -> None:
    assert "a" in "".join(words(text))


SIGNS = st.text(st.sampled_from('ab:()[]{}"\\+-!*~^ TO人“”&|\u3000'))


@given(st.one_of(SIGNS, st.text()))
@example("((((" * 200 + "name:a")
@example("(" * 399)
@example("(" * 390 + "name:a")
@example("a" + " OR b" * 1000)
@example("-" * 5000 + "x")
@example('name:"' + "\\" * 51)
def test_no_text_breaks_the_parser(text: str) -> None:
    with contextlib.suppress(SearchSyntaxError):
        parse(text)


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), min_size=1, max_size=20))
def test_plain_words_are_all_asked_for(listed: list[str]) -> None:
    plain = [word for word in listed if word not in {"AND", "OR", "NOT"}]

    assert tuple(plain) == words(" ".join(plain))
