"""What a rule finds in a draft: mends act on the rules' own findings, so that no fact stands twice."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from publisher import standards
from publisher.rules.fence import Crash, fenced
from publisher.rules.rule import Cell, ColumnFacts, Hit, OfTable, Outcome, Rule, TableFacts
from publisher.rules.watch import Interest, TableHead, Watch
from publisher.tables.columns import judge
from publisher.tables.layout import Layout, Reason
from publisher.tables.record import Record, filled
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked

SAMPLE = 1000
"""Records that rules decide by, as in the check."""
VALUES = 100
FIRST = 2
"""Number that the first row of a draft has for the rules: the header is the first record."""


def head_of(draft: Draft, asked: Asked) -> TableHead:
    """Return a draft as the rules see a table: the header first, the rows directly below it."""
    labels = [column.name for column in draft.columns]
    header = Record(FIRST - 1, FIRST - 1, labels)
    sample = records_of(draft, SAMPLE)
    schema = asked.schema or {}
    fields = schema.get("fields")
    return TableHead(
        layout=Layout(header=header, reasons=frozenset({Reason.FIRST})),
        columns=judge(
            [label.strip() for label in labels],
            sample,
            fields if isinstance(fields, list) else (),
        ),
        sample=sample,
        properties={"schema": schema} if schema else {},
        standard=standards.recognise(labels, asked.standards),
        body=asked.body,
        municipalities=asked.municipalities,
    )


def records_of(draft: Draft, most: int | None = None) -> tuple[Record, ...]:
    """Return the rows of a draft as records, numbered from `FIRST`."""
    return tuple(
        Record(number, number, row.cells) for number, row in enumerate(draft.rows[:most], FIRST)
    )


def is_named(draft: Draft) -> bool:
    """Say whether every column has a name: else the names may stand over the wrong columns."""
    return all(column.name.strip() for column in draft.columns)


def cells(rule: Rule, draft: Draft, asked: Asked) -> dict[tuple[int, int], Hit]:
    """Return what a rule says of single cells, by index of the row and of the column."""
    return {
        (hit.cell.number - FIRST, hit.cell.position - 1): hit
        for hit in hits(rule, draft, asked)
        if hit.cell is not None
    }


def labels(rule: Rule, draft: Draft, asked: Asked) -> dict[int, Hit]:
    """Return what a rule says of names of columns, by index."""
    return {
        hit.position - 1: hit
        for hit in hits(rule, draft, asked)
        if hit.record is not None and hit.record.number < FIRST and hit.position is not None
    }


def hits(rule: Rule, draft: Draft, asked: Asked) -> Iterator[Hit]:
    """Yield what a rule of tables finds in a draft; nothing where the rule itself fails."""
    head, records = head_of(draft, asked), records_of(draft)
    for check in rule.checks:
        if isinstance(check, OfTable):
            watch = check.watch()
            for outcome in fenced(rule.id, functools.partial(_outcomes, watch, head, records)):
                if isinstance(outcome, Crash):
                    return
                if isinstance(outcome, Hit):
                    yield outcome


def _outcomes(watch: Watch, head: TableHead, records: Sequence[Record]) -> Iterator[Outcome]:
    yield from watch.start(head)
    width = len(head.columns)
    wants: Mapping[int, tuple[Interest, ...]] = {}
    for index, record in enumerate(records):
        if index % SAMPLE == 0:
            wants = _by_column(tuple(watch.interests()), width)
        if filled(record) <= 1:
            yield from watch.odd(record)
        for position, text in enumerate(record.cells, start=1):
            if text and any(_shows(interest, text) for interest in wants[position]):
                cell = Cell(record.number, position, text, text, functools.partial(_same, record))
                yield from watch.cell(cell)
        if watch.wants_rows:
            yield from watch.row(record)
    yield from watch.finish(_facts(records, width))


def _by_column(asked: Sequence[Interest], width: int) -> dict[int, tuple[Interest, ...]]:
    return {
        position: tuple(item for item in asked if item.columns is None or position in item.columns)
        for position in range(1, width + 1)
    }


def _same(record: Record) -> Record:
    return record


@functools.lru_cache(maxsize=65536)
def _shows(interest: Interest, text: str) -> bool:
    if interest.finds and _compiled(interest.finds).search(text):
        return True
    return bool(interest.unless and not _compiled(interest.unless).fullmatch(text))


@functools.lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _facts(records: Sequence[Record], width: int) -> TableFacts:
    columns = []
    for position in range(1, width + 1):
        values = Counter(text for record in records if (text := record.cells[position - 1]))
        distinct = Counter(text.strip() for text in values.elements())
        columns.append(
            ColumnFacts(
                position=position,
                filled=values.total(),
                values=distinct if len(distinct) <= VALUES else None,
            )
        )
    return TableFacts(records=len(records), columns=tuple(columns))
