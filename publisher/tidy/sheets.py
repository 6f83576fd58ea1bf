"""The tables of a file's sheets as one sees them, and what a person must say of the rest. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from publisher.books.book import Spot
from publisher.tables.record import column_letter
from publisher.tidy import (
    apart,
    as_shown,
    blocks,
    hidden,
    parted_numbers,
    subtotals,
    torn_rows,
    uneven_rows,
)
from publisher.tidy.blocks import Found
from publisher.tidy.change import Change, Question
from publisher.tidy.grid import Grid
from publisher.tidy.no_table import NoTable
from publisher.tidy.visible import Visible
from publisher.words import Text, quote

UNDECIDED = frozenset({uneven_rows.ID, apart.ID})
"""What asks which cell is whose: without an answer there is no table."""
OF_SOURCE = UNDECIDED | {hidden.ID, as_shown.ID, parted_numbers.ID, subtotals.ID}
"""What asks about the file itself: of the tidy table nobody can answer it any more."""
_NOT_CALCULATED = Text(
    "シート「{sheet}」に、計算されていない数式があります（{place}など）。値がないので、空のセルになってしまいます。"
    "Excelで開いて保存し直してください。",
    "Sheet {sheet} holds formulas that were never calculated ({place}); their cells would be "
    "blank. Open the file in a spreadsheet and save it again.",
)
_UNKNOWN = Text(
    "{sheet}の{letters}列は、数の見せ方がいくつも混ざっています。見えているとおりではなく、ファイルの中の値を書きました。",
    "Columns {letters} of {sheet} mix number formats: the file's values stand there, not what shows.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """What the sheets of one file hold."""

    found: tuple[Found, ...]
    """Of every sheet that shows."""
    questions: tuple[Question, ...] = ()
    """Open and answered ones."""
    notices: tuple[Text, ...] = ()
    hidden: tuple[str | None, ...] = ()
    """Names of sheets that do not show and hold anything."""

    @property
    def has_hidden(self) -> bool:
        """Say whether anything there is hidden: sheets, rows or columns."""
        return bool(self.hidden) or any(item.mend == hidden.ID for item in self.questions)


@dataclass(frozen=True, slots=True)
class _Sheet:
    found: Found
    questions: tuple[Question, ...] = ()
    notices: tuple[Text, ...] = ()


def find(grids: Sequence[Grid], answers: Mapping[str, str]) -> Sheets | Text:
    """Return the tables of the sheets that show, or why the file must be mended first.

    What one does not see, hidden rows and columns, is not taken unless `answers` say so; cells are
    what they show. Each draft, change and question has the places of the sheet.
    """
    shown = [_sheet(grid, answers) for grid in grids if not grid.is_hidden]
    if refused := next((item for item in shown if isinstance(item, Text)), None):
        return refused
    sheets = [item for item in shown if isinstance(item, _Sheet)]
    return Sheets(
        found=tuple(item.found for item in sheets),
        questions=tuple(question for item in sheets for question in item.questions),
        notices=tuple(notice for item in sheets for notice in item.notices),
        hidden=tuple(grid.sheet for grid in grids if grid.is_hidden and grid.rows),
    )


def _sheet(grid: Grid, answers: Mapping[str, str]) -> _Sheet | Text:
    parts = hidden.parts_of(grid)
    is_hiding = parts or grid.unknown_hidden
    asked = hidden.question(grid, parts, answers) if is_hiding else None
    if asked is None or hidden.is_published(asked):
        if spots := grid.uncalculated:
            return _refused(grid, spots)
        return _settled(grid, _whole(grid, answers), asked, answers)
    if grid.unknown_hidden:
        none = NoTable(why=hidden.TOO_MANY, texts=(grid.sheet or "",), sheet=grid.sheet)
        return _Sheet(Found(drafts=(), others=(none,)), (asked,))
    visible = Visible(grid)
    if spots := tuple(spot for spot in grid.uncalculated if visible.shows(spot)):
        return _refused(grid, spots)
    found = visible.restored(blocks.find(visible.grid, answers))
    found = replace(found, changes=(*hidden.changes(grid, parts), *found.changes))
    notices = (hidden.notice(grid, parts),)
    return _settled(grid, _Sheet(found, (), notices), asked, answers)


def _whole(grid: Grid, answers: Mapping[str, str]) -> _Sheet:
    """Return the tables of a grid of which nothing is left out."""
    if grid.sheet is not None or grid.has_header:
        return _Sheet(blocks.find(grid, answers))
    found, questions = torn_rows.find(grid, answers)
    is_asked = any(item.mend == uneven_rows.ID and not item.answer for item in questions)
    torn = None if is_asked else torn_rows.notice(found.drafts)
    return _Sheet(found, questions, (torn,) if torn else ())


def _settled(
    grid: Grid, sheet: _Sheet, asked: Question | None, answers: Mapping[str, str]
) -> _Sheet:
    """Return a sheet with its cells as shown or as answered, and all that is to be asked of it."""
    done = [as_shown.settled(draft, grid.held, answers) for draft in sheet.found.drafts]
    changes: list[Change] = [change for item in done for change in item.changes]
    questions = [question for item in done for question in item.questions]
    unseen = as_shown.unseen(sheet.found.drafts, grid.held, grid.sheet)
    changes += unseen
    return _Sheet(
        replace(
            sheet.found,
            drafts=tuple(item.draft for item in done),
            changes=(*grid.changes, *changes, *sheet.found.changes),
        ),
        (*([asked] if asked else []), *sheet.found.questions, *sheet.questions, *questions),
        (
            *grid.notices,
            *sheet.notices,
            *_mixed(grid),
            *([as_shown.notice(unseen)] if unseen else []),
        ),
    )


def _mixed(grid: Grid) -> tuple[Text, ...]:
    letters = "・".join(column_letter(at) for at in sorted(grid.unknown_formats))
    sheet = f"シート「{quote(grid.sheet)}」" if grid.sheet else "表"
    return (_UNKNOWN.fill({"sheet": sheet, "letters": letters}),) if letters else ()


def _refused(grid: Grid, spots: Sequence[Spot]) -> Text:
    values = {"sheet": quote(grid.sheet or ""), "place": spots[0].address}
    return _NOT_CALCULATED.fill(values)
