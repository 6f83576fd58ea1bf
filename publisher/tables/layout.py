"""Where the header of a table lies: decided once from its first records, with reasons."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from publisher.tables.header_rows import (
    further_rows,
    is_like_body,
    is_marked,
    is_value,
    is_whole,
)
from publisher.tables.record import Record, filled, text_of

HEAD = 60
"""Records looked at."""
ABOVE = 15
"""Records that may stand above a header; more is not a title but another table."""
_TITLE = re.compile(
    r"一覧|名簿|現在|時点|単位|について|年度|推移|調査|統計|リスト|データ|集計|[表図]\d|[:：]|^[※＊*注#【（(]|作成|出典|更新"
)
_REMARK = re.compile(
    r"^\s*(?:[※＊*]|[（(【［\[]?\s*(?:注|備考|資料|出典|出所|凡例|単位|お問い?合わ?せ|問合せ)\s*\d*\s*"
    r"[）)】］\]:：．.、　 ])|。\s*$"
)
_DIGIT = re.compile(r"\d")
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_YEAR = re.compile(r"(?:18|19|20)\d\d(?:年度?)?")
"""The name of a column in a table of years."""
PAIR = 2
"""Columns of the smallest table; over it only a title that is certain counts as one."""


class Reason(enum.StrEnum):
    """Why the header is where it is."""

    FIRST = "first"
    """Nothing speaks against the first record."""
    SPARSE_ABOVE = "sparse_above"
    """The records above fill far fewer cells than the table below."""
    GROUPS_ABOVE = "groups_above"
    """The record above names groups of columns, this one every column."""
    SECOND_ROW = "second_row"
    """The header goes on below: the next record names what it leaves open."""
    MARKED_ROWS = "marked_rows"
    """Header and records below it begin with #."""
    LIKE_BODY = "like_body"
    """The first record looks like those below: the table seems to have no header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the first records show."""

    header: Record | None
    """The record with the names of the columns; None in an empty table."""
    above: tuple[Record, ...] = ()
    """Records above the header that belong to no table: titles, notes, blank lines, groups."""
    further: tuple[Record, ...] = ()
    """Records directly below the header that are part of it, not data."""
    reasons: frozenset[Reason] = frozenset()

    @property
    def first_body(self) -> int:
        """Number of the first record that may be data."""
        last = self.further[-1] if self.further else self.header
        return last.number + 1 if last else 1

    @property
    def is_headless(self) -> bool:
        """Say whether the record taken for the header is data in all likelihood."""
        return Reason.LIKE_BODY in self.reasons


def decide(head: Sequence[Record]) -> Layout:
    """Return the layout of a table whose first records are `head`.

    The header is the first record unless everything speaks against it: records at the top with
    far fewer filled cells than the block below, and then one that looks like a header. In doubt
    it is the first record: a false alarm here would hide all other findings.
    """
    if not head:
        return Layout(header=None)
    above = _above(head)
    header, below = head[above], [record for record in head[above + 1 :] if filled(record)]
    reasons = {Reason.SPARSE_ABOVE} if above else {Reason.FIRST}
    further = further_rows(header, below)
    if len(further) == 1 and below and is_whole(further[0], below[1:]):
        reasons = {Reason.GROUPS_ABOVE if filled(header) > 1 else Reason.SPARSE_ABOVE}
        header, further = further[0], ()
        above = next(index for index, record in enumerate(head) if record is header)
    elif further and filled(header) == 1 and not is_marked(header):
        further = ()
    elif further := _directly_below(header, further):
        reasons.add(Reason.MARKED_ROWS if is_marked(header) else Reason.SECOND_ROW)
    elif not above and is_like_body(header, below):
        reasons = {Reason.LIKE_BODY}
    return Layout(
        header=header, above=tuple(head[:above]), further=further, reasons=frozenset(reasons)
    )


def _directly_below(header: Record, further: Sequence[Record]) -> tuple[Record, ...]:
    """Return those that follow without a blank record in between."""
    return tuple(
        record
        for place, record in enumerate(further, start=1)
        if record.number == header.number + place
    )


def is_remark(record: Record, width: int) -> bool:
    """Say whether a record below the header is a note and no data: legend, source, contact."""
    texts = [text for cell in record.cells if (text := text_of(cell))]
    return width >= 3 and 1 <= len(texts) <= 2 and bool(_REMARK.search(texts[0]))


def _above(head: Sequence[Record]) -> int:
    """Return how many records stand above the header; blank ones at the top always do."""
    block = _block(head)
    first = next((index for index, record in enumerate(head) if filled(record)), 0)
    if block < PAIR:
        return first
    above = 0
    while above < min(len(head), ABOVE) and _is_sparse(head[above], block):
        above += 1
    if above in {0, len(head)}:
        return first
    header, below = head[above], [record for record in head[above + 1 :] if filled(record)]
    if block <= PAIR and not _is_titled_pair(header, head[:above], below):
        return first
    return above if _is_header(header, head[:above], below, block) else first


def _is_titled_pair(header: Record, above: Sequence[Record], below: Sequence[Record]) -> bool:
    """Say whether a table of two columns has a title above it, and not a header with one name.

    It is parted by an empty record or says itself what it is, and the names stand over numbers.
    """
    texts = [text for record in above for cell in record.cells if (text := text_of(cell))]
    is_parted = bool(texts) and any(not filled(record) for record in above)
    is_said = bool(texts) and all(map(_TITLE.search, texts))
    return (
        len(below) >= PAIR
        and (is_parted or is_said)
        and _has_data_below([text_of(cell) for cell in header.cells], below)
    )


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
    if len(names) < max(min(block, 3), block * 0.6) or len(below) < 1:
        return False
    are_years = _are_years(labels, below)
    if any(is_value(name) and not (are_years and _YEAR.fullmatch(name)) for name in names):
        return False
    if len(set(names)) * 2 < len(names):
        return False
    # Below a title and a blank record 1便 and 2便 are names, too.
    is_parted = any(map(filled, above)) and not filled(above[-1])
    return (
        _has_data_below(labels, below)
        or (is_parted and _has_data_below(["·" for _ in labels], below))
        or bool(further_rows(header, below))
        or any(_TITLE.search(text_of(cell)) for record in above for cell in record.cells)
    )


def _are_years(labels: Sequence[str], below: Sequence[Record]) -> bool:
    """Say whether years are names of columns: several, one after the other, no years below them."""
    places = [place for place, label in enumerate(labels) if _YEAR.fullmatch(label)]
    years = [labels[place][:4] for place in places]
    if len(set(years)) < max(PAIR, len(years)) or years not in (
        sorted(years),
        sorted(years, reverse=True),
    ):
        return False
    return not any(
        place < len(record.cells) and _YEAR.fullmatch(text_of(record.cells[place]))
        for record in below
        for place in places
    )


def _has_data_below(labels: Sequence[str], below: Sequence[Record]) -> bool:
    """Say whether some column has a label without digits over cells that mostly hold digits.

    Units in brackets are no digits of the label: 面積（m2）.
    """
    for position, label in enumerate(_IN_BRACKETS.sub("", label) for label in labels):
        if not label or (_DIGIT.search(label) and not _YEAR.fullmatch(label)):
            continue
        cells = [
            text_of(record.cells[position]) for record in below if position < len(record.cells)
        ]
        cells = [cell for cell in cells if cell]
        if cells and sum(1 for cell in cells if _DIGIT.search(cell)) >= len(cells) * 0.8:
            return True
    return False
