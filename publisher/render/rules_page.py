"""The page of all rules, in one language: fit to hand to an officer. Made from the rules alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from publisher.render import rules_words as words
from publisher.render.rule_examples import shown
from publisher.rules import RULES
from publisher.rules.examples import CsvExample, Example
from publisher.rules.rule import Certainty, Rule
from publisher.tables.cell_words import CONSTRAINTS, TYPES
from publisher.tables.fault_words import WORDS, FaultWords
from publisher.words import Text

Language = Literal["ja", "en"]

EXAMPLES = 2
"""Bad ones, and good ones, that the page shows of a national rule, of ours one; tests run all."""
_GENERATED = "<!-- Generated from publisher/rules by `make docs`. Do not edit. -->"


def lines(language: Language) -> Iterator[str]:
    """Yield the lines of the page."""
    sections = _sections(RULES)
    yield _GENERATED
    yield ""
    yield f"# {_in(words.TITLE, language)}"
    yield ""
    yield from _in(words.INTRO, language).splitlines()
    yield from _contents(sections, language)
    yield from _official(language)
    for anchor, title, rules in sections:
        yield from _heading(2, anchor, _in(title, language))
        if anchor in words.SECTION_INTROS:
            yield ""
            yield _in(words.SECTION_INTROS[anchor], language)
        for rule in rules:
            yield from _rule(rule, language)
        if anchor == words.STRUCTURE:
            yield from _structure(language)


def _sections(rules: Sequence[Rule]) -> list[tuple[str, Text, list[Rule]]]:
    """Return the rules by group; one that no group claims stands in the last group."""
    left = list(rules)
    found: list[tuple[str, Text, list[Rule]]] = []
    for anchor, title, belongs in words.SECTIONS:
        mine = [rule for rule in left if belongs(rule.id)]
        left = [rule for rule in left if rule not in mine]
        if mine or anchor == words.STRUCTURE:
            found.append((anchor, title, mine))
    return found


def _contents(
    sections: Sequence[tuple[str, Text, list[Rule]]], language: Language
) -> Iterator[str]:
    yield ""
    yield f"## {_in(words.CONTENTS, language)}"
    yield ""
    yield f"- [{_in(words.OFFICIAL, language)}](#official)"
    for anchor, title, rules in sections:
        links = " ".join(f"[{rule.id}](#{rule.id.lower()})" for rule in rules)
        mark = ("：" if language == "ja" else ": ") if links else ""
        yield f"- [{_in(title, language)}](#{anchor}){mark}{links}"


def _official(language: Language) -> Iterator[str]:
    """Yield the table of the 30 rules of 2026-03-31."""
    yield from _heading(2, "official", _in(words.OFFICIAL, language))
    yield ""
    yield _in(words.OFFICIAL_INTRO, language)
    yield ""
    heads = [_in(head, language) for head in words.OFFICIAL_HEADS]
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for rule in RULES:
        if rule.level is None:
            continue
        cells = (
            f"[{rule.id}](#{rule.id.lower()})",
            ", ".join(rule.numbers_2020) or "—",
            rule.official_title
            if language == "ja"
            else f"{rule.official_title}<br>{rule.title.en}",
            str(rule.level),
            _in(words.CERTAINTIES[rule.certainty], language),
            _in(_weight(rule), language),
        )
        yield f"| {' | '.join(cells)} |"


def _heading(depth: int, anchor: str, title: str) -> Iterator[str]:
    yield ""
    yield f'<a id="{anchor}"></a>'
    yield ""
    yield f"{'#' * depth} {title}"


def _in(text: Text, language: Language) -> str:
    return text.ja if language == "ja" else text.en


def _rule(rule: Rule, language: Language) -> Iterator[str]:
    mark = "：" if language == "ja" else ": "
    facts = [
        (words.WEIGHT, _in(_weight(rule), language)),
        (words.NUMBERS, _number(rule, language)),
        (words.WHY, _in(rule.why, language)),
        (words.FIX, _in(rule.fix, language)),
    ]
    if rule.decides is not None:
        facts.append((words.DECIDES, _in(rule.decides, language)))
    if rule.official_title:
        facts.insert(0, (words.OFFICIAL_TITLE, rule.official_title))
    yield from _heading(3, rule.id.lower(), f"{rule.id} {_in(rule.title, language)}")
    yield ""
    for name, said in facts:
        yield f"- {_in(name, language)}{mark}{said}"
    for title, examples in ((words.BAD, rule.bad), (words.GOOD, rule.good)):
        told = examples[: EXAMPLES if rule.level else 1]
        if told:
            yield ""
            yield f"{_in(title, language)}{mark.strip()}"
        for example in told:
            yield from _example(example, rule, language)


def _weight(rule: Rule) -> Text:
    if rule.certainty is Certainty.PERSON:
        return words.QUESTION
    return words.SEVERITIES[rule.severity]


def _number(rule: Rule, language: Language) -> str:
    name = f"`{rule.name}`"
    if not rule.id.startswith("L"):
        return f"{rule.id} {name}"
    edition = Text("2026年版", "2026"), Text("2020年版", "2020")
    numbers = ", ".join(rule.numbers_2020)
    old = f"{_in(edition[1], language)} {numbers}" if numbers else ""
    new = f"{_in(edition[0], language)} {rule.id}"
    return " · ".join(part for part in (new, old, name) if part)


def _example(example: Example, rule: Rule, language: Language) -> Iterator[str]:
    content = shown(example, _beside(example, rule), language)
    yield ""
    if not content:
        yield _in(words.ALWAYS, language)
        return
    yield "```text"
    yield from content
    yield "```"


def _beside(example: Example, rule: Rule) -> Example:
    """Return what sets an example off: of a file the other kind, of a tree the first fault."""
    if isinstance(example, CsvExample) and example in rule.bad and rule.good:
        return rule.good[0]
    return rule.bad[0]


def _structure(language: Language) -> Iterator[str]:
    mark = "：" if language == "ja" else ": "
    kinds: dict[FaultWords, list[str]] = {}
    for kind, said in WORDS.items():
        kinds.setdefault(said, []).append(f"`{kind}`")
    for said, names in kinds.items():
        yield ""
        yield f"### {', '.join(names)} {_in(said.title, language)}"
        yield ""
        yield f"- {_in(words.WHY, language)}{mark}{_in(said.why, language)}"
        yield f"- {_in(words.FIX, language)}{mark}{_in(said.fix, language)}"
    for title, sentences in ((words.TYPES, TYPES), (words.LIMITS, CONSTRAINTS)):
        yield ""
        yield f"### {_in(title, language)}"
        yield ""
        for name, sentence in sentences.items():
            yield f"- `{name}`{mark}{_plain(_in(sentence, language))}"


def _plain(sentence: str) -> str:
    """Return a message without its placeholders' braces."""
    for name in ("cell", "label", "expected", "note", "limit", "field", "row"):
        sentence = sentence.replace(f"{{{name}}}", "…")
    return sentence.replace("{{", "{").replace("}}", "}")
