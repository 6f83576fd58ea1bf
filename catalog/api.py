"""CKAN's API over HTTP: actions, versions, and the addresses that propose names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from catalog.actions.caller import Caller
from catalog.actions.registry import ACTIONS, REFUSED, Action
from catalog.envelope import answer, bad_request, failure, help_url, success
from catalog.errors import ActionError, NotAuthorized
from catalog.files import FileStore
from catalog.request import BadRequestError, parameters


def _results(found: list[Any]) -> dict[str, Any]:
    return {"ResultSet": {"Result": found}}


_PROPOSALS: tuple[tuple[str, str, str, Callable[[list[Any]], Any]], ...] = (
    ("dataset/autocomplete", "incomplete", "package_autocomplete", _results),
    (
        "tag/autocomplete",
        "incomplete",
        "tag_autocomplete",
        lambda found: _results([{"Name": name} for name in found]),
    ),
    (
        "resource/format_autocomplete",
        "incomplete",
        "format_autocomplete",
        lambda found: _results([{"Format": name} for name in found]),
    ),
    ("organization/autocomplete", "q", "organization_autocomplete", lambda found: found),
    ("group/autocomplete", "q", "group_autocomplete", lambda found: found),
)


class Api:
    """The handlers of the API's addresses."""

    def __init__(
        self,
        *,
        site_url: str,
        files: FileStore,
        anonymous: Caller,
        caller: Callable[[Request], Caller],
    ) -> None:
        self._site_url = site_url
        self._files = files
        self._anonymous = anonymous
        self._caller = caller

    def application(self) -> Starlette:
        """Return the API as an application to be mounted at /api."""
        methods = ["GET", "POST"]
        routes = [
            Route("/", self.version, methods=["GET"]),
            Route("/{version:int}", self.version, methods=["GET"]),
            Route("/action/{action}", self.action, methods=methods),
            Route("/{version:int}/action/{action}", self.action, methods=methods),
        ]
        for path, parameter, action, shape in _PROPOSALS:
            handler = self._proposal(parameter, action, shape)
            routes += [
                Route(f"/{prefix}util/{path}", handler, methods=["GET"])
                for prefix in ("", "1/", "2/", "3/")
            ]
        cors = Middleware(
            CORSMiddleware, allow_origins=["*"], allow_methods=methods, allow_headers=["Range"]
        )
        handlers: dict[Any, Any] = {HTTPException: _wrong_address, Exception: self._our_fault}
        return Starlette(routes=routes, middleware=[cors], exception_handlers=handlers)

    async def version(self, request: Request) -> Response:
        """Answer which version of the API is spoken."""
        version = request.path_params.get("version", 3)
        if version not in {1, 2, 3}:
            raise HTTPException(404)
        return answer(200, {"version": version})

    async def action(self, request: Request) -> Response:
        """Answer an action."""
        if request.path_params.get("version", 3) != 3:
            raise HTTPException(404)
        name = request.path_params["action"]
        callback = request.query_params.get("callback") if request.method == "GET" else None
        # JSONP may be anybody's page: it never speaks for the publisher.
        caller = self._caller(request) if callback is None else self._anonymous
        if name in REFUSED:
            return self._failed(name, NotAuthorized("This catalog does not offer this action"))
        action = ACTIONS.get(name)
        if action is None:
            return bad_request(f"Action name not known: {name}")
        if not action.is_read and request.method == "POST" and not caller.is_publisher:
            # Before the body is read: nobody else's files come onto the disk.
            return self._failed(name, NotAuthorized(f"User  not authorized to use {name}"))
        try:
            given = await parameters(request, self._files, is_read=action.is_read)
        except BadRequestError as error:
            return bad_request(str(error))
        except ClientDisconnect:
            return Response(status_code=400)
        given.pop("callback", None)
        return await anyio.to_thread.run_sync(self._run, caller, action, given, callback)

    def _run(
        self, caller: Caller, action: Action, given: dict[str, Any], callback: str | None
    ) -> Response:
        try:
            written = caller.run(action, given)
        except ActionError as error:
            return self._failed(action.name, error)
        except UnicodeEncodeError:
            return bad_request("Text with half a character (a lone surrogate)")
        body = success(help_url(self._site_url, action.name), written.result, written.packages)
        return answer(200, body, callback=callback)

    def _failed(self, name: str, error: ActionError) -> Response:
        return answer(error.status, failure(help_url(self._site_url, name), error.error))

    def _proposal(
        self, parameter: str, action: str, shape: Callable[[list[Any]], Any]
    ) -> Callable[[Request], Any]:
        async def handler(request: Request) -> Response:
            typed = request.query_params.get(parameter, "")
            given = {"q": typed}
            if request.query_params.get("limit"):
                given["limit"] = request.query_params["limit"]
            try:
                found = (
                    await anyio.to_thread.run_sync(self._anonymous.call, action, given)
                    if typed
                    else []
                )
            except ActionError as error:
                return self._failed(action, error)
            return answer(200, shape(found))

        return handler

    async def _our_fault(self, request: Request, _: Exception) -> Response:
        name = request.path_params.get("action", "")
        message = "Internal Server Error"
        error = {"__type": message, "message": message}
        return answer(500, failure(help_url(self._site_url, name), error))


async def _wrong_address(_: Request, error: HTTPException) -> Response:
    return answer(error.status_code, error.detail)
