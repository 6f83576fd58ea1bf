"""The first lines of a new dataset's history: registered here, seen or published elsewhere. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from publisher.desk import descriptor
from publisher.desk.answers import Answers, text
from publisher.errors import UsageError
from publisher.model import EventKind
from publisher.words import Text


def history(answers: Answers, today: dt.date, ref: str) -> list[dict[str, str]]:
    """Return the history of a new dataset; raises UsageError for a day without its evidence.

    `ref` names the originals that are not published; empty where all are.
    """
    events = [descriptor.event(EventKind.REGISTERED, today, ref=ref)]
    for name, kind in (("published", EventKind.PUBLISHED), ("seen", EventKind.SEEN)):
        day, ref = text(answers, name), text(answers, f"{name}_ref")
        if bool(day) != bool(ref):
            absent = f"--{name}" if ref else f"--{name}-ref"
            raise _go_together(absent)
        if day:
            events.append(descriptor.event(kind, _past(day, today, name), ref=ref))
    if reason := text(answers, "recognised"):
        events.append(
            descriptor.event(
                EventKind.RECOGNISED, today, reason=reason, ref=text(answers, "recognised_ref")
            )
        )
    return events


def check_first_day(document: Mapping[str, Any], today: dt.date, *, is_new: bool = True) -> None:
    """Raise UsageError where a first day in the past stands without a `published` event.

    The rule that CI keeps (DESIGN §5): an earlier first day is believed with its evidence.
    """
    issued = document.get("issued", "")
    kinds = {event["event"] for event in document["history"]}
    known = min(event["date"] for event in document["history"])
    if issued and issued < min(known, today.isoformat()) and EventKind.PUBLISHED not in kinds:
        if is_new:
            raise _go_together("--published", also="--published-ref")
        raise _go_together(f"--event published --date {issued}", also="--ref")


def _past(day: str, today: dt.date, name: str) -> dt.date:
    date = dt.date.fromisoformat(day)
    if date > today:
        raise UsageError(
            Text(f"{day} はまだ来ていません。", f"{day} is in the future."),
            where=f"--{name}",
            next_step=Text("日付を確かめてください。", "Check the date."),
        )
    return date


def _go_together(option: str, also: str = "") -> UsageError:
    both = f"{option} {also}".strip()
    return UsageError(
        Text(
            f"{both} がありません（前からの公開は、日とその典拠を一緒に書きます）。",
            f"{both} is missing: an earlier publication is stated with its day and evidence.",
        ),
        where=option,
        next_step=Text(f"{both} を付けてください。", f"Give {both}."),
    )
