"""A new year's statistics that hold the present ones: only what tells the time was changed. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from publisher.desk.former_rows import plain
from publisher.desk.strangers import POINT, is_number
from publisher.desk.together import TIMES
from publisher.standards import key as folded
from publisher.tidy.difference import Row, Version
from publisher.words import Text, cut

LEAST = 20
"""Counted values that say anything."""
MOST = 0.02
"""Share of rows that may differ, beside one: last year's file with a cell changed."""
ROUND = 0.4
"""Share of values that end in 0 or 5 from which they are set, not counted: capacities and fees."""
_COUNTED = frozenset({"integer", "number"})


def found(
    old: Version, new: Version, schema: Mapping[str, Any], times: tuple[str, str]
) -> Text | None:
    """Say that the rows of a new time are those of the present one, but for a handful.

    `times` are what the present table and the new one tell of all their rows, "" where nothing; a
    column that tells the time outweighs them. Lists of things stay as they are for years, and
    capacities too: only what is counted is looked at.
    """
    was, now = times
    label = next((name for name in old.header if name in TIMES and name in new.header), "")
    before, after = list(old.rows), list(new.rows)
    if label:
        at, there = old.header.index(label), new.header.index(label)
        known = {row[at] for row in before if at < len(row)}
        after = [row for row in after if there < len(row) and row[there] not in known]
        was = max(known, default="")
        now = max((row[there] for row in after), default="")
        before = [row for row in before if at < len(row) and row[at] == was]
    names = [name for name in old.header if name not in TIMES]
    if not now or not was or not after or len(before) != len(after):
        return None
    rows = [
        Version(header, tuple(of)) for header, of in ((old.header, before), (new.header, after))
    ]
    if not _is_counted(rows[1], names, schema):
        return None
    alike, others = (Counter(_plain(version, names)) for version in rows)
    differ = len(after) - (alike & others).total()
    if differ > max(1, MOST * len(after)):
        return None
    return Text(
        f"{cut(now, 20)} の表ですが、{len(after):,}行のうち{len(after) - differ:,}行の値が {cut(was, 20)} と"
        "同じです。前のファイルの年月だけを書きかえたものではありませんか。",
        f"It tells {cut(now, 20)}, but {len(after) - differ:,} of {len(after):,} rows have the values "
        f"of {cut(was, 20)}. Was only the time changed in the former file?",
    )


def _plain(version: Version, names: Sequence[str]) -> list[Row]:
    return [tuple(map(plain, row)) for row in version.among(names)]


def _is_counted(version: Version, names: Sequence[str], schema: Mapping[str, Any]) -> bool:
    """Say whether a table mostly counts: half of its columns, with values as chance has them."""
    types = {item["name"]: item.get("type", "string") for item in schema.get("fields", ())}
    points = frozenset().union(*POINT)
    counted = [
        name
        for name in names
        if types.get(name) in _COUNTED and folded(name) not in points and not is_number(name)
    ]
    cells = [cell for row in version.among(counted) for cell in row if cell.strip("-0")]
    if not counted or len(counted) * 2 < len(names) or len(cells) < LEAST:
        return False
    is_set = sum(cell[-1] in "05" for cell in cells) > ROUND * len(cells)
    return not is_set and len(set(cells)) * 2 >= len(cells)
