"""The visit to the search page, with a way on when nothing was found."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from catalog.errors import ActionError
from catalog.pages.bodies import Body
from catalog.pages.facets import Labels, chips_of, facets_of
from catalog.pages.language import Language, Text
from catalog.pages.nearness import nearest
from catalog.pages.search_page import (
    SearchPage,
    StandardHint,
    Suggestion,
    ZeroHelp,
    count_sentence,
    page_count,
    pages_of,
    position_words,
    sorts_of,
)
from catalog.pages.search_query import FIELDS, PAGE_SIZE, SORTS, SearchQuery, quoted
from catalog.pages.untrusted import mappings, number, text
from catalog.pages.visits.visit import Visit
from catalog.text.folding import fold

_SYNTAX = re.compile(r"[\\+\-!(){}\[\]^\"~*?:/&|<>]+")
_WORDS_TRIED = 4
_TITLES_COMPARED = 1000


def search(visit: Visit, asked: SearchQuery) -> SearchPage:
    """Read one page of results."""
    language = visit.language
    found = _found(visit, asked)
    count = number(found.get("count")) or 0
    query = asked
    if count and asked.page > page_count(count):
        query = replace(asked, page=page_count(count))
        found = _found(visit, query)
    datasets = mappings(found.get("results"))
    # Japanese names come with each dataset and facet; the English ones stand in the bodies' extras.
    needs_bodies = language is Language.EN or any(key == "organization" for key, _ in query.chosen)
    bodies: dict[str, Body] = visit.library.bodies(language) if needs_bodies else {}
    labels = Labels(bodies, visit.vocabulary, language)
    return SearchPage(
        query=query,
        count=count,
        sentence=count_sentence(query, count, language),
        results=visit.lines(datasets, words=query.words, bodies=bodies),
        facets=facets_of(found.get("search_facets"), query, count, labels),
        chips=chips_of(query, labels),
        sorts=sorts_of(query, language) if count > 1 else (),
        pages=pages_of(query, count, language),
        position=position_words(query, count, language),
        help=None if count else _help(visit, query),
    )


def _found(visit: Visit, query: SearchQuery) -> Mapping[str, Any]:
    parameters = {
        "fq": query.filter_query(),
        "sort": SORTS[query.sort],
        "rows": PAGE_SIZE,
        "start": (query.page - 1) * PAGE_SIZE,
        "facet.field": json.dumps([FIELDS[name] for name in FIELDS if name != "tags"]),
        "facet.limit": 50,
    }
    return _ask(visit, query.words, parameters)


def _ask(visit: Visit, words: str, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    """Search; where the search syntax cannot be read, its signs mean nothing, as to a citizen."""
    plain = " ".join(_SYNTAX.sub(" ", words).split())
    for attempt in (words, plain) if plain else (words,):
        try:
            return visit.library.search(q=attempt, **parameters)
        except ActionError as error:
            if error.status >= 500:
                raise
    return {}


def _help(visit: Visit, query: SearchQuery) -> ZeroHelp:
    if not query.words:
        return ZeroHelp()
    return ZeroHelp(
        words=tuple(_single_words(visit, query)),
        titles=_near_titles(visit, query),
        standards=tuple(_standards(visit, query)),
    )


def _single_words(visit: Visit, query: SearchQuery) -> Iterator[Suggestion]:
    words = list(dict.fromkeys(_SYNTAX.sub(" ", query.words).split()))
    if len(words) == 1 and not query.chosen:
        return
    for word in words[:_WORDS_TRIED]:
        alone = SearchQuery(words=word)
        answer = _ask(visit, word, {"fq": alone.filter_query(), "rows": 0})
        if count := number(answer.get("count")):
            yield Suggestion(
                text=Text(word, None), address=alone.address(visit.language.prefix), count=count
            )


def _near_titles(visit: Visit, query: SearchQuery) -> tuple[Suggestion, ...]:
    answer = visit.library.search(
        fq=SearchQuery().filter_query(), fl="name,title", rows=_TITLES_COMPARED
    )
    titles = [
        (text(item.get("name")), text(item.get("title")))
        for item in mappings(answer.get("results"))
    ]
    return tuple(
        Suggestion(text=Text(title), address=f"{visit.language.prefix}/dataset/{name}")
        for name, title in nearest(query.words, titles, fold)
    )


def _standards(visit: Visit, query: SearchQuery) -> Iterator[StandardHint]:
    """Yield standard datasets of that name that somebody here publishes."""
    slugs = {slug: title["ja"] for slug, title in visit.vocabulary.standards.items()}
    near = nearest(query.words, slugs.items(), fold, limit=2)
    if not near:
        return
    published = visit.library.facet_counts(FIELDS["standard"])
    bodies = visit.library.bodies(visit.language)
    for slug, _ in near:
        for value in published:
            if visit.vocabulary.slug(value) != slug:
                continue
            narrowed = SearchQuery().narrowed("standard", value)
            names = visit.library.facet_counts(
                "organization", f"{FIELDS['standard']}:{quoted(value)}"
            )
            yield StandardHint(
                title=visit.vocabulary.standard(slug, visit.language),
                address=narrowed.address(visit.language.prefix),
                bodies=tuple(bodies[name].title for name in names if name in bodies),
            )
