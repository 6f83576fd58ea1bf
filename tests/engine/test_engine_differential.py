"""The law of the engine: frictionless's verdicts, whatever the schema and the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.engine.engine import CompiledEngine
from publisher.tables.batch import Batch
from publisher.tables.engine import Subject
from publisher.tables.frames import batches_of
from publisher.tables.record import Record
from publisher.tables.text_table import TextTable
from tests.engine.reference import FrictionlessEngine
from tests.engine.tables import Case, cases, verdicts
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
