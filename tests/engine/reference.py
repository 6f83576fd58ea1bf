"""frictionless as the table engine: the reference that ours is held against.

frictionless gets lists of cells, so it decodes, sniffs and guesses nothing: encoding, dialect and
header row are decided before. Rows are pulled one by one; nothing is limited or held.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from publisher.tables.batch import Batch
from publisher.tables.engine import Fault, Subject
from publisher.tables.record import BrokenTable, Record


class _Reading:
    """One look: frictionless reads the table by itself, so batches are of no use to it."""

    def __init__(self, engine: FrictionlessEngine, subject: Subject) -> None:
        self.engine = engine
        self.subject = subject

    def feed(self, batch: Batch) -> None:
        """See a batch."""

    def finish(self, untold: Collection[str] = ()) -> Iterator[Fault]:
        """Yield the faults of the table."""
        return self.engine.check(self.subject)


class FrictionlessEngine:
    """The reference engine."""

    def begin(self, subject: Subject) -> _Reading:
        """Return a fresh look at a table."""
        return _Reading(self, subject)

    def check(self, subject: Subject) -> Iterator[Fault]:
        """Yield frictionless's errors as faults, with the editor's line of each."""
        from frictionless import FrictionlessException

        if broken := list(_schema_faults(subject.schema)):
            yield from broken
            return
        try:
            yield from _faults(subject)
        except FrictionlessException as error:
            yield _of_exception(error)


def _schema_faults(schema: Mapping[str, Any] | None) -> Iterator[Fault]:
    """Yield what stands against using the schema at all."""
    from frictionless import FrictionlessException, Schema

    if schema is None:
        return
    try:
        fields = Schema.from_descriptor(dict(schema)).fields
    except FrictionlessException as error:
        for reason in error.reasons or [error.error]:
            yield Fault(type=reason.type, note=reason.note)
        return
    for field in fields:
        pattern = field.constraints.get("pattern")
        try:
            # frictionless compiles it unguarded, in just this form, when it opens the table.
            re.compile(f"^{pattern}$")
        except re.error as error:
            yield Fault(
                type="schema-error", note=f'pattern of "{field.name}" is not valid: {error}'
            )


def _faults(subject: Subject) -> Iterator[Fault]:
    pending: deque[Record] = deque()
    resource = _resource(subject, pending)
    with resource:
        labels = resource.labels
        if not labels and not resource.fragment:
            yield Fault(type="source-error", note="the source is empty")
        header = _line(pending, subject.header_row)
        for error in resource.header.errors:
            yield _of_label(error, subject.header_row, header)
        for row in resource.row_stream:
            if row.valid:
                continue
            line = _line(pending, row.row_number)
            for error in row.errors:
                yield _of_row(error, labels, line)


def _resource(subject: Subject, pending: deque[Record] | None = None) -> Any:
    from frictionless import Detector, Dialect, Package, Schema
    from frictionless.resources import TableResource

    stated = subject.dialect
    dialect = Dialect(header=subject.header_row is not None)
    if subject.header_row is not None:
        dialect.header_rows = [*(stated.header_rows or (subject.header_row,))]
    dialect.header_join = stated.header_join
    dialect.header_case = not stated.is_header_case_ignored
    dialect.comment_rows = sorted(stated.comment_rows)
    if stated.comment:
        dialect.comment_char = stated.comment
    dialect.skip_blank_rows = stated.are_blank_rows_skipped
    schema: Any = Schema.from_descriptor(dict(subject.schema)) if subject.schema else None
    resource = TableResource(
        name=subject.name,
        data=lambda: _cells(subject, pending),
        format="inline",
        dialect=dialect,
        schema=schema,
        # Without a schema only the structure counts: no type is inferred from a sample.
        detector=Detector(field_type="any"),
    )
    if subject.siblings and subject.schema and subject.schema.get("foreignKeys"):
        others = [_resource(sibling) for sibling in subject.siblings.values()]
        Package(resources=[resource, *others])
    return resource


def _cells(subject: Subject, pending: deque[Record] | None) -> Iterator[list[Any]]:
    is_sheet = subject.table.sheet is not None
    width = 0
    try:
        for record in subject.table.records():
            if pending is not None:
                pending.append(record)
            if record.number == subject.header_row:
                width = len(record.cells)
            # A sheet has no missing cells: what is not filled is blank.
            blank = [None] * (width - len(record.cells)) if is_sheet else []
            yield [*record.cells, *blank]
    except BrokenTable:
        # Said by whoever read the table before; the engine judges what can be read.
        return


def _line(pending: deque[Record], number: int | None) -> int | None:
    """Return the line of record `number`, letting go of the records before it.

    frictionless reads at most its sample ahead, so `pending` stays short.
    """
    while pending and number is not None and pending[0].number < number:
        pending.popleft()
    return pending[0].line if pending and pending[0].number == number else None


def _of_label(error: Any, row: int | None, line: int | None) -> Fault:
    position = getattr(error, "field_number", None)
    label = getattr(error, "label", "") or getattr(error, "field_name", "")
    return Fault(
        type=error.type,
        note=error.note,
        row=row,
        line=line,
        field=position,
        label=str(label),
        expected=str(getattr(error, "field_name", "")),
    )


def _of_row(error: Any, labels: list[str], line: int | None) -> Fault:
    position = getattr(error, "field_number", None)
    label = labels[position - 1] if position and position <= len(labels) else ""
    return Fault(
        type=error.type,
        note=error.note,
        row=error.row_number,
        line=line,
        field=position,
        label=label or str(getattr(error, "field_name", "") or ""),
        cell=str(getattr(error, "cell", "") or ""),
    )


def _of_exception(error: Any) -> Fault:
    return Fault(type=error.error.type, note=error.error.note)
