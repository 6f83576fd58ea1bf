"""The shape every rule module fills in, and what each kind of rule sees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from publisher.findings import Finding, Place, Severity
from publisher.model import Dataset, Tree, Unreadable
from publisher.rules.examples import Example
from publisher.tables.encoding import Encoding
from publisher.tables.layout import Layout
from publisher.tables.record import Record, column_letter
from publisher.vocabularies import Vocabularies
from publisher.words import Text, quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place where a rule found the bad thing; what is None comes from the rule's subject."""

    values: Mapping[str, object] = field(default_factory=dict)
    """For the placeholders of the message: a Text for words of ours, else a value of the data."""
    message: Text | None = None
    """Instead of the rule's own where one rule has several sentences."""
    severity: Severity | None = None
    path: str | None = None
    resource: str | None = None
    line: int | None = None
    record: Record | None = None
    """In a table: the record it is in."""
    position: int | None = None
    """In a table: the column, from 1."""
    is_above_header: bool = False
    """In a table: the record has no column names over it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What rules of datasets may look at beside their dataset."""

    tree: Tree
    vocabularies: Vocabularies
    today: dt.date

    @property
    def folders(self) -> tuple[Dataset | Unreadable, ...]:
        """Every dataset's folder, readable or not."""
        return (*self.tree.datasets, *self.tree.unreadable)

    def has_organization(self, name: str) -> bool:
        """Say whether the folder `name` holds a readable organization.json."""
        return any(item.name == name for item in self.tree.organizations)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """A file that should be text, before it is read as anything."""

    form: str
    """csv, tsv, json or geojson."""
    encoding: Encoding
    parse_fault: ParseFault | None = None
    """Why JSON cannot be parsed; None for tables and sound files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseFault:
    """Where and why a parser gave up."""

    line: int | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableHead:
    """What is known of a table before its rows stream by."""

    layout: Layout
    sheet: str | None
    has_header: bool = True
    """False where the descriptor says so."""


class Watch:
    """One look of one rule at one table; keeps state between records, never the records."""

    def start(self, table: TableHead) -> Iterable[Hit]:  # noqa: ARG002  for those that look
        """See the header."""
        return ()

    def row(self, record: Record) -> Iterable[Hit]:  # noqa: ARG002  for those that look
        """See a record below the header."""
        return ()

    def finish(self) -> Iterable[Hit]:
        """Say what only the whole table shows."""
        return ()


@dataclass(frozen=True, slots=True)
class OfTextFile:
    """A rule that sees a file's bytes decided upon, once per file."""

    check: Callable[[TextFile], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class OfTable:
    """A rule that sees a table as a stream; a fresh Watch per table."""

    watch: Callable[[], Watch]


@dataclass(frozen=True, slots=True)
class OfDataset:
    """A rule that sees one dataset."""

    check: Callable[[Dataset, Context], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class OfTree:
    """A rule that sees everything under datasets/ at once; its hits carry a path."""

    check: Callable[[Context], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class OfChange:
    """A rule that compares the base branch's tree with this one; its hits carry a path."""

    check: Callable[[Tree, Context], Iterable[Hit]]


Check = OfTextFile | OfTable | OfDataset | OfTree | OfChange


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
    numbers_2020: tuple[str, ...] = ()
    """Numbers of the same rule in the 2020 edition (STANDARDS.md §1.0)."""
    supersedes: frozenset[str] = frozenset()
    """frictionless's error types that state the same fact of the same file."""
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    check: Check | None
    """None where the finding is made while loading or by the check itself."""

    def finding(self, hit: Hit, place: Place, labels: Sequence[str] = ()) -> Finding:
        """Return the finding of a hit: what the hit leaves open comes from `place`.

        `labels` are the header's cells of the table that the hit is in.
        """
        message = hit.message or self.message
        if message is None:
            raise ValueError(self.id)
        return Finding(
            rule=self.id,
            severity=hit.severity or self.severity,
            place=_placed(hit, place, labels),
            message=Text(
                message.ja.format_map(
                    {name: _shown(value, "ja") for name, value in hit.values.items()}
                ),
                message.en.format_map(
                    {name: _shown(value, "en") for name, value in hit.values.items()}
                ),
            ),
        )


def _placed(hit: Hit, place: Place, labels: Sequence[str]) -> Place:
    record, position = hit.record, hit.position
    return Place(
        path=hit.path or place.path,
        resource=hit.resource or place.resource,
        sheet=place.sheet,
        line=record.line if record else hit.line,
        row=record.number if record else None,
        column=None if hit.is_above_header else column_name(labels, position),
        cell=cell_address(place.sheet, record.number if record else None, position),
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
    return value if isinstance(value, int) else quote(value)
