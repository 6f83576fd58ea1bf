"""Two versions of a table in the officer's words: what comes, what changes, what goes."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from publisher.personal import STARS
from publisher.tidy.difference import Cells, RowDifference
from publisher.words import Text, cut, many, mask, mask_name, quote

COLUMNS = 5
"""Columns whose changes are counted."""
WIDTH = 24
"""Characters of a cell."""
LEAD = 6
"""Characters before those that differ in a long one."""
NAMES = 2
"""Cells that tell a row whose key is hidden."""
_LONG = re.compile(r"\d{9,}")
SHOWN = 5
"""Rows of a kind that are shown; the others are counted."""


def lines(path: str, difference: RowDifference) -> Iterator[str]:
    """Yield the lines of a terminal; removed rows last, because they are what cannot be seen later."""
    yield f"{mask_name(path)}: {difference.before}行 → {difference.after}行（{_matched(difference).ja}）"
    yield f"  {difference.before:,} → {many(difference.after, 'row')} ({_matched(difference).en})"
    if difference.is_same:
        yield "  行は変わりません。 / No row changes."
        return
    yield from _rows(Text("増える行", "added"), "+", difference.added)
    yield f"  変わる行 / changed: {len(difference.changed)}"
    counts = Counter(label for row in difference.changed for label, _, _ in row.cells)
    if len(difference.changed) > SHOWN:
        listed = "、".join(f"{quote(name, 20)} {n:,}" for name, n in counts.most_common(COLUMNS))
        yield f"    列ごと / by column: {listed}{'、…' if len(counts) > COLUMNS else ''}"
    for row in _telling(difference.changed, counts)[:SHOWN]:
        cells = "、".join(
            f"{quote(label, 20)}{change}" for label, change in _apart(row, counts)[:3]
        )
        more = "、…" if len(row.cells) > 3 else ""
        yield f"    ~ {_named(row)}  {cells}{more}"
    yield from _more(len(difference.changed))
    yield from _rows(Text("なくなる行", "removed"), "-", difference.removed)
    if count := len(difference.removed):
        yield f"  {count}行がなくなります。廃止や統合ですか、入れ忘れですか。"
        yield f"  {many(count, 'row')} would go. Closed, merged or forgotten?"


def _telling(rows: Sequence[Cells], counts: Counter[str]) -> list[Cells]:
    """Return changed rows, first those that say the most: a new running number says nothing."""
    return sorted(rows, key=lambda row: min(counts[label] for label, _, _ in row.cells))


def _apart(row: Cells, counts: Counter[str]) -> list[tuple[str, str]]:
    """Return the changed cells of a row as text, the rarest column first."""
    cells = sorted(row.cells, key=lambda cell: counts[cell[0]])
    return [(label, _change(*_masked(was, now))) for label, was, now in cells]


def _named(row: Cells) -> str:
    """Return what tells a changed row: where its key is hidden, also what stands beside it."""
    hidden = [cell for cell in row.key if mask(cell) != cell]
    shown = (cell for cell in row.beside if any(map(str.isalpha, cell)) and mask(cell) == cell)
    return _key((*row.key, *itertools.islice(shown, NAMES))) if hidden else _key(row.key)


def _masked(was: str, now: str) -> tuple[str, str]:
    """Return two values of one cell as they may be shown: where one is hidden, so are its digits.

    A person's telephone without the zero that a spreadsheet took is that telephone.
    """
    pair = mask(was), mask(now)
    if pair == (was, now):
        return pair
    return _LONG.sub(STARS, pair[0]), _LONG.sub(STARS, pair[1])


def _change(was: str, now: str) -> str:
    """Return two values from where they differ."""
    if "".join(was.split()) == "".join(now.split()):
        return f"「{cut(now, WIDTH)}」（空白だけの違い / only spaces differ）"
    pairs = zip(was, now, strict=False)
    alike = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
    start = alike - LEAD if max(len(was), len(now)) > WIDTH and alike > LEAD else 0
    lead = "…" if start else ""
    return f"「{lead}{cut(was[start:], WIDTH)}」→「{lead}{cut(now[start:], WIDTH)}」"


def _matched(difference: RowDifference) -> Text:
    if difference.key:
        key = "・".join(difference.key)
        return Text(f"「{key}」で見くらべました", f"matched by {key}")
    return Text("行全体で見くらべました", "whole rows compared; there is no key")


def _rows(title: Text, sign: str, rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield f"  {title.ja} / {title.en}: {len(rows)}"
    for row in rows[:SHOWN]:
        yield f"    {sign} {_key(row)}"
    yield from _more(len(rows))


def _more(count: int) -> Iterator[str]:
    if count > SHOWN:
        yield f"    … ほかに{count - SHOWN}行 / and {count - SHOWN} more"


def _key(row: Sequence[str]) -> str:
    return "、".join(quote(cell, 24) for cell in row[:4] if cell) + ("、…" if len(row) > 4 else "")
