"""D109: a time column of a standard dataset that is not written hh:mm."""

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

_FINE = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00"
_TIME = re.compile(r"(\d{1,2})(?:[:時](\d{1,2})?分?(?::00)?)?")
_OTHER = Text(
    "「{value}」は時刻ではありません。この列は 09:00 のように書き、ほかは特記事項の列に書いてください。",
    "'{value}' is no time. Write this column like 09:00, and anything else in the remarks column.",
)


class _Watch(StandardColumns):
    forms = frozenset({"time"})
    constraint = "pattern"

    def fine(self, field: Mapping[str, Any]) -> str:  # noqa: ARG002  all times are alike
        return _FINE

    def judge(self, cell: Cell, text: str, field: Mapping[str, Any]) -> Iterator[Hit]:  # noqa: ARG002
        if isinstance(cell.value, dt.time | dt.timedelta | dt.datetime):
            return  # a workbook's own time: how it is shown is not part of the value
        if re.fullmatch(_FINE, cell.text):
            return
        proposal = _proposal(text)
        yield Hit(
            cell=cell,
            message=_OTHER if proposal is None else None,
            severity=self.severity(cell),
            values={"value": cell.text, "proposal": proposal},
        )


def _proposal(text: str) -> str | None:
    """Return the time as hh:mm, None where it is not certainly one."""
    found = _TIME.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None or (found[2] is None and "時" not in text):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    is_time = (hour < 24 and minute < 60) or (hour, minute) == (24, 0)
    return f"{hour:02}:{minute:02}" if is_time else None


RULE = Rule(
    id="D109",
    name="time-not-hhmm",
    severity=Severity.WARNING,
    title=Text("時刻が「09:00」の書き方ではない", "A time that is not written hh:mm"),
    why=Text(
        "時刻の順に並べたり、今開いているかを調べたりできません。",
        "Sorting by time and asking what is open now fail.",
    ),
    fix=Text(
        "半角で 09:00 のように書いてください（24:00 も使えます）。",
        "Write half-width hh:mm (24:00 is allowed).",
    ),
    message=Text(
        "「{value}」を「{proposal}」に直してください。標準では、時刻を 09:00 のように書きます。",
        "Write '{proposal}' instead of '{value}': the standard writes times as hh:mm.",
    ),
    decides=Text(
        "標準が時刻としている列だけを見ます。",
        "Looks only at columns that the standard has for times.",
    ),
    supersedes=frozenset({"constraint-error"}),
    bad=(
        table("aed", {"開始時間": "9:00"}),
        table("aed", {"終了時間": "１７：００"}),
        table("aed", {"開始時間": "9時"}),
        table("aed", {"終了時間": "日没まで"}),
    ),
    good=(
        table("aed", {"開始時間": "00:00", "終了時間": "24:00"}),
        table("aed", {"開始時間": "", "終了時間": "", "利用可能日時特記事項": "日没まで"}),
    ),
    check=OfTable(_Watch),
)
