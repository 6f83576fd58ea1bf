"""Facets beside the results and the chips of what was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalog.pages.bodies import Body
from catalog.pages.language import Language, Text
from catalog.pages.search_query import FIELDS, SearchQuery
from catalog.pages.untrusted import mapping, mappings, number, text
from catalog.pages.vocabulary import Vocabulary

_SHOWN = ("organization", "theme", "res_format", "standard")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A value to narrow by."""

    label: Text
    count: int
    address: str
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One group of values; those already chosen are chips, not options."""

    title: str
    parameter: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A chosen value; following `address` removes exactly this one."""

    group: str
    label: Text
    address: str


class Labels:
    """Names of facet values in one language."""

    def __init__(
        self, bodies: Mapping[str, Body], vocabulary: Vocabulary, language: Language
    ) -> None:
        self._bodies = bodies
        self._vocabulary = vocabulary
        self.language = language

    def group(self, parameter: str) -> str:
        """Return the name of a facet."""
        return self.language.say(*_GROUPS[parameter])

    def value(self, parameter: str, value: str, display_name: str = "") -> Text:
        """Return the name of a value; `display_name` is what the catalog calls it."""
        if parameter == "organization":
            body = self._bodies.get(value)
            return body.title if body else Text(display_name or value)
        if parameter == "theme":
            return self._vocabulary.theme(value, self.language)
        if parameter == "standard":
            return self._vocabulary.standard(value, self.language)
        return Text(display_name or value, Language.JA if parameter == "tags" else None)


def facets_of(
    search_facets: object, query: SearchQuery, total: int, labels: Labels
) -> tuple[Facet, ...]:
    """Return the facets that still divide the `total` results, the most frequent value first."""
    groups = mapping(search_facets)
    facets = (
        Facet(
            title=labels.group(parameter),
            parameter=parameter,
            options=tuple(
                option
                for option in options_of(
                    mapping(groups.get(FIELDS[parameter])), parameter, labels, query
                )
                # A value that all results have (or that is chosen) would narrow nothing;
                # what format the results come in is worth knowing all the same.
                if option.count < total or parameter == "res_format"
            ),
        )
        for parameter in _SHOWN
    )
    return tuple(facet for facet in facets if facet.options)


def options_of(
    facet: Mapping[str, Any],
    parameter: str,
    labels: Labels,
    query: SearchQuery,
) -> tuple[Option, ...]:
    """Return the values of one CKAN facet, each narrowing `query`."""
    options = [
        Option(
            label=labels.value(parameter, value, text(item.get("display_name"))),
            count=number(item.get("count")) or 0,
            address=query.narrowed(parameter, value).address(labels.language.prefix),
            value=value,
        )
        for item in mappings(facet.get("items"))
        if (value := text(item.get("name")))
    ]
    return tuple(sorted(options, key=lambda option: (-option.count, option.value)))


def chips_of(query: SearchQuery, labels: Labels) -> tuple[Chip, ...]:
    """Return a chip per chosen value."""
    return tuple(
        Chip(
            group=labels.group(parameter),
            label=labels.value(parameter, value),
            address=query.without(parameter, value).address(labels.language.prefix),
        )
        for parameter, value in query.chosen
    )


_GROUPS = {
    "organization": ("団体", "Organization"),
    "theme": ("分野", "Theme"),
    "res_format": ("形式", "Format"),
    "standard": ("標準データセット", "Standard dataset"),
    "tags": ("タグ", "Tag"),
}
