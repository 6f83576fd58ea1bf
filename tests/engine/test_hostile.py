"""Files and schemas that mean harm: an end is found, with memory bounded, and nothing raises."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any

import pytest

from publisher.engine.engine import CompiledEngine
from publisher.files import SmallFile
from publisher.tables import text_table
from publisher.tables.dialect import Dialect
from publisher.tables.engine import Subject
from publisher.tables.frames import CHUNK
from publisher.tables.record import BrokenTable
from publisher.tables.text_table import TextTable
from tests.engine.reference import FrictionlessEngine
from tests.engine.tables import verdicts
from tests.engine.test_engine_differential import Framed

HEAD = b"id,name\n" + b"1,a\n" * 2000
LIMIT = 1 << 20


class _Stream(io.RawIOBase):
    def __init__(self, parts: Iterator[bytes], count: Callable[[int], None]) -> None:
        self.parts = parts
        self.count = count
        self.held = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any buffer will do
        while len(self.held) < len(buffer) and (part := next(self.parts, b"")):
            self.held += part
        found, self.held = self.held[: len(buffer)], self.held[len(buffer) :]
        buffer[: len(found)] = found
        self.count(len(found))
        return len(found)


@dataclass
class Endless:
    """A file that goes on for ever, as far as anybody reads it."""

    start: bytes
    again: bytes
    size: int = 1 << 40
    sha256: str = ""
    read: list[int] = field(default_factory=list)

    def open(self) -> IO[bytes]:
        many = self.again * (1 + (1 << 16) // len(self.again))
        parts = itertools.chain([self.start or many], itertools.repeat(many))
        return io.BufferedReader(_Stream(parts, self.read.append), 1 << 16)


@pytest.mark.parametrize(
    ("start", "again", "note"),
    [
        (HEAD + b'2,"', b"x", "a line is longer"),
        (HEAD + b"2,", b"x", "a line is longer"),
        (HEAD + b"2,", b",", "a line is longer"),
        (HEAD + b'2,"lone quote', b"3,4\r\n", "field larger|a cell is longer"),
        (HEAD + b'2,"', b"\n", "field larger|a cell is longer"),
        (b"", b"x", "a line is longer"),
        (b'"', b"x\n", "field larger|a cell is longer"),
    ],
)
def test_what_never_ends_is_given_up(
    start: bytes, again: bytes, note: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line of 100 MB, one quote in 1 GB: reading stops soon after the limit, and says so."""
    monkeypatch.setattr(text_table, "LINE_LIMIT", LIMIT)
    monkeypatch.setattr(text_table, "CELL_LIMIT", LIMIT)
    file = Endless(start, again)
    table = TextTable(file=file, codec="utf-8", dialect=Dialect())
    subject = Subject(
        name="main",
        table=table,
        dialect=Dialect(),
        header_row=1,
        schema={"fields": [{"name": "id", "type": "integer"}, {"name": "name"}]},
    )
    with pytest.raises(BrokenTable, match=note):
        list(table.batches())
    # A few frames ahead, and the piece that is read once more by Python's csv.
    assert sum(file.read) <= 3 * (LIMIT + CHUNK) + len(start)
    list(CompiledEngine().check(subject))


CONTRADICTIONS: tuple[dict[str, Any], ...] = (
    {"type": "integer", "constraints": {"minimum": 5, "maximum": 1}},
    {"type": "integer", "constraints": {"minimum": 9223372036854775807, "maximum": 0}},
    {"type": "integer", "constraints": {"enum": [], "required": True}},
    {"type": "number", "constraints": {"minimum": 2, "maximum": 1}},
    {"type": "number", "constraints": {"minimum": 1, "enum": [0]}},
    {"type": "string", "constraints": {"minLength": 3, "maxLength": 1}},
    {"type": "string", "constraints": {"enum": []}},
    {"type": "string", "constraints": {"enum": []}, "missingValues": []},
    {"type": "string", "constraints": {"enum": ["x"], "pattern": "y"}, "missingValues": []},
    {"type": "string", "constraints": {"pattern": "(a+)+$", "maxLength": 1}},
    {"type": "boolean", "trueValues": ["x"], "falseValues": ["x"]},
    {"type": "date", "constraints": {"minimum": "2024-02-01", "maximum": "2024-01-01"}},
    {"type": "string", "constraints": {"required": True, "enum": [""]}},
)


@pytest.mark.parametrize("declared", CONTRADICTIONS)
@pytest.mark.parametrize("is_framed", [False, True])
def test_a_schema_that_contradicts_itself_refuses_cells(
    declared: dict[str, Any], is_framed: bool
) -> None:
    """What no cell can keep is said of each cell, as frictionless says it."""
    cells = ("1", "0", "x", "", "aaaa", "2024-01-15", "1.5", "9223372036854775807")
    content = "id,name\n" + "".join(f"{cell},n\n" for cell in cells * 20)
    table = TextTable(file=SmallFile(content.encode()), codec="utf-8", dialect=Dialect())
    schema = {"fields": [{"name": "id", **declared}, {"name": "name"}], "primaryKey": ["name"]}

    def subject(read: Any) -> Subject:
        return Subject(name="main", table=read, dialect=Dialect(), header_row=1, schema=schema)

    ours = list(CompiledEngine().check(subject(Framed(table, 256) if is_framed else table)))
    theirs = list(FrictionlessEngine().check(subject(table)))
    assert ours
    assert verdicts(ours) == verdicts(theirs)
