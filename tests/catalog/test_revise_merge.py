"""package_revise as a pure function: match, filter, merge."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.model.revision import (
    MergeError,
    filtered,
    in_order,
    merged,
    merged_at,
    mismatches,
    mismatches_at,
    patterns,
)

KEYS = st.text("abc", min_size=1, max_size=2)
SCALARS = st.one_of(st.none(), st.integers(), st.text(max_size=3))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=4)
RESOURCES: dict[str, Any] = {
    "name": "n",
    "tags": [{"name": "a"}, {"name": "b"}],
    "resources": [
        {"id": "11111-a", "url": "u1", "name": "r1"},
        {"id": "22222-b", "url": "u2", "name": "r2"},
    ],
}


@given(DOCUMENTS)
def test_merging_a_document_into_itself_changes_nothing(document: dict[str, Any]) -> None:
    assert document == merged(document, document)


@given(DOCUMENTS, DOCUMENTS)
def test_what_was_merged_in_is_there(document: dict[str, Any], update: dict[str, Any]) -> None:
    try:
        result = merged(document, update)
    except MergeError:
        return

    assert mismatches(result, update) == []
    assert document.keys() | update.keys() == result.keys()


@given(DOCUMENTS, DOCUMENTS)
def test_merging_never_touches_its_arguments(
    document: dict[str, Any], update: dict[str, Any]
) -> None:
    before = repr((document, update))
    with contextlib.suppress(MergeError):
        merged(document, update)

    assert before == repr((document, update))


@given(DOCUMENTS)
def test_filtering_everything_and_updating_replaces_everything(document: dict[str, Any]) -> None:
    emptied = filtered(document, patterns("-*"))

    assert {} == emptied
    assert document == merged(emptied, document)


@given(DOCUMENTS, KEYS)
def test_the_first_matching_pattern_wins(document: dict[str, Any], key: str) -> None:
    kept = filtered(document, patterns([f"+{key}", "-*"]))

    assert {name: document[name] for name in document if name == key} == kept
    assert document == filtered(document, patterns([f"+{key}", f"-{key}"]))


@given(DOCUMENTS)
def test_a_document_matches_itself(document: dict[str, Any]) -> None:
    assert mismatches(document, document) == []


def test_a_mismatch_names_its_path() -> None:
    wanted = {"name": "other", "resources": [{"url": "u1"}, {"url": "x"}], "nothing": 1}

    assert mismatches(RESOURCES, wanted) == [("name",), ("nothing",), ("resources", 1, "url")]


@pytest.mark.parametrize(
    ("key", "value", "is_match"),
    [
        ("resources__0__name", "r1", True),
        ("resources__-1__name", "r2", True),
        ("resources__22222__name", "r2", True),
        ("resources__0__name", "r2", False),
        ("resources__7__name", "r2", False),
        ("name", "n", True),
    ],
)
def test_flattened_keys_reach_into_lists(key: str, value: str, *, is_match: bool) -> None:
    assert (mismatches_at(RESOURCES, key, value) == []) is is_match


@pytest.mark.parametrize(
    ("patterns_given", "expected"),
    [
        ("-tags,-resources", {"name": "n"}),
        (["+resources", "-*"], {"resources": RESOURCES["resources"]}),
        (["-resources__11111"], {**RESOURCES, "resources": [RESOURCES["resources"][1]]}),
        (["-resources__0", "-tags__-1"], {
            "name": "n", "tags": [{"name": "a"}], "resources": [RESOURCES["resources"][1]],
        }),
        (
            ["+resources__*__id", "-resources__*__*", "-tags"],
            {"name": "n", "resources": [{"id": "11111-a"}, {"id": "22222-b"}]},
        ),
        (["-resources__99999", "-nothing"], RESOURCES),
    ],
)  # fmt: skip
def test_a_filter_removes(patterns_given: Any, expected: Any) -> None:
    assert expected == filtered(RESOURCES, patterns(patterns_given))


@pytest.mark.parametrize(
    ("key", "value", "path", "expected"),
    [
        ("resources__0__name", "x", ("resources", 0, "name"), "x"),
        ("resources__22222", {"name": "x"}, ("resources", 1, "name"), "x"),
        ("resources__22222", {"name": "x"}, ("resources", 1, "url"), "u2"),
        ("resources__extend", [{"id": "3"}], ("resources", 2, "id"), "3"),
        ("name", "x", ("name",), "x"),
    ],
)
def test_a_flattened_update_reaches_its_place(
    key: str, value: Any, path: tuple[str | int, ...], expected: Any
) -> None:
    result: Any = merged_at(RESOURCES, key, value)
    for part in path:
        result = result[part]

    assert expected == result


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("resources__9", {"a": 1}, "Unmatched key resources__9"),
        ("resources__99999", {"a": 1}, "Unmatched key resources__99999"),
        ("resources__extend", {}, "Expected list for resources"),
        ("name__x", 1, "Expected list or dict for name"),
        ("tags", {}, "Expected list for tags"),
        ("resources__0", [], "Expected dict for resources__0"),
        ("nothing__x", 1, "Unmatched key nothing"),
    ],
)
def test_a_key_that_leads_nowhere_is_named(key: str, value: Any, message: str) -> None:
    with pytest.raises(MergeError) as caught:
        merged_at(RESOURCES, key, value)

    assert message == str(caught.value)


def test_lists_are_extended_before_their_new_items_are_addressed() -> None:
    keys = ["resources__-1__upload", "resources__extend", "name"]

    assert in_order(keys) == ["resources__extend", "name", "resources__-1__upload"]
