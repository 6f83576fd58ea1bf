"""D114: a standard list of public toilets whose kinds do not make its totals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.rule import (
    Certainty,
    Hit,
    NotApplicable,
    OfTable,
    Outcome,
    Rule,
    TableHead,
    Watch,
)
from publisher.rules.standard_columns import followed
from publisher.rules.standard_examples import table
from publisher.tables.record import Record, text_of
from publisher.words import Text

_PARTS = {
    "男性トイレ総数": ("男性トイレ数（小便器）", "男性トイレ数（和式）", "男性トイレ数（洋式）"),
    "女性トイレ総数": ("女性トイレ数（和式）", "女性トイレ数（洋式）"),
    "男女共用トイレ総数": ("男女共用トイレ数（和式）", "男女共用トイレ数（洋式）"),
}

_THREE = Text("小便器と和式と洋式", "Urinals, squat and seated toilets")
_TWO = Text("和式と洋式", "Squat and seated toilets")


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        found = followed(table)
        if found is None or found.standard.slug != "public_toilet":
            yield NotApplicable()
            return
        self.wants_rows = True  # the toilets of one body: small
        self.at = {field["name"]: position for position, field in enumerate(found.fields) if field}

    def row(self, record: Record) -> Iterator[Hit]:
        for total, parts in _PARTS.items():
            whole = self._number(record, total)
            numbers = [self._number(record, part) for part in parts]
            known = [number for number in numbers if number is not None]
            if whole is not None and len(known) == len(parts) and sum(known) != whole:
                yield Hit(
                    record=record,
                    position=self.at[total] + 1,
                    values={
                        "kinds": _THREE if len(parts) == 3 else _TWO,
                        "sum": sum(known),
                        "total": whole,
                    },
                )

    def _number(self, record: Record, name: str) -> int | None:
        position = self.at.get(name)
        if position is None or position >= len(record.cells):
            return None
        text = text_of(record.cells[position]).removesuffix(".0")
        return int(text) if re.fullmatch("[0-9]+", text) else None


RULE = Rule(
    id="D114",
    name="toilets-not-summing",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("便器の数を足しても総数にならない", "The kinds of toilets do not make the total"),
    why=Text(
        "どの数が正しいか、使う人には分かりません。",
        "Nobody can tell which of the numbers is right.",
    ),
    fix=Text("現地の資料を見て、数を確かめてください。", "Check the numbers against your records."),
    message=Text(
        "{kinds}を足すと{sum}で、総数の{total}と合いません。数を確かめてください。",
        "{kinds} make {sum}, not the total of {total}. Check the numbers.",
    ),
    decides=Text(
        "すべての数が書いてある行だけを足します。ほかの種類の便器があれば、そのままでかまいません。",
        "Adds up only rows where all the numbers are given. Other kinds of toilets may explain it.",
    ),
    bad=(table("public_toilet", {"男性トイレ総数": "6"}),),
    good=(
        table("public_toilet"),
        table("public_toilet", {"男性トイレ数（和式）": "", "男性トイレ総数": "6"}),
    ),
    check=OfTable(_Watch),
)
