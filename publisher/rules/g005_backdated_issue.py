"""G005: a new first day of publication in the past that nobody can verify."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.model import Dataset, EventKind, Tree
from publisher.rules.examples import (
    CSV_PATH,
    DATASET_DOCUMENT,
    DESCRIPTOR_PATH,
    ChangeExample,
    TreeExample,
)
from publisher.rules.rule import Context, Hit, OfChange, Rule
from publisher.rules.succession import is_published, pairs
from publisher.words import Text


def _check(before: Tree, context: Context) -> Iterator[Hit]:
    for pair in pairs(before, context.tree):
        issued = pair.after.issued
        if issued is None or issued >= context.today or _is_verifiable(pair.after):
            continue
        # A day that stood there before is past matters: G001 guards it.
        was_stated = pair.before is not None and pair.before.issued is not None
        if not was_stated or not _was_public(pair.before, context):
            yield Hit(
                path=f"{pair.after.folder}/datapackage.json",
                values={"date": issued.isoformat(), "today": context.today.isoformat()},
            )


def _was_public(dataset: Dataset | None, context: Context) -> bool:
    return dataset is not None and is_published(dataset, context.today)


def _is_verifiable(dataset: Dataset) -> bool:
    return any(event.event is EventKind.PUBLISHED and event.ref for event in dataset.history)


_NOTHING = TreeExample(files={DESCRIPTOR_PATH: None, CSV_PATH: None})
_REGISTERED = {"history": DATASET_DOCUMENT["history"][:1]}

RULE = Rule(
    id="G005",
    name="backdated-issue",
    severity=Severity.ERROR,
    title=Text("過去の公開日に裏づけがない", "A first day in the past without a proof"),
    why=Text(
        "確かめられない過去の日付は、公開数の累計に入れられません。",
        "A past day that nobody can verify must not enter the cumulative count.",
    ),
    fix=Text(
        "公開日を今日にするか、そのとき公開していたページのURLを"
        "`opendata set 名前 --event published --date 日付 --ref URL` で書いてください。",
        "Set today, or state the page that showed it then with "
        "`opendata set NAME --event published --date DAY --ref URL`.",
    ),
    message=Text(
        "公開日が過去（{date}）ですが、裏づけがありません。今日（{today}）にするか、"
        "そのとき公開していたページのURLを履歴に書いてください。",
        "The first day of publication is past ({date}) and nothing proves it. Set it to today "
        "({today}), or add a `published` event with the page that showed it.",
    ),
    bad=(
        ChangeExample(before=_NOTHING, after=TreeExample(descriptor=_REGISTERED)),
        ChangeExample(
            before=TreeExample(descriptor={"issued": None, **_REGISTERED}),
            after=TreeExample(descriptor={"issued": "2020-04-01", **_REGISTERED}),
        ),
    ),
    good=(
        ChangeExample(before=_NOTHING),
        ChangeExample(
            before=_NOTHING,
            after=TreeExample(descriptor={"issued": "2026-11-21", **_REGISTERED}),
        ),
        ChangeExample(
            before=_NOTHING, after=TreeExample(descriptor={"issued": None, **_REGISTERED})
        ),
        ChangeExample(
            before=TreeExample(descriptor=_REGISTERED), after=TreeExample(descriptor=_REGISTERED)
        ),
    ),
    check=OfChange(_check),
)
