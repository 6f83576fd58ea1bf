"""Two versions of a table in the officer's words: what comes, what changes, what goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.tidy.difference import RowDifference
from publisher.words import Text, quote

SHOWN = 5
"""Rows of a kind that are shown; the others are counted."""


def lines(path: str, difference: RowDifference) -> Iterator[str]:
    """Yield the lines of a terminal; removed rows last, because they are what cannot be seen later."""
    yield f"{path}: {difference.before}行 → {difference.after}行（{_matched(difference).ja}）"
    yield f"  {difference.before} → {difference.after} rows ({_matched(difference).en})"
    if difference.is_same:
        yield "  行は変わりません。 / No row changes."
        return
    yield from _rows(Text("増える行", "added"), "+", difference.added)
    yield f"  変わる行 / changed: {len(difference.changed)}"
    for row in difference.changed[:SHOWN]:
        cells = "、".join(
            f"{quote(label, 20)}「{quote(was, 24)}」→「{quote(now, 24)}」"
            for label, was, now in row.cells[:3]
        )
        more = "、…" if len(row.cells) > 3 else ""
        yield f"    ~ {_key(row.key)}  {cells}{more}"
    yield from _more(len(difference.changed))
    yield from _rows(Text("なくなる行", "removed"), "-", difference.removed)
    if count := len(difference.removed):
        yield f"  {count}行がなくなります。廃止や統合ですか、入れ忘れですか。"
        yield f"  {count} rows would go. Are they closed or merged, or were they forgotten?"


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
