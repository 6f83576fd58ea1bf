"""What a citizen reads when a page does not exist or the catalog failed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from catalog.pages.rendering import Renderer
from catalog.settings import Site

Handler = Callable[[Request, Exception], Response | Awaitable[Response]]


def exception_handlers(site: Site) -> dict[Any, Handler]:
    """Return handlers for Starlette: every HTTP error and a crash (500) in words.

    A crash is still raised to the server after the answer, so that it is logged.
    """
    renderer = Renderer(site)

    def answer(request: Request, status: int) -> Response:
        return renderer.page("failure.html", path=request.url.path, status=status, code=status)

    async def http_error(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        response = answer(request, status)
        if isinstance(error, HTTPException) and error.headers:
            response.headers.update(error.headers)
        return response

    async def crash(request: Request, _error: Exception) -> Response:
        return answer(request, 500)

    return {HTTPException: http_error, 500: crash}
