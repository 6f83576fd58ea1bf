"""What a check says: findings, where they are, and the report that decides the exit code."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from publisher.row_set import RowSet
from publisher.verdicts import FileVerdict
from publisher.words import Text, mask, mask_name


class Severity(enum.StrEnum):
    """An error blocks publication, a warning is shown, an info is advice."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a finding is, in the officer's words; what does not apply is None."""

    path: str
    """Path below the instance's folder, with `/`."""
    resource: str | None = None
    sheet: str | None = None
    line: int | None = None
    """Line as a text editor counts, from 1; right also after line breaks inside cells."""
    row: int | None = None
    """Record number as frictionless counts: the header is record 1."""
    column: str | None = None
    """The header of the column; its position as `#3` where the header is blank."""
    cell: str | None = None
    """Spreadsheet address, `B12`."""

    def __post_init__(self) -> None:
        """Hide a personal number in the name of a sheet, as everywhere else."""
        if self.sheet is not None:
            object.__setattr__(self, "sheet", mask(self.sheet))

    def as_json(self) -> dict[str, Any]:
        """Return the keys of schemas/report.schema.json, names without a person's numbers."""
        return {
            "path": mask_name(self.path),
            "resource": mask_name(self.resource) if self.resource else self.resource,
            "sheet": self.sheet,
            "line": self.line,
            "row": self.row,
            "column": self.column,
            "cell": self.cell,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fact that stands in the way, with its rule: ours, or frictionless's error type."""

    rule: str
    severity: Severity
    place: Place
    message: Text
    """What is wrong and how to mend it, never with a personal number in it."""
    certainty: str = "certain"
    """certain, likely (a heuristic; a person may accept it), or person (only a person decides)."""
    accepted: str = ""
    """The reason for which a person accepted a likely finding; it no longer warns."""
    rows: Collection[tuple[int, int]] = ()
    """Records of further places of the same, as ranges; only on the finding that counts them."""
    is_quiet: bool = False
    """A question that nearly every file raises: a report asks it once, apart from the findings."""

    def __post_init__(self) -> None:
        """Mask the reason: a person wrote it, and reports show it to everybody."""
        object.__setattr__(self, "accepted", mask(self.accepted))

    def as_json(self) -> dict[str, Any]:
        """Return the form of schemas/report.schema.json; rows by the million as a RowSet."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            **self.place.as_json(),
            "message": self.message.as_json(),
            "certainty": self.certainty,
            "accepted": self.accepted or None,
            "rows": self.rows if isinstance(self.rows, RowSet) else [*map(list, self.rows)],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The findings of a check, in the order of the tree."""

    findings: tuple[Finding, ...] = ()
    datasets: int = 0
    """Datasets (or bare files) looked at."""
    questions: tuple[Finding, ...] = ()
    """What nearly every file leaves to a person; those that are accepted are findings."""
    files: tuple[FileVerdict, ...] = ()
    """What each rule said of each file."""
    red: frozenset[str] = field(default_factory=frozenset)
    """Folders of datasets (or paths of bare files) with an error: they are not published."""
    red_resources: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """(dataset folder, resource name) pairs with an error of their own."""

    def count(self, severity: Severity) -> int:
        """Return how many findings have this severity."""
        return Counter(finding.severity for finding in self.findings)[severity]

    @property
    def exit_code(self) -> int:
        """1 where an error was found, else 0 (DESIGN §9)."""
        return 1 if self.count(Severity.ERROR) else 0

    def as_json(self) -> dict[str, Any]:
        """Return the form of schemas/report.schema.json."""
        return {
            "findings": [finding.as_json() for finding in self.findings],
            "questions": [finding.as_json() for finding in self.questions],
            "files": [verdict.as_json() for verdict in self.files],
            "summary": {
                "datasets": self.datasets,
                "errors": self.count(Severity.ERROR),
                "warnings": self.count(Severity.WARNING),
                "infos": self.count(Severity.INFO),
                "blocked": sorted(map(mask_name, self.red)),
            },
        }


def joined(reports: Iterable[Report]) -> Report:
    """Return one report out of several, in their order."""
    everything = tuple(reports)
    return Report(
        findings=tuple(finding for report in everything for finding in report.findings),
        questions=tuple(finding for report in everything for finding in report.questions),
        datasets=sum(report.datasets for report in everything),
        files=tuple(verdict for report in everything for verdict in report.files),
        red=frozenset().union(*(report.red for report in everything)),
        red_resources=frozenset().union(*(report.red_resources for report in everything)),
    )
