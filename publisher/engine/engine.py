"""The engine: what compiles a table's schema and judges its batches."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.engine.examination import Refusal, TableExamination
from publisher.engine.schema import compile_schema
from publisher.tables.engine import Examination, Fault, Subject
from publisher.tables.record import BrokenTable


class CompiledEngine:
    """frictionless 5.21's verdicts, by predicates compiled for each column."""

    def begin(self, subject: Subject) -> Examination:
        """Return a fresh look at a table; its batches are fed by the caller."""
        if subject.schema is None:
            return TableExamination(subject, None)
        schema = compile_schema(subject.schema)
        if isinstance(schema, tuple):
            return Refusal(schema)
        return TableExamination(subject, schema)

    def check(self, subject: Subject) -> Iterator[Fault]:
        """Yield the faults of a table; one that breaks is judged as far as it can be read."""
        examination = self.begin(subject)
        try:
            for batch in subject.table.batches():
                examination.feed(batch)
        except BrokenTable:
            # Said by whoever opened the table; the engine judges what can be read.
            pass
        return (one for fault in examination.finish() for one in fault.singly())
