"""The present table as today's mends write it: what only they change is not the officer's change. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from publisher.standards import key as folded
from publisher.tidy.difference import RowDifference, Version, leading
from publisher.words import Text, mask, quote

COLUMNS = 5
"""Columns that are named."""

_Written = tuple[str, str, str]
"""Column, cell of the present table, cell as it is written today."""


def as_today(old: Version, mended: Version, new: Version) -> Version:
    """Return the present table with the cells that the new version writes as the mends do.

    `mended` is the present table after today's mends. Where the new version still holds what stood
    there, or what they would make of it nowhere, they do not tell of the new version.
    """
    if mended.header != old.header or len(mended.rows) != len(old.rows):
        return old
    names = list(map(folded, new.header))
    values = {name: {row[at] for row in new.rows if at < len(row)} for at, name in enumerate(names)}
    known = [values.get(folded(label), set()) for label in old.header]
    rows = tuple(
        was
        if was == now or len(was) != len(now)
        else tuple(
            after if after != before and after in of and before not in of else before
            for before, after, of in zip(was, now, known, strict=False)
        )
        for was, now in zip(old.rows, mended.rows, strict=True)
    )
    return old if rows == old.rows else replace(old, rows=rows)


def told(old: Version, today: Version, new: Version, difference: RowDifference) -> Iterator[Text]:
    """Yield one sentence on what is only written otherwise in rows that stay; none for nothing."""
    counts: Counter[str] = Counter()
    shown: dict[str, tuple[str, str]] = {}
    for column, before, after in _cells(old, today, new, difference):
        counts[column] += 1
        if column not in shown and all(mask(text) == text for text in (before, after)):
            shown[column] = (quote(before, 20), quote(after, 20))
    if not counts:
        return
    said = [
        (quote(name, 20), count, shown.get(name)) for name, count in counts.most_common(COLUMNS)
    ]
    ja = "、".join(
        f"「{name}」{count:,}か所" + ("（「{}」→「{}」など）".format(*pair) if pair else "")
        for name, count, pair in said
    )
    en = ", ".join(
        f"'{name}' {count:,}" + (" ({} → {})".format(*pair) if pair else "")
        for name, count, pair in said
    )
    more = len(counts) > COLUMNS
    yield Text(
        f"今の表も、新しい表と同じように整えてから比べました。書き方だけが変わるところ：{ja}{'など' * more}。"
        "「変わる行」には数えていません。",
        "The present table was mended like the new one before they were compared. Written otherwise, "
        f"and not counted as changed: {en}{', …' * more}.",
    )


def _cells(
    old: Version, today: Version, new: Version, difference: RowDifference
) -> Iterator[_Written]:
    """Yield the cells that are written otherwise, of rows that stay, but for those changed besides."""
    led = leading(today, new, difference)
    gone = Counter(difference.removed)
    width = len(difference.key)
    changed = {(row.key, column) for row in difference.changed for column, _, _ in row.cells}
    for was, now, row in zip(old.rows, today.rows, led, strict=True):
        if gone[row] > 0:
            gone[row] -= 1
            continue
        for column, before, after in zip(old.header, was, now, strict=False):
            if before != after and (row[:width], column) not in changed:
                yield column, before, after
