"""The generated file kpi.json as typed values; whatever is missing or malformed stays unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from catalog.pages.dates import parse_day
from catalog.pages.language import Language, Text, choose
from catalog.pages.untrusted import mapping, mappings, number, text, web_address

FILE_NAME = "kpi.json"


class State(StrEnum):
    """What is known about a body (DESIGN section 5)."""

    COUNTED = "counted"
    """An opening balance is stated."""
    KNOWN_PART = "known_part"
    """None is stated, but datasets are here."""
    UNKNOWN = "unknown"
    """Neither."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The opening balance (基準値) that a body or a document states."""

    date: date
    stated: str
    """The date as the source writes it, often only a month."""
    count: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The number to be reached in a fiscal year."""

    fiscal_year: int
    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What was known on a day."""

    date: date
    cumulative: int
    available: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFigures:
    """One row of the table per body."""

    name: str
    titles: tuple[str, str]
    state: State
    baseline: Baseline | None
    cumulative: int | None
    added: int
    available: int
    machine_readable: int

    def title(self, language: Language) -> Text:
        """Return the body's name in a language."""
        return choose(language, *self.titles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """The whole file."""

    definition: str
    titles: tuple[str, str]
    """The body that the headline is about."""
    measures: tuple[str, str]
    plans: tuple[str, str]
    source: str
    source_url: str
    baseline: Baseline | None
    cumulative: int | None
    added: int
    available: int
    machine_readable: int
    targets: tuple[Target, ...]
    """In the order of their years."""
    reported_from: date | None
    """From this day on nothing is missing; between the baseline and it nobody reported."""
    series: tuple[Point, ...]
    """In the order of their days."""
    bodies: tuple[BodyFigures, ...]

    def measure(self, language: Language) -> Text:
        """Return what is counted, in words."""
        ja, en = self.measures
        return choose(language, ja, en) or Text(
            language.say("公開データセット数（累計）", "Datasets published (cumulative)"), language
        )


def parse_kpi(document: object) -> Kpi | None:
    """Return the typed values; None where the document is no object at all."""
    top = mapping(document)
    if not top:
        return None
    plan = mapping(top.get("plan"))
    return Kpi(
        definition=text(top.get("definition")),
        titles=_words(mapping(top.get("organization")).get("title")),
        measures=_words(plan.get("measure")),
        plans=_words(plan.get("title")),
        source=text(plan.get("source")),
        source_url=web_address(plan.get("source_url")),
        baseline=_baseline(top.get("baseline")),
        cumulative=number(top.get("cumulative")),
        added=number(top.get("added")) or 0,
        available=number(top.get("available")) or 0,
        machine_readable=number(top.get("machine_readable")) or 0,
        targets=tuple(sorted(_targets(top.get("targets")), key=lambda item: item.fiscal_year)),
        reported_from=parse_day(text(top.get("reported_from"))),
        series=tuple(sorted(_series(top.get("series")), key=lambda point: point.date)),
        bodies=tuple(_body(item) for item in mappings(top.get("organizations"))),
    )


def _words(value: object) -> tuple[str, str]:
    words = mapping(value)
    return text(words.get("ja")), text(words.get("en"))


def _baseline(value: object) -> Baseline | None:
    stated = mapping(value)
    day, count = parse_day(text(stated.get("date"))), number(stated.get("count"))
    if day is None or count is None:
        return None
    return Baseline(
        date=day,
        stated=text(stated.get("stated")) or day.isoformat(),
        count=count,
        source=text(stated.get("source")),
    )


def _targets(value: object) -> list[Target]:
    pairs = [
        (number(item.get("fiscal_year")), number(item.get("target"))) for item in mappings(value)
    ]
    # Years far off would make the chart endless: a plan reaches a few decades at most.
    return [
        Target(fiscal_year=year, target=target)
        for year, target in pairs
        if year is not None and target is not None and 1950 <= year <= 2200
    ]


def _series(value: object) -> list[Point]:
    points = []
    for item in mappings(value):
        day, cumulative = parse_day(text(item.get("date"))), number(item.get("cumulative"))
        if day is not None and cumulative is not None:
            points.append(
                Point(date=day, cumulative=cumulative, available=number(item.get("available")))
            )
    return points


def _body(item: Mapping[str, Any]) -> BodyFigures:
    baseline, cumulative = _baseline(item.get("baseline")), number(item.get("cumulative"))
    stated = text(item.get("state"))
    fallback = (
        State.COUNTED if baseline else State.UNKNOWN if cumulative is None else State.KNOWN_PART
    )
    return BodyFigures(
        name=text(item.get("name")),
        titles=_words(item.get("title")),
        state=next((state for state in State if state == stated), fallback),
        baseline=baseline,
        cumulative=cumulative,
        added=number(item.get("added")) or 0,
        available=number(item.get("available")) or 0,
        machine_readable=number(item.get("machine_readable")) or 0,
    )
