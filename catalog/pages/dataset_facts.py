"""The "about" lines of a dataset page: period, place, contact post, standard, known faults."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from catalog.pages.dates import day_words
from catalog.pages.language import Language, Text
from catalog.pages.untrusted import mail_address, mapping, text, web_address
from catalog.pages.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with its value; `url` is set where the value leads somewhere."""

    label: str
    value: Text
    url: str = ""


def facts_of(
    descriptor: Mapping[str, Any],
    extras: Mapping[str, str],
    place: Text | None,
    vocabulary: Vocabulary,
    language: Language,
) -> tuple[Fact, ...]:
    """Return what is stated; a line that nobody filled in is left out."""
    say = language.say
    facts = [
        Fact(say("対象の期間", "Period"), Text(_period(descriptor, language), language)),
        Fact(say("対象の場所", "Place"), place or Text(_spatial(descriptor, extras), None)),
        Fact(
            say("最初の公開日", "First published"),
            Text(_issued(descriptor, extras, language), language),
        ),
        Fact(say("担当", "Division"), Text(text(descriptor.get("division")))),
        *_contact(mapping(descriptor.get("contactPoint")), extras, language),
        _standard(mapping(descriptor.get("standard")), vocabulary, language),
        Fact(
            say("機械判読性", "Machine-readability"),
            Text(_level(extras.get("machine_readability", ""), language), language),
        ),
        Fact(say("データについての注意", "Known faults"), Text(_note(descriptor))),
    ]
    return tuple(fact for fact in facts if fact.value)


def _period(descriptor: Mapping[str, Any], language: Language) -> str:
    temporal = mapping(descriptor.get("temporal"))
    start, end = text(temporal.get("start")), text(temporal.get("end"))
    words = [day_words(day, language, era=False) if day else "" for day in (start, end)]
    if not any(words):
        return ""
    if start == end:
        return words[0]
    return language.say("〜", " – ").join(words)


def _spatial(descriptor: Mapping[str, Any], extras: Mapping[str, str]) -> str:
    return text(descriptor.get("spatial")) or extras.get("spatial", "")


def _issued(descriptor: Mapping[str, Any], extras: Mapping[str, str], language: Language) -> str:
    issued = text(descriptor.get("issued")) or extras.get("issued", "")
    return day_words(issued, language) if issued else ""


def _contact(
    contact: Mapping[str, Any], extras: Mapping[str, str], language: Language
) -> Iterator[Fact]:
    say = language.say
    title = text(contact.get("title")) or extras.get("contact_name", "")
    yield Fact(say("問い合わせ先", "Contact"), Text(title))
    yield Fact(say("電話", "Telephone"), Text(text(contact.get("phone")), None))
    email = mail_address(contact.get("email")) or mail_address(extras.get("contact_email"))
    yield Fact(say("メール", "E-mail"), Text(email, None), f"mailto:{email}")
    address = web_address(contact.get("url"))
    yield Fact(say("問い合わせのページ", "Contact page"), Text(address, None), address)


def _standard(standard: Mapping[str, Any], vocabulary: Vocabulary, language: Language) -> Fact:
    slug, edition = text(standard.get("slug")), text(standard.get("edition"))
    label = language.say("標準データセット", "Standard dataset")
    if not slug:
        return Fact(label, Text(""))
    title = vocabulary.standard(slug, language)
    words = (
        language.say(f"{title}（{_edition(edition)}版）", f"{title} (edition {edition})")
        if edition
        else str(title)
    )
    return Fact(label, Text(words, title.language))


def _edition(stated: str) -> str:
    """Return an edition as a month of a year in Japanese, or as it is stated."""
    parts = re.fullmatch(r"(\d{4})(?:-(\d{2}))?", stated)
    if parts is None:
        return stated
    return f"{parts[1]}年" + (f"{int(parts[2])}月" if parts[2] else "")


def _level(reached: str, language: Language) -> str:
    """Return the level of the national rules of 2026-03-31 in words; empty where unknown."""
    words = {
        "0": (
            "レベル1に届いていません（国のルール2026年版、全3段階）",
            "below level 1 of 3 (national rules of 2026)",
        ),
        "1": ("レベル1（国のルール2026年版、全3段階）", "level 1 of 3 (national rules of 2026)"),
        "2": ("レベル2（国のルール2026年版、全3段階）", "level 2 of 3 (national rules of 2026)"),
        "3": (
            "レベル3（国のルール2026年版、3段階のいちばん上）",
            "level 3 of 3 (national rules of 2026)",
        ),
    }.get(reached)
    return language.say(*words) if words else ""


def _note(descriptor: Mapping[str, Any]) -> str:
    return text(mapping(descriptor.get("origin")).get("note"))
