"""One file judged, and who judges many of them: here one after the other, elsewhere in parallel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from publisher.checks import file as file_check
from publisher.checks.ledger import Ledger, verdict
from publisher.checks.source import Looking, Source, of_crash
from publisher.findings import Finding
from publisher.rules.fence import Crash, fenced
from publisher.verdicts import FileVerdict

_OF_ORIGINALS = ("S", "X")
"""Rules of what must not go out, and our own failure."""
UNREAD = frozenset({"format-error", "encoding-error"})
"""What is said of a file that nobody could look into: a macro book named .xlsx, for one."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found in one file."""

    findings: tuple[Finding, ...]
    verdict: FileVerdict


Judge = Callable[[Sequence[Source], Looking], Iterator[Judged]]
"""Judges files; what it yields is in the order of the sources."""


def judged(source: Source, looking: Looking) -> Judged:
    """Look at one file; raises SurroundingsError where the disk fails."""
    if source.is_original:
        return _judged_original(source, looking)
    ledger = Ledger()
    findings = tuple(_looked(source, looking, ledger))
    return Judged(findings, verdict(ledger, looking.rules, source.place))


def failed(source: Source, looking: Looking, error: str) -> Judged:
    """Return what is known of a file that nobody could judge: that this is our fault."""
    ledger = Ledger(is_unread=True)
    finding = of_crash(Crash("file", error), source.place)
    rules = () if source.is_original else looking.rules
    return Judged((finding,), verdict(ledger, rules, source.place))


def _judged_original(source: Source, looking: Looking) -> Judged:
    """Look at a file beside the table that was made from it: only for what must not go out.

    How it looks is the reason why the table was made; the table answers for being readable, so
    the original's verdict is of no rule.
    """
    rules = tuple(rule for rule in looking.rules if rule.id.startswith(_OF_ORIGINALS))
    ids = {rule.id for rule in rules}
    found = _looked(source, replace(looking, rules=rules), Ledger())
    findings = tuple(item for item in found if item.rule in ids | UNREAD)
    return Judged(findings, FileVerdict(path=source.path, resource=source.resource, rules={}))


def _looked(source: Source, looking: Looking, ledger: Ledger) -> Iterator[Finding]:
    """Yield the findings of a file; where we fail at it, that is one, and the others go on."""
    for found in fenced("file", partial(file_check.look, source, looking, ledger)):
        if isinstance(found, Crash):
            ledger.is_unread = True
            yield of_crash(found, source.place)
        else:
            yield found


def one_by_one(sources: Sequence[Source], looking: Looking) -> Iterator[Judged]:
    """Judge files here, one after the other."""
    return (judged(source, looking) for source in sources)
