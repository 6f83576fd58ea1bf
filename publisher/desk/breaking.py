"""Where a new version breaks what its dataset declares: told cell by cell, loosened only as agreed."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from publisher.desk import new_sums, remembering, verdicts
from publisher.desk.infer import fit
from publisher.errors import DataRefused
from publisher.tables.text_table import TextTable
from publisher.words import Text, cut, many, quote

SHOWN = 5
"""Cells of a column that are shown."""
_LEADING = 5
"""Columns from the left that may tell a row."""
_DECLARED = ("type", "format", "constraints")
_TYPES = {
    "integer": Text("整数", "whole numbers"),
    "number": Text("数", "numbers"),
    "date": Text("日付", "days"),
    "datetime": Text("日時", "days with their time"),
    "time": Text("時刻", "times"),
    "year": Text("年", "years"),
    "yearmonth": Text("年月", "months"),
    "boolean": Text("はい・いいえ", "yes or no"),
}
_RULES = {
    "required": Text("空にしない", "never blank"),
    "unique": Text("同じ値がない", "no value twice"),
    "pattern": Text("書き方", "the pattern"),
    "enum": Text("決まった語", "one of the words"),
    "minimum": Text("いちばん小さい値", "the least value"),
    "maximum": Text("いちばん大きい値", "the greatest value"),
    "minLength": Text("いちばん短い長さ", "the least length"),
    "maxLength": Text("いちばん長い長さ", "the greatest length"),
}


@dataclass(slots=True)
class Broken:
    """One thing that is declared of a column, and the cells that break it."""

    column: str
    rule: str
    """Name of a constraint; empty for the type."""
    declared: Any
    cells: list[tuple[int, str]] = field(default_factory=list)
    """The first of them: line of the table, value."""
    count: int = 0

    def words(self, first: Mapping[int, str]) -> Text:
        """Say it for the officer; `first` has the first cell of each row, by its line."""
        name = quote(self.column, 30)
        shown = [
            (line, quote(first.get(line, ""), 20), quote(value, 20)) for line, value in self.cells
        ]
        is_all = self.count <= len(shown)
        ja = "、".join(f"{at}行目{of and f'（{of}）'}「{value}」" for at, of, value in shown)
        en = ", ".join(f"line {at}{of and f' ({of})'} '{value}'" for at, of, value in shown)
        what = self._rule()
        cells = many(self.count, "cell breaks it", "cells break it")
        return Text(
            f"「{name}」は{what.ja}列ですが、合わない値が{self.count:,}か所あります：{ja}{'' if is_all else 'など'}",
            f"Column '{name}' is declared: {what.en}. {cells}: {en}{'' if is_all else ', …'}",
        )

    def _rule(self) -> Text:
        if not self.rule:
            kind = _TYPES.get(self.declared, Text(str(self.declared), str(self.declared)))
            return Text(f"{kind.ja}の", kind.en)
        name = _RULES.get(self.rule, Text(self.rule, self.rule))
        if self.rule in {"required", "unique"}:
            return Text(f"「{name.ja}」と決めた", name.en)
        if self.rule == "pattern":
            return Text("書き方が決まった", f"written as {cut(str(self.declared), 60)}")
        value = cut("、".join(map(str, self.declared)), 60) if _is_list(self.declared) else ""
        value = value or cut(str(self.declared), 60)
        return Text(f"{name.ja}を「{value}」と決めた", f"{name.en} {value}")


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def settled(
    table: TextTable,
    entry: dict[str, Any],
    where: str,
    present: TextTable | None = None,
    *,
    may_loosen: bool,
) -> tuple[list[Text], list[Text]]:
    """Return what breaks the schema of an entry, and what is to be told of it.

    What the present version breaks already is for the check to name, in both.

    What was loosened for an earlier version and is kept by this one holds again. Where it
    `may_loosen`, what breaks is loosened and remembered instead. Raises DataRefused for rows that
    the primary key cannot tell apart.
    """
    schema = entry["schema"]
    notices = list(_held_again(table, entry))
    _check_key(table, schema, where)
    found = _found(table, schema)
    if found and present is not None and not may_loosen:
        known = {(item.column, item.rule) for item in _found(present, schema)}
        found = [item for item in found if (item.column, item.rule) not in known]
    if found and may_loosen:
        fields = {item["name"]: item for item in schema["fields"]}
        was = {item.column: _declared(fields[item.column]) for item in found}
        notices += fit(table, schema, is_declared=True)
        before = remembering.of(entry).loosened
        remembering.put(entry, loosened={**was, **before})
        found = []
    first = _first_cells(table, found)
    return [item.words(first) for item in found], notices


def _declared(column: Mapping[str, Any]) -> dict[str, Any]:
    return {part: copy.deepcopy(column[part]) for part in _DECLARED if part in column}


def _found(table: TextTable, schema: Mapping[str, Any]) -> list[Broken]:
    found: dict[tuple[str, str], Broken] = {}
    fields = {item["name"]: item for item in schema.get("fields", ())}
    for fault in verdicts.faults(table, schema):
        if fault.label not in fields or fault.type not in verdicts.CELL_FAULTS:
            continue
        rule = verdicts.constraint_of(fault)
        declared = fields[fault.label]
        value = declared.get("constraints", {}).get(rule) if rule else declared.get("type", "")
        item = found.setdefault((fault.label, rule), Broken(fault.label, rule, value))
        item.count += 1
        if len(item.cells) < SHOWN:
            item.cells.append((fault.line or 0, fault.cell))
    order = list(fields)
    return sorted(found.values(), key=lambda item: (order.index(item.column), item.rule))


def _held_again(table: TextTable, entry: dict[str, Any]) -> Iterator[Text]:
    """Declare again what was loosened, where no cell breaks it any more."""
    loosened = dict(remembering.of(entry).loosened)
    for place, item in enumerate(entry["schema"].get("fields", ())):
        if item["name"] not in loosened:
            continue
        plain = {name: value for name, value in item.items() if name not in _DECLARED}
        again = {**plain, **copy.deepcopy(dict(loosened[item["name"]]))}
        if any(_found(table, {**entry["schema"], "fields": _with(entry, place, again)})):
            continue
        entry["schema"]["fields"][place] = again
        del loosened[item["name"]]
        name = quote(item["name"], 30)
        yield Text(
            f"「{name}」の値がすべてもとの決まりに合うので、決まりをもどしました。",
            f"All values of '{name}' keep what was declared before: it is declared again.",
        )
    remembering.put(entry, loosened=loosened)


def _with(entry: Mapping[str, Any], place: int, again: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return fields of no other rules than those of one column."""
    fields = entry["schema"]["fields"]
    return [
        dict(again) if at == place else {"name": item["name"], "type": "any"}
        for at, item in enumerate(fields)
    ]


def _first_cells(table: TextTable, found: Sequence[Broken]) -> dict[int, str]:
    """Return what tells the rows of broken cells: their cell in the first column of its own values.

    A column that is broken itself tells nothing.
    """
    lines = {line for item in found for line, _ in item.cells}
    if not lines:
        return {}
    records = table.records()
    header = [str(label) for label in next(records).cells]
    broken = {item.column for item in found}
    places = [at for at, label in enumerate(header) if label not in broken][:_LEADING]
    seen: dict[int, set[str]] = {at: set() for at in places}
    rows: dict[int, list[str]] = {}
    for record in records:
        cells = list(map(str, record.cells))
        for at in list(seen):
            if at >= len(cells) or cells[at] in seen[at]:
                del seen[at]
            else:
                seen[at].add(cells[at])
        if record.line in lines:
            rows[record.line] = cells
    at = next(iter(seen), places[0] if places else 0)
    return {line: cells[at] for line, cells in rows.items() if at < len(cells)}


def _check_key(table: TextTable, schema: Mapping[str, Any], where: str) -> None:
    """Raise DataRefused where two rows have one key, or a row has none."""
    names = schema.get("primaryKey", [])
    names = [names] if isinstance(names, str) else list(names)
    if not names:
        return
    records = table.records()
    header = [str(label) for label in next(records).cells]
    places = [header.index(name) for name in names if name in header]
    missing = frozenset({"", *schema.get("missingValues", ())})
    seen: dict[tuple[str, ...], tuple[int, tuple[str, ...]]] = {}
    for record in records:
        cells = tuple(map(str, record.cells))
        if len(cells) != len(header):
            continue
        key, line = tuple(cells[place] for place in places), record.line or record.number
        if blank := [name for name, cell in zip(names, key, strict=False) if cell in missing]:
            raise _refused(where, names, _blank(line, blank, cells))
        if key in seen:
            raise _refused(where, names, _twice(line, seen[key], cells, names, key))
        seen[key] = (line, cells)


def _blank(line: int, names: Sequence[str], cells: Sequence[str]) -> Text:
    name = cut("・".join(names), 40)
    first = quote(next(filter(None, cells), ""), 20)
    is_sum = new_sums.is_sum(cells)
    return Text(
        f"表の{line}行目{first and f'（{first}）'}の「{name}」が空です。"
        f"行を見分ける列なので、空にできません。{'合計の行は、データではないので入れません。' * is_sum}",
        f"Line {line}{first and f' ({first})'} has no '{name}', which tells the rows apart."
        f"{' A row of sums is no data.' * is_sum}",
    )


def _twice(
    line: int,
    other: tuple[int, tuple[str, ...]],
    cells: tuple[str, ...],
    names: Sequence[str],
    key: Sequence[str],
) -> Text:
    name, value = cut("・".join(names), 40), quote("・".join(key), 40)
    if other[1] == cells:
        return Text(
            f"表の{other[0]}行目と{line}行目は、まったく同じ行です（{name}「{value}」）。",
            f"Lines {other[0]} and {line} are the very same row ({name} '{value}').",
        )
    return Text(
        f"表の{other[0]}行目と{line}行目の「{name}」が、どちらも「{value}」です。"
        "行を見分ける列なので、同じ値は使えません。",
        f"Lines {other[0]} and {line} both have '{value}' in '{name}', which tells the rows apart.",
    )


def _refused(where: str, names: Sequence[str], what: Text) -> DataRefused:
    listed = cut(",".join(names), 60)
    return DataRefused(
        what,
        where=where,
        next_step=Text(
            "その行を直すか消して、もう一度実行してください。行を見分ける列を変えるときは "
            f"`opendata set 名前 primary_key=列`、やめるときは primary_key= です（今は {listed}）。",
            "Mend or delete one of the rows, then run this again. Other columns that tell rows "
            f"apart: `opendata set NAME primary_key=COLUMN`; none: primary_key= (now {listed}).",
        ),
    )
