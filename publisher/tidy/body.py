"""The rows of data of a table in a grid: merged cells parted, what is no data left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter

from publisher.tidy import print_marks, sections
from publisher.tidy.canvas import Canvas, Region
from publisher.tidy.change import Change
from publisher.tidy.draft import DraftRow
from publisher.tidy.headings import Heading as Head
from publisher.tidy.sections import Filed, Heading


class Body:
    """Reads the rows of one table, and keeps the changes that this makes."""

    def __init__(self, canvas: Canvas, used: Region, columns: Sequence[int]) -> None:
        self.changes: list[Change] = []
        self.sections: list[tuple[int, str]] = []
        """Rows that hold one heading, merged across the table; each is of the rows below it."""
        self._canvas = canvas
        self._used = used
        self._columns = columns
        self._is_whole = list(columns) == list(range(len(columns)))
        picked = itemgetter(*columns) if len(columns) > 1 else None
        self._picked: Callable[[tuple[str, ...]], tuple[str, ...]] = picked or (
            lambda cells: tuple(cells[column] for column in columns)
        )

    def rows(self, head: Head, notes: Sequence[int]) -> list[DraftRow]:
        """Return the rows of data, without blank rows, repeated headers and marks for printing."""
        left_out = set(notes)
        repeats = {_plain(self._texts(row)) for row in head.rows}
        firsts = {next(filter(None, texts), "") for texts in repeats}
        begins = {first[:1] for first in firsts}
        found: list[DraftRow] = []
        for row in self._used.rows:
            if row in left_out:
                continue
            if not self._canvas.has_at_most(row, self._used, 1):
                first = self._first(row)
                is_like = first[:1] in begins and "".join(first.split()) in firsts
                if is_like and _plain(self._texts(row)) in repeats:
                    self._drop(row, "repeated-headers", " ".join(filter(None, self._texts(row))))
                elif not first[:1].isalnum() and print_marks.is_rule(self._texts(row)):
                    self._drop(row, print_marks.ID, " ".join(filter(None, self._texts(row))))
                else:
                    found.append(self._row(row))
                continue
            match self._canvas.texts(row, self._used):
                case []:
                    self._drop(row, "blank-rows")
                case [(_, text)] if len(self._columns) > 1 and print_marks.is_mark(text):
                    self._drop(row, print_marks.ID, text)
                case [(column, text)] if self._is_across(row, column):
                    self.sections.append((row, text))
                case _:
                    found.append(self._row(row))
        return found

    def filed(self, rows: Sequence[DraftRow]) -> Filed:
        """Return rows with the sections that each is in as their first cells.

        Where it is not certain which sections are parts of which they are rows, for a person to see.
        """
        headings = [Heading(self._canvas.row(row).number, text) for row, text in self.sections]
        found = sections.filed(rows, headings)
        if found is None:
            return Filed((), tuple(sorted((*rows, *self._plain()), key=lambda row: row.number)))
        for row in found.rows:
            self.changes += [
                Change(
                    mend="merged-cells",
                    number=row.number,
                    line=row.line,
                    column=name,
                    sheet=self._canvas.grid.sheet,
                    after=text,
                )
                for name, text in zip(found.names, row.cells, strict=False)
                if text
            ]
        for index, text in self.sections:
            self._drop(index, "merged-cells", text)
        return found

    def _plain(self) -> Iterator[DraftRow]:
        """Yield the sections as rows that hold nothing else."""
        for index, text in self.sections:
            place = self._canvas.row(index)
            yield DraftRow(place.number, place.line, (text, *[""] * (len(self._columns) - 1)))

    def _row(self, row: int) -> DraftRow:
        """Return a row with what its merged cells show."""
        place = self._canvas.row(row)
        if not self._canvas.has_merges and len(place.cells) >= self._used.right:
            is_same = self._is_whole and len(place.cells) == len(self._columns)
            cells = place.cells if is_same else self._picked(place.cells)
            return DraftRow(place.number, place.line, cells)
        cells = tuple(self._canvas.shown(row, column) for column in self._columns)
        if self._canvas.has_merges:
            for column, cell in zip(self._columns, cells, strict=True):
                if cell.strip() and not self._canvas.text(row, column):
                    self.changes.append(
                        Change(
                            mend="merged-cells",
                            number=place.number,
                            line=place.line,
                            position=column + 1,
                            sheet=self._canvas.grid.sheet,
                            after=cell,
                        )
                    )
        return DraftRow(place.number, place.line, cells)

    def _first(self, row: int) -> str:
        """Return the first text of a row."""
        cells = self._canvas.row(row).cells[self._used.left : self._used.right]
        return next((text for cell in cells if (text := cell.strip())), "")

    def _texts(self, row: int) -> tuple[str, ...]:
        return tuple(self._canvas.text(row, column) for column in self._columns)

    def _is_across(self, row: int, column: int) -> bool:
        """Say whether a cell is merged across all columns of the table."""
        area = self._canvas.area(row, column)
        return len(self._columns) > 1 and set(self._columns) <= set(area.columns)

    def _drop(self, row: int, mend: str, text: str = "") -> None:
        place = self._canvas.row(row)
        sheet = self._canvas.grid.sheet
        self.changes.append(
            Change(mend=mend, number=place.number, line=place.line, sheet=sheet, before=text)
        )


def _plain(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the texts of a row without spaces within: 町　名 is 町名."""
    return tuple("".join(text.split()) for text in texts)
