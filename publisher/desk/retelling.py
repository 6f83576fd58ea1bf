"""What a dataset says of its table, told anew from a new version: its days, its rows, what was mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from publisher.desk import mended, proposals
from publisher.desk.answers import text
from publisher.desk.intake import Table
from publisher.desk.renewing import paths_of
from publisher.desk.together import TIMES
from publisher.tidy import told
from publisher.tidy.draft import Draft

_ROWS = re.compile(r"(?<=の表です（)[\d,]+(?=行）。項目は)")
"""In the description that `add` proposes."""


def retell(
    after: dict[str, Any], entry: dict[str, Any], table: Table, *, is_appended: bool
) -> None:
    """Bring a descriptor and its entry of one file to what the new table tells.

    Words that a person wrote stay: only lines that differ in their date, the period that these
    lines told, a number of rows and the sentence on what was mended are changed. Appended rows
    add to what was said.
    """
    originals = paths_of(after["resources"])
    is_only = sum(item["path"] not in originals for item in after["resources"]) == 1
    before = str(entry.get("description", "")).split("\n")
    if table.draft is not None:
        lines = _lines(before, table.draft)
        if any(lines):
            entry["description"] = "\n".join(lines)
    if is_only:
        _period(after, before, table, is_appended=is_appended)
        if "description" in after:
            rows = f"{table.conversion.shape.rows:,}"
            after["description"] = _ROWS.sub(rows, after["description"])
    note = str(after["origin"].get("note", ""))
    kept = mended.SENTENCE.sub("", note).strip() if is_only and not is_appended else note
    changes = table.changes if table.is_tidied else ()
    after["origin"] = mended.noted({**after["origin"], "note": kept}, changes)
    if not after["origin"]["note"]:
        del after["origin"]["note"]


def _lines(before: Sequence[str], draft: Draft) -> list[str]:
    """Return the lines of a description with the titles and notes of a new version in their place."""
    lines = [line for line in before if line]
    for said in (*draft.titles, *draft.notes):
        if said in lines:
            continue
        plain = told.without_date(said)
        old = next((at for at, line in enumerate(lines) if _is_dated(line, plain)), None)
        if old is None:
            lines.append(said)
        else:
            lines[old] = said
    return lines


def _is_dated(line: str, plain: str) -> bool:
    return bool(told.date(line)) and told.without_date(line) == plain


def _period(
    after: dict[str, Any], before: Sequence[str], table: Table, *, is_appended: bool
) -> None:
    """Change the period where it was what the table's surroundings or rows told."""
    found = proposals.period([table])
    period = after.get("temporal")
    if not found or not isinstance(period, dict):
        return
    start, end = text(found, "temporal_start"), text(found, "temporal_end")
    days = {told.date(line) for line in before}
    if is_appended:
        days_of = {start, end, period.get("start", start), period.get("end", end)}
        after["temporal"] = {"start": min(days_of), "end": max(days_of)}
    elif _is_in_rows(table) or {period.get("start"), period.get("end")} <= days:
        after["temporal"] = {"start": start, "end": end}


def _is_in_rows(table: Table) -> bool:
    return table.draft is not None and any(
        column.position is None and column.name in TIMES for column in table.draft.columns
    )
