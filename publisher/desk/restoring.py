"""A new version's cells as the present table and what is declared of it prove that they were."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from publisher import files
from publisher.desk import mended
from publisher.desk.intake import Table
from publisher.desk.table import written
from publisher.model import File
from publisher.tidy import as_before
from publisher.tidy.change import Changes
from publisher.words import Text

_ASKS_ZEROS = "lost-zeros"
"""The question (tidy/mends/contacts.py) whether numbers lost their zeros."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A table with its cells put back, and what is to be said of it."""

    table: Table
    notices: tuple[Text, ...] = ()


def restored(
    table: Table,
    staged: Path,
    schema: Mapping[str, Any],
    present: File | None,
    *,
    called: Mapping[str, str],
) -> Restored:
    """Return a new version with what is proven put back; the written file is rewritten.

    `called` has columns that were renamed. What was lost for good joins the table's doubts.
    """
    conversion = table.conversion
    records = conversion.table.records()
    header = tuple(map(str, next(records).cells))
    rows = [tuple(map(str, record.cells)) for record in records]
    found = as_before.restored(header, _cells(present, called), rows, schema)
    table = replace(table, doubts=(*table.doubts, *found.doubts))
    if not found.changes:
        return Restored(table=table)
    aside = staged.with_name(f"{staged.name}.restored")
    with aside.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out, lineterminator="\r\n").writerows([header, *found.rows])
    aside.replace(staged)
    changes = Changes(table.changes)
    changes.extend(found.changes)
    conversion = replace(
        conversion,
        table=written(files.look(staged)),
        is_changed=True,
        said=mended.sentence(changes),
    )
    told = {change.column for change in found.changes if change.mend == as_before.ZEROS}
    table = replace(
        table,
        conversion=conversion,
        changes=changes,
        # What the present version answers is not asked.
        questions=tuple(
            item
            for item in table.questions
            if item.id.partition(":")[0] != _ASKS_ZEROS
            or called.get(item.column, item.column) not in told
        ),
    )
    return Restored(table=table, notices=found.notices)


def _cells(present: File | None, called: Mapping[str, str]) -> dict[str, set[str]]:
    """Return the cells of the present version by what their column is called now."""
    if present is None:
        return {}
    records = written(present).records()
    header = next(records, None)
    names = [called.get(str(label), str(label)) for label in header.cells] if header else []
    cells: dict[str, set[str]] = {name: set() for name in names}
    for record in records:
        for name, cell in zip(names, record.cells, strict=False):
            cells[name].add(str(cell))
    return cells
