"""Rows of sums (合計) that a new version has and the present table has not: told, not refused. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.tidy.difference import Version
from publisher.tidy.totals import is_total
from publisher.words import Text, cut

LABELS = 2
"""Columns from the left that say what a row is."""
SHOWN = 3


def told(old: Version, new: Version) -> Iterator[Text]:
    """Yield one sentence where rows of sums come into a table that had none."""
    if any(map(is_sum, old.rows)):
        return
    lines = [line for line, row in enumerate(new.rows, 2) if is_sum(row)]
    if not lines or len(lines) * 2 > len(new.rows):
        return
    listed = cut("・".join(map(str, lines[:SHOWN])) + "…" * (len(lines) > SHOWN), 40)
    yield Text(
        f"合計の行が増えます（表の{listed}行目）。今の表にはありません。"
        "使う人が足すと二重になります。入れないときは、消してからもう一度実行してください。",
        f"Rows of sums come (line {listed}); the present table has none. Who adds them up counts "
        "twice. To leave them out, delete them and run this again.",
    )


def is_sum(row: Sequence[str]) -> bool:
    """Say whether what stands first in a row, or second, names a sum."""
    filled = next((at for at, cell in enumerate(row) if cell.strip()), 0)
    return any(map(is_total, row[: max(LABELS, filled + 1)]))
