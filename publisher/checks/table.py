"""One table on its way through the rules and the engine, batch by batch, read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import chain

from publisher import standards
from publisher.books.book import Sheet
from publisher.checks.ledger import Ledger, Tally
from publisher.checks.sieve import Sieve
from publisher.checks.source import Looking, Source, is_crash, of_crash, of_fault, said
from publisher.findings import Finding, Place
from publisher.row_set import RowSets
from publisher.rules import known
from publisher.rules.fence import Crash, fenced
from publisher.rules.rule import (
    Cell,
    Hit,
    NotApplicable,
    OfSheet,
    OfTable,
    Outcome,
    Rule,
    TableHead,
    Told,
    Watch,
)
from publisher.tables import columns, labels, layout, versions
from publisher.tables.batch import Batch, Blanks, Frame, Rows
from publisher.tables.dialect import Dialect
from publisher.tables.engine import Examination, Fault, Subject
from publisher.tables.layout import Layout
from publisher.tables.record import BrokenTable, Record, Table, text_of
from publisher.tables.text_table import OPEN_QUOTE
from publisher.verdicts import Status


class TableLook:
    """One look at one table; knows where the table breaks once it has been streamed."""

    def __init__(
        self,
        source: Source,
        dialect: Dialect,
        table: Table,
        *,
        ledger: Ledger,
        facts: Callable[[], Sheet | None] = lambda: None,
        is_optional: bool = False,
        siblings: Callable[[], dict[str, Subject]] = dict,
    ) -> None:
        self.source = source
        self.dialect = dialect
        self.table = table
        self.ledger = ledger
        self.facts = facts
        """Gives the facts of the sheet once it has been read to the end."""
        self.is_optional = is_optional
        """An empty table is none: a workbook may hold blank sheets beside its table."""
        self.siblings = siblings
        self.place = Place(path=source.path, resource=source.resource, sheet=table.sheet)
        self.labels: tuple[str, ...] = ()
        self.is_empty = False
        self.is_unread = False
        """Whether it broke before its first record."""
        self.is_misread = False
        self.tally = Tally()
        self.broken: BrokenTable | None = None
        self.examination: Examination | None = None
        """The engine's look; None before it begins and once it has crashed."""
        self.said_types: set[str] = set()
        """Error types of the engine that a rule has said of the whole table."""
        self.said_cells = RowSets()
        """Rows of which a rule has said something, by type and position."""
        self.said_rows = RowSets()
        """Rows of which a rule has said something of the whole record, by type."""
        self.lowered: frozenset[str] = frozenset()
        self.quiet: set[Rule] = set()
        """Rules that have said nothing yet."""
        self.inapplicable: set[Rule] = set()
        """Rules that found none of their columns: of a table that was misread that means nothing."""
        self.crashed: set[Rule] = set()
        """Rules that are listened to no more."""

    def findings(self, looking: Looking) -> Iterator[Finding]:
        """Yield the rules' findings, then the engine's faults that no rule has said."""
        self.lowered = looking.lowered
        batches = self._stream()
        first = next(batches, Rows(()))
        head = tuple(first.records) if isinstance(first, Rows) else ()
        self.is_empty = not head and self.broken is None
        self.is_unread = not head and self.broken is not None
        if self.is_empty and self.is_optional:
            return
        shape = layout_of(head[: layout.HEAD], self.dialect)
        if head and shape.header is None and self.dialect.has_header:
            self.ledger.is_unread = True
            yield of_fault(Fault(type="dialect-error", note="headerRows"), self.place)
            return
        self.labels = tuple(map(text_of, shape.header.cells)) if shape.header else ()
        about = self._about(looking, shape, head)
        yield from self._engine(partial(self._begin, looking, shape))
        yield from self._stream_rules(looking.rules, about, chain([first], batches))
        if self.broken is None:
            yield from self._sheet_rules(looking.rules, about)
        elif self.table.sheet is not None:
            self.quiet |= {rule for rule in looking.rules if _is_of_sheets(rule)}
        if self.is_misread:
            self.quiet |= self.inapplicable
        self.ledger.is_unread |= self.is_empty
        unseen = self.is_empty or self.broken is not None or self.is_misread
        self.ledger.is_unread |= self.is_misread
        for rule in self.quiet:
            self.ledger.note(rule.id, Status.NOT_CHECKED if unseen else Status.FINE)
        if self.broken is not None:
            yield self._breakage(self.broken)
        if head or self.broken is None:
            yield from self._faults()
        yield from self.tally.rest()

    def _stream(self) -> Iterator[Batch]:
        """Yield the batches up to where the table breaks, if it does."""
        try:
            yield from self.table.batches()
        except BrokenTable as broken:
            self.broken = broken

    def _about(self, looking: Looking, shape: Layout, head: tuple[Record, ...]) -> TableHead:
        first = shape.first_body
        sample = tuple(record for record in head if record.number >= first)
        schema = self.source.properties.get("schema")
        fields = schema.get("fields") if isinstance(schema, dict) else None
        standard = standards.recognise(self.labels, looking.standards)
        self.ledger.recognised(standard)
        return TableHead(
            layout=shape,
            form=self.source.form,
            codec=getattr(self.table, "codec", ""),
            path=self.source.path,
            sheet=self.table.sheet,
            has_header=self.dialect.has_header,
            columns=columns.judge(self.labels, sample, fields if isinstance(fields, list) else ()),
            sample=sample,
            properties=self.source.properties,
            descriptor=self.source.descriptor,
            standard=standard,
            body=self.source.body,
            municipalities=looking.municipalities,
        )

    def _sheet_rules(self, rules: Iterable[Rule], about: TableHead) -> Iterator[Finding]:
        sheet = self.facts()
        if sheet is None:
            return
        for rule in rules:
            for check in rule.checks:
                if isinstance(check, OfSheet):
                    self.quiet.add(rule)
                    for outcome in fenced(rule.id, partial(check.check, sheet, about)):
                        yield from self._said(rule, outcome)

    def _stream_rules(
        self,
        rules: Iterable[Rule],
        about: TableHead,
        batches: Iterable[Batch],
    ) -> Iterator[Finding]:
        watches: dict[Rule, Watch] = {}
        for rule in rules:
            for check in rule.checks:
                if isinstance(check, OfTable):
                    self.quiet.add(rule)
                    begin = partial(_begin, watches, rule, check, about)
                    for outcome in fenced(rule.id, begin):
                        if isinstance(outcome, Crash):
                            watches.pop(rule, None)
                        yield from self._said(rule, outcome)
        width = len(self.labels) or max((len(row.cells) for row in about.sample), default=0)
        sieve = Sieve(watches, width=width, is_text=self.table.sheet is None)
        first = about.layout.first_body
        with ThreadPoolExecutor(1) as beside:
            for batch in batches:
                # The engine looks at a frame on a thread of its own, while the rules do.
                is_large = isinstance(batch, Frame)
                fed = beside.submit(self._fed, batch) if is_large else None
                yield from self._fed(batch) if fed is None else ()
                for rule, outcome in sieve.feed(_below(self._counted(batch), first)):
                    yield from self._said(rule, outcome)
                yield from fed.result() if fed is not None else ()
        for rule, outcome in sieve.finish(self.facts() if self.broken is None else None):
            yield from self._said(rule, outcome)

    def _counted(self, batch: Batch) -> Batch:
        """Return a batch without the comments that the dialect declares."""
        dialect = self.dialect
        is_blank = isinstance(batch, Rows) and isinstance(batch.records, Blanks)
        if not (dialect.comment_rows or (dialect.comment and not is_blank)):
            return batch
        records = batch.records if isinstance(batch, Rows) else batch.in_order()
        return Rows(tuple(record for record in records if not dialect.is_comment(record)))

    def _said(self, rule: Rule, outcome: Outcome | Crash) -> Iterator[Finding]:
        self.quiet.discard(rule)
        if rule in self.crashed:
            return
        self.is_misread |= rule.is_of_misreading and isinstance(outcome, Hit)
        column: object = None
        if isinstance(outcome, Hit):
            cell, record = outcome.cell, outcome.record
            column = cell.position if cell else outcome.position
            row = cell.number if cell else record.number if record else None
            is_lowered = rule.id in self.lowered
            same = frozenset() if is_lowered else outcome.same_in_record
            for name in same:
                self.said_rows.add(row or 0, name)
            supersedes = frozenset() if is_lowered else rule.supersedes
            if cell is None:
                self.said_types |= supersedes
            else:
                self._supersede(cell, supersedes)
            if not self.tally.takes(rule.id, column, row):
                return
        if isinstance(outcome, Told) and outcome.cell and not self.lowered & {rule.id, outcome.by}:
            self._supersede(outcome.cell, rule.supersedes)
        if isinstance(outcome, NotApplicable):
            # Of columns that were never read nobody can say that there are none.
            self.inapplicable.add(rule)
            status = Status.NOT_CHECKED if self.is_unread else Status.NOT_APPLICABLE
            self.ledger.note(rule.id, status)
            return
        for finding in said(rule, outcome, self.place, self.labels, self.ledger):
            if is_crash(finding):
                self.crashed.add(rule)
            yield self.tally.told(column, finding)

    def _supersede(self, cell: Cell, types: Iterable[str]) -> None:
        for name in types:
            self.said_cells.add(cell.number, name, cell.position)

    # --- the engine -----------------------------------------------------------------------

    def _begin(self, looking: Looking, shape: Layout) -> None:
        subject = subject_of(self.source, self.dialect, self.table, shape)
        schema = subject.schema
        if schema is not None and schema.get("foreignKeys"):
            subject = replace(subject, siblings=self.siblings())
        self.examination = looking.engine.begin(subject)

    def _fed(self, batch: Batch) -> tuple[Finding, ...]:
        """Show the engine a batch; return what is to be said of its crash."""
        return tuple(self._engine(partial(self._feed, batch)))

    def _feed(self, batch: Batch) -> None:
        if self.examination is not None:
            self.examination.feed(batch)

    def _engine(self, step: Callable[[], None]) -> Iterator[Finding]:
        """Take one step of the engine; where it crashes, it is fed and asked no more."""

        def run() -> Iterator[None]:
            step()
            return iter(())

        for crash in fenced("engine", run):
            if isinstance(crash, Crash):
                self.examination = None
                yield of_crash(crash, self.place)

    def _faults(self) -> Iterator[Finding]:
        if self.examination is None:
            return
        for fault in fenced("engine", partial(self.examination.finish, self.said_types)):
            if isinstance(fault, Crash):
                yield of_crash(fault, self.place)
                continue
            open_ones = [one for one in (fault, *fault.also) if not self._is_said(one)]
            room = max((self.tally.room(one.type, one.field) for one in open_ones), default=0)
            for one in fault.singly(room) if open_ones else ():
                if self._is_said(one):
                    continue
                if self.tally.takes(one.type, one.field, one.row, one.rows):
                    found = of_fault(one, self.place, self.labels)
                    yield self.tally.told(one.field, found)

    def _is_said(self, fault: Fault) -> bool:
        """Say whether a rule has said it, or it is none in this format."""
        return (
            fault.type in self.said_types
            or self.said_cells.holds(fault.row or 0, fault.type, fault.field or 0)
            or self.said_rows.holds(fault.row or 0, fault.type)
            # RFC 7946 §3.2: a feature may be without properties.
            or (fault.type == "blank-row" and self.source.form == "geojson")
        )

    def _breakage(self, broken: BrokenTable) -> Finding:
        if broken.note == OPEN_QUOTE:
            hit = Hit(line=broken.line, values={"line": broken.line or 0})
            return known("P019").finding(hit, self.place)
        return of_fault(Fault(type=broken.kind, note=broken.note, line=broken.line), self.place)


def _is_of_sheets(rule: Rule) -> bool:
    return any(isinstance(check, OfSheet) for check in rule.checks)


def _begin(
    watches: dict[Rule, Watch], rule: Rule, check: OfTable, about: TableHead
) -> Iterable[Outcome]:
    watches[rule] = watch = check.watch()
    return watch.start(about)


def _below(batch: Batch, first: int) -> Batch:
    if isinstance(batch, Frame) or (batch.records and batch.records[0].number >= first):
        return batch
    return Rows(tuple(record for record in batch.records if record.number >= first))


def layout_of(head: tuple[Record, ...], dialect: Dialect) -> Layout:
    """Return where the header lies: as the descriptor says, else as the first records show."""
    if not dialect.has_header:
        return Layout(header=None)
    counted = [record for record in head if not dialect.is_comment(record)]
    rows, last = dialect.header_rows, dialect.header_row
    if rows is None or last is None:
        return layout.decide(counted)
    stated = [record for record in counted if record.number in rows]
    above = tuple(item for item in counted if item.number < last and item not in stated)
    return Layout(header=_joined(stated, dialect.header_join), above=above)


def _joined(rows: Sequence[Record], between: str) -> Record | None:
    """Return the header that several rows make, under the number of the last."""
    if len(rows) < 2:
        return rows[0] if rows else None
    return Record(rows[-1].number, rows[0].line, labels.joined(rows, between))


def subject_of(source: Source, dialect: Dialect, table: Table, shape: Layout) -> Subject:
    """Return what the engine is asked of a table, without the tables it refers to."""
    schema = source.properties.get("schema")
    if isinstance(schema, dict):
        schema = versions.inherited(schema, source.descriptor)
    header_row = shape.header.number if shape.header else dialect.header_row or 1
    return Subject(
        name=source.resource or "table",
        table=table,
        dialect=dialect,
        header_row=header_row if dialect.has_header else None,
        schema=schema,
    )
