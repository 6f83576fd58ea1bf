"""The type `object`: a JSON object."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from publisher.engine.fields.field import ValueReader
from publisher.engine.fields.field_type import UNREADABLE, FieldType


def _reader(_format: str, _options: Mapping[str, Any]) -> ValueReader:
    return _read


def _read(cell: Any) -> Any:
    try:
        value = json.loads(cell) if isinstance(cell, str) else cell
    except UNREADABLE:
        return None
    return value if isinstance(value, dict) else None


OBJECT = FieldType(
    name="object",
    constraints=("required", "minLength", "maxLength", "enum"),
    reader=_reader,
)
