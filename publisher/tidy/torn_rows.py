"""Records of a text file with more or fewer cells than names: never made to look whole. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from publisher.tidy import blocks, parted_numbers, uneven_rows
from publisher.tidy.blocks import Found
from publisher.tidy.change import Question
from publisher.tidy.draft import Draft, DraftRow
from publisher.tidy.grid import Grid
from publisher.tidy.parted_numbers import Joined
from publisher.words import Text, many

_SHOWN = 5
Surplus = Mapping[int, tuple[str, ...]]
"""By number of the row: the cells beyond the header."""


def find(grid: Grid, answers: Mapping[str, str]) -> tuple[Found, tuple[Question, ...]]:
    """Return the tables of a text file, each row with what it has too much or too little.

    Cells beyond the header are a column only where they have a name, and words beside the table
    where they are that; else they belong to their row alone.
    """
    evened = uneven_rows.evened(grid, answers)
    joined = parted_numbers.joined(evened.grid, answers)
    found = blocks.find(joined.grid, answers)
    beyond = _beyond(joined, found)
    has_more = any(
        not column.name.strip() and (column.position or 0) > joined.width
        for draft in found.drafts
        for column in draft.columns
    )
    cut = _cut(joined, beyond, answers) if beyond and has_more else None
    blank = {at: cells for at, cells in beyond.items() if not any(map(str.strip, cells))}
    found = cut or _marked(found, joined.grid, blank)
    found = replace(found, changes=(*evened.changes, *joined.changes, *found.changes))
    return found, (*evened.questions, *joined.questions)


def _beyond(joined: Joined, found: Found) -> Surplus:
    """Return what rows of data have beyond the header."""
    if joined.header is None:
        return {}
    data = {row.number for draft in found.drafts for row in draft.rows}
    return {
        row.number: row.cells[joined.width :]
        for row in joined.grid.rows
        if row.number > joined.header.number
        and len(row.cells) > joined.width
        and row.number in data
    }


def _cut(joined: Joined, beyond: Surplus, answers: Mapping[str, str]) -> Found | None:
    """Return the tables without the cells beyond the header, which their rows keep.

    None where such a cell belongs to no row of a table then: nothing may be lost.
    """
    rows = tuple(
        replace(row, cells=row.cells[: joined.width]) if row.number in beyond else row
        for row in joined.grid.rows
    )
    whole = blocks.find(replace(joined.grid, rows=rows), answers)
    found = _marked(whole, joined.grid, beyond)
    told = {row.number for draft in found.drafts for row in draft.rows if row.surplus}
    return found if told == set(beyond) else None


def _marked(found: Found, grid: Grid, surplus: Surplus) -> Found:
    """Return the tables whose torn rows are known as such."""
    lengths = {row.number: len(row.cells) for row in grid.rows}
    return replace(found, drafts=tuple(_torn(draft, lengths, surplus) for draft in found.drafts))


def _torn(draft: Draft, lengths: Mapping[int, int], surplus: Surplus) -> Draft:
    places = sorted(column.position for column in draft.columns if column.position)
    last = places[-1] if places else 0
    if all(lengths[row.number] >= last and row.number not in surplus for row in draft.rows):
        return draft
    return replace(
        draft, rows=tuple(_as_it_is(row, places, lengths, surplus) for row in draft.rows)
    )


def _as_it_is(
    row: DraftRow, places: Sequence[int], lengths: Mapping[int, int], surplus: Surplus
) -> DraftRow:
    missing = sum(1 for place in places if place > lengths[row.number])
    more = surplus.get(row.number, ())
    return replace(row, missing=missing, surplus=more) if missing or more else row


def notice(drafts: Sequence[Draft]) -> Text | None:
    """Return which lines of the tables are torn; None where none is."""
    lines = [row.line for draft in drafts for row in draft.rows if row.is_torn]
    if not lines:
        return None
    listed, more = "、".join(map(str, lines[:_SHOWN])), "…" if len(lines) > _SHOWN else ""
    return Text(
        f"セルの数が項目名と合わない行が{len(lines):,}行あります（{listed}{more}行目）。"
        'どのセルがどの項目か決められないので、そのまま残します。もとの表のコンマと引用符（"）を直してください。',
        f"{many(len(lines), 'row has', 'rows have')} more or fewer cells than there are names "
        f"(line {listed}{more}). Nobody can tell which cell is whose, so they stay as they are. "
        'Mend the commas and quotes (") of the original.',
    )
