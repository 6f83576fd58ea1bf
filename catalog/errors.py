"""What an action answers instead of a result, in CKAN's words and statuses.

ActionError
├── NotAuthorized      403  Authorization Error
├── NotFound           404  Not Found Error
├── ValidationFailed   409  Validation Error: messages by field
├── SearchFailed       409  Search Error: the query cannot be read
├── SearchRefused      400  Search Query Error: a parameter that search does not know
└── IntegrityFailed    400  Integrity Error: data of the wrong shape
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class ActionError(Exception):
    """An action's failure as its caller sees it."""

    def __init__(self, status: int, error: Mapping[str, Any]) -> None:
        super().__init__(error)
        self.status = status
        self.error: dict[str, Any] = dict(error)
        """`__type` beside `message` or messages by field: the `error` of CKAN's envelope."""


class NotAuthorized(ActionError):
    """The caller may not do or see this."""

    def __init__(self, reason: str = "") -> None:
        message = f"Access denied: {reason}" if reason else "Access denied"
        super().__init__(403, {"__type": "Authorization Error", "message": message})


class NotFound(ActionError):
    """What the caller names does not exist."""

    def __init__(self, reason: str = "") -> None:
        message = f"Not found: {reason}" if reason else "Not found"
        super().__init__(404, {"__type": "Not Found Error", "message": message})


class ValidationFailed(ActionError):
    """Values that cannot be accepted; `errors` holds the messages by field."""

    def __init__(self, errors: Mapping[str, Any]) -> None:
        super().__init__(409, {**errors, "__type": "Validation Error"})


class SearchFailed(ActionError):
    """A query that cannot be read."""

    def __init__(self, reason: str) -> None:
        message = f"Search error: {reason!r}"
        super().__init__(409, {"__type": "Search Error", "message": message})


class SearchRefused(ActionError):
    """A search parameter that cannot be used."""

    def __init__(self, reason: str) -> None:
        message = f"Search Query is invalid: {reason!r}"
        super().__init__(400, {"__type": "Search Query Error", "message": message})


class IntegrityFailed(ActionError):
    """Data whose shape is wrong where a list of objects or an object is needed."""

    def __init__(self, message: str) -> None:
        super().__init__(400, {"__type": "Integrity Error", "message": message})
