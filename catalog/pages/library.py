"""What the pages ask of the catalog: each question in one place, answers as plain values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from catalog.descriptor import descriptor
from catalog.errors import ActionError
from catalog.pages.bodies import Body, body_of
from catalog.pages.files import File, files_of, wanted_first
from catalog.pages.kpi_document import FILE_NAME, Kpi, parse_kpi
from catalog.pages.language import Language
from catalog.pages.search_query import WITHOUT_GENERATED, WITHOUT_WITHDRAWN
from catalog.pages.tables import Table, Tables
from catalog.pages.untrusted import mapping, mappings, number, text
from catalog.reader import Reader

_BODY_PAGE = 25
"""organization_list gives at most 25 full dictionaries at once, as CKAN does."""
_MOST_BODIES = 2000
_KPI_LIMIT = 5_000_000
COUNTED = f"{WITHOUT_GENERATED} AND {WITHOUT_WITHDRAWN}"


class Library:
    """Read questions, always as an anonymous citizen."""

    def __init__(self, reader: Reader, site_url: str) -> None:
        self._reader = reader
        self._tables = Tables()
        self._site_url = site_url

    def search(self, **parameters: Any) -> Mapping[str, Any]:
        """Return package_search's answer; raises ActionError for a query that cannot be read."""
        return mapping(self._reader.call("package_search", parameters))

    def dataset(self, name_or_id: str) -> Mapping[str, Any] | None:
        """Return a public dataset; None where there is none, or none for the public."""
        return self._shown("package_show", {"id": name_or_id})

    def descriptor(self, dataset: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the dataset's descriptor, empty where it has none that can be read."""
        return mapping(descriptor(self._reader, dict(dataset)))

    def body(self, name: str, language: Language) -> Body | None:
        """Return one body; None where it does not exist."""
        found = self._shown("organization_show", {"id": name, "include_datasets": False})
        return body_of(found, language) if found else None

    def bodies(self, language: Language) -> dict[str, Body]:
        """Return all bodies by name, in the order of their codes."""
        bodies = (body_of(item, language) for item in self._organizations())
        found = {body.name: body for body in bodies if body}
        return dict(sorted(found.items(), key=lambda item: (item[1].code, item[0])))

    def files(
        self, dataset: Mapping[str, Any], described: Mapping[str, Any], language: Language
    ) -> tuple[File, ...]:
        """Return the dataset's files with size and SHA-256 of what is stored here."""
        files = files_of(dataset, described, site_url=self._site_url, language=language)
        return tuple(self._with_facts(file) for file in files)

    def table(self, file: File) -> Table | None:
        """Return a stored CSV's first rows; None where it is not here or not readable."""
        path = self._reader.path(file.id) if file.is_table else None
        return self._tables.table(path, file.encoding) if path else None

    def row_count(
        self, dataset: Mapping[str, Any], described: Mapping[str, Any], language: Language
    ) -> int | None:
        """Return the rows of the dataset's first table."""
        files = wanted_first(
            files_of(dataset, described, site_url=self._site_url, language=language)
        )
        table = next((self.table(file) for file in files if file.is_table), None)
        return table.row_count if table else None

    def facet_counts(self, field: str, fq: str = COUNTED) -> dict[str, int]:
        """Return the number of datasets by the values of a field."""
        found = self.search(
            fq=fq, rows=0, **{"facet.field": json.dumps([field]), "facet.limit": -1}
        )
        facet = mapping(mapping(found.get("search_facets")).get(field))
        return {
            text(item.get("name")): number(item.get("count")) or 0
            for item in mappings(facet.get("items"))
        }

    def kpi(self) -> tuple[Mapping[str, Any], Kpi] | None:
        """Return the generated KPI dataset and its figures; None where none is published."""
        found = self.search(fq="extras_generated:kpi", rows=1)
        for dataset in mappings(found.get("results")):
            for resource in mappings(dataset.get("resources")):
                if text(resource.get("url")).endswith(f"/{FILE_NAME}"):
                    kpi = parse_kpi(self._json(text(resource.get("id"))))
                    return (dataset, kpi) if kpi else None
        return None

    def _json(self, resource_id: str) -> object:
        path = self._reader.path(resource_id)
        try:
            if path is None or path.stat().st_size > _KPI_LIMIT:
                return None
            return json.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError, RecursionError):
            return None

    def _shown(self, action: str, parameters: Mapping[str, Any]) -> Mapping[str, Any] | None:
        try:
            return mapping(self._reader.call(action, parameters)) or None
        except ActionError as error:
            # 403 is a private or deleted one: for a citizen it does not exist.
            if error.status in {403, 404, 409}:
                return None
            raise

    def _organizations(self) -> Iterator[Mapping[str, Any]]:
        for offset in range(0, _MOST_BODIES, _BODY_PAGE):
            page = mappings(
                self._reader.call(
                    "organization_list",
                    {
                        "all_fields": True,
                        "include_extras": True,
                        "limit": _BODY_PAGE,
                        "offset": offset,
                    },
                )
            )
            yield from page
            if len(page) < _BODY_PAGE:
                return

    def _with_facts(self, file: File) -> File:
        path = self._reader.path(file.id) if file.is_upload else None
        facts = self._tables.facts(path) if path else None
        counted = self.table(file) if file.is_table else None
        return replace(
            file,
            size=facts.size if facts else file.size,
            sha256=facts.sha256 if facts else "",
            row_count=counted.row_count if counted else None,
        )
