"""Blocks of a table: columns that repeat or stand apart, records that look like a header. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from publisher.geo.json_table import LINES
from publisher.tables.record import Record, filled, text_of

_LABEL = re.compile(r"[^\d０-９]{1,20}(?:[(（\[][^()（）]{0,20}[)）\]])?")
"""What names a column: short, without digits but in brackets."""
_MARKS = re.compile(
    r"[-－‐―ー–—…・.*＊※×○◯〇●◎△▲▽✓レxX0０]+|不明|なし|無し?|有り?|あり|非公[開表]|未定|欠測|欠番|調査中|休[館止業]?|同上|〃|計|N/?A",
    re.IGNORECASE,
)
"""What stands for a value that is not there."""


ALIKE = 0.6
"""Share of a header's names from which a record is the header once more."""
OBJECTS = frozenset({"geojson", "json", *LINES})
"""Objects are a table only to us: nothing stands above, below or between them."""
DELIMITERS = ("\t", ";", "|", "，")
"""What parts cells beside commas. Fullwidth ones come from typing a table in Japanese."""
_MEMO = re.compile(
    r"[←→↑↓⇐⇒※＊*]|[(（【\[]?(?:注|備考|出典|出所|資料|単位|注意|凡例)\d*[)）】\]]?\s*[:：.．]|[(（]注|凡例$"
)
"""How a remark begins that belongs to no column."""


def is_memo(text: str) -> bool:
    """Say whether a cell begins as remarks beside a table do: ※, 注）, 出典：, ←."""
    return _MEMO.match(text) is not None


def is_undivided(header: Record | None) -> bool:
    """Say whether a table's cells are not parted by commas at all: P022 says so, once."""
    return (
        header is not None
        and len(header.cells) == 1
        and any(sign in text_of(header.cells[0]) for sign in DELIMITERS)
    )


def groups(labels: Sequence[str]) -> list[tuple[int, tuple[str, ...]]]:
    """Return the runs of labels that blank ones part, each with its position from 1."""
    found: list[tuple[int, list[str]]] = []
    was_blank = True
    for position, label in enumerate(labels, start=1):
        if label and was_blank:
            found.append((position, []))
        if label:
            found[-1][1].append(label)
        was_blank = not label
    return [(position, tuple(run)) for position, run in found]


def second_table(labels: Sequence[str]) -> int | None:
    """Return where labels of a header begin anew, as of a second table beside the first.

    Behind a blank column two labels in common are enough; without one the run must begin with the
    first label again and repeat the second.
    """
    (start, first), *others = groups(labels) or [(1, ())]
    for position, run in others:
        if len(first) >= 2 and len(set(run) & set(first)) >= 2:
            return position
    names = [label for label in labels if label]
    if len(names) < 2:
        return None
    for index in range(start + 1, len(labels) - 1):
        if names[0] != names[1] and list(labels[index : index + 2]) == names[:2]:
            return index + 1
    return None


def uneven_table(labels: Sequence[str], counts: Sequence[int]) -> int | None:
    """Return where a table of another length begins behind blank columns; None where none does.

    `counts` are the filled cells of each column. The rows of one table that a blank column parts
    go on across it; of two tables side by side, each ends where it ends.
    """
    used = [label or "·" * bool(count) for label, count in zip(labels, counts, strict=False)]
    (start, first), *others = groups(used) or [(1, ())]
    longest = max(counts[start - 1 :][: len(first)], default=0)
    for position, run in others:
        own = max(counts[position - 1 :][: len(run)])
        if len(first) >= 2 and len(run) >= 2 and own and own != longest:
            return position
    return None


def usual_width(sample: Sequence[Record]) -> int:
    """Return how many cells nearly every record has; 0 where they differ."""
    widths = Counter(len(record.cells) for record in sample if filled(record))
    (width, count), *_ = widths.most_common(1) or [(0, 0)]
    return width if count >= max(2, 0.8 * sum(widths.values())) else 0


def is_label(cell: Any) -> bool:
    """Say whether a cell reads like the name of a column and not like a value."""
    text = text_of(cell)
    return bool(_LABEL.fullmatch(text)) and not _MARKS.fullmatch(text)


def is_header_like(record: Record) -> bool:
    """Say whether a record names columns: at least two labels, all different, nothing else."""
    cells = [text for cell in record.cells if (text := text_of(cell))]
    return len(cells) >= 2 and len(set(cells)) == len(cells) and all(map(is_label, cells))


def likeness(record: Record, labels: Sequence[str]) -> float:
    """Return the share of a header's labels that stand in the same columns of a record."""
    named = [(label, position) for position, label in enumerate(labels) if label]
    same = sum(
        1
        for label, position in named
        if position < len(record.cells) and text_of(record.cells[position]) == label
    )
    return same / len(named) if named else 0.0
