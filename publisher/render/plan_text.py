"""A plan and its outcomes as an operator reads them: one line a change, then counts, then next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from publisher.instance import Instance
from publisher.publish.apply import Outcome, Result
from publisher.publish.live import Live
from publisher.publish.plan import Action, OrganizationAction, Plan
from publisher.words import Text, mask_name

FEW = 5
_WIDTH = max(len(action.value) for action in Action)

PLANNED = {
    Action.CREATE: Text("新規", "to create"),
    Action.UPDATE: Text("更新", "to update"),
    Action.RENAME: Text("改名", "to rename"),
    Action.MOVE: Text("移動", "to move"),
    Action.WITHDRAW: Text("取り下げ", "to withdraw"),
    Action.RESTORE: Text("再公開", "to restore"),
}
COUNTED = {
    Action.CREATE: Text("新規", "created"),
    Action.UPDATE: Text("更新", "updated"),
    Action.RENAME: Text("改名", "renamed"),
    Action.MOVE: Text("移動", "moved"),
    Action.WITHDRAW: Text("取り下げ", "withdrawn"),
    Action.RESTORE: Text("再公開", "restored"),
    Action.UNCHANGED: Text("変わりなし", "unchanged"),
    Action.BLOCKED: Text("保留（エラー）", "blocked"),
    Action.ORPHAN: Text("行方不明", "orphan"),
    Action.CONFLICT: Text("衝突", "conflict"),
    Action.FOREIGN: Text("他の管理", "foreign"),
}


def lines(plan: Plan) -> Iterator[str]:
    """Yield a plan's lines: organizations, datasets, notices; unchanged ones only counted."""
    width = max((len(item.dataset) for item in plan.changes), default=0)
    yield from _organizations(plan, width)
    for change in plan.changes:
        if change.action not in {Action.UNCHANGED, Action.FOREIGN}:
            yield _line(change.action.value, change.dataset, change.reasons, width)
    for notice in plan.notices:
        yield mask_name(f"{'note':<{_WIDTH}}  {notice.both()}")
    yield from (mask_name(f"{'refused':<{_WIDTH}}  {refusal.both()}") for refusal in plan.refusals)
    if plan.empty:
        yield "変更はありません / nothing to change"
    yield counts(plan)


def _organizations(plan: Plan, width: int) -> Iterator[str]:
    """Yield the organizations' lines; many of one kind (a first run) share one."""
    for action in OrganizationAction:
        found = [item for item in plan.organizations if item.action is action]
        if action is OrganizationAction.UNCHANGED or not found:
            continue
        if len(found) <= FEW:
            for item in found:
                yield _line(action.value, item.organization, item.reasons, width)
        else:
            first = ", ".join(item.organization for item in found[:2])
            name = f"{len(found)} organizations"
            yield _line(
                action.value, name, (*found[0].reasons, Text(f"{first} …", f"{first} …")), width
            )


def _line(action: str, name: str, reasons: Iterable[Text], width: int) -> str:
    why = "; ".join(reason.both() for reason in reasons)
    return mask_name(f"{action:<{_WIDTH}}  {name:<{width}}  {why}".rstrip())


def counts(plan: Plan) -> str:
    """Return one line that counts the datasets by what the plan would do with them."""
    text = _count(plan.counts(), COUNTED | PLANNED)
    return f"計画：{text.ja} / plan: {text.en}"


def results(plan: Plan, outcomes: Iterable[Outcome]) -> str:
    """Return one line that counts the datasets by what was done with them in the end."""
    found = Counter(plan.counts())
    failed = [item for item in outcomes if item.result is not Result.DONE and not item.organization]
    found.subtract(item.action for item in failed)
    text = _count(found, COUNTED)
    if failed:
        return (
            f"結果：{text.ja}・反映できず {len(failed)} / result: {text.en}, {len(failed)} not done"
        )
    return f"結果：{text.ja} / result: {text.en}"


def _count(found: Mapping[str, int], words: Mapping[Action, Text]) -> Text:
    shown = [
        Text(f"{text.ja} {found.get(action.value, 0)}", f"{found.get(action.value, 0)} {text.en}")
        for action, text in words.items()
        if found.get(action.value) or action in _ALWAYS
    ]
    return Text("・".join(item.ja for item in shown), ", ".join(item.en for item in shown))


_ALWAYS = frozenset(
    {Action.CREATE, Action.UPDATE, Action.WITHDRAW, Action.BLOCKED, Action.UNCHANGED}
)


def outcome_line(outcome: Outcome) -> str:
    """Return the line of a change that did not go through, or that has something to say."""
    next_step = {
        Result.DONE: Text("", ""),
        Result.FAILED: Text("理由を直して、もう一度実行してください", "mend the cause, run again"),
        Result.CONFLICT: Text(
            "もう一度実行してください。続くなら目録の管理者に確かめてください",
            "run again; if it stays, ask the catalog's administrator",
        ),
        Result.UNKNOWN: Text(
            "届いたか分かりません。もう一度実行すれば確かめます",
            "it is not known whether it arrived; running again finds out",
        ),
    }[outcome.result]
    tail = f" → {next_step.both()}" if next_step.ja else ""
    return mask_name(f"{outcome.result.value:<{_WIDTH}}  {outcome.name}: {outcome.detail}{tail}")


def live_lines(live: Live) -> Iterator[str]:
    """Yield the live count beside the tree's, and each difference by name."""
    yield (
        f"目録に見えるデータセット {live.catalog} 件・リポジトリ {live.tree} 件 / "
        f"{live.catalog} datasets visible in the catalog, {live.tree} in the tree"
    )
    for item in live.differences:
        names = f" ({', '.join(map(mask_name, item.datasets))})" if item.datasets else ""
        yield (
            f"  違い {item.organization}: 目録 {item.catalog}・リポジトリ {item.tree}{names} / "
            f"differs: {item.catalog} in the catalog, {item.tree} in the tree"
        )


def look_line(plan: Plan, instance: Instance) -> str:
    """Return how to look at what was published."""
    if plan.target == instance.catalog_url:
        return f"見るには: make serve → {plan.target}/ / to look at it: make serve"
    return f"見るには: {plan.target}/ / to look at it: {plan.target}/"
