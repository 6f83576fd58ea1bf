"""D112: a column of a standard dataset for several values, with another mark between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from publisher.findings import Severity
from publisher.rules.rule import Cell, Certainty, Hit, Interest, OfTable, Rule
from publisher.rules.standard_columns import StandardColumns
from publisher.rules.standard_examples import table
from publisher.words import Text

_MARKS = "[、，,；]"
_PROSE = re.compile(r"[。()（）「」]|など|ほか|および|及び")


class _Watch(StandardColumns):
    forms = frozenset({"list"})
    constraint = "pattern"

    def interests(self) -> Iterator[Interest]:
        if self.columns:
            yield Interest(columns=frozenset(self.columns), finds=_MARKS)

    def judge(self, cell: Cell, text: str, field: Mapping[str, Any]) -> Iterator[Hit]:  # noqa: ARG002
        # Brackets and sentences may hold commas of their own; with a `;` they are the value's.
        if ";" not in text and not _PROSE.search(text):
            proposal = re.sub(rf"\s*{_MARKS}\s*", ";", text)
            yield Hit(cell=cell, values={"value": cell.text, "proposal": proposal})


RULE = Rule(
    id="D112",
    name="list-without-semicolon",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text(
        "いくつもの値が「;」で区切られていない", "Several values without a semicolon between"
    ),
    why=Text(
        "いくつの値があるか分からず、一つずつ探せません。",
        "The values cannot be told apart or searched one by one.",
    ),
    fix=Text("半角の「;」で区切ってください。", "Put a half-width ; between the values."),
    message=Text(
        "「{value}」は、いくつかの値のようです。半角の「;」で「{proposal}」のように区切ってください。",
        "'{value}' seems to be several values. Put a half-width ; between them: '{proposal}'.",
    ),
    decides=Text(
        "標準が「;」区切りとしている列で、「、」などがある値を見つけます。文やかっこのある値は見ません。",
        "Finds commas in columns that the standard separates by ;. Sentences and brackets are spared.",
    ),
    bad=(
        table("evacuation_space", {"対象となる町会・自治会": "東新町、西新町"}),
        table("evacuation_space", {"対象となる町会・自治会": "東新町；西新町"}),
    ),
    good=(
        table("evacuation_space", {"対象となる町会・自治会": "東新町"}),
        table("evacuation_space", {"対象となる町会・自治会": "東新町;西新町;新旭ケ丘"}),
        table("evacuation_space", {"備考": "土足厳禁、駐車場なし"}),
    ),
    check=OfTable(_Watch),
)
