"""Both engines on every table of a folder of real files, where REALDATA names it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from publisher.books.open import open_book
from publisher.engine.engine import CompiledEngine
from publisher.files import look
from publisher.tables import encoding as encodings
from publisher.tables.batch import Batch, of_records
from publisher.tables.dialect import Dialect
from publisher.tables.engine import Subject
from publisher.tables.record import BrokenTable, Record, Table, text_of
from publisher.tables.text_table import TextTable
from tests.engine.reference import FrictionlessEngine
from tests.engine.tables import verdicts
from tests.engine.test_engine_differential import Framed

FOLDER = os.environ.get("REALDATA")
pytestmark = pytest.mark.skipif(
    not FOLDER, reason="REALDATA names no folder: the engines were NOT compared on real files"
)
ROWS = int(os.environ.get("REALDATA_ROWS", "3000"))
"""Records of a table that are compared: frictionless reads some ten thousand in a second."""
DELIMITERS = {".csv": ",", ".txt": ",", ".tsv": "\t"}
KINDS: tuple[Mapping[str, Any], ...] = (
    {"type": "integer", "constraints": {"minimum": 1, "maximum": 1000}},
    {"type": "string", "constraints": {"required": True, "maxLength": 12, "pattern": r"[^\s]+"}},
    {"type": "number", "constraints": {"minimum": 0, "exclusiveMaximum": 140}},
    {"type": "date", "format": "%Y/%m/%d"},
    {"type": "string", "constraints": {"enum": ["○", "1", "有", "奈良県"], "required": True}},
    {"type": "integer", "bareNumber": False},
    {"type": "boolean"},
    {"type": "date", "constraints": {"minimum": "2020-01-01"}},
    {"type": "string", "format": "uri"},
    {"type": "year"},
    {"type": "time", "format": "%H:%M"},
    {"type": "number", "groupChar": ",", "bareNumber": False},
    {"type": "any", "constraints": {"required": True}},
)


@dataclass(frozen=True, slots=True)
class Head:
    """The first records of a table."""

    table: Table

    @property
    def sheet(self) -> str | None:
        return self.table.sheet

    def records(self) -> Iterator[Record]:
        return islice(self.table.records(), ROWS)

    def batches(self) -> Iterator[Batch]:
        yield from of_records(self)


def tables() -> Iterator[tuple[str, Table]]:
    """Yield every table below the folder that can be read."""
    for path in sorted(Path(FOLDER or "").rglob("*")):
        ending = path.suffix.lower()
        if ending in DELIMITERS:
            file = look(path)
            codec = encodings.decide(file).codec
            if codec is not None:
                dialect = Dialect(delimiter=DELIMITERS[ending])
                yield path.name, TextTable(file=file, codec=codec, dialect=dialect)
        elif ending in {".xlsx", ".xlsm", ".xls", ".ods"}:
            try:
                book = open_book(look(path))
            except BrokenTable:
                continue
            for name in book.table_names:
                yield f"{path.name} {name}", book.table(name)


def schemas(labels: Sequence[str]) -> Iterator[dict[str, Any] | None]:
    """Yield schemas under which much is wrong, each column of another type each time."""
    yield None
    names = [label or f"column {number}" for number, label in enumerate(labels, start=1)]
    names = [name if name not in names[:at] else f"{name} {at}" for at, name in enumerate(names)]
    for turn in range(0, len(KINDS), 3):
        fields = [
            {"name": name, **KINDS[(place + turn) % len(KINDS)]} for place, name in enumerate(names)
        ]
        missing = (["", "-"], ["", "なし", "不明"], [])[turn % 3]
        yield {"fields": fields, "missingValues": missing, "primaryKey": names[:1]}


def told(
    engine: CompiledEngine | FrictionlessEngine, table: Table, schema: dict[str, Any] | None
) -> list[tuple[Any, ...]]:
    """Return the verdicts of an engine."""
    subject = Subject(name="main", table=table, dialect=Dialect(), header_row=1, schema=schema)
    return verdicts(list(engine.check(subject)))


def compared(name: str, table: Table) -> int:
    """Compare both engines on a table under all schemas; return how many faults there were."""
    head = Head(table)
    try:
        first = next(iter(head.records()), None)
    except BrokenTable:
        return 0
    count = 0
    for schema in schemas([text_of(cell) for cell in first.cells] if first else []):
        ours = told(CompiledEngine(), head, schema)
        assert ours == told(FrictionlessEngine(), head, schema), (name, schema)
        count += len(ours)
        if isinstance(table, TextTable) and table.file.size < 1 << 20:
            framed = told(CompiledEngine(), Framed(table, 1 << 14), schema)
            assert framed == told(CompiledEngine(), table, schema), (name, "framed")
    return count


@pytest.mark.timeout(3600)
def test_verdicts_on_real_files_are_those_of_frictionless() -> None:
    """Every table under several schemas: the same faults in the same order."""
    found = {name: compared(name, table) for name, table in tables()}
    assert len(found) > 0
    assert sum(found.values()) > 0
    print(f"\n{len(found)} tables, {sum(found.values()):,} faults, all the same")  # noqa: T201
