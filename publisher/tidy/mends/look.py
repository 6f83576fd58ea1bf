"""What a rule finds in a draft: mends act on the rules' own findings, so that no fact stands twice."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from publisher import standards
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


class Look:
    """One look at a draft with the eyes of the rules; each rule looks once, when it is asked."""

    def __init__(self, draft: Draft, asked: Asked) -> None:
        self.draft = draft
        self.asked = asked
        self._hits: dict[str, tuple[Hit, ...]] = {}

    @functools.cached_property
    def head(self) -> TableHead:
        """The draft as the rules see a table: the header first, the rows directly below it."""
        labels = [column.name for column in self.draft.columns]
        header = Record(FIRST - 1, FIRST - 1, labels)
        schema = self.asked.schema or {}
        fields = schema.get("fields")
        return TableHead(
            layout=Layout(header=header, reasons=frozenset({Reason.FIRST})),
            columns=judge(
                [label.strip() for label in labels],
                self.records[:SAMPLE],
                fields if isinstance(fields, list) else (),
            ),
            sample=self.records[:SAMPLE],
            properties={"schema": schema} if schema else {},
            standard=standards.recognise(labels, self.asked.standards),
            body=self.asked.body,
            municipalities=self.asked.municipalities,
        )

    @functools.cached_property
    def records(self) -> tuple[Record, ...]:
        """The rows as records, numbered from `FIRST`."""
        return tuple(
            Record(number, number, row.cells) for number, row in enumerate(self.draft.rows, FIRST)
        )

    @property
    def is_named(self) -> bool:
        """Say whether every column has a name: else names may stand over the wrong columns."""
        return all(column.name.strip() for column in self.draft.columns)

    def cells(self, rule: Rule) -> dict[tuple[int, int], Hit]:
        """Return what a rule says of single cells, by index of the row and of the column."""
        return {
            (hit.cell.number - FIRST, hit.cell.position - 1): hit
            for hit in self.hits(rule)
            if hit.cell is not None
        }

    def labels(self, rule: Rule) -> dict[int, Hit]:
        """Return what a rule says of names of columns, by index."""
        return {
            hit.position - 1: hit
            for hit in self.hits(rule)
            if hit.record is not None and hit.record.number < FIRST and hit.position is not None
        }

    def hits(self, rule: Rule) -> tuple[Hit, ...]:
        """Return what a rule of tables finds; whatever the rule raises fails the mend too."""
        if rule.id not in self._hits:
            watches = (check.watch() for check in rule.checks if isinstance(check, OfTable))
            self._hits[rule.id] = tuple(
                outcome
                for watch in watches
                for outcome in _outcomes(watch, self.head, self.records)
                if isinstance(outcome, Hit)
            )
        return self._hits[rule.id]


def _outcomes(watch: Watch, head: TableHead, records: Sequence[Record]) -> Iterator[Outcome]:
    yield from watch.start(head)
    width = len(head.columns)
    sees_odd = type(watch).odd is not Watch.odd
    wanted = _Wanted(())
    for index, record in enumerate(records):
        if index % SAMPLE == 0:
            wanted = _Wanted(tuple(watch.interests()))
        if sees_odd and filled(record) <= 1:
            yield from watch.odd(record)
        for position in wanted.positions(width):
            text = record.cells[position - 1]
            if text and wanted.shows(position, text):
                cell = Cell(record.number, position, text, text, functools.partial(_same, record))
                yield from watch.cell(cell)
        if watch.wants_rows:
            yield from watch.row(record)
    if type(watch).finish is not Watch.finish:
        yield from watch.finish(_facts(records, width))


class _Wanted:
    """Which cells a rule asked to see."""

    def __init__(self, asked: tuple[Interest, ...]) -> None:
        self._asked = asked
        self._known: dict[tuple[int, str], bool] = {}

    def positions(self, width: int) -> Sequence[int]:
        """Return the columns of which any cell may be asked for."""
        if any(item.columns is None for item in self._asked):
            return range(1, width + 1)
        found = frozenset().union(*(item.columns or () for item in self._asked))
        return sorted(position for position in found if position <= width)

    def shows(self, position: int, text: str) -> bool:
        """Say whether a cell was asked for; equal cells of a column are looked at once."""
        key = (position, text)
        if key not in self._known:
            self._known[key] = any(
                _shows(item, text)
                for item in self._asked
                if item.columns is None or position in item.columns
            )
        return self._known[key]


def _same(record: Record) -> Record:
    return record


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
        texts = [text for record in records if (text := record.cells[position - 1])]
        distinct = Counter(map(str.strip, texts))
        columns.append(
            ColumnFacts(
                position=position,
                filled=len(texts),
                values=distinct if len(distinct) <= VALUES else None,
            )
        )
    return TableFacts(records=len(records), columns=tuple(columns))
