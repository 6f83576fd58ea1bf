"""Rows of a new time added to a table that holds others: the next month or year of a series."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from publisher import files
from publisher.desk.table import Conversion, written
from publisher.desk.together import TIMES
from publisher.errors import UsageError
from publisher.model import File
from publisher.words import Text


def appended(
    conversion: Conversion,
    staged: Path,
    present: File,
    source: Path,
    *,
    called: Mapping[str, str],
) -> Conversion:
    """Return the conversion with the present rows of other times before its own; rewritten.

    `staged` is the written file; present rows are blank in columns that are new. `called` has
    columns that were renamed. Raises UsageError where no column tells the time.
    """
    header = conversion.shape.header
    column = next((at for at, label in enumerate(header) if label in TIMES), None)
    if column is None:
        raise _timeless(source)
    new = [record.cells for record in conversion.table.records()]
    times = {cells[column] for cells in new[1:] if column < len(cells)}
    records = written(present).records()
    names = [called.get(str(label), str(label)) for label in next(records).cells]
    places = [names.index(label) if label in names else len(names) for label in header]
    old = ([_cell(record.cells, place) for place in places] for record in records)
    kept = [cells for cells in old if cells[column] not in times]
    aside = staged.with_name(f"{staged.name}.appended")
    with aside.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out, lineterminator="\r\n").writerows([new[0], *kept, *new[1:]])
    aside.replace(staged)
    return replace(
        conversion,
        shape=replace(conversion.shape, rows=conversion.shape.rows + len(kept)),
        table=written(files.look(staged)),
        is_changed=True,
    )


def _cell(cells: Sequence[object], place: int) -> object:
    return cells[place] if place < len(cells) else ""


def _timeless(source: Path) -> UsageError:
    names = "、".join(sorted(TIMES))
    return UsageError(
        Text(
            f"いつの行かを示す列（{names}）がないので、足せません。",
            f"No column tells the time of the rows ({names}).",
        ),
        where=f"--append {source}",
        next_step=Text(
            "今ある行もあわせた、全部の行のファイルにしてください。",
            "Give a file that holds all rows, those of today too.",
        ),
    )
