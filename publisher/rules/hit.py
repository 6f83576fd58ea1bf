"""What a rule says of what it sees: a hit, a question for a person, or that it does not apply."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from publisher.findings import Severity
from publisher.tables.record import Record
from publisher.words import Text


class Certainty(enum.StrEnum):
    """How sure a rule is of what it says."""

    CERTAIN = "certain"
    LIKELY = "likely"
    """A heuristic: the message says what was seen, a person may accept it with a reason."""
    PERSON = "person"
    """Only a person can decide: the report asks."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that a rule asked to see."""

    number: int
    """Number of its record."""
    position: int
    """Its column, from 1."""
    value: Any
    """Text in a CSV; text, a number, a date or a boolean in a workbook; never None."""
    text: str
    """The value as text, as it stands: not trimmed."""
    row: Callable[[], Record]
    """Returns its record; costs a look-up, so only for cells that matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place where a rule found the bad thing; what is None comes from the rule's subject."""

    values: Mapping[str, object] = field(default_factory=dict)
    """For the placeholders of the message: a Text for words of ours, else a value of the data."""
    message: Text | None = None
    """Instead of the rule's own where one rule has several sentences."""
    certainty: Certainty | None = None
    """Instead of the rule's own where one rule knows some things for certain, others likely."""
    severity: Severity | None = None
    """Instead of what rule and certainty give."""
    path: str | None = None
    resource: str | None = None
    line: int | None = None
    record: Record | None = None
    """In a table: the record it is in."""
    cell: Cell | None = None
    """In a table: the cell it is in; stands for `record` and `position`."""
    position: int | None = None
    """In a table: the column, from 1."""
    same_in_record: frozenset[str] = frozenset()
    """Error types of the engine that state the same fact, wherever in `record` they are."""
    is_above_header: bool = False
    """In a table: the record has no column names over it."""
    sheet: str | None = None
    """In a workbook: the sheet, where the rule looks at the whole book."""
    address: str | None = None
    """In a workbook: a cell or an area as spreadsheets name it (B12, B2:D5)."""


def whole_row(hit: Hit, header: Record | None) -> Hit:
    """Return a hit that says a record is no row of the table under `header`.

    Where it has fewer cells than the header that is certain: it would be wrong as a row, too, and
    the engine need not say so again. None for tables in which every record is as wide.
    """
    if header is None or hit.record is None or len(hit.record.cells) >= len(header.cells):
        return hit
    return replace(
        hit,
        certainty=Certainty.CERTAIN,
        same_in_record=frozenset({"missing-cell"}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What only a person can decide; shown on the report, answered in the descriptor."""

    question: Text
    values: Mapping[str, object] = field(default_factory=dict)
    position: int | None = None
    """In a table: the column asked about, from 1."""
    is_quiet: bool = False
    """Nearly every file raises it: asked once on a report, so that it does not bury the others."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The rule has nothing to judge here: no numbers, no years, no codes."""


@dataclass(frozen=True, slots=True)
class Told:
    """Violated, and another rule's certain finding in the same place says what to do.

    One fact is one finding; the status of this rule is still the truth. Only for findings that
    are certain: what is likely may be accepted, and this rule would then stand violated in silence.
    """

    by: str
    """The id of that rule."""
    cell: Cell | None = None
    """In a table: the cell of which that rule tells; the engine need not say so again."""


Outcome = Hit | Ask | NotApplicable | Told
