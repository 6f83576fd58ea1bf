"""Last rows of a table that may be no records: words after a blank row, and totals of a list."""

from __future__ import annotations

import re
from dataclasses import replace

from publisher.tidy import totals
from publisher.tidy.change import Change, Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.words import Text

_WORD = re.compile(r"[^\W\d_]")
_NOTES = Text(
    "空の行の下に、1つのセルだけの行があります（{row}行目から）。注記ですか、表の行ですか。",
    "Below a blank row there are rows with one filled cell (from row {row} on). Are they notes or "
    "rows of the table?",
)
_MOVE = Choice("note", Text("注記。説明に移す", "Notes: move them into the description"))
_TOTAL = Text(
    "「{label}」の列に計と書かれた行があります（{row}行目）。一覧から除きますか。",
    "Row {row} is named a total in '{label}'. Leave it out of the list?",
)
_DROP = Choice("drop", Text("除く", "Leave it out"))


def _notes(draft: Draft, asked: Asked) -> Mended:
    edits = Edits(LAST_NOTES.id, draft, asked)
    rows = _last(draft)
    if not rows or edits.choice(LAST_NOTES.id, None, _NOTES, (_MOVE,), rows=rows) != _MOVE.value:
        return edits.mended()
    texts = ["".join(draft.rows[at].cells).strip() for at in rows]
    changes = tuple(
        Change(
            mend=LAST_NOTES.id,
            number=draft.rows[at].number,
            line=draft.rows[at].line,
            sheet=draft.sheet,
            before=text,
            moved="note",
        )
        for at, text in zip(rows, texts, strict=True)
    )
    taken = set(rows)
    kept = tuple(row for at, row in enumerate(draft.rows) if at not in taken)
    moved = replace(draft, rows=kept, notes=(*draft.notes, *texts))
    return Mended(moved, changes, edits.mended().questions)


def _last(draft: Draft) -> list[int]:
    """Return the rows of one word each at the end that a blank row parts from the table."""
    if len(draft.columns) < 2:
        return []
    found: list[int] = []
    for at in range(len(draft.rows) - 1, 0, -1):
        texts = [cell for cell in draft.rows[at].cells if cell.strip()]
        if len(texts) != 1 or not _WORD.search(texts[0]):
            break
        found.insert(0, at)
    for start, at in enumerate(found):
        if draft.rows[at].number > draft.rows[at - 1].number + 1:
            return found[start:]
    return []


def _totals(draft: Draft, asked: Asked) -> Mended:
    edits = Edits(LIST_TOTALS.id, draft, asked)
    for column, rows in _named(draft).items():
        if edits.choice(LIST_TOTALS.id, column, _TOTAL, (_DROP,), rows=rows) == _DROP.value:
            for row in rows:
                edits.drop_row(row)
    return edits.mended()


def _named(draft: Draft) -> dict[int, list[int]]:
    """Return the rows of a list that a word such as 計 names behind blank cells, by its column.

    The first column of all other rows is filled: so these are no records of the list. Tables of
    numbers have their totals in the first column, where they stay.
    """
    found: dict[int, list[int]] = {}
    for index, row in enumerate(draft.rows):
        if row.cells[0].strip():
            continue
        column = totals.label(row, 0)
        if column is None:
            return {}
        found.setdefault(column, []).append(index)
    return found if sum(map(len, found.values())) < len(draft.rows) else {}


LAST_NOTES = Mend(
    id="last-notes",
    rules=frozenset({"L1-04"}),
    title=Text("表の下の注記を説明に移す", "Notes below the table move into the description"),
    proof=Text(
        "注記だと人が答えた行だけで、言葉はすべて説明に残ります。",
        "A person has answered that these rows are notes; every word is kept in the description.",
    ),
    run=_notes,
)
LIST_TOTALS = Mend(
    id="list-totals",
    rules=frozenset(),
    title=Text("一覧の計の行を除く", "The total of a list is left out"),
    proof=Text(
        "除いてよいと人が答えた、計の行だけです。",
        "A person has answered that this row of a total may be left out.",
    ),
    run=_totals,
)
