"""Values of requests, which may come as JSON or as the text of a query string."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from catalog.errors import ValidationFailed

_TRUE = frozenset({"true", "yes", "on", "y", "t", "1"})
_FALSE = frozenset({"false", "no", "off", "n", "f", "0", ""})


def boolean(parameters: Mapping[str, Any], name: str, *, default: bool = False) -> bool:
    """Return the truth of a parameter; raises ValidationFailed for what is neither."""
    value = parameters.get(name)
    if value is None:
        return default
    if isinstance(value, bool | int):
        return bool(value)
    text = str(value).strip().lower()
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    raise ValidationFailed({name: [f"Must be a boolean, not {value!r}"]})


def natural(parameters: Mapping[str, Any], name: str, *, default: int) -> int:
    """Return a whole number from zero up; raises ValidationFailed for anything else."""
    number = integer(parameters, name, default=default)
    if number < 0:
        raise ValidationFailed({name: ["Must be a natural number"]})
    return number


def integer(parameters: Mapping[str, Any], name: str, *, default: int) -> int:
    """Return a whole number; raises ValidationFailed for anything else."""
    value = parameters.get(name)
    if value is None or value == "":
        return default
    try:
        if isinstance(value, float) and value != int(value):
            raise ValidationFailed({name: ["Invalid integer"]})
        number = int(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise ValidationFailed({name: ["Invalid integer"]}) from error
    # SQLite's numbers end at 64 bits; nobody pages that far.
    return max(min(number, 2**53), -(2**53))


def text(parameters: Mapping[str, Any], name: str) -> str:
    """Return a text parameter, "" where it is absent; raises ValidationFailed for other types."""
    value = parameters.get(name)
    if value is None:
        return ""
    if isinstance(value, list) and value and all(item == value[0] for item in value):
        value = value[0]  # a query string that says the same twice
    if not isinstance(value, str | int | float):
        raise ValidationFailed({name: ["Must be a string"]})
    return str(value)


def needed(parameters: Mapping[str, Any], name: str, *, reported_as: str | None = None) -> str:
    """Return a text that must be there; raises ValidationFailed "Missing value" otherwise."""
    value = text(parameters, name)
    if not value:
        raise ValidationFailed({reported_as or name: ["Missing value"]})
    return value


def texts(value: Any) -> tuple[str, ...]:
    """Return a list of names given as a list, as JSON, or separated by commas or blanks."""
    if value is None:
        return ()
    if isinstance(value, str):
        try:
            parsed = json.loads(value)
        except ValueError:
            parsed = None
        if not isinstance(parsed, list):
            return tuple(value.replace(",", " ").split())
        value = parsed
    if isinstance(value, list | tuple):
        return tuple(str(item) for item in value)
    return (str(value),)
