"""The XML of an OOXML sheet through a parser: rows one by one, and the elements around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from publisher.books import markup
from publisher.books.outline import TEXTS, Outline
from publisher.books.refusal import DAMAGED, TOO_DEEP, TOO_LARGE, refused
from publisher.books.row_pattern import column_number

COLUMNS_MOST = 16_384
ROWS_MOST = 1_048_576
"""Of a sheet since Excel 2007."""
ROW_END = b"</row>"
_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""Transitional and strict."""
_PARTS = ("row", "c", "v", "f", "is", "t", "r", "rPh")
_CELL_PARTS = {f"{space} {name}": name for space in _MAIN for name in _PARTS}
_DATA = frozenset(f"{space} sheetData" for space in _MAIN)
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?\d+\Z")


@dataclass(slots=True)
class Cell:
    """A cell as it stands in the XML."""

    column: int
    style: int
    kind: str
    has_formula: bool = False
    text: str | None = None


@dataclass(slots=True)
class ParsedRow:
    """A row as it stands in the XML."""

    number: int
    attributes: dict[str, str]
    cells: list[Cell] = field(default_factory=list)


class RowParser:
    """Is fed bytes, gives rows; all other elements go to the outline."""

    def __init__(self, outline: Outline) -> None:
        self.is_between = False
        """The last byte fed ends a row: nothing is half read."""
        self.is_utf8 = True
        self._outline = outline
        self._parser = markup.new_parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.XmlDeclHandler = self._declared
        self._rows: list[ParsedRow] = []
        self._row: ParsedRow | None = None
        self._cell: Cell | None = None
        self._parts: list[str] | None = None
        """Pieces of the text that is being read; None where no text matters."""
        self._length = 0
        self._depth = 0
        self._data_depth = 0
        """Depth of the rows; 0 outside of `sheetData`."""
        self._reading_depth = 0
        """Depth of a reading (furigana), which is no part of the value."""
        self._last_row = self._last_column = 0
        self._fed = self._row_end = 0
        """Bytes seen, and where of them the end tag of the last row began."""

    def feed(self, chunk: bytes, *, is_last: bool = False) -> list[ParsedRow]:
        """Return the rows that the chunk completes; raises BrokenTable."""
        self._fed += len(chunk)
        markup.feed(self._parser, chunk, is_last=is_last)
        # By the offset: a comment that follows the row would make no event.
        self.is_between = chunk.endswith(ROW_END) and self._row_end == self._fed - len(ROW_END)
        done, self._rows = self._rows, []
        return done

    def passed(self, number: int) -> None:
        """Take note of the number of a row that was read otherwise."""
        self._last_row = number

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.is_utf8 = encoding is None or encoding.lower() in {"utf-8", "utf8", "us-ascii"}

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > markup.DEPTH_LIMIT:
            raise refused(TOO_DEEP)
        if not self._data_depth:
            if name in _DATA and self._depth == 2:
                self._data_depth = 3
            else:
                plain = markup.local(name)
                self._outline.start(plain, self._depth, attributes)
                if plain in TEXTS:
                    self._listen()
            return
        self._start_part(_CELL_PARTS.get(name, ""), attributes)

    def _start_part(self, part: str, attributes: dict[str, str]) -> None:
        if self._cell is None:
            if part == "row" and self._depth == self._data_depth:
                self._row = ParsedRow(self._row_number(attributes.get("r")), attributes)
                self._last_column = 0
            elif part == "c" and self._row is not None:
                self._cell = self._new_cell(attributes)
        elif part == "f":
            self._cell.has_formula = True
        elif part == "v" and self._cell.kind != "inlineStr":
            self._listen()
        elif part == "is" and self._cell.kind == "inlineStr":
            self._cell.text = ""
        elif part == "rPh":
            self._reading_depth = self._depth
        elif part == "t" and self._cell.text is not None and not self._reading_depth:
            self._listen()

    def _listen(self) -> None:
        self._parts, self._length = [], 0
        self._parser.CharacterDataHandler = self._data

    def _data(self, text: str) -> None:
        if self._parts is not None:
            self._parts.append(text)
            self._length += len(text)
            if self._length > markup.TEXT_LIMIT:
                raise refused(TOO_LARGE)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if not self._data_depth:
            if self._parts is not None:
                self._outline.text("".join(self._parts))
                self._parts = None
                self._parser.CharacterDataHandler = None
            self._outline.end(markup.local(name), self._depth)
            return
        part = _CELL_PARTS.get(name, "")
        if self._parts is not None and part in {"v", "t"} and self._cell is not None:
            self._cell.text = (self._cell.text or "") + "".join(self._parts)
            self._parts = None
            self._parser.CharacterDataHandler = None
        elif part == "rPh" and self._depth < self._reading_depth:
            self._reading_depth = 0
        elif part == "c" and self._row is not None and self._cell is not None:
            self._row.cells.append(self._cell)
            self._cell = None
            if len(self._row.cells) > 2 * COLUMNS_MOST:
                raise refused(DAMAGED)
        elif part == "row" and self._row is not None and self._depth == self._data_depth - 1:
            self._rows.append(self._row)
            self._last_row = self._row.number
            self._row = None
            self._row_end = self._parser.CurrentByteIndex
        elif self._depth < self._data_depth - 1:
            self._data_depth = 0

    def _row_number(self, stated: str | None) -> int:
        if stated is None:
            return self._last_row + 1
        try:
            number = float(stated)
        except ValueError as error:
            raise refused(DAMAGED) from error
        if not number.is_integer() or not 0 < number <= ROWS_MOST:
            raise refused(DAMAGED)
        return int(number)

    def _new_cell(self, attributes: dict[str, Any]) -> Cell:
        column = self._last_column + 1
        if "r" in attributes:
            found = _ADDRESS.match(attributes["r"])
            if found is None:
                raise refused(DAMAGED)
            column = column_number(found[1].upper())
        if column > COLUMNS_MOST:
            raise refused(DAMAGED)
        self._last_column = column
        style = attributes.get("s", "0")
        return Cell(column, int(style) if style.isdecimal() else 0, attributes.get("t", "n"))
