"""What a dataset page says: built from the CKAN dictionary, the descriptor and the stored table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from markupsafe import Markup

from catalog.pages import prose
from catalog.pages.bodies import Body
from catalog.pages.columns import Column, columns_of
from catalog.pages.dataset_facts import Fact, facts_of
from catalog.pages.dates import local_moment
from catalog.pages.events import Event, events_of
from catalog.pages.files import File, wanted_first
from catalog.pages.freshness import Changed, Freshness, freshness
from catalog.pages.language import Language, Text, choose
from catalog.pages.origin import Origin, origin_of
from catalog.pages.row_name import first_shown, row_name
from catalog.pages.tables import Table
from catalog.pages.terms import Terms, credit_line, terms_of
from catalog.pages.untrusted import extras as read_extras
from catalog.pages.untrusted import json_texts, mapping, mappings, text, texts
from catalog.pages.vocabulary import Vocabulary
from catalog.pages.withdrawal import Withdrawal, withdrawal_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything that was read for one dataset page."""

    dataset: Mapping[str, Any]
    descriptor: Mapping[str, Any]
    """Empty where the dataset has none or it is broken."""
    body: Body | None
    files: tuple[File, ...]
    table: Table | None
    place: Text | None
    """The name of the place the data is about, where its code is known here."""
    successor: Text | None
    """The title of the dataset that replaces a withdrawn one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A text that leads to another list of this catalog, by one parameter of the search."""

    text: Text
    parameter: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetPage:
    """The view model of `dataset.html`."""

    name: str
    id: str
    title: Text
    lead: Text
    notes: Markup | None
    """The whole description where it says more than the lead."""
    language_of_notes: Language | None
    body: Body | None
    origin: Origin | None
    is_generated: bool
    withdrawal: Withdrawal | None
    downloads: tuple[File, ...]
    freshness: Freshness
    terms: Terms
    credit: str
    table: Table | None
    table_file: File | None
    columns: tuple[Column, ...]
    shown_order: tuple[int, ...]
    """The columns as the table shows them: the one that names the rows stands first."""
    files: tuple[File, ...]
    facts: tuple[Fact, ...]
    links: tuple[Link, ...]
    events: tuple[Event, ...]
    descriptor_file: File | None
    address: str


def titles(
    dataset: Mapping[str, Any], descriptor: Mapping[str, Any], language: Language
) -> tuple[Text, Text]:
    """Return title and description in the language asked for, or in the one that exists."""
    english = mapping(mapping(descriptor.get("translations")).get("en"))
    name = text(dataset.get("name"))
    title = text(dataset.get("title")) or text(descriptor.get("title"))
    # The publisher's notes repeat the description in both languages for CKANs that know only one.
    description = text(descriptor.get("description")) or _notes(dataset)
    chosen = choose(language, title, text(english.get("title")))
    return (
        chosen or Text(name, None),
        choose(language, description, text(english.get("description"))),
    )


def _notes(dataset: Mapping[str, Any]) -> str:
    """Return the notes; without the line that tells of a withdrawal, which the page says itself."""
    notes = text(dataset.get("notes"))
    withdrawn = read_extras(dataset.get("extras")).get("withdrawn", "")
    first, _, others = notes.partition("\n\n")
    return others.strip() if withdrawn and withdrawn in first else notes


def changed_of(dataset: Mapping[str, Any], descriptor: Mapping[str, Any], zone: tzinfo) -> Changed:
    """Return the day the data changed as the body states it, else the day the catalog's entry did."""
    extras = read_extras(dataset.get("extras"))
    stated = text(descriptor.get("modified")) or extras.get("modified", "")
    if stated:
        return Changed(stated, is_stated=True)
    moment = local_moment(text(dataset.get("metadata_modified")), zone)
    return Changed(moment.date().isoformat() if moment else "", is_stated=False)


def dataset_page(
    material: Material, *, site_url: str, now: datetime, vocabulary: Vocabulary, language: Language
) -> DatasetPage:
    """Build the page; nothing is read here and no key is taken for granted."""
    dataset, descriptor = material.dataset, material.descriptor
    extras = read_extras(dataset.get("extras"))
    withdrawal = withdrawal_of(extras, material.successor, language)
    files = () if withdrawal else material.files
    downloads = wanted_first(files)
    table_file = table_file_of(files)
    title, description = titles(dataset, descriptor, language)
    lead = prose.first_sentence(description.value)
    name = text(dataset.get("name"))
    address = f"{site_url}{language.prefix}/dataset/{name}"
    terms = terms_of(dataset, downloads[0] if downloads else None, vocabulary, language)
    table = material.table if table_file else None
    fields = table_file.fields if table_file else next((f.fields for f in files if f.fields), ())
    return DatasetPage(
        name=name,
        id=text(dataset.get("id")),
        title=title,
        lead=Text(lead, description.language),
        notes=_whole(description.value, lead),
        language_of_notes=description.language,
        body=material.body,
        origin=origin_of(descriptor, language),
        is_generated="generated" in extras,
        withdrawal=withdrawal,
        downloads=downloads,
        freshness=freshness(
            changed_of(dataset, descriptor, now.tzinfo or UTC),
            text(descriptor.get("accrualPeriodicity")) or extras.get("frequency", ""),
            now.date(),
            vocabulary,
            language,
        ),
        terms=terms,
        credit=credit_line(
            terms,
            body=str(material.body.title) if material.body else "",
            title=str(title),
            address=address,
            language=language,
        ),
        table=table,
        table_file=table_file,
        columns=columns_of(fields, table, language),
        shown_order=first_shown(row_name(table, fields), len(table.header)) if table else (),
        files=files,
        facts=facts_of(descriptor, extras, material.place, vocabulary, language),
        links=_links(dataset, descriptor, extras, vocabulary, language),
        events=events_of(descriptor, language),
        descriptor_file=next(
            (file for file in material.files if file.is_descriptor and file.url), None
        ),
        address=address,
    )


def _whole(description: str, lead: str) -> Markup | None:
    return prose.html(description) if prose.plain(description) not in {lead, ""} else None


def table_file_of(files: tuple[File, ...]) -> File | None:
    """Return the file whose first rows the page shows."""
    return next((file for file in wanted_first(files) if file.is_table), None)


def _links(
    dataset: Mapping[str, Any],
    descriptor: Mapping[str, Any],
    extras: Mapping[str, str],
    vocabulary: Vocabulary,
    language: Language,
) -> tuple[Link, ...]:
    """Return themes and tags as ways to similar datasets."""
    themes = texts(descriptor.get("themes")) or json_texts(extras.get("theme"))
    tags = [text(tag.get("name")) for tag in mappings(dataset.get("tags"))]
    return (
        *(
            Link(text=vocabulary.theme(theme, language), parameter="theme", value=theme)
            for theme in themes
        ),
        *(Link(text=Text(tag), parameter="tags", value=tag) for tag in tags if tag),
    )
