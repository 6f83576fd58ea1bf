"""Laws that every rule keeps, whatever it checks; its examples are its tests."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import string
from collections.abc import Iterator

import pytest

import publisher.rules as package
from publisher.findings import Report, Severity
from publisher.render import report_text
from publisher.rules import RULES, find, known
from publisher.rules.examples import BookExample, Example, SheetExample
from publisher.rules.k002_refused_tag import is_allowed, propose
from publisher.rules.rule import Rule
from publisher.tables.fault_words import WORDS
from publisher.verdicts import Status
from publisher.words import Text, many, mask, quote
from tests.publisher.examples import report_on, report_on_bytes, rules_of

BAD = [(rule, example) for rule in RULES for example in rule.bad]
GOOD = [(rule, example) for rule in RULES for example in rule.good]


def _named(pairs: list[tuple[Rule, Example]]) -> list[str]:
    return [f"{rule.id}-{number}" for number, (rule, _) in enumerate(pairs)]


def _placeholders(text: str) -> set[str]:
    """Return the values that a sentence shows; a word chosen by a number shows none."""
    return {
        name
        for _, name, spec, _ in string.Formatter().parse(text)
        if name is not None and "|" not in (spec or "")
    }


@pytest.mark.parametrize(("rule", "example"), BAD, ids=_named(BAD))
def test_bad_examples_are_found(rule: Rule, example: Example) -> None:
    """A rule fires on each of its own bad examples, and says it in both languages."""
    report = report_on(example)
    found = [item for item in report.findings if item.rule == rule.id]

    assert found
    assert all(item.message.ja and item.message.en for item in found)
    assert not any(re.search(r"\{[a-z_]*\}", item.message.both()) for item in found)
    assert not list(_untold(report))


def _untold(report: Report) -> Iterator[str]:
    """Yield rules that are called violated though no finding, of theirs or of another, says why."""
    told = {item.rule for item in report.findings}
    for verdict in report.files:
        for rule, status in verdict.rules.items():
            if status is Status.VIOLATED and verdict.told_by.get(rule, rule) not in told:
                yield rule


@pytest.mark.parametrize(
    ("text", "rule", "by"),
    [
        ("名称,,住所\n市役所,,東新町\n公民館,,北新町\n", "L1-05", "L1-03"),
        ('名称,住所\n市役所,"東新町\n8-38"\n公民館,北新町\n', "L1-06", "L1-14"),
    ],
)
def test_what_another_rule_tells_is_named(text: str, rule: str, by: str) -> None:
    """One fact is one finding; the status of the other rule says where it is told."""
    report = report_on_bytes(text.encode())
    told = "\n".join(report_text.lines(report, is_bare=True, notice=Text("", "")))

    assert report.files[0].told_by == {rule: by}
    assert report.as_json()["files"][0]["toldBy"] == {rule: by}
    assert f"{rule}も同じ" in told


@pytest.mark.parametrize(("rule", "example"), GOOD, ids=_named(GOOD))
def test_good_examples_are_clean(rule: Rule, example: Example) -> None:
    """No rule at all, and no verdict of the engine, stands on a good example."""
    found = [(item.rule, item.message.en) for item in report_on(example).findings]

    assert [] == found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_both_languages_name_the_same_placeholders(rule: Rule) -> None:
    """The languages of every sentence agree."""
    for text in (rule.title, rule.why, rule.fix, rule.message or Text("", "")):
        assert _placeholders(text.ja) == _placeholders(text.en)
        assert bool(text.ja) == bool(text.en)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_examples_and_a_name_of_the_bad_thing(rule: Rule) -> None:
    """Only our own fault has no example; a name is a slug, a fix is not in it."""
    assert rule.id == "X000" or (rule.bad and rule.good)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert not rule.name.startswith(("check-", "no-"))
    assert re.fullmatch(r"L[1-3]-\d\d|[CDGKPSX]\d{3}", rule.id)


def test_ids_and_names_are_unique() -> None:
    """An id or a name is one rule's."""
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_every_rule_module_is_registered() -> None:
    """A rule file that nobody registered is a failing test, not a silent gap."""
    modules = {
        module.name
        for module in pkgutil.iter_modules(package.__path__)
        if re.match(r"[a-z]\d", module.name)
    }
    expected = {
        f"{rule.id.lower().replace('-', '_')}_{rule.name.replace('-', '_')}" for rule in RULES
    }

    assert expected == modules


def test_officers_read_no_words_of_the_trade() -> None:
    """What a finding says to an officer holds no word of git or JSON Schema (PAGES.md)."""
    for rule in RULES:
        if rule.id[0] in "LPG" and rule.message is not None:
            assert not re.search(r"\bgit\b|schema|token", rule.message.ja, re.IGNORECASE)


def test_words_of_the_engine_agree() -> None:
    """Sentences for frictionless's types use the same placeholders in both languages."""
    for words in WORDS.values():
        assert _placeholders(words.message.ja) == _placeholders(words.message.en)


def test_find_and_known() -> None:
    """An unknown id is None, and an error where the code itself names it."""
    assert find("type-error") is None
    assert known("X000").severity is Severity.ERROR
    with pytest.raises(KeyError):
        known("Z999")


@pytest.mark.parametrize(
    ("tag", "proposal"),
    [
        ("子育て・教育", ("子育て", "教育")),
        ("トイレ（公衆）", ("トイレ 公衆",)),
        ("人口　世帯", ("人口 世帯",)),
        ("カ\u3099ス", ("ガス",)),
        ("水", ("水道",)),
        ("県", ()),
        ("水・県", ()),
    ],
)
def test_proposals_for_tags_are_allowed(tag: str, proposal: tuple[str, ...]) -> None:
    """What K002 proposes is taken by CKAN; what it cannot know it leaves to the person."""
    assert proposal == propose(tag)
    assert all(is_allowed(part) for part in proposal)


def test_personal_numbers_are_masked() -> None:
    """Twelve digits never come out, whatever stands between or around them."""
    for number in ("123456789012", "1234-5678-9012", "1234 5678 9012", "１２３４５６７８９０１２"):
        assert "9012" not in mask(f"番号{number}です")
        assert "９０１２" not in quote(f"番号{number}です")
    for number in ("1234・5678・9018", "1234,5678,9018", "1234/5678/9018", "34567890122"):
        assert "90" not in mask(f"番号{number}です")
    assert mask("0743-74-1111") == "0743-74-1111"
    assert mask("2019、2020、2021") == "2019、2020、2021"
    assert mask("12345678901円") == "12345678901円"
    assert mask("2026-04-01 12:30") == "2026-04-01 12:30"


def test_no_place_shows_a_personal_number() -> None:
    """A header or a sheet named by one is told without it, and a header's is found, too."""
    sheet = SheetExample(name="123456789018", rows=(("番号", 123456789018), ("1", "山田")))
    book = BookExample(sheets=(sheet,))
    for report in (report_on(book), report_on_bytes("番号,123456789018\n1,山田\n".encode())):
        assert "S001" in rules_of(report)
        assert "123456789018" not in json.dumps(report.as_json(), ensure_ascii=False)


_PLURAL = re.compile(r"\{(?:count|more|rest|width)\} (?:more |other |blank )?[a-z]+s\b")
_SEVERAL = {"l3_09_wide_table", "k005_refused_column", "l2_03_repeated_header", "several_words"}
_SEVERAL |= {"l1_04_memo_outside"}
"""Modules that speak of several things only where there are at least two."""


@pytest.mark.parametrize("module", [item.name for item in pkgutil.iter_modules(package.__path__)])
def test_one_thing_is_one_in_english(module: str) -> None:
    """No sentence says `1 columns`: the word is chosen by the number."""
    loaded = vars(importlib.import_module(f"{package.__name__}.{module}"))
    rule = loaded.get("RULE")
    texts = [item for item in loaded.values() if isinstance(item, Text)]
    texts += [rule.message] if isinstance(rule, Rule) and rule.message else []

    assert module in _SEVERAL or not [text.en for text in texts if _PLURAL.search(text.en)]


def test_a_number_chooses_the_word() -> None:
    text = Text("{count}列", "{count} {count:column is|columns are} blank ({name})")

    assert "1 column is blank (x)" == text.fill({"count": 1, "name": "x"}).en
    assert "2 columns are blank (x)" == text.fill({"count": 2, "name": "x"}).en
    assert "2列" == text.fill({"count": 2, "name": "x"}).ja
    assert ("1 row", "1,200 rows", "0 rows") == tuple(many(n, "row") for n in (1, 1200, 0))


def test_one_fact_is_one_finding() -> None:
    """The official id wins over frictionless's type of the same fact."""
    found = rules_of(report_on_bytes("名称,,緯度,緯度\n市役所,a,1,2\n".encode()))

    assert ["L1-05", "L2-03"] == sorted(found)
