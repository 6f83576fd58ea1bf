"""What a new version of a table adds, changes and takes away, row by row. Pure."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.standards import key as folded

Row = tuple[str, ...]
_TELLING = re.compile(
    r"(?:id|no\.?|№|コード|code|.{0,6}番号|name|.{0,6}名称?|.{0,8}(?:地区|地域|町|項目|品目|分別|種別|区分|年度?|月日?|日))$"
)
"""Labels of columns that may tell rows apart, where the schema names none."""
_CODE = re.compile(r"(?:.*[^a-z])?(?:id|no\.?|№|code)|.*(?:コード|番号)")
"""Labels of columns that name a thing by what somebody gave it, and may give anew."""
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]*")
_MOST = 8
"""Such columns that are tried."""
_LEADING = 4
"""Columns from the left that are tried together where their names do not say so."""
_MOVED = 3
"""Things with another's number from which all were numbered anew."""
_MEASURES = frozenset({"integer", "number", "boolean"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """A row that stands in both, with other values."""

    key: Row
    cells: tuple[tuple[str, str, str], ...]
    """Column, value before, value after."""
    beside: Row = ()
    """What else the row held before: where its key is not to be shown, it tells which one it is."""
    number: int = 0
    """Where it stands in the new version, its header being 1; that tells it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDifference:
    """Two versions of a table."""

    key: tuple[str, ...]
    """Columns by which rows were matched; empty where only whole rows could be compared."""
    before: int
    after: int
    """Rows of the old and the new version."""
    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    """Rows in the order of their file, what they were matched by first."""
    changed: tuple[Cells, ...]
    added_at: tuple[int, ...] = ()
    removed_at: tuple[int, ...] = ()
    """Where these rows stand in their version, its header being 1; of whole rows it is not known."""

    @property
    def is_same(self) -> bool:
        """Say whether both hold the same rows."""
        return not (self.added or self.removed or self.changed)

    @property
    def kept(self) -> int:
        """Rows of the old version that the new one still has."""
        return self.before - len(self.removed)


@dataclass(frozen=True, slots=True)
class Version:
    """A table in memory: what an officer updates by hand is small."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]

    def among(self, columns: Sequence[str]) -> list[Row]:
        """Return the rows reduced to these columns; a column it lacks is blank."""
        places = {folded(label): place for place, label in enumerate(self.header)}
        found = [places.get(folded(name), -1) for name in columns]
        return [
            tuple(row[place] if 0 <= place < len(row) else "" for place in found)
            for row in self.rows
        ]


def compare(old: Version, new: Version, schema: Mapping[str, Any]) -> RowDifference:
    """Return the difference, matched by the primary key, else by what tells most rows the same.

    A running number is no key: where one row goes, all below it get another. So each column that
    may tell rows apart is tried, whole rows too, and the one that leaves the least to say is taken.
    """
    numbers = frozenset(
        folded(item["name"]) for item in schema.get("fields", ()) if item.get("type") == "number"
    )
    found = [_by(key, old, new, numbers) for key in _keys(old, new, schema)]
    width = len(_both(old, new))
    if schema.get("primaryKey") and found and found[0].key == tuple(schema["primaryKey"]):
        is_counted = _counts(found[0].key, old) and _counts(found[0].key, new)
        moved = [
            item
            for item in found[1:]
            if (is_counted and _is_renumbered(found[0], item, width))
            or _is_coded_anew(found[0], item, width)
        ]
        return min(moved or found[:1], key=lambda item: _size(item, width))
    return min([*found, _whole(old, new)], key=lambda item: _size(item, width))


def _counts(key: Row, version: Version) -> bool:
    """Say whether a key only counts the rows: 1, 2, 3, or 001, 002, 003."""
    cells = [row[0] for row in version.among(key)] if len(key) == 1 else [""]
    return all(cell == f"{at:0{len(cell)}}" for at, cell in enumerate(cells, 1))


def _is_renumbered(said: RowDifference, other: RowDifference, width: int) -> bool:
    """Say whether the declared key went to other things, and what they are called tells so.

    One row goes and all below it get the number above: by number each becomes another thing.
    """
    names = set(other.key)
    moved = sum(names <= {column for column, _, _ in row.cells} for row in said.changed)
    return moved >= _MOVED and _size(other, width) * 2 < _size(said, width)


def _is_coded_anew(said: RowDifference, other: RowDifference, width: int) -> bool:
    """Say whether most things of a declared code are there, and got other codes."""
    is_code = len(said.key) == 1 and _CODE.fullmatch(said.key[0].strip().casefold())
    is_there = 2 * said.kept < said.before < 2 * other.kept
    return bool(is_code) and is_there and _size(other, width) * 2 < _size(said, width)


def _both(old: Version, new: Version) -> Sequence[str]:
    """Return the columns that both versions have, all of the old one where that is none."""
    there = {folded(label) for label in new.header}
    return [label for label in old.header if folded(label) in there] or old.header


def _size(found: RowDifference, width: int) -> int:
    """Return how many cells there are to say something about, in columns that both have."""
    rows = len(found.added) + len(found.removed)
    return rows * width + sum(len(row.cells) for row in found.changed)


def _by(key: Row, old: Version, new: Version, numbers: Container[str]) -> RowDifference:
    before, after = (
        {
            found: (number, row)
            for number, (found, row) in enumerate(
                zip(_named(version, key), version.rows, strict=True), 2
            )
        }
        for version in (old, new)
    )
    dull = _dull(old, new)
    added = [item for found, item in after.items() if found not in before]
    removed = [item for found, item in before.items() if found not in after]
    return RowDifference(
        key=key,
        before=len(old.rows),
        after=len(new.rows),
        added=tuple(_led(new, key, dull, row) for _, row in added),
        removed=tuple(_led(old, key, dull, row) for _, row in removed),
        changed=tuple(_changed(old, new, key, before, after, numbers)),
        added_at=tuple(number for number, _ in added),
        removed_at=tuple(number for number, _ in removed),
    )


def _keys(old: Version, new: Version, schema: Mapping[str, Any]) -> Iterator[Row]:
    """Yield the columns whose values tell the rows of both versions apart, the declared first.

    Where none does so alone, several do together: day, district and class of a long table. Of
    columns without such a name the first that is no number does so alone: a tax before its sums.
    """
    there = {folded(label) for label in new.header}
    said = tuple(schema.get("primaryKey", ()))
    likely = [
        label
        for label in old.header
        if _TELLING.fullmatch(label.strip().casefold()) and folded(label) in there
    ][:_MOST]
    found = [
        columns
        for columns in (said, *((label,) for label in likely))
        if columns and {folded(name) for name in columns} <= there and _tells(columns, old, new)
    ]
    yield from found
    if not found:
        words = _words(old, new, schema)
        together = (
            tuple(labels[:width])
            for labels, least in ((likely, 2), (words, 1))
            for width in range(least, len(labels) + 1)
        )
        yield from itertools.islice((item for item in together if _tells(item, old, new)), 1)


def _words(old: Version, new: Version, schema: Mapping[str, Any]) -> list[str]:
    """Return the first columns that do not measure: year and school stand before their numbers."""
    measures = {
        item["name"] for item in schema.get("fields", ()) if item.get("type") in _MEASURES
    } - {label for label in old.header if _TELLING.fullmatch(label.strip().casefold())}
    return [label for label in _both(old, new) if label not in measures][:_LEADING]


def _tells(columns: Row, old: Version, new: Version) -> bool:
    keys = [_named(version, columns) for version in (old, new)]
    return all(len(set(found)) == len(found) and ("",) not in found for found in keys)


def _named(version: Version, key: Row) -> list[Row]:
    """Return what tells each row: width and spaces do not make it another one."""
    return [tuple(map(_told, found)) for found in version.among(key)]


def _told(cell: str) -> str:
    return cell if cell.isalnum() and cell.isascii() else _spaced(cell)


def _spaced(cell: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", cell).split())


def leading(version: Version, other: Version, found: RowDifference) -> list[Row]:
    """Return the rows of a version as its difference to the other has them: the key first."""
    if not found.key:
        return version.among(_whole_row(version, other))
    dull = _dull(version, other)
    return [_led(version, found.key, dull, row) for row in version.rows]


def _dull(one: Version, other: Version) -> frozenset[str]:
    """Return the columns that say the same of every row of both: they tell none from another."""
    names = [list(map(folded, version.header)) for version in (one, other)]
    versions = list(zip((one, other), names, strict=True))
    return frozenset(
        name
        for name in names[0]
        if name in names[1]
        and _is_one(_cell(row, own.index(name)) for of, own in versions for row in of.rows)
    )


def _is_one(cells: Iterator[str]) -> bool:
    first = next(cells, "")
    return all(cell == first for cell in cells)


def _whole_row(one: Version, other: Version) -> list[str]:
    """Return the columns of both, what tells rows first."""
    dull = _dull(one, other)
    return sorted(_both(one, other), key=lambda label: folded(label) in dull)


def _led(version: Version, key: Row, dull: Container[str], row: Row) -> Row:
    """Return a row with the cells first by which it was matched, and last what all rows say."""
    names = list(map(folded, key))
    cells = {folded(label): cell for label, cell in zip(version.header, row, strict=False)}
    others = [
        (folded(label) in dull, cell)
        for label, cell in zip(version.header, row, strict=False)
        if folded(label) not in names
    ]
    last = [cell for is_dull, cell in others if is_dull]
    return (
        *(cells.get(name, "") for name in names),
        *(cell for is_dull, cell in others if not is_dull),
        *last,
    )


def _changed(
    old: Version,
    new: Version,
    key: Sequence[str],
    before: Mapping[Row, tuple[int, Row]],
    after: Mapping[Row, tuple[int, Row]],
    numbers: Container[str],
) -> Iterable[Cells]:
    places = {folded(label): place for place, label in enumerate(new.header)}
    names = [folded(label) for label in old.header]
    own = [names.index(folded(name)) for name in key]
    both = [
        (label, place, places[folded(label)])
        for place, label in enumerate(old.header)
        if folded(label) in places
    ]
    for found, (_, row) in before.items():
        if found not in after:
            continue
        number, other = after[found]
        cells = tuple(
            (label, was, now)
            for label, at, there in both
            if (was := _cell(row, at)) != (now := _cell(other, there))
            and not (folded(label) in numbers and _is_same_number(was, now))
        )
        if cells:
            beside = tuple(cell for at, cell in enumerate(row) if at not in own and cell)
            key_of = tuple(_cell(row, at) for at in own)
            yield Cells(key=key_of, cells=cells, beside=beside, number=number)


def _cell(row: Row, place: int) -> str:
    return row[place] if place < len(row) else ""


def _is_same_number(was: str, now: str) -> bool:
    """Say whether two numbers differ only in zeros at their end, which spreadsheets leave out."""
    return _plain(was) == _plain(now)


def _plain(number: str) -> str:
    return number.rstrip("0").rstrip(".") if _DECIMAL.fullmatch(number) else number


def _whole(old: Version, new: Version) -> RowDifference:
    """Compare whole rows: a changed row is one that goes and one that comes."""
    both = _whole_row(old, new)
    before, after = Counter(old.among(both)), Counter(new.among(both))
    return RowDifference(
        key=(),
        before=len(old.rows),
        after=len(new.rows),
        added=tuple((after - before).elements()),
        removed=tuple((before - after).elements()),
        changed=(),
    )
