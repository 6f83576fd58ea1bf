"""The labels: what is true of a file under a rule, and where."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
VERDICTS = ("violated", "needs-person", "fine", "not-applicable")
"""The stronger first: a file with one violated place violates the rule."""
OFFICIAL = tuple(
    f"L{level}-{number:02}"
    for level, last in ((1, 15), (2, 6), (3, 9))
    for number in range(1, last + 1)
)


@dataclass(frozen=True, slots=True)
class Where:
    """One place: a cell of a sheet, a line and a column, or a whole column; all empty: the file."""

    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    column: str | None = None
    count: int = 1
    """How many places of the same there are, this one included."""


@dataclass(frozen=True, slots=True)
class Label:
    """One judgement by eye."""

    file: str
    rule: str
    """An official id, or `S:`/`D:` with a slug (slugs.tsv says which rules claim it)."""
    verdict: str
    text: str
    """The place as written in labels.tsv."""
    note: str

    @property
    def where(self) -> Where:
        return parsed(self.text)


def parsed(text: str) -> Where:
    """Return the place that `Sheet!B12… (3)`, `line 4 name`, `feature 2 name` or a column name says."""
    counted = re.fullmatch(r"(?P<place>.*?)(?:… \((?P<count>\d+)\))?", text)
    assert counted is not None
    place, count = counted["place"], int(counted["count"] or 1)
    if cell := re.fullmatch(r"(?P<sheet>.+)!(?P<cell>[A-Z]+\d+)", place):
        return Where(sheet=cell["sheet"], cell=cell["cell"], count=count)
    if line := re.fullmatch(r"line (?P<line>\d+)(?: (?P<column>.+))?", place):
        return Where(line=int(line["line"]), column=line["column"], count=count)
    if feature := re.fullmatch(r"feature (?P<line>\d+)(?: (?P<column>.+))?", place):
        # The names of the properties are record 1, so feature 1 is record 2, as in a CSV.
        return Where(line=int(feature["line"]) + 1, column=feature["column"], count=count)
    if place:
        return Where(column=place.removeprefix("column "), count=count)
    return Where(count=count)


def labels() -> Iterator[Label]:
    """Yield every judgement with a place or a note."""
    for row in _rows("labels.tsv"):
        yield Label(row["file"], row["rule"], row["verdict"], row["where"], row["note"])


def verdicts() -> dict[tuple[str, str], str]:
    """Return the verdict on each file and rule: the strongest of its labels, else its list."""
    found: dict[tuple[str, str], str] = {}
    for row in _rows("fine.tsv"):
        for rule in row["rules"].split(","):
            found[row["file"], rule] = row["verdict"]
    given: dict[tuple[str, str], list[str]] = {}
    for label in labels():
        given.setdefault((label.file, label.rule), []).append(label.verdict)
    for key, several in given.items():
        found[key] = min(several, key=VERDICTS.index)
    return found


def claims() -> dict[str, frozenset[str]]:
    """Return the ids of the rules that judge what a label's rule means: its own id, or a slug's."""
    own = {rule: frozenset({rule}) for rule in OFFICIAL}
    return own | {
        row["slug"]: frozenset(filter(None, row["rules"].split(","))) for row in _rows("slugs.tsv")
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
