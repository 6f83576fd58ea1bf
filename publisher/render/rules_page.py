"""The page of all rules, in one language: fit to hand to an officer. Made from the rules alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from publisher.findings import Severity
from publisher.render.rule_examples import shown
from publisher.rules import RULES
from publisher.rules.examples import Example
from publisher.rules.rule import Rule
from publisher.tables.cell_words import CONSTRAINTS, TYPES
from publisher.tables.fault_words import WORDS, FaultWords
from publisher.words import Text

Language = Literal["ja", "en"]

_GENERATED = "<!-- Generated from publisher/rules by `make docs`. Do not edit. -->"
_TITLE = Text("データのきまり", "Rules for data")
_INTRO = Text(
    "公開の前に、次のことを機械で確かめます。`opendata check` で、いつでも自分で確かめられます。\n\n"
    "「公開を止める」が1つでもあると、そのデータは公開されません（ほかのデータは公開されます）。"
    "番号のうち L で始まるものは、国の「行政データにおける機械可読性に関するルール」"
    "（2026年3月31日）の番号です。",
    "These are checked before publication; `opendata check` checks them at any time.\n\n"
    "One that blocks keeps its dataset from being published (the others go out). Numbers that "
    "begin with L are those of the national rules for machine-readable data of 2026-03-31.",
)
_SECTIONS: tuple[tuple[str, Text], ...] = (
    ("L", Text("国のルール（2026年）", "National rules (2026)")),
    ("P", Text("ファイルとその説明", "Files and their descriptions")),
    ("K", Text("目録（CKAN）が受け付けないもの", "What the catalog (CKAN) refuses")),
    ("G", Text("前の版とくらべて変えてはいけないもの", "What must not change")),
    ("X", Text("こちらの不具合", "Our fault")),
)
_SEVERITIES = {
    Severity.ERROR: Text("公開を止める", "blocks"),
    Severity.WARNING: Text("公開の前に確認", "look before publishing"),
    Severity.INFO: Text("参考", "advice"),
}
_WEIGHT = Text("重さ", "Severity")
_NUMBERS = Text("番号", "Number")
_WHY = Text("なぜ", "Why")
_FIX = Text("直し方", "How to mend")
_BAD = Text("だめな例", "Bad")
_GOOD = Text("よい例", "Good")
_STRUCTURE = Text("表の形と値", "Structure and values of tables")
_STRUCTURE_INTRO = Text(
    "表の形と、項目の定義（種類・範囲・必須など）を確かめます。番号は frictionless の呼び名です。"
    "どれも公開を止めます。",
    "Structure and the definition of columns (type, limits, required). The names are those of "
    "frictionless; all of them block.",
)
_TYPES = Text("項目の種類ごとの書き方", "How to write each type")
_LIMITS = Text("値の範囲や形", "Limits of values")
_ALWAYS = Text("（見本のまま）", "(the sample as it is)")


def lines(language: Language) -> Iterator[str]:
    """Yield the lines of the page."""
    yield _GENERATED
    yield ""
    yield f"# {_in(_TITLE, language)}"
    yield ""
    yield _in(_INTRO, language)
    for prefix, title in _SECTIONS:
        yield ""
        yield f"## {_in(title, language)}"
        for rule in RULES:
            if rule.id.startswith(prefix):
                yield from _rule(rule, language)
    yield from _structure(language)


def _in(text: Text, language: Language) -> str:
    return text.ja if language == "ja" else text.en


def _rule(rule: Rule, language: Language) -> Iterator[str]:
    mark = "：" if language == "ja" else ": "
    yield ""
    yield f"### {rule.id} {_in(rule.title, language)}"
    yield ""
    yield f"- {_in(_WEIGHT, language)}{mark}{_in(_SEVERITIES[rule.severity], language)}"
    yield f"- {_in(_NUMBERS, language)}{mark}{_number(rule, language)}"
    yield f"- {_in(_WHY, language)}{mark}{_in(rule.why, language)}"
    yield f"- {_in(_FIX, language)}{mark}{_in(rule.fix, language)}"
    for title, examples in ((_BAD, rule.bad), (_GOOD, rule.good)):
        if examples:
            yield ""
            yield f"{_in(title, language)}{mark.strip()}"
            yield from _example(examples[0], rule, language)


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
    content = shown(example, rule.bad[0])
    yield ""
    if not content:
        yield _in(_ALWAYS, language)
        return
    yield "```text"
    yield from content
    yield "```"


def _structure(language: Language) -> Iterator[str]:
    mark = "：" if language == "ja" else ": "
    yield ""
    yield f"## {_in(_STRUCTURE, language)}"
    yield ""
    yield _in(_STRUCTURE_INTRO, language)
    kinds: dict[FaultWords, list[str]] = {}
    for kind, words in WORDS.items():
        kinds.setdefault(words, []).append(f"`{kind}`")
    for words, names in kinds.items():
        yield ""
        yield f"### {', '.join(names)} {_in(words.title, language)}"
        yield ""
        yield f"- {_in(_WHY, language)}{mark}{_in(words.why, language)}"
        yield f"- {_in(_FIX, language)}{mark}{_plain(_in(words.message, language))}"
    for title, sentences in ((_TYPES, TYPES), (_LIMITS, CONSTRAINTS)):
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
