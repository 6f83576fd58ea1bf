"""D110: a date column of a standard dataset that is not written 2026-04-01."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from publisher.findings import Severity
from publisher.rules.rule import Cell, Hit, OfTable, Rule
from publisher.rules.standard_columns import StandardColumns
from publisher.rules.standard_examples import table
from publisher.words import Text

_FINE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0?0:00(?::00)?)?")


class _Watch(StandardColumns):
    forms = frozenset({"date"})
    constraint = "pattern"

    def fine(self, field: Mapping[str, Any]) -> str:  # noqa: ARG002  all dates are alike
        return _FINE

    def judge(self, cell: Cell, text: str, field: Mapping[str, Any]) -> Iterator[Hit]:  # noqa: ARG002
        # A workbook's own date has no way of being written; eras are L3-05's, other text D008's.
        if isinstance(cell.value, str) and cell.text != (iso := _iso(text) or cell.text):
            yield Hit(cell=cell, values={"value": cell.text, "iso": iso})


def _iso(text: str) -> str | None:
    """Return the date as the standard writes it, None where it is not certainly one."""
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None:
        return None
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return None


RULE = Rule(
    id="D110",
    name="date-not-iso",
    severity=Severity.WARNING,
    title=Text("日付が「2026-04-01」の書き方ではない", "A date that is not written YYYY-MM-DD"),
    why=Text(
        "書き方が市町村ごとに違うと、日付の順に並べられません。",
        "With another form in each body's file, dates cannot be sorted.",
    ),
    fix=Text("半角で 2026-04-01 のように書いてください。", "Write half-width YYYY-MM-DD."),
    message=Text(
        "「{value}」を「{iso}」に直してください。標準では、日付を 2026-04-01 のように書きます。",
        "Write '{iso}' instead of '{value}': the standard writes dates as YYYY-MM-DD.",
    ),
    decides=Text(
        "標準が日付としている列の、西暦の日付だけを見ます。",
        "Looks at Gregorian dates in columns that the standard has for dates.",
    ),
    bad=(
        table("open_data_list", {"登録日": "2024/4/1"}),
        table("open_data_list", {"登録日": "2024年4月1日"}),
        table("open_data_list", {"最終更新日": "2026-4-1"}),
    ),
    good=(
        table("open_data_list"),
        table("open_data_list", {"登録日": "", "備考": "2024/4/1に公開"}),
    ),
    check=OfTable(_Watch),
)
