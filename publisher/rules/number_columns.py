"""Which columns of a table hold quantities, also where many cells are written otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.rules.number_faults import Fault, fault_of, is_none
from publisher.rules.quantity_labels import is_count, leaves_unit_open, needs_unit, states_unit
from publisher.rules.watch import TableHead
from publisher.tables.columns import MARK, PLAIN_NUMBER, Column, Kind
from publisher.tables.record import text_of

SHARE = 0.5
"""Of the filled cells: so many plain numbers under the name of a quantity make it a quantity."""
ENOUGH = 5
"""Plain numbers that must be there."""
FEW = 2
"""Cells that show a number, where the name states its unit: 金額（円）."""
_NAMES = ("名", "名称")
"""便名, 組名: 1便 and 2組 are names, no quantities."""
_PLAIN = re.compile(PLAIN_NUMBER)
_MARK = re.compile(MARK)
_OTHER = frozenset({Fault.WORDS, Fault.ACCOUNT, Fault.SEVERAL, Fault.ERROR})
"""What is not the writing of one number."""


def number_columns(table: TableHead) -> Iterator[Column]:
    """Yield the columns of numbers; those of text, too, that are named and filled like one."""
    for column in table.columns:
        if column.key.endswith(_NAMES) and not column.is_declared:
            continue
        if column.kind is Kind.NUMBER or (column.kind is Kind.TEXT and _is_quantity(column, table)):
            yield column


def is_quantity_name(column: Column) -> bool:
    """Say whether the name is that of a quantity."""
    return is_count(column) or leaves_unit_open(column) or needs_unit(column) or states_unit(column)


def _is_quantity(column: Column, table: TableHead) -> bool:
    if not is_quantity_name(column):
        return False
    index = column.position - 1
    texts = [text_of(row.cells[index]) for row in table.sample if index < len(row.cells)]
    filled = [text for text in texts if text]
    if states_unit(column):
        told = [text for text in filled if not _MARK.fullmatch(text)]
        alike = sum(1 for text in told if _PLAIN.fullmatch(text) or fault_of(text)[0] not in _OTHER)
        return alike >= FEW and alike >= len(told) * SHARE
    plain = sum(1 for text in filled if _PLAIN.fullmatch(text))
    if none := sum(map(is_none, filled)):
        return plain + none >= len(filled) * SHARE
    return plain >= ENOUGH and plain >= len(filled) * SHARE
