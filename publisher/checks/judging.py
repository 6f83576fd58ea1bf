"""One file judged, and who judges many of them: here one after the other, elsewhere in parallel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from publisher.checks import file as file_check
from publisher.checks.ledger import Ledger, verdict
from publisher.checks.source import Looking, Source
from publisher.findings import Finding
from publisher.verdicts import FileVerdict


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found in one file."""

    findings: tuple[Finding, ...]
    verdict: FileVerdict


Judge = Callable[[Sequence[Source], Looking], Iterator[Judged]]
"""Judges files; what it yields is in the order of the sources."""


def judged(source: Source, looking: Looking) -> Judged:
    """Look at one file; raises SurroundingsError where the disk fails."""
    ledger = Ledger()
    findings = tuple(file_check.look(source, looking, ledger))
    return Judged(findings, verdict(ledger, looking.rules, source.place))


def one_by_one(sources: Sequence[Source], looking: Looking) -> Iterator[Judged]:
    """Judge files here, one after the other."""
    return (judged(source, looking) for source in sources)
