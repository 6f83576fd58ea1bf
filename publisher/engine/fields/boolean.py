"""The type `boolean`: exactly the declared words, no spaces taken off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.engine.fields.field import ValueReader
from publisher.engine.fields.field_type import FieldType, Option, is_texts


def _reader(_format: str, options: Mapping[str, Any]) -> ValueReader:
    # A word in both lists means false: frictionless fills its mapping in this order.
    words = dict.fromkeys(options["trueValues"], True) | dict.fromkeys(
        options["falseValues"], False
    )

    def read(cell: Any) -> bool | None:
        if isinstance(cell, str):
            return words.get(cell)
        return cell if isinstance(cell, bool) else None

    return read


BOOLEAN = FieldType(
    name="boolean",
    constraints=("required", "enum"),
    options={
        "trueValues": Option(("true", "True", "TRUE", "1"), is_texts),
        "falseValues": Option(("false", "False", "FALSE", "0"), is_texts),
    },
    reader=_reader,
)
