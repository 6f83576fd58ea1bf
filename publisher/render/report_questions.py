"""The questions that nearly every file raises: each rule's once, however many files wait. Pure."""

from __future__ import annotations

from publisher.findings import Finding, Report
from publisher.words import Text

HEADING = Text("人が答える質問", "Questions for a person")


def asked(report: Report) -> list[Text]:
    """Return one question per rule, in the order of the rules; how many files, where several."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in report.questions:
        by_rule.setdefault(finding.rule, []).append(finding)
    return [_asked(rule, found) for rule, found in sorted(by_rule.items())]


def _asked(rule: str, found: list[Finding]) -> Text:
    said = found[0].message
    if any(finding.message != said for finding in found):
        said = Text(f"例えば、{said.ja}", f"Example: {said.en}")
    files = len({finding.place.path for finding in found})
    many = Text(f"（{files:,}ファイル）", f" ({files:,} files)") if files > 1 else Text("", "")
    return Text(f"{said.ja}（{rule}）{many.ja}", f"{said.en} ({rule}){many.en}")
