"""Downloads of uploaded files: byte for byte, whole or in ranges."""

from __future__ import annotations

import re
from collections.abc import Callable

import anyio.to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from catalog.actions.caller import Caller, StoredFile

_PATH = "/dataset/{dataset}/resource/{resource}/download"
_MIMETYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_FILENAME = re.compile(r"[\w.-]+", re.ASCII)


def download_routes(caller: Callable[[Request], Caller]) -> list[Route]:
    """Return the routes of downloads; `caller` tells who asks."""

    async def download(request: Request) -> Response:
        asking = caller(request)
        stored = await anyio.to_thread.run_sync(
            asking.stored_file, request.path_params["resource"], request.path_params["dataset"]
        )
        if stored is None:
            raise HTTPException(404)
        headers = _headers(stored, is_public=not asking.is_publisher)
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return FileResponse(stored.path, headers=headers)

    return [
        Route(_PATH, download, methods=["GET"]),
        # Whatever name stands at the end: an address from before a file was renamed still works.
        Route(_PATH + "/{filename}", download, methods=["GET"]),
    ]


def _headers(stored: StoredFile, *, is_public: bool) -> dict[str, str]:
    mimetype = stored.mimetype or ""
    filename = stored.filename if _FILENAME.fullmatch(stored.filename) else "download"
    return {
        # Without a charset: the bytes are the publisher's, and so is their encoding.
        "Content-Type": mimetype if _MIMETYPE.fullmatch(mimetype) else "application/octet-stream",
        "Content-Disposition": f'attachment; filename="{filename}"',
        "ETag": f'"{stored.sha256}"',
        "Cache-Control": "public, no-cache" if is_public else "private, no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "Content-Disposition, Content-Length, Content-Range, ETag",
    }
