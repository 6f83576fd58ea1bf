"""Which columns hold points in time, and in which forms: for all rules about dates alike."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from publisher.rules.watch import TableHead
from publisher.tables.columns import Column, Kind
from publisher.tables.record import text_of
from publisher.tables.time_forms import Form, form_of

_DAY_LABEL = re.compile(r"[^曜祝休平]日$|日付|年月日?$|年月日|期日|[^学少青]年度?$|年次$|date$")
_ENOUGH, _SHARE = 3, 0.2
"""Points in time that make a column of words one of dates where its name says so."""
_FEW, _MOST = 2, 0.5
"""The same in a short table."""


def is_time_axis(table: TableHead, column: Column) -> bool:
    """Say whether a column holds points in time, perhaps among words where it is named so."""
    if column.kind in {Kind.DATE, Kind.YEAR}:
        return True
    if column.kind is not Kind.TEXT or not _DAY_LABEL.search(column.key):
        return False
    found = [text for text, _ in forms_of(table, column)]
    filled = sum(1 for _ in _filled(table, column))
    return any(
        len(found) >= max(least, share * filled)
        for least, share in ((_ENOUGH, _SHARE), (_FEW, _MOST))
    )


def forms_of(table: TableHead, column: Column) -> list[tuple[str, Form]]:
    """Return the points in time of the first rows.

    A workbook's own dates count as ISO and have no text: how they are shown is not part of them.
    """
    found: list[tuple[str, Form]] = []
    for value in _filled(table, column):
        if isinstance(value, dt.date):
            found.append(("", Form.ISO))
        elif form := form_of(text_of(value)):
            found.append((text_of(value), form))
    return found


def _filled(table: TableHead, column: Column) -> Iterator[object]:
    index = column.position - 1
    for row in table.sample:
        value = row.cells[index] if index < len(row.cells) else None
        if value is not None and text_of(value):
            yield value
