"""D111: a column of a standard dataset for weekdays that is not a run of their signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from publisher.findings import Severity
from publisher.rules.rule import Cell, Hit, OfTable, Rule
from publisher.rules.standard_columns import StandardColumns
from publisher.rules.standard_examples import table
from publisher.words import Text

DAYS = "月火水木金土日"
_FINE = f"[{DAYS}祝]+"
_SEPARATED = re.compile(rf"[{DAYS}祝](?:曜日?)?(?:[・、,，;；\s/]+[{DAYS}祝](?:曜日?)?)*")
_SPAN = re.compile(rf"([{DAYS}])(?:曜日?)?[~〜～ー－―‐-]([{DAYS}])(?:曜日?)?")
_KNOWN = {"毎日": DAYS, "全日": DAYS, "平日": DAYS[:5], "土日": DAYS[5:]}
_OTHER = Text(
    "「{value}」は曜日の並びではありません。「月火水木金」のように書き、ほかは特記事項の列に書いてください。",
    "'{value}' is no run of weekdays. Write 月火水木金, and anything else in the remarks column.",
)


class _Watch(StandardColumns):
    forms = frozenset({"weekdays"})
    constraint = "pattern"

    def fine(self, field: Mapping[str, Any]) -> str:  # noqa: ARG002  all runs are alike
        return _FINE

    def judge(self, cell: Cell, text: str, field: Mapping[str, Any]) -> Iterator[Hit]:  # noqa: ARG002
        if re.fullmatch(_FINE, cell.text):
            return
        run = _run(text)
        yield Hit(
            cell=cell,
            message=_OTHER if run is None else None,
            severity=self.severity(cell),
            values={"value": cell.text, "run": run},
        )


def _run(text: str) -> str | None:
    """Return the days as the standard writes them, None where the text says more or less."""
    if text in _KNOWN:
        return _KNOWN[text]
    if span := _SPAN.fullmatch(text):
        first, last = DAYS.index(span[1]), DAYS.index(span[2])
        return DAYS[first : last + 1] if first < last else None
    if _SEPARATED.fullmatch(text):
        return re.sub(rf"[^{DAYS}祝]", "", re.sub("曜日?", "", text))
    return None


RULE = Rule(
    id="D111",
    name="days-not-run",
    severity=Severity.WARNING,
    title=Text("曜日が「月火水木金」の書き方ではない", "Weekdays that are not written as a run"),
    why=Text(
        "今日使えるかどうかを、プログラムで調べられません。",
        "Programs cannot tell what is open today.",
    ),
    fix=Text(
        "使える曜日を「月火水木金」のように続けて書いてください。",
        "Write the days one after the other: 月火水木金.",
    ),
    message=Text(
        "「{value}」を「{run}」に直してください。標準では、曜日を続けて書きます。",
        "Write '{run}' instead of '{value}': the standard writes the days in a run.",
    ),
    decides=Text(
        "標準が曜日としている列だけを見ます。祝日の「祝」はあってもかまいません。",
        "Looks only at columns that the standard has for weekdays; 祝 for holidays may stand there.",
    ),
    supersedes=frozenset({"constraint-error"}),
    bad=(
        table("aed", {"利用可能曜日": "月～金"}),
        table("aed", {"利用可能曜日": "月・水・金"}),
        table("aed", {"利用可能曜日": "平日"}),
        table("aed", {"利用可能曜日": "年末年始を除く"}),
    ),
    good=(
        table("aed", {"利用可能曜日": "月火水木金土日"}),
        table("aed", {"利用可能曜日": "土日祝"}),
        table("aed", {"利用可能曜日": "", "利用可能日時特記事項": "平日"}),
    ),
    check=OfTable(_Watch),
)
