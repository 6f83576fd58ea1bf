"""A catalog on a fresh store, served on loopback by a thread of the tests."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
import uvicorn
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from catalog.app import create_app
from catalog.settings import Settings, Site

SITE = Site(
    instance="8350ae28-075a-4e72-bee4-c971ce65f07d",
    title="試験の目録",
    title_en="Test catalog",
    notice="",
    notice_en="",
    url="http://testserver",
    time_zone="Asia/Tokyo",
)
TOKEN = "a-token-for-tests"
START = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


class Clock:
    """A clock that moves on by a second each time somebody looks, unless it is stopped."""

    def __init__(self) -> None:
        self.moment = START
        self.step = timedelta(seconds=1)

    def __call__(self) -> datetime:
        self.moment += self.step
        return self.moment


@dataclass(frozen=True)
class Desk:
    """One who speaks to the catalog: with the token or as a citizen."""

    url: str
    headers: Mapping[str, str]

    def request(self, method: str, address: str, **more: Any) -> requests.Response:
        """Ask for an address, absolute or of this catalog."""
        url = address if address.startswith("http") else self.url + address
        headers = {**self.headers, **more.pop("headers", {})}
        return requests.request(
            method, url, headers=headers, timeout=30, allow_redirects=False, **more
        )

    def ask(self, action: str, **parameters: Any) -> requests.Response:
        """POST an action with a JSON body."""
        return self.request("POST", f"/api/3/action/{action}", json=parameters)

    def get(self, address: str, **more: Any) -> requests.Response:
        return self.request("GET", address, **more)

    def __call__(self, action: str, **parameters: Any) -> Any:
        """Return the result of an action that must succeed."""
        answer = self.ask(action, **parameters)
        body = answer.json()

        assert answer.status_code == 200, body
        return body["result"]

    def refused(self, action: str, **parameters: Any) -> tuple[int, dict[str, Any]]:
        """Return status and error of an action that must fail."""
        answer = self.ask(action, **parameters)
        body = answer.json()

        assert not body["success"], body
        return answer.status_code, body["error"]

    def revise(
        self,
        match: Mapping[str, Any],
        update: Mapping[str, Any] | None = None,
        *,
        remove: list[str] | None = None,
        files: Mapping[int, tuple[str, bytes]] | None = None,
    ) -> Any:
        """One multipart package_revise; `files` by resource index."""
        answer = self.request(
            "POST",
            "/api/3/action/package_revise",
            data={
                "match": json.dumps(match),
                "filter": json.dumps(remove or []),
                "update": json.dumps(update or {}),
            },
            files={
                f"update__resources__{index}__upload": content
                for index, content in (files or {}).items()
            }
            or None,
        )
        body = answer.json()

        assert answer.status_code == 200, body
        return body["result"]["package"]

    def found(self, query: str, **more: Any) -> list[str]:
        """Return the names that a search finds, in order."""
        results = self("package_search", q=query, rows=1000, **more)["results"]
        return [result["name"] for result in results]


@dataclass(frozen=True)
class Catalog:
    """A running catalog with both kinds of callers."""

    settings: Settings
    clock: Clock
    publisher: Desk
    citizen: Desk


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    token = tmp_path / "token"
    token.write_text(TOKEN + "\n", encoding="utf-8")
    return Settings(site=SITE, host="127.0.0.1", port=0, store=tmp_path / "store", token_file=token)


@pytest.fixture
def clock() -> Clock:
    return Clock()


class Front:
    """One server for all tests; each test puts its own application behind it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.application: Starlette | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.application is not None
        await self.application(scope, receive, send)

    @contextmanager
    def serving(self, application: Starlette) -> Iterator[None]:
        """Let `application` answer until the end, which closes its store."""
        before, self.application = self.application, application
        yield
        self.application = before
        asyncio.run(_end(application))


async def _end(application: Starlette) -> None:
    async with application.router.lifespan_context(application):
        pass


@pytest.fixture(scope="session")
def front() -> Iterator[Front]:
    # Connections wait in the socket's queue until the server thread is up.
    with socket.create_server(("127.0.0.1", 0)) as listener:
        front = Front(f"http://127.0.0.1:{listener.getsockname()[1]}")
        config = uvicorn.Config(front, log_config=None, access_log=False, lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield front
        server.should_exit = True
        thread.join(20)


@pytest.fixture
def catalog(front: Front, settings: Settings, clock: Clock) -> Iterator[Catalog]:
    here = replace(settings, site=replace(settings.site, url=front.url))
    with front.serving(create_app(here, clock)):
        yield Catalog(
            settings=here,
            clock=clock,
            publisher=Desk(front.url, {"Authorization": TOKEN}),
            citizen=Desk(front.url, {}),
        )


@pytest.fixture
def publisher(catalog: Catalog) -> Desk:
    """The publisher, in a catalog that knows one organization."""
    catalog.publisher(
        "organization_create",
        name="292095_ikoma",
        title="生駒市",
        extras=[{"key": "kana", "value": "いこまし"}, {"key": "code", "value": "292095"}],
    )
    return catalog.publisher


@pytest.fixture
def citizen(catalog: Catalog, publisher: Desk) -> Desk:
    return catalog.citizen


@pytest.fixture
def add(publisher: Desk) -> Callable[..., Any]:
    """Create a public dataset; only its name and title need to be said."""

    def add(name: str, title: str = "", **more: Any) -> Any:
        return publisher(
            "package_create", **{"name": name, "title": title, "owner_org": "292095_ikoma", **more}
        )

    return add
