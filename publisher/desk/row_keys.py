"""The columns that tell a new table's rows apart: only where every row proves it, and names say so. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.tables.text_table import TextTable
from publisher.words import Text, quote

MOST = 100_000
"""Rows beyond which nobody asks for a key: their values are held to prove it."""
LOOKED_AT = 4
"""Columns of text that may be part of a key."""
LEAST = 3
"""Rows of a table in which that no value comes twice says anything."""
TIMES = 2
"""Columns that tell the time of a row: 年度 and 月."""
NAMES = 2
"""Columns of names that tell rows of one time apart."""
_CODE = re.compile(r"(?:番号|ＩＤ|ID|Id|id|コード|code|Code|CODE|No\.?|NO\.?|№|記号)$")
_NO_KEY = re.compile(
    # These are of a place or a person, which may have two rows.
    r"電話|FAX|ファックス|郵便|法人|口座|団体コード|公共団体|市区?町村|都道府県|分類|区分|種別|内線|連絡"
)
_COUNTED = re.compile(r"(?:連番|通番|項番|整理番号|番号|No\.?|NO\.?|№|id|ID)$")
"""Names of what may only count the rows: next year another row has the number."""
_TIME = re.compile(r"(?:会計|対象|調査|集計|表の)?(?:年度|年月日|年月|年|月|日|日付|時点|基準日)")
"""Of what time a row is; 設置年 is something else."""
_TYPES = frozenset({"string", "integer", "date", "year"})
"""Types of which equal values are equal texts."""
_NUMERIC = re.compile(r"[-+]?[\d,]*\.?\d+%?")


def proven(
    table: TextTable, header: Sequence[str], schema: Mapping[str, Any]
) -> tuple[tuple[str, ...], Text] | None:
    """Return the columns whose values no two rows share, and how that is told; None without such.

    A column named for a number or code, or that of a time with one or two of names. A column that
    counts the rows from 1 is none.
    """
    if not header or len(set(header)) < len(header):
        return None
    wanted = _named(header, schema)
    rows = _columns(table, header, wanted.all) if wanted.all else None
    if rows is None:
        return None
    empty = set(schema.get("missingValues", ("",))) | {""}
    whole = {at for at, cells in rows.items() if empty.isdisjoint(cells)}
    for key in _candidates(header, rows, wanted):
        columns = [rows[at] for at in key]
        if whole.issuperset(key) and len(set(zip(*columns, strict=True))) == len(columns[0]):
            names = tuple(header[at] for at in key)
            return names, _told(names)
    return None


@dataclass(frozen=True, slots=True)
class _Named:
    """Columns whose names say that they may be part of a key, by index."""

    codes: tuple[int, ...]
    times: tuple[int, ...]
    words: tuple[int, ...]
    """Columns of text that may name what a row of that time is about; none without times."""

    @property
    def all(self) -> tuple[int, ...]:
        return (*self.codes, *self.times, *self.words)


def _named(header: Sequence[str], schema: Mapping[str, Any]) -> _Named:
    types = {field["name"]: field["type"] for field in schema["fields"]}
    names = [unicodedata.normalize("NFKC", name).strip() for name in header]
    typed = [at for at, name in enumerate(header) if types.get(name) in _TYPES]
    codes = [at for at in typed if _CODE.search(names[at]) and not _NO_KEY.search(names[at])]
    times = [at for at in typed if _TIME.fullmatch(names[at])][:TIMES]
    words = [
        at for at in typed if times and types[header[at]] == "string" and at not in (*codes, *times)
    ]
    return _Named(tuple(codes), tuple(times), tuple(words[:LOOKED_AT]))


def _columns(
    table: TextTable, header: Sequence[str], wanted: Sequence[int]
) -> dict[int, list[str]] | None:
    """Return the values of some columns; None for a table that is torn, too small or too large."""
    columns: dict[int, list[str]] = {at: [] for at in wanted}
    count = -1
    for count, record in enumerate(table.records()):
        if count == 0:
            continue
        if count > MOST or len(record.cells) != len(header):
            return None
        for at, column in columns.items():
            column.append(str(record.cells[at]))
    return columns if count >= LEAST else None


def _candidates(
    header: Sequence[str], rows: Mapping[int, Sequence[str]], wanted: _Named
) -> Iterator[tuple[int, ...]]:
    for at in wanted.codes:
        name = unicodedata.normalize("NFKC", header[at]).strip()
        if not (_COUNTED.fullmatch(name) and _is_counted(rows[at])):
            yield (at,)
    times = wanted.times
    words = [at for at in wanted.words if not any(map(_NUMERIC.fullmatch, rows[at]))]
    if times and len(set(rows[times[0]])) > 1:
        least = 0 if times[0] == 0 else 1
        for many in range(1, len(times) + 1):
            yield from ((*times[:many], *words[:count]) for count in range(least, NAMES + 1))


def _is_counted(values: Sequence[str]) -> bool:
    """Say whether values count the rows: 1, 2, 3."""
    return all(value == str(number) for number, value in enumerate(values, start=1))


def _told(names: Sequence[str]) -> Text:
    ja, en = "」「".join(map(quote, names)), ", ".join(map(quote, names))
    return Text(
        f"「{ja}」は行ごとにちがうので、次の版と比べるときに、行を見分ける列（主キー）にしました。",
        f"No two rows share {en}: it tells the rows apart when the next version is compared.",
    )
