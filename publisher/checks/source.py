"""A file under check, and how what is found in it becomes findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from publisher.findings import Finding, Place, Severity
from publisher.model import File
from publisher.rules import known
from publisher.rules.fence import Crash, fenced
from publisher.rules.rule import Hit, Rule, cell_address, column_name
from publisher.tables import fault_words
from publisher.tables.engine import Fault


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
    siblings: tuple[Source, ...] = ()
    """Other files of the dataset, for foreign keys."""

    @property
    def place(self) -> Place:
        """Where findings of the whole file are."""
        return Place(path=self.path, resource=self.resource)


def rule_findings(
    rule: Rule,
    look: Callable[[], Iterable[Hit]],
    place: Place,
    labels: Sequence[str] = (),
) -> Iterator[Finding]:
    """Yield the findings of one rule; where it crashes, X000 ends them."""
    for hit in fenced(rule.id, look):
        yield of_crash(hit, place) if isinstance(hit, Crash) else rule.finding(hit, place, labels)


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
        message=fault_words.message(fault),
    )
