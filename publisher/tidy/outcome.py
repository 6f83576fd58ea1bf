"""What fixing one file comes to: its changes, its questions, and what would be written."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.tidy.change import Change, Changes
from publisher.tidy.draft import Draft
from publisher.tidy.fix import Result
from publisher.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One table as it would be written."""

    path: str
    content: bytes
    draft: Draft
    is_new: bool
    """False where the file holds just these bytes already."""
    words_path: str = ""
    """Where the titles and notes go, beside the table; empty where there are none to write."""
    words: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file."""

    path: str
    """As the officer named it."""
    sha256: str
    result: Result
    moved: tuple[Change, ...] = ()
    """What finding the tables has moved, joined or filled."""
    joined: tuple[Change, ...] = ()
    """What joining like tables to a long one has filled or left out."""
    others: tuple[tuple[str | None, Text], ...] = ()
    """Sheets, or parts of them, that are no tables, and why."""
    notices: tuple[Text, ...] = ()
    """What was left as it is or left out, and where."""
    form: tuple[Change, ...] = ()
    """How the bytes change beside the cells."""
    outputs: tuple[Output, ...] = ()
    is_geo: bool = False
    """Its rows are features of a GeoJSON file, which no line tells apart."""
    is_written: bool = False

    @property
    def changes(self) -> Changes:
        """Every change, those of the whole file first."""
        found = Changes((*self.form, *self.moved))
        found.extend(self.result.changes)
        found.extend(self.joined)
        return found

    @property
    def is_changed(self) -> bool:
        """True where anything is there to be written."""
        return any(output.is_new for output in self.outputs)


@dataclass(frozen=True, slots=True)
class Passed:
    """A file of a folder that nothing was done with, and why."""

    path: str
    why: Text
