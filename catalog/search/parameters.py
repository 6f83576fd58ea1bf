"""The parameters of package_search, checked and in one shape."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalog.errors import SearchFailed, SearchRefused, ValidationFailed
from catalog.model.values import boolean, integer, natural, text, texts
from catalog.search.parser import SearchSyntaxError, parse
from catalog.search.query import Everything, Query

MOST_ROWS = 1000
"""More are not answered at once, as on CKAN (ckan.search.rows_max)."""
DEFAULT_SORT = "score desc, metadata_modified desc"
_KNOWN = frozenset({
    "bf", "boost", "defType", "df", "extras", "facet", "facet.field", "facet.limit",
    "facet.mincount", "fl", "fq", "fq_list", "include_deleted", "include_drafts",
    "include_private", "mm", "q", "qf", "rows", "sort", "start", "tie", "use_default_schema", "wt",
})  # fmt: skip
_LOCAL_PARAMETERS = re.compile(r"(?:^|[^\\])(?:\\\\)*\{!")
_SORT_KEY = re.compile(r"(?P<field>[\w.\-]+)\s+(?P<direction>asc|desc)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """What a caller of package_search wants."""

    words: Query
    filters: tuple[Query, ...]
    sort: str
    """As echoed in the answer."""
    order: tuple[tuple[str, bool], ...]
    """Field and whether it is descending."""
    rows: int
    start: int
    facet_fields: tuple[str, ...]
    facet_limit: int
    """-1 means all."""
    facet_mincount: int
    fields: tuple[str, ...]
    """`fl`; () asks for whole dictionaries."""
    include_private: bool
    include_deleted: bool
    include_drafts: bool


def request(parameters: Mapping[str, Any]) -> SearchRequest:
    """Return the request; raises ValidationFailed, SearchFailed or SearchRefused as CKAN would."""
    _refuse_unknown(parameters)
    words = _parsed("q", text(parameters, "q"))
    listed = [text(parameters, "fq"), *_list(parameters.get("fq_list"))]
    sort = text(parameters, "sort")
    if sort in {"", "rank"}:
        sort = DEFAULT_SORT
    has_facets = boolean(parameters, "facet", default=True)
    return SearchRequest(
        words=words,
        filters=tuple(_parsed("fq", item) for item in listed if item.strip()),
        sort=sort,
        order=_order(sort),
        rows=min(natural(parameters, "rows", default=10), MOST_ROWS),
        start=natural(parameters, "start", default=0),
        facet_fields=_facet_fields(parameters.get("facet.field")) if has_facets else (),
        facet_limit=integer(parameters, "facet.limit", default=50),
        facet_mincount=natural(parameters, "facet.mincount", default=1),
        fields=texts(parameters.get("fl")),
        include_private=boolean(parameters, "include_private"),
        include_deleted=boolean(parameters, "include_deleted"),
        include_drafts=boolean(parameters, "include_drafts"),
    )


def _refuse_unknown(parameters: Mapping[str, Any]) -> None:
    unknown = sorted(
        name for name in parameters if name not in _KNOWN and not name.startswith("ext_")
    )
    if unknown:
        message = f"Invalid search parameters: {unknown}"
        raise SearchRefused(message)
    for name, value in parameters.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str) and _LOCAL_PARAMETERS.search(item):
                message = f"Local parameters are not supported in param '{name}'."
                raise SearchFailed(message)


def _parsed(name: str, value: str) -> Query:
    if value.strip() in {"", '""', "''"}:
        return Everything()
    try:
        return parse(value)
    except SearchSyntaxError as error:
        message = f"cannot read {name}: {error}"
        raise SearchFailed(message) from error


def _order(sort: str) -> tuple[tuple[str, bool], ...]:
    keys = []
    for part in sort.split(","):
        found = _SORT_KEY.fullmatch(part.strip())
        if found is None:
            message = 'Invalid "sort" parameter'
            raise SearchRefused(message)
        keys.append((found["field"], found["direction"].lower() == "desc"))
    return tuple(keys)


def _facet_fields(value: Any) -> tuple[str, ...]:
    if value in (None, ""):
        return ()
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError as error:
            problems = ["Could not parse as valid JSON", "Not a list"]
            raise ValidationFailed({"facet.field": problems}) from error
    if not isinstance(value, list):
        raise ValidationFailed({"facet.field": ["Not a list"]})
    return tuple(dict.fromkeys(str(item) for item in value))


def _list(value: Any) -> list[str]:
    if value in (None, ""):
        return []
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            value = [value]
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]
