"""CKAN's JSON answers: the envelope of results and errors, and JSONP."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

_JSON = "application/json;charset=utf-8"
_SCRIPT = "application/javascript;charset=utf-8"
_HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}


def help_url(site_url: str, action: str) -> str:
    """Return the address that explains an action."""
    return f"{site_url}/api/3/action/help_show?name={action}"


def success(help_address: str, result: Any, changed_packages: tuple[str, ...]) -> dict[str, Any]:
    """Return the body of a good answer."""
    body = {"help": help_address, "success": True, "result": result}
    if changed_packages:
        body["changed_entities"] = {"packages": sorted(changed_packages)}
    return body


def failure(help_address: str, error: Mapping[str, Any]) -> dict[str, Any]:
    """Return the body of a refusal."""
    return {"help": help_address, "error": dict(error), "success": False}


def answer(status: int, body: Any, *, callback: str | None = None) -> Response:
    """Return `body` as JSON, or as a call of the script function `callback` where the status is 200."""
    text = json.dumps(body, ensure_ascii=False)
    if callback is not None and status == 200:
        # The line separators are line ends in scripts but not in JSON.
        safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        script = f"{html.escape(callback)}({safe});"
        return Response(script, status, headers=_HEADERS, media_type=_SCRIPT)
    return Response(text, status, headers=_HEADERS, media_type=_JSON)


def bad_request(reason: str) -> Response:
    """Return CKAN's answer to a request that names no action or carries no parameters."""
    return answer(400, f"Bad request: {reason}")
