"""Limits: how much one run may lose. They count losses only (DESIGN §4). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from publisher.instance import Limit, Limits
from publisher.publish.actual import Actual
from publisher.publish.desired import Desired
from publisher.publish.plan import Action, Plan
from publisher.words import Text


def judged(
    plan: Plan,
    wanted: Desired,
    actual: Actual,
    limits: Limits,
    *,
    declared: int,
    today: dt.date,
) -> Plan:
    """Return the plan with its refusals.

    `declared` is how many datasets the tree holds, readable or not: an empty or half-read tree
    (a failed checkout) is refused whatever the limits say.
    """
    return replace(
        plan,
        refusals=tuple(_refusals(plan, wanted, actual, limits, declared=declared, today=today)),
    )


def _refusals(
    plan: Plan,
    wanted: Desired,
    actual: Actual,
    limits: Limits,
    *,
    declared: int,
    today: dt.date,
) -> Iterator[Text]:
    ours = [held for held in actual.datasets.values() if held.managed_by == plan.instance]
    live = [held for held in ours if not held.withdrawn and not held.deleted]
    orphans = sum(change.action is Action.ORPHAN for change in plan.changes)
    if not declared:
        yield Text(
            "datasets にデータセットが一つもありません。最初の一つを `opendata add` で加えるか、"
            "取り出し（git checkout）が済んでいるか確かめてください。",
            "datasets holds no dataset. Add the first one with `opendata add`, or see whether the "
            "checkout is complete.",
        )
    elif orphans > max(1, len(live) // 2):
        yield Text(
            f"目録の {len(live)} 件のうち {orphans} 件がリポジトリにありません。"
            "取り出しが途中で終わっていないか確かめてください。",
            f"{orphans} of the catalog's {len(live)} datasets are not in the tree; "
            "see whether the checkout is complete.",
        )
    withdrawn = sum(change.action is Action.WITHDRAW for change in plan.changes)
    yield from _over("withdrawals", withdrawn, len(live), limits.withdrawals, limits, today)
    removed = sum(len(change.removes) for change in plan.changes if change.action is Action.UPDATE)
    # What was not read in full is as desired: it holds the files that we want it to hold.
    files = {item.name: item.resources for item in wanted.datasets}
    held_files = sum(
        len(files.get(held.name, ()) if held.package is None else held.package["resources"])
        for held in live
    )
    yield from _over("files", removed, held_files, limits.files, limits, today)


_KINDS = {
    "withdrawals": Text("データセットの取り下げ", "withdrawals of datasets"),
    "files": Text("ファイルの削除", "removals of files"),
}


def _over(
    kind: str, count: int, total: int, limit: Limit, limits: Limits, today: dt.date
) -> Iterator[Text]:
    """Yield a refusal where `count` losses are too many; one loss per run is always allowed."""
    allowed = max(
        (item.count for item in limits.overrides if item.limit == kind and item.date == today),
        default=0,
    )
    if count <= max(1, allowed):
        return
    if count > limit.absolute or count > limit.share * total:
        words = _KINDS[kind]
        yield Text(
            f"{words.ja}が {count} 件あります（一度に {limit.absolute} 件または "
            f"{limit.share:.0%} まで）。意図したものなら opendata.toml の [[limits.override]] に "
            "日付・件数・理由を書いて、確認を受けてください。",
            f"{count} {words.en} in one run (allowed: {limit.absolute}, or {limit.share:.0%}). "
            "If meant, write date, count and reason into [[limits.override]] of opendata.toml and "
            "have it reviewed.",
        )
