"""Names of a header that come once more to the right: tables side by side, or groups of columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from publisher.tidy import told
from publisher.tidy.canvas import Canvas, Region
from publisher.tidy.totals import is_total

_PLAIN = re.compile(r"[-+−▲△]?[\d,.]+")


def starts(names: Sequence[str]) -> list[int]:
    """Return where the names of a header begin anew with the same names; nothing without that."""
    labelled = [(index, name) for index, name in enumerate(names) if name]
    texts = [name for _, name in labelled]
    for size in range(2, len(texts) // 2 + 1):
        first, times = texts[:size], len(texts) // size
        if texts == first * times and len(set(first)) == size:
            return [labelled[start][0] for start in range(0, len(texts), size)]
    return []


def tables(
    canvas: Canvas, region: Region, header: int, body: int, names: Sequence[str]
) -> list[Region]:
    """Return the tables side by side whose names are one sequence, from the row `header` on.

    Nothing where they may be groups of columns of one table, whose rows would be torn apart: where
    a column that none of them has names the rows, or where they have no names of rows themselves.
    """
    found = [region.left + start for start in starts(names)]
    if not found:
        return []
    edges = [*found, region.right]
    parts = [Region(header, left, region.bottom, right) for left, right in pairwise(edges)]
    if canvas.filled_columns(Region(header, region.left, region.bottom, found[0])):
        return []
    return parts if are_keyed(canvas, parts, body) else []


def is_group(canvas: Canvas, region: Region, row: int, header: int, names: Sequence[str]) -> bool:
    """Say whether a row above a header names the groups of columns in which its names repeat.

    It has a text over the first name of each group, else only over columns without a name; or no
    name comes twice within a group, and some do in several.
    """
    found = [region.left + start for start in starts(names)]
    columns = {column for column, _ in canvas.texts(row, region)}
    is_over = bool(found) and set(found) <= columns
    others = columns - set(found)
    if is_over and not any(names[column - region.left] for column in others):
        return not tables(canvas, region, header, header + 1, names)
    return not found and _are_parted(region, sorted(columns), names)


def _are_parted(region: Region, begins: Sequence[int], names: Sequence[str]) -> bool:
    """Say whether names that repeat are told apart by the groups that begin in these columns."""
    own = [name for name in names if name]
    if len(begins) < 2 or begins[0] == region.left or len(set(own)) == len(own):
        return False
    edges = [0, *(begin - region.left for begin in begins), len(names)]
    parts = [[name for name in names[start:end] if name] for start, end in pairwise(edges)]
    return all(parts[1:]) and all(len(set(part)) == len(part) for part in parts)


def are_keyed(canvas: Canvas, parts: Sequence[Region], body: int) -> bool:
    """Say whether the first column of each part names rows of its own.

    These are words or running numbers, and no name is in two parts unless each part has its own
    title. Where no blank column parts them, every row has its name.
    """
    keys = [_keys(canvas, part, body) for part in parts]
    if not all(keys) or not (all(map(_are_words, keys)) or _are_running(keys)):
        return False
    is_apart = all(_has_gap(canvas, one, other) for one, other in pairwise(parts))
    own = [{key for key in part if key and not is_total(key)} for part in keys]
    is_told = sum(map(len, own)) == len(set().union(*own)) or are_titled(canvas, parts)
    return is_told and (is_apart or all(map(all, keys)))


def own_titles(
    texts: Sequence[tuple[int, str]], parts: Sequence[Region]
) -> list[list[tuple[int, str]]]:
    """Return which texts of a row above tables side by side are the title of each.

    Nothing unless one begins over the first column of each, and all tell a date or none does: a
    title and, to its right, a date are about all of them.
    """
    own = [[item for item in texts if item[0] in part.columns] for part in parts]
    if len(parts) < 2 or not all(
        items and items[0][0] == part.left for items, part in zip(own, parts, strict=True)
    ):
        return []
    dates = {any(told.date(text) for _, text in items) for items in own}
    return own if len(dates) == 1 else []


def are_titled(canvas: Canvas, parts: Sequence[Region]) -> bool:
    """Say whether some row above is a title of each part."""
    top = parts[0].top
    whole = Region(0, parts[0].left, top, parts[-1].right)
    return any(own_titles(canvas.texts(row, whole), parts) for row in range(top))


def _keys(canvas: Canvas, part: Region, body: int) -> list[str]:
    """Return the first cell of each row of a part; empty where none has one.

    Rows with nothing else are left out: they may be notes.
    """
    rows = [
        row
        for row in range(body, part.bottom)
        if any(column > part.left for column, _ in canvas.texts(row, part))
    ]
    keys = [canvas.text(row, part.left) for row in rows]
    return keys if any(keys) else []


def _are_words(keys: Sequence[str]) -> bool:
    return not any(_PLAIN.fullmatch(key) for key in keys)


def _are_running(parts: Sequence[Sequence[str]]) -> bool:
    """Say whether the keys count on, within each part at least."""
    return all(
        key.isdecimal() and int(key) == int(part[0]) + index
        for part in parts
        for index, key in enumerate(part)
    )


def _has_gap(canvas: Canvas, one: Region, other: Region) -> bool:
    """Say whether a blank column lies between two parts."""
    across = Region(one.top, one.left, one.bottom, other.left)
    filled = canvas.filled_columns(across)
    return any(column not in filled for column in across.columns)
