"""What frictionless itself says of a schema and of a cell: the reference of the differential tests."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from frictionless import FrictionlessException, Schema

from tests.engine.descriptors import V2

Read = Callable[[Any], Any]
Readers = list[Read] | list[tuple[str, str]]


@dataclass(frozen=True)
class Crash:
    """frictionless raised what is no error of its own."""

    error: Exception


def is_valid(descriptor: dict[str, Any]) -> bool:
    """Whether frictionless takes the schema; its array items it looks at later."""
    return not Schema.validate_descriptor(descriptor).flatten(["note"])


def readers(descriptor: dict[str, Any]) -> Readers | Crash:
    """Return the readers of a schema's cells, or its errors as (type, note)."""
    try:
        schema = Schema.from_descriptor(descriptor)
        found: list[Read] = [field.create_cell_reader() for field in schema.fields]
    except FrictionlessException as error:
        return [(reason.type, reason.note) for reason in error.reasons or [error.error]]
    except (Exception, re.error) as error:  # noqa: BLE001 - whatever it is, it is the finding
        return Crash(error)
    return found


def reader(field: dict[str, Any]) -> Read:
    """Return the reader of a field that frictionless takes."""
    (made,) = Schema.from_descriptor({"$schema": V2, "fields": [field]}).fields
    return made.create_cell_reader()


def read(reader: Read, cell: Any) -> tuple[str, dict[str, str] | None] | Crash:
    """Return the value as it prints, with the notes."""
    try:
        value, notes = reader(cell)
    except Exception as error:  # noqa: BLE001 - as above
        return Crash(error)
    return repr(value), notes
