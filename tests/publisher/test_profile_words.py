"""What a descriptor may not say is told in plain words, and does not hide what its files hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from publisher.findings import Report, Severity
from publisher.rules.examples import CSV_PATH, FOLDER, TreeExample, resources
from tests.publisher.examples import loaded, report_on_tree


def _report(descriptor: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> Report:
    with loaded(TreeExample(descriptor=descriptor, files=files or {})) as tree:
        return report_on_tree(tree)


@pytest.mark.parametrize(
    ("descriptor", "ja", "en"),
    [
        ({"Title": "トイレ"}, "「Title」という項目は決まりにありません。", "no key 'Title'"),
        (
            {"origin": {"kind": "original", "bye": "x", "by2": "y"}},
            "origin：「by2」、「bye」という項目",
            "origin: the profile has no key 'by2', 'bye'",
        ),
        ({"title": None}, "項目「title」がありません。", "the key 'title' is missing"),
        ({"title": ""}, "title：空にはできません。", "title: it cannot be empty"),
        ({"title": 5}, 'title：「"」で囲んだ文字で書いて', "title: write text in quotes"),
        (
            {"issued": "令和8年"},
            "「令和8年」は、書き方が決まりと違います。2026-04-01 の形",
            "like 2026-04-01",
        ),
        ({"origin": {"kind": "copy"}}, "「copy」は使えません。original, ", "'copy' is none of"),
        ({"keywords": ["a", "a"]}, "同じものが2度あります", "one stands twice"),
        (
            {"resources": resources(schema=[])},
            "resourcesの1番目のschema：{ … } の形で",
            "resources number 1 schema: write { … }",
        ),
        (
            {"resources": resources(name="大")},
            "「大」は、書き方が決まりと違います。",
            "is not written as it should be",
        ),
    ],
)
def test_every_violation_is_told_in_plain_words(
    descriptor: Mapping[str, Any], ja: str, en: str
) -> None:
    """Where, what and what to do; no word of a validator."""
    said = [item.message for item in _report(descriptor).findings if item.rule == "P009"]

    assert any(ja in text.ja and en in text.en for text in said), said
    assert not re.search("propert|JSON|regex|schema の|does not match", "".join(t.ja for t in said))


def test_a_key_too_many_does_not_hide_what_the_files_hold() -> None:
    """The dataset stays red; its files are judged as any other's."""
    content = "名称,緯度,経度,男性トイレ数,個人番号\n北,34.69,135.69,2,123456789018\n".encode()
    report = _report({"Title": "トイレ"}, {CSV_PATH: content})

    assert {"P009", "S001"} <= {item.rule for item in report.findings}
    assert [CSV_PATH] == [item.path for item in report.files]
    assert {FOLDER} == report.red
    assert Severity.ERROR in {item.severity for item in report.findings if item.rule == "P009"}


def test_a_descriptor_that_cannot_be_read_judges_no_file() -> None:
    """Without a title nobody knows what the data are: the dataset is as good as not there."""
    report = _report({"title": None, "Title": "トイレ"})

    assert {"P009"} == {item.rule for item in report.findings}
    assert () == report.files
    assert {FOLDER} == report.red


@pytest.mark.parametrize("kind", [["x"], {}, {"a": 1}, 5, None, True])
def test_a_type_that_is_no_word_crashes_no_rule(kind: object) -> None:
    """The engine says what is wrong with the definition; nothing is a fault of ours."""
    fields = [
        {"name": "名称", "type": kind},
        {"name": "開設日", "type": kind},
        {"name": "定員（人）", "type": kind},
        {"name": "緯度", "type": kind},
    ]
    content = (
        "名称,開設日,定員（人）,緯度\n北,2026-04-01,5人,34.69\n南,令和6年4月1日,NaN,34.7\n".encode()
    )
    report = _report({"resources": resources(schema={"fields": fields})}, {CSV_PATH: content})

    assert "X000" not in {item.rule for item in report.findings}
