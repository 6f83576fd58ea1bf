"""A report for a terminal: verdict, at most three next steps, then what was found per file."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Report
from publisher.render import report_levels, report_questions, report_standards
from publisher.render.report_sections import Section, sections, steps
from publisher.render.report_verdict import hint, verdict
from publisher.render.width import folded
from publisher.words import Text, mask_name

FILES = 50
"""Files that are told; the worst come first, and machines get them all."""
ROOM = 10_000
"""Columns where nobody says how many there are: nothing is folded."""


_Line = tuple[str, str | None]
"""A line and what its continuation begins with; None where it must not be folded (a path)."""


def lines(report: Report, *, is_bare: bool, notice: Text, room: int = ROOM) -> Iterator[str]:
    """Yield the lines of the report, Japanese first; `notice` is the instance's own, or empty.

    `room` is how many columns the reader's terminal has.
    """
    for line, indent in _lines(report, is_bare=is_bare, notice=notice):
        if indent is None:
            yield line
        else:
            yield from folded(line, room, indent)


def _lines(report: Report, *, is_bare: bool, notice: Text) -> Iterator[_Line]:
    said = verdict(report, is_bare=is_bare)
    yield said.ja, ""
    yield said.en, ""
    for fact in (report_levels.of_report(report), report_standards.of_report(report)):
        if fact.ja:
            yield fact.ja, ""
            yield fact.en, ""
    if todo := steps(report):
        yield "", ""
        yield "次にすること / What to do:", ""
        for number, step in enumerate(todo, start=1):
            yield f"  {number}. {step.ja}", "     "
            yield f"     {step.en}", "     "
    found = list(sections(report).items())
    for path, listed in found[:FILES]:
        yield "", ""
        level = report_levels.of_file(report, path) if len(report.files) > 1 else Text("", "")
        yield f"{mask_name(path)}{level.ja}", None
        for section in listed:
            yield from _section(section)
    if len(found) > FILES:
        rest = len(found) - FILES
        yield "", ""
        yield f"ほかに{rest:,}ファイルあります。 / {rest:,} more files are not shown.", ""
    yield from _questions(report)
    if (closing := hint(report, is_bare=is_bare)).ja:
        yield "", ""
        yield closing.ja, ""
        yield closing.en, ""
    if notice.ja:
        yield "", ""
        yield notice.both(), ""


def _questions(report: Report) -> Iterator[_Line]:
    if asked := report_questions.asked(report):
        yield "", ""
        yield f"{report_questions.HEADING.ja} / {report_questions.HEADING.en}:", ""
    for question in asked:
        yield f"  ・{question.ja}", "    "
        yield f"    {question.en}", "    "


def _section(section: Section) -> Iterator[_Line]:
    kind, title, count = section.first.kind, section.title, section.count
    many = f" {count:,}か所" if count > 1 else ""
    yield "", ""
    yield f"  【{kind.ja} {kind.en}】{title.ja}（{section.first.label}）{many}", "    "
    for group in section.shown:
        yield f"    ・{_after(group.place.ja, '：')}{group.message.ja}", "      "
        yield f"      {_after(group.place.en, ': ')}{group.message.en}", "      "
        if group.first.accepted:
            yield f"      理由 / reason: {' '.join(group.first.accepted.split())}", "      "
    if section.rest.ja:
        yield f"    ・{section.rest.ja}", "      "
        yield f"      {section.rest.en}", "      "
    if section.first.why and not section.first.first.accepted:
        yield f"    なぜ：{section.first.why.ja}", "      "


def _after(place: str, mark: str) -> str:
    return f"{place}{mark}" if place else ""
