"""What a body's page says: its datasets, what it has not, its opening balance and how to reach it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from catalog.pages.bodies import Body
from catalog.pages.kpi_page import BodyRow
from catalog.pages.language import Text
from catalog.pages.results import Result
from catalog.pages.search_page import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationPage:
    """The view model of `organization.html`."""

    body: Body
    description: Markup | None
    count: int
    count_words: str
    results: tuple[Result, ...]
    pages: tuple[Choice, ...]
    generated: tuple[Result, ...]
    """What this catalog itself computes and publishes under the body; not counted."""
    withdrawn: tuple[Result, ...]
    missing_standards: tuple[Text, ...]
    figures: BodyRow | None
