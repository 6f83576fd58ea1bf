"""What the search page says: the count as a sentence, lines, facets, chips, paging, and zero hits."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.pages.facets import Chip, Facet
from catalog.pages.figures import datasets_words
from catalog.pages.language import Language, Text
from catalog.pages.results import Result
from catalog.pages.search_query import PAGE_SIZE, SORTS, SearchQuery


@dataclass(frozen=True, slots=True)
class Choice:
    """A link with its words; `is_current` where one is already there."""

    words: str
    address: str
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A way on from zero hits that does have hits."""

    text: Text
    address: str
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardHint:
    """A standard dataset that would hold what was searched for, and who publishes it."""

    title: Text
    address: str
    bodies: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ZeroHelp:
    """What to do when nothing was found; each list may be empty."""

    words: tuple[Suggestion, ...] = ()
    """Single words of the query that do have hits."""
    titles: tuple[Suggestion, ...] = ()
    standards: tuple[StandardHint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """The view model of `search.html`."""

    query: SearchQuery
    count: int
    sentence: str
    results: tuple[Result, ...]
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    sorts: tuple[Choice, ...]
    pages: tuple[Choice, ...]
    position: str
    help: ZeroHelp | None


def count_sentence(query: SearchQuery, count: int, language: Language) -> str:
    """Return 「トイレ」を含むデータは12件です, or what fits without words."""
    words = datasets_words(count, language)
    if query.words and count == 0:
        return language.say(
            f"『{query.words}』を含むデータは見つかりませんでした",
            f"No dataset contains “{query.words}”",
        )
    if query.words:
        verb = "contains" if count == 1 else "contain"
        return language.say(
            f"『{query.words}』を含むデータは{words}です", f"{words} {verb} “{query.words}”"
        )
    if count == 0:
        return language.say("あてはまるデータはありません", "No dataset fits")
    if query.chosen:
        return language.say(
            f"あてはまるデータは{words}です", f"{words} fit" + ("s" if count == 1 else "")
        )
    return language.say(f"公開しているデータは{words}です", f"{words} published")


def sorts_of(query: SearchQuery, language: Language) -> tuple[Choice, ...]:
    """Return the orders to choose from; relevance means something only where words were given."""
    words = {
        "": language.say("関連の高い順", "Most relevant"),
        "modified": language.say("新しい順", "Newest"),
        "title": language.say("題名順", "By title"),
    }
    offered = [sort for sort in SORTS if sort or query.words]
    current = query.sort if query.sort in offered else offered[0]
    return tuple(
        Choice(
            words[sort],
            SearchQuery(words=query.words, chosen=query.chosen, sort=sort).address(language.prefix),
            is_current=sort == current,
        )
        for sort in offered
    )


def page_count(count: int) -> int:
    """Return how many pages the results fill."""
    return max(1, -(-count // PAGE_SIZE))


def pages_of(query: SearchQuery, count: int, language: Language) -> tuple[Choice, ...]:
    """Return previous, the pages around the current one with first and last, and next."""
    last = page_count(count)
    if last == 1:
        return ()

    def to(page: int, words: str) -> Choice:
        there = SearchQuery(words=query.words, chosen=query.chosen, sort=query.sort, page=page)
        return Choice(words, there.address(language.prefix), is_current=page == query.page)

    near = {1, last, *range(max(1, query.page - 2), min(last, query.page + 2) + 1)}
    choices = [to(page, str(page)) for page in sorted(near)]
    if query.page > 1:
        choices.insert(0, to(min(query.page, last + 1) - 1, language.say("前へ", "Previous")))
    if query.page < last:
        choices.append(to(query.page + 1, language.say("次へ", "Next")))
    return tuple(choices)


def position_words(query: SearchQuery, count: int, language: Language) -> str:
    """Return which results of how many stand on this page; empty where one page holds all."""
    if page_count(count) == 1:
        return ""
    first = (query.page - 1) * PAGE_SIZE + 1
    last = min(query.page * PAGE_SIZE, count)
    return language.say(f"{count}件中の{first}〜{last}件目", f"{first}–{last} of {count}")
