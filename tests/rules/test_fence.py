"""A rule of ours that fails, wherever and however: X000 once, the others go on, no value told."""

from __future__ import annotations

import errno
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from publisher.errors import SurroundingsError
from publisher.findings import Report, Severity
from publisher.rules import RULES
from publisher.rules.examples import TreeExample
from publisher.rules.feed_hits import feed
from publisher.rules.geo_hits import feature, geojson, point
from publisher.rules.rule import (
    Check,
    FeatureWatch,
    Hit,
    Interest,
    OfAnyFile,
    OfChange,
    OfDataset,
    OfFeatures,
    OfFeed,
    OfGeoJson,
    OfSheet,
    OfTable,
    OfTextFile,
    OfTree,
    OfWorkbook,
    Rule,
    Watch,
)
from publisher.words import Text
from tests.fuzz.seeds import seeds
from tests.publisher.examples import loaded, report_on_bytes, report_on_tree

SECRET = "123456789018"
CSV = "名称,名称,人口\n本町,1,2\n新町,3\n\n".encode()
GEOJSON = geojson(feature(point(0, 0)), feature(point(0, 0))).content


def _endless(*_: object) -> Any:
    return _endless()


def _raising(error: Exception) -> Callable[..., Any]:
    def fail(*_: object) -> Any:
        raise error

    return fail


FAILURES: dict[str, Callable[..., Any]] = {
    "an exception": _raising(ValueError(SECRET)),
    "no memory": _raising(MemoryError(SECRET)),
    "too deep": _endless,
    "an end": _raising(StopIteration(SECRET)),
    "no number of the system's": _raising(OSError(SECRET)),
    "nothing": lambda *_: None,
    "words that lack a value": lambda *_: [Hit(values={"other": SECRET})],
    "a value under no name": lambda *_: [Hit(values=SECRET)],  # type: ignore[arg-type]  # on purpose
    "no outcome": lambda *_: [SECRET],
}
RAISED = tuple(FAILURES)[:6]
"""The ways to fail that are ways of any function."""


def rule(check: Check) -> Rule:
    words = Text("試験", "A test")
    message = Text("{value}です", "It is {value}")
    return Rule(
        id="Z999",
        name="fails",
        severity=Severity.ERROR,
        title=words,
        why=words,
        fix=words,
        message=message,
        bad=(),
        good=(),
        check=check,
    )


def watch(moment: str, fail: Callable[..., Any]) -> OfTable:
    """Return a rule of tables that fails at one moment."""
    members: dict[str, Any] = {
        "wants_rows": moment == "row",
        "interests": lambda self: [Interest(finds="[0-9]")],
        moment: lambda self, *_: fail(),
    }
    if moment == "blanks":
        members["odd"] = lambda self, _record: ()
    return OfTable(type("Fails", (Watch,), members))


def features(moment: str, fail: Callable[..., Any]) -> OfFeatures:
    members = {name: lambda self, *_: () for name in ("start", "feature", "finish")}
    members[moment] = lambda self, *_: fail()
    return OfFeatures(type("Fails", (FeatureWatch,), members))


def judged(report: Report, other: str) -> None:
    """Hold a report against the law; `other` is what another rule finds."""
    found = [item.rule for item in report.findings]
    (ours,) = (item for item in report.findings if item.rule == "X000")

    assert other in found
    assert "Z999" in ours.message.en
    assert SECRET not in repr(report.as_json())


@pytest.mark.parametrize(
    ("moment", "fail"),
    [
        *product(("start", "cell", "odd", "blanks", "row", "finish"), FAILURES),
        *(("interests", fail) for fail in RAISED),
    ],
)
def test_a_rule_of_tables(moment: str, fail: str) -> None:
    content = CSV + b"\n" * 2000 if moment == "blanks" else CSV
    rules = (rule(watch(moment, FAILURES[fail])), *RULES)

    judged(report_on_bytes(content, rules=rules), "L2-03")


@pytest.mark.parametrize("make", [watch, features])
def test_a_rule_that_cannot_be_begun(make: Callable[..., Check]) -> None:
    rules = (rule(make("__init__", FAILURES["an exception"])), *RULES)
    name, content, other = (
        ("a.csv", CSV, "L2-03") if make is watch else ("a.geojson", GEOJSON, "D025")
    )

    judged(report_on_bytes(content, name, rules=rules), other)


@pytest.mark.parametrize("fail", FAILURES.values(), ids=FAILURES)
@pytest.mark.parametrize("moment", ["start", "feature", "finish"])
def test_a_rule_of_features(moment: str, fail: Callable[..., Any]) -> None:
    rules = (rule(features(moment, fail)), *RULES)

    judged(report_on_bytes(GEOJSON, "a.geojson", rules=rules), "D025")


@pytest.mark.parametrize("fail", FAILURES.values(), ids=FAILURES)
@pytest.mark.parametrize(
    ("kind", "name", "content", "other"),
    [
        (OfAnyFile, "a.csv", CSV, "L2-03"),
        (OfTextFile, "a.csv", CSV, "L2-03"),
        (OfGeoJson, "a.geojson", GEOJSON, "D025"),
        (OfFeed, "a.zip", feed({"stops.txt": None}).content, "D042"),
        (OfWorkbook, "a.xlsx", seeds()["xlsx"][0], "L1-12"),
        (OfSheet, "a.xlsx", seeds()["xlsx"][0], "L1-12"),
    ],
)
def test_a_rule_of_files(
    kind: Callable[..., Check], name: str, content: bytes, other: str, fail: Callable[..., Any]
) -> None:
    judged(report_on_bytes(content, name, rules=(rule(kind(fail)), *RULES)), other)


@pytest.mark.parametrize("fail", FAILURES.values(), ids=FAILURES)
@pytest.mark.parametrize("kind", [OfDataset, OfTree, OfChange])
def test_a_rule_of_the_tree(kind: Callable[..., Check], fail: Callable[..., Any]) -> None:
    with loaded(TreeExample(descriptor={"keywords": ["水"]})) as subject:
        rules = (rule(kind(fail)), *RULES)
        judged(report_on_tree(subject, subject, rules=rules), "K002")


def test_a_disk_that_fails_stays_the_disk_s() -> None:
    """What the operating system says has a number: it is no fault of a rule."""
    failing = rule(OfTextFile(_raising(OSError(errno.EIO, "the disk"))))

    with pytest.raises(SurroundingsError):
        report_on_bytes(CSV, rules=(failing, *RULES))
