"""Cells that keep a column of numbers or days from being one: they are told, or their legend is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from publisher.desk.columns import Facts, day_format, is_plain, proven_type
from publisher.rules.number_columns import number_columns
from publisher.rules.watch import TableHead
from publisher.tables.columns import Column, Kind, judge
from publisher.tables.layout import Layout, Reason
from publisher.tables.record import Record
from publisher.tables.text_table import TextTable
from publisher.tidy.legend import is_no_value
from publisher.words import Text, cut, many, quote

SAMPLE = 1000
"""Rows that kinds of columns are judged by, as in the check."""
DIFFERENT = 50
"""Different stray values of a column that are counted apart."""
SHOWN = 3


@dataclass(slots=True)
class _Column:
    """What stands in a column that should hold numbers or days."""

    label: str
    is_day: bool
    plain: int = 0
    stray: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    """Line of the first one of each."""
    facts: Facts = field(default_factory=Facts)
    """Of all cells but those that the legend says are no values."""
    defined: set[str] = field(default_factory=set)

    def see(self, text: str, line: int, defined: frozenset[str]) -> None:
        if is_plain(text, is_day=self.is_day):
            self.plain += 1
        elif is_no_value(text, defined):
            self.defined.add(text)
            return
        else:
            known = (
                text
                if text in self.first or len(self.first) < DIFFERENT
                else next(iter(self.first))
            )
            self.stray[known] += 1
            self.first.setdefault(known, line)
        self.facts.see(text, frozenset())


def settle(
    table: TextTable,
    header: Sequence[str],
    types: dict[str, dict[str, Any]],
    missing: frozenset[str],
    defined: frozenset[str],
) -> list[Text]:
    """Give columns of numbers and days their type where `defined` says what the marks in them are.

    `types` are those that the values prove, by label; marks that the table's legend defines as
    "no value" become missing values of their column. Returns what keeps others from being numbers.
    """
    sample = list(islice(table.records(), 1, SAMPLE + 1))
    columns = {
        column.position - 1: _Column(column.label, is_day=column.kind is Kind.DATE)
        for column in _wanted(header, sample)
        if types.get(column.label, {}).get("type") == "string"
    }
    for record in islice(table.records(), 1, None) if columns else ():
        for index, column in columns.items():
            text = str(record.cells[index]) if index < len(record.cells) else ""
            if text not in missing:
                column.see(text, record.line or record.number, defined)
    return [
        notice
        for column in columns.values()
        if (notice := _settled(column, types[column.label], missing)) is not None
    ]


def _wanted(header: Sequence[str], sample: Sequence[Record]) -> Iterator[Column]:
    """Yield the columns that should hold numbers or days, as the rules see them without a schema."""
    head = TableHead(
        layout=Layout(header=Record(1, 1, header), reasons=frozenset({Reason.FIRST})),
        columns=judge(header, sample),
        sample=tuple(sample),
    )
    yield from number_columns(head)
    yield from (column for column in head.columns if column.kind is Kind.DATE)


def _settled(column: _Column, found: dict[str, Any], missing: frozenset[str]) -> Text | None:
    if column.stray:
        # Of days every other one in another form is no stray but a column of several forms.
        is_one_kind = not column.is_day or column.plain >= column.stray.total()
        return _notice(column) if column.plain and is_one_kind else None
    if column.defined and column.plain:
        found.update(_proven(column))
        if found["type"] != "string":
            found["missingValues"] = ["", *sorted(missing - {""}), *sorted(column.defined)]
    return None


def _proven(column: _Column) -> Mapping[str, str]:
    facts = column.facts
    if form := day_format(column.label, facts):
        return {"type": "date", "format": form}
    guess = "date" if facts.is_date else "integer"
    return {"type": proven_type(column.label, facts, guess)}


def _notice(column: _Column) -> Text:
    count = column.stray.total()
    whole = count + column.plain
    shown = column.stray.most_common(SHOWN)
    more = len(column.stray) > SHOWN
    ja = "、".join(
        f"「{quote(text)}」{n:,}件（{column.first[text]}行目{'から' if n > 1 else ''}）"
        for text, n in shown
    )
    en = "; ".join(
        f"'{quote(text)}' {f'{n:,} times from' if n > 1 else 'in'} line {column.first[text]}"
        for text, n in shown
    )
    kind = Text("日付", "days") if column.is_day else Text("数字", "numbers")
    name = cut(column.label)
    return Text(
        f"列「{name}」は、{whole:,}件のうち{count:,}件が{kind.ja}ではないので、文字として扱います："
        f"{ja}{'など' if more else ''}。",
        f"Column '{name}' is kept as text: of its {many(whole, 'value')} {count:,} are no {kind.en} "
        f"({en}{' …' if more else ''}).",
    )
