"""Where the header of a table lies: decided once from its first records, with reasons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from publisher.tables.record import Record, filled, text_of

HEAD = 60
"""Records looked at."""
ABOVE = 15
"""Records that may stand above a header; more is not a title but another table."""
_TITLE = re.compile(
    r"一覧|名簿|現在|時点|単位|について|年度|調査|統計|リスト|データ|集計|[表図]\d|[:：]|^[※＊*注#【（(]|作成|出典|更新"
)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the first records show."""

    header: Record | None
    """The record with the names of the columns; None in an empty table."""
    above: tuple[Record, ...] = ()
    """Records above the header that belong to no table: titles, notes, blank lines."""


def decide(head: Sequence[Record]) -> Layout:
    """Return the layout of a table whose first records are `head`.

    The header is the first record unless everything speaks against it: records at the top with
    far fewer filled cells than the block below, and then one that looks like a header. In doubt
    it is the first record: a false alarm here would hide all other findings.
    """
    if not head:
        return Layout(header=None)
    first = Layout(header=head[0])
    block = _block(head)
    if block < 3:
        return first
    above = 0
    while above < min(len(head), ABOVE) and _is_sparse(head[above], block):
        above += 1
    if above in {0, len(head)}:
        return first
    header, below = head[above], [record for record in head[above + 1 :] if filled(record)]
    if not _is_header(header, head[:above], below, block):
        return first
    return Layout(header=header, above=tuple(head[:above]))


def _block(head: Sequence[Record]) -> float:
    """Return how many cells a record of the block below usually fills."""
    counts = [count for record in head[1:] if (count := filled(record))]
    return median(counts) if len(counts) >= 2 else 0


def _is_sparse(record: Record, block: float) -> bool:
    """Say whether a record holds far too little to name the columns of the block."""
    cells = [text for cell in record.cells if (text := text_of(cell))]
    if len(cells) <= 1 or len(cells) <= block / 3:
        return True
    is_note = cells[0].startswith(("#", "※")) or all(_TITLE.search(cell) for cell in cells)
    return is_note and len(cells) <= block / 2


def _is_header(
    header: Record, above: Sequence[Record], below: Sequence[Record], block: float
) -> bool:
    labels = [text_of(cell) for cell in header.cells]
    names = [label for label in labels if label]
    if len(names) < max(3, block * 0.6) or len(below) < 1:
        return False
    if any(_is_value(name) for name in names) or len(set(names)) * 2 < len(names):
        return False
    return _has_data_below(labels, below) or any(
        _TITLE.search(text_of(cell)) for record in above for cell in record.cells
    )


def _is_value(name: str) -> bool:
    """Say whether a cell is a number, date, time or address of the web: never a header."""
    digits = sum(character.isdigit() for character in name)
    return digits * 2 > len(name) or name.startswith(("http://", "https://"))


def _has_data_below(labels: Sequence[str], below: Sequence[Record]) -> bool:
    """Say whether some column has a label without digits over cells that mostly hold digits."""
    for position, label in enumerate(labels):
        if not label or _DIGIT.search(label):
            continue
        cells = [
            text_of(record.cells[position]) for record in below if position < len(record.cells)
        ]
        cells = [cell for cell in cells if cell]
        if cells and sum(1 for cell in cells if _DIGIT.search(cell)) >= len(cells) * 0.8:
            return True
    return False
