"""The last word on findings: an instance's own severities, and what a person has accepted.

Only what is likely, or asked, can be accepted; what is certain is mended (issue 4, point 1).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from publisher.findings import Finding, Severity
from publisher.verdicts import FileVerdict, Status

PLACE_KEYS = ("resource", "sheet", "column", "cell", "line")


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """One entry of a descriptor's `accepted`: what a person looked at and found right."""

    rule: str
    place: Mapping[str, Any]
    """Those of PLACE_KEYS that are stated; a column accepts every place in it."""
    reason: str
    date: str

    def covers(self, finding: Finding) -> bool:
        """Say whether this finding is what was accepted."""
        return (
            finding.rule == self.rule
            and finding.certainty != "certain"
            and all(getattr(finding.place, key) == value for key, value in self.place.items())
        )


def acceptances(descriptor: Mapping[str, Any]) -> tuple[Acceptance, ...]:
    """Return what a descriptor says was accepted; entries that are none are the profile's matter."""
    entries = descriptor.get("accepted")
    return tuple(_entries(entries if isinstance(entries, list) else []))


def _entries(entries: Iterable[Any]) -> Iterator[Acceptance]:
    for entry in entries:
        if isinstance(entry, Mapping) and entry.get("rule") and entry.get("reason"):
            yield Acceptance(
                rule=str(entry["rule"]),
                place={key: entry[key] for key in PLACE_KEYS if key in entry},
                reason=str(entry["reason"]),
                date=str(entry.get("date", "")),
            )


def severities_applied(
    findings: Iterable[Finding], severities: Mapping[str, Severity]
) -> Iterator[Finding]:
    """Yield the findings as heavy as the instance wants them; questions stay advice."""
    for finding in findings:
        wanted = severities.get(finding.rule)
        if wanted is None or finding.certainty == "person":
            yield finding
        else:
            yield replace(finding, severity=wanted)


def lowered(severities: Mapping[str, Severity]) -> frozenset[str]:
    """Return the rules that an instance lets say less than an error."""
    return frozenset(rule for rule, wanted in severities.items() if wanted is not Severity.ERROR)


def accepted(
    findings: Iterable[Finding], given: Sequence[Acceptance]
) -> tuple[tuple[Finding, ...], tuple[Acceptance, ...]]:
    """Return the findings with what was accepted, and the acceptances that match nothing."""
    used: set[int] = set()
    settled: list[Finding] = []
    for finding in findings:
        found = next((item for item in given if item.covers(finding)), None)
        if found is None:
            settled.append(finding)
            continue
        used.add(id(found))
        settled.append(replace(finding, severity=Severity.INFO, accepted=found.reason))
    return tuple(settled), tuple(item for item in given if id(item) not in used)


def parted(findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings, and apart from them the open questions that nearly every file raises."""
    everything = tuple(findings)
    quiet = [finding.is_quiet and not finding.accepted for finding in everything]
    return (
        tuple(item for item, apart in zip(everything, quiet, strict=True) if not apart),
        tuple(item for item, apart in zip(everything, quiet, strict=True) if apart),
    )


def verdict_after(verdict: FileVerdict, findings: Iterable[Finding]) -> FileVerdict:
    """Return the verdict of a file whose findings were settled."""
    open_ones: dict[str, bool] = defaultdict(bool)
    for finding in findings:
        if finding.place.path == verdict.path:
            open_ones[finding.rule] |= not finding.accepted
    against = {Status.VIOLATED, Status.NEEDS_PERSON}
    return replace(
        verdict,
        rules={
            rule: Status.ACCEPTED
            if status in against and rule in open_ones and not open_ones[rule]
            else status
            for rule, status in verdict.rules.items()
        },
    )
