"""A unit in every cell of a column: it goes into the column's name."""

from __future__ import annotations

import enum
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from publisher.rules.l2_01_text_in_numbers import LITRES, digits_meant
from publisher.rules.number_columns import number_columns
from publisher.rules.number_faults import Fault, fault_of
from publisher.rules.quantity_labels import states_unit
from publisher.rules.standard_columns import followed
from publisher.tables.columns import MARK, PLAIN_NUMBER, Column
from publisher.tables.units import is_round_the_clock, normal, parted, said, same, shown
from publisher.tidy.change import Choice
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked, Mend, Mended
from publisher.tidy.mends import letters, scales
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
_SEVERAL = Text(
    "「{label}」の列の数字に、2種類以上の単位が付いています。どうしますか。",
    "The numbers of '{label}' have several units. What shall become of them?",
)
_ONE = Choice(
    "one",
    Text(
        "大きさを変えずに、小さいほうの単位にそろえる（千円と円なら円）",
        "Turn all into the smallest of them, in full: 千円 into 円",
    ),
)
_SPLIT = Choice("split", Text("数字と単位を2つの列に分ける", "Part number and unit"))
_SAME = Choice("same", Text("同じ単位なので、数字だけにする", "The same: numbers only"))
_WITH_UNIT = frozenset({Fault.UNIT, Fault.CURRENCY})
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The numbers with a unit that a column holds."""

    numbers: Mapping[int, tuple[str, str]]
    """Number and unit as it is written, by row."""
    beside: _Beside
    is_in_doubt: bool
    """Signs before numbers are still to be asked about."""

    @property
    def is_plain(self) -> bool:
        """Say whether no number stands there without a unit, and no sign is in doubt."""
        return not self.is_in_doubt and self.beside is not _Beside.NUMBERS

    @property
    def unit(self) -> str:
        """The one unit, as it is written most often; nothing where there are several."""
        units = Counter(unit for _, unit in self.numbers.values())
        return units.most_common(1)[0][0] if len(set(map(same, units))) == 1 else ""


def _run(draft: Draft, asked: Asked) -> Mended:
    edits, look = Edits(UNITS.id, draft, asked), Look(draft, asked)
    if not look.is_named:
        return edits.mended()
    head = look.head
    standard = followed(head)
    declared, quantities = (
        dict(_declared(asked.schema)),
        {column.position for column in number_columns(head)},
    )
    for column in head.columns:
        known_as, its_unit = declared.get(normal(column.label), ("", ""))
        if column.position not in quantities and not known_as:
            continue
        index = column.position - 1
        found = _with_unit(draft, index)
        unit = found.unit
        if known_as and same(unit) == same(its_unit) and found.is_plain:
            _put(edits, index, found, known_as, unit)
            continue
        if column.position not in quantities or _is_of_the_clock(column, found):
            continue
        if not found.numbers or found.is_in_doubt or normal(column.label) == unit:
            continue  # 1組 below 組 is a name, and 組（組） would be no better
        is_known = standard is not None and standard.fields[index] is not None
        if not unit:
            _part(edits, column, found, is_known=is_known)
            continue
        if unit == "l" and _may_be_digits(draft, column, found):
            cells = {row: draft.rows[row].cells[index] for row in found.numbers}
            letters.ask(edits, column, {row: digits_meant(text) for row, text in cells.items()})
            continue
        if not _agreed(edits, column, unit, found):
            continue
        name = draft.columns[index].name
        # A standard's column keeps the standard's name: it says the unit itself.
        _put(edits, index, found, name if is_known else _with(column, name, unit), unit)
    return edits.mended()


def _with(column: Column, name: str, unit: str) -> str:
    """Return a name with a unit, unless it states one."""
    return name if states_unit(column) else f"{name}（{shown(unit)}）"


def _put(edits: Edits, index: int, found: _Found, name: str, unit: str) -> None:
    for row, (number, _) in found.numbers.items():
        edits.put(row, index, number)
    edits.rename(index, name, unit=unit)


def _declared(schema: Mapping[str, Any] | None) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the dataset's columns that got a unit into their name, by the name without.

    A version that has the unit in its cells again means these: nothing is to be asked anew.
    """
    items = (schema or {}).get("fields")
    items = items if isinstance(items, list) else []
    names = {normal(str(item.get("name"))) for item in items}
    for item in items:
        name, unit = parted(str(item.get("name")))
        if name and name not in names:
            yield name, (str(item["name"]), unit)


def _may_be_digits(draft: Draft, column: Column, found: _Found) -> bool:
    """Say whether an l behind few of a column's numbers may be a 1: most have none."""
    filled = sum(map(bool, map(str.strip, draft.texts(column.position - 1).cells)))
    return len(found.numbers) * 2 < filled and not LITRES.search(column.label)


def _is_of_the_clock(column: Column, found: _Found) -> bool:
    return any(is_round_the_clock(column.label, *number) for number in found.numbers.values())


def _part(edits: Edits, column: Column, found: _Found, *, is_known: bool) -> None:
    """Put several units into a column of their own, or turn all into one, where she says so."""
    index = column.position - 1
    own = edits.draft.columns[index].name
    taken = {other.name for other in edits.draft.columns}
    name = f"{own}_単位"
    if name in taken:
        return
    one = scales.finest(unit for _, unit in found.numbers.values())
    is_one = one and found.beside is not _Beside.NUMBERS and same(said(column.label)) in {"", one}
    choices = (_ONE, _SPLIT) if is_one else (_SPLIT,)
    answer = edits.choice(
        "several-units", index, _SEVERAL, choices, rows=found.numbers, shown=column
    )
    if answer == _ONE.value:
        turned = {row: (scales.turned(*it, one), one) for row, it in found.numbers.items()}
        name = own if is_known else _with(column, own, one)
        _put(edits, index, replace(found, numbers=turned), name, one)
    if answer != _SPLIT.value:
        return
    for row, (number, _) in found.numbers.items():
        edits.put(row, index, number)
    units = {row: unit for row, (_, unit) in found.numbers.items()}
    edits.add_beside(
        index, name, (shown(units.get(row, "")) for row in range(len(edits.draft.rows)))
    )


def _with_unit(draft: Draft, column: int) -> _Found:
    """Return the numbers of a column that have a unit, and what stands beside them."""
    texts = draft.texts(column)
    odd = texts.shown(unless=PLAIN_NUMBER)
    has_plain = any(text and text not in odd for text in texts.cells)
    numbers: dict[str, tuple[str, str]] = {}
    beside, is_in_doubt = _Beside.NOTHING, False
    for text in odd:
        trimmed = text.strip()
        if not trimmed or _MARK.fullmatch(trimmed):
            continue
        fault, number, unit = fault_of(trimmed)
        if _PLAIN.fullmatch(trimmed):
            has_plain = True
        elif fault in _WITH_UNIT and number:
            numbers[text] = number, unit
        else:
            beside = _Beside.WORDS
            is_in_doubt |= fault is Fault.TRIANGLE
    if has_plain:
        beside = _Beside.NUMBERS
    return _Found(
        numbers={row: numbers[texts.cells[row]] for row in texts.rows(numbers)},
        beside=beside,
        is_in_doubt=is_in_doubt,
    )


def _agreed(edits: Edits, column: Column, unit: str, found: _Found) -> bool:
    """Say whether the unit may go: all cells have it, or the name says the very same, or she said so."""
    index, rows = column.position - 1, found.numbers
    if same(said(column.label)) == same(unit):
        return True
    if states_unit(column):
        answer = edits.choice("other-unit", index, _OTHER, (_NUMBER,), rows=rows, shown=column)
        return answer == _NUMBER.value
    if found.beside is _Beside.NOTHING:
        return True
    kind, text = _QUESTIONS[found.beside]
    return edits.choice(kind, index, text, (_SAME,), rows=rows, shown=column) == _SAME.value


UNITS = Mend(
    id="units",
    rules=frozenset({"L2-01"}),
    title=Text("セルの単位を項目名に移す", "Units move from the cells into the header"),
    proof=Text(
        "その列のすべての数字に同じ単位が付いています（または項目名に同じ単位があります）。"
        "¥は円です。人と名、か月とヶ月のような書き方の違いは、同じ単位です。答えで円にそろえた千円は、ちょうど1000倍です。",
        "Every number of the column has the same unit, or the header states that very unit. ¥ is "
        "円 (yen); 人 and 名, か月 and ヶ月 are spellings of one unit. Turned into 円 by an answer, 千円 is 1000 times as many.",
    ),
    run=_run,
)
