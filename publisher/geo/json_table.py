"""A JSON file as a table: a list of objects, or of lists, as frictionless reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import repeat
from typing import Any, ClassVar, Self

from publisher.geo.json_stream import BrokenJson, Part, parts, refuse
from publisher.geo.long_text import pieces
from publisher.model import File
from publisher.tables.batch import Batch, of_records
from publisher.tables.record import BrokenTable, Record
from publisher.tables.text_table import CELL_LIMIT, COLUMNS_LIMIT, TOO_WIDE
from publisher.tables.text_words import LONG_ITEM, UNLIKE_ITEMS

LINES = frozenset({"jsonl", "ndjson"})
"""Forms of files that have an item of the list on each line (JSON Lines)."""
_HALF = re.compile("[\ud800-\udfff]")
_LOST = "\ufffd"
_SHORT = 10**8


class JsonNumber(float):
    """A number with a point or an exponent; it prints with the digits that stand in the file."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> Self:
        """Read the number."""
        made = super().__new__(cls, text)
        made.text = text
        return made

    def __str__(self) -> str:
        """Return it as Python's Decimal writes it: 1.50, 1E+22; frictionless reads decimals."""
        try:
            return str(Decimal(self.text))
        except ArithmeticError:  # an exponent beyond what Decimal holds
            return self.text


class JsonObject(dict[str, Any]):
    """An object in a cell; prints as JSON."""

    def __hash__(self) -> int:  # type: ignore[override]  # cells do not change
        """Return the same for equal ones."""
        return hash(frozenset(self))

    def __str__(self) -> str:
        """Return it as JSON."""
        return _written(self)


class JsonArray(list[Any]):
    """An array in a cell; prints as JSON."""

    def __hash__(self) -> int:  # type: ignore[override]  # cells do not change
        """Return the same for equal ones."""
        return hash(len(self))

    def __str__(self) -> str:
        """Return it as JSON."""
        return _written(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonWay:
    """What is stated of where a file's table is."""

    member: str | None = None
    """The way to the list, as the dialect says; None where the list is all there is."""
    keys: tuple[str, ...] = ()
    """The columns that count, as the dialect says; empty where all of the first item do."""
    is_lines: bool = False
    """Whether an item stands on each line, with nothing around them."""

    @property
    def wanted(self) -> JsonShape:
        """Return what is known of the table before its first item is seen."""
        return JsonShape(member=self.member, names=None, is_lines=self.is_lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonShape:
    """What makes the table of a file."""

    member: str | None
    """The way to the list, `result.records`; None where the list is all there is."""
    names: tuple[str, ...] | None
    """The members of the objects that are its columns; None where its rows are lists."""
    is_lines: bool = False
    """Whether an item stands on each line, with nothing around them."""

    def against(self, part: Part) -> str:
        """Return why an item of the list can be no row; empty where it can."""
        item = part.value
        if not isinstance(item, list if self.names is None else dict):
            return UNLIKE_ITEMS
        if part.size > CELL_LIMIT:
            return LONG_ITEM
        width = len(item) if self.names is None else len(self.names)
        return TOO_WIDE if width > COLUMNS_LIMIT else ""

    def beside(self, row: Any) -> Any:
        """Return what of a row is in no cell."""
        if self.names is None:
            return ()
        names = self.names
        return {name: value for name, value in row.items() if name not in names}

    def opens(self, key: str | None) -> bool:
        """Say whether the list under this key is the table's."""
        return key == self.member and key != ""

    def leads(self, key: str | None) -> bool:
        """Say whether the table's list may stand within what has this key."""
        return self.member is not None and (not key or self.member.startswith(f"{key}."))


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonTable:
    """One record per row, the header first; cells are values: text, numbers, true, objects.

    Members beyond the columns are not read, as frictionless does it.
    """

    file: File
    codec: str
    shape: JsonShape
    is_typed: ClassVar[bool] = True

    @property
    def sheet(self) -> str | None:
        """A JSON file has no sheets."""
        return None

    def records(self) -> Iterator[Record]:
        """Yield header and rows; raises BrokenTable where the JSON breaks, or a row is none."""
        names = self.shape.names
        number = 0
        if names is not None and len(names) <= COLUMNS_LIMIT:
            number = 1
            yield Record(1, 1, [_sound(name) for name in names])
        try:
            for part in _parts(self.file, self.codec, self.shape):
                if part.index is None:
                    continue
                number += 1
                if note := self.shape.against(part):
                    raise BrokenTable("source-error", note, line=part.line)
                row = part.value if names is None else map(part.value.get, names)
                yield Record(number, part.line, [_cell(value) for value in row])
        except BrokenJson as broken:
            raise BrokenTable("source-error", broken.note, line=broken.line) from broken

    def batches(self) -> Iterator[Batch]:
        """Yield the same records in batches."""
        return of_records(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonRest:
    """What a file holds beside its table, as records of a name and a text.

    The number of a record is the line on which its part of the file begins.
    """

    file: File
    codec: str
    shape: JsonShape | None
    """None where the file has no table."""
    is_lines: bool = False
    """Whether a value stands on each line."""
    others: frozenset[str] = frozenset()
    """Members of the outer object that somebody else reads."""

    @property
    def sheet(self) -> str | None:
        """A JSON file has no sheets."""
        return None

    def records(self) -> Iterator[Record]:
        """Yield a record for each name and each value; raises BrokenTable."""
        shape = self.shape or JsonShape(member=None, names=())
        is_read = self.shape is not None
        decoder = json.JSONDecoder(parse_constant=refuse, object_pairs_hook=_all_members)
        found = parts(
            self.file,
            self.codec,
            opens=shape.opens,
            leads=shape.leads,
            decoder=decoder,
            is_apart=not self.others,
            is_lines=self.is_lines,
        )
        try:
            for part in found:
                is_row = part.index is not None
                if not is_row and part.key in self.others:
                    continue
                # Where an item is no row the table ends.
                is_read = is_read and not (is_row and shape.against(part))
                value = shape.beside(part.value) if is_row and is_read else part.value
                for name, leaf in _leaves(part.name or "", value):
                    if name or not _is_short(leaf):
                        for text in pieces(_text(leaf)):
                            yield Record(part.line, part.line, [_sound(name or ""), text])
        except BrokenJson as broken:
            raise BrokenTable("source-error", broken.note, line=broken.line) from broken

    def batches(self) -> Iterator[Batch]:
        """Yield the same records in batches."""
        return of_records(self)


def shape_of(file: File, codec: str, way: JsonWay) -> JsonShape | None:
    """Return what makes the table of a file; None where its first row is neither list nor object.

    Raises BrokenJson where the file breaks before, OSError.
    """
    for part in _parts(file, codec, way.wanted):
        if part.index is not None:
            return shape_by(part.value, way)
    return None


def shape_by(first: object, way: JsonWay) -> JsonShape | None:
    """Return what the first item of a list makes of the others; None where it is no row."""
    if isinstance(first, dict):
        return replace(way.wanted, names=way.keys or tuple(first))
    return way.wanted if isinstance(first, list) else None


def _parts(file: File, codec: str, shape: JsonShape) -> Iterator[Part]:
    decoder = json.JSONDecoder(parse_constant=refuse, parse_float=JsonNumber)
    return parts(
        file,
        codec,
        opens=shape.opens,
        leads=shape.leads,
        decoder=decoder,
        is_apart=True,
        is_lines=shape.is_lines,
    )


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return _sound(value)
    if isinstance(value, dict):
        return JsonObject(value)
    return JsonArray(value) if isinstance(value, list) else value


def _all_members(pairs: list[tuple[str, Any]]) -> dict[str | None, Any]:
    """Return an object that has lost nothing where a name stands in it twice."""
    members: dict[str | None, Any] = dict(pairs)
    if len(members) < len(pairs):
        members[None] = [value for _, value in pairs]
    return members


def _leaves(name: str | None, value: Any) -> Iterator[tuple[str | None, Any]]:
    """Yield each name and value within a value, in order; however deep it is."""
    waiting: list[Iterator[tuple[str | None, Any]]] = [iter([(name, value)])]
    while waiting:
        pair = next(waiting[-1], None)
        if pair is None:
            waiting.pop()
            continue
        name, value = pair
        if isinstance(value, dict):
            waiting.append(iter(value.items()))
            yield name, ""
        elif isinstance(value, list | tuple):
            waiting.append(zip(repeat(""), value))
            yield name, ""
        else:
            yield name, value


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, bool) else _sound(str(value))


def _is_short(leaf: object) -> bool:
    """Say whether a value is nothing, or a number of fewer digits than a telephone's."""
    return not leaf or isinstance(leaf, float) or (isinstance(leaf, int) and abs(leaf) < _SHORT)


def _written(value: object) -> str:
    try:
        return _sound(json.dumps(value, ensure_ascii=False, default=str))
    except RecursionError:  # read just so, too deep to write
        return " ".join(text for pair in _leaves("", value) for text in map(_text, pair) if text)


def _sound(text: str) -> str:
    return _HALF.sub(_LOST, text)
