"""D107: a column of a standard dataset for `1` or nothing that holds something else."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from publisher.findings import Severity
from publisher.rules.rule import Cell, Hit, OfTable, Rule
from publisher.rules.standard_columns import StandardColumns
from publisher.rules.standard_examples import table
from publisher.tables.columns import Kind
from publisher.words import Text

_NO = frozenset({"0", "0.0", "×", "✕", "無", "なし", "無し", "-", "－", "ー", "否", "不可"})
_EMPTY = Text(
    "「{value}」は書かず、空欄にしてください。標準では、当てはまるときだけ「1」と書きます。",
    "Leave the cell empty instead of '{value}': the standard writes 1 only where it applies.",
)


class _Watch(StandardColumns):
    forms = frozenset({"flag"})
    constraint = "enum"

    def fine(self, field: Mapping[str, Any]) -> str:  # noqa: ARG002  all flags are alike
        return "1"

    def judge(self, cell: Cell, text: str, field: Mapping[str, Any]) -> Iterator[Hit]:  # noqa: ARG002
        if unicodedata.normalize("NFKC", text) == "1" and self.kinds[cell.position] is Kind.NUMBER:
            return  # how a digit is written among numbers is L2-01's
        if text != "1" or (cell.text != text and isinstance(cell.value, str)):
            yield Hit(
                cell=cell,
                message=_EMPTY if text in _NO else None,
                severity=self.severity(cell),
                values={"value": cell.text},
            )


RULE = Rule(
    id="D107",
    name="flag-not-one",
    severity=Severity.WARNING,
    title=Text("「1」か空欄の列に、ほかの文字がある", "Something else where 1 or nothing belongs"),
    why=Text(
        "災害のときに使えない場所が、使えると読まれることがあります。",
        "A place that is of no use in a disaster may be read as one that is.",
    ),
    fix=Text(
        "当てはまるときは半角の「1」、当てはまらないときは空欄にしてください。",
        "Write a half-width 1 where it applies, and nothing where it does not.",
    ),
    message=Text(
        "「{value}」を半角の「1」に直してください。標準では、当てはまるときだけ「1」と書きます。",
        "Write 1 instead of '{value}': the standard writes 1 where it applies, else nothing.",
    ),
    decides=Text(
        "災害種別などの列で、「1」でも空欄でもない値を見つけます。",
        "Finds values other than 1 and nothing in the columns of hazards.",
    ),
    supersedes=frozenset({"constraint-error"}),
    bad=(
        table("evacuation_space", {"災害種別_洪水": "○"}),
        table("evacuation_space", {"災害種別_津波": "0"}),
        table(
            "evacuation_space",
            {"指定避難所との重複": "１"},
            {"NO": "E002", "指定避難所との重複": "〇"},
        ),
    ),
    good=(
        table("evacuation_space"),
        table("evacuation_space", {"災害種別_洪水": "", "指定避難所との重複": "1"}),
    ),
    check=OfTable(_Watch),
)
