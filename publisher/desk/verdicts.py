"""What the table engine says of a schema over all rows, and frictionless's guess of column types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from publisher.files import DiskFile
from publisher.tables.engine import Fault, Subject
from publisher.tables.text_table import TextTable

SAMPLE = 1000
"""Rows that the guess looks at; what it guesses is proven on all rows afterwards."""
_KEY_FAULTS = frozenset({"primary-key", "unique-error"})
CELL_FAULTS = frozenset({"type-error", "constraint-error"})
"""Of cells that are not as their column is declared."""


@dataclass(slots=True)
class Verdict:
    """How a table breaks a schema: the first fault of each kind that a schema can mend."""

    columns: dict[str, Fault] = field(default_factory=dict)
    """Column → its first cell of a wrong type or against a constraint."""
    key: Fault | None = None
    """The first row that repeats or lacks the primary key."""


def verdict(table: TextTable, schema: Mapping[str, Any]) -> Verdict:
    """Judge all rows of a rewritten table; faults of its structure are the check's to name."""
    found = Verdict()
    for fault in faults(table, schema):
        if fault.type in CELL_FAULTS:
            found.columns.setdefault(fault.label, fault)
        elif fault.type in _KEY_FAULTS:
            found.key = found.key or fault
    return found


def faults(table: TextTable, schema: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield how the rows of a rewritten table break a schema, in the order of the file."""
    from publisher.engine.engine import CompiledEngine

    subject = Subject(name="table", table=table, dialect=table.dialect, header_row=1, schema=schema)
    yield from CompiledEngine().check(subject)


def constraint_of(fault: Fault) -> str:
    """Return the name in a note such as `constraint "minimum" is "0"`, empty for a wrong type."""
    parts = fault.note.split('"')
    return parts[1] if fault.type == "constraint-error" and len(parts) > 1 else ""


def guess_types(file: DiskFile, missing_values: tuple[str, ...]) -> dict[str, str]:
    """Return frictionless's guess of each column's type in a rewritten table."""
    from frictionless import Detector, Dialect, formats
    from frictionless.resources import TableResource

    resource = TableResource(
        path=file.path.name,
        basepath=str(file.path.parent),
        format="csv",
        encoding="utf-8",
        # Told, not guessed: a sniffed dialect or header row changes with the first hundred rows.
        dialect=Dialect(header_rows=[1], controls=[formats.CsvControl(delimiter=",")]),
        detector=Detector(sample_size=SAMPLE, field_missing_values=list(missing_values)),
    )
    resource.infer()
    return {field.name: field.type for field in resource.schema.fields}
