"""A report as a comment on a proposal: Markdown in which nothing of the data is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Report
from publisher.render.report_groups import Group, groups, steps
from publisher.render.report_text import LABELS
from publisher.render.report_verdict import verdict
from publisher.words import Text

GROUPS = 100
"""Rows of the table: a comment holds 65,536 characters. The JSON report has everything."""
_MARKUP = re.compile(r"([\\`*_\[\]<>|~#!])")


def lines(report: Report, *, is_bare: bool, notice: Text) -> Iterator[str]:
    """Yield the lines of the comment, Japanese first."""
    said = verdict(report, is_bare=is_bare)
    yield f"## {said.ja}"
    yield ""
    yield said.en
    if todo := steps(report):
        yield ""
        for number, step in enumerate(todo, start=1):
            yield f"{number}. {escape(step.ja)}<br>{escape(step.en)}"
    rows = [(path, group) for path, found in groups(report).items() for group in found]
    if rows:
        yield ""
        yield "| | ファイル / file | 場所 / place | 何を / what | 番号 / rule |"
        yield "|---|---|---|---|---|"
        for path, group in rows[:GROUPS]:
            yield _row(path, group)
    if len(rows) > GROUPS:
        rest = len(rows) - GROUPS
        yield ""
        yield f"ほかに{rest}種類あります。 / {rest} more kinds are not shown."
    if notice.ja:
        yield ""
        yield f"> {escape(notice.ja)}<br>{escape(notice.en)}"


def _row(path: str, group: Group) -> str:
    label, place, message = LABELS[group.first.severity], group.place, group.first.message
    why = escape(group.why.ja) if group.why else ""
    cells = (
        f"{label.ja} / {label.en}",
        escape(path),
        escape(place.ja),
        f"{escape(message.ja)}{why}<br>{escape(message.en)}",
        escape(group.label),
    )
    return f"| {' | '.join(cells)} |"


def escape(text: str) -> str:
    """Return text that Markdown shows as it is: no markup, no link, no mention, one line."""
    flat = " ".join(text.split()).replace("&", "&amp;")
    return _MARKUP.sub(r"\\\1", flat).replace("@", "&#64;")
