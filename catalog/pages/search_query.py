"""What a citizen searches for: one state that lives in the address and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

PAGE_SIZE = 10
_LONGEST_QUERY = 200
_MOST_CHOSEN = 10
_LAST_PAGE = 1000

# Parameters of the address and the index fields they narrow. The first two and `tags` are CKAN's.
FIELDS = {
    "organization": "organization",
    "theme": "extras_theme",
    "res_format": "res_format",
    "standard": "extras_conforms_to",
    "tags": "tags",
}
SORTS = {
    "": "score desc, metadata_modified desc",
    "modified": "metadata_modified desc",
    "title": "title_string asc",
}
# What CKAN's own pages put into `sort`, so that links made for a CKAN keep working here.
_CKAN_SORTS = {
    "metadata_modified desc": "modified",
    "title_string asc": "title",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """Words, chosen facets, order and page; every change is a new query with its own address."""

    words: str = ""
    chosen: tuple[tuple[str, str], ...] = ()
    """(parameter, value) in the order they were chosen, each once."""
    sort: str = ""
    page: int = 1

    def narrowed(self, parameter: str, value: str) -> SearchQuery:
        """Return the query with one more facet value, from its first page."""
        choice = (parameter, value)
        chosen = self.chosen if choice in self.chosen else (*self.chosen, choice)
        return replace(self, chosen=chosen, page=1)

    def without(self, parameter: str, value: str) -> SearchQuery:
        """Return the query without exactly this facet value."""
        chosen = tuple(choice for choice in self.chosen if choice != (parameter, value))
        return replace(self, chosen=chosen, page=1)

    def address(self, prefix: str) -> str:
        """Return the address of this search under a language's prefix."""
        pairs = [("q", self.words), *self.chosen, ("sort", self.sort)]
        kept = [(key, value) for key, value in pairs if value]
        if self.page > 1:
            kept.append(("page", str(self.page)))
        return f"{prefix}/dataset" + (f"?{urlencode(kept)}" if kept else "")

    def filter_query(self) -> str:
        """Return CKAN's `fq`: everything chosen must hold; withdrawn datasets have no files to find."""
        chosen = [f"{FIELDS[parameter]}:{quoted(value)}" for parameter, value in self.chosen]
        return " AND ".join([*chosen, WITHOUT_WITHDRAWN])


WITHOUT_WITHDRAWN = "-extras_withdrawn:[* TO *]"
WITHOUT_GENERATED = "-extras_generated:[* TO *]"


def quoted(value: str) -> str:
    """Return a value as a quoted phrase of the search syntax.

    `{!` would start Solr's local parameters, which CKAN refuses wherever they stand.
    """
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("{!", "\\{!")
    return f'"{escaped}"'


def parse_query(parameters: Iterable[tuple[str, str]]) -> SearchQuery:
    """Read the parameters of an address; what is unknown or beyond the bounds is left out."""
    query = SearchQuery()
    for key, raw in parameters:
        value = raw.replace("\0", "").strip()[:_LONGEST_QUERY]
        if key == "q":
            query = replace(query, words=value)
        elif key == "sort":
            sort = _CKAN_SORTS.get(value, value)
            query = replace(query, sort=sort if sort in SORTS else "")
        elif key == "page":
            page = int(value) if value.isascii() and value.isdigit() else 1
            query = replace(query, page=min(max(page, 1), _LAST_PAGE))
        elif key in FIELDS and value and len(query.chosen) < _MOST_CHOSEN:
            query = replace(query.narrowed(key, value), page=query.page)
    return query
