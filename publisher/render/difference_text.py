"""Two versions of a table in the officer's words: what comes, what changes, what goes."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from publisher.codes import is_corporate_number
from publisher.personal import STARS
from publisher.rules.d002_corporate_number import LABEL, is_public
from publisher.standards import key as folded
from publisher.tidy.difference import Cells, Row, RowDifference
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
_NEW, _PRESENT = Text("新しい表", "new table"), Text("今の表", "present table")
SHOWN = 5
"""Rows of a kind that are shown; the others are counted."""


def lines(path: str, difference: RowDifference) -> Iterator[str]:
    """Yield the lines of a terminal; removed rows last, because they are what cannot be seen later."""
    yield f"{mask_name(path)}: {difference.before}行 → {difference.after}行（{_matched(difference).ja}）"
    yield f"  {difference.before:,} → {many(difference.after, 'row')} ({_matched(difference).en})"
    if difference.is_same:
        yield "  行は変わりません。 / No row changes."
        return
    added = _keyed(difference.key, difference.added, difference.added_at, _NEW)
    yield from _rows(Text("増える行", "added"), "+", added, len(difference.added))
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
        yield f"    ~ {_named(difference.key, row)}  {cells}{more}"
    yield from _more(len(difference.changed))
    removed = _keyed(difference.key, difference.removed, difference.removed_at, _PRESENT)
    yield from _rows(Text("なくなる行", "removed"), "-", removed, len(difference.removed))
    if count := len(difference.removed):
        yield f"  {count}行がなくなります。廃止や統合ですか、入れ忘れですか。"
        yield f"  {many(count, 'row')} would go. Closed, merged or forgotten?"


def _telling(rows: Sequence[Cells], counts: Counter[str]) -> list[Cells]:
    """Return changed rows, first those that say the most: a new running number says nothing."""
    return sorted(rows, key=lambda row: min(counts[label] for label, _, _ in row.cells))


def _apart(row: Cells, counts: Counter[str]) -> list[tuple[str, str]]:
    """Return the changed cells of a row as text, the rarest column first."""
    cells = sorted(row.cells, key=lambda cell: counts[cell[0]])
    return [(label, _change(*_masked(label, was, now))) for label, was, now in cells]


def _named(key: Row, row: Cells) -> str:
    """Return what tells a changed row: where its key is hidden, also where and what stands beside it."""
    shown = (cell for cell in row.beside if any(map(str.isalpha, cell)) and mask(cell) == cell)
    beside = tuple(itertools.islice(shown, NAMES)) if _is_hidden(key, row.key) else ()
    return _told(key, (*row.key, *beside), row.number, _NEW)


def _keyed(key: Row, rows: Sequence[Row], numbers: Sequence[int], of: Text) -> Iterator[str]:
    """Yield what tells rows that come or go, the key first."""
    known = numbers or (0,) * len(rows)
    for row, number in itertools.islice(zip(rows, known, strict=True), SHOWN):
        yield _told(key, row, number, of)


def _told(key: Row, row: Row, number: int, of: Text) -> str:
    """Return the first cells of a row, and where it stands in its table if its key is hidden."""
    cells = [
        _shown(label, cell) for label, cell in itertools.zip_longest(key, row[:4], fillvalue="")
    ]
    text = "、".join(cell for cell in cells if cell) + ("、…" if len(row) > 4 else "")
    if not number or not _is_hidden(key, row):
        return text
    return f"{text}（{of.ja}の{number:,}行目 / line {number:,} of the {of.en}）"


def _is_hidden(key: Row, row: Row) -> bool:
    """Say whether something of the key is not shown."""
    return any(
        _shown(label, cell) != cut(cell, WIDTH) for label, cell in zip(key, row, strict=False)
    )


def _shown(label: str, cell: str) -> str:
    """Return a cell as it may be shown: a corporate number is no secret where it is called one."""
    is_named = LABEL.fullmatch(folded(label)) is not None
    is_open = is_named and is_corporate_number(cell) and is_public(cell)
    return cut(cell, WIDTH) if is_open else quote(cell, WIDTH)


def _masked(label: str, was: str, now: str) -> tuple[str, str]:
    """Return two values of one cell as they may be shown: where one is hidden, so are its digits.

    A person's telephone without the zero that a spreadsheet took is that telephone.
    """
    if all(not cell or _shown(label, cell) == cell for cell in (was, now)):
        return was, now
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


def _rows(title: Text, sign: str, rows: Iterable[str], count: int) -> Iterator[str]:
    yield f"  {title.ja} / {title.en}: {count}"
    for row in rows:
        yield f"    {sign} {row}"
    yield from _more(count)


def _more(count: int) -> Iterator[str]:
    if count > SHOWN:
        yield f"    … ほかに{count - SHOWN}行 / and {count - SHOWN} more"
