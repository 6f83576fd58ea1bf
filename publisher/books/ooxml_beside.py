"""What an OOXML workbook keeps where no sheet shows it: caches, charts, recorded changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from publisher.books.book import SheetState
from publisher.books.ooxml import Parts
from publisher.books.package import SMALL_PART, Package
from publisher.books.written import texts_of

_VALUES = frozenset({"v", "name"})
_CACHE = re.compile(r"xl/pivotcache/pivotcachedefinition[^/]*\.xml")
_SEARCHED: Mapping[re.Pattern[str], frozenset[str]] = {
    _CACHE: _VALUES,
    re.compile(r"xl/pivotcache/pivotcacherecords[^/]*\.xml"): _VALUES,
    re.compile(r"xl/connections\.xml"): frozenset({"connection", "command", "description"}),
    **{
        re.compile(name): frozenset[str]()
        for name in (
            r"xl/externallinks/externallink[^/]*\.xml",
            r"xl/charts/chart[^/]*\.xml",
            r"xl/diagrams/data[^/]*\.xml",
            r"xl/revisions/revisionlog[^/]*\.xml",
            r"customxml/item\d+\.xml",
        )
    },
}
"""Parts by name, and the attributes that hold texts in them."""
_VML = re.compile(r"xl/drawings/[^/]*\.vml")
_BETWEEN_TAGS = re.compile(rb">([^<>]+)<")
_TABLE = re.compile(r"xl/tables/[^/]*\.xml")
_FOLDERS = re.compile(r"[/\\]")
_SHORTEST = 6
"""Characters of a number or an address of a person (a@b.jp): a cache is full of shorter texts."""


def hidden_texts(package: Package) -> Iterator[str]:
    """Yield what no sheet shows, each text once, amounts and places in lists left out.

    Raises BrokenTable.
    """
    seen: set[str] = set()
    for text in _texts(package):
        if len(text) >= _SHORTEST and text not in seen:
            seen.add(text)
            yield text


def _texts(package: Package) -> Iterator[str]:
    for name in package.names():
        for pattern, attributes in _SEARCHED.items():
            if pattern.fullmatch(name):
                yield from texts_of(package.chunks(name), attributes)
        if _VML.fullmatch(name):
            # No XML where Excel wrote <br>: read by its tags.
            drawing = b"".join(package.chunks(name, SMALL_PART))
            for raw in _BETWEEN_TAGS.findall(drawing):
                if raw.strip():
                    yield raw.decode("utf-8", "replace")


def copied_sources(package: Package, parts: Parts) -> Iterator[str]:
    """Yield the sources of which a pivot table keeps every value, and that no sheet shows.

    Raises BrokenTable.
    """
    shown = {sheet.name.casefold() for sheet in parts.sheets if sheet.state is SheetState.VISIBLE}
    known = {name.casefold() for name in (*parts.names, *_tables(package))}
    for name in package.names():
        if not _CACHE.fullmatch(name) or not _has_records(package, name):
            continue
        for told in list(_sources(package, name)) or [{}]:
            source = told.get("sheet") or told.get("name", "")
            is_outside = told.get("id") is not None
            if is_outside or source.casefold() not in (shown if told.get("sheet") else known):
                yield _FOLDERS.split(source)[-1]


def _has_records(package: Package, name: str) -> bool:
    return any(
        relation.kind == "pivotCacheRecords" and relation.target in package
        for relation in package.relations(name).values()
    )


def _sources(package: Package, name: str) -> Iterator[dict[str, str]]:
    """Yield what a cache says of its source, or of the several that it puts together."""
    for event in package.events(name):
        if event.name in {"worksheetSource", "rangeSet"} and event.attributes is not None:
            yield event.attributes


def _tables(package: Package) -> Iterator[str]:
    for name in package.names():
        if _TABLE.fullmatch(name):
            for event in package.events(name):
                if event.name == "table" and event.attributes is not None:
                    yield event.attributes.get("displayName", "")
