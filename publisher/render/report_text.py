"""A report for a terminal: verdict, at most three next steps, then what was found per file."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Report, Severity
from publisher.render.report_groups import Group, groups, steps
from publisher.render.report_verdict import verdict
from publisher.words import Text

LABELS = {
    Severity.ERROR: Text("直す", "mend"),
    Severity.WARNING: Text("確認", "look"),
    Severity.INFO: Text("参考", "note"),
}


def lines(report: Report, *, is_bare: bool, notice: Text) -> Iterator[str]:
    """Yield the lines of the report, Japanese first; `notice` is the instance's own, or empty."""
    said = verdict(report, is_bare=is_bare)
    yield said.ja
    yield said.en
    if todo := steps(report):
        yield ""
        yield "次にすること / What to do:"
        for number, step in enumerate(todo, start=1):
            yield f"  {number}. {step.ja}"
            yield f"     {step.en}"
    for path, found in groups(report).items():
        yield ""
        yield path
        for group in found:
            yield from _group(group)
    if notice.ja:
        yield ""
        yield notice.both()


def _group(group: Group) -> Iterator[str]:
    label, place, message = LABELS[group.first.severity], group.place, group.first.message
    yield f"  {label.ja}  {_after(place.ja, '：')}{message.ja}（{group.label}）"
    if group.why:
        yield f"        なぜ：{group.why.ja}"
    yield f"        {label.en}: {_after(place.en, ': ')}{message.en}"


def _after(place: str, mark: str) -> str:
    return f"{place}{mark}" if place else ""
