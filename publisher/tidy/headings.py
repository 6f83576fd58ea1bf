"""The header of a table in a grid: which rows it has, and the name they give each column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from publisher.rules import remark_words
from publisher.tables import layout
from publisher.tables.header_rows import is_value
from publisher.tables.layout import Layout, Reason
from publisher.tables.record import Record, filled, text_of
from publisher.tidy import another_table, form_lines, header_below, repeats, told, totals
from publisher.tidy.canvas import Canvas, Region

JOINT = "_"
MOST = 3
"""Columns of a table, for what may be a remark in one of its cells."""
_JOINED_BRACKET = re.compile(rf"(?<=.){JOINT}([{re.escape(header_below.BRACKETS)}])")
"""人口_（人） is 人口（人）."""
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_BARE = re.compile(r"\w{1,4}")
"""備考, 資料: a word alone is a name of a column."""
_SHAPE = re.compile(r"\d+")
_MONTHS = 12
_LIKE = 2
"""Columns, and rows below, of numbers from which on a row of numbers is one more of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Where a table's header lies."""

    rows: tuple[int, ...]
    """Indexes of the rows whose texts make the names; none where the table has no header."""
    body: int
    """Index of the first row that may be data."""
    marked: tuple[int, ...] = ()
    """Rows of the header that name nothing: types marked with #, 必須, running numbers."""
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
    start, whole = region.top, region
    is_title = (
        found.header is not None
        and _is_title(region, found.header)
        and not _are_points(canvas, region, region.top + head.index(found.header))
    )
    if (below := form_lines.header_below(canvas, region)) is not None:
        start, rows = below, range(below, min(below + layout.HEAD, region.bottom))
        whole = replace(region, top=below)  # no line of a form is a row of groups
        head = [canvas.record(row, region) for row in rows]
        found = layout.decide(head)
    elif is_title and (below := _below_titles(canvas, region)) is not None:
        start, head = below, head[below - region.top :]
        found = layout.decide(head)
    if found.header is None or (start > region.top and _is_data(found.header, head[1:])):
        return Heading(rows=(), body=start, names=("",) * len(region.columns))
    first = start + head.index(found.header)
    marked = _numbers_above(canvas, region, first)
    later = marked[-1] + 1 if marked else _below_lines(canvas, region, first)
    if later is not None:
        start, head = later, head[later - start :]
        found = layout.decide(head)
    if found.header is None or found.is_headless or _is_first(found, head):
        return Heading(rows=(), body=start, names=("",) * len(region.columns))
    index = {record.number: start + at for at, record in enumerate(head)}
    return _whole(canvas, whole, found, index, marked)


def _numbers_above(canvas: Canvas, region: Region, row: int) -> tuple[int, ...]:
    """Return the row itself where it counts the columns, above their names."""
    is_above = row + 2 < region.bottom and header_below.is_numbered(canvas, region, row)
    return (row,) if is_above and header_below.is_over_values(canvas, region, row + 1, 1) else ()


def _below_lines(canvas: Canvas, region: Region, row: int) -> int | None:
    """Return the header that a blank row parts from a line such as 団体名|北市; None without one.

    A header has rows: the line has none, and the names below stand over numbers.
    """
    if row + 1 >= region.bottom or not canvas.is_blank(row + 1, region):
        return None
    below = range(row + 1, min(row + layout.ABOVE, region.bottom))
    first = next((other for other in below if not canvas.has_at_most(other, region, 1)), None)
    if first is None or len(canvas.texts(first, region)) < len(canvas.texts(row, region)):
        return None
    is_named = bool(canvas.text(first, region.left))
    return first if is_named and header_below.is_over_values(canvas, region, first) else None


def _whole(
    canvas: Canvas,
    region: Region,
    found: Layout,
    index: dict[int, int],
    marked: tuple[int, ...],
) -> Heading:
    header = index[found.header.number] if found.header else region.top
    further = tuple(index[record.number] for record in found.further)
    if Reason.MARKED_ROWS in found.reasons:
        return Heading(
            rows=(header,),
            marked=further,
            body=max((header, *further)) + 1,
            names=names(canvas, region, (header,)),
        )
    if header_below.is_twin(canvas, region, header):
        rows, marked = _twins(canvas, region, header)
    else:
        rows = (header, *further)
        if not marked:
            above = _above(canvas, region, header, _reason(found))
            rows = (*_higher(canvas, region, above, header), *above, *rows)
        while more := header_below.rows(canvas, region, rows, names(canvas, region, rows)):
            rows += tuple(more)
    if len(rows) > 1 and _are_titles(canvas, region, rows[:-1], rows[-1]):
        rows = rows[-1:]
    body = max((*rows, *marked)) + 1
    if header_below.is_units(canvas, region, body):
        rows, body = (*rows, body), body + 1
    own = names(canvas, region, rows)
    if header_below.is_bare_units(canvas, region, body):
        own = _with_units(canvas, region, own, body)
        # 単位 names nothing itself: said with the units it is kept.
        is_said = bool(canvas.text(body, region.left))
        rows, marked = (rows, (*marked, body)) if is_said else ((*rows, body), marked)
        body += 1
    while header_below.is_about(canvas, region, body):
        marked, body = (*marked, body), body + 1
    return Heading(rows=rows, marked=marked, body=body, names=own)


def _with_units(canvas: Canvas, region: Region, own: Sequence[str], row: int) -> tuple[str, ...]:
    """Return names with the units that a row below them holds, but for what names the rows."""
    found = dict(canvas.texts(row, region))
    return tuple(
        f"{name}（{found[column]}）" if column in found and column > region.left else name
        for column, name in zip(region.columns, own, strict=True)
    )


def _twins(canvas: Canvas, region: Region, row: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return which of two rows of the same names is Japanese, and which is not."""
    is_latin = all(text.isascii() for _, text in canvas.texts(row, region))
    return ((row + 1,), (row,)) if is_latin else ((row,), (row + 1,))


def _are_titles(canvas: Canvas, region: Region, above: Sequence[int], row: int) -> bool:
    """Say whether the rows above a row of names are titles of tables that stand side by side."""
    own = names(canvas, region, (row,))
    parts = repeats.tables(canvas, region, row, row + 1, own)
    return bool(parts) and all(
        repeats.own_titles(canvas.texts(other, region), parts) for other in above
    )


def _reason(found: Layout) -> bool:
    return Reason.GROUPS_ABOVE in found.reasons


def _above(canvas: Canvas, region: Region, header: int, is_group: bool) -> tuple[int, ...]:
    """Return the row of groups above the header where there is one."""
    row = header - 1
    if row < region.top:
        return ()
    texts = canvas.texts(row, region)
    are_dates = len(texts) > 1 and all(told.date(text) for _, text in texts)
    if not are_dates and any(
        _is_told(text) and not header_below.is_ordinal(text) for _, text in texts
    ):
        return ()
    if is_group or repeats.is_group(canvas, region, row, header, names(canvas, region, (header,))):
        return (row,)
    areas = [canvas.area(row, column) for column, _ in texts]
    is_grouping = len(areas) >= 2 and any(len(area.columns) > 1 for area in areas)
    is_single = len(areas) == 1 and 1 < len(areas[0].columns) < len(region.columns) - 1
    is_deep = any(area.bottom > header for area in areas)
    return (row,) if is_grouping or is_deep or (is_single and areas[0].left > region.left) else ()


def _higher(canvas: Canvas, region: Region, above: Sequence[int], header: int) -> tuple[int, ...]:
    """Return the row above a row of groups from which merged cells reach down to the header."""
    row = above[0] - 1 if above else -1
    texts = canvas.texts(row, region) if row >= region.top else []
    areas = [canvas.area(row, column) for column, _ in texts]
    is_deep = len(areas) > 1 and any(area.bottom > header for area in areas)
    return (row,) if is_deep else ()


def names(canvas: Canvas, region: Region, rows: Sequence[int]) -> tuple[str, ...]:
    """Return the name of each column of a region: the texts of the header's rows, joined."""
    found: list[str] = []
    for column in region.columns:
        name = JOINT.join(_parts(canvas, region, rows, column))
        found.append(_JOINED_BRACKET.sub(r"\1", name))
    return tuple(found)


def _parts(canvas: Canvas, region: Region, rows: Sequence[int], column: int) -> list[str]:
    parts: list[str] = []
    for at, row in enumerate(rows):
        text = canvas.shown(row, column).strip()
        if not text and any(canvas.text(lower, column) for lower in rows[at + 1 :]):
            text = _group(canvas, region, rows[: at + 1], column)
        if text and text not in parts:
            parts.append(text)
    return parts


def _group(canvas: Canvas, region: Region, rows: Sequence[int], column: int) -> str:
    """Return the group that a blank cell of a row of groups belongs to: the one to its left.

    It does not reach beyond the group of a row above that begins further right. Where merged cells
    are known, they alone tell.
    """
    row, upper = rows[-1], rows[:-1]
    if any(len(canvas.area(row, other).columns) > 1 for other in region.columns):
        return ""
    for left in range(column - 1, region.left - 1, -1):
        if any(canvas.text(other, left + 1) for other in upper):
            return ""
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


def _are_points(canvas: Canvas, region: Region, row: int) -> bool:
    """Say whether a row names columns, with a blank corner, right over numbers.

    By years or days; or it is the one name there is, over rows that name nothing (北 | 100).
    """
    texts = canvas.texts(row, region)
    is_over = (
        bool(texts)
        and not canvas.text(row, region.left)
        and row + 1 < region.bottom
        and bool(canvas.text(row + 1, region.left))
        and all(is_value(canvas.text(row + 1, column)) for column, _ in texts)
    )
    if len(texts) != 1:
        return is_over and len({date for _, text in texts if (date := told.date(text))}) == len(
            texts
        )
    return is_over and _is_lone_name(canvas, region, row, *texts[0])


def _is_lone_name(canvas: Canvas, region: Region, row: int, column: int, text: str) -> bool:
    """Say whether a lone text names the last column: no unit, no title, no group of 1, 2, 3."""
    first, *others = (cell for _, cell in canvas.texts(row + 1, region))
    counted = [str(number) for number in range(1, len(others) + 1)]
    are_years = all(map(_YEAR.fullmatch, others))
    are_names = len(others) + are_years > _LIKE or another_table.is_name(first)
    body = [cell for at in range(row + 1, region.bottom) if (cell := canvas.text(at, column))]
    return (
        column == region.right - 1
        and len(canvas.area(row, column).columns) == 1
        and not told.unit(text)
        and not remark_words.is_remark(text, MOST)
        and not another_table.is_numbered(text)
        and not is_value(first)
        and not (are_names and (are_years or others == counted))
        and len(body) >= _LIKE
        and all(map(is_value, body))
    )


def _below_titles(canvas: Canvas, region: Region) -> int | None:
    """Return the first row of a table below its titles; None where they may be its header."""
    rows = [
        (row, texts)
        for row in region.rows[: layout.HEAD]
        if (texts := [text for _, text in canvas.texts(row, region)])
    ]
    usual = Counter(len(texts) for _, texts in rows if len(texts) > 1).most_common(1)
    for row, texts in rows:
        is_short = len(texts) == 1 or (len(texts) < usual[0][0] and any(map(_is_told, texts)))
        if is_short and not _are_points(canvas, region, row):
            continue
        later = [len(other) for at, other in rows if at >= row]
        while later and later[-1] == 1:
            later.pop()
        is_table = len(later) >= 2 and later[1:].count(1) * 5 <= len(later)
        return row if is_table and row > region.top else None
    return None


def _is_first(found: Layout, head: Sequence[Record]) -> bool:
    """Say whether what was taken for the header, with nothing above it, is data."""
    return found.header is not None and not found.above and _is_record(found.header, head[1:])


def _is_record(header: Record, below: Sequence[Record]) -> bool:
    """Say whether the first row is data: a number over numbers, and a word that comes again below,
    or its shape.
    """
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
        header_below.PLAIN.fullmatch(label)
        and not _YEAR.fullmatch(label)
        and cells
        and sum(1 for cell in cells if header_below.PLAIN.fullmatch(cell)) >= 0.8 * len(cells)
        for label, cells in zip(labels, columns, strict=True)
    )
    if len(below) >= _LIKE and _are_amounts(labels[1:]) and all(map(_are_plain, columns[1:])):
        return True
    if len(labels) == _LIKE and form_lines.is_listed(*labels, *columns):
        return True
    return is_number and any(
        label
        and not header_below.PLAIN.fullmatch(label)
        and (label in cells or _is_shaped(label, cells))
        for label, cells in zip(labels, columns, strict=True)
    )


def _are_amounts(labels: Sequence[str]) -> bool:
    """Say whether labels are numbers that name no columns: months, years, steps (10, 20, 30) do."""
    if len(labels) < _LIKE or not _are_plain(labels) or any(map(_YEAR.fullmatch, labels)):
        return False
    numbers = [totals.number(label) for label in labels]
    found = [number for number in numbers if number is not None]
    is_whole = len(found) == len(labels) and max(found) > _MONTHS
    return is_whole and found != sorted(set(found)) and len(set(found)) > 1


def _are_plain(texts: Sequence[str]) -> bool:
    return len(texts) > 0 and all(map(header_below.PLAIN.fullmatch, texts))


def _is_shaped(label: str, cells: Sequence[str]) -> bool:
    """Say whether a text with digits has the shape of nearly all cells below it: 生駒市1."""
    shape = _SHAPE.sub("9", label)
    same = sum(1 for cell in cells if _SHAPE.sub("9", cell) == shape)
    return shape != label and len(cells) >= 2 and same >= 0.8 * len(cells)


def _is_data(header: Record, below: Sequence[Record]) -> bool:
    """Say whether the first row below a title is data: a value of the shape of those below it."""
    body = [record for record in below if filled(record)]
    if _is_record(header, body):
        return True
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
