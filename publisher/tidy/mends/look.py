"""What a rule finds in a draft: mends act on the rules' own findings, so that no fact stands twice.

A rule is asked for what it asked to see, once for equal cells of a column: what it says hangs on
column and text alone, unless it looks at the row beside (`Cell.row`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from publisher import standards
from publisher.rules.rule import (
    Cell,
    ColumnFacts,
    Hit,
    Interest,
    OfTable,
    Outcome,
    Rule,
    TableFacts,
    TableHead,
    Watch,
)
from publisher.tables.columns import judge
from publisher.tables.layout import Layout, Reason
from publisher.tables.record import Record
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked

SAMPLE = 1000
"""Records that rules decide by, as in the check."""
VALUES = 100
FIRST = 2
"""Number that the first row of a draft has for the rules: the header is the first record."""
_SPARSE = 2
"""Columns without a blank cell from which on no row is sparse."""
_MEMO = 10_000
"""Texts of which it is remembered what a rule says."""
Said = tuple[int, int, Outcome]
"""Of a cell: its row's index and its column's position; of all else 0 and 0."""


class Look:
    """One look at a draft with the eyes of the rules."""

    def __init__(self, draft: Draft, asked: Asked) -> None:
        self.draft = draft
        self.asked = asked

    @property
    def head(self) -> TableHead:
        """The draft as the rules see a table: the header first, the rows directly below it."""
        known: tuple[Asked, TableHead] | None = self.draft.known.get("head")
        if known is None or known[0] is not self.asked:
            known = self.draft.known["head"] = (self.asked, self._head())
        return known[1]

    def _head(self) -> TableHead:
        labels = [column.name for column in self.draft.columns]
        header = Record(FIRST - 1, FIRST - 1, labels)
        sample = tuple(map(self.record, range(min(SAMPLE, len(self.draft.rows)))))
        schema = self.asked.schema or {}
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
            standard=standards.recognise(labels, self.asked.standards),
            body=self.asked.body,
            municipalities=self.asked.municipalities,
        )

    def record(self, row: int) -> Record:
        """Return a row, by index, as a record: they are numbered from `FIRST`."""
        return Record(row + FIRST, row + FIRST, self.draft.rows[row].cells)

    @property
    def is_named(self) -> bool:
        """Say whether every column has a name: else names may stand over the wrong columns."""
        return all(column.name.strip() for column in self.draft.columns)

    def each(self, rule: Rule) -> Iterator[tuple[int, int, Hit]]:
        """Yield what a rule says of single cells, by index of the row and of the column.

        Row by row; equal cells of a column may share a hit. What the rule raises fails the mend.
        """
        for watch in _watches(rule):
            for row, position, outcome in _outcomes(watch, self):
                if position and isinstance(outcome, Hit):
                    yield row, position - 1, outcome

    def cells(self, rule: Rule) -> dict[tuple[int, int], Hit]:
        """Return what a rule says of single cells, by index of the row and of the column."""
        return {(row, column): hit for row, column, hit in self.each(rule)}

    def labels(self, rule: Rule) -> dict[int, Hit]:
        """Return what a rule says of names of columns at first sight, by index."""
        return {
            hit.position - 1: hit
            for watch in _watches(rule)
            for hit in watch.start(self.head)
            if isinstance(hit, Hit)
            and hit.record is not None
            and hit.record.number < FIRST
            and hit.position is not None
        }

    def hits(self, rule: Rule) -> tuple[Hit, ...]:
        """Return what a rule finds beside single cells."""
        return tuple(
            outcome
            for watch in _watches(rule)
            for _, position, outcome in _outcomes(watch, self)
            if not position and isinstance(outcome, Hit)
        )


def _watches(rule: Rule) -> Iterator[Watch]:
    return (check.watch() for check in rule.checks if isinstance(check, OfTable))


def _outcomes(watch: Watch, look: Look) -> Iterator[Said]:
    """Yield what a rule says, row by row, as of a stream; it is asked anew what it wants to see."""
    yield from _of_all(watch.start(look.head))
    draft = look.draft
    sparse = _sparse(draft) if type(watch).odd is not Watch.odd else ()
    once = _Once(watch, look)
    asked: tuple[Interest, ...] = ()
    shown: Mapping[int, set[str]] = {}
    for start in range(0, len(draft.rows), SAMPLE):
        now = tuple(watch.interests())
        if now != asked:
            asked, shown = now, _shown(draft, now)
        end = min(start + SAMPLE, len(draft.rows))
        here = slice(bisect_left(sparse, start), bisect_left(sparse, end))
        places = [(row, 0) for row in sparse[here]]
        for position, texts in shown.items():
            cells = draft.texts(position - 1).cells[start:end]
            places += [(row, position) for row, text in enumerate(cells, start) if text in texts]
        last = len(draft.columns) + 1
        places += [(row, last) for row in range(start, end) if watch.wants_rows]
        for row, position in sorted(places):
            if position == 0:
                yield from _of_all(watch.odd(look.record(row)))
            elif position == last:
                yield from _of_all(watch.row(look.record(row)))
            else:
                yield from once.said(row, position)
    once.forget()
    if type(watch).finish is not Watch.finish:
        yield from _of_all(watch.finish(_facts(draft)))


def _of_all(found: Iterable[Outcome]) -> Iterator[Said]:
    return ((0, 0, outcome) for outcome in found)


class _Once:
    """Shows cells to a rule: those of a column that are equal once, unless it looks beside them."""

    def __init__(self, watch: Watch, look: Look) -> None:
        self._watch = watch
        self._look = look
        self._known: dict[tuple[int, str], tuple[Outcome, ...]] = {}
        self._at = 0
        self._is_beside = False

    def said(self, row: int, position: int) -> Iterator[Said]:
        """Yield what the rule says of a cell."""
        text = self._look.draft.rows[row].cells[position - 1]
        found = self._known.get((position, text))
        if found is None:
            found = self._asked(row, position, text)
        for outcome in found:
            is_of_cell = isinstance(outcome, Hit) and outcome.cell is not None
            yield (row, position, outcome) if is_of_cell else (0, 0, outcome)

    def _asked(self, row: int, position: int, text: str) -> tuple[Outcome, ...]:
        self._at, self._is_beside = row, False
        found = tuple(self._watch.cell(Cell(row + FIRST, position, text, text, self._record)))
        if not self._is_beside:
            if len(self._known) >= _MEMO:
                self._known.clear()
            self._known[position, text] = found
        return found

    def forget(self) -> None:
        """Forget what was said: a hit knows its cell, a cell asks us for its row, and such a circle
        would hold all rows in memory long after the look.
        """
        self._known.clear()

    def _record(self) -> Record:
        self._is_beside = True
        return self._look.record(self._at)


def _shown(draft: Draft, asked: Sequence[Interest]) -> dict[int, set[str]]:
    """Return the texts to show by the position of their column; only columns with such texts."""
    found: dict[int, set[str]] = {}
    for position in range(1, len(draft.columns) + 1):
        for item in asked:
            if item.columns is None or position in item.columns:
                texts = draft.texts(position - 1).shown(item.finds, item.unless)
                if texts:
                    found[position] = found.get(position, set()) | texts
    return found


def _sparse(draft: Draft) -> Sequence[int]:
    """Return the rows with at most one cell that holds more than white space."""
    known: Sequence[int] | None = draft.known.get("sparse")
    if known is None:
        full = sum(draft.texts(index).is_full for index in range(len(draft.columns)))
        known = () if full >= _SPARSE else [*_with_one(draft)]
        draft.known["sparse"] = known
    return known


def _with_one(draft: Draft) -> Iterator[int]:
    for index, row in enumerate(draft.rows):
        if sum(map(bool, map(str.strip, row.cells))) <= 1:
            yield index


def _facts(draft: Draft) -> TableFacts:
    found = (draft.texts(index) for index in range(len(draft.columns)))
    return TableFacts(
        records=len(draft.rows),
        columns=tuple(
            ColumnFacts(position=position, filled=texts.filled, values=texts.values(VALUES))
            for position, texts in enumerate(found, 1)
        ),
    )
