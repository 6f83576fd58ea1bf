"""The visit to the home page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from catalog.pages.bodies import Body
from catalog.pages.dataset_page import titles
from catalog.pages.dates import day_words, local_moment, moment_words
from catalog.pages.facets import Labels, Option, options_of
from catalog.pages.figures import datasets_words
from catalog.pages.home_page import EXAMPLES, NEWEST, HomePage, News, places_of
from catalog.pages.kpi_chart import NARROW, chart_of
from catalog.pages.kpi_sentence import headline
from catalog.pages.library import COUNTED
from catalog.pages.search_query import FIELDS, SearchQuery
from catalog.pages.untrusted import mapping, mappings, number, text
from catalog.pages.visits.visit import Visit, body_title

_TAGS_TRIED = 8
_MOST_STANDARDS = 30


def home(visit: Visit) -> HomePage:
    """Read what the home page shows; two clicks from it lead to any dataset."""
    library, language = visit.library, visit.language
    found = library.search(
        fq=COUNTED,
        rows=NEWEST,
        sort="metadata_modified desc",
        **{
            "facet.field": json.dumps(
                ["organization", "tags", FIELDS["theme"], FIELDS["standard"]]
            ),
            "facet.limit": -1,
        },
    )
    facets = mapping(found.get("search_facets"))
    bodies = library.bodies(language)
    published = library.kpi()
    kpi = published[1] if published else None
    last = _last_publication(visit)
    labels = Labels(bodies, visit.vocabulary, language)
    return HomePage(
        count_words=datasets_words(number(found.get("count")) or 0, language),
        last_publication=moment_words(last, language) if last else "",
        last_publication_iso=last.isoformat(timespec="minutes") if last else "",
        examples=tuple(_examples(visit, facets)),
        places=places_of(bodies.values(), _counts(facets), kpi, language),
        themes=_options(facets, "theme", labels),
        standards=_options(facets, "standard", labels)[:_MOST_STANDARDS],
        news=tuple(_news(dataset, bodies, visit) for dataset in mappings(found.get("results"))),
        headline=headline(kpi, visit.today, language) if kpi else "",
        chart=chart_of(kpi, visit.today, NARROW) if kpi else None,
    )


def _counts(facets: Mapping[str, Any]) -> dict[str, int]:
    items = mappings(mapping(facets.get("organization")).get("items"))
    return {text(item.get("name")): number(item.get("count")) or 0 for item in items}


def _options(facets: Mapping[str, Any], parameter: str, labels: Labels) -> tuple[Option, ...]:
    facet = mapping(facets.get(FIELDS[parameter]))
    return options_of(facet, parameter, labels, SearchQuery())


def _examples(visit: Visit, facets: Mapping[str, Any]) -> Iterator[Option]:
    """Yield frequent tags as words to search for, each only after its search found something."""
    items = mappings(mapping(facets.get("tags")).get("items"))
    frequent = sorted(
        items, key=lambda item: (-(number(item.get("count")) or 0), text(item.get("name")))
    )
    labels = Labels({}, visit.vocabulary, visit.language)
    given = 0
    for item in frequent[:_TAGS_TRIED]:
        words = text(item.get("name"))
        query = SearchQuery(words=words)
        count = number(visit.library.search(q=words, fq=query.filter_query(), rows=0).get("count"))
        if count and given < EXAMPLES:
            given += 1
            yield Option(
                label=labels.value("tags", words),
                count=count,
                address=query.address(visit.language.prefix),
                value=words,
            )


def _last_publication(visit: Visit) -> datetime | None:
    newest = visit.library.search(rows=1, sort="metadata_modified desc")
    times = [text(dataset.get("metadata_modified")) for dataset in mappings(newest.get("results"))]
    return local_moment(times[0], visit.now.tzinfo) if times and visit.now.tzinfo else None


def _news(dataset: Mapping[str, Any], bodies: Mapping[str, Body], visit: Visit) -> News:
    language = visit.language
    # Only English needs the descriptor: the Japanese title stands in the dataset itself.
    described = visit.library.descriptor(dataset) if language is not language.JA else {}
    zone = visit.now.tzinfo
    moment = local_moment(text(dataset.get("metadata_modified")), zone) if zone else None
    return News(
        address=f"{language.prefix}/dataset/{text(dataset.get('name'))}",
        title=titles(dataset, described, language)[0],
        body=body_title(dataset, bodies, language),
        date=moment.date().isoformat() if moment else "",
        date_words=day_words(moment.date(), language, era=False) if moment else "",
    )
