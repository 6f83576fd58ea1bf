"""G002: past history that was edited, removed or put in another order."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.model import Tree
from publisher.rules.examples import (
    CSV_PATH,
    DATASET_DOCUMENT,
    WITHDRAWN,
    ChangeExample,
    TreeExample,
)
from publisher.rules.rule import Context, Hit, OfChange, Rule
from publisher.rules.succession import pairs
from publisher.words import Text


def _check(before: Tree, context: Context) -> Iterator[Hit]:
    for pair in pairs(before, context.tree):
        if pair.before is None:
            continue
        old = pair.before.descriptor["history"]
        new = pair.after.descriptor["history"]
        for position, event in enumerate(old):
            if position >= len(new) or new[position] != event:
                yield Hit(
                    path=f"{pair.after.folder}/datapackage.json",
                    values={"date": event["date"], "event": event["event"]},
                )
                break


_HISTORY = DATASET_DOCUMENT["history"]

RULE = Rule(
    id="G002",
    name="edited-history",
    severity=Severity.ERROR,
    title=Text("過去の履歴を書きかえている", "An edited history"),
    why=Text(
        "いつ何を公開したかの記録が、信用できなくなります。",
        "The record of what was published when loses its worth.",
    ),
    fix=Text(
        "過去の行は元に戻し、新しい出来事は最後に足してください。",
        "Put the past lines back and add what is new at the end.",
    ),
    message=Text(
        "履歴の {date}「{event}」が変わったか、なくなっています。"
        "元に戻し、新しい出来事は最後に足してください。",
        "The event '{event}' of {date} was changed or removed. "
        "Put it back and add what is new at the end.",
    ),
    bad=(
        ChangeExample(after=TreeExample(descriptor={"history": _HISTORY[1:]})),
        ChangeExample(after=TreeExample(descriptor={"history": _HISTORY[::-1]})),
        ChangeExample(
            after=TreeExample(
                descriptor={"history": [{**_HISTORY[0], "date": "2026-09-01"}, *_HISTORY[1:]]}
            )
        ),
    ),
    good=(
        ChangeExample(
            after=TreeExample(
                descriptor={"history": [*_HISTORY, {"date": "2026-11-21", "event": "updated"}]}
            )
        ),
        ChangeExample(
            after=TreeExample(
                descriptor={"history": [*_HISTORY, WITHDRAWN]}, files={CSV_PATH: None}
            )
        ),
    ),
    check=OfChange(_check),
)
