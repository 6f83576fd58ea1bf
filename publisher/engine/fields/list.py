"""The type `list`: text cut at a delimiter, each item read as one of seven types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.engine.fields.boolean import BOOLEAN
from publisher.engine.fields.date import DATE
from publisher.engine.fields.datetime import DATETIME
from publisher.engine.fields.field import CellReader, Notes, ValueReader
from publisher.engine.fields.field_type import FieldType, Option, is_text
from publisher.engine.fields.integer import INTEGER
from publisher.engine.fields.number import NUMBER
from publisher.engine.fields.string import STRING
from publisher.engine.fields.time import TIME

ITEMS = {kind.name: kind for kind in (STRING, INTEGER, BOOLEAN, NUMBER, DATETIME, DATE, TIME)}


def naming_items(read: CellReader, item_type: str) -> CellReader:
    """Return the reader whose note on an unreadable list names the type of the items."""

    def read_list(cell: Any) -> tuple[Any, Notes | None]:
        value, notes = read(cell)
        if notes and "type" in notes and isinstance(cell, (str, list, tuple)):
            notes["type"] = f'expected item type is "{item_type}"'
        return value, notes

    return read_list


def _reader(_format: str, options: Mapping[str, Any]) -> ValueReader:
    kind = ITEMS[options["itemType"]]
    defaults = {name: option.default for name, option in kind.options.items()}
    read_item = kind.reader("default", defaults)
    delimiter = options["delimiter"]

    def read(cell: Any) -> list[Any] | None:
        if isinstance(cell, str):
            cell = cell.split(delimiter)
        elif not isinstance(cell, (list, tuple)):
            return None
        items = []
        for item in cell:
            value = read_item(item)
            if value is None:
                return None
            items.append(value)
        return items

    return read


LIST = FieldType(
    name="list",
    constraints=("required", "minLength", "maxLength"),
    options={
        "delimiter": Option(",", is_text),
        "itemType": Option("string", lambda value: isinstance(value, str) and value in ITEMS),
    },
    reader=_reader,
)
