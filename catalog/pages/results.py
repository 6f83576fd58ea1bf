"""One line of a list of datasets: title, body, a sentence, formats, freshness, rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from catalog.pages import prose
from catalog.pages.dataset_page import changed_of, titles
from catalog.pages.files import DESCRIPTOR_NAME
from catalog.pages.freshness import Freshness, freshness
from catalog.pages.language import Language, Text
from catalog.pages.untrusted import extras as read_extras
from catalog.pages.untrusted import mappings, text
from catalog.pages.vocabulary import Vocabulary

Marks = Callable[[str, str], tuple[tuple[int, int], ...]]
"""Finds the spans of a text that match a query (catalog.text.folding.marks)."""

_EXCERPT = 100
_ENGLISH = 1.8
"""English needs more letters to say as much."""
_LEAD_IN = 20


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text; `is_marked` where it matches what was searched for."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A dataset in a list."""

    address: str
    title: Text
    title_segments: tuple[Segment, ...]
    body: Text
    description: Text
    description_segments: tuple[Segment, ...]
    formats: tuple[str, ...]
    freshness: Freshness
    row_count: int | None
    is_generated: bool
    withdrawn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was read for one line."""

    dataset: Mapping[str, Any]
    descriptor: Mapping[str, Any]
    body: Text
    row_count: int | None


class Lister:
    """Turns found datasets into lines, in one language, at one moment, for one query."""

    def __init__(
        self, *, words: str, marks: Marks, now: datetime, vocabulary: Vocabulary, language: Language
    ) -> None:
        self._words = words
        self._marks = marks
        self._now = now
        self._vocabulary = vocabulary
        self._language = language

    def line(self, found: Found) -> Result:
        """Return the line of one dataset."""
        title, notes = titles(found.dataset, found.descriptor, self._language)
        extras = read_extras(found.dataset.get("extras"))
        description = prose.plain(notes.value)
        marks = self._marks(description, self._words) if self._words else ()
        length = round(_EXCERPT * _ENGLISH) if notes.language is Language.EN else _EXCERPT
        excerpt, shift = excerpt_of(description, marks[0][0] if marks else 0, length)
        return Result(
            address=f"{self._language.prefix}/dataset/{text(found.dataset.get('name'))}",
            title=title,
            title_segments=self._segments(title.value),
            body=found.body,
            description=Text(excerpt, notes.language),
            description_segments=segments_of(
                excerpt, tuple((start - shift, end - shift) for start, end in marks)
            ),
            formats=formats_of(found.dataset),
            freshness=freshness(
                changed_of(found.dataset, found.descriptor, self._now.tzinfo or UTC),
                text(found.descriptor.get("accrualPeriodicity")) or extras.get("frequency", ""),
                self._now.date(),
                self._vocabulary,
                self._language,
            ),
            row_count=found.row_count,
            is_generated="generated" in extras,
            withdrawn=extras.get("withdrawn", ""),
        )

    def _segments(self, value: str) -> tuple[Segment, ...]:
        return segments_of(value, self._marks(value, self._words) if self._words else ())


def excerpt_of(value: str, first_mark: int, length: int = _EXCERPT) -> tuple[str, int]:
    """Return about a line of the text around the first mark, and how far marks shift to the left."""
    start = 0 if first_mark + _LEAD_IN < length else first_mark - _LEAD_IN
    excerpt = prose.cut(value[start:], length)
    return (f"…{excerpt}", start - 1) if start else (excerpt, 0)


def segments_of(value: str, marks: tuple[tuple[int, int], ...]) -> tuple[Segment, ...]:
    """Cut a text at its marks; spans outside the text or overlapping are cut to fit."""
    segments: list[Segment] = []
    position = 0
    for start, end in sorted(marks):
        first, last = max(start, position), min(end, len(value))
        if first >= last:
            continue
        if first > position:
            segments.append(Segment(value[position:first]))
        segments.append(Segment(value[first:last], is_marked=True))
        position = last
    if position < len(value):
        segments.append(Segment(value[position:]))
    return tuple(segments)


def formats_of(dataset: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the formats of the files, each once, without the descriptor."""
    formats = [
        text(resource.get("format")).upper()
        for resource in mappings(dataset.get("resources"))
        if not text(resource.get("url")).endswith(f"/{DESCRIPTOR_NAME}")
    ]
    return tuple(dict.fromkeys(filter(None, formats)))
