"""The type `array`: a JSON array, whose items may be declared by frictionless's `arrayItem`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from publisher.engine.fields.field import CellReader, Notes, ValueReader
from publisher.engine.fields.field_type import UNREADABLE, FieldType, Option


def with_items(read: CellReader, read_item: CellReader) -> CellReader:
    """Return the reader of arrays whose items are read too; the notes speak of the last bad one."""

    def read_array(cell: Any) -> tuple[Any, Notes | None]:
        value, notes = read(cell)
        if value is None or notes:
            return value, notes
        items = []
        found: Notes = {}
        for item in value:
            item_value, item_notes = read_item(item)
            items.append(item_value)
            for name, note in (item_notes or {}).items():
                found[name] = f"array item {note}"
        return items, found or None

    return read_array


def _reader(_format: str, _options: Mapping[str, Any]) -> ValueReader:
    return _read


def _read(cell: Any) -> list[Any] | None:
    if isinstance(cell, str):
        try:
            cell = json.loads(cell)
        except UNREADABLE:
            return None
    elif isinstance(cell, tuple):
        return list(cell)
    return cell if isinstance(cell, list) else None


ARRAY = FieldType(
    name="array",
    constraints=("required", "minLength", "maxLength", "enum"),
    options={"arrayItem": Option(None, lambda value: isinstance(value, dict))},
    reader=_reader,
)
