"""The cells above a table's data: titles, notes and the header, or what stands in their place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from publisher.rules.rule import Cell, TableHead
from publisher.tables.record import Record, text_of


def cells_above_data(table: TableHead) -> Iterator[Cell]:
    """Yield the filled cells of the header and of what is above it.

    Rules that look for what must not go out look here, too: watches see only what is below.
    """
    header = table.layout.header
    for record in (*table.layout.above, *([header] if header else ())):
        for position, value in enumerate(record.cells, start=1):
            if text := text_of(value):
                yield Cell(record.number, position, value, text, partial(_itself, record))


def _itself(record: Record) -> Record:
    return record
