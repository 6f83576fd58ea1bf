"""Which rule sees which cell: rules ask for cells by expressions, batches are searched for them.

The law is the engine's: an expression may only say "certainly fine"; whatever it shows is judged
by the rule itself. So a million clean rows cost the rules one search per column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from publisher.books.book import Sheet
from publisher.checks import search
from publisher.checks.shapes import places_of, widened
from publisher.rules.fence import Crash, fenced
from publisher.rules.rule import Cell, ColumnFacts, Interest, Outcome, Rule, TableFacts, Watch
from publisher.tables.batch import Batch, Blanks, Frame, Rows
from publisher.tables.frame_shapes import FrameShapes, shape_of
from publisher.tables.record import Record

if TYPE_CHECKING:
    import polars as pl

VALUES = 100
"""Distinct values of a column that are kept."""
_MEMO = 50_000
"""Remembered answers of "who may want a cell of this shape"."""
_LONG = 200
"""Characters of a text beyond which its shape costs more than it spares."""
_SPARSE = 2
"""Columns without an empty cell from which on no row is sparse."""
_KEPT = 16
"""Places at which digits are kept at most: beyond, a column has as many shapes as texts."""
Said = tuple[Rule, Outcome | Crash]


@dataclass(frozen=True, slots=True)
class _Asked:
    rule: Rule
    watch: Watch
    interest: Interest

    def wants(self, text: str) -> bool:
        asked = self.interest
        if asked.finds and _compiled(asked.finds).search(text):
            return True
        return bool(asked.unless and text and not _compiled(asked.unless).fullmatch(text))

    @property
    def is_exact(self) -> bool:
        """Whether who may want a text of a shape wants every text of it."""
        asked = self.interest
        return all(widened(it).is_exact for it in (asked.finds, asked.unless) if it)

    @property
    def places(self) -> frozenset[int] | None:
        """Where in a cell digits matter; None where nobody knows."""
        asked = self.interest
        return places_of(asked.unless) if asked.unless and not asked.finds else None

    def may_want(self, shape: str) -> bool:
        """Say whether it wants a text of this shape; False is certain."""
        asked = self.interest
        if asked.finds and widened(asked.finds).pattern.search(shape):
            return True
        if not asked.unless or not shape:
            return False
        told = widened(asked.unless)
        return not told.is_exact or not told.pattern.fullmatch(shape)


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class Sieve:
    """The watches of one table and what they ask for."""

    def __init__(self, watches: Mapping[Rule, Watch], *, width: int, is_text: bool) -> None:
        self.watches = dict(watches)
        self.width = width
        self.is_text = is_text
        self.records = 0
        self._plan: tuple[tuple[Rule, Interest], ...] = ()
        self._of_rows = tuple(pair for pair in self.watches.items() if pair[1].wants_rows)
        self._asked: dict[int, tuple[_Asked, ...]] = {}
        self._memo: dict[tuple[int, str], tuple[_Asked, ...]] = {}
        self._filled = [0] * width
        self._values: list[Counter[str] | None] = [Counter() for _ in range(width)]

    def feed(self, batch: Batch) -> Iterator[Said]:
        """Yield what the rules say of a batch of records below the header."""
        if not self.watches:
            return
        yield from self._replan()
        if isinstance(batch, Rows) and isinstance(batch.records, Blanks):
            yield from self._blanks(batch.records)
        elif isinstance(batch, Rows):
            yield from self._rows(batch)
        elif batch.columns.width == self.width:
            yield from self._frame(batch)
        else:
            # All its records have more or fewer cells than the header: each is an odd one.
            yield from self._odd(batch.filled(), batch.blanks)

    def finish(self, sheet: Sheet | None = None) -> Iterator[Said]:
        """Yield what the rules say at the end of the table; for `sheet` see TableFacts."""
        facts = TableFacts(
            records=self.records,
            columns=tuple(
                ColumnFacts(position=position, filled=filled, values=values)
                for position, (filled, values) in enumerate(
                    zip(self._filled, self._values, strict=True), start=1
                )
            ),
            sheet=sheet,
        )
        for rule, watch in tuple(self.watches.items()):
            yield from self._step(rule, partial(watch.finish, facts))

    def _step(self, rule: Rule, step: Callable[[], Iterable[Outcome]]) -> Iterator[Said]:
        """Yield what one step says; a rule that crashes is not asked again."""
        for outcome in fenced(rule.id, step):
            if isinstance(outcome, Crash):
                self.watches.pop(rule, None)
                self._plan = ()
                self._asked = {
                    position: tuple(item for item in asked if item.rule is not rule)
                    for position, asked in self._asked.items()
                }
                self._memo.clear()
            yield rule, outcome

    def _replan(self) -> Iterator[Said]:
        plan: list[tuple[Rule, Interest]] = []
        for rule, watch in tuple(self.watches.items()):
            if type(watch).interests is Watch.interests:
                continue
            for found in fenced(rule.id, watch.interests):
                if isinstance(found, Crash):
                    self.watches.pop(rule)
                    yield rule, found
                else:
                    plan.append((rule, found))
        if tuple(plan) == self._plan and self._asked:
            return
        self._plan = tuple(plan)
        self._memo.clear()
        asked: dict[int, list[_Asked]] = {position: [] for position in range(self.width + 1)}
        for rule, interest in plan:
            if rule not in self.watches:
                continue
            item = _Asked(rule, self.watches[rule], interest)
            for position in asked if interest.columns is None else interest.columns:
                if position in asked:
                    asked[position].append(item)
        self._asked = {position: tuple(items) for position, items in asked.items()}

    def _of(self, position: int) -> tuple[_Asked, ...]:
        """Return who asked for a column; 0 stands for every column beyond the header."""
        return self._asked[position if position <= self.width else 0]

    # --- record by record -----------------------------------------------------------------

    def _rows(self, batch: Rows) -> Iterator[Said]:
        odd = [pair for pair in self.watches.items() if type(pair[1]).odd is not Watch.odd]
        for record in batch.records:
            self.records += 1
            self._count(record)
            if odd and self._is_odd(record):
                for rule, watch in odd:
                    if rule in self.watches:
                        yield from self._step(rule, partial(watch.odd, record))
            yield from self._cells(record)
            yield from self._every(record)

    def _odd(self, records: tuple[Record, ...], blanks: Blanks | None) -> Iterator[Said]:
        """See records that are not as wide as the header, in order."""
        if blanks is None:
            yield from self._rows(Rows(records))
            return
        for above, record in blanks.between(records):
            yield from self._blanks(above) if above is not None else ()
            yield from self._rows(Rows((record,))) if record is not None else ()

    def _blanks(self, records: Blanks) -> Iterator[Said]:
        self.records += len(records)
        for rule, watch in tuple(self.watches.items()):
            if type(watch).odd is not Watch.odd:
                yield from self._step(rule, partial(watch.blanks, records))
        for record in records if self._of_rows else ():
            yield from self._every(record)

    def _cells(self, record: Record) -> Iterator[Said]:
        for position, value in enumerate(record.cells, start=1):
            if value is None or value == "":
                continue
            text = value if isinstance(value, str) else str(value)
            for asked in self._wanting(position, text):
                if asked.rule in self.watches:
                    cell = Cell(record.number, position, value, text, lambda: record)
                    yield from self._step(asked.rule, partial(asked.watch.cell, cell))

    def _wanting(self, position: int, text: str) -> tuple[_Asked, ...]:
        if len(text) > _LONG:
            return self._wanting_long(position, text)
        # A rule that asked twice for the same cell is shown it once.
        wanting = {
            asked.rule: asked
            for asked in self._may_want(position, shape_of(text))
            if asked.wants(text)
        }
        return tuple(wanting.values())

    def _wanting_long(self, position: int, text: str) -> tuple[_Asked, ...]:
        """Return who wants a long text: few are alike in shape, many may be the same."""
        key = (-position, text)
        known = self._memo.get(key)
        if known is None:
            wanting = {asked.rule: asked for asked in self._of(position) if asked.wants(text)}
            known = self._remembered(key, tuple(wanting.values()))
        return known

    def _may_want(self, position: int, shape: str) -> tuple[_Asked, ...]:
        """Return who may want a cell of this shape."""
        key = (min(position, self.width + 1), shape)
        known = self._memo.get(key)
        if known is None:
            known = tuple(asked for asked in self._of(position) if asked.may_want(shape))
            known = self._remembered(key, known)
        return known

    def _remembered(self, key: tuple[int, str], known: tuple[_Asked, ...]) -> tuple[_Asked, ...]:
        """Keep an answer; long texts that are all different would else be kept to the last."""
        if len(self._memo) >= _MEMO:
            self._memo.clear()
        self._memo[key] = known
        return known

    def _every(self, record: Record) -> Iterator[Said]:
        for rule, watch in self._of_rows:
            if rule in self.watches:
                yield from self._step(rule, partial(watch.row, record))

    def _is_odd(self, record: Record) -> bool:
        cells = record.cells
        if self.is_text and len(cells) != self.width:
            return True
        return sum(1 for cell in cells if cell not in (None, "")) <= 1

    def _count(self, record: Record) -> None:
        for index, value in enumerate(record.cells[: self.width]):
            if value is None or value == "":
                continue
            self._filled[index] += 1
            values = self._values[index]
            if values is not None:
                if text := str(value).strip():
                    values[text] += 1
                if len(values) > VALUES:
                    self._values[index] = None

    # --- column by column -----------------------------------------------------------------

    def _frame(self, batch: Frame) -> Iterator[Said]:
        yield from self._odd(batch.ragged, batch.blanks)
        self.records += batch.columns.height
        shown, full = self._search(batch)
        if len(full) < _SPARSE:
            shown = {0: self._sparse(batch), **shown}
        yield from self._together(batch.columns, shown)
        self._count_frame(batch.columns, full)
        for index in shown.pop(0, ()):
            record = batch.record(index)
            for rule, watch in tuple(self.watches.items()):
                if type(watch).odd is not Watch.odd:
                    yield from self._step(rule, partial(watch.odd, record))
        for position, indices in shown.items():
            texts = batch.columns[str(position)].gather(indices).to_list()
            for index, text in zip(indices, texts, strict=True):
                for asked in self._wanting(position, text):
                    if asked.rule in self.watches:
                        cell = Cell(
                            batch.numbers[index], position, text, text, partial(batch.record, index)
                        )
                        yield from self._step(asked.rule, partial(asked.watch.cell, cell))
        if self._of_rows:
            for index in range(batch.columns.height):
                yield from self._every(batch.record(index))

    def _search(self, frame: Frame) -> tuple[dict[int, list[int]], set[int]]:
        """Return the rows to show, by column, and the columns that have no empty cell for sure."""
        wanted: dict[int, list[Interest]] = {}
        shown: dict[int, list[int]] = {}
        full: set[int] = set()
        for position in range(1, frame.columns.width + 1):
            asked: Iterable[_Asked] = self._of(position)
            some = frame.shapes.of(position) if frame.shapes else None
            if frame.shapes and some is not None:
                if "" not in some:
                    full.add(position)
                asked, sure = self._by_shape(frame.shapes, position, some)
                if sure:
                    shown[position] = frame.shapes.rows(position, sure)
            # What asks by rows is asked by `_together`.
            if interests := [item.interest for item in asked if item.interest.rows is None]:
                wanted[position] = interests
        few = {index for index, values in enumerate(self._values, start=1) if values is not None}
        for position, rows in search.rows(frame.columns, wanted, few).items():
            shown[position] = sorted({*rows, *shown.get(position, ())})
        return shown, full

    def _sparse(self, frame: Frame) -> list[int]:
        """Return the rows with at most one filled cell, if any rule looks at them."""
        is_asked = any(type(watch).odd is not Watch.odd for watch in self.watches.values())
        return search.sparse_rows(frame.columns) if is_asked else []

    def _by_shape(
        self, known: FrameShapes, position: int, shapes: Iterable[str]
    ) -> tuple[Iterable[_Asked], set[str]]:
        """Return who may want cells of the shapes, and the shapes of which all are wanted."""
        maybe: dict[_Asked, None] = {}
        sure: set[str] = set()
        for shape in shapes:
            for asked in self._may_want(position, shape):
                if not asked.is_exact:
                    maybe[asked] = None
                elif asked.interest.rows is None:
                    sure.add(shape)
        return self._narrowed(known, position, maybe), sure

    def _together(self, columns: pl.DataFrame, shown: dict[int, list[int]]) -> Iterator[Said]:
        """Add the rows that rules find by several columns together; one that crashes is out."""
        for rule, interest in self._plan:
            if interest.rows is None or rule not in self.watches:
                continue
            told: set[int] = set()
            for found in fenced(rule.id, partial(interest.rows, columns)):
                if isinstance(found, Crash):
                    self.watches.pop(rule)
                    yield rule, found
                else:
                    told.add(found)
            for position in interest.columns or ():
                shown[position] = sorted(told.union(shown.get(position, ())))

    def _narrowed(
        self, known: FrameShapes, position: int, asked: Iterable[_Asked]
    ) -> Iterable[_Asked]:
        """Leave out who wants no cell when the digits that matter to them are kept."""
        kept = frozenset[int]().union(*(item.places or () for item in asked))
        shapes = known.of(position, kept) if 0 < len(kept) <= _KEPT else None
        if shapes is None:
            return asked
        return [item for item in asked if item.places is None or any(map(item.wants, shapes))]

    def _count_frame(self, columns: pl.DataFrame, full: Container[int]) -> None:
        """Count the filled cells and few distinct values of each column; `full` ones are filled."""
        import polars as pl

        some = [name for name in columns.columns if int(name) not in full]
        counts = columns.select((pl.col(*some) != "").sum()).row(0) if some else ()
        filled = dict(zip(some, counts, strict=True))
        for index, name in enumerate(columns.columns):
            self._filled[index] += filled.get(name, columns.height)
            values = self._values[index]
            if values is None:
                continue
            for value, number in columns[name].value_counts().iter_rows():
                if value := value.strip():
                    values[value] += number
                if len(values) > VALUES:
                    self._values[index] = None
                    break
