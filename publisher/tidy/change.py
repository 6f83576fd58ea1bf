"""What was changed, cell by cell, and what only a person can decide."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One cell, row or column of the source that comes out otherwise."""

    mend: str
    """Id of the mend that did it: `era-date`."""
    number: int = 0
    """Row or record of the source, from 1; 0 for the whole column or file."""
    line: int = 0
    position: int = 0
    """Column of the source, from 1; 0 for the whole row or file."""
    column: str = ""
    """Name of the column in the source."""
    sheet: str | None = None
    before: str = ""
    after: str = ""
    """Empty where it was moved out of the table or taken away; `moved` says whereto."""
    moved: str = ""
    """`title`, `note` or `unit` where the text went into the description; else empty."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question."""

    value: str
    """What stands on the command line: `iso`, `keep`."""
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What cannot be proven: asked with its choices; without an answer nothing changes."""

    id: str
    """`<mend>:<sheet>:<column>`: the same for the same file, so that an answer can be given ahead."""
    mend: str
    text: Text
    choices: tuple[Choice, ...]
    sheet: str | None = None
    number: int = 0
    column: str = ""
    count: int = 1
    """Cells that the answer decides."""
    examples: tuple[str, ...] = ()
    """At most three values, never of persons."""
    answer: str = ""
    """The choice that was made; empty while nobody has answered."""
