"""The pages' own style sheet and sign: addressed by content, so browsers may keep them for ever."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_TYPES = {"pages.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}
_FOR_EVER = "public, max-age=31536000, immutable"
_SHORTLY = "public, max-age=300"


@dataclass(frozen=True, slots=True)
class _Asset:
    content: bytes
    media_type: str
    digest: str


class Assets:
    """All static files, read once at start: there are two and both are small."""

    def __init__(self) -> None:
        folder = files("catalog.pages") / "static"
        self._assets = {
            name: _asset((folder / name).read_bytes(), media_type)
            for name, media_type in _TYPES.items()
        }

    def address(self, name: str) -> str:
        """Return the address of a file with its content's hash."""
        return f"/static/{name}?v={self._assets[name].digest}"

    def route(self) -> Route:
        """Return the route that serves them."""
        return Route("/static/{name}", self._serve, methods=["GET"])

    def _serve(self, request: Request) -> Response:
        asset = self._assets.get(request.path_params["name"])
        if asset is None:
            raise HTTPException(404)
        # An old page may ask for an old hash: it gets today's file, but must not keep it.
        is_exact = request.query_params.get("v") == asset.digest
        return Response(
            asset.content,
            media_type=asset.media_type,
            headers={
                "Cache-Control": _FOR_EVER if is_exact else _SHORTLY,
                "X-Content-Type-Options": "nosniff",
            },
        )


def _asset(content: bytes, media_type: str) -> _Asset:
    return _Asset(content, media_type, hashlib.sha256(content).hexdigest()[:16])
