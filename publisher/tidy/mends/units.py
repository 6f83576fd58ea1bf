"""A unit in every cell of a column: it goes into the column's name."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping

from publisher.rules.number_faults import Fault, fault_of
from publisher.rules.quantity_labels import states_unit
from publisher.rules.standard_columns import followed
from publisher.tables.columns import MARK, PLAIN_NUMBER, Column, Kind
from publisher.tables.units import normal, shown
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends.edits import Edits
from publisher.tidy.mends.look import Look
from publisher.words import Text

_MARK = re.compile(MARK)
_PLAIN = re.compile(PLAIN_NUMBER)
_WITHOUT = Text(
    "「{label}」の列に、単位の付いた数字と付かない数字があります。どれも同じ単位ですか。",
    "Some numbers of '{label}' have a unit, others none. Is it the same for all?",
)
_WORDS = Text(
    "「{label}」の列に、単位の付いた数字のほかに言葉があります。数字の単位だけを項目名に移しますか。",
    "'{label}' holds words beside numbers with a unit. Move the unit of the numbers to the header?",
)
_OTHER = Text(
    "「{label}」の列の数字に、項目名とは別の単位が付いています。数字だけにしますか。",
    "The numbers of '{label}' have another unit than its name says. Keep the numbers only?",
)
_SAME = Choice("same", Text("同じ単位なので、数字だけにする", "The same: numbers only"))
_NUMBER = Choice("number", Text("数字だけにする", "Numbers only"))


class _Beside(enum.Enum):
    """What stands in a column beside numbers with a unit."""

    NOTHING = enum.auto()
    NUMBERS = enum.auto()
    WORDS = enum.auto()


_QUESTIONS = {
    _Beside.NUMBERS: ("missing-unit", _WITHOUT),
    _Beside.WORDS: ("unit-and-words", _WORDS),
}


def _run(draft: Draft, asked: Asked) -> Mended:
    edits, look = Edits(UNITS.id, draft, asked), Look(draft, asked)
    if not look.is_named:
        return edits.mended()
    head = look.head
    standard = followed(head)
    for index, column in enumerate(head.columns):
        if column.kind is not Kind.NUMBER:
            continue
        numbers, unit, beside = _with_unit(draft, index)
        if not unit or normal(column.label) == unit:
            continue  # 1組 below 組 is a name, and 組（組） would be no better
        is_known = standard is not None and standard.fields[index] is not None
        if not _agreed(edits, column, unit, numbers, beside):
            continue
        for row, number in numbers.items():
            edits.put(row, index, number)
        name = draft.columns[index].name
        # A standard's column keeps the standard's name: it says the unit itself.
        is_said = is_known or states_unit(column)
        edits.rename(index, name if is_said else f"{name}（{shown(unit)}）", unit=unit)
    return edits.mended()


def _with_unit(draft: Draft, column: int) -> tuple[Mapping[int, str], str, _Beside]:
    """Return the numbers of a column that have a unit, by row, the unit, and what stands beside.

    No unit where there is none, or several.
    """
    texts = draft.texts(column)
    odd = texts.shown(unless=PLAIN_NUMBER)
    has_plain = any(text and text not in odd for text in texts.cells)
    numbers: dict[str, str] = {}
    units: set[str] = set()
    beside = _Beside.NOTHING
    for text in odd:
        trimmed = text.strip()
        if not trimmed or _MARK.fullmatch(trimmed):
            continue
        fault, number, unit = fault_of(trimmed)
        if _PLAIN.fullmatch(trimmed):
            has_plain = True
        elif fault is Fault.UNIT and number:
            numbers[text] = number
            units.add(unit)
        else:
            beside = _Beside.WORDS
    if has_plain:
        beside = _Beside.NUMBERS
    if len(units) != 1:
        return {}, "", beside
    return {row: numbers[texts.cells[row]] for row in texts.rows(numbers)}, units.pop(), beside


def _agreed(
    edits: Edits, column: Column, unit: str, rows: Mapping[int, str], beside: _Beside
) -> bool:
    """Say whether the unit may go: all cells have it, or the name says the very same, or she said so."""
    index = column.position - 1
    if f"({unit})" in normal(column.label):
        return True
    if states_unit(column):
        answer = edits.choice("other-unit", index, _OTHER, (_NUMBER,), rows=rows, shown=column)
        return answer == _NUMBER.value
    if beside is _Beside.NOTHING:
        return True
    kind, text = _QUESTIONS[beside]
    return edits.choice(kind, index, text, (_SAME,), rows=rows, shown=column) == _SAME.value


UNITS = Mend(
    id="units",
    rules=frozenset({"L2-01"}),
    title=Text("セルの単位を項目名に移す", "Units move from the cells into the header"),
    proof=Text(
        "その列のすべての数字に同じ単位が付いています（または項目名に同じ単位があります）。",
        "Every number of the column has the same unit, or the header states that very unit.",
    ),
    run=_run,
)
