"""What a change adds to a dataset's history, and what of it a user of the rows must know. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.desk import descriptor, properties
from publisher.desk.replacing import Replacement
from publisher.model import EventKind

OWN_EVENTS = (
    EventKind.PUBLISHED,
    EventKind.SEEN,
    EventKind.RECOGNISED,
    EventKind.ADOPTED,
    EventKind.UPDATED,
    EventKind.VOIDED,
)
"""Events that may be stated by hand; the others come from the command that does the deed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An event that the officer states."""

    kind: EventKind
    date: dt.date
    reason: str = ""
    ref: str = ""


def events(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    replacements: Sequence[Replacement],
    statement: Statement | None,
    *,
    today: dt.date,
    is_restoring: bool,
    reason: str = "",
) -> list[dict[str, str]]:
    """Return what the history gains by a change; what stands in it is never touched."""
    gained = []
    if statement is not None:
        gained.append(
            descriptor.event(
                statement.kind, statement.date, reason=statement.reason, ref=statement.ref
            )
        )
    for number, item in enumerate(replacements):
        is_return = is_restoring and number == 0
        gained.append(
            descriptor.event(
                EventKind.RESTORED if is_return else EventKind.UPDATED,
                today,
                reason=f"{reason}（ファイルを差し替え: {item.path}）"
                if reason
                else f"ファイルを差し替え: {item.path}",
                ref=descriptor.sha256_ref(item.conversion.source_sha256),
            )
        )
    is_said = statement is not None and statement.kind is EventKind.UPDATED
    changed = data_bearing(before, after)
    if changed and not replacements and not is_said:
        reason = f"変更: {properties.words(changed).ja}"
        gained.append(descriptor.event(EventKind.UPDATED, today, reason=reason))
    elif not gained and before != after:
        reason = f"説明の変更: {properties.changed(before, after).ja}"
        gained.append(descriptor.event(EventKind.DESCRIBED, today, reason=reason))
    return gained


def data_bearing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return which data-bearing properties differ: what a user of the rows must know.

    Titles, descriptions, keywords or contacts change how data is found, not what it says.
    """
    changed = [name for name in ("spatial", "temporal") if before.get(name) != after.get(name)]
    olds = {item["id"]: item for item in before["resources"]}
    # An original that went with its table says nothing that the table does not.
    pairs = [(olds[item["id"]], item) for item in after["resources"] if item["id"] in olds]
    if any(shape(old) != shape(new) for old, new in pairs):
        changed.append("schema")
    if any(old.get("licenses") != new.get("licenses") for old, new in pairs):
        changed.append("licenses")
    return changed


def shape(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of a resource's schema decides how its cells are read."""
    schema = entry.get("schema", {})
    parts = ("name", "type", "format", "constraints")
    return {
        "fields": [
            {
                part: dict(item[part]) if part == "constraints" else item[part]
                for part in parts
                if part in item
            }
            for item in schema.get("fields", [])
        ],
        "missing": list(schema.get("missingValues", [""])),
        "key": list(schema.get("primaryKey", [])),
    }
