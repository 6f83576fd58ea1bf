"""A report as a comment on a proposal: Markdown in which nothing of the data is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Report
from publisher.render import report_levels, report_questions, report_standards
from publisher.render.report_groups import Group
from publisher.render.report_sections import Section, sections, steps
from publisher.render.report_verdict import hint, verdict
from publisher.words import Text, mask_name

ROWS = 100
"""Rows of the table: a comment holds 65,536 characters. The JSON report has everything."""
_MARKUP = re.compile(r"([\\`*_\[\]<>|~#!])")


def lines(report: Report, *, is_bare: bool, notice: Text) -> Iterator[str]:
    """Yield the lines of the comment, Japanese first."""
    said = verdict(report, is_bare=is_bare)
    yield f"## {said.ja}"
    yield ""
    yield said.en
    if (level := report_levels.of_report(report)).ja:
        yield ""
        yield f"{level.ja}<br>{level.en}"
    if (standard := report_standards.of_report(report)).ja:
        yield ""
        yield f"{escape(standard.ja)}<br>{escape(standard.en)}"
    if todo := steps(report):
        yield ""
        for number, step in enumerate(todo, start=1):
            yield f"{number}. {escape(step.ja)}<br>{escape(step.en)}"
    rows = [
        row for path, found in sections(report).items() for one in found for row in _rows(path, one)
    ]
    if rows:
        yield ""
        yield "| | ファイル / file | 場所 / place | 何を / what | 番号 / rule |"
        yield "|---|---|---|---|---|"
        yield from rows[:ROWS]
    if len(rows) > ROWS:
        rest = len(rows) - ROWS
        yield ""
        yield f"ほかに{rest}種類あります。 / {rest} more kinds are not shown."
    if asked := report_questions.asked(report):
        yield ""
        yield f"**{report_questions.HEADING.both()}**"
        yield ""
        yield from (f"- {escape(question.ja)}<br>{escape(question.en)}" for question in asked)
    for closing in (hint(report, is_bare=is_bare), notice):
        if closing.ja:
            yield ""
            yield f"> {escape(closing.ja)}<br>{escape(closing.en)}"


def _rows(path: str, section: Section) -> Iterator[str]:
    for number, group in enumerate(section.shown):
        yield _row(path, group, group.place, group.message, is_first=number == 0)
    if section.rest.ja:
        yield _row(path, section.first, Text("", ""), section.rest, is_first=False)


def _row(path: str, group: Group, place: Text, message: Text, *, is_first: bool) -> str:
    label, why = group.kind, ""
    if group.first.accepted:
        why = f"（理由：{escape(' '.join(group.first.accepted.split()))}）"
    elif group.why and is_first:
        why = f"<br>なぜ：{escape(group.why.ja)}"
    cells = (
        f"{label.ja} / {label.en}",
        escape(mask_name(path)),
        escape(place.ja),
        f"{escape(message.ja)}{why}<br>{escape(message.en)}",
        escape(group.label),
    )
    return f"| {' | '.join(cells)} |"


def escape(text: str) -> str:
    """Return text that Markdown shows as it is: no markup, no link, no mention, one line."""
    flat = " ".join(text.split()).replace("&", "&amp;")
    return _MARKUP.sub(r"\\\1", flat).replace("@", "&#64;")
