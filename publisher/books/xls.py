"""Workbooks of Excel 97-2003 (XLS): values and formats through xlrd, the rest from the records."""

from __future__ import annotations

import datetime as dt
import io
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from publisher.books import biff, number_format, ole_properties
from publisher.books.book import (
    NO_LEAP_DAY,
    PLACES_KEPT,
    TEXTS_KEPT,
    UNSHOWN,
    Form,
    Link,
    Look,
    Sheet,
    SheetKind,
    SheetState,
    Spot,
    Thing,
    ThingKind,
)
from publisher.books.book import Workbook as Facts
from publisher.books.cells import NO_DATE
from publisher.books.collecting import Collected, Spans
from publisher.books.colour import is_nearly_black, is_nearly_white
from publisher.books.drawing import TEXT_KEPT
from publisher.books.ole_properties import DOCUMENT, SUMMARY
from publisher.books.ooxml import names_somebody
from publisher.books.refusal import (
    CUT_OFF,
    DAMAGED,
    NO_SHEET,
    PASSWORD,
    TOO_LARGE,
    TOO_MANY_CELLS,
    refused,
)
from publisher.books.row_pattern import Variant
from publisher.books.rows import Extent, records
from publisher.books.sheet_table import SheetTable
from publisher.books.styles import Styles
from publisher.books.tally import Tally
from publisher.model import File
from publisher.tables.record import Record

_PIVOTS = "_SX_DB_CUR"
"""Storage of what pivot tables keep of their sources."""
LINKED_MOST = 2_000_000
"""Cells of one sheet that lead somewhere."""
SIZE_LIMIT = 128 << 20
"""Bytes; xlrd holds the whole workbook in memory, about ten times its size."""
_STATES = (SheetState.VISIBLE, SheetState.HIDDEN, SheetState.VERY_HIDDEN)
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}  # fmt: skip
_EMPTY, _TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR, _BLANK = range(7)
"""Types of cells as xlrd numbers them."""
_KINDS = {_TEXT: "s", _NUMBER: "n", _DATE: "n", _BOOLEAN: "b", _ERROR: "e"}
_BROKEN = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError,
    struct.error,
)  # fmt: skip
"""xlrd has an error of its own, but a broken workbook raises whatever its code trips over."""


@dataclass(slots=True)
class XlsBook:
    """An opened workbook; xlrd holds it in memory."""

    book: Any
    stream: bytes
    """The records of the workbook."""
    personal_properties: tuple[str, ...]
    texts: tuple[str, ...]
    """Of the properties."""
    hidden_texts: tuple[str, ...]
    has_macros: bool
    _records: list[biff.SheetRecords] = field(default_factory=list)
    _facts: dict[str, Sheet] = field(default_factory=dict)

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """Names of all sheets, in the order of the tabs."""
        return tuple(self.book.sheet_names())

    @property
    def facts(self) -> Facts:
        """What the workbook holds beside values; raises BrokenTable where it is broken."""
        return Facts(
            form=Form.XLS,
            sheets=tuple(map(self.sheet_facts, self.sheet_names)),
            has_macros=self.has_macros,
            external_links=biff.external_links(self.stream),
            personal_properties=self.personal_properties,
            texts=(*self.texts, *(name.name for name in self.book.name_obj_list)),
            hidden_texts=self.hidden_texts,
            is_1904=bool(self.book.datemode),
        )

    @property
    def table_names(self) -> tuple[str, ...]:
        """The same: xlrd lists no other sheets than those of cells."""
        return self.sheet_names

    def sheet_facts(self, sheet: str) -> Sheet:
        """Return what one sheet holds beside values; raises BrokenTable."""
        if sheet not in self._facts:
            for _ in self.records(sheet):
                pass
        return self._facts[sheet]

    def table(self, sheet: str) -> SheetTable:
        """Return a sheet as a table; a sheet that is not there breaks when it is read."""
        return SheetTable(self, sheet)

    def records(self, sheet: str) -> Iterator[Record]:
        """Yield the records of a sheet; raises BrokenTable."""
        if sheet not in self.sheet_names:
            raise refused(NO_SHEET)
        return self._read(sheet)

    def _told(self, name: str) -> biff.SheetRecords:
        if not self._records:
            self._records = biff.sheets_of(self.stream)
        at = self.sheet_names.index(name)
        return self._records[at] if at < len(self._records) else biff.SheetRecords()

    def _read(self, name: str) -> Iterator[Record]:
        if self._told(name).linked > LINKED_MOST:
            # xlrd notes every single cell of them, which a few bytes may make millions.
            raise refused(TOO_MANY_CELLS)
        sheet = _guarded(self.book.sheet_by_name, name)
        tally, extent = Tally(), Extent()
        yield from records(_rows(sheet, self.book.datemode, tally), extent)
        if name not in self._facts:
            self._facts[name] = _guarded(self._sheet, name, sheet, tally, extent)

    def _sheet(self, name: str, sheet: Any, tally: Tally, extent: Extent) -> Sheet:
        more = self._told(name)
        styles = _styles(self.book)
        notes, links = _notes(sheet, more), _links(sheet, more)
        merges = Collected[Any]()
        for top, bottom, left, right in sheet.merged_cells:
            merges.add(biff.area(top, bottom, left, right))
        hidden_rows, grouped_rows = _spans(sheet.rowinfo_map)
        hidden_columns, grouped_columns = _spans(sheet.colinfo_map)
        return Sheet(
            name=name,
            state=_STATES[sheet.visibility] if sheet.visibility < 3 else SheetState.HIDDEN,
            kind=SheetKind.WORKSHEET,
            rows=extent.rows,
            columns=extent.columns,
            is_protected=more.is_protected,
            hides_zeros=not getattr(sheet, "show_zero_values", 1),
            merges=merges.places(),
            hidden_rows=hidden_rows.places(),
            hidden_columns=hidden_columns.places(),
            grouped_rows=grouped_rows.places(),
            grouped_columns=grouped_columns.places(),
            is_filtered=more.is_filtered,
            objects=more.objects.places(),
            comments=notes.places(),
            links=links.places(),
            texts=tuple(more.texts),
            formulas=more.formulas.places(),
            errors=tally.errors(),
            odd_looks=tally.odd_looks(styles),
            mixed_looks=_guarded(_mixed, self.book, sheet).places(),
            number_formats=tally.number_formats(styles),
            text_formats=tally.text_formats(styles),
        )


def open_xls(file: File) -> XlsBook:
    """Open a workbook; raises BrokenTable."""
    import xlrd
    import xlrd.compdoc

    if file.size > SIZE_LIMIT:
        raise refused(TOO_LARGE)
    with file.open() as stream:
        content = stream.read()
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, on_demand=True, logfile=io.StringIO()
        )
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError, *_BROKEN) as error:
        raise refused(_reason(str(error))) from error
    parts = _guarded(_streams, content)
    summaries = [(name, parts.get(name, b"")) for name in (SUMMARY, DOCUMENT)]
    return XlsBook(
        book=book,
        stream=parts.get("Workbook") or parts.get("Book") or content,
        personal_properties=tuple(_of_all(ole_properties.persons, summaries)),
        texts=tuple(_of_all(ole_properties.texts, summaries)),
        hidden_texts=tuple(
            islice(
                (
                    text
                    for name, part in parts.items()
                    if name.startswith(_PIVOTS)
                    for text in biff.pivot_texts(part)
                ),
                TEXTS_KEPT,
            )
        ),
        has_macros=bool(parts.get("_VBA_PROJECT_CUR")),
    )


def _of_all(
    told: Callable[[str, bytes], Iterator[str]], summaries: list[tuple[str, bytes]]
) -> Iterator[str]:
    for name, stream in summaries:
        yield from told(name, stream)


def _reason(message: str) -> str:
    """Return the note for what xlrd said: it has one exception for all."""
    if "encrypted" in message.lower():
        return PASSWORD
    return CUT_OFF if "file data size" in message else DAMAGED


def _streams(content: bytes) -> dict[str, bytes]:
    """Return the parts of the compound file that are looked at."""
    import xlrd.compdoc

    if not content.startswith(xlrd.compdoc.SIGNATURE):
        return {}
    document = xlrd.compdoc.CompDoc(content, logfile=io.StringIO())
    found = {}
    pivots = next((entry.children for entry in document.dirlist if entry.name == _PIVOTS), ())
    caches = (f"{_PIVOTS}/{document.dirlist[at].name}" for at in pivots)
    for name in ("Workbook", "Book", SUMMARY, DOCUMENT, *caches):
        part = document.get_named_stream(name)
        if part:
            found[name] = bytes(part)
    if any(entry.name == "_VBA_PROJECT_CUR" for entry in document.dirlist):
        found["_VBA_PROJECT_CUR"] = b"1"
    return found


def _guarded(step: Any, *arguments: Any) -> Any:
    """Do a step of xlrd; raises BrokenTable for whatever it trips over."""
    import xlrd
    import xlrd.compdoc

    try:
        return step(*arguments)
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError, *_BROKEN) as error:
        raise refused(DAMAGED) from error


def _rows(sheet: Any, datemode: int, tally: Tally) -> Iterator[tuple[int, Sequence[Any]]]:
    for row in range(sheet.nrows):
        cells = []
        kinds, values = sheet.row_types(row), sheet.row_values(row)
        for at, (kind, value) in enumerate(zip(kinds, values, strict=True)):
            cells.append(_value(kind, value, datemode))
            if kind in _KINDS:
                style = sheet.cell_xf_index(row, at)
                tally.add(Variant(at + 1, style, _KINDS[kind], False, True), (row + 1,))
            if kind == _ERROR:
                tally.add_error(Spot(row + 1, at + 1), str(cells[-1]))
            elif kind == _DATE and (cells[-1] == NO_DATE or (value < 0 and not datemode)):
                tally.add_error(Spot(row + 1, at + 1), UNSHOWN)
            elif kind == _DATE and value == 60 and not datemode:
                tally.add_error(Spot(row + 1, at + 1), NO_LEAP_DAY)
        yield row + 1, cells


def _value(kind: int, value: Any, datemode: int) -> Any:
    """Return a cell as frictionless reads it; an error as its text, an empty cell as None."""
    match kind:
        case 0 | 6:
            return None
        case 2 if value == value // 1:
            return int(value)
        case 3:
            return _date(value, datemode)
        case 4:
            return bool(value)
        case 5:
            return _ERRORS.get(value, "#N/A")
    return value


def _date(serial: float, datemode: int) -> dt.datetime | str:
    import xlrd

    try:
        found: dt.datetime = xlrd.xldate.xldate_as_datetime(serial, datemode)
    except (ValueError, OverflowError):
        return NO_DATE
    return found


def _spans(infos: dict[int, Any]) -> tuple[Spans, Spans]:
    """Return the hidden and the grouped rows or columns."""
    hidden, grouped = Spans(), Spans()
    for at, info in sorted(infos.items()):
        if info.hidden or _is_flat(info):
            hidden.add(at + 1, at + 1)
        if info.outline_level:
            grouped.add(at + 1, at + 1)
    return hidden, grouped


def _is_flat(info: Any) -> bool:
    """Say whether a column has no width or a row was given no height: hidden in effect."""
    if hasattr(info, "width"):
        return bool(info.width == 0)
    # Programs leave 0 where nobody set a height ([MS-XLS] 2.4.221: at least 2); shown as usual.
    return bool(info.height == 0 and info.height_mismatch and not info.has_default_height)


def _notes(sheet: Any, more: biff.SheetRecords) -> Collected[Thing]:
    notes = Collected[Thing]()
    for (row, column), note in sorted(sheet.cell_note_map.items()):
        text = note.text.removeprefix(note.author or "").lstrip(":：").strip()
        notes.add(
            Thing(
                kind=ThingKind.NOTE,
                spot=Spot(row + 1, column + 1),
                text=text[:TEXT_KEPT],
                has_author=names_somebody(note.author or ""),
            )
        )
        if len(text) > TEXT_KEPT or notes.total > PLACES_KEPT:
            more.text(text)
    return notes


def _links(sheet: Any, more: biff.SheetRecords) -> Collected[Link]:
    """Return the cells that lead somewhere; a place in the workbook is a target, too."""
    links = Collected[Link]()
    for link in sheet.hyperlink_list:
        target = link.url_or_path or link.textmark or link.target or ""
        text = target if isinstance(target, str) else target.decode("cp932", "replace")
        links.add(Link(biff.area(link.frowx, link.lrowx + 1, link.fcolx, link.lcolx + 1), text))
        if links.total > PLACES_KEPT:
            more.text(text)
    return links


def _mixed(book: Any, sheet: Any) -> Collected[Spot]:
    """Return the texts of which a part is crossed out or coloured otherwise."""
    mixed = Collected[Spot]()
    for (row, column), runs in sorted(sheet.rich_text_runlist_map.items()):
        first = book.xf_list[sheet.cell_xf_index(row, column)].font_index
        size = len(str(sheet.cell_value(row, column)))
        parts = [font for at, font in runs if at < size]
        fonts = parts if any(at == 0 for at, _ in runs) else [first, *parts]
        marks = {
            (bool(book.font_list[at].struck_out), _colour(book, book.font_list[at].colour_index))
            for at in fonts
        }
        if len(marks) > 1:
            mixed.add(Spot(row + 1, column + 1))
    return mixed


def _styles(book: Any) -> Styles:
    codes = []
    looks = []
    for style in book.xf_list:
        shown = book.format_map.get(style.format_key)
        codes.append(shown.format_str if shown else number_format.GENERAL)
        font = book.font_list[style.font_index]
        background = style.background
        fill = _colour(book, background.pattern_colour_index) if background.fill_pattern else ""
        shade = _colour(book, font.colour_index)
        looks.append(
            Look(
                fill="" if is_nearly_white(fill) else fill,
                colour="" if is_nearly_black(shade) else shade,
                is_bold=bool(font.bold),
                is_italic=bool(font.italic),
                is_struck=bool(font.struck_out),
                is_underlined=bool(font.underline_type),
            )
        )
    return Styles(codes=tuple(codes), looks=tuple(looks))


def _colour(book: Any, index: int) -> str:
    shade = book.colour_map.get(index)
    return "".join(f"{part:02X}" for part in shade) if shade else ""
