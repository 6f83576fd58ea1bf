"""The header of a table in a grid: which rows it has, and the name they give each column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from publisher.rules import remark_words
from publisher.rules.blocks import is_label
from publisher.tables import layout, units
from publisher.tables.header_rows import is_value
from publisher.tables.layout import Layout, Reason
from publisher.tables.record import Record, filled, text_of
from publisher.tidy import repeats, told
from publisher.tidy.canvas import Canvas, Region

JOINT = "_"
MOST = 3
"""Rows of a header that merged cells hold together."""
_ORDINAL = re.compile(
    r"(?:明治|大正|昭和|平成|令和|[MTSHR])?\s*[\d元]+\s*(?:年度?|月|日|歳|回|期|区)?\D{0,6}"
)
"""A name that holds a number: 令和6年度, 15歳以上."""
_PLAIN = re.compile(r"[-+]?[\d,.]+")
UNIT_LONGEST = 12
_BRACKETS = "(（[〔"
_JOINED_BRACKET = re.compile(rf"(?<=.){JOINT}([{re.escape(_BRACKETS)}])")
"""人口_（人） is 人口（人）."""
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_BARE = re.compile(r"\w{1,4}")
"""備考, 資料: a word alone is a name of a column."""
_SHAPE = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Where a table's header lies."""

    rows: tuple[int, ...]
    """Indexes of the rows whose texts make the names; none where the table has no header."""
    body: int
    """Index of the first row that may be data."""
    marked: tuple[int, ...] = ()
    """Rows of the header that name nothing, such as types marked with #."""
    names: tuple[str, ...] = ()
    """By column of the region; "" for a column without name."""

    @property
    def top(self) -> int:
        """Index of the first row that is not above the table."""
        return min((*self.rows, *self.marked, self.body))


def of(canvas: Canvas, region: Region) -> Heading:
    """Return the header of the table that a trimmed region holds."""
    head = [canvas.record(row, region) for row in region.rows[: layout.HEAD]]
    found = layout.decide(head)
    start = region.top
    is_title = found.header is not None and _is_title(region, found.header)
    if is_title and (below := _below_titles(canvas, region)) is not None:
        start, head = below, head[below - region.top :]
        found = layout.decide(head)
    if found.header is None or (start > region.top and _is_data(found.header, head[1:])):
        return Heading(rows=(), body=start, names=("",) * len(region.columns))
    if found.is_headless or (not found.above and _is_record(found.header, head[1:])):
        return Heading(rows=(), body=start, names=("",) * len(region.columns))
    index = {record.number: start + at for at, record in enumerate(head)}
    return _whole(canvas, region, found, index)


def _whole(canvas: Canvas, region: Region, found: Layout, index: dict[int, int]) -> Heading:
    header = index[found.header.number] if found.header else region.top
    further = tuple(index[record.number] for record in found.further)
    if Reason.MARKED_ROWS in found.reasons:
        return Heading(
            rows=(header,),
            marked=further,
            body=max((header, *further)) + 1,
            names=names(canvas, region, (header,)),
        )
    rows = _above(canvas, region, header, is_group=Reason.GROUPS_ABOVE in found.reasons)
    rows += (header, *further)
    if not further:
        rows += _below(canvas, region, header)
    if len(rows) > 1 and _are_titles(canvas, region, rows[:-1], rows[-1]):
        rows = rows[-1:]
    if _is_units(canvas, region, rows[-1] + 1):
        rows += (rows[-1] + 1,)
    return Heading(rows=rows, body=rows[-1] + 1, names=names(canvas, region, rows))


def _are_titles(canvas: Canvas, region: Region, above: Sequence[int], row: int) -> bool:
    """Say whether the rows above a row of names are titles of tables that stand side by side."""
    own = names(canvas, region, (row,))
    parts = repeats.tables(canvas, region, row, row + 1, own)
    return bool(parts) and all(
        repeats.own_titles(canvas.texts(other, region), parts) for other in above
    )


def _above(canvas: Canvas, region: Region, header: int, *, is_group: bool) -> tuple[int, ...]:
    """Return the row of groups above the header where there is one."""
    row = header - 1
    if row < region.top:
        return ()
    texts = canvas.texts(row, region)
    are_dates = len(texts) > 1 and all(told.date(text) for _, text in texts)
    if not are_dates and any(_is_told(text) and not _is_ordinal(text) for _, text in texts):
        return ()
    if is_group or repeats.is_group(canvas, region, row, header, names(canvas, region, (header,))):
        return (row,)
    areas = [canvas.area(row, column) for column, _ in texts]
    is_grouping = len(areas) >= 2 and any(len(area.columns) > 1 for area in areas)
    is_single = len(areas) == 1 and 1 < len(areas[0].columns) < len(region.columns) - 1
    is_deep = any(area.bottom > header for area in areas)
    return (row,) if is_grouping or is_deep or (is_single and areas[0].left > region.left) else ()


def _below(canvas: Canvas, region: Region, header: int) -> tuple[int, ...]:
    """Return the rows below a header that merged cells show to be part of it."""
    areas = [canvas.area(header, column) for column, _ in canvas.texts(header, region)]
    wide = [area for area in areas if len(area.columns) > 1 and area.top == header]
    deep = max((area.bottom for area in areas if area.top == header), default=header + 1)
    end = min(deep, header + MOST, region.bottom)
    if wide and header + 1 < end:
        return tuple(range(header + 1, end))
    row = header + 1
    if not wide or row + 1 >= region.bottom:
        return ()
    under = [(column, canvas.text(row, column)) for area in wide for column in area.columns]
    is_named = all(text and (is_label(text) or _is_ordinal(text)) for _, text in under)
    below = [canvas.text(row + 1, column) for column, _ in under]
    is_over_data = all(not text or _PLAIN.fullmatch(text) for text in below) and any(below)
    return (row,) if is_named and is_over_data else ()


def _is_units(canvas: Canvas, region: Region, row: int) -> bool:
    """Say whether a row below the names holds their units, in brackets, and nothing else."""
    texts = canvas.texts(row, region) if row + 1 < region.bottom else []
    return bool(texts) and all(
        text[0] in _BRACKETS and len(text) <= UNIT_LONGEST and units.has_unit(text)
        for _, text in texts
    )


def _is_ordinal(text: str) -> bool:
    return bool(_ORDINAL.fullmatch(text)) and not _PLAIN.fullmatch(text)


def names(canvas: Canvas, region: Region, rows: Sequence[int]) -> tuple[str, ...]:
    """Return the name of each column of a region: the texts of the header's rows, joined."""
    found: list[str] = []
    for column in region.columns:
        name = JOINT.join(_parts(canvas, region, rows, column))
        found.append(_JOINED_BRACKET.sub(r"\1", name))
    return tuple(found)


def _parts(canvas: Canvas, region: Region, rows: Sequence[int], column: int) -> list[str]:
    parts: list[str] = []
    for row in rows:
        text = canvas.shown(row, column).strip()
        if not text and row != rows[-1] and canvas.text(rows[-1], column):
            text = _group(canvas, region, row, column)
        if text and text not in parts:
            parts.append(text)
    return parts


def _group(canvas: Canvas, region: Region, row: int, column: int) -> str:
    """Return the group that a blank cell of a row of groups belongs to: the one to its left.

    Where merged cells are known, they alone tell.
    """
    if any(len(canvas.area(row, other).columns) > 1 for other in region.columns):
        return ""
    for left in range(column - 1, region.left - 1, -1):
        if text := canvas.text(row, left):
            return text
    return ""


def _is_title(region: Region, header: Record) -> bool:
    """Say whether what was taken for the header may be a title: `layout.decide` looks for titles
    above tables of three columns and several rows only.
    """
    texts = [text for cell in header.cells if (text := text_of(cell))]
    return len(region.columns) > 1 and (len(texts) == 1 or any(map(_is_told, texts)))


def _is_told(text: str) -> bool:
    """Say whether a text tells something of the whole table and names nothing: 単位：人."""
    is_remark = remark_words.is_remark(text, MOST) and not _BARE.fullmatch(text)
    return bool(told.unit(text) or told.date(text) or is_remark)


def _below_titles(canvas: Canvas, region: Region) -> int | None:
    """Return the first row of a table below its titles; None where they may be its header."""
    rows = [
        (row, texts)
        for row in region.rows[: layout.HEAD]
        if (texts := [text for _, text in canvas.texts(row, region)])
    ]
    usual = Counter(len(texts) for _, texts in rows if len(texts) > 1).most_common(1)
    for row, texts in rows:
        if len(texts) == 1 or (len(texts) < usual[0][0] and any(map(_is_told, texts))):
            continue
        later = [len(other) for at, other in rows if at >= row]
        while later and later[-1] == 1:
            later.pop()
        is_table = len(later) >= 2 and later.count(1) * 5 <= len(later)
        return row if is_table and row > region.top else None
    return None


def _is_record(header: Record, below: Sequence[Record]) -> bool:
    """Say whether the first row is data: a number over numbers, a word that comes again below."""
    labels = [text_of(cell) for cell in header.cells]
    columns = [
        [
            text
            for record in below
            if index < len(record.cells)
            if (text := text_of(record.cells[index]))
        ]
        for index in range(len(labels))
    ]
    is_number = any(
        _PLAIN.fullmatch(label)
        and not _YEAR.fullmatch(label)
        and cells
        and sum(1 for cell in cells if _PLAIN.fullmatch(cell)) >= 0.8 * len(cells)
        for label, cells in zip(labels, columns, strict=True)
    )
    return is_number and any(
        label and not _PLAIN.fullmatch(label) and label in cells
        for label, cells in zip(labels, columns, strict=True)
    )


def _is_data(header: Record, below: Sequence[Record]) -> bool:
    """Say whether the first row below a title is data: a value of the shape of those below it."""
    body = [record for record in below if filled(record)]
    for index, cell in enumerate(header.cells):
        text = text_of(cell)
        shape = _SHAPE.sub("9", text)
        if not text or not is_value(text) or shape == "9":
            continue
        cells = [text_of(r.cells[index]) for r in body if index < len(r.cells)]
        same = sum(1 for other in cells if _SHAPE.sub("9", other) == shape)
        if cells and same >= 0.8 * len(cells):
            return True
    return False
