"""The addresses of the pages, thin: each visits the catalog and fills one template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from catalog.pages import vocabulary
from catalog.pages.language import Language, split_path
from catalog.pages.library import Library
from catalog.pages.rendering import Renderer
from catalog.pages.search_query import parse_query
from catalog.pages.untrusted import mappings, text
from catalog.pages.visits.dataset import dataset as visit_dataset
from catalog.pages.visits.home import home as visit_home
from catalog.pages.visits.kpi import kpi as visit_kpi
from catalog.pages.visits.organization import organization as visit_organization
from catalog.pages.visits.organization import organizations as visit_organizations
from catalog.pages.visits.search import search as visit_search
from catalog.pages.visits.visit import Visit
from catalog.reader import Reader
from catalog.settings import Site

_ROBOTS = "User-agent: *\nDisallow: /api/\nDisallow: /dataset?\nDisallow: /en/dataset?\n"


def page_routes(
    reader: Reader, site: Site, *, clock: Callable[[], datetime] | None = None
) -> list[BaseRoute]:
    """Return every page in both languages and the static files; `clock` is for tests."""
    pages = Pages(reader, site, clock or partial(datetime.now, UTC))
    routes: list[BaseRoute] = [
        Route("/robots.txt", _robots, methods=["GET"]),
        pages.renderer.assets.route(),
    ]
    for language in Language:
        for path, page in (
            ("/", pages.home),
            ("/dataset", pages.search),
            ("/dataset/{name}", pages.dataset),
            ("/dataset/{name}/resource/{resource}", pages.resource),
            ("/organization", pages.organizations),
            ("/organization/{name}", pages.organization),
            ("/kpi", pages.kpi),
            ("/about", pages.about),
        ):
            routes.append(Route(f"{language.prefix}{path}", page, methods=["GET"]))
    return routes


def _robots(_request: Request) -> Response:
    return PlainTextResponse(_ROBOTS)


class Pages:
    """The pages' endpoints; they block on the store, so Starlette runs them in threads."""

    def __init__(self, reader: Reader, site: Site, clock: Callable[[], datetime]) -> None:
        self.renderer = Renderer(site)
        self._library = Library(reader, site.url)
        self._vocabulary = vocabulary.load()
        self._site = site
        self._zone = ZoneInfo(site.time_zone)
        self._clock = clock

    def home(self, request: Request) -> Response:
        """Answer `/`."""
        return self._page(
            request, "home.html", section="home", home=visit_home(self._visit(request))
        )

    def search(self, request: Request) -> Response:
        """Answer `/dataset`."""
        query = parse_query(request.query_params.multi_items())
        found = visit_search(self._visit(request), query)
        return self._page(request, "search.html", section="dataset", search=found)

    def dataset(self, request: Request) -> Response:
        """Answer `/dataset/<name>`; by id, lead to the name, which is the lasting address."""
        shown = self._dataset(request)
        name = text(shown.get("name"))
        if name != request.path_params["name"]:
            return RedirectResponse(self._to(request, f"/dataset/{quote(name)}"), 302)
        page = visit_dataset(self._visit(request), shown)
        return self._page(request, "dataset.html", section="dataset", dataset=page)

    def resource(self, request: Request) -> Response:
        """Lead CKAN's address of a resource to its line on the dataset's page."""
        shown = self._dataset(request)
        resource = request.path_params["resource"]
        if resource not in {text(item.get("id")) for item in mappings(shown.get("resources"))}:
            raise HTTPException(404)
        address = f"/dataset/{quote(text(shown.get('name')))}#file-{quote(resource)}"
        return RedirectResponse(self._to(request, address), 302)

    def organizations(self, request: Request) -> Response:
        """Answer `/organization`."""
        places = visit_organizations(self._visit(request))
        return self._page(request, "organizations.html", section="organization", places=places)

    def organization(self, request: Request) -> Response:
        """Answer `/organization/<name>`; by id, lead to the name."""
        visit = self._visit(request)
        body = self._library.body(request.path_params["name"], visit.language)
        if body is None:
            raise HTTPException(404)
        if body.name != request.path_params["name"]:
            return RedirectResponse(self._to(request, f"/organization/{quote(body.name)}"), 302)
        number = parse_query(request.query_params.multi_items()).page
        page = visit_organization(visit, body, number)
        return self._page(request, "organization.html", section="organization", organization=page)

    def kpi(self, request: Request) -> Response:
        """Answer `/kpi`, also where nothing is computed yet."""
        return self._page(request, "kpi.html", section="kpi", kpi=visit_kpi(self._visit(request)))

    def about(self, request: Request) -> Response:
        """Answer `/about`."""
        return self._page(request, "about.html", section="about", site_url=self._site.url)

    def _dataset(self, request: Request) -> Mapping[str, Any]:
        shown = self._library.dataset(request.path_params["name"])
        if shown is None:
            raise HTTPException(404)
        return shown

    def _visit(self, request: Request) -> Visit:
        return Visit(
            library=self._library,
            vocabulary=self._vocabulary,
            site_url=self._site.url,
            language=split_path(request.url.path)[0],
            now=self._clock().astimezone(self._zone),
        )

    def _page(
        self, request: Request, template: str, *, section: str = "", **values: Any
    ) -> Response:
        return self.renderer.page(
            template, path=request.url.path, query=request.url.query, section=section, **values
        )

    def _to(self, request: Request, path: str) -> str:
        return f"{split_path(request.url.path)[0].prefix}{path}"
