"""What stands around a table and goes into the description: titles, notes, remarks beside rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from publisher.rules.blocks import is_memo
from publisher.rules.remark_words import is_beside
from publisher.tidy import authors, form_lines, remarks, told
from publisher.tidy.authors import without_person
from publisher.tidy.canvas import Canvas, Region
from publisher.tidy.change import Change
from publisher.tidy.headings import Heading

TAIL = 30
"""Rows at the end of a table that may be notes."""
SHORT = 30
"""Characters of a name of what a row is about."""
_ARROWS = ("←", "→", "↑", "↓", "⇐", "⇒")
_SAID = re.compile(r"[:：\s。]|(?:現在|時点|更新|作成)[)）]?$")
"""Is in what stands apart from a table in the row of its names, and is no name of a column."""
_ENDS = ("。", ".", "）", ")", "」")
_WORD = re.compile(r"[^\W\d_].*")
Spot = tuple[int, str]
"""Column and text."""


class Surroundings:
    """Gathers the texts around one table, with the change that moving each of them is."""

    def __init__(self, canvas: Canvas) -> None:
        self.titles: list[str] = []
        self.notes: list[str] = []
        self.changes: list[Change] = []
        self._canvas = canvas
        self._last: int | None = None
        """Row of the last note."""

    def title(self, row: int, texts: Sequence[Spot]) -> None:
        """Take a row of titles: each cell is one, but a row marked with # is one as a whole.

        A pair such as 団体名 | 北市 is one, too.
        """
        found = [text for _, text in texts]
        if form_lines.is_line(found):
            pairs = zip(found[::2], found[1::2], strict=True)
            found = [f"{label.rstrip(':： ')}：{said}" for label, said in pairs]
        is_marked = bool(found) and found[0].startswith("#")
        kept = [without_person(text) for text in found]
        self.titles += [" ".join(kept)] if is_marked else list(filter(None, kept))
        self._moved(row, texts, "title", None if kept == found else kept)

    def note(self, row: int, texts: Sequence[Spot]) -> None:
        """Take a row as a note; it may go on with the note in the row above."""
        said = " ".join(text for _, text in texts)
        note = without_person(said)
        self._moved(row, texts, "note", None if note == said else [note])
        if not note:
            return
        is_below = self._last is not None and row == self._last + 1
        if is_below and not self.notes[-1].endswith(_ENDS) and not remarks.is_begun(note):
            self.notes[-1] += note
        else:
            self.notes.append(note)
        self._last = row

    def about(self, row: int, texts: Sequence[Spot], names: Mapping[int, str]) -> None:
        """Take a row of what is said of each column as one note; as it stands if marked with #."""
        if texts and texts[0][1].startswith("#"):
            self.note(row, texts)
            return
        said = "、".join(f"{name}：{text}" for at, text in texts if (name := names[at] or "―"))
        self.notes += [said] if said else []
        self._last = None
        self._moved(row, texts, "note")

    def remark(self, row: int, spot: Spot, about: str) -> None:
        """Take a cell beside the table as a note on what its row is about."""
        said = spot[1]
        note = without_person(said)
        self.notes += [f"{about}: {note}" if about else note] if note else []
        self._last = None
        self._moved(row, [spot], "note", None if note == said else [note])

    def facts(self) -> dict[str, str]:
        """Return what titles and notes tell of all rows: a date, a unit."""
        facts: dict[str, str] = {}
        dates = {date for title in self.titles if (date := told.date(title))}
        if len(dates) == 1:
            facts["date"] = dates.pop()
        units = {unit for text in (*self.titles, *self.notes) if (unit := told.unit(text))}
        if len(units) == 1:
            facts["unit"] = units.pop()
        return facts

    def _moved(
        self, row: int, texts: Sequence[Spot], to: str, kept: Sequence[str] | None = None
    ) -> None:
        """Note where texts went; `kept` is what is left of them where a person was named."""
        place = self._canvas.row(row)
        for column, text in texts:
            is_kept = kept is None or any(text in other for other in kept)
            self.changes.append(
                Change(
                    mend=f"{to}-rows" if is_kept else authors.ID,
                    number=place.number,
                    line=place.line,
                    position=column + 1,
                    sheet=self._canvas.grid.sheet,
                    before=text,
                    # Of a pair of cells the second one may be nothing but the name.
                    after="" if is_kept else without_person(text).replace(text, ""),
                    moved=to if is_kept else "",
                )
            )


def beside(
    canvas: Canvas, part: Region, head: Heading, names: Sequence[str]
) -> list[tuple[int, int, str]]:
    """Return the cells of columns that hold remarks and nothing else: row, column, text."""
    found: list[tuple[int, int, str]] = []
    for column, name in zip(part.columns, names, strict=True):
        is_named = bool(name) and not is_memo(name)
        if (not name and column == part.left) or (
            is_named and not (_SAID.search(name) and _is_apart(canvas, part, head, column))
        ):
            continue
        texts = [
            (row, column, text)
            for row in range(head.top, part.bottom)
            if (text := canvas.text(row, column))
        ]
        if all(is_beside(text) or (is_named and row < head.body) for row, _, text in texts):
            found += texts
    return found


def _is_apart(canvas: Canvas, part: Region, head: Heading, column: int) -> bool:
    """Say whether blank columns part a column from the others of a table."""
    sides = (column - 1, column + 1)
    return column > part.left and not any(
        canvas.filled_columns(Region(head.top, side, part.bottom, side + 1))
        for side in sides
        if side in part.columns
    )


def subjects(canvas: Canvas, body: Region, spots: Sequence[tuple[int, int, str]]) -> dict[int, str]:
    """Return what remarks beside rows are about, by row: the words that the fewest rows have."""
    rows = {row for row, _, text in spots if row in body.rows and not text.startswith(_ARROWS)}
    left = {column for _, column, _ in spots}
    counts = {
        column: Counter(canvas.text(row, column) for row in body.rows)
        for column in (body.columns if rows else ())
        if column not in left
    }
    found: dict[int, str] = {}
    for row in rows:
        words = [
            (counts[column][text], text)
            for column, text in canvas.texts(row, body)
            if column in counts and len(text) <= SHORT and _WORD.fullmatch(text)
        ]
        found[row] = min(words, key=lambda item: item[0])[1] if words else ""
    return found


def notes(canvas: Canvas, used: Region, columns: Sequence[int]) -> list[int]:
    """Return the rows of a body that are remarks: rulers anywhere, the last ones in doubt too."""
    width = len(columns)
    own = set(columns)
    texts: dict[int, list[str]] = {}
    most = 2 + len(used.columns) - width
    for row in used.rows:
        if canvas.has_at_most(row, used, most):
            found = [text for column, text in canvas.texts(row, used) if column in own]
            if len(found) <= 2:
                texts[row] = found
    tail: list[int] = []
    for row in reversed(used.rows):
        if row not in texts or len(tail) > TAIL:
            break
        if texts[row] or tail:
            tail.append(row)
    rows = {row for row, found in texts.items() if remarks.is_certain(found, width)}
    rows.update(form_lines.below(canvas, used, columns))
    is_apart = goes_on = False
    for row in reversed(tail):
        is_note = remarks.is_note(texts[row], width, is_apart=is_apart, goes_on=goes_on)
        if is_note:
            rows.add(row)
        is_apart = is_note or not texts[row]
        goes_on = is_note or (goes_on and not texts[row])
    return sorted(rows)
