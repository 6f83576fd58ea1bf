"""The type `string`: any text, or text that is an e-mail address, URI, UUID, Base64 or WKT."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any

from publisher.engine.fields.field import ValueReader
from publisher.engine.fields.field_type import UNREADABLE, FieldType
from publisher.engine.fields.wkt import is_wkt


def _reader(format: str, _options: Mapping[str, Any]) -> ValueReader:  # noqa: A002 - the standard's word
    if format == "default":
        return _text
    is_written_so = CHECKS[format]

    def read(cell: Any) -> str | None:
        try:
            return cell if isinstance(cell, str) and is_written_so(cell) else None
        except UNREADABLE:
            return None

    return read


def _text(cell: Any) -> str | None:
    return cell if isinstance(cell, str) else None


def _is_uri(cell: str) -> bool:
    import rfc3986  # type: ignore[import-untyped]  # it ships no types
    from rfc3986 import exceptions, validators

    validator = validators.Validator().require_presence_of("scheme")
    try:
        validator.validate(rfc3986.uri_reference(cell))
    except exceptions.RFC3986Exception:
        return False
    return True


def _is_email(cell: str) -> bool:
    import validators

    return bool(validators.email(cell))


def _is_uuid(cell: str) -> bool:
    import validators

    return bool(validators.uuid(cell))


def _is_base64(cell: str) -> bool:
    # Python's decoder skips what is not of the alphabet; so does frictionless.
    base64.b64decode(cell)
    return True


CHECKS: Mapping[str, Callable[[str], bool]] = {
    "email": _is_email,
    "uri": _is_uri,
    "binary": _is_base64,
    "uuid": _is_uuid,
    "wkt": is_wkt,
}

STRING = FieldType(
    name="string",
    constraints=("required", "minLength", "maxLength", "pattern", "enum"),
    formats=frozenset(("default", *CHECKS)),
    reader=_reader,
)
