"""The content of an ODS workbook through a parser: one sheet's rows, with its facts on the way."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from publisher.books import markup
from publisher.books.book import (
    PLACES_KEPT,
    UNSHOWN,
    Area,
    ErrorCell,
    Link,
    NumberFormat,
    Spot,
    Thing,
    ThingKind,
)
from publisher.books.collecting import Collected, Spans
from publisher.books.drawing import TEXT_KEPT
from publisher.books.ods_cells import is_error, number_code, text_code, value_of
from publisher.books.ods_frame import FRAMES, Frame
from publisher.books.ods_styles import OdsStyles
from publisher.books.refusal import TOO_DEEP, TOO_LARGE, TOO_MANY_CELLS, refused
from publisher.books.row_parser import COLUMNS_MOST, ROWS_MOST
from publisher.books.row_pattern import Variant
from publisher.books.tally import Tally
from publisher.books.written import Written

_SPACES = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "http://www.w3.org/1999/xlink": "xlink",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:form:1.0": "form",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "http://purl.org/dc/elements/1.1/": "dc",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
}
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
_ASIDE = ("form:label", "form:title", "form:value", "form:current-value")
"""Attributes of buttons and fields that hold what somebody typed."""
FILLED_MOST = 2_000_000
"""Filled cells that only a count of repetitions stands for: more is a bomb of a few bytes."""
REPEATED_MOST = 10_000
"""Cells that one element may stand for, to be told by their format: more were filled by a tool."""
_SHOWN = frozenset({"visible", ""})


Formats = dict[tuple[int, str], Collected[Spot]]
"""Places of cells, by column and format."""


@dataclass(slots=True)
class OdsFacts:
    """What one sheet has beside values."""

    merges: Collected[Area] = field(default_factory=Collected)
    hidden_rows: Spans = field(default_factory=Spans)
    hidden_columns: Spans = field(default_factory=Spans)
    grouped_rows: Spans = field(default_factory=Spans)
    grouped_columns: Spans = field(default_factory=Spans)
    objects: Collected[Thing] = field(default_factory=Collected)
    comments: Collected[Thing] = field(default_factory=Collected)
    links: Collected[Link] = field(default_factory=Collected)
    formulas: Collected[Spot] = field(default_factory=Collected)
    formulas_without_value: Collected[Spot] = field(default_factory=Collected)
    errors: Collected[ErrorCell] = field(default_factory=Collected)
    formats: Formats = field(default_factory=dict)
    """Numbers shown as codes or percent."""
    text_formats: Formats = field(default_factory=dict)
    """Texts shown otherwise than they are."""
    aside: Written = field(default_factory=Written)
    """What is written in forms, in long comments and in the description of the sheet."""
    tally: Tally = field(default_factory=Tally)
    """How cells look."""
    is_protected: bool = False
    is_filtered: bool = False


def formats_of(found: Formats) -> tuple[NumberFormat, ...]:
    """Return the formats that were seen, by column."""
    return tuple(
        NumberFormat(column=column, code=code, is_date=False, is_era=False, cells=spots.places())
        for (column, code), spots in sorted(found.items())
    )


@dataclass(slots=True)
class _Cell:
    attributes: dict[str, str]
    paragraphs: list[list[str]] = field(default_factory=list)
    """In pieces."""
    marks: set[tuple[bool, str]] = field(default_factory=set)
    """Of the parts of its text: crossed out, and the colour."""


class OdsContent:
    """Reads one sheet of `content.xml`."""

    def __init__(self, sheet: str, styles: OdsStyles) -> None:
        self.facts = OdsFacts()
        self.is_found = False
        self.is_over = False
        self._sheet = sheet
        self._styles = styles
        self._parser = markup.new_parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._depth = 0
        self._sheet_depth = 0
        self._frame: Frame | None = None
        self._spans: list[str] = []
        """Styles of the parts of a text that are open."""
        self._is_listening = False
        self._cell: _Cell | None = None
        self._row = 0
        self._row_count = 1
        self._column = 0
        self._columns = 0
        self._row_style = ""
        self._column_styles: list[str] = []
        """Of cells that state none of their own."""
        self._groups: dict[str, int] = {}
        self._cells: list[Any] = []
        self._repeated = 0
        self._length = 0
        self._rows: list[tuple[int, int, list[Any]]] = []

    def rows(self, chunks: Iterable[bytes]) -> Iterator[tuple[int, list[Any]]]:
        """Yield number and cells of the sheet's rows; raises BrokenTable."""
        for chunk in chunks:
            markup.feed(self._parser, chunk)
            for first, count, cells in self._rows:
                if cells:
                    yield from zip(range(first, first + count), repeat(cells), strict=False)
            self._rows.clear()
            if self.is_over:
                return
        markup.feed(self._parser, b"", is_last=True)

    def _start(self, full_name: str, full_attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > markup.DEPTH_LIMIT:
            raise refused(TOO_DEEP)
        name = short(full_name)
        if not self._sheet_depth:
            if name == "table:table" and not self.is_found:
                attributes = {short(key): value for key, value in full_attributes.items()}
                if attributes.get("table:name") == self._sheet:
                    self._sheet_depth, self.is_found = self._depth, True
                    self.facts.is_protected = attributes.get("table:protected") == "true"
            return
        attributes = {short(key): value for key, value in full_attributes.items()}
        if self._frame is not None or name in FRAMES:
            self._start_frame(name)
        elif name in _CELLS:
            self._cell = _Cell(attributes)
        elif self._cell is not None:
            self._start_text(name, attributes)
        else:
            self._start_row(name, attributes)

    def _start_row(self, name: str, attributes: dict[str, str]) -> None:
        if name in {"table:table-row-group", "table:table-column-group"}:
            self._groups[name] = self._groups.get(name, 0) + 1
        elif name == "table:table-row":
            self._row_count = _count(attributes, "rows", ROWS_MOST)
            self._column, self._cells = 0, []
            self._row_style = attributes.get("table:default-cell-style-name", "")
            first, last = self._row + 1, self._row + self._row_count
            self._mark("table-row", attributes, self.facts.hidden_rows, first, last)
            if self._groups.get("table:table-row-group"):
                self.facts.grouped_rows.add(first, last)
        elif name == "table:table-column":
            first = self._columns + 1
            count = _count(attributes, "columns", COLUMNS_MOST)
            self._columns += count
            style = attributes.get("table:default-cell-style-name", "")
            self._column_styles += [style] * min(count, COLUMNS_MOST - len(self._column_styles))
            self._mark("table-column", attributes, self.facts.hidden_columns, first, self._columns)
            if self._groups.get("table:table-column-group"):
                self.facts.grouped_columns.add(first, self._columns)
        else:
            for key in _ASIDE:
                self.facts.aside.add(attributes.get(key, ""))

    def _mark(
        self, family: str, attributes: dict[str, str], hidden: Spans, first: int, last: int
    ) -> None:
        visibility = attributes.get("table:visibility", "")
        style = attributes.get("table:style-name", "")
        if visibility not in _SHOWN or self._styles.is_flat(family, style):
            hidden.add(first, last)
            self.facts.is_filtered |= visibility == "filter"

    def _start_text(self, name: str, attributes: dict[str, str]) -> None:
        if self._cell is None:
            return
        paragraphs = self._cell.paragraphs
        if name in {"text:p", "text:h"}:
            paragraphs.append([])
            self._is_listening = True
        elif name == "text:a":
            row, column = self._row + 1, self._column + 1
            target = attributes.get("xlink:href", "")
            self.facts.links.add(Link(Area(row, column, row, column), target))
            if self.facts.links.total > PLACES_KEPT:
                self.facts.aside.add(target)
        elif name == "text:span":
            self._spans.append(attributes.get("text:style-name", ""))
        elif name == "text:ruby-text":
            # The reading (furigana) beside a text is no part of it.
            self._is_listening = False
        elif paragraphs and self._is_listening:
            blank = {"text:tab": "\t", "text:line-break": "\n"}.get(name, "")
            if name == "text:s":
                blank = " " * min(int(attributes.get("text:c", "1") or 1), 1000)
            paragraphs[-1].append(blank)

    def _start_frame(self, name: str) -> None:
        if self._frame is None:
            self._frame = Frame(self._depth)
        self._frame.start(name, self._depth)

    def _data(self, text: str) -> None:
        if self._frame is not None:
            self._frame.data(text)
        elif self._cell is None:
            self.facts.aside.data(text)
        elif self._is_listening and self._cell.paragraphs:
            self._length += len(text)
            if self._length > markup.TEXT_LIMIT:
                raise refused(TOO_LARGE)
            self._cell.paragraphs[-1].append(text)
            if text.strip():
                style = self._spans[-1] if self._spans else ""
                self._cell.marks.add(self._styles.mark(style) if style else (False, ""))

    def _end(self, full_name: str) -> None:
        self._depth -= 1
        if not self._sheet_depth:
            return
        name = short(full_name)
        if self._frame is not None:
            if self._frame.end(self._depth):
                self._end_frame(self._frame)
        elif name in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
        elif name in {"text:p", "text:h"}:
            self._is_listening = False
            self._spans.clear()
        elif name == "text:span" and self._spans:
            self._spans.pop()
        elif name == "text:ruby-text":
            self._is_listening = self._cell is not None
        elif name == "table:table-row":
            self._end_row()
        elif name in self._groups:
            self._groups[name] -= 1
        elif self._depth < self._sheet_depth:
            self._sheet_depth, self.is_over = 0, True
        elif self._cell is None:
            self.facts.aside.end(markup.local(full_name))

    def _end_frame(self, frame: Frame) -> None:
        self._frame = None
        if frame.kind is None:
            return
        spot = Spot(self._row + 1, self._column + 1) if self._cell is not None else None
        text = frame.text
        things = self.facts.comments if frame.kind is ThingKind.NOTE else self.facts.objects
        if len(text) > TEXT_KEPT or things.total >= PLACES_KEPT:
            self.facts.aside.add(text)
        things.add(
            Thing(kind=frame.kind, spot=spot, text=text[:TEXT_KEPT], has_author=frame.has_author)
        )

    def _end_cell(self, cell: _Cell) -> None:
        self._cell, self._length = None, 0
        shown = "\n".join(map("".join, cell.paragraphs))
        count = _count(cell.attributes, "columns", COLUMNS_MOST)
        value = value_of(cell.attributes, shown)
        spot = Spot(self._row + 1, self._column + 1)
        self._column += count
        if value is not None and self._column <= COLUMNS_MOST:
            self._cells.extend(repeat(None, self._column - count - len(self._cells)))
            self._cells.extend(repeat(value, count))
            self._repeated += count - 1
        self._see(cell, spot, value, shown)
        if count * self._row_count > REPEATED_MOST:
            return
        if value is not None:
            self._look(cell, spot)
        if code := number_code(cell.attributes, shown):
            self._format(self.facts.formats, code, spot)
        elif cell.paragraphs and (code := text_code(cell.attributes, shown)):
            self._format(self.facts.text_formats, code, spot)

    def _format(self, formats: Formats, code: str, spot: Spot) -> None:
        for column in range(spot.column, self._column + 1):
            spots = formats.setdefault((column, code), Collected())
            for row in range(spot.row, spot.row + self._row_count):
                spots.add(Spot(row, column))

    def _look(self, cell: _Cell, spot: Spot) -> None:
        """Count how a cell looks, in each of the places that it stands for."""
        style = cell.attributes.get("table:style-name") or self._row_style
        rows = range(spot.row, spot.row + self._row_count)
        for column in range(spot.column, self._column + 1):
            usual = self._column_styles[column - 1 : column]
            number = self._styles.number(style or "".join(usual))
            self.facts.tally.add(Variant(column, number, "s", False, True), rows)
        if len(cell.marks) > 1:
            self.facts.tally.mixed.add(spot)

    def _see(self, cell: _Cell, spot: Spot, value: Any, shown: str) -> None:
        attributes = cell.attributes
        if "table:formula" in attributes:
            self.facts.formulas.add(spot)
            if value is None:
                self.facts.formulas_without_value.add(spot)
        if is_error(attributes, shown):
            self.facts.errors.add(ErrorCell(spot=spot, error=str(value)))
        elif isinstance(value, float) and math.isinf(value):
            self.facts.errors.add(ErrorCell(spot=spot, error=UNSHOWN))
        down = _spanned(attributes, "rows", ROWS_MOST)
        right = _spanned(attributes, "columns", COLUMNS_MOST)
        if down > 1 or right > 1:
            bottom, last = spot.row + down - 1, spot.column + right - 1
            self.facts.merges.add(Area(spot.row, spot.column, bottom, last))

    def _end_row(self) -> None:
        if self._cells and self._row + self._row_count <= ROWS_MOST:
            self._repeated += (self._row_count - 1) * len(self._cells)
            if self._repeated > FILLED_MOST:
                raise refused(TOO_MANY_CELLS)
            self._rows.append((self._row + 1, self._row_count, self._cells))
        self._row += self._row_count


def short(name: str) -> str:
    """Return a name of expat with the usual prefix of its namespace; "" for others' names."""
    space, _, plain = name.rpartition(" ")
    prefix = _SPACES.get(space)
    return f"{prefix}:{plain}" if prefix else ""


def _count(attributes: dict[str, str], what: str, most: int) -> int:
    return _positive(attributes.get(f"table:number-{what}-repeated"), most)


def _spanned(attributes: dict[str, str], what: str, most: int) -> int:
    return _positive(attributes.get(f"table:number-{what}-spanned"), most)


def _positive(text: str | None, most: int) -> int:
    return min(max(int(text), 1), most) if text is not None and text.isdecimal() else 1
