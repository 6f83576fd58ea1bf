"""What has been said of one file: a status per rule, and no more findings than can be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from publisher.findings import Finding, Place
from publisher.row_set import RowSet
from publisher.rules.rule import (
    OfAnyFile,
    OfFeatures,
    OfFeed,
    OfGeoJson,
    OfSheet,
    OfTable,
    OfTextFile,
    OfWorkbook,
    Rule,
)
from publisher.standards import Recognition
from publisher.verdicts import FileVerdict, NamedStandard, Status, heavier
from publisher.words import Text

LIMIT = 1000
"""Findings of one rule in one column of one table that are told one by one."""
_MORE = Text(
    "同じことが、このほかに{count}か所あります。",
    "The same in {count} more {count:place|places}.",
)


@dataclass(slots=True)
class Ledger:
    """One file under check."""

    statuses: dict[str, Status] = field(default_factory=dict)
    is_unread: bool = False
    """The content could not be read, so rules of the content had nothing to look at."""

    standard: NamedStandard | None = None
    """The standard dataset of the file's tables, the surest of several."""

    def recognised(self, found: Recognition | None) -> None:
        """Take which standard dataset a table of the file is."""
        if found is None or (self.standard is not None and self.standard.is_sure >= found.is_sure):
            return
        self.standard = NamedStandard(
            slug=found.standard.slug,
            edition=found.standard.edition,
            title=found.standard.title,
            is_sure=found.is_sure,
            edition_is_sure=found.edition_is_sure,
        )

    _told: dict[str, str] = field(default_factory=dict)
    _found: set[str] = field(default_factory=set)

    def found(self, rule: str) -> None:
        """Take that a rule has a finding of its own."""
        self._found.add(rule)
        self.note(rule, Status.VIOLATED)

    def told(self, rule: str, by: str) -> None:
        """Take that a rule is violated, and that another's finding says so."""
        self._told[rule] = by
        self.note(rule, Status.VIOLATED)

    @property
    def told_by(self) -> dict[str, str]:
        """Return which rule tells of those that are violated without a finding of their own."""
        return {rule: by for rule, by in self._told.items() if rule not in self._found}

    def note(self, rule: str, status: Status) -> None:
        """Take what a rule said of the file or a part of it."""
        known = self.statuses.get(rule)
        self.statuses[rule] = heavier(known, status) if known else status


class Tally:
    """Counts the findings of one table; beyond LIMIT of one kind only their rows are kept."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, object], int] = defaultdict(int)
        self._more: dict[tuple[str, object], RowSet] = {}
        self._last: dict[tuple[str, object], Finding] = {}

    def room(self, rule: str, column: object) -> int:
        """Return how many more are told one by one."""
        return max(LIMIT - self._counts[(rule, column)], 0)

    def takes(self, rule: str, column: object, row: int | None, rows: int = 1) -> bool:
        """Count one more, or as many one after the other; True where it is told one by one."""
        key = (rule, column)
        self._counts[key] += rows
        if self._counts[key] <= LIMIT or row is None:
            return True
        self._more.setdefault(key, RowSet()).add(row, rows)
        return False

    def told(self, column: object, finding: Finding) -> Finding:
        """Remember the finding that stands for those that are only counted."""
        self._last[(finding.rule, column)] = finding
        return finding

    def rest(self) -> Iterator[Finding]:
        """Yield one finding per kind that went beyond LIMIT, with all further rows."""
        for key, found in self._more.items():
            like = self._last[key]
            yield Finding(
                rule=like.rule,
                severity=like.severity,
                certainty=like.certainty,
                place=Place(
                    path=like.place.path,
                    resource=like.place.resource,
                    sheet=like.place.sheet,
                    column=like.place.column,
                ),
                message=_MORE.fill({"count": found.total}),
                rows=found,
            )


def verdict(ledger: Ledger, rules: Iterable[Rule], place: Place) -> FileVerdict:
    """Return what every rule that can look at files said; what never ran was not applicable."""
    otherwise = Status.NOT_CHECKED if ledger.is_unread else Status.NOT_APPLICABLE
    kinds = (
        OfAnyFile,
        OfTextFile,
        OfGeoJson,
        OfFeatures,
        OfFeed,
        OfWorkbook,
        OfSheet,
        OfTable,
    )
    return FileVerdict(
        path=place.path,
        resource=place.resource,
        rules={
            rule.id: ledger.statuses.get(rule.id, otherwise)
            for rule in rules
            if rule.level or any(isinstance(check, kinds) for check in rule.checks)
        },
        standard=ledger.standard,
        told_by=ledger.told_by,
    )
