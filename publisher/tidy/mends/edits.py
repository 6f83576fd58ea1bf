"""What one mend does to one draft, kept cell by cell, so that the diff is whole by construction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from publisher.rules.column_roles import is_name, is_phone
from publisher.tables.columns import Column, Kind
from publisher.tidy.change import Change, Choice, Question
from publisher.tidy.draft import Draft, DraftColumn, DraftRow
from publisher.tidy.mend import Asked, Mended
from publisher.words import Text, quote

KEEP = Choice("keep", Text("このまま残す", "Leave it as it is"))
EXAMPLES = 3


class Edits:
    """Collects changes and questions; `mended` carries them out."""

    def __init__(self, mend: str, draft: Draft, asked: Asked) -> None:
        self.mend = mend
        self.draft = draft
        self.asked = asked
        self._cells: dict[tuple[int, int], str] = {}
        self._names: dict[int, DraftColumn] = {}
        self._rows: set[int] = set()
        self._columns: set[int] = set()
        self._beside: dict[int, tuple[DraftColumn, tuple[str, ...]]] = {}
        self._changes: list[Change] = []
        self._questions: list[Question] = []

    def put(self, row: int, column: int, text: str) -> None:
        """Write a cell; rows and columns by index."""
        before = self._cells.get((row, column), self.draft.rows[row].cells[column])
        if before != text:
            self._cells[row, column] = text
            self._changes.append(self._change(row, column, before, text))

    def rename(self, column: int, name: str, *, unit: str = "") -> None:
        """Give a column another name, a unit, or both."""
        was = self.draft.columns[column]
        self._names[column] = replace(
            was, name=name, unit=unit or was.unit, source=was.source or was.name
        )
        if name != was.name:
            self._changes.append(self._change(None, column, was.name, name))

    def drop_row(self, row: int) -> None:
        """Take a row away."""
        if row not in self._rows:
            self._rows.add(row)
            # Not parted by spaces: numbers side by side would look like a personal number.
            text = "、".join(cell for cell in self.draft.rows[row].cells if cell.strip())
            self._changes.append(self._change(row, None, text, ""))

    def drop_column(self, column: int) -> None:
        """Take a column away."""
        self._columns.add(column)
        self._changes.append(self._change(None, column, self.draft.columns[column].name, ""))

    def add_beside(self, column: int, name: str, cells: Iterable[str]) -> None:
        """Put a new column to the right of one."""
        self._beside[column] = (DraftColumn(name=name, position=None), tuple(cells))
        self._changes.append(self._change(None, column, "", name))

    def choice(
        self,
        kind: str,
        column: int | None,
        text: Text,
        choices: tuple[Choice, ...],
        *,
        rows: Iterable[int] = (),
        count: int | None = None,
        shown: Column | None = None,
    ) -> str | None:
        """Return what was answered to a question; None while it is open: then nothing changes.

        An answer is given to the question's id, or to all questions of its kind at once. `shown`
        is the column whose values may be quoted.
        """
        of = self.draft.columns[column] if column is not None else None
        numbers = list(rows)
        question = Question(
            id=f"{kind}:{self.draft.sheet or ''}:{' '.join(of.original.split()) if of else ''}",
            mend=self.mend,
            text=text.fill({"label": quote(of.original) if of else ""}),
            choices=(*choices, KEEP),
            sheet=self.draft.sheet,
            number=self.draft.rows[numbers[0]].number if numbers else 0,
            column=of.original if of else "",
            count=len(numbers) if count is None else count,
            examples=self._examples(numbers, column, shown),
        )
        answers = self.asked.answers
        said = answers.get(question.id) or answers.get(kind, "")
        answer = said if said in {item.value for item in question.choices} else ""
        self._questions.append(replace(question, answer=answer))
        return answer or None

    def mended(self) -> Mended:
        """Return the draft as it is now; the same where nothing was to do."""
        if not self._changes and not self._names:
            return Mended(self.draft, (), tuple(self._questions))
        columns = [
            self._names.get(index, column) for index, column in enumerate(self.draft.columns)
        ]
        rows = tuple(
            replace(row, cells=self._laid(self._filled(index, row), index))
            for index, row in enumerate(self.draft.rows)
            if index not in self._rows
        )
        return Mended(
            replace(self.draft, columns=self._laid_columns(columns), rows=rows),
            tuple(self._changes),
            tuple(self._questions),
        )

    def _filled(self, index: int, row: DraftRow) -> list[str]:
        return [self._cells.get((index, column), text) for column, text in enumerate(row.cells)]

    def _laid(self, cells: list[str], row: int) -> tuple[str, ...]:
        """Return a row's cells without dropped columns, with those put beside."""
        if not self._columns and not self._beside:
            return tuple(cells)
        found: list[str] = []
        for column, text in enumerate(cells):
            if column not in self._columns:
                found.append(text)
            if column in self._beside:
                found.append(self._beside[column][1][row])
        return tuple(found)

    def _laid_columns(self, columns: list[DraftColumn]) -> tuple[DraftColumn, ...]:
        found: list[DraftColumn] = []
        for index, column in enumerate(columns):
            if index not in self._columns:
                found.append(column)
            if index in self._beside:
                found.append(self._beside[index][0])
        return tuple(found)

    def _change(self, row: int | None, column: int | None, before: str, after: str) -> Change:
        of = self.draft.columns[column] if column is not None else None
        place = self.draft.rows[row] if row is not None else None
        return Change(
            mend=self.mend,
            number=place.number if place else 0,
            line=place.line if place else 0,
            position=(of.position or 0) if of else 0,
            column=of.original if of else "",
            sheet=self.draft.sheet,
            before=before,
            after=after,
        )

    def _examples(
        self, rows: list[int], column: int | None, shown: Column | None
    ) -> tuple[str, ...]:
        """Return a few values that a question is about; none of columns that may name persons."""
        if column is None or shown is None or is_name(shown) or is_phone(shown):
            return ()
        if shown.kind is Kind.CODE:
            return ()
        values = dict.fromkeys(quote(self.draft.rows[row].cells[column]) for row in rows)
        return tuple(values)[:EXAMPLES]
