"""Rows and columns that hold nothing, and headers that come once more."""

from __future__ import annotations

from publisher.rules.l1_03_split_table import RULE as SPLIT_TABLE
from publisher.rules.rule import Certainty
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import FIRST, Look
from publisher.words import Text


def _blanks(draft: Draft, asked: Asked) -> Mended:
    edits = Edits(BLANK_PARTS.id, draft, asked)
    for index, row in enumerate(draft.rows):
        if not any(map(str.strip, row.cells)):
            edits.drop_row(index)
    for index, column in enumerate(draft.columns):
        if not column.name.strip() and not any(row.cells[index].strip() for row in draft.rows):
            edits.drop_column(index)
    return edits.mended()


def _headers(draft: Draft, asked: Asked) -> Mended:
    edits = Edits(REPEATED_HEADER.id, draft, asked)
    names = [column.name.strip() for column in draft.columns]
    for hit in Look(draft, asked).hits(SPLIT_TABLE):
        record = hit.record
        if record is None or record.number < FIRST or hit.certainty is not Certainty.CERTAIN:
            continue
        index = record.number - FIRST
        if [text.strip() for text in draft.rows[index].cells] == names:
            edits.drop_row(index)
    return edits.mended()


BLANK_PARTS = Mend(
    id="blank-parts",
    rules=frozenset({"L1-03", "L1-05"}),
    title=Text("空の行と列を消す", "Blank rows and columns are deleted"),
    proof=Text(
        "値も項目名もない行と列なので、消えるデータはありません。",
        "They hold neither a value nor a name, so no data is lost.",
    ),
    run=_blanks,
)
REPEATED_HEADER = Mend(
    id="repeated-header",
    rules=frozenset({"L1-03"}),
    title=Text("くり返された項目名の行を消す", "Repeated header rows are deleted"),
    proof=Text(
        "すべてのセルが項目名と同じ行なので、消えるデータはありません。",
        "Every cell of the row equals the header, so no data is lost.",
    ),
    run=_headers,
)
