"""Flawed rows and broken keys as faults, in the order in which frictionless says them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from publisher.engine.header import Columns
from publisher.engine.journal import Entry, Flaw
from publisher.engine.plan import Key, KeyKind
from publisher.tables.engine import Fault

Breach = tuple[int, int | None, int, str, str]
"""A broken key: row, line, index of the key, note, and for `unique` the value as text."""
_TAIL = frozenset({"extra-cell", "missing-cell"})
KEYLESS = 'cells composing the primary keys are all "None"'


class Reporter:
    """Turns what was written down of rows into faults."""

    def __init__(self, columns: Columns, keys: Sequence[Key]) -> None:
        self.labels = columns.labels
        self.names = [field.name for field in columns.fields]
        self.keys = keys
        self.primary = next(
            (index for index, key in enumerate(keys) if key.kind is KeyKind.PRIMARY), None
        )

    def faults(
        self, entries: Iterable[Entry], breaches: Sequence[Iterable[Breach]]
    ) -> Iterator[Fault]:
        """Yield the faults of all rows; each of `breaches` is in the order of rows."""
        if not breaches:
            for entry in entries:
                yield from self._row(entry, [])
            return
        marked = ((entry.number, -1, entry) for entry in entries)
        keyed = [((breach[0], breach[2], breach) for breach in one) for one in breaches]
        parts: Iterator[tuple[int, int, Any]] = merge(marked, *keyed, key=itemgetter(0, 1))
        for number, group in groupby(parts, key=itemgetter(0)):
            found = [part for _, _, part in group]
            if isinstance(found[0], Entry):
                yield from self._row(found[0], found[1:])
            else:
                bare = Entry(number, found[0][1], is_blank=False, has_no_key=False, flaws=())
                yield from self._row(bare, found)

    def _row(self, entry: Entry, breaches: list[Breach]) -> Iterator[Fault]:
        if entry.has_no_key and self.primary is not None:
            breach = (entry.number, entry.line, self.primary, KEYLESS, "")
            breaches = sorted([*breaches, breach], key=itemgetter(2))
        if entry.is_blank:
            keyed = [self._of_breach(breach, entry.rows) for breach in breaches]
            number, line, rows = entry.number, entry.line, entry.rows
            also = tuple(keyed) if rows > 1 else ()
            yield Fault(type="blank-row", row=number, line=line, rows=rows, also=also)
            yield from keyed if rows == 1 else ()
        else:
            flaws: Sequence[Flaw] = entry.flaws
            if len(flaws) > 1 and self.keys:
                flaws = self._as_read(flaws, breaches)
            for position, kind, note, cell in flaws:
                yield Fault(
                    type=kind,
                    note=note,
                    row=entry.number,
                    line=entry.line,
                    field=position,
                    label=self._label(position),
                    cell=cell,
                )
            for breach in breaches:
                yield self._of_breach(breach)

    def _as_read(self, flaws: Sequence[Flaw], breaches: Sequence[Breach]) -> Sequence[Flaw]:
        """Return the flaws in the order in which frictionless reads the cells of a row.

        It reads the columns of keys first, one key after the other; the first broken key makes
        it read all the rest.
        """
        first = min((breach[2] for breach in breaches), default=len(self.keys) - 1)
        early: list[int] = []
        for key in self.keys[: first + 1]:
            early += [position + 1 for position in key.positions if position + 1 not in early]
        rank = {position: index for index, position in enumerate(early)}
        last = len(rank)
        return sorted(flaws, key=lambda flaw: last if flaw[1] in _TAIL else rank.get(flaw[0], last))

    def _of_breach(self, breach: Breach, rows: int = 1) -> Fault:
        number, line, index, note, cell = breach
        key = self.keys[index]
        if key.kind is not KeyKind.UNIQUE:
            return Fault(type=key.kind.value, note=note, row=number, line=line, rows=rows)
        position = key.positions[0] + 1
        return Fault(
            type=key.kind.value,
            note=note,
            row=number,
            line=line,
            field=position,
            label=self._label(position),
            cell=cell,
        )

    def _label(self, position: int) -> str:
        label = self.labels[position - 1] if position <= len(self.labels) else ""
        return label or (self.names[position - 1] if position <= len(self.names) else "")
