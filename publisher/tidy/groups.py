"""Groups of rows that name themselves once: the name is filled in where it is proven whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publisher.tidy.change import Change
from publisher.tidy.draft import Draft, DraftRow
from publisher.tidy.totals import is_total

MEND = "group-names"


def fill(draft: Draft) -> tuple[Draft, tuple[Change, ...]]:
    """Return a draft with the name of its group in every row, and the cells filled in.

    The first column names groups, the second tells the rows of a group apart. It is filled where
    each group holds exactly one name, no name comes twice, and the ends of the groups are certain:
    by the second column running through the same values again and again, or by a total (計) at
    each end. Else the draft stays as it is.
    """
    names, keys = _columns(draft)
    for ends in (_periods(keys), _totals(keys)) if names else ():
        groups = _groups(names, keys, ends) if ends else []
        if groups:
            return _filled(draft, groups)
    return draft, ()


def begun(draft: Draft) -> list[str]:
    """Return the group of every row if each may begin with its name; empty where none may.

    The blanks below a name may as well be what they are: 愛称 that most parks have not. So this is
    no proof, but a question.
    """
    names, keys = _columns(draft)
    starts = _starts(draft.rows, names) if names and not fill(draft)[1] else []
    return _groups(names, keys, starts) if starts else []


def _columns(draft: Draft) -> tuple[list[str], list[str]]:
    """Return the first two columns if they may be groups and their rows; else nothing."""
    if len(draft.columns) < 3 or len(draft.rows) < 4:
        return [], []
    names = [row.cells[0].strip() for row in draft.rows]
    keys = [row.cells[1].strip() for row in draft.rows]
    filled = [name for name in names if name]
    is_sparse = 2 <= len(filled) < len(names) and len(set(filled)) == len(filled)
    return (names, keys) if is_sparse and all(keys) else ([], [])


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


def _filled(draft: Draft, groups: Sequence[str]) -> tuple[Draft, tuple[Change, ...]]:
    rows: list[DraftRow] = []
    changes: list[Change] = []
    for row, name in zip(draft.rows, groups, strict=True):
        if row.cells[0].strip():
            rows.append(row)
            continue
        rows.append(replace(row, cells=(name, *row.cells[1:])))
        change = Change(
            mend=MEND,
            number=row.number,
            line=row.line,
            position=draft.columns[0].position or 0,
            column=draft.columns[0].original,
            sheet=draft.sheet,
            before=row.cells[0],
            after=name,
        )
        changes.append(change)
    return replace(draft, rows=tuple(rows)), tuple(changes)
