"""Which column names the rows of a table: on a phone it is the one that must stay in sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from catalog.pages.tables import Table
from catalog.pages.untrusted import text

_COLUMNS_TRIED = 6
"""A name stands among the first columns; a remark further on is not one, however distinct."""
_LONGEST_NAME = 60
_MOMENTS = ("date", "datetime", "year", "yearmonth", "time")


def row_name(table: Table, fields: Sequence[Mapping[str, Any]]) -> int:
    """Return the index of the first column of names that tell the rows apart; else the first column.

    The standard tables begin with codes that are the same in every row, or mean nothing to people.
    """
    kinds = {text(field.get("name")): text(field.get("type")) for field in fields}
    if len(table.rows) < 2 or kinds.get(table.header[0].strip()) in _MOMENTS:
        return 0
    tried = range(min(len(table.header), _COLUMNS_TRIED))
    return next((column for column in tried if _names([row[column] for row in table.rows])), 0)


def first_shown(column: int, width: int) -> tuple[int, ...]:
    """Return the order of `width` columns with one of them moved to the front."""
    return (column, *(index for index in range(width) if index != column))


def _names(cells: Sequence[str]) -> bool:
    if not all(cell.strip() and len(cell) <= _LONGEST_NAME for cell in cells):
        return False
    told_apart = len(set(cells)) * 2 >= len(cells) and len(set(cells)) > 1
    return told_apart and sum(map(_is_word, cells)) * 5 >= len(cells) * 4


def _is_word(cell: str) -> bool:
    """Tell a word from a code: it has a letter beyond ASCII, or letters without any digit."""
    letters = [character for character in cell if character.isalpha()]
    return bool(letters) and (
        any(not letter.isascii() for letter in letters)
        or not any(character.isdigit() for character in cell)
    )
