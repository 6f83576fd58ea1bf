"""Columns that should be rows: alike but for a value that stands in their names. Never certain."""

from __future__ import annotations

import enum
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from publisher.rules.column_roles import is_address, is_prose
from publisher.rules.declared_marks import named_by_standard
from publisher.rules.watch import TableHead
from publisher.tables.columns import Column, Kind, judge
from publisher.tables.record import text_of

LEAST = 3
"""Columns of one kind side by side; two are a pair."""
PARTS = 6
"""Columns that add up to another one; fewer are kinds side by side, which a person judges."""
ROWS = 3
"""Records that must show it where only the values do."""
MOST = 500
"""Columns up to which sums are tried: their number grows with the square."""
SEEN = 100
"""Records that are looked at."""
_YEAR = (
    r"(?:(?:18|19|20)[0-9]{2}年?度?|(?:明治|大正|昭和|平成|令和|[MTSHR])(?:元|[0-9]{1,2})(?:年度?)?"
    r"(?:\((?:19|20)[0-9]{2}年?度?\))?)"
)
_MONTH = r"(?:1[0-2]|[1-9])月"
_DAY = r"(?:(?:1[0-2]|[1-9])[月/](?:3[01]|[12][0-9]|[1-9])日?)"
_NUMERIC = r"(?:(?:19|20)[0-9]{2}[-/.](?:0?[1-9]|1[0-2])(?:[-/.](?:0?[1-9]|[12][0-9]|3[01]))?)"
_TIME = re.compile(
    rf"(?<![0-9])(?:{_NUMERIC}|{_YEAR}(?:{_MONTH})?|{_DAY}|{_MONTH}|第?[1-4]四半期)(?![0-9])"
)
_ENGLISH = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]{0,6})?|fy(?:19|20)?[0-9]{2}",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"[0-9]{1,3}\s*(?:歳|才)?\s*[-~〜～‐–−ー]\s*[0-9]{1,3}\s*(?:歳|才)"
    r"|[0-9]{1,3}\s*(?:歳|才)(?:以上|以下|未満)?|[1-9]0代"
)
_LABEL = 200
"""Characters of a name that are compared: a cell of a megabyte is no name."""
_DIGITS = re.compile(r"[0-9]+")
_SUMMABLE = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")
_LETTERS = re.compile(r"[^\W\d_]")
_OTHERWISE = re.compile(
    r"(?:^|[^a-z])(?:q|no|column|field|col|var|item)$|field$|(?:level|category|class)_?$"
    r"|問|質問|回答|項目|列|カラム|フィールド|分類|区分|カテゴリ|階層|レベル|第$|表$|図$"
)
"""Before a number: questions, columns of a tool, ordinals, steps of a classification: each is its
own thing."""


class Why(enum.StrEnum):
    """What speaks for columns that should be rows."""

    TIME = "time"
    """Their names are years, months or days."""
    AGE = "age"
    NUMBER = "number"
    """Their names differ in a number only."""
    SAME = "same"
    """They have one name, or none, and values of one kind: one column per trip."""
    PARTS = "parts"
    """They add up to another column: one column per district."""


@dataclass(frozen=True, slots=True)
class Wide:
    """Columns of one thing side by side."""

    why: Why
    columns: tuple[Column, ...]
    measure: str
    """What their names have in common; of parts, the name of the sum."""


def wide(table: TableHead) -> Wide | None:
    """Return the largest such group of a table, those in time first; None where there is none.

    What a standard dataset has side by side under its own names is right so.
    """
    known = named_by_standard(table)
    columns = [column for column in table.columns if column.position not in known]
    for find in (_in_time, _by_age, _numbered, _of_one_name, _adding_up):
        found = list(find(columns, table))
        if found:
            return max(found, key=lambda item: len(item.columns))
    return None


def _in_time(columns: Sequence[Column], _: TableHead) -> Iterator[Wide]:
    numbers = [column for column in columns if column.kind in {Kind.NUMBER, Kind.CODE}]
    for measure, group in _by_rest(numbers, _TIME, _ENGLISH).items():
        if len({column.key for column in group}) >= LEAST:
            yield Wide(Why.TIME, tuple(group), measure)


def _by_age(columns: Sequence[Column], _: TableHead) -> Iterator[Wide]:
    numbers = [column for column in columns if column.kind is Kind.NUMBER]
    for measure, group in _by_rest(numbers, _AGE).items():
        if len({column.key for column in group}) >= LEAST:
            yield Wide(Why.AGE, tuple(group), measure)


def _by_rest(columns: Sequence[Column], *patterns: re.Pattern[str]) -> Mapping[str, list[Column]]:
    """Return the columns whose name holds such a value, by what else the name says."""
    found: dict[str, list[Column]] = defaultdict(list)
    for column in columns:
        name = _name(column)
        inside, *whole = patterns
        match = inside.search(name) or next(
            filter(None, (item.fullmatch(name) for item in whole)), None
        )
        if match:
            found[(name[: match.start()] + name[match.end() :]).strip("_-・の /")].append(column)
    return found


def _numbered(columns: Sequence[Column], table: TableHead) -> Iterator[Wide]:
    groups: dict[tuple[str, str], dict[int, Column]] = defaultdict(dict)
    for column in columns:
        name = _name(column)
        for match in _DIGITS.finditer(name):
            before, after = name[: match.start()], name[match.end() :]
            groups[before.casefold(), after.casefold()].setdefault(int(match[0][:9]), column)
    for (before, after), numbers in groups.items():
        for series in _series(before, after, numbers, table):
            if len(series) >= LEAST:
                yield Wide(Why.NUMBER, tuple(series), (before + after).strip("_-・の /"))


def _series(
    before: str, after: str, numbers: Mapping[int, Column], table: TableHead
) -> Iterator[list[Column]]:
    """Yield the columns that are one thing several times, not several things with numbers."""
    group = [numbers[number] for number in sorted(numbers)]
    if len(_LETTERS.findall(before + after)) < 2 or any(map(is_prose, group)):
        return
    yield [column for column in group if _holds_links(column, table)]
    is_whole = sorted(numbers)[:LEAST] == [1, 2, 3] and not any(map(is_address, group))
    if not _OTHERWISE.search(before):
        yield group if is_whole else [item for item in group if item.kind is Kind.NUMBER]


def _holds_links(column: Column, table: TableHead) -> bool:
    texts = [text for text in _texts(column, table) if text]
    return bool(texts) and all(text.startswith(("http://", "https://")) for text in texts)


def _of_one_name(columns: Sequence[Column], table: TableHead) -> Iterator[Wide]:
    """Yield columns of times or numbers under one name; blank names only over times."""
    groups: dict[tuple[str, Kind], list[Column]] = defaultdict(list)
    width = max((len(row.cells) for row in table.sample[:SEEN]), default=0)
    beyond: tuple[Column, ...] = ()
    if len(table.columns) < width <= MOST:
        beyond = judge([""] * width, table.sample[:SEEN])[len(table.columns) :]
    for column in (*columns, *beyond):
        if column.kind is Kind.TIME or (column.kind is Kind.NUMBER and column.label):
            groups[column.key, column.kind].append(column)
    for group in groups.values():
        if len(group) >= LEAST:
            yield Wide(Why.SAME, tuple(group), group[0].label)


def _adding_up(columns: Sequence[Column], table: TableHead) -> Iterator[Wide]:
    """Yield the columns that stand beside a number and add up to it in every record."""
    if sum(1 for column in columns if column.kind is Kind.NUMBER) <= PARTS or len(columns) > MOST:
        return
    values = [_numbers(column, table) for column in columns]
    for index, total in enumerate(values):
        for step in (1, -1):
            parts = _parts(values, index, step) if total else []
            if parts:
                found = tuple(columns[at] for at in sorted(parts))
                yield Wide(Why.PARTS, found, columns[index].label)


def _parts(values: Sequence[list[Decimal] | None], index: int, step: int) -> Sequence[int]:
    """Return the columns from `index` on in one direction that add up to it; empty where none do."""
    total, first = values[index] or [], Decimal(0)
    at = index + step
    while 0 <= at < len(values) and (part := values[at]) is not None:
        first += part[0]
        parts = range(index + step, at + step, step)
        if first == total[0] and len(parts) >= PARTS:
            columns = [values[other] or [] for other in parts]
            if [sum(row) for row in zip(*columns, strict=True)] == total:
                return parts
        at += step
    return ()


def _numbers(column: Column, table: TableHead) -> list[Decimal] | None:
    """Return the numbers of the first records; None where one is none, or all are nil."""
    if column.kind is not Kind.NUMBER or len(table.sample) < ROWS:
        return None
    found: list[Decimal] = []
    for text in _texts(column, table):
        plain = text.replace(",", "")
        if not _SUMMABLE.fullmatch(plain):
            return None
        found.append(Decimal(plain))
    return found if any(found) else None


def _texts(column: Column, table: TableHead) -> Iterator[str]:
    for row in table.sample[:SEEN]:
        index = column.position - 1
        yield text_of(row.cells[index]) if index < len(row.cells) else ""


def _name(column: Column) -> str:
    return "".join(unicodedata.normalize("NFKC", column.label[:_LABEL]).split())
