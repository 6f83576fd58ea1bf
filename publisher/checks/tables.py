"""The tables of a file, opened as its descriptor says: one in a text, a sheet or all of a book."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from publisher.books.book import Sheet, Workbook
from publisher.checks import file_rules, json_file
from publisher.checks.ledger import Ledger
from publisher.checks.source import Looking, Source, of_fault
from publisher.checks.table import TableLook, layout_of, subject_of
from publisher.findings import Finding
from publisher.geo.json_stream import BrokenJson
from publisher.tables import dialect as dialects
from publisher.tables import encoding as encodings
from publisher.tables import layout
from publisher.tables.declared import family_of
from publisher.tables.dialect import BadDialect, Dialect
from publisher.tables.engine import Fault, Subject
from publisher.tables.fault_words import EMPTY
from publisher.tables.record import BrokenTable, Record, Table
from publisher.tables.text_table import TextTable

if TYPE_CHECKING:
    from publisher.books.sheet_table import Book

TEXT_FORMS = frozenset({"csv", "tsv"})
BOOK_FORMS = frozenset({"xlsx", "xlsm", "xls", "ods"})


def look_at_text(source: Source, looking: Looking, ledger: Ledger, codec: str) -> Iterator[Finding]:
    """Yield the findings of the table in a text file whose every byte `codec` decodes."""
    dialect = yield from _dialect(source, ledger)
    if dialect is not None:
        table = TextTable(file=source.file, codec=codec, dialect=dialect)
        yield from _look(source, dialect, table, ledger).findings(looking)


def look_at_book(source: Source, looking: Looking, ledger: Ledger) -> Iterator[Finding]:
    """Yield the findings of a workbook: of the sheet that is declared, of every one in a bare file."""
    from publisher.books.open import open_book

    dialect = yield from _dialect(source, ledger)
    if dialect is None:
        return
    try:
        book = open_book(source.file, ending=source.form)
    except BrokenTable as broken:
        ledger.is_unread = True
        yield of_fault(Fault(type=broken.kind, note=broken.note), source.place)
        return
    names = tuple(_sheets(source, dialect, book))
    said: set[str] = set()
    is_empty = len(names) > 1
    for name in names:
        # Not of the whole book: a part of it that is broken concerns no sheet that could be read.
        facts = partial(book.sheet_facts, name)
        table = _look(source, dialect, book.table(name), ledger, facts, len(names) > 1)
        yield from table.findings(looking)
        is_empty = is_empty and table.is_empty
        if table.broken is not None:
            said.add(table.broken.note)
    if is_empty:
        ledger.is_unread = True
        yield of_fault(Fault(type="source-error", note=EMPTY), source.place)
    facts_of_book: Workbook | None = None
    try:
        facts_of_book = book.facts
    except BrokenTable as broken:
        if broken.note not in said:
            yield of_fault(Fault(type=broken.kind, note=broken.note), source.place)
    yield from file_rules.of_workbook(source, looking.rules, ledger, facts_of_book)


def siblings(source: Source) -> dict[str, Subject]:
    """Return the dataset's other tables that can be read, by resource name, for foreign keys.

    What is wrong with them their own look says.
    """
    return dict(_readable(source))


def _dialect(source: Source, ledger: Ledger) -> Generator[Finding, None, Dialect | None]:
    try:
        return dialects.of(source.properties, source.form)
    except BadDialect as error:
        ledger.is_unread = True
        yield of_fault(Fault(type="dialect-error", note=str(error)), source.place)
        return None


def _look(
    source: Source,
    dialect: Dialect,
    table: Table,
    ledger: Ledger,
    facts: Callable[[], Sheet | None] = lambda: None,
    is_optional: bool = False,
) -> TableLook:
    return TableLook(
        source,
        dialect,
        table,
        ledger=ledger,
        facts=facts,
        is_optional=is_optional,
        siblings=partial(siblings, source),
    )


def _sheets(source: Source, dialect: Dialect, book: Book) -> Iterator[str]:
    """Yield the sheets to look at: a table that nobody sees is S007's matter, not a table."""
    names = book.sheet_names
    if source.resource is not None or dialect.sheet is not None:
        wanted = dialect.sheet
        if isinstance(wanted, int):
            wanted = names[wanted - 1] if 0 < wanted <= len(names) else f"#{wanted}"
        yield wanted if wanted is not None else next(iter(names), "")
        return
    yield from names


def _readable(source: Source) -> Iterator[tuple[str, Subject]]:
    for sibling in source.siblings:
        if sibling.resource is None:
            continue
        try:
            dialect, table = _open(sibling)
        except (BadDialect, BrokenJson):
            continue
        if table is None:
            continue
        head: list[Record] = []
        try:
            head.extend(islice(table.records(), layout.HEAD))
        except BrokenTable:
            continue
        yield sibling.resource, subject_of(sibling, dialect, table, layout_of(tuple(head), dialect))


def _open(source: Source) -> tuple[Dialect, Table | None]:
    dialect = dialects.of(source.properties, source.form)
    if source.form in BOOK_FORMS:
        from publisher.books.open import sheet_of  # a CSV needs no reader of workbooks

        return dialect, sheet_of(source.file, dialect, ending=source.form)
    if source.form not in TEXT_FORMS | json_file.FORMS:
        return dialect, None
    encoding = encodings.decide(source.file, family_of(source.properties.get("encoding")))
    if not encoding.is_readable or encoding.codec is None:
        return dialect, None
    if source.form in json_file.FORMS:
        return json_file.opened(source, encoding.codec)
    return dialect, TextTable(file=source.file, codec=encoding.codec, dialect=dialect)
