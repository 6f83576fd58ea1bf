"""The shape every rule module fills in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from publisher.findings import Finding, Place, Severity
from publisher.rules.examples import Example
from publisher.rules.feature_watch import FeatureWatch, Publisher
from publisher.rules.hit import Ask, Cell, Certainty, Hit, NotApplicable, Outcome, Told, whole_row
from publisher.rules.kinds import (
    AnyFile,
    Check,
    Context,
    OfAnyFile,
    OfChange,
    OfDataset,
    OfFeatures,
    OfFeed,
    OfGeoJson,
    OfSheet,
    OfTable,
    OfTextFile,
    OfTree,
    OfWorkbook,
    ParseFault,
    TextFile,
)
from publisher.rules.watch import ColumnFacts, Interest, TableFacts, TableHead, Watch
from publisher.tables.record import column_letter
from publisher.words import Text, counting, quote

__all__ = [
    "AnyFile",
    "Ask",
    "Cell",
    "Certainty",
    "Check",
    "ColumnFacts",
    "Context",
    "FeatureWatch",
    "Hit",
    "Interest",
    "NotApplicable",
    "OfAnyFile",
    "OfChange",
    "OfDataset",
    "OfFeatures",
    "OfFeed",
    "OfGeoJson",
    "OfSheet",
    "OfTable",
    "OfTextFile",
    "OfTree",
    "OfWorkbook",
    "Outcome",
    "ParseFault",
    "Publisher",
    "Rule",
    "TableFacts",
    "TableHead",
    "TextFile",
    "Told",
    "Watch",
    "cell_address",
    "column_name",
    "whole_row",
]
"""Everything that a rule module needs."""


_LARGE = 10**10
"""From here on a number may be an individual one: no count is as large."""


def default_severity(level: int | None, certainty: Certainty) -> Severity:
    """Return how heavy a finding of an official rule is: certain ones of levels 1 and 2 block.

    Likely ones warn, level 3 advises (issue 4, point 1).
    """
    if level == 3:
        return Severity.INFO
    return Severity.ERROR if certainty is Certainty.CERTAIN else Severity.WARNING


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """One bad thing: its names, words in both languages, examples, and how to find it."""

    id: str
    """An official id of 2026 (L1-05), or ours: a letter and three digits, never reused."""
    name: str
    """Slug that names the bad thing."""
    severity: Severity
    title: Text
    why: Text
    """Why it matters to whoever reuses the data."""
    fix: Text
    """What to do."""
    message: Text | None = None
    """What a finding says; None where the words come from elsewhere."""
    decides: Text | None = None
    """How the rule decides, for the rules' page: what is certain, what a heuristic, what is asked."""
    certainty: Certainty = Certainty.CERTAIN
    """Of a hit that does not say otherwise."""
    official_title: str = ""
    """The title of the 2026 edition, word for word; empty for our own rules."""
    numbers_2020: tuple[str, ...] = ()
    """Numbers of the same rule in the 2020 edition (STANDARDS.md §1.0)."""
    supersedes: frozenset[str] = frozenset()
    """frictionless's error types that state the same fact: one hit drops them in the same place.

    A hit on a cell drops the fault of that cell, any other hit every such fault of the table.
    """
    is_of_misreading: bool = False
    """One hit means that the table was not read as it is: no other rule can call it fine."""
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    check: Check | tuple[Check, ...] | None
    """None where the finding is made while loading or by the check itself."""

    @property
    def checks(self) -> tuple[Check, ...]:
        """Every way in which the rule looks."""
        if self.check is None:
            return ()
        return self.check if isinstance(self.check, tuple) else (self.check,)

    @property
    def level(self) -> int | None:
        """1, 2 or 3 for a rule of the 2026 edition, None for our own."""
        return int(self.id[1]) if self.id.startswith("L") else None

    def severity_of(self, hit: Hit) -> Severity:
        """Return how heavy a hit is."""
        if hit.severity is not None:
            return hit.severity
        certainty = hit.certainty or self.certainty
        if self.level is None or certainty is self.certainty:
            return self.severity
        return default_severity(self.level, certainty)

    def finding(self, hit: Hit, place: Place, labels: Sequence[str] = ()) -> Finding:
        """Return the finding of a hit: what the hit leaves open comes from `place`.

        `labels` are the header's cells of the table that the hit is in.
        """
        message = hit.message or self.message
        if message is None:
            raise ValueError(self.id)
        return Finding(
            rule=self.id,
            severity=self.severity_of(hit),
            certainty=(hit.certainty or self.certainty).value,
            place=_placed(hit, place, labels),
            message=_filled(message, hit.values),
        )

    def question(self, ask: Ask, place: Place, labels: Sequence[str] = ()) -> Finding:
        """Return what only a person can decide, as advice on the report."""
        return Finding(
            rule=self.id,
            severity=Severity.INFO,
            certainty=Certainty.PERSON.value,
            place=Place(
                path=place.path,
                resource=place.resource,
                sheet=place.sheet,
                column=column_name(labels, ask.position),
            ),
            message=_filled(ask.question, ask.values),
            is_quiet=ask.is_quiet,
        )


def _filled(message: Text, values: Mapping[str, object]) -> Text:
    return Text(
        message.ja.format_map({name: _shown(value, "ja") for name, value in values.items()}),
        message.en.format_map({name: _shown(value, "en") for name, value in values.items()}),
    )


def _placed(hit: Hit, place: Place, labels: Sequence[str]) -> Place:
    record, position = hit.record, hit.position
    if hit.cell is not None:
        record, position = hit.cell.row(), hit.cell.position
    sheet = hit.sheet or place.sheet
    return Place(
        path=hit.path or place.path,
        resource=hit.resource or place.resource,
        sheet=sheet,
        line=record.line if record else hit.line,
        row=record.number if record else None,
        column=None if hit.is_above_header else column_name(labels, position),
        cell=hit.address or cell_address(sheet, record.number if record else None, position),
    )


def column_name(labels: Sequence[str], position: int | None) -> str | None:
    """Return how a finding names a column: its header, `#3` where that is blank."""
    if position is None:
        return None
    label = labels[position - 1].strip() if position <= len(labels) else ""
    return quote(label, 80) if label else f"#{position}"


def cell_address(sheet: str | None, row: int | None, position: int | None) -> str | None:
    """Return a cell as spreadsheets name it, None outside of one."""
    if sheet is None or row is None or position is None:
        return None
    return f"{column_letter(position)}{row}"


def _shown(value: object, language: Literal["ja", "en"]) -> object:
    """Return a value as a message may show it: words of ours as they are, data masked and cut."""
    if isinstance(value, Text):
        return value.ja if language == "ja" else value.en
    return counting(value) if isinstance(value, int) and value < _LARGE else quote(value)
