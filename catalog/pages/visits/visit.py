"""The circumstances of one visit: who answers, in which language, at what moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from catalog.pages.bodies import Body, body_of
from catalog.pages.language import Language, Text
from catalog.pages.library import Library
from catalog.pages.results import Found, Lister, Result
from catalog.pages.untrusted import mapping
from catalog.pages.vocabulary import Vocabulary
from catalog.text.folding import marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request for a page."""

    library: Library
    vocabulary: Vocabulary
    site_url: str
    language: Language
    now: datetime
    """In the instance's time zone."""

    @property
    def today(self) -> date:
        """The day in the instance's time zone."""
        return self.now.date()

    def lines(
        self,
        datasets: Iterable[Mapping[str, Any]],
        *,
        words: str = "",
        bodies: Mapping[str, Body] | None = None,
    ) -> tuple[Result, ...]:
        """Return datasets as lines of a list; `bodies` gives names in this visit's language."""
        lister = Lister(
            words=words,
            marks=marks,
            now=self.now,
            vocabulary=self.vocabulary,
            language=self.language,
        )
        return tuple(lister.line(self._found(dataset, bodies or {})) for dataset in datasets)

    def _found(self, dataset: Mapping[str, Any], bodies: Mapping[str, Body]) -> Found:
        described = self.library.descriptor(dataset)
        return Found(
            dataset=dataset,
            descriptor=described,
            body=body_title(dataset, bodies, self.language),
            row_count=self.library.row_count(dataset, described, self.language),
        )


def body_title(dataset: Mapping[str, Any], bodies: Mapping[str, Body], language: Language) -> Text:
    """Return the name of a dataset's body."""
    short = body_of(mapping(dataset.get("organization")), language)
    body = bodies.get(short.name, short) if short else None
    return body.title if body else Text("", None)
