"""From a view model to a response: the template environment, the frame of every page, headers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from catalog.pages.assets import Assets
from catalog.pages.figures import count_words, rows_words, size_words
from catalog.pages.files import button_words, facts_words
from catalog.pages.language import Language, split_path
from catalog.settings import Site

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds every page: language, the way to the other one, the instance's words."""

    language: Language
    section: str
    """Which entry of the navigation is current."""
    site_title: str
    notice: str
    switch: str
    """The same page in the other language, query kept."""
    canonical: str
    style: str
    icon: str

    @property
    def prefix(self) -> str:
        """What stands before every path of this language."""
        return self.language.prefix


class Renderer:
    """Fills templates; escaping is on everywhere."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._assets = Assets()
        self._environment = Environment(
            loader=PackageLoader("catalog.pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(count=count_words, size=size_words)
        self._environment.globals.update(
            button_words=button_words,
            facts_words=facts_words,
            rows_words=rows_words,
            search_address=search_address,
        )

    @property
    def assets(self) -> Assets:
        """The static files that the pages refer to."""
        return self._assets

    def page(
        self,
        template: str,
        *,
        path: str,
        query: str = "",
        section: str = "",
        status: int = 200,
        **values: Any,
    ) -> HTMLResponse:
        """Return a page; `path` and `query` are those of the request."""
        frame = self._frame(path, query, section)
        html = self._environment.get_template(template).render(
            page=frame, say=frame.language.say, language=frame.language, **values
        )
        return HTMLResponse(
            html,
            status_code=status,
            headers={
                **SECURITY_HEADERS,
                "Content-Language": frame.language,
                # What is published changes at any time; a check costs little, a stale page misleads.
                "Cache-Control": "no-cache",
            },
        )

    def _frame(self, path: str, query: str, section: str) -> Frame:
        language, shared = split_path(path)
        suffix = f"?{query}" if query else ""
        quoted = quote(shared)
        return Frame(
            language=language,
            section=section,
            site_title=language.say(self._site.title, self._site.title_en),
            notice=language.say(self._site.notice, self._site.notice_en),
            switch=f"{language.other.prefix}{quoted}{suffix}",
            canonical=f"{self._site.url}{language.prefix}{quoted}{suffix}",
            style=self._assets.address("pages.css"),
            icon=self._assets.address("icon.svg"),
        )


def search_address(prefix: str, **parameters: str) -> str:
    """Return the address of a search by its parameters."""
    return f"{prefix}/dataset?{urlencode(parameters)}"
