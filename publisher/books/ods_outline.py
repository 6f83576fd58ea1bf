"""What the content of an ODS workbook says around the cells of its sheets, in one pass."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from publisher.books import markup
from publisher.books.book import TEXTS_KEPT, SheetState
from publisher.books.ods_styles import OdsStyles
from publisher.books.refusal import SHEET_TWICE, TOO_DEEP, refused
from publisher.books.written import Written

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_SHEET, _FORMULA = f"{_TABLE} table", f"{_TABLE} formula"
_CACHE = "'#"
"""In the name of a table that repeats the cells of another file: 'file:///C:/a.ods'#Sheet1."""
_OUTSIDE = re.compile(r"'((?:[^']|'')*)'#")
"""Another file in a formula (OpenFormula 5.8)."""
_IN_BODY = 4
"""Depth of the sheets: document, body, spreadsheet, table."""
_SOURCES = frozenset({"table-source", "cell-range-source"})
_NAMES = {"named-range": ("name",), "named-expression": ("name", "expression")}
_SAID = {
    "content-validation": ("condition", "name"),
    "data-pilot-member": ("name",),
    "data-pilot-table": ("name",),
    "a": ("href",),
}
"""Attributes outside of the sheets that hold what somebody typed."""


class OdsOutline:
    """Reads `content.xml`: the sheets and their styles, and what is written outside of them."""

    def __init__(self, styles: OdsStyles) -> None:
        self.sheets: dict[str, SheetState] = {}
        self.masters: dict[str, str] = {}
        """Kinds of printed pages, by sheet."""
        self.stretches: dict[str, tuple[int, int]] = {}
        """Where in the part the element of a sheet begins, and where it is over."""
        self._around: list[int] = []
        """Where the outermost element begins to hold others, the body begins, and the first of
        what is in the body."""
        self.external_links: dict[str, None] = {}
        self._written = Written()
        self.names: list[str] = []
        """Defined names, and what they stand for."""
        self._styles = styles
        self._parser = markup.new_parser()
        self._open = self._closed = ""
        self._start_at = 0
        self._depth = 0
        self._sheet_depth = 0
        self._is_body = False
        self.is_workbook = False
        """Other documents are made of the same elements."""

    def read(self, chunks: Iterable[bytes]) -> None:
        """Read the whole part; raises BrokenTable."""
        parser = self._parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        for chunk in chunks:
            markup.feed(parser, chunk)
        markup.feed(parser, b"", is_last=True)

    def only(self, sheet: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield of the part's bytes those of one sheet, within the outermost element.

        The rest need not be parsed again: a workbook may hold hundreds of sheets.
        """
        root_end, body, first = (*self._around, 0, 0, 0)[:3]
        start, end = self.stretches[sheet]
        pieces = ((0, root_end), (body, first), (start, end))
        at = 0
        for chunk in chunks:
            for low, high in pieces:
                if piece := chunk[max(low - at, 0) : max(high - at, 0)]:
                    yield piece
            at += len(chunk)
            if at >= end:
                return

    @property
    def texts(self) -> tuple[str, ...]:
        """What is written outside of the sheets: choices, changes, cells of other files."""
        return tuple(self._written.texts)

    def _start(self, full_name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > markup.DEPTH_LIMIT:
            raise refused(TOO_DEEP)
        name = markup.local(full_name)
        self._follow()
        if self._depth == 2 and not self._around:
            self._around.append(self._parser.CurrentByteIndex)
        if name == "body" and len(self._around) == 1:
            self._around.append(self._parser.CurrentByteIndex)
        if self._depth == _IN_BODY and len(self._around) == 2:
            self._around.append(self._parser.CurrentByteIndex)
        if _CACHE in attributes.get(_FORMULA, ""):
            for found in _OUTSIDE.findall(attributes[_FORMULA]):
                self._link(found)
        if name in _SOURCES:
            self._link(_plain(attributes).get("href", ""))
        if self._sheet_depth:
            return
        told = _plain(attributes)
        self._is_body |= name == "body"
        self.is_workbook |= name == "spreadsheet"
        if full_name == _SHEET and "name" in told:
            self._table(told)
        self._styles.start(name, told)
        self._written.start(name)
        if len(self.names) < TEXTS_KEPT:
            self.names += [told[key] for key in _NAMES.get(name, ()) if key in told]
        for key in _SAID.get(name, ()):
            self._written.add(told.get(key, ""))

    def _table(self, told: dict[str, str]) -> None:
        name = told["name"]
        if _CACHE in name:
            self._link(name.partition(_CACHE)[0].strip("'"))
            return
        if name in self.sheets:
            raise refused(SHEET_TWICE)
        style = told.get("style-name", "")
        self.masters[name] = self._styles.master(style)
        is_hidden = self._styles.is_hidden_table(style)
        self.sheets[name] = SheetState.HIDDEN if is_hidden else SheetState.VISIBLE
        self._sheet_depth = self._depth
        self._open, self._start_at = name, self._parser.CurrentByteIndex

    def _link(self, address: str) -> None:
        # The folders before it may name people and machines.
        name = posixpath.basename(unquote(address).replace("\\", "/"))
        if name:
            self.external_links.setdefault(name)

    def _data(self, text: str) -> None:
        if self._is_body and not self._sheet_depth:
            self._written.data(text)

    def _follow(self) -> None:
        """Take note of where a sheet is over: at whatever follows its end tag."""
        if self._closed:
            self.stretches[self._closed] = self._start_at, self._parser.CurrentByteIndex
            self._closed = ""

    def _end(self, full_name: str) -> None:
        self._follow()
        if not self._sheet_depth:
            name = markup.local(full_name)
            self._styles.end(name)
            self._written.end(name)
        self._depth -= 1
        if self._depth < self._sheet_depth:
            self._sheet_depth = 0
            self._closed, self._open = self._open, ""


def _plain(attributes: dict[str, str]) -> dict[str, str]:
    return {markup.local(key): value for key, value in attributes.items()}
