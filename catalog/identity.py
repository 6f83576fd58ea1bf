"""The address by which a publisher knows its own catalog without showing the token."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from catalog.envelope import answer, bad_request
from catalog.token import Token

_CHALLENGE = re.compile(r"[0-9a-fA-F]{1,256}")


def identity_route(instance: str, token: Token) -> Route:
    """Return the route of /opendata/identity."""

    async def identity(request: Request) -> Response:
        challenge = request.query_params.get("challenge", "")
        if not _CHALLENGE.fullmatch(challenge):
            return bad_request("challenge must be 1 to 256 hexadecimal digits")
        return answer(200, {"instance": instance, "proof": token.proof(challenge)})

    return Route("/opendata/identity", identity, methods=["GET"])
