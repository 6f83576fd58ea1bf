"""What one mend does to one draft, kept cell by cell, so that the diff is whole by construction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publisher.rules.column_roles import is_name, is_phone
from publisher.tables.columns import Column, Kind
from publisher.tidy.change import Alike, Changes, Choice, Question, digest
from publisher.tidy.draft import Draft, DraftColumn, DraftRow
from publisher.tidy.mend import Asked, Mended
from publisher.words import Text, mask, quote

KEEP = Choice("keep", Text("このまま残す", "Leave it as it is"))
EXAMPLES = 3
_KNOWN = 1 << 17


class Edits:
    """Collects changes and questions; `mended` carries them out."""

    def __init__(self, mend: str, draft: Draft, asked: Asked) -> None:
        self.mend = mend
        self.draft = draft
        self.asked = asked
        self._cells: dict[int, list[str | None]] = {}
        """What cells become, by column; None where they stay. Of a million, dicts take ten times as
        much."""
        self._known: dict[str, str] = {}
        """Texts that were written: equal ones are held once."""
        self._names: dict[int, DraftColumn] = {}
        self._rows: set[int] = set()
        self._columns: set[int] = set()
        self._beside: dict[int, tuple[DraftColumn, tuple[str, ...]]] = {}
        self._changes = Changes()
        self._kinds: dict[int | None, Alike] = {}
        self._questions: list[Question] = []

    def put(self, row: int, column: int, text: str) -> None:
        """Write a cell; rows and columns by index. Torn rows stay: whose a cell is nobody knows."""
        if self.draft.rows[row].is_torn:
            return
        written = self._cells.get(column)
        now = written[row] if written is not None else None
        before = self.draft.rows[row].cells[column] if now is None else now
        if before != text:
            if written is None:
                written = self._cells[column] = [None] * len(self.draft.rows)
            if len(self._known) >= _KNOWN:
                self._known.clear()
            written[row] = text = self._known.setdefault(text, text)
            self._note(row, column, before, text)

    def rename(self, column: int, name: str, *, unit: str = "") -> None:
        """Give a column another name, a unit, or both."""
        was = self.draft.columns[column]
        self._names[column] = replace(
            was, name=name, unit=unit or was.unit, source=was.source or was.name
        )
        if name != was.name:
            self._note(None, column, was.name, name)

    def drop_row(self, row: int) -> None:
        """Take a row away."""
        if row not in self._rows:
            self._rows.add(row)
            # Not parted by spaces: numbers side by side would look like a personal number.
            text = "、".join(cell for cell in self.draft.rows[row].cells if cell.strip())
            self._note(row, None, text, "")

    def drop_column(self, column: int) -> None:
        """Take a column away."""
        self._columns.add(column)
        self._note(None, column, self.draft.columns[column].name, "")

    def add_beside(self, column: int, name: str, cells: Iterable[str]) -> None:
        """Put a new column to the right of one."""
        self._beside[column] = (DraftColumn(name=name, position=None), tuple(cells))
        self._note(None, column, "", name)

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

        An answer is given to the question's id, or to all questions of its kind at once. The text
        may name the {label} of the column and the first {row}. `shown`
        is the column whose values may be quoted.
        """
        of = self.draft.columns[column] if column is not None else None
        numbers = list(rows)
        name = " ".join(of.original.split()) if of else ""
        question = Question(
            id=mask(f"{kind}:{self.draft.sheet or ''}:{name}"),
            mend=self.mend,
            text=text.fill(
                {
                    "label": quote(of.original) if of else "",
                    "row": self.draft.rows[numbers[0]].line if numbers else 0,
                }
            ),
            choices=(*choices, KEEP),
            sheet=self.draft.sheet,
            number=self.draft.rows[numbers[0]].number if numbers else 0,
            column=of.original if of else "",
            count=len(numbers) if count is None else count,
            examples=self._examples(numbers, column, shown),
            cells=digest(self.draft.rows[row].cells[column] for row in numbers)
            if column is not None
            else "",
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
        draft = self.draft.with_cells(
            self._laid_columns(columns), tuple(self._laid_rows()), self._same()
        )
        return Mended(draft, self._changes, tuple(self._questions))

    def _laid_rows(self) -> Iterator[DraftRow]:
        """Yield the rows as they are now; those in which nothing is otherwise are the same."""
        is_laid = bool(self._columns or self._beside)
        put = tuple(self._cells.items())
        for index, row in enumerate(self.draft.rows):
            if index in self._rows:
                continue
            cells: list[str] | None = list(row.cells) if is_laid else None
            for column, texts in put:
                if (text := texts[index]) is not None:
                    cells = cells if cells is not None else list(row.cells)
                    cells[column] = text
            if cells is None:
                yield row
            else:
                laid = self._laid(cells, index)
                yield DraftRow(row.number, row.line, laid, row.missing, row.surplus)

    def _same(self) -> dict[int, int]:
        """Return the index that columns had before, by their own, where no cell is another."""
        if self._rows:
            return {}
        before = [
            was
            for index in range(len(self.draft.columns))
            for was in (
                *([index] if index not in self._columns else ()),
                *([None] if index in self._beside else ()),
            )
        ]
        return {
            now: was for now, was in enumerate(before) if was is not None and was not in self._cells
        }

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

    def _note(self, row: int | None, column: int | None, before: str, after: str) -> None:
        """Keep what was otherwise before."""
        kind = self._kinds.get(column)
        if kind is None:
            of = self.draft.columns[column] if column is not None else None
            position, name = ((of.position or 0), of.original) if of else (0, "")
            kind = self._kinds[column] = (self.mend, position, name, self.draft.sheet, "")
        if row is None:
            self._changes.put(kind, 0, 0, before, after)
        else:
            place = self.draft.rows[row]
            self._changes.put(kind, place.number, place.line, before, after)

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
