"""What an ODS workbook holds beside its sheets: properties, heads of pages, charts, macros."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from publisher.books.book import TEXTS_KEPT
from publisher.books.ooxml import names_somebody
from publisher.books.package import SMALL_PART, Package
from publisher.books.written import texts_of, texts_within

_META, _STYLES = "meta.xml", "styles.xml"
_READ = frozenset({"content.xml", _META, _STYLES, "settings.xml"})
"""Parts that are read otherwise, or that hold what nobody typed."""
_FOLDERS = ("meta-inf/", "configurations2/", "basic/", "dialogs/", "thumbnails/")
_PERSONS = {"initial-creator": "creator", "creator": "lastModifiedBy", "printed-by": "printed-by"}
"""By the name that a property has here; `creator` is who saved it last (OpenDocument 4.3.2.7)."""
_TEXTS = frozenset({"title", "subject", "description", "keyword", "user-defined"})
_LISTS = ("script-lc.xml", "script-lb.xml")
"""They list libraries of macros, also where those are empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OdsBeside:
    """What stands beside the sheets."""

    personal_properties: tuple[str, ...] = ()
    """Names of the properties that hold a person's name."""
    properties: tuple[str, ...] = ()
    heads: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Heads and feet of printed pages, by kind of page."""
    parts: tuple[str, ...] = ()
    """What is written in charts and other embedded documents."""
    has_macros: bool = False


def read_beside(package: Package) -> OdsBeside:
    """Return what stands beside the sheets; raises BrokenTable."""
    told = list(_told(package))
    return OdsBeside(
        personal_properties=tuple(
            dict.fromkeys(
                _PERSONS[name] for name, text in told if name in _PERSONS and names_somebody(text)
            )
        ),
        properties=tuple(text for name, text in told if name in _TEXTS and text.strip()),
        heads=_heads(package) if _STYLES in package else {},
        parts=tuple(islice(_parts(package), TEXTS_KEPT)),
        has_macros=any(map(_is_macro, package.names())),
    )


def _told(package: Package) -> Iterator[tuple[str, str]]:
    if _META in package:
        for event in package.events(_META):
            if event.attributes is None:
                yield event.name, event.text


def _heads(package: Package) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for page, text in texts_within(package.chunks(_STYLES, SMALL_PART), "master-page"):
        if page:
            found[page].append(text)
    return {page: tuple(texts) for page, texts in found.items()}


def _parts(package: Package) -> Iterator[str]:
    for name in package.names():
        if name.endswith(".xml") and name not in _READ and not name.startswith(_FOLDERS):
            yield from texts_of(package.chunks(name, SMALL_PART))


def _is_macro(name: str) -> bool:
    is_module = name.startswith("basic/") and name.endswith(".xml")
    return (is_module and not name.endswith(_LISTS)) or name.startswith("scripts/")
