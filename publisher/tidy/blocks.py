"""Tables in a grid as drafts: with what stands above, below and beside them, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from publisher.tidy import (
    apart,
    cutting,
    headings,
    joined_names,
    no_table,
    repeats,
    sections,
    surroundings,
)
from publisher.tidy.below import Settled
from publisher.tidy.body import Body
from publisher.tidy.canvas import Canvas, Region
from publisher.tidy.change import Change, Question
from publisher.tidy.draft import Draft, DraftColumn
from publisher.tidy.grid import Grid
from publisher.tidy.headings import Heading
from publisher.tidy.no_table import NoTable
from publisher.tidy.surroundings import Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The tables of a grid."""

    drafts: tuple[Draft, ...]
    others: tuple[NoTable, ...] = ()
    """Parts of the grid that are no tables."""
    changes: tuple[Change, ...] = ()
    """What is otherwise than in the grid."""
    questions: tuple[Question, ...] = ()
    """Open and answered ones: what are tables of their own."""


_NOTHING: Mapping[str, str] = MappingProxyType({})


def drafts(grid: Grid) -> tuple[Draft, ...]:
    """Return the tables of a grid, from top to bottom and left to right; none where it has none."""
    return find(grid).drafts


def find(grid: Grid, answers: Mapping[str, str] = _NOTHING) -> Found:
    """Return the tables of a grid and what else it holds; `answers` are those to its questions.

    Law: every text of the grid is in a name, a cell, a title, a note, or in what is no table; a
    text that held two names of columns is in those two, and marks for printing are in the changes.
    """
    grid, named = joined_names.mended(grid)
    canvas = Canvas(grid)
    if not canvas.whole.rows:
        return Found(drafts=(), others=(NoTable(why=no_table.BLANK, sheet=grid.sheet),))
    if grid.unknown_merges:
        return Found(drafts=(), others=(no_table.of(canvas, canvas.whole, no_table.MERGES),))
    found: list[Draft] = []
    others: list[NoTable] = []
    changes: list[Change] = [*named, *_blank_columns(canvas)]
    questions: list[Question] = []
    settled = Settled(answers)
    for region in _regions(canvas, settled):
        head = _heading(canvas, region)
        if why := no_table.why_not(canvas, region, head):
            others.append(no_table.of(canvas, region, why))
            continue
        parts, asked = _parts(canvas, region, head, answers)
        questions += asked
        made = list(_tables(canvas, region, head, parts))
        if not any(draft.rows for draft, _ in made):
            others.append(no_table.of(canvas, region, no_table.NO_ROWS))
            continue
        for draft, moved in made:
            found.append(draft)
            changes += moved
    return Found(
        drafts=tuple(found),
        others=tuple(others),
        changes=tuple(dict.fromkeys(changes)),
        questions=(*settled.questions, *questions),
    )


def _blank_columns(canvas: Canvas) -> Iterator[Change]:
    grid = canvas.grid
    filled = canvas.filled_columns(Region(0, 0, len(grid.rows), grid.width))
    for column in range(grid.width):
        if column not in filled:
            yield Change(mend="blank-parts", position=column + 1, sheet=grid.sheet)


def _regions(canvas: Canvas, settled: Settled) -> Iterator[Region]:
    whole = canvas.whole
    if canvas.grid.has_header or no_table.is_listing(canvas, whole):
        yield whole
    else:
        yield from cutting.regions(canvas, whole, settled)


def _heading(canvas: Canvas, region: Region) -> Heading:
    if not canvas.grid.has_header:
        return headings.of(canvas, region)
    names = headings.names(canvas, region, (region.top,))
    return Heading(rows=(region.top,), body=region.top + 1, names=names)


def _parts(
    canvas: Canvas, region: Region, head: Heading, answers: Mapping[str, str]
) -> tuple[list[Region], list[Question]]:
    """Return the tables of a region whose headers lie in one row, and what is to be asked of them."""
    found: list[Region] = []
    questions: list[Question] = []
    for part in cutting.aligned(canvas, region, head):
        doubtful = apart.parts(canvas, part, head, region)
        if len(doubtful) > 1:
            questions.append(apart.question(canvas, doubtful, head, region, answers))
        is_cut = len(doubtful) > 1 and apart.are_apart(questions[-1])
        found += doubtful if is_cut else [part]
    return found, questions


def _tables(
    canvas: Canvas, region: Region, head: Heading, parts: Sequence[Region]
) -> Iterator[tuple[Draft, Sequence[Change]]]:
    """Yield the tables of a region whose headers lie in one row, with their changes."""
    above = Region(region.top, region.left, head.top, region.right)
    for index, part in enumerate(parts):
        around = Surroundings(canvas)
        for row in above.rows:
            around.title(row, _of_part(canvas.texts(row, above), parts, index))
        names = head.names[part.left - region.left : part.right - region.left]
        for row in head.marked:
            around.about(row, canvas.texts(row, part), dict(zip(part.columns, names, strict=True)))
        own = _own(canvas, part) if len(parts) > 1 and len(head.rows) > 1 else None
        if own is None:
            yield _draft(canvas, part, head, names, around), around.changes
            continue
        # What were groups of one table's columns may be the titles of two.
        titled, own_head = own
        for row in range(titled.top, own_head.top):
            around.title(row, canvas.texts(row, titled))
        yield _draft(canvas, titled, own_head, own_head.names, around), around.changes


def _own(canvas: Canvas, part: Region) -> tuple[Region, Heading] | None:
    """Return a part with the header that it has by itself; None where it has none so."""
    part = canvas.trimmed(part)
    head = headings.of(canvas, part)
    return (part, head) if head.rows and head.body < part.bottom else None


def _of_part(
    texts: Sequence[tuple[int, str]], parts: Sequence[Region], index: int
) -> list[tuple[int, str]]:
    """Return which texts of a row above tables side by side are about one of them.

    All of them, unless each table has its own; what stands over none of them is about all.
    """
    own = repeats.own_titles(texts, parts)
    if not own:
        return list(texts)
    others = {item for items in own for item in items} - set(own[index])
    return [item for item in texts if item not in others]


def _draft(
    canvas: Canvas, part: Region, head: Heading, names: Sequence[str], around: Surroundings
) -> Draft:
    label = dict(zip(part.columns, names, strict=True))
    beside = surroundings.beside(canvas, part, head, names)
    used = Region(head.body, part.left, part.bottom, part.right)
    about = surroundings.subjects(canvas, used, beside)
    for row, column, text in beside:
        around.remark(row, (column, text), about.get(row, ""))
    filled = canvas.filled_columns(Region(head.top, part.left, part.bottom, part.right))
    columns = sorted(filled - {column for _, column, _ in beside})
    notes = surroundings.notes(canvas, used, columns)
    for row in notes:
        around.note(row, [item for item in canvas.texts(row, used) if item[0] in columns])
    around.changes += _joins(canvas, head, columns, label)
    body = Body(canvas, used, columns)
    rows = body.rows(head, notes)
    made = [DraftColumn(name=label[column], position=column + 1) for column in columns]
    last = rows[-1].number if rows else 0
    for row, text in [item for item in body.sections if canvas.row(item[0]).number > last]:
        around.note(row, [(columns[0], text)])
        body.sections.remove((row, text))
    if body.sections:
        filed = body.filed(rows)
        own = [DraftColumn(name=name, position=None) for name in sections.names(filed.names, made)]
        made[:0], rows = own, list(filed.rows)
    around.changes += body.changes
    return Draft(
        columns=tuple(made),
        rows=tuple(rows),
        sheet=canvas.grid.sheet,
        titles=tuple(around.titles),
        notes=tuple(around.notes),
        facts=around.facts(),
    )


def _joins(
    canvas: Canvas, head: Heading, columns: Sequence[int], label: dict[int, str]
) -> Iterator[Change]:
    """Yield the names that were made of several rows."""
    for column in columns if len(head.rows) > 1 else ():
        own = canvas.text(head.rows[-1], column)
        if own != label[column]:
            place = canvas.row(head.rows[-1])
            yield Change(
                mend="header-rows",
                number=place.number,
                line=place.line,
                position=column + 1,
                column=label[column],
                sheet=canvas.grid.sheet,
                before=own,
                after=label[column],
            )
