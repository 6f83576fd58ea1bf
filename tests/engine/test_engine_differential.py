"""The law of the engine: frictionless's verdicts, whatever the schema and the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import frictionless
from frictionless.resources import TableResource
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publisher.engine.engine import CompiledEngine
from publisher.tables import dialect as dialects
from publisher.tables.batch import Batch
from publisher.tables.dialect import Dialect
from publisher.tables.engine import Subject
from publisher.tables.frames import batches_of
from publisher.tables.record import BrokenTable, Record
from publisher.tables.text_table import TextTable
from tests.engine.reference import FrictionlessEngine
from tests.engine.tables import Case, cases, text_table, verdicts
from tests.settings import EXAMPLES


@dataclass(frozen=True, slots=True)
class Framed:
    """A small table in frames, as if it were large."""

    table: TextTable
    chunk: int

    @property
    def sheet(self) -> None:
        return None

    def records(self) -> Iterator[Record]:
        return self.table.records()

    def batches(self) -> Iterator[Batch]:
        table = self.table
        return batches_of(table.file, table.codec, table.dialect, chunk=self.chunk, head=100)


def reference(subject: Subject) -> list[tuple[Any, ...]] | None:
    """Return frictionless's verdicts; None where it crashes (docs/frictionless.md)."""
    try:
        return verdicts(list(FrictionlessEngine().check(subject)))
    except TypeError as error:
        if "unhashable" not in str(error):
            raise
        return None


@settings(max_examples=EXAMPLES, deadline=None)
@given(case=cases())
def test_verdicts_are_those_of_frictionless(case: Case) -> None:
    """Type, row, line, field and note of every fault are frictionless's, in its order."""
    ours = verdicts(list(CompiledEngine().check(case.subject())))
    theirs = reference(case.subject())
    assert theirs is None or ours == theirs


@settings(max_examples=EXAMPLES, deadline=None)
@given(case=cases(rows=160, least=100), chunk=st.sampled_from((64, 400, 1 << 20)))
def test_verdicts_on_frames_are_those_of_frictionless(case: Case, chunk: int) -> None:
    """The same where all but the first hundred records come as columns."""
    framed = case.subject(lambda table: Framed(table, chunk))
    ours = verdicts(list(CompiledEngine().check(framed)))
    theirs = reference(case.subject())
    assert theirs is None or ours == theirs


def test_of_an_array_the_type_is_told_before_the_constraints() -> None:
    """Also where the item that breaks a constraint stands before the one of another type."""
    item = {"type": "string", "constraints": {"minLength": 2, "enum": ["xy"]}}
    subject = Subject(
        name="main",
        table=text_table(b'a,b\n"[""x"", 1]",1\n'),
        dialect=Dialect(),
        header_row=1,
        schema={"fields": [{"name": "a", "type": "array", "arrayItem": item}, {"name": "b"}]},
    )
    ours = verdicts(list(CompiledEngine().check(subject)))
    assert [kind for kind, *_ in ours] == ["type-error", "constraint-error", "constraint-error"]
    assert ours == reference(subject)


QUOTED = ('"', '""', "'", "\\", "\\\\", '\\"', ",", ";", "\n", " ", "x", "[1]", '"a ""b"""')
DIALECTS = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from((",", ";")),
        "quoteChar": st.sampled_from(('"', "'")),
        "skipInitialSpace": st.booleans(),
    },
    optional={
        "doubleQuote": st.booleans(),
        "escapeChar": st.just("\\"),
    },
)


def cells_of_frictionless(content: bytes, dialect: dict[str, Any]) -> list[list[str]]:
    """Return the cells as frictionless reads the file itself."""
    stated = frictionless.Dialect.from_descriptor(dialect)
    resource = TableResource(data=content, format="csv", encoding="utf-8", dialect=stated)
    with resource:
        return [list(cells) for cells in resource.cell_stream]


@settings(max_examples=EXAMPLES, deadline=None)
@given(pieces=st.lists(st.sampled_from(QUOTED), max_size=12), dialect=DIALECTS)
@example(pieces=['"a ""b"""', ",", "x"], dialect={"delimiter": ",", "doubleQuote": False})
def test_cells_are_read_as_frictionless_reads_the_file(
    pieces: list[str], dialect: dict[str, Any]
) -> None:
    """Whatever the descriptor says of quotes; quotes are doubled where no escape is declared."""
    content = ("a,b\n" + "".join(pieces) + "\n").encode()
    table = text_table(content, dialect=dialects.of({"dialect": dialect}, "csv"))
    try:
        ours = [list(record.cells) for record in table.records()]
    except BrokenTable:  # docs/frictionless.md: a quote that is never closed
        return
    assert ours == cells_of_frictionless(content, dialect)
