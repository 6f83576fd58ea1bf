"""The parameters of an API request, wherever CKAN's clients put them.

Reads take them from the query string, a JSON body, a form, or body and query together; writes only
from the body.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from catalog.files import FileStore
from catalog.multipart import MultipartError, read

MOST_BYTES = 20_000_000
"""Of a body that is held in memory."""


class BadRequestError(Exception):
    """The request carries no usable parameters; the message is CKAN's."""


async def parameters(request: Request, files: FileStore, *, is_read: bool) -> dict[str, Any]:
    """Return the parameters; raises BadRequestError."""
    if request.method in {"GET", "HEAD"}:
        if not is_read:
            reason = "JSON Error: Invalid request. Please use POST method for your request"
            raise BadRequestError(reason)
        return _mixed(request.query_params.multi_items())
    content_type = request.headers.get("content-type", "").lower()
    if content_type.startswith("multipart/form-data"):
        body = await _form(request, files)
    else:
        body = _body(await _bytes(request), content_type)
    if is_read:
        return {**_mixed(request.query_params.multi_items()), **body}
    return body


async def _form(request: Request, files: FileStore) -> dict[str, Any]:
    try:
        fields = await read(
            request.headers["content-type"], request.stream(), files, most_text=MOST_BYTES
        )
    except MultipartError as error:
        raise BadRequestError(str(error)) from error
    return _mixed(fields)


async def _bytes(request: Request) -> bytes:
    pieces = bytearray()
    async for piece in request.stream():
        pieces += piece
        if len(pieces) > MOST_BYTES:
            reason = f"The request is larger than {MOST_BYTES} bytes"
            raise BadRequestError(reason)
    return bytes(pieces)


def _body(content: bytes, content_type: str) -> dict[str, Any]:
    stripped = content.strip()
    if not stripped:
        return {}
    # curl -d '{…}' calls JSON a form; what begins as JSON is JSON.
    if content_type.startswith("application/x-www-form-urlencoded") and stripped[:1] != b"{":
        try:
            pairs = parse_qsl(stripped.decode("ascii"), keep_blank_values=True, errors="strict")
        except ValueError as error:
            reason = f"The form cannot be read: {error}"
            raise BadRequestError(reason) from error
        return _mixed(pairs)
    try:
        document = json.loads(content)
        _refuse_surrogates(document, content)
    except (ValueError, RecursionError) as error:
        reason = f"JSON Error: Error decoding JSON data. Error: {error}"
        raise BadRequestError(reason) from error
    if not isinstance(document, dict):
        reason = (
            f"JSON Error: Request data JSON decoded to {_short(document)} but it needs to be a "
            "dictionary."
        )
        raise BadRequestError(reason)
    return document


def _refuse_surrogates(document: Any, content: bytes) -> None:
    # Half of a pair is valid JSON but no text: it cannot be stored or sent back.
    if b"\\u" in content:
        json.dumps(document, ensure_ascii=False).encode("utf-8")


def _mixed(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    mixed: dict[str, Any] = {}
    for key, value in pairs:
        mixed.setdefault(key, []).append(value)
    return {key: values[0] if len(values) == 1 else values for key, values in mixed.items()}


def _short(document: Any) -> str:
    shown = repr(document)
    return shown if len(shown) <= 200 else f"{shown[:200]}…"
