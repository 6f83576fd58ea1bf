"""The catalog as one application: API, downloads, identity, pages."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from importlib.resources import files

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Mount

from catalog import token
from catalog.actions.caller import Caller
from catalog.actions.context import Surroundings
from catalog.api import Api
from catalog.downloads import download_routes
from catalog.identity import identity_route
from catalog.model import times
from catalog.model.licence import Licences, licences
from catalog.pages.failures import exception_handlers
from catalog.pages.routes import page_routes
from catalog.settings import Settings
from catalog.store.store import Store


def create_app(settings: Settings, clock: Callable[[], datetime] = times.now) -> Starlette:
    """Open the store and return the application; its end closes the store.

    Raises StoreError or OSError where the store or the token cannot be used.
    """
    secret = token.load(settings.token_file)
    store = Store(settings.store, clock())
    surroundings = Surroundings(site=settings.site, store=store, licences=_licences(), clock=clock)
    anonymous = Caller(surroundings, is_publisher=False)
    publisher = Caller(surroundings, is_publisher=True)

    def caller(request: Request) -> Caller:
        return publisher if secret.is_shown_by(request.headers.get("authorization")) else anonymous

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        store.close()

    api = Api(site_url=settings.site.url, files=store.files, anonymous=anonymous, caller=caller)
    return Starlette(
        routes=[
            Mount("/api", app=api.application()),
            *download_routes(caller),
            identity_route(settings.site.instance, secret),
            *page_routes(anonymous, settings.site),
        ],
        exception_handlers=exception_handlers(settings.site),
        lifespan=lifespan,
    )


def _licences() -> Licences:
    source = files("schemas") / "vocabularies" / "licences.json"
    return licences(json.loads(source.read_text(encoding="utf-8")))
