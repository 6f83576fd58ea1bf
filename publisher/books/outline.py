"""What an OOXML sheet says around its rows: columns, merged cells, filters, views, what lies over."""

from __future__ import annotations

import re

from publisher.books.book import TEXTS_KEPT, Area, Span, ThingKind
from publisher.books.collecting import Collected, Spans
from publisher.books.refusal import DAMAGED, refused
from publisher.books.row_pattern import column_number

_NO = frozenset({"", "0", "false"})
_ZERO = re.compile(r"0+(?:\.0*)?")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?\Z")

_SHAPES = {"control": ThingKind.CONTROL, "oleObject": ThingKind.EMBEDDED}
_SKIPPED = frozenset({"extLst", "customSheetViews"})
"""Extensions, and views of single users, repeat names of the sheet itself."""
TEXTS = frozenset(
    {"formula1", "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
)
"""Elements whose text no cell shows: lists of choices, heads and feet of printed pages."""
_SAID = {
    "dataValidation": ("prompt", "promptTitle", "error", "errorTitle"),
    "hyperlink": ("tooltip",),
}
"""Attributes of choices and links that are shown, but not in a cell."""


class Outline:
    """Is told the elements of a sheet one by one."""

    def __init__(self) -> None:
        self.is_protected = False
        self.hides_zeros = False
        self.filter_area: Area | None = None
        self.is_filtered = False
        self.merges: Collected[Area] = Collected()
        self.conditional_formats: Collected[Area] = Collected()
        self.links: Collected[tuple[Area, str, str]] = Collected()
        """Cells, the id of the relation that they lead to, and the place in the workbook."""
        self.hidden_rows = Spans()
        self.grouped_rows = Spans()
        self.hidden_columns = Spans()
        self.grouped_columns = Spans()
        self.shapes: dict[str, ThingKind] = {}
        """Controls and embedded documents by the number of their shape."""
        self.texts: list[str] = []
        """What is written on the sheet outside of its cells, TEXTS_KEPT at most."""
        self._skipped_depth = 0

    def start(self, name: str, depth: int, attributes: dict[str, str]) -> None:
        """See an element of the sheet begin."""
        if self._skipped_depth:
            return
        for said in _SAID.get(name, ()):
            self.text(attributes.get(said, ""))
        self._link(name, attributes)
        if name in _SKIPPED:
            self._skipped_depth = depth
        elif name in {"control", "oleObject"}:
            # Stated twice, for old and new readers, under the same number.
            self.shapes.setdefault(attributes.get("shapeId", ""), _SHAPES[name])
        elif name in {"mergeCell", "conditionalFormatting"}:
            self._areas(name, attributes)
        elif name == "col":
            self._column(attributes)
        elif name == "sheetView":
            self.hides_zeros |= attributes.get("showZeros", "1") in _NO
        elif name == "sheetProtection":
            self.is_protected = attributes.get("sheet", "0") not in _NO
        elif name == "autoFilter":
            self.filter_area = area_of(attributes.get("ref", ""))
        elif name == "filterColumn":
            self.is_filtered = True

    def text(self, text: str) -> None:
        """See a text that is in no cell."""
        if text and len(self.texts) < TEXTS_KEPT:
            self.texts.append(text)

    def end(self, _name: str, depth: int) -> None:
        """See an element end; `depth` is that of what it stood in."""
        if depth < self._skipped_depth:
            self._skipped_depth = 0

    def row(self, number: int, attributes: dict[str, str]) -> None:
        """See a row's own attributes."""
        if attributes.get("hidden", "0") not in _NO or _is_flat(attributes.get("ht")):
            self.hidden_rows.add(number, number)
        if attributes.get("outlineLevel", "0") not in _NO:
            self.grouped_rows.add(number, number)

    def _column(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if not (first.isdecimal() and last.isdecimal()):
            raise refused(DAMAGED)
        span = Span(int(first), int(last))
        if attributes.get("hidden", "0") not in _NO or _is_flat(attributes.get("width")):
            self.hidden_columns.add(span.first, span.last)
        if attributes.get("outlineLevel", "0") not in _NO:
            self.grouped_columns.add(span.first, span.last)

    def _link(self, name: str, attributes: dict[str, str]) -> None:
        if name == "hyperlink" and (area := area_of(attributes.get("ref", ""))) is not None:
            known = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            self.links.add((area, known, attributes.get("location", "")))

    def _areas(self, name: str, attributes: dict[str, str]) -> None:
        collected = self.merges if name == "mergeCell" else self.conditional_formats
        for reference in attributes.get("ref" if name == "mergeCell" else "sqref", "").split():
            if (area := area_of(reference)) is not None:
                collected.add(area)


def _is_flat(length: str | None) -> bool:
    """Say whether a row of this height or a column of this width is hidden in effect."""
    return length is not None and _ZERO.fullmatch(length) is not None


def area_of(reference: str) -> Area | None:
    """Return the area of an address such as B2:D5 or B2; None where it is none."""
    found = _AREA.match(reference)
    if found is None:
        return None
    left, top = column_number(found[1]), int(found[2])
    right = column_number(found[3]) if found[3] else left
    bottom = int(found[4]) if found[4] else top
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
