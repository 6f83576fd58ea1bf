"""Why a sheet, or a part of one, is no table: letters, forms, drawings, listings, templates."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.rules import remark_words
from publisher.rules.blocks import is_header_like
from publisher.tidy import another_table
from publisher.tidy.canvas import Canvas, Region
from publisher.tidy.headings import Heading
from publisher.words import Text

LETTER = 20
"""Characters of a usual cell from which a single column is sentences, not a list."""
BLANK = Text("何も入っていません。", "It is blank.")
NO_ROWS = Text(
    "項目名だけで、データの行がありません。", "It has names of columns but no row of data."
)
MERGES = Text(
    "結合したセルが多すぎて（1,000を超えています）、どの値がどこまでかを決められません。"
    "結合を解いてから、もう一度お試しください。",
    "It has more than 1,000 merged cells, so what they cover cannot be told. Unmerge them first.",
)
_LETTER = Text(
    "表ではなく文章のようです（列が1つで、文が並んでいます）。",
    "It seems to be a letter, not a table: one column of sentences.",
)
_FORM = Text(
    "表ではなく、様式や図のようです（項目名のない列が半分以上あります）。",
    "It seems to be a form or a drawing: at most half of its columns have a name.",
)
_LISTING = Text(
    "表ではなく、項目と説明の書き出しのようです（項目名の行がなく、空の行で区切られています）。",
    "It seems to be a listing of labels and words, parted by blank rows, without a header.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoTable:
    """A grid, or a part of one, that is not a table, and why."""

    why: Text
    texts: tuple[str, ...] = ()
    """All that is written there."""
    sheet: str | None = None


def of(canvas: Canvas, region: Region, why: Text) -> NoTable:
    """Return a region as no table, with all its texts."""
    texts = tuple(text for row in region.rows for _, text in canvas.texts(row, region))
    return NoTable(why=why, texts=texts, sheet=canvas.grid.sheet)


def why_not(canvas: Canvas, region: Region, head: Heading) -> Text | None:
    """Return why a region is no table; None where it is one."""
    if head.body >= region.bottom or _has_names_only(canvas, region):
        return NO_ROWS
    if all(canvas.has_at_most(row, region, 1) for row in range(head.top, region.bottom)):
        texts = [text for row in region.rows for _, text in canvas.texts(row, region)]
        usual = sorted(map(len, texts))[len(texts) // 2]
        is_letter = usual > LETTER or any(map(remark_words.is_sentence, texts)) or len(texts) < 3
        return _LETTER if is_letter or len(region.columns) > 1 else None
    if canvas.grid.sheet is None:
        return None
    named = sum(map(bool, head.names))
    used = len(canvas.filled_columns(Region(head.top, region.left, region.bottom, region.right)))
    if used >= 4 and head.rows and named * 2 <= used:
        return _FORM
    return _LISTING if is_listing(canvas, region) else None


def _has_names_only(canvas: Canvas, region: Region) -> bool:
    """Say whether the only row of several cells names columns, and below it stands at most なし."""
    rows = [row for row in region.rows if not canvas.has_at_most(row, region, 1)]
    if len(rows) != 1:
        return False
    titles = (text for row in range(region.top, rows[0]) for _, text in canvas.texts(row, region))
    is_header = another_table.names_columns(canvas, region, rows[0]) or (
        is_header_like(canvas.record(rows[0], region))
        and any(map(another_table.is_numbered, titles))
    )
    below = range(rows[0] + 1, region.bottom)
    return is_header and all(
        another_table.is_none(text) for row in below for _, text in canvas.texts(row, region)
    )


def is_listing(canvas: Canvas, region: Region) -> bool:
    """Say whether a sheet is pairs of words in stretches that blank rows part: a form, a legend."""
    if not all(canvas.has_at_most(row, region, 2) for row in region.rows):
        return False
    rows = [[text for _, text in canvas.texts(row, region)] for row in region.rows]
    counts = [len(texts) for texts in rows]
    pairs = [texts for texts in rows if len(texts) == 2]
    words = [texts for texts in pairs if not texts[1][:1].isdecimal()]
    return (
        canvas.grid.sheet is not None
        and max(counts) == 2
        and counts.count(0) >= 2
        and counts.count(1) >= 2
        and len(words) >= 0.8 * len(pairs)
    )
