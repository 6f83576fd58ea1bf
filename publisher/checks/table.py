"""One table on its way through the rules and the engine, record by record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice

from publisher.checks.source import Source, of_crash, of_fault
from publisher.findings import Finding, Place
from publisher.rules import known
from publisher.rules.fence import Crash, fenced
from publisher.rules.rule import Hit, OfTable, Rule, TableHead, Watch
from publisher.tables import dialect as dialects
from publisher.tables import encoding as encodings
from publisher.tables import layout
from publisher.tables.dialect import BadDialect, Dialect
from publisher.tables.encoding import Encoding
from publisher.tables.engine import Engine, Fault, Subject
from publisher.tables.layout import Layout
from publisher.tables.record import BrokenTable, Record, Table, Until, text_of
from publisher.tables.text_table import OPEN_QUOTE, TextTable
from publisher.tables.workbook import sheet_of

TEXT_FORMS = frozenset({"csv", "tsv"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """With what files are looked at."""

    rules: tuple[Rule, ...]
    engine: Engine


def look(source: Source, looking: Looking, encoding: Encoding | None) -> Iterator[Finding]:
    """Yield the findings of one table; `encoding` is None for a workbook."""
    try:
        dialect = dialects.of(source.properties, source.form)
    except BadDialect as error:
        yield of_fault(Fault(type="dialect-error", note=str(error)), source.place)
        return
    table = _open(source, dialect, encoding)
    yield from _Look(source, dialect, table).findings(looking)


def _open(source: Source, dialect: Dialect, encoding: Encoding | None) -> Table:
    if encoding is None:
        return sheet_of(source.file, dialect)
    return TextTable(file=source.file, codec=encoding.codec or "utf-8", dialect=dialect)


class _Look:
    """One look at one table; knows where the table breaks once it has been streamed."""

    def __init__(self, source: Source, dialect: Dialect, table: Table) -> None:
        self.source = source
        self.dialect = dialect
        self.table = table
        self.place = Place(path=source.path, resource=source.resource, sheet=table.sheet)
        self.labels: tuple[str, ...] = ()
        self.broken: BrokenTable | None = None
        self.last = 0

    def findings(self, looking: Looking) -> Iterator[Finding]:
        """Yield the rules' findings, then the engine's faults that no rule has said."""
        stream = self._stream()
        head = list(islice(stream, layout.HEAD))
        shape = _layout(head, self.dialect)
        if head and shape.header is None and self.dialect.has_header:
            yield of_fault(Fault(type="dialect-error", note="headerRows"), self.place)
            return
        self.labels = tuple(map(text_of, shape.header.cells)) if shape.header else ()
        said: set[str] = set()
        for rule, found in self._rules(looking.rules, shape, chain(head, stream)):
            said |= rule.supersedes
            yield found
        if self.broken is not None:
            yield self._breakage(self.broken)
            if not self.last:
                return
        yield from self._faults(looking.engine, shape, said)

    def _stream(self) -> Iterator[Record]:
        """Yield the records up to where the table breaks, if it does."""
        try:
            for record in self.table.records():
                self.last = record.number
                yield record
        except BrokenTable as broken:
            self.broken = broken

    def _rules(
        self, rules: Iterable[Rule], shape: Layout, records: Iterable[Record]
    ) -> Iterator[tuple[Rule, Finding]]:
        head = TableHead(layout=shape, sheet=self.table.sheet)
        first = shape.header.number + 1 if shape.header else 1
        watches: dict[Rule, Watch] = {}
        for rule in rules:
            if isinstance(rule.check, OfTable):
                watches[rule] = watch = rule.check.watch()
                yield from self._hits(watches, rule, partial(watch.start, head))
        for record in records:
            if record.number < first:
                continue
            for rule, watch in _row_watches(watches):
                yield from self._hits(watches, rule, partial(watch.row, record))
        for rule, watch in tuple(watches.items()):
            yield from self._hits(watches, rule, watch.finish)

    def _hits(
        self, watches: dict[Rule, Watch], rule: Rule, step: Callable[[], Iterable[Hit]]
    ) -> Iterator[tuple[Rule, Finding]]:
        """Yield the findings of one step; a rule that crashes is not asked again."""
        for hit in fenced(rule.id, step):
            if isinstance(hit, Crash):
                watches.pop(rule, None)
                yield known("X000"), of_crash(hit, self.place)
            else:
                yield rule, rule.finding(hit, self.place, self.labels)

    def _breakage(self, broken: BrokenTable) -> Finding:
        if broken.note == OPEN_QUOTE:
            hit = Hit(line=broken.line, values={"line": broken.line or 0})
            return known("P019").finding(hit, self.place)
        return of_fault(Fault(type=broken.kind, note=broken.note, line=broken.line), self.place)

    def _faults(self, engine: Engine, shape: Layout, said: set[str]) -> Iterator[Finding]:
        subject = _subject(self.source, self.dialect, self.table, shape)
        if self.broken is not None:
            subject = replace(subject, table=Until(self.table, self.last + 1))
        for fault in fenced("engine", partial(engine.check, subject)):
            if isinstance(fault, Crash):
                yield of_crash(fault, self.place)
            elif fault.type not in said:
                yield of_fault(fault, self.place, self.labels)


def _row_watches(watches: dict[Rule, Watch]) -> list[tuple[Rule, Watch]]:
    """Return the watches that look at rows at all."""
    return [pair for pair in watches.items() if type(pair[1]).row is not Watch.row]


def _layout(head: list[Record], dialect: Dialect) -> Layout:
    if not dialect.has_header:
        return Layout(header=None)
    if dialect.header_row is None:
        return layout.decide(head)
    header = next((record for record in head if record.number == dialect.header_row), None)
    above = tuple(record for record in head if record.number < dialect.header_row)
    return Layout(header=header, above=above)


def _subject(source: Source, dialect: Dialect, table: Table, shape: Layout) -> Subject:
    schema = source.properties.get("schema")
    is_joined = bool(schema and schema.get("foreignKeys"))
    header_row = shape.header.number if shape.header else dialect.header_row or 1
    return Subject(
        name=source.resource or "table",
        table=table,
        dialect=dialect,
        header_row=header_row if dialect.has_header else None,
        schema=schema,
        siblings=dict(_siblings(source)) if is_joined else {},
    )


def _siblings(source: Source) -> Iterator[tuple[str, Subject]]:
    """Yield the other tables of the dataset that can be read; their own look says what is wrong."""
    for sibling in source.siblings:
        encoding = encodings.decide(sibling.file) if sibling.form in TEXT_FORMS else None
        is_table = encoding.is_readable if encoding else sibling.form == "xlsx"
        if not is_table or sibling.resource is None:
            continue
        try:
            dialect = dialects.of(sibling.properties, sibling.form)
        except BadDialect:
            continue
        table = _open(sibling, dialect, encoding)
        head: list[Record] = []
        try:
            head.extend(islice(table.records(), layout.HEAD))
        except BrokenTable:
            continue
        yield sibling.resource, _subject(sibling, dialect, table, _layout(head, dialect))
