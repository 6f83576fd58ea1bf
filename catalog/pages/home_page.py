"""What the home page says: what this is, ways in by place, theme and standard, what is new, the KPI."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalog.pages.bodies import Body
from catalog.pages.facets import Option
from catalog.pages.figures import datasets_words
from catalog.pages.kpi_chart import Chart
from catalog.pages.kpi_document import BodyFigures, Kpi, State
from catalog.pages.kpi_page import NOT_STATED, baseline_words
from catalog.pages.language import Language, Text

NEWEST = 5
EXAMPLES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A body with what it has here, or with what is known where it has nothing."""

    name: str
    title: Text
    count: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A dataset that was published or changed lately."""

    address: str
    title: Text
    body: Text
    date: str
    date_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """The view model of `home.html`."""

    count_words: str
    last_publication: str
    last_publication_iso: str
    examples: tuple[Option, ...]
    places: tuple[Place, ...]
    themes: tuple[Option, ...]
    standards: tuple[Option, ...]
    news: tuple[News, ...]
    headline: str
    chart: Chart | None


def places_of(
    bodies: Iterable[Body], counts: Mapping[str, int], kpi: Kpi | None, language: Language
) -> tuple[Place, ...]:
    """Return every body; those without datasets say what the KPI's figures know about them."""
    figures = {body.name: body for body in kpi.bodies} if kpi else {}
    return tuple(
        Place(
            name=body.name,
            title=body.title,
            count=counts.get(body.name, 0),
            words=place_words(counts.get(body.name, 0), figures.get(body.name), language),
        )
        for body in bodies
    )


def place_words(count: int, figures: BodyFigures | None, language: Language) -> str:
    """Return 3件; without datasets here: what the body stated elsewhere, or that it is not stated."""
    if count:
        return datasets_words(count, language)
    if figures is None:
        return language.say("0件", "none")
    if figures.baseline:
        return language.say("基準値 ", "baseline ") + baseline_words(figures, language)
    if figures.state is State.UNKNOWN:
        return language.say(*NOT_STATED)
    return language.say("0件", "none")
