"""One look of the engine at one table: batches in, faults out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from publisher.engine.frames import FrameCheck
from publisher.engine.header import Columns, columns_of
from publisher.engine.journal import Journal
from publisher.engine.keys import KeyValues
from publisher.engine.plan import Key, KeyKind, Positions, keys_of
from publisher.engine.references import is_self, key_values, places, refusal, values_of
from publisher.engine.report import Breach, Reporter
from publisher.engine.rows import RowCheck
from publisher.engine.schema import CompiledSchema, ForeignKey
from publisher.engine.selection import SAMPLE, Selection, records_of
from publisher.tables.batch import Batch, Frame
from publisher.tables.engine import Fault, Subject
from publisher.tables.record import Record

EMPTY = Fault(type="source-error", note="the source is empty")


class Refusal:
    """A look at a table whose schema cannot be used: only that is said."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults

    def feed(self, batch: Batch) -> None:
        """Take no notice: what the rows mean is not known."""

    def finish(self, untold: Collection[str] = ()) -> Iterator[Fault]:  # noqa: ARG002
        """Yield why."""
        return iter(self.faults)


class TableExamination:
    """A look at a table whose schema, if it has one, can be used."""

    def __init__(self, subject: Subject, schema: CompiledSchema | None) -> None:
        self.subject = subject
        self.schema = schema
        self.selection = Selection(subject)
        self._head: list[Record] = []
        self._look: _Look | Refusal | None = None

    def feed(self, batch: Batch) -> None:
        """See the next records of the table."""
        if self._look is not None:
            self._look.feed(batch)
            return
        self._head += records_of(batch)
        if len(self._head) >= SAMPLE:
            self._start()

    def finish(self, untold: Collection[str] = ()) -> Iterator[Fault]:
        """Yield the faults in the order of the file."""
        if self._look is None:
            self._start()
        if self._look is not None:
            yield from self._look.finish(untold)

    def _start(self) -> None:
        """Decide from the first records how the columns are read."""
        labels, first = self.selection.header_of(self._head)
        fault = refusal(self.subject, self.schema) if self.schema else None
        columns = fault or columns_of(
            self.schema,
            labels,
            first,
            is_case_ignored=self.subject.dialect.is_header_case_ignored,
        )
        if isinstance(columns, Fault):
            self._look = Refusal((columns,))
            return
        look = _Look(self.subject, self.selection, self.schema, columns)
        if not labels and first is None:
            look.header = (EMPTY, *look.header)
        look.see(self._head)
        self._head = []
        self._look = look


class _Look:
    """The rows, once it is known how their columns are read."""

    def __init__(
        self,
        subject: Subject,
        selection: Selection,
        schema: CompiledSchema | None,
        columns: Columns,
    ) -> None:
        self.subject = subject
        self.selection = selection
        self.columns = columns
        is_case_ignored = subject.dialect.is_header_case_ignored
        self.keys = keys_of(schema, columns, is_case_ignored=is_case_ignored)
        self.journal = Journal()
        line = selection.header.line if selection.header else None
        self.header = tuple(
            replace(fault, row=subject.header_row, line=line) for fault in columns.faults
        )
        self.values = {positions: key_values(positions, columns) for positions in self._positions()}
        primary = next((key.positions for key in self.keys if key.kind is KeyKind.PRIMARY), None)
        self.rows = RowCheck(columns, self.values, primary, is_typed=selection.is_typed)
        self.frames = FrameCheck(self.rows, self.values, primary)

    def feed(self, batch: Batch) -> None:
        """Judge the next records; a frame as a whole unless some of its records do not count."""
        if not (isinstance(batch, Frame) and self._takes(batch)):
            self.see(records_of(batch))

    def _takes(self, frame: Frame) -> bool:
        return not self.selection.has_left_out(frame) and self.frames.feed(frame, self.journal)

    def see(self, records: Iterable[Record]) -> None:
        """Judge the next records one by one."""
        self.rows.feed(self.selection.rows(records), self.journal)

    def finish(self, untold: Collection[str]) -> Iterator[Fault]:
        """Yield the faults of the header, then of the rows."""
        yield from self.header
        breaches = [self._breaches(index, key) for index, key in enumerate(self.keys)]
        yield from Reporter(self.columns, self.keys).faults(self.journal.entries(untold), breaches)

    def _positions(self) -> Iterator[Positions]:
        for key in self.keys:
            yield key.positions
            if key.foreign and is_self(self.subject, key.foreign):
                yield places(key.foreign.reference_fields, self.columns)

    def _breaches(self, index: int, key: Key) -> Iterable[Breach]:
        values = self.values[key.positions]
        if key.foreign is not None:
            return self._foreign(index, key, key.foreign, values)
        return (
            (number, line, index, f"the same as in the row at position {earlier}", shown)
            for number, line, earlier, shown in values.repeats()
        )

    def _foreign(
        self, index: int, key: Key, foreign: ForeignKey, values: KeyValues
    ) -> Iterator[Breach]:
        others = self._others(foreign)
        if others is None:
            return
        names, reference = ", ".join(key.names), ", ".join(foreign.reference_fields)
        for number, line, texts in values.absent_from(others):
            note = (
                f'for "{names}": values "{", ".join(texts)}" not found '
                f'in the lookup table "{foreign.resource}" as "{reference}"'
            )
            yield number, line, index, note, ""

    def _others(self, foreign: ForeignKey) -> KeyValues | None:
        if is_self(self.subject, foreign):
            return self.values[places(foreign.reference_fields, self.columns)]
        return values_of(self.subject.siblings[foreign.resource], foreign.reference_fields)
