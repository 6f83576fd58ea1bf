"""Groups of rows that name themselves once: the name is filled in where it is proven whose it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from publisher.rules.blocks import is_label
from publisher.tidy import reach, totals
from publisher.tidy.change import Change
from publisher.tidy.draft import Draft, DraftRow
from publisher.tidy.totals import is_total

MEND = "group-names"
LEVELS = 3
"""Columns from the left that may name groups: 地区, in it 町, in it 区分."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A column whose names may go on in the blank cells below them."""

    column: int
    names: tuple[str, ...]
    """Of every row, if each goes on until the next one; blank for the total of the whole."""
    once: tuple[str, ...]
    """The same, but only until the values to the right come again."""


def fill(draft: Draft) -> tuple[Draft, tuple[Change, ...]]:
    """Return a draft with the name of its group in every row, and the cells filled in.

    A column names groups, the one to its right tells the rows of a group apart. It is filled where
    each group holds exactly one name, no name comes twice, and the ends of the groups are certain:
    by the second column running through the same values again and again, or by a total (計) at
    each end. The total of the whole below them is of no group. Else the draft stays as it is.
    """
    changes: list[Change] = []
    for column in reversed(range(min(LEVELS, len(draft.columns) - 2))):
        found = _proven(draft.rows, column)
        if found:
            draft, made = _filled(draft, column, found)
            changes += made
    return draft, tuple(changes)


def begun(draft: Draft, found: Collection[int]) -> list[Begun]:
    """Return the columns whose names may be those of the rows below each, from left to right.

    The blanks below a name may as well be what they are: 愛称 that most parks have not. So this is
    no proof, but a question: of the first column, and of those that a rule has `found`.
    """
    sure, _ = fill(draft)
    asked: list[Begun] = []
    for column in sorted({0, *found}):
        if column + 2 >= len(draft.columns) or sure.columns != draft.columns:
            continue
        names = [row.cells[column].strip() for row in draft.rows]
        if any(was.cells[column] != now.cells[column] for was, now in _pairs(draft, sure)):
            continue
        if column in found or _may_begin(draft.rows, names):
            item = _begun(draft.rows, column, asked)
            if any(name and not own for name, own in zip(item.names, names, strict=True)):
                asked.append(item)
    return asked


def _pairs(one: Draft, other: Draft) -> Iterator[tuple[DraftRow, DraftRow]]:
    return zip(one.rows, other.rows, strict=True)


def _begun(rows: Sequence[DraftRow], column: int, outer: Sequence[Begun]) -> Begun:
    """Return whose rows are whose if every name goes on until the next one or an upper one."""
    names: list[str] = []
    once: list[str] = []
    last, seen, is_again = "", set[str](), False
    for row in rows:
        name, key = row.cells[column].strip(), row.cells[column + 1].strip()
        if name or any(row.cells[item.column].strip() for item in outer):
            last, seen, is_again = name, set(), False
        is_again = is_again or key in seen
        seen |= {key} - {""}
        names.append(last)
        once.append("" if is_again else last)
    depths = reach.of_rows(rows, [(name,) for name in names], column + 1)
    of_group = [
        bool(depth) if depth is not None else not reach.is_wide(row, column + 1)
        for row, depth in zip(rows, depths, strict=True)
    ]
    ways = (
        [name if is_own else "" for name, is_own in zip(way, of_group, strict=True)]
        for way in (names, once)
    )
    return Begun(column, *map(tuple, ways))


def _may_begin(rows: Sequence[DraftRow], names: Sequence[str]) -> bool:
    """Say whether the first two columns look like groups and their rows, with a name to each."""
    body = rows[: _whole(rows, 0)]
    names = names[: len(body)]
    keys = [row.cells[1].strip() for row in body]
    filled = [name for name in names if name]
    if len(body) < 4 or not 2 <= len(filled) < len(body) or not all(keys):
        return False
    # A mark such as ○ that comes again is no name, nor is one that has a row of the same key again.
    is_named = len(set(filled)) == len(filled) or (
        len(set(filled)) > 1 and all(map(is_label, filled))
    )
    starts = _starts(body, names) if is_named else []
    groups = _groups(names, keys, starts) if starts else []
    return bool(groups) and len(set(zip(groups, keys, strict=True))) == len(keys)


def _proven(rows: Sequence[DraftRow], column: int) -> list[str]:
    """Return the group of every row where it is certain, blank for totals of the whole."""
    for end in dict.fromkeys((len(rows), _whole(rows, column))):
        names = [row.cells[column].strip() for row in rows[:end]]
        keys = [row.cells[column + 1].strip() for row in rows[:end]]
        filled = [name for name in names if name]
        if not all(keys) or not 1 <= len(filled) < end or len(set(filled)) < len(filled):
            continue
        for starts in (_periods(keys), _totals(keys)):
            groups = _groups(names, keys, starts) if starts else []
            if groups and _is_certain(rows[:end], column, starts):
                own = _of_groups(rows[:end], column, groups)
                return own + [""] * (len(rows) - end) if own else []
    return []


def _of_groups(rows: Sequence[DraftRow], column: int, groups: Sequence[str]) -> list[str]:
    """Return the groups without those of totals of the whole; nothing where these are in doubt."""
    depths = reach.of_rows(rows, [(name,) for name in groups], column + 1)
    if any(
        depth is None and reach.is_wide(row, column + 1)
        for row, depth in zip(rows, depths, strict=True)
    ):
        return []
    return ["" if depth == 0 else name for name, depth in zip(groups, depths, strict=True)]


def _is_certain(rows: Sequence[DraftRow], column: int, starts: Sequence[int]) -> bool:
    """Say whether nothing speaks against groups that begin at `starts`.

    One group alone must begin with its name and end with its sum. Columns further left that are
    about other rows part groups too.
    """
    if len(starts) == 1:
        last = len(rows) - 1
        return bool(rows[0].cells[column].strip()) and totals.sums(rows, last, range(last))
    if len(rows) < 4:
        return False
    ends = [*starts[1:], len(rows)]
    return not column or all(
        rows[start].cells[column].strip()
        and all(
            cell.strip() in {"", rows[start].cells[at].strip()}
            for cell in _down(rows[start:end], at)
        )
        for start, end in zip(starts, ends, strict=True)
        for at in range(column)
    )


def _down(rows: Sequence[DraftRow], column: int) -> Iterator[str]:
    return (row.cells[column] for row in rows)


def _whole(rows: Sequence[DraftRow], column: int) -> int:
    """Return where the totals of the whole table begin that stand below its last group."""
    end = len(rows)
    while end > 1:
        name, key = (rows[end - 1].cells[at].strip() for at in (column, column + 1))
        is_further = not name and is_total(key) and is_total(rows[end - 2].cells[column + 1])
        is_alone = not key and totals.label(rows[end - 1], column) is not None
        if not (is_further or is_alone):
            break
        end -= 1
    return end


def _periods(keys: Sequence[str]) -> list[int]:
    """Return where groups begin if the keys are one sequence of different values, repeated."""
    period = next((index for index, key in enumerate(keys) if index and key == keys[0]), 0)
    is_periodic = period >= 2 and len(keys) % period == 0
    if is_periodic and all(key == keys[index % period] for index, key in enumerate(keys)):
        return list(range(0, len(keys), period))
    return []


def _totals(keys: Sequence[str]) -> list[int]:
    """Return where groups begin if each ends with a total."""
    if not is_total(keys[-1]):
        return []
    return [0, *(index + 1 for index, key in enumerate(keys[:-1]) if is_total(key))]


def _starts(rows: Sequence[DraftRow], names: Sequence[str]) -> list[int]:
    """Return where groups begin if each begins with its name and most have more rows.

    Rows that hold far less than those with a name go on with their text: they are no rows of a
    group.
    """
    starts = [index for index, name in enumerate(names) if name]
    if starts[0] != 0 or len(names) < 2 * len(starts):
        return []
    counts = [sum(1 for cell in row.cells if cell.strip()) for row in rows]
    usual = sum(counts[index] for index in starts) / len(starts)
    others = [count for index, count in enumerate(counts) if not names[index]]
    return starts if min(others) + 1 >= usual / 2 else []


def _groups(names: Sequence[str], keys: Sequence[str], starts: Sequence[int]) -> list[str]:
    """Return the name of every row's group; nothing where the groups are not certain."""
    found: list[str] = []
    for start, end in zip(starts, [*starts[1:], len(names)], strict=True):
        own = [name for name in names[start:end] if name]
        if len(own) != 1 or len(set(keys[start:end])) < end - start:
            return []
        found += own * (end - start)
    return found


def _filled(draft: Draft, column: int, groups: Sequence[str]) -> tuple[Draft, tuple[Change, ...]]:
    rows: list[DraftRow] = []
    changes: list[Change] = []
    for row, name in zip(draft.rows, groups, strict=True):
        if row.cells[column].strip() or not name:
            rows.append(row)
            continue
        cells = (*row.cells[:column], name, *row.cells[column + 1 :])
        rows.append(replace(row, cells=cells))
        change = Change(
            mend=MEND,
            number=row.number,
            line=row.line,
            position=draft.columns[column].position or 0,
            column=draft.columns[column].original,
            sheet=draft.sheet,
            before=row.cells[column],
            after=name,
        )
        changes.append(change)
    return replace(draft, rows=tuple(rows)), tuple(changes)
