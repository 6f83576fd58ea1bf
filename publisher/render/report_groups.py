"""A report's findings as people read them: one group per file, rule and column. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from publisher.findings import Finding, Report, Severity
from publisher.rules import find
from publisher.tables import fault_words
from publisher.words import Text

RANGES = 5
"""Ranges of lines that a place names."""
STEPS = 3
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that say the same of one column of one file."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding whose words stand for all."""
        return self.findings[0]

    @property
    def place(self) -> Text:
        """Where, in the officer's words; empty where it is the whole file."""
        return _place(self.findings)

    @property
    def label(self) -> str:
        """The rule's id with its number of 2020: `L2-03／2020年版1-6`."""
        rule = find(self.first.rule)
        if rule is None or not rule.numbers_2020:
            return self.first.rule
        return f"{rule.id}／2020年版{'・'.join(rule.numbers_2020)}"

    @property
    def why(self) -> Text | None:
        """Why it matters; None for a type of frictionless that has no words yet."""
        if rule := find(self.first.rule):
            return rule.why
        words = fault_words.WORDS.get(self.first.rule)
        return words.why if words else None


def groups(report: Report) -> dict[str, list[Group]]:
    """Return the groups of each file, files in the report's order, worst groups first."""
    gathered: dict[str, dict[tuple[object, ...], list[Finding]]] = {}
    for finding in report.findings:
        place = finding.place
        key: tuple[object, ...] = (
            finding.severity,
            finding.rule,
            place.sheet,
            place.column,
            place.resource,
        )
        if place.line is None and place.row is None and place.cell is None:
            key = (*key, finding.message)  # facts of a whole file are one each
        gathered.setdefault(place.path, {}).setdefault(key, []).append(finding)
    return {
        path: sorted(
            (Group(tuple(found)) for found in by_key.values()),
            key=lambda group: _ORDER[group.first.severity],
        )
        for path, by_key in gathered.items()
    }


def steps(report: Report) -> list[Text]:
    """Return at most three next steps, of the worst severity there is."""
    worst = min((_ORDER[finding.severity] for finding in report.findings), default=None)
    chosen: dict[str, Text] = {}
    for finding in report.findings:
        if _ORDER[finding.severity] == worst and finding.rule not in chosen:
            chosen[finding.rule] = _step(finding)
        if len(chosen) == STEPS:
            break
    return list(chosen.values())


def _step(finding: Finding) -> Text:
    if rule := find(finding.rule):
        return rule.fix
    words = fault_words.WORDS.get(finding.rule)
    if words is None or finding.severity is Severity.INFO:
        return finding.message
    return Text(
        f"一覧の「{words.title.ja}」を直してください。",
        f"Mend what is listed as '{words.title.en}'.",
    )


def _place(findings: Sequence[Finding]) -> Text:
    place = findings[0].place
    spots = [found.place.cell for found in findings if found.place.cell]
    lines = [found.place.line or found.place.row for found in findings]
    numbers = [line for line in lines if line is not None]
    count = Text(f"（{len(findings)}か所）", f" ({len(findings)} places)")
    if len(findings) == 1:
        count = Text("", "")
    column = Text("", "")
    if place.column and place.column.startswith("#") and place.column[1:].isdigit():
        column = Text(f"{place.column[1:]}列目", f"column {place.column[1:]}")
    elif place.column:
        column = Text(f"「{place.column}」の列", f"column '{place.column}'")
    if spots:
        shown = ", ".join(spots[:RANGES]) + ("…" if len(spots) > RANGES else "")
        where = Text(f"シート『{place.sheet}』{shown}", f"sheet '{place.sheet}' {shown}")
    elif numbers:
        shown = ranges(numbers)
        noun = "line" if place.line is not None else "row"
        plural = noun if len(numbers) == 1 else f"{noun}s"
        sheet = Text(f"シート『{place.sheet}』", f"sheet '{place.sheet}' ")
        if place.sheet is None:
            sheet = Text("", "")
        where = Text(f"{sheet.ja}{shown}行目", f"{sheet.en}{plural} {shown}")
    else:
        where = Text("", "")
    joint = Text("・", ", ") if where.ja and column.ja else Text("", "")
    return Text(
        f"{where.ja}{joint.ja}{column.ja}{count.ja}", f"{where.en}{joint.en}{column.en}{count.en}"
    )


def ranges(numbers: Iterable[int]) -> str:
    """Return numbers as ranges: `2–5, 8, 10–12`, at most RANGES of them."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    shown = [str(low) if low == high else f"{low}–{high}" for low, high in found[:RANGES]]
    return ", ".join(shown) + ("…" if len(found) > RANGES else "")
