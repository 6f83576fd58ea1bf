"""A file under check, and how what is found in it becomes findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from publisher.books import words as books
from publisher.checks.ledger import Ledger
from publisher.findings import Finding, Place, Severity
from publisher.model import File
from publisher.municipalities import Municipalities
from publisher.rules import known
from publisher.rules.fence import Crash, fenced
from publisher.rules.rule import (
    Ask,
    Hit,
    NotApplicable,
    Outcome,
    Rule,
    Told,
    cell_address,
    column_name,
)
from publisher.standards import Standard
from publisher.tables import fault_words
from publisher.tables import text_words as texts
from publisher.tables.engine import Engine, Fault
from publisher.verdicts import Status

_OF_FILES = {**books.WORDS, **texts.WORDS}
"""Words of files that cannot be read, by the note of the fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file with what is declared of it."""

    file: File
    form: str
    """csv, tsv, xlsx, json, geojson, or what nothing here reads."""
    path: str
    resource: str | None = None
    """The resource's name; None for a bare file."""
    properties: Mapping[str, Any] = field(default_factory=dict)
    """The descriptor's resource object; empty for a bare file."""
    descriptor: Mapping[str, Any] | None = None
    """datapackage.json; None for a bare file."""
    body: str | None = None
    """6-digit code of the publishing body; None for a bare file."""
    is_original: bool = False
    """Another file of the dataset was made from it: that one is the table, this its evidence."""
    siblings: tuple[Source, ...] = ()
    """Other files of the dataset, for foreign keys."""

    @property
    def names(self) -> tuple[str, ...]:
        """What the file is called where it is published; folders of this machine are not."""
        if self.resource is None:
            return (self.path.rpartition("/")[2],)
        _, _, inside = self.path.removeprefix("datasets/").partition("/")
        return (inside, self.resource)

    @property
    def place(self) -> Place:
        """Where findings of the whole file are."""
        return Place(path=self.path, resource=self.resource)


@dataclass(frozen=True, slots=True)
class Looking:
    """With what files are looked at."""

    rules: tuple[Rule, ...]
    engine: Engine
    standards: tuple[Standard, ...] = ()
    municipalities: Municipalities | None = None
    lowered: frozenset[str] = frozenset()
    """Rules that the instance lets say less than an error: they do not stand for the engine's."""


def rule_findings(
    rule: Rule,
    look: Callable[[], Iterable[Outcome]],
    place: Place,
    labels: Sequence[str] = (),
    ledger: Ledger | None = None,
) -> Iterator[Finding]:
    """Yield the findings of one rule; where it crashes, X000 ends them."""
    ledger = ledger or Ledger()
    ledger.note(rule.id, Status.NOT_APPLICABLE)
    outcomes = 0
    for outcome in fenced(rule.id, look):
        outcomes += 1
        for finding in said(rule, outcome, place, labels, ledger):
            yield finding
            if is_crash(finding):
                return
    if not outcomes:
        ledger.note(rule.id, Status.FINE)


def said(
    rule: Rule, outcome: Outcome | Crash, place: Place, labels: Sequence[str], ledger: Ledger
) -> Iterator[Finding]:
    """Yield the finding of what a rule said, if it is one, and note the rule's status.

    A hit that cannot be put in words is the rule's crash like any other.
    """
    for found in fenced(rule.id, partial(_worded, rule, outcome, place, labels, ledger)):
        if isinstance(found, Crash):
            ledger.note(rule.id, Status.NOT_CHECKED)
            yield of_crash(found, place)
        else:
            yield found


def _worded(
    rule: Rule, outcome: Outcome | Crash, place: Place, labels: Sequence[str], ledger: Ledger
) -> Iterator[Finding | Crash]:
    match outcome:
        case Hit():
            ledger.found(rule.id)
            yield rule.finding(outcome, place, labels)
        case Ask():
            ledger.note(rule.id, Status.NEEDS_PERSON)
            yield rule.question(outcome, place, labels)
        case Told(by):
            ledger.told(rule.id, by)
        case NotApplicable():
            ledger.note(rule.id, Status.NOT_APPLICABLE)
        case Crash():
            yield outcome
        case _:
            raise TypeError("an outcome")


def is_crash(finding: Finding) -> bool:
    """Say whether a finding tells that we failed."""
    return finding.rule == "X000"


def of_crash(crash: Crash, place: Place) -> Finding:
    """Return X000: our fault, not the data's."""
    hit = Hit(values={"rule": crash.culprit, "error": crash.error})
    return known("X000").finding(hit, place)


def of_fault(fault: Fault, place: Place, labels: Sequence[str] = ()) -> Finding:
    """Return the finding of an engine's fault; its rule is frictionless's error type."""
    column = column_name(labels, fault.field)
    if fault.label and (column is None or column.startswith("#")):
        column = column_name((fault.label,), 1)
    return Finding(
        rule=fault.type,
        severity=Severity.ERROR,
        place=Place(
            path=place.path,
            resource=place.resource,
            sheet=place.sheet,
            line=fault.line,
            row=fault.row,
            column=column,
            cell=cell_address(place.sheet, fault.row, fault.field),
        ),
        message=_OF_FILES.get(fault.note) or fault_words.message(fault, place.sheet, place.path),
    )
