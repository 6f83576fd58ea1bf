"""Tables in a grid as drafts: with what stands above, below and beside them, and nothing lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from publisher.tidy import cutting, headings, remarks, told
from publisher.tidy.canvas import Canvas, Region
from publisher.tidy.change import Change
from publisher.tidy.draft import Draft, DraftColumn, DraftRow
from publisher.tidy.grid import Grid
from publisher.tidy.headings import Heading
from publisher.words import Text

TAIL = 30
"""Filled rows at the end of a table that may be notes."""
LETTER = 20
"""Characters of a usual cell from which a single column is sentences, not a list."""
_ARROWS = ("←", "→", "↑", "↓", "⇐", "⇒")
_ENDS = ("。", ".", "）", ")", "」")
_WORD = re.compile(r"\D*[^\W\d_]\D*")
_BLANK = Text("何も入っていません。", "It is blank.")
_NO_ROWS = Text(
    "項目名だけで、データの行がありません。", "It has names of columns but no row of data."
)
_LETTER = Text(
    "表ではなく文章のようです（列が1つで、文が並んでいます）。",
    "It seems to be a letter, not a table: one column of sentences.",
)
_FORM = Text(
    "表ではなく、様式や図のようです（項目名のある列が半分もありません）。",
    "It seems to be a form or a drawing: less than half of its columns have a name.",
)
_LISTING = Text(
    "表ではなく、項目と説明の書き出しのようです（見出しの行がなく、空の行で区切られています）。",
    "It seems to be a listing of labels and words, parted by blank rows, without a header.",
)
_MERGES = Text(
    "結合したセルが多すぎて（1,000を超えています）、どの値がどこまでかを決められません。"
    "結合を解いてから、もう一度お試しください。",
    "It has more than 1,000 merged cells, so what they cover cannot be told. Unmerge them first.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoTable:
    """A grid, or a part of one, that is not a table, and why."""

    why: Text
    texts: tuple[str, ...] = ()
    """All that is written there."""
    sheet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The tables of a grid."""

    drafts: tuple[Draft, ...]
    others: tuple[NoTable, ...] = ()
    """Parts of the grid that are no tables."""
    changes: tuple[Change, ...] = ()
    """What is otherwise than in the grid."""


@dataclass(slots=True)
class _Around:
    """What stands around one table, with the changes of moving it."""

    sheet: str | None
    titles: list[str]
    notes: list[str]
    changes: list[Change]

    def move(self, canvas: Canvas, row: int, texts: Iterable[tuple[int, str]], to: str) -> None:
        """Put the texts of a row into the titles or the notes."""
        place = canvas.row(row)
        found = list(texts)
        joined = " ".join(text for _, text in found)
        if to == "note" or joined.startswith("#"):
            (self.notes if to == "note" else self.titles).extend([joined] if joined else [])
        else:
            self.titles += [text for _, text in found]
        for column, text in found:
            change = Change(
                mend="note-rows" if to == "note" else "title-rows",
                number=place.number,
                line=place.line,
                position=column + 1,
                sheet=self.sheet,
                before=text,
                moved=to,
            )
            self.changes.append(change)


def drafts(grid: Grid) -> tuple[Draft, ...]:
    """Return the tables of a grid, from top to bottom and left to right; none where it has none."""
    return find(grid).drafts


def find(grid: Grid) -> Found:
    """Return the tables of a grid and what else it holds.

    Law: every text of the grid is in a name, a cell, a title, a note, or in what is no table.
    """
    canvas = Canvas(grid)
    if not canvas.whole.rows:
        return Found(drafts=(), others=(NoTable(why=_BLANK, sheet=grid.sheet),))
    if grid.unknown_merges:
        return Found(drafts=(), others=(_no_table(canvas, canvas.whole, _MERGES),))
    found: list[Draft] = []
    others: list[NoTable] = []
    changes: list[Change] = list(_blank_columns(canvas))
    for region in _regions(canvas):
        if grid.has_header:
            head = Heading(
                rows=(region.top,),
                body=region.top + 1,
                names=headings.names(canvas, region, (region.top,)),
            )
        else:
            head = headings.of(canvas, region)
        if why := _why_not(canvas, region, head):
            others.append(_no_table(canvas, region, why))
            continue
        made = list(_tables(canvas, region, head))
        if not any(draft.rows for draft, _ in made):
            others.append(_no_table(canvas, region, _NO_ROWS))
            continue
        for draft, moved in made:
            found.append(draft)
            changes += moved
    return Found(drafts=tuple(found), others=tuple(others), changes=tuple(dict.fromkeys(changes)))


def _blank_columns(canvas: Canvas) -> Iterator[Change]:
    grid = canvas.grid
    filled = canvas.filled_columns(Region(0, 0, len(grid.rows), grid.width))
    for column in range(grid.width):
        if column not in filled:
            yield Change(mend="blank-parts", position=column + 1, sheet=grid.sheet)


def _regions(canvas: Canvas) -> Iterator[Region]:
    whole = canvas.whole
    if canvas.grid.has_header or _is_listing(canvas, whole):
        yield whole
    else:
        yield from cutting.regions(canvas, whole)


def _is_listing(canvas: Canvas, region: Region) -> bool:
    """Say whether a sheet is pairs of words in stretches that blank rows part: a form, a legend."""
    rows = [[text for _, text in canvas.texts(row, region)] for row in region.rows]
    counts = [len(texts) for texts in rows]
    pairs = [texts for texts in rows if len(texts) == 2]
    words = [texts for texts in pairs if not texts[1][:1].isdecimal()]
    return (
        canvas.grid.sheet is not None
        and max(counts) == 2
        and counts.count(0) >= 2
        and counts.count(1) >= 2
        and len(words) >= 0.8 * len(pairs)
    )


def _no_table(canvas: Canvas, region: Region, why: Text) -> NoTable:
    texts = tuple(text for row in region.rows for _, text in canvas.texts(row, region))
    return NoTable(why=why, texts=texts, sheet=canvas.grid.sheet)


def _why_not(canvas: Canvas, region: Region, head: Heading) -> Text | None:
    """Return why a region is no table; None where it is one."""
    if head.body >= region.bottom:
        return _NO_ROWS
    counts = [len(canvas.texts(row, region)) for row in range(head.top, region.bottom)]
    widest = max(counts)
    if widest <= 1:
        texts = [text for row in region.rows for _, text in canvas.texts(row, region)]
        usual = sorted(map(len, texts))[len(texts) // 2]
        is_letter = usual > LETTER or any(map(remarks.is_sentence, texts)) or len(texts) < 3
        return _LETTER if is_letter or len(region.columns) > 1 else None
    named = sum(map(bool, head.names))
    used = len(canvas.filled_columns(Region(head.top, region.left, region.bottom, region.right)))
    if canvas.grid.sheet is None:
        return None
    is_sparse = sum(counts) < 0.4 * used * sum(map(bool, counts))
    if used >= 4 and is_sparse and named * 2 < used:
        return _FORM
    return _LISTING if _is_listing(canvas, region) else None


def _tables(
    canvas: Canvas, region: Region, head: Heading
) -> Iterator[tuple[Draft, Sequence[Change]]]:
    """Yield the tables of a region whose headers lie in one row, with their changes."""
    parts = cutting.aligned(canvas, region, head)
    above = Region(region.top, region.left, head.top, region.right)
    for index, part in enumerate(parts):
        around = _Around(canvas.grid.sheet, [], [], [])
        for row in above.rows:
            texts = canvas.texts(row, above)
            around.move(canvas, row, _of_part(texts, parts, index), "title")
        names = head.names[part.left - region.left : part.right - region.left]
        for row in head.marked:
            around.move(canvas, row, canvas.texts(row, part), "note")
        yield _draft(canvas, part, head, names, around), around.changes


def _of_part(
    texts: Sequence[tuple[int, str]], parts: Sequence[Region], index: int
) -> list[tuple[int, str]]:
    """Return which texts of a row above tables side by side are about one of them.

    All of them, unless each table has its own.
    """
    own = [[item for item in texts if item[0] in part.columns] for part in parts]
    return own[index] if len(parts) > 1 and all(own) else list(texts)


def _draft(
    canvas: Canvas, part: Region, head: Heading, names: Sequence[str], around: _Around
) -> Draft:
    body, beside = _beside(canvas, part, head, names)
    for row, column, text in beside:
        around.move(canvas, row, [(column, text)], "note")
        if row >= head.body and not text.startswith(_ARROWS):
            around.notes[-1] = _of_row(canvas, row, part, text)
    left = {column for _, column, _ in beside}
    columns = [column for column in part.columns if column in body and column not in left]
    used = Region(head.body, part.left, part.bottom, part.right)
    notes = _notes(canvas, used, columns)
    for row in notes:
        before = around.notes[-1] if row - 1 in notes else ""
        around.move(canvas, row, canvas.texts(row, used), "note")
        if before and not before.endswith(_ENDS) and not remarks.is_begun(around.notes[-1]):
            around.notes[-2:] = [f"{before}{around.notes[-1]}"]
    label = dict(zip(part.columns, names, strict=True))
    if len(head.rows) > 1:
        around.changes += _joins(canvas, head, columns, label)
    rows = list(_rows(canvas, used, head, columns, set(notes), around.changes))
    return Draft(
        columns=tuple(DraftColumn(name=label[column], position=column + 1) for column in columns),
        rows=tuple(rows),
        sheet=canvas.grid.sheet,
        titles=tuple(around.titles),
        notes=tuple(around.notes),
        facts=_facts(around),
    )


def _of_row(canvas: Canvas, row: int, part: Region, text: str) -> str:
    """Return a remark beside a row with what the row is about: its first words that no other has."""
    for column, own in canvas.texts(row, part):
        is_words = own != text and _WORD.fullmatch(own)
        if is_words and sum(canvas.text(other, column) == own for other in part.rows) == 1:
            return f"{own}: {text}"
    return text


def _facts(around: _Around) -> dict[str, str]:
    """Return what titles and notes tell of all rows."""
    facts: dict[str, str] = {}
    dates = {date for title in around.titles if (date := told.date(title))}
    if len(dates) == 1:
        facts["date"] = dates.pop()
    units = {unit for text in (*around.titles, *around.notes) if (unit := told.unit(text))}
    if len(units) == 1:
        facts["unit"] = units.pop()
    return facts


def _beside(
    canvas: Canvas, part: Region, head: Heading, names: Sequence[str]
) -> tuple[set[int], list[tuple[int, int, str]]]:
    """Return the columns that hold anything, and the remarks in columns that hold nothing else."""
    filled = canvas.filled_columns(Region(head.top, part.left, part.bottom, part.right))
    found: list[tuple[int, int, str]] = []
    for column, name in zip(part.columns, names, strict=True):
        if column not in filled or (name and not remarks.is_beside(name)):
            continue
        if not name and column == part.left:
            continue
        texts = [
            (row, column, text)
            for row in range(head.top, part.bottom)
            if (text := canvas.text(row, column))
        ]
        if all(remarks.is_beside(text) for _, _, text in texts):
            found += texts
    return filled, found


def _notes(canvas: Canvas, used: Region, columns: Sequence[int]) -> list[int]:
    """Return the rows of a body that are remarks: rulers anywhere, the last ones in doubt too."""
    width = len(columns)
    own = set(columns)
    texts = {}
    for row in used.rows:
        found = [text for column, text in canvas.texts(row, used) if column in own]
        if len(found) <= 2:
            texts[row] = found
    tail: list[int] = []
    for row in reversed(used.rows):
        if row not in texts or len(tail) > TAIL:
            break
        if texts[row] or tail:
            tail.append(row)
    notes = [row for row, found in texts.items() if remarks.is_certain(found, width)]
    is_apart = False
    for row in reversed(tail):
        is_note = remarks.is_note(texts[row], width, is_apart=is_apart)
        if is_note and row not in notes:
            notes.append(row)
        is_apart = is_apart or is_note or not texts[row]
        if texts[row] and not is_note:
            is_apart = False
    return sorted(notes)


def _rows(
    canvas: Canvas,
    used: Region,
    head: Heading,
    columns: Sequence[int],
    notes: set[int],
    changes: list[Change],
) -> Iterator[DraftRow]:
    """Yield the rows of data: filled where cells are merged, without blank and header rows."""
    repeats = {tuple(canvas.text(row, column) for column in columns) for row in head.rows}
    width = len(columns)
    for row in used.rows:
        place = canvas.row(row)
        own = canvas.texts(row, used)
        if row in notes:
            continue
        if not own and not canvas.has_merges:
            changes.append(_dropped("blank-rows", place.number, place.line, canvas, ""))
            continue
        plain = tuple(canvas.text(row, column) for column in columns)
        if len(own) > 1 and plain in repeats:
            text = " ".join(filter(None, plain))
            changes.append(_dropped("repeated-headers", place.number, place.line, canvas, text))
            continue
        is_title = len(own) == 1 and len(canvas.area(row, own[0][0]).columns) >= max(3, width)
        cells = tuple(
            _own(canvas, row, column) if is_title else canvas.shown(row, column)
            for column in columns
        )
        if not any(cell.strip() for cell in cells):
            changes.append(_dropped("blank-rows", place.number, place.line, canvas, ""))
            continue
        for column, cell in zip(columns, cells, strict=True):
            if cell and not _own(canvas, row, column):
                changes.append(
                    Change(
                        mend="merged-cells",
                        number=place.number,
                        line=place.line,
                        position=column + 1,
                        sheet=canvas.grid.sheet,
                        after=cell,
                    )
                )
        yield DraftRow(place.number, place.line, cells)


def _own(canvas: Canvas, row: int, column: int) -> str:
    cells = canvas.row(row).cells
    return cells[column] if column < len(cells) else ""


def _dropped(mend: str, number: int, line: int, canvas: Canvas, text: str) -> Change:
    return Change(mend=mend, number=number, line=line, sheet=canvas.grid.sheet, before=text)


def _joins(
    canvas: Canvas, head: Heading, columns: Sequence[int], label: dict[int, str]
) -> Iterator[Change]:
    """Yield the names that were made of several rows."""
    place = canvas.row(head.rows[-1])
    for column in columns:
        own = canvas.text(head.rows[-1], column)
        if own != label[column]:
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
