"""What foreign keys refer to: columns of this table, or of another table of the dataset."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.engine.frames import FrameCheck
from publisher.engine.header import Columns, columns_of
from publisher.engine.key_texts import kind_of
from publisher.engine.keys import KeyValues
from publisher.engine.plan import ABSENT, Positions
from publisher.engine.rows import RowCheck
from publisher.engine.schema import CompiledSchema, ForeignKey, compile_schema
from publisher.engine.selection import SAMPLE, Selection, records_of
from publisher.tables.batch import Frame
from publisher.tables.engine import Fault, Subject
from publisher.tables.record import BrokenTable, Record


def refusal(subject: Subject, schema: CompiledSchema) -> Fault | None:
    """Return why the table cannot be read because of what its foreign keys name."""
    for key in schema.foreign_keys:
        if is_self(subject, key) or key.resource in subject.siblings:
            continue
        # Word for word: frictionless forgot to fill in its placeholder.
        note = 'package is required for foreign keys to other resources: "{fk}"'
        if subject.siblings:
            note = (
                f'failed to handle a foreign key for resource "{subject.name}" '
                f'as resource "{key.resource}" does not exist'
            )
        return Fault(type="resource-error", note=note)
    return None


def is_self(subject: Subject, key: ForeignKey) -> bool:
    """Whether the key refers to its own table."""
    return key.resource in {"", subject.name}


def places(names: Sequence[str], columns: Columns) -> Positions:
    """Return where the columns lie, ABSENT for one that is not there."""
    place = {field.name: position for position, field in enumerate(columns.fields)}
    return tuple(place.get(name, ABSENT) for name in names)


def key_values(positions: Positions, columns: Columns) -> KeyValues:
    """Return a place for the values of columns."""
    kinds = tuple("" if place == ABSENT else kind_of(columns.fields[place]) for place in positions)
    return KeyValues(len(positions), kinds)


def values_of(subject: Subject, names: tuple[str, ...]) -> KeyValues | None:
    """Return the values of another table's columns; None where that table cannot be used.

    A table that breaks is read as far as it goes: its own check says so.
    """
    reader = _Reader(subject, names)
    try:
        for batch in subject.table.batches():
            if isinstance(batch, Frame) and reader.feed_frame(batch):
                continue
            reader.feed(records_of(batch))
    except BrokenTable:
        pass
    return reader.finish()


class _Reader:
    """Reads the values of a few columns of a table."""

    def __init__(self, subject: Subject, names: tuple[str, ...]) -> None:
        self.names = names
        self.selection = Selection(subject)
        compiled = compile_schema(subject.schema) if subject.schema else None
        self.is_usable = not isinstance(compiled, tuple)
        self.schema = compiled if isinstance(compiled, CompiledSchema) else None
        self.values: KeyValues | None = None
        self._head: list[Record] = []
        self._rows: RowCheck | None = None
        self._frames: FrameCheck | None = None

    def feed(self, records: Sequence[Record]) -> None:
        if not self.is_usable:
            return
        if self._rows is None:
            self._head += records
            if len(self._head) < SAMPLE:
                return
            records = self._start()
        self._read(records)

    def feed_frame(self, frame: Frame) -> bool:
        """Read a frame as a whole; False where its records must be read one by one."""
        if self._frames is None or self.selection.has_left_out(frame):
            return False
        return self._frames.read_keys(frame)

    def finish(self) -> KeyValues | None:
        if self.is_usable and self._rows is None:
            self._read(self._start())
        return self.values if self.is_usable else None

    def _read(self, records: Sequence[Record]) -> None:
        if self._rows is not None:
            self._rows.read_keys(self.selection.rows(records))

    def _start(self) -> Sequence[Record]:
        head: list[Record] = self._head
        self._head = []
        labels, first = self.selection.header_of(head)
        columns: Columns | Fault = columns_of(
            self.schema,
            labels,
            first,
            is_case_ignored=self.selection.dialect.is_header_case_ignored,
        )
        if isinstance(columns, Fault):
            self.is_usable = False
            return ()
        positions = places(self.names, columns)
        self.values = key_values(positions, columns)
        keys = {positions: self.values}
        self._rows = RowCheck(columns, keys, None, is_typed=self.selection.is_typed)
        self._frames = FrameCheck(self._rows, keys, None)
        return head
