"""The visits to the list of bodies and to one body's page."""

from __future__ import annotations

from typing import Any

from catalog.pages import prose
from catalog.pages.bodies import Body
from catalog.pages.figures import datasets_words
from catalog.pages.home_page import Place, places_of
from catalog.pages.kpi_page import BodyRow, body_row
from catalog.pages.language import Text
from catalog.pages.library import COUNTED
from catalog.pages.organization_page import OrganizationPage
from catalog.pages.results import Result
from catalog.pages.search_page import Choice, page_count
from catalog.pages.search_query import FIELDS, PAGE_SIZE, WITHOUT_WITHDRAWN, quoted
from catalog.pages.untrusted import mappings, number
from catalog.pages.visits.visit import Visit

_SIDE_LIST = 50
"""Generated and withdrawn datasets shown below; there are few of either."""


def organizations(visit: Visit) -> tuple[Place, ...]:
    """Read all bodies with what they have."""
    published = visit.library.kpi()
    bodies = visit.library.bodies(visit.language).values()
    counts = visit.library.facet_counts("organization")
    return places_of(bodies, counts, published[1] if published else None, visit.language)


def organization(visit: Visit, body: Body, page: int) -> OrganizationPage:
    """Read one body's datasets and what is known about it."""
    own = f"organization:{quoted(body.name)}"
    counted = f"{own} AND {COUNTED}"
    found = visit.library.search(
        fq=counted, rows=PAGE_SIZE, start=(page - 1) * PAGE_SIZE, sort="title_string asc"
    )
    count = number(found.get("count")) or 0

    def lines(answer: Any) -> tuple[Result, ...]:
        return visit.lines(mappings(answer.get("results")), bodies={body.name: body})

    generated = f"{own} AND extras_generated:[* TO *] AND {WITHOUT_WITHDRAWN}"
    withdrawn = f"{own} AND extras_withdrawn:[* TO *]"
    return OrganizationPage(
        body=body,
        description=prose.html(body.description) if body.description else None,
        count=count,
        count_words=datasets_words(count, visit.language),
        results=lines(found),
        pages=_pages(visit, body, page, count),
        generated=lines(visit.library.search(fq=generated, rows=_SIDE_LIST)),
        withdrawn=lines(visit.library.search(fq=withdrawn, rows=_SIDE_LIST)),
        missing_standards=_missing(visit, counted),
        figures=_figures(visit, body),
    )


def _pages(visit: Visit, body: Body, page: int, count: int) -> tuple[Choice, ...]:
    last = page_count(count)
    if last == 1:
        return ()
    path = f"{visit.language.prefix}/organization/{body.name}"
    return tuple(
        Choice(str(number_), f"{path}?page={number_}", is_current=number_ == page)
        for number_ in range(1, last + 1)
    )


def _missing(visit: Visit, counted: str) -> tuple[Text, ...]:
    """Return the standard datasets that the body does not publish here."""
    has = {
        visit.vocabulary.slug(value)
        for value in visit.library.facet_counts(FIELDS["standard"], counted)
    }
    return tuple(
        visit.vocabulary.standard(slug, visit.language)
        for slug in visit.vocabulary.standards
        if slug not in has
    )


def _figures(visit: Visit, body: Body) -> BodyRow | None:
    published = visit.library.kpi()
    figures = published[1].bodies if published else ()
    found = next((item for item in figures if item.name == body.name), None)
    return body_row(found, visit.language) if found else None
