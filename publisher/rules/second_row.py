"""A row right below the header that is about the columns: their units, other names, numbers."""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from publisher.rules.watch import TableHead
from publisher.tables.header_rows import is_value
from publisher.tables.record import Record, text_of
from publisher.tables.units import has_unit

SEEN = 30
"""Rows below that it is compared with."""
FEWEST = 2
SHARE = 0.8
"""Of a column's cells that prove it one of numbers."""
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_ ()./:#-]*")
_OF_UNITS = re.compile(r"[(\[]?単位[)\]]?:?")
_ORDINAL = re.compile(r"[(\[]?([0-9]{1,2})[)\].]?")


class About(enum.Enum):
    """What the row says of the columns."""

    UNITS = "units"
    NAMES = "names"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class SecondRow:
    """Such a row, and what it is."""

    record: Record
    about: About

    def has(self, position: int) -> bool:
        """Say whether it says something of a column."""
        return position <= len(self.record.cells) and bool(text_of(self.record.cells[position - 1]))

    def example(self, header: Record) -> str:
        """Return the first name with its unit: 歳入（千円）."""
        names, units = _texts(header), _texts(self.record)
        named = (at for at in names if at in units and not _OF_UNITS.fullmatch(units[at]))
        return next((f"{names[at]}（{units[at].strip('()[]')}）" for at in named), "")


def second_row(table: TableHead) -> SecondRow | None:
    """Return the row below the header that is no data; None where the data begin there."""
    header, layout = table.layout.header, table.layout
    if header is None or not table.has_header or layout.is_headless or layout.further:
        return None
    first, *below = table.sample[: SEEN + 1] or (header,)
    if first.number != header.number + 1 or len(below) < FEWEST:
        return None
    names, texts = _texts(header), _texts(first)
    texts = {at: text for at, text in texts.items() if at in names}
    rows = [_texts(row) for row in below]
    columns = {at: [own[at] for own in rows if at in own] for at in texts}
    if any(text in columns[at] for at, text in texts.items()):
        return None
    for about, test in ((About.UNITS, _are_units), (About.NAMES, _are_names)):
        if test(names, texts, columns):
            return SecondRow(first, about)
    return SecondRow(first, About.NUMBERS) if _are_numbers(names, texts, columns) else None


_Texts = dict[int, str]
_Columns = dict[int, list[str]]


def _are_units(_: _Texts, texts: _Texts, columns: _Columns) -> bool:
    """Units over numbers, perhaps behind the word 単位, and nothing else."""
    units = {at: text for at, text in texts.items() if not _OF_UNITS.fullmatch(text)}
    return bool(units) and all(
        has_unit(f"({text.strip('()[]')})") and _are_values(columns[at])
        for at, text in units.items()
    )


def _are_names(names: _Texts, texts: _Texts, columns: _Columns) -> bool:
    """The names once more in the other script, over a column of numbers."""
    if len(texts) < FEWEST or texts.keys() != names.keys():
        return False
    latin = [all(map(_LATIN.fullmatch, row.values())) for row in (names, texts)]
    others = texts if latin[0] else names
    is_other = latin[0] != latin[1] and not any(map(_LATIN.fullmatch, others.values()))
    is_of_words = not any(map(is_value, texts.values()))
    return is_other and is_of_words and any(map(_are_values, columns.values()))


def _are_numbers(names: _Texts, texts: _Texts, columns: _Columns) -> bool:
    """1, 2, 3 under the names, where some column holds no such number."""
    found = [_ORDINAL.fullmatch(text) for text in texts.values()]
    counted = [match[1] if match else "" for match in found]
    return (
        len(texts) >= FEWEST + 1
        and texts.keys() == names.keys()
        and counted == [str(number) for number in range(1, len(counted) + 1)]
        and any(
            len(cells) >= FEWEST
            and not any(map(_ORDINAL.fullmatch, cells))
            and not all(map(_is_amount, cells))
            for cells in columns.values()
        )
    )


def _is_amount(text: str) -> bool:
    return re.fullmatch(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?", text) is not None


def _are_values(cells: Sequence[str]) -> bool:
    return len(cells) >= FEWEST and sum(map(is_value, cells)) >= SHARE * len(cells)


def _texts(record: Record) -> _Texts:
    return {
        at: unicodedata.normalize("NFKC", text)
        for at, cell in enumerate(record.cells, start=1)
        if (text := text_of(cell))
    }
