"""How a rule looks at a table that streams by: at the head, at cells it asked for, at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from publisher.books.book import Sheet
from publisher.municipalities import Municipalities
from publisher.rules.hit import Cell, Outcome
from publisher.standards import Recognition
from publisher.tables.batch import Blanks
from publisher.tables.columns import Column
from publisher.tables.layout import Layout
from publisher.tables.record import Record

if TYPE_CHECKING:
    import polars as pl

BREAK = r"[\n\r]"
"""An interest's expression for line breaks inside a cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableHead:
    """What is known of a table before its rows stream by."""

    layout: Layout
    """Where the header lies, decided once for all rules."""
    form: str = "csv"
    """csv, tsv, xlsx, xls, ods, geojson or gtfs."""
    codec: str = ""
    """Of a text file, as it was decided; empty for workbooks."""
    path: str = ""
    """The file as the report names it."""
    sheet: str | None = None
    has_header: bool = True
    """False where the descriptor says so."""
    columns: tuple[Column, ...] = ()
    """One per cell of the header: label, kind of its values, schema field."""
    sample: tuple[Record, ...] = ()
    """The first records below the header, at most a thousand: enough to decide what to ask for."""
    properties: Mapping[str, Any] = field(default_factory=dict)
    """The descriptor's resource object; empty for a bare file."""
    descriptor: Mapping[str, Any] | None = None
    """datapackage.json; None for a bare file."""
    standard: Recognition | None = None
    """The standard dataset whose header this is; None where it is none's. It may only
    resemble one: ask `is_sure` before judging by it."""
    body: str | None = None
    """6-digit code of the municipality that publishes it; None where nobody says."""
    municipalities: Municipalities | None = None
    """Where the municipalities lie; None where the caller does not know them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """Which cells a rule wants to see. Every other cell it calls certainly fine.

    The expressions are run by two engines (Python's `re`, Rust's `regex`): no look-around, no
    back references, no possessive quantifiers; a test compiles every one in both.
    """

    columns: frozenset[int] | None = None
    """Positions from 1; None for every column."""
    finds: str = ""
    """Shows cells in which this regular expression is found."""
    unless: str = ""
    """Shows cells that are not empty and not as a whole matched by this one."""
    rows: Callable[[pl.DataFrame], list[int]] | None = None
    """For what several columns tell together: returns the rows of a frame to show, ascending, and
    stands there for the expressions. Comparable, and keeps nothing of the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFacts:
    """What the whole table shows of one column."""

    position: int
    filled: int
    """Cells that hold more than white space."""
    values: Mapping[str, int] | None
    """Every distinct value, trimmed, with its count; None where there are more than a hundred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFacts:
    """What only the end of a table shows."""

    records: int
    """Records below the header, blank ones included."""
    columns: tuple[ColumnFacts, ...]
    sheet: Sheet | None = None
    """What a workbook's sheet shows beside the values of its cells; None where it breaks."""


class Watch:
    """One look of one rule at one table; keeps state between records, never the records."""

    wants_rows = False
    """Set by `start` where every record must be seen: for tables of a known small kind only."""

    def start(self, table: TableHead) -> Iterable[Outcome]:  # noqa: ARG002  for those that look
        """See the header and the first records."""
        return ()

    def interests(self) -> Iterable[Interest]:
        """Say which cells to show; asked again before every batch, so a column can be dropped."""
        return ()

    def cell(self, cell: Cell) -> Iterable[Outcome]:  # noqa: ARG002
        """See a cell below the header that was asked for."""
        return ()

    def odd(self, record: Record) -> Iterable[Outcome]:  # noqa: ARG002
        """See a record with at most one filled cell, or (in text) not as wide as the header."""
        return ()

    def blanks(self, records: Blanks) -> Iterable[Outcome]:
        """See blank records, not always consecutive; as many `odd` ones, unless a rule knows better."""
        for record in records:
            yield from self.odd(record)

    def row(self, record: Record) -> Iterable[Outcome]:  # noqa: ARG002
        """See a record below the header, where `wants_rows` is set."""
        return ()

    def finish(self, facts: TableFacts) -> Iterable[Outcome]:  # noqa: ARG002
        """Say what only the whole table shows."""
        return ()
