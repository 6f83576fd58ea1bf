"""Where one table of a grid ends and another begins: stacked, side by side, or both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from publisher.rules import remark_words
from publisher.rules.blocks import is_header_like, likeness
from publisher.tables.header_rows import is_value
from publisher.tables.record import text_of
from publisher.tidy import another_table, headings, print_marks, repeats
from publisher.tidy.below import Settled, may_begin
from publisher.tidy.canvas import Canvas, Region
from publisher.tidy.headings import Heading

_MARKED = re.compile(
    r"[※＊*]\s*(?!.*(?:注|出典|資料|単位|現在|含|除|です|ます|こと|。|[:：]))\S{2,15}"
)
"""A title with a remark's mark: what it says is no sentence and no source."""
DEPTH = 4
"""Tables beside tables beside tables."""
_BELOW = 3
_ABOVE = 1000
"""Rows above another table's header that it is compared with."""


def regions(canvas: Canvas, region: Region, settled: Settled, depth: int = 0) -> Iterator[Region]:
    """Yield the parts of a region that hold a table each, or several whose headers are one row.

    Where nothing proves that one begins, `settled` asks, and knows what was answered.
    """
    region = canvas.trimmed(region)
    if not region.rows:
        return
    parts = _beside(canvas, region) if depth < DEPTH else []
    if len(parts) < 2:
        parts = list(_stacked(canvas, region, settled))
    if len(parts) < 2 or depth >= DEPTH:
        yield region
        return
    for part in parts:
        yield from regions(canvas, part, settled, depth + 1)


def _beside(canvas: Canvas, region: Region) -> list[Region]:
    """Return the runs of columns whose headers lie in different rows; else the region alone."""
    runs = [canvas.trimmed(run) for run in canvas.runs(region)]
    tables = [(run, heading) for run in runs if (heading := _own(canvas, run)) is not None]
    heads = [frozenset(heading.rows) for _, heading in tables]
    if len(tables) < 2 or any(one & other for one in heads for other in heads if one != other):
        return [region]
    if len(set(heads)) < 2:
        return [region]
    lefts = [region.left, *(run.left for run, _ in tables[1:]), region.right]
    return [Region(region.top, left, region.bottom, right) for left, right in pairwise(lefts)]


def _own(canvas: Canvas, run: Region) -> Heading | None:
    """Return the header of a run of columns that is a table by itself."""
    if len(run.columns) < 2:
        return None
    heading = headings.of(canvas, run)
    body = [row for row in range(heading.body, run.bottom) if len(canvas.texts(row, run)) >= 2]
    names = [name for name in heading.names if name]
    if not heading.rows or len(names) * 2 < len(run.columns) or len(names) < 2 or len(body) < 2:
        return None
    return heading


def _stacked(canvas: Canvas, region: Region, settled: Settled) -> Iterator[Region]:
    """Yield a region in parts, each but the first from the titles of another table on."""
    heading = headings.of(canvas, region)
    labels = heading.names
    top, gap, body = region.top, list[int](), list[int]()
    for row in range(heading.body, region.bottom):
        if canvas.has_at_most(row, region, 1):
            gap.append(row)
            continue
        if gap:
            part = Region(top, region.left, region.bottom, region.right)
            start = _begin(canvas, part, row, gap, labels, body, settled)
            if start is not None:
                yield Region(top, region.left, start, region.right)
                top, labels = start, tuple(canvas.text(row, column) for column in region.columns)
                gap, body = [], []
                continue
        gap = []
        body.append(row)
    yield Region(top, region.left, region.bottom, region.right)


def _begin(
    canvas: Canvas,
    region: Region,
    row: int,
    gap: Sequence[int],
    labels: Sequence[str],
    body: Sequence[int],
    settled: Settled,
) -> int | None:
    """Return where another table begins whose first row is `row`; None where it goes on."""
    titles = _titles(canvas, region, gap)
    has_blank = any(canvas.is_blank(other, region) for other in gap)
    below = [
        other
        for other in range(row + 1, min(row + 1 + _BELOW, region.bottom))
        if len(canvas.texts(other, region)) > 1
    ]
    is_numbered = any(
        another_table.is_numbered(text) for at in titles for _, text in canvas.texts(at, region)
    )
    if not body:
        said = [text for other in gap for _, text in canvas.texts(other, region)]
        has_none = has_blank and bool(said) and another_table.is_none(said[0])
        if has_none or (has_blank and is_numbered):
            return titles[0] if titles else row
        is_header = has_blank and below and another_table.names_columns(canvas, region, row)
        is_over = is_header and _is_over_numbers(canvas, region, row, below)
        return (titles[0] if titles else row) if is_over else None
    record = canvas.record(row, region)
    if is_header_like(record):
        if likeness(record, labels) == 1:
            titles = titles or _marked_title(canvas, region, gap)
            return titles[0] if titles and below else None
        above = range(max(region.top, row - _ABOVE), row)
        if _is_data(canvas, region, row, (*above, *below), labels):
            return None
        if below and _is_headed(canvas, region, row, below, labels, titles, has_blank=has_blank):
            return titles[0] if titles else row
    if not (has_blank or is_numbered):
        return None
    is_another = another_table.begins(canvas, region, row, body, labels, is_numbered=is_numbered)
    if not is_another and has_blank:
        is_doubtful = may_begin(canvas, region, row, body, below, has_title=bool(titles))
        is_another = is_doubtful and settled.begins(canvas, region, row)
    return (titles[0] if titles else row) if is_another else None


def _is_headed(
    canvas: Canvas,
    region: Region,
    row: int,
    below: Sequence[int],
    labels: Sequence[str],
    titles: Sequence[int],
    *,
    has_blank: bool,
) -> bool:
    """Say whether a row that looks like a header is one of another table, by the rows below it."""
    record = canvas.record(row, region)
    same = {text_of(cell) for cell in record.cells} & set(labels) - {""}
    if not has_blank:
        return bool(titles) and len(same) >= 2
    is_told = bool(titles) and _is_of_another_width(canvas, region, row, below, labels)
    return bool(same) or is_told or _is_over_numbers(canvas, region, row, below)


def _titles(canvas: Canvas, region: Region, gap: Sequence[int]) -> list[int]:
    """Return the rows of a gap that are titles of what follows: none is a remark of what precedes."""
    found: list[int] = []
    is_apart = False
    for row in gap:
        texts = [text for _, text in canvas.texts(row, region)]
        if not texts or print_marks.is_mark(texts[0]):
            is_apart = True
        elif not found and remark_words.is_remark(texts[0], len(region.columns)):
            continue
        elif is_apart or row == gap[-1] or found:
            found.append(row)
    return found


def _marked_title(canvas: Canvas, region: Region, gap: Sequence[int]) -> list[int]:
    """Return the row of a word such as ※休止中の施設 that a blank row parts from the table above.

    It stands right over the names once more, so it is about the rows below them.
    """
    if len(gap) < 2 or not canvas.is_blank(gap[-2], region):
        return []
    texts = [text for _, text in canvas.texts(gap[-1], region)]
    return [gap[-1]] if len(texts) == 1 and _MARKED.fullmatch(texts[0]) else []


def _is_data(
    canvas: Canvas, region: Region, row: int, others: Sequence[int], labels: Sequence[str]
) -> bool:
    """Say whether a text of a row stands in its column of other rows: so a value does, no name."""
    names = set(labels)
    return any(
        text not in names and any(text == canvas.text(other, column) for other in others)
        for column, text in canvas.texts(row, region)
    )


def _is_of_another_width(
    canvas: Canvas, region: Region, row: int, below: Sequence[int], labels: Sequence[str]
) -> bool:
    """Say whether a row and those below it are far narrower or wider than the table above."""
    own, usual = len(canvas.texts(row, region)), sum(map(bool, labels))
    is_whole = all(len(canvas.texts(other, region)) <= own for other in below)
    return is_whole and (own * 2 <= usual or own > usual)


def _is_over_numbers(canvas: Canvas, region: Region, row: int, below: Sequence[int]) -> bool:
    return any(
        all(
            (text := canvas.text(other, column))[:1].isdecimal() or is_value(text)
            for other in below
        )
        for column, _ in canvas.texts(row, region)
    )


def aligned(canvas: Canvas, region: Region, heading: Heading) -> list[Region]:
    """Return the tables of a region whose headers lie in one row, from the header on.

    Law: every column that holds anything is in one of them.
    """
    body = Region(heading.top, region.left, region.bottom, region.right)
    if found := repeats.tables(canvas, region, heading.top, heading.body, heading.names):
        return found
    runs = list(canvas.runs(body))
    found = runs[:1]
    for run in runs[1:]:
        if _is_another(canvas, found[-1], run, heading, region):
            found.append(run)
        else:
            found[-1] = Region(body.top, found[-1].left, body.bottom, run.right)
    return found


def _is_another(
    canvas: Canvas, first: Region, run: Region, heading: Heading, region: Region
) -> bool:
    """Say whether a run of columns behind a blank one is a table of its own.

    It has names of the first once more and names its own rows, or it ends elsewhere and is full
    down to its end.
    """
    ours, theirs = (
        {name: column for column in part.columns if (name := heading.names[column - region.left])}
        for part in (first, run)
    )
    if len(ours.keys() & theirs.keys()) >= 2:
        left = ours.get(heading.names[run.left - region.left], first.left)
        twin = Region(first.top, left, first.bottom, first.right)
        return repeats.are_keyed(canvas, (twin, run), heading.body)
    if len(theirs) < 2 or len(theirs) < len(run.columns) or len(ours) < 2:
        return False
    ends = [_end(canvas, part, heading.body) for part in (first, run)]
    keys = [canvas.text(row, run.left) for row in range(heading.body, ends[1])]
    is_full = len(keys) >= 2 and all(keys)
    first_keys = [canvas.text(row, first.left) for row in range(heading.body, ends[0])]
    return is_full and ends[0] != ends[1] and all(first_keys)


def _end(canvas: Canvas, region: Region, body: int) -> int:
    """Return the row after the last that holds two texts of a region."""
    rows = range(region.bottom - 1, body - 1, -1)
    return next((row + 1 for row in rows if len(canvas.texts(row, region)) >= 2), body)
