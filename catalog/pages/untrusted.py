"""Reading values of unknown shape: descriptors and extras come from other people's files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_SAFE_SCHEMES = ("http://", "https://")


def text(value: object) -> str:
    """Return a stripped string for a string or a number, else an empty string."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return ""


def mapping(value: object) -> Mapping[str, Any]:
    """Return the value where it is a mapping, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def mappings(value: object) -> tuple[Mapping[str, Any], ...]:
    """Return the mappings of a list, leaving out whatever else stands in it."""
    if not isinstance(value, list):
        return ()
    return tuple(item for item in value if isinstance(item, Mapping))


def texts(value: object) -> tuple[str, ...]:
    """Return the non-empty strings of a list."""
    if not isinstance(value, list):
        return ()
    return tuple(item for item in map(text, value) if item)


def number(value: object) -> int | None:
    """Return a whole number that is not negative, else None."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        whole = int(value)
    except (ValueError, OverflowError):
        return None
    return whole if whole >= 0 else None


def json_texts(value: object) -> tuple[str, ...]:
    """Return the strings of a JSON list kept as text, as the extras `theme` and `conforms_to`."""
    try:
        return texts(json.loads(text(value) or "[]"))
    except (json.JSONDecodeError, RecursionError):
        return ()


def extras(value: object) -> dict[str, str]:
    """Return CKAN's list of {key, value} as a dictionary."""
    return {text(item.get("key")): text(item.get("value")) for item in mappings(value)}


def web_address(value: object) -> str:
    """Return the value where it is an http(s) address, else an empty string.

    Anything else (`javascript:`, `data:`) must never become a link.
    """
    address = text(value)
    return address if address.lower().startswith(_SAFE_SCHEMES) else ""


def mail_address(value: object) -> str:
    """Return the value where it can stand in a mailto: link, else an empty string."""
    address = text(value)
    is_address = "@" in address and not any(sign in address for sign in "?&:,;<> \r\n")
    return address if is_address else ""
