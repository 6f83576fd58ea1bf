"""D108: a value that is not in the list that a standard dataset has for its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publisher.findings import Severity
from publisher.rules.rule import Cell, Hit, OfTable, Rule
from publisher.rules.standard_columns import StandardColumns
from publisher.rules.standard_examples import table
from publisher.words import Text

SHOWN = 5
"""Words that a message names."""


class _Watch(StandardColumns):
    forms = frozenset({"presence", "choice"})
    constraint = "enum"

    def fine(self, field: Mapping[str, Any]) -> str:
        return "|".join(map(re.escape, field["constraints"]["enum"]))

    def judge(self, cell: Cell, text: str, field: Mapping[str, Any]) -> Iterator[Hit]:
        listed = field["constraints"]["enum"]
        if text not in listed:
            yield Hit(
                cell=cell,
                severity=self.severity(cell),
                values={"value": cell.text, "listed": _listed(listed)},
            )


def _listed(words: Sequence[str]) -> Text:
    more = len(words) - SHOWN
    ja, en = "".join(f"「{word}」" for word in words[:SHOWN]), ", ".join(words[:SHOWN])
    return Text(f"{ja}など{len(words)}語", f"{en} and {more} more") if more > 0 else Text(ja, en)


RULE = Rule(
    id="D108",
    name="unlisted-value",
    severity=Severity.WARNING,
    title=Text(
        "標準データセットの決まった語ではない値がある", "A value that the standard does not list"
    ),
    why=Text(
        "種別ごとに数えたり、有無でしぼりこんだりできません。",
        "Counting by kind and filtering fail.",
    ),
    fix=Text(
        "標準データセットの決まった語に直してください。語は、見つかった場所ごとに示します。",
        "Write one of the words that the standard lists; they are told at each place.",
    ),
    message=Text(
        "「{value}」は標準の語ではありません。次のどれかにしてください：{listed}。",
        "'{value}' is not a word of the standard. Use one of these: {listed}.",
    ),
    decides=Text(
        "「有・無」の列と、標準が語を決めている列だけを見ます。",
        "Looks at columns for 有 or 無, and at those whose words the standard lists.",
    ),
    supersedes=frozenset({"constraint-error"}),
    bad=(
        table("aed", {"小児対応設備の有無": "あり"}),
        table("aed", {"小児対応設備の有無": "○"}),
        table("fire_hydrant", {"種別": "防火水槽"}),
    ),
    good=(
        table("aed", {"小児対応設備の有無": "無"}, {"NO": "A002", "小児対応設備の有無": ""}),
        table("fire_hydrant", {"種別": "防火水そう"}),
    ),
    check=OfTable(_Watch),
)
