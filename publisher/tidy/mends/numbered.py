"""Rows at the end of a table that hold their running number and nothing else: a template's rest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from publisher.rules.l1_03_split_table import is_only_number, number_column
from publisher.tables.record import Record
from publisher.tidy.draft import Draft, DraftRow
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.words import Text


def _run(draft: Draft, asked: Asked) -> Mended:
    edits = Edits(NUMBERED.id, draft, asked)
    position = number_column([column.name for column in draft.columns])
    first = _first_empty(draft.rows, position) if position else len(draft.rows)
    if first and _counts_on(draft.rows[first - 1 :], position):
        for index in range(first, len(draft.rows)):
            edits.drop_row(index)
    return edits.mended()


def _first_empty(rows: Sequence[DraftRow], position: int) -> int:
    """Return where the last rows begin that hold nothing but their number."""
    first = len(rows)
    while first and is_only_number(_record(rows[first - 1]), position):
        first -= 1
    return first


def _counts_on(rows: Sequence[DraftRow], position: int) -> bool:
    """Say whether each row has the number after that of the row above it."""
    numbers = [_number(row.cells[position - 1]) for row in rows]
    return None not in numbers and all(
        left is not None and right == left + 1 for left, right in pairwise(numbers)
    )


def _number(text: str) -> int | None:
    plain = text.strip().removesuffix(".0")
    return int(plain) if plain.isdecimal() else None


def _record(row: DraftRow) -> Record:
    return Record(row.number, row.line, row.cells)


NUMBERED = Mend(
    id="numbered-blanks",
    rules=frozenset({"L1-03"}),
    title=Text("番号だけの空の行を消す", "Rows with a number and nothing else are deleted"),
    proof=Text(
        "表の最後に続く行で、上から続く番号のほかに値がないので、消えるデータはありません。",
        "They end the table and hold nothing but the next numbers, so no data is lost.",
    ),
    run=_run,
)
