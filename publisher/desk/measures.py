"""Units and sizes of a new version's numbers: kept where the dataset states none, doubted where they differ."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from publisher.desk.intake import Table
from publisher.desk.matching import are_of_other_units
from publisher.desk.strangers import POINT
from publisher.desk.together import TIMES
from publisher.model import EventKind
from publisher.standards import key as folded
from publisher.tables.units import has_unit, normal, parted, same
from publisher.tidy.difference import RowDifference
from publisher.words import Text, cut, quote

LEAST = 5
"""Numbers that say anything."""
FEW = 3
"""Numbers that do where each is a power of ten of the one before, to its last digit."""
MOST = 0.9
"""Share of the numbers that changed, all in one way."""
_OF_UNITS = frozenset({3, 4, 6})
"""Powers of ten between 円, 千円, 万円 and 百万円: no ordinary year changes most numbers so."""
_TO_A_METRE = 5
"""Decimals of a degree."""
_CALCULATED = 10
"""Decimals that nobody measures: a quotient as a spreadsheet holds it."""
_COUNTED = frozenset({"integer", "number"})
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_STATED = re.compile("単位：([^。]+)")
"""In a column's description, as `add` writes it (proposals.py)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What units a new version tells."""

    notices: tuple[Text, ...] = ()
    doubts: tuple[Text, ...] = ()


def told(table: Table, schema: dict[str, Any], given: Mapping[str, str]) -> Told:
    """Put the units of columns that the new file calls otherwise into their description.

    `given` has what the file calls a column, by its name in the dataset. A unit that differs from
    the one that is stated is a doubt: all its numbers may be of another size.
    """
    draft = table.draft
    units = {column.name: column.unit for column in draft.columns} if draft is not None else {}
    notices: list[Text] = []
    doubts: list[Text] = []
    for item in schema.get("fields", ()):
        name = item["name"]
        base, stated = parted(given.get(name, ""))
        unit = units.get(given.get(name, ""), "") or (stated if base == normal(name) else "")
        if are_of_other_units(given.get(name, ""), name):
            now, was = (parted(label)[1] for label in (given[name], name))
            doubts.append(_other(cut(name, 30), was, now))
        if not unit or has_unit(name):
            continue
        said = str(item.get("description", ""))
        known = _STATED.search(said)
        if known is None:
            item["description"] = "。".join(filter(None, (said.rstrip("。"), f"単位：{unit}")))
            notices.append(_added(cut(name, 30), unit))
        elif same(normal(known[1])) != same(normal(unit)):
            doubts.append(_other(cut(name, 30), known[1], unit))
    return Told(notices=tuple(notices), doubts=tuple(doubts))


def changed(difference: RowDifference, schema: Mapping[str, Any]) -> Iterator[Text]:
    """Yield which columns hold numbers of another size, or of fewer digits, in nearly all rows."""
    counted = {item["name"] for item in schema.get("fields", ()) if item.get("type") in _COUNTED}
    pairs: dict[str, list[tuple[str, str]]] = {}
    for row in difference.changed:
        for name, was, now in row.cells:
            if name in counted and _is_size(was) and _is_size(now):
                pairs.setdefault(name, []).append((was, now))
    for name, found in pairs.items():
        # Of a handful, or of rows most of which stay as they are, it may be chance.
        values = len({was for was, _ in found})
        if len(found) * 2 < difference.kept or values < FEW:
            continue
        power, count = Counter(_power(*pair) for pair in found).most_common(1)[0]
        if values < LEAST and not (power and all(_is_exact(*pair, power) for pair in found)):
            continue
        cut_off = [pair for pair in found if _is_rounded(*pair, is_place=_is_place(name))]
        if power and count >= MOST * len(found):
            yield _scaled(cut(name, 30), power, count)
        elif len(cut_off) >= max(LEAST, MOST * len(found)):
            yield _rounded(cut(name, 30), len(cut_off), *cut_off[0])


def anew(
    difference: RowDifference, schema: Mapping[str, Any], document: Mapping[str, Any]
) -> Iterator[Text]:
    """Yield, once in a dataset's life, that nearly all rows count anew: as of another year.

    Whoever has replaced them before means to; rows that tell their time are another's to judge.
    """
    fields = {item["name"]: item.get("type") for item in schema.get("fields", ())}
    counted = {name for name, kind in fields.items() if kind in _COUNTED and not _is_place(name)}
    rows = sum(any(name in counted for name, _, _ in row.cells) for row in difference.changed)
    is_first = all(event["event"] != EventKind.UPDATED for event in document["history"])
    is_most = difference.kept >= LEAST and rows >= MOST * max(difference.kept, difference.before)
    if is_first and is_most and not TIMES & fields.keys():
        line = f"`opendata add ファイル --to {document['name']}`"
        yield Text(
            f"{difference.before:,}行のうち{rows:,}行で数が変わります。別の年や月の表なら、"
            f"{line} で、今の表を残して加えられます。",
            f"In {rows:,} of {difference.before:,} rows numbers change. If it is another year's or "
            f"month's table, `opendata add FILE --to {document['name']}` keeps both.",
        )


def _is_place(name: str) -> bool:
    return any(folded(name) in names for names in POINT)


def _is_size(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell)) and float(cell) != 0


def _power(was: str, now: str) -> int:
    """Return which power of ten makes one number the other: any if exactly, else of 千円 and 万円."""
    ratio = float(now) / float(was)
    power = round(math.log10(ratio)) if ratio > 0 else 0
    return power if abs(power) in _OF_UNITS or _is_exact(was, now, power) else 0


def _is_exact(was: str, now: str, power: int) -> bool:
    return math.isclose(float(was) * 10.0**power, float(now), rel_tol=1e-9)


def _is_rounded(was: str, now: str, *, is_place: bool) -> bool:
    """Say whether a number lost half of its decimals or more, and is the same else.

    Who measures anew writes one digit less, too: of 134.03003917 and 134.0300392 nothing is said.
    Nor of what keeps a metre of a place, or of a quotient of which a decimal is left.
    """
    before, after = (len(cell.partition(".")[2]) for cell in (was, now))
    if not before or before < after * 2 or after >= _TO_A_METRE:
        return False
    if not is_place and before >= _CALCULATED and after:
        return False
    return abs(Decimal(was) - Decimal(now)) < Decimal(1).scaleb(-after)


def _scaled(name: str, power: int, count: int) -> Text:
    size = f"{10 ** abs(power):,}"
    ja = f"{size}倍" if power > 0 else f"{size}分の1"
    en = f"{size} times" if power > 0 else f"1/{size} of"
    return Text(
        f"「{name}」の値が、{count:,}行で今の表の約{ja}です。単位（円・千円など）が変わったのではありませんか。",
        f"In {count:,} rows '{name}' is about {en} what it was. Was its unit changed?",
    )


def _rounded(name: str, count: int, was: str, now: str) -> Text:
    was, now = quote(was, 20), quote(now, 20)
    return Text(
        f"「{name}」の小数が、{count:,}行で短くなりました（「{was}」→「{now}」など）。"
        "Excelで見えている桁だけが保存されたのではありませんか。",
        f"In {count:,} rows '{name}' lost decimals ({was} → {now}). "
        "Were only the digits saved that the spreadsheet shows?",
    )


def _added(name: str, unit: str) -> Text:
    return Text(
        f"「{name}」の説明に「単位：{unit}」を加えます（新しいファイルにありました）。",
        f"'{name}' gets its unit ({unit}) in its description, as the new file states it.",
    )


def _other(name: str, known: str, unit: str) -> Text:
    return Text(
        f"「{name}」の単位が、今の表では{known}、新しいファイルでは{unit}です。",
        f"The unit of '{name}' is {known} in the present table and {unit} in the new file.",
    )
