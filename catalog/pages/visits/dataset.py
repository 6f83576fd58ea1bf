"""The visit to a dataset's page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from catalog.pages.bodies import Body, body_of
from catalog.pages.dataset_page import DatasetPage, Material, dataset_page, table_file_of, titles
from catalog.pages.language import Language, Text
from catalog.pages.untrusted import extras as read_extras
from catalog.pages.untrusted import mapping, text
from catalog.pages.visits.visit import Visit


def dataset(visit: Visit, shown: Mapping[str, Any]) -> DatasetPage:
    """Read descriptor, table and names around a dataset."""
    library, language = visit.library, visit.language
    described = library.descriptor(shown)
    files = library.files(shown, described, language)
    table_file = table_file_of(files)
    extras = read_extras(shown.get("extras"))
    body = _body(visit, shown)
    return dataset_page(
        Material(
            dataset=shown,
            descriptor=described,
            body=body,
            files=files,
            table=library.table(table_file) if table_file else None,
            place=_place(visit, text(described.get("spatial")) or extras.get("spatial", ""), body),
            successor=_successor(visit, extras.get("successor", "")),
        ),
        site_url=visit.site_url,
        now=visit.now,
        vocabulary=visit.vocabulary,
        language=language,
    )


def _body(visit: Visit, shown: Mapping[str, Any]) -> Body | None:
    short = body_of(mapping(shown.get("organization")), visit.language)
    if short is None or visit.language is Language.JA:
        return short
    return visit.library.body(short.name, visit.language) or short


def _place(visit: Visit, code: str, body: Body | None) -> Text | None:
    """Return the name of a place by its code, mostly the body's own."""
    if not code:
        return None
    if body and body.code == code:
        return body.title
    bodies = visit.library.bodies(visit.language).values()
    return next((other.title for other in bodies if other.code == code), None)


def _successor(visit: Visit, name: str) -> Text | None:
    found = visit.library.dataset(name) if name else None
    if found is None:
        return None
    return titles(found, visit.library.descriptor(found), visit.language)[0]
