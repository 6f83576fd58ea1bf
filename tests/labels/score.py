"""What was found against what is true: per file and rule, and per labelled place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.labels.truth import Label, Where

STATUSES = ("violated", "needs_person", "not_checked", "accepted", "fine", "not_applicable")
"""The stronger first: several sheets of one workbook make one answer."""
LAYOUT = frozenset({"L1-02", "L1-03", "L2-03", "L3-01", "L3-09"})
"""Rules on how a sheet is laid out: which of its cells is named is a matter of taste."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding as the report's JSON has it."""

    rule: str
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    row: int | None = None
    column: str | None = None
    rows: tuple[tuple[int, int], ...] = ()
    message: str = ""

    @property
    def count(self) -> int:
        return sum(last - first + 1 for first, last in self.rows) or 1

    @property
    def place(self) -> str:
        said = (self.sheet, self.cell, self.line and f"line {self.line}", self.column)
        return " ".join(str(part) for part in said if part)


@dataclass(frozen=True, slots=True)
class Answer:
    """All that the check says of a file."""

    statuses: Mapping[str, Sequence[str]]
    findings: tuple[Finding, ...]

    def status(self, rules: frozenset[str]) -> str:
        """Return the strongest status of the rules that judge one label; `no rule` where none does."""
        said = [status for rule in rules for status in self.statuses.get(rule, ())]
        said += [
            "violated"
            for finding in self.findings
            if finding.rule in rules and finding.rule not in self.statuses
        ]
        return min(said, key=STATUSES.index, default="no rule")

    def of(self, rules: frozenset[str]) -> list[Finding]:
        return [finding for finding in self.findings if finding.rule in rules]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of files (hit … open), of labelled places, and of places labelled fine."""

    files: int = 0
    hit: int = 0
    false: int = 0
    missed: int = 0
    asked: int = 0
    """Violated, and the check asks a person: not found, not silent. Recall counts it as missed."""
    open: int = 0
    """Left to a person by the labels: whatever the check says counts neither way."""
    places: int = 0
    places_hit: int = 0
    innocent: int = 0
    blamed: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def precision(self) -> float | None:
        said = self.hit + self.false
        return self.hit / said if said else None

    @property
    def recall(self) -> float | None:
        true = self.hit + self.missed + self.asked
        return self.hit / true if true else None


def outcome(verdict: str, status: str) -> str:
    """Return which count of Score a file and rule go to; empty: rightly silent."""
    if verdict == "needs-person":
        return "open"
    if verdict == "violated":
        return {"violated": "hit", "needs_person": "asked"}.get(status, "missed")
    return "false" if status == "violated" else ""


def scores(
    truth: Mapping[tuple[str, str], str],
    labels: Sequence[Label],
    answers: Mapping[str, Answer],
    claims: Mapping[str, frozenset[str]],
) -> dict[str, Score]:
    """Return the score of each rule, official rules first; a slug that no rule claims is left out."""
    found: dict[str, Score] = {}
    for (file, rule), verdict in sorted(truth.items(), key=_official_first):
        if not claims[rule]:
            continue
        went = outcome(verdict, answers[file].status(claims[rule]))
        one = Score(files=1, **({went: 1} if went else {}))
        found[rule] = found.get(rule, Score()) + one
    for label in labels:
        if label.rule in found and label.text:
            found[label.rule] += _place_score(label, answers[label.file].of(claims[label.rule]))
    return found


def _place_score(label: Label, findings: list[Finding]) -> Score:
    hit = any(hits(label, finding) for finding in findings)
    if label.verdict == "violated":
        return Score(places=1, places_hit=int(hit))
    # A bare column (a note on why it is fine) blames nothing by itself.
    if label.verdict == "fine" and (label.where.cell or label.where.line):
        return Score(innocent=1, blamed=int(hit))
    return Score()


def hits(label: Label, finding: Finding) -> bool:
    """Return whether the finding lies on the label's first place; for a layout rule, on its sheet."""
    if label.rule in LAYOUT and label.where.sheet is not None:
        return finding.sheet == label.where.sheet
    return matches(label.where, finding)


def matches(where: Where, finding: Finding) -> bool:
    """Return whether the finding lies on the first labelled place."""
    if where.cell is not None:
        return finding.sheet == where.sheet and _covers(finding.cell, where.cell)
    if where.line is not None:
        at = where.line in {finding.line, finding.row} or any(
            first <= where.line <= last for first, last in finding.rows
        )
        return at and (
            where.column is None or finding.column is None or _same(where.column, finding.column)
        )
    return where.column is None or (
        finding.column is not None and _same(where.column, finding.column)
    )


def _covers(address: str | None, cell: str) -> bool:
    """Return whether `B2`, `B2:D5`, `B:D`, `2:5` or a list of them contains the cell."""
    if address is None:
        return False
    column, row = _split(cell)
    for part in re.split(r"[\s,]+", address.replace("$", "")):
        first, _, last = part.partition(":")
        low, high = _split(first), _split(last or first)
        inside_columns = not low[0] or low[0] <= column <= high[0]
        if inside_columns and (not low[1] or low[1] <= row <= high[1]):
            return True
    return False


def _split(cell: str) -> tuple[int, int]:
    parts = re.fullmatch(r"([A-Z]*)(\d*)", cell)
    if parts is None:
        return (0, 0)
    number = 0
    for letter in parts[1]:
        number = number * 26 + ord(letter) - 64
    return number, int(parts[2] or 0)


def _same(labelled: str, said: str) -> bool:
    """Return whether two column names agree, spaces aside; a labelled `column 5` has no name."""
    if re.fullmatch(r"column \d+", labelled):
        return True
    return _bare(labelled) == _bare(said)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def disagreements(
    truth: Mapping[tuple[str, str], str],
    labels: Sequence[Label],
    answers: Mapping[str, Answer],
    claims: Mapping[str, frozenset[str]],
) -> Iterator[str]:
    """Yield a line per false alarm, per missed or asked file, per missed place, per blamed place."""
    for (file, rule), verdict in sorted(truth.items(), key=_official_first):
        if not claims[rule]:
            continue
        status = answers[file].status(claims[rule])
        went = outcome(verdict, status)
        if went in {"", "open", "hit"}:
            continue
        own = [label for label in labels if (label.file, label.rule) == (file, rule)]
        if went == "false":
            said = answers[file].of(claims[rule])
            shown = "; ".join(f"{item.place}: {item.message}" for item in said[:3])
            yield f"FALSE   {rule} {file}: {len(said)} findings. {shown}"
        else:
            why = "; ".join(f"{x.text} ({x.note})" for x in own if x.verdict == "violated")
            yield f"{went.upper():<7} {rule} {file} [{status}]: {why}"
    for label in labels:
        yield from _of_place(label, answers[label.file], claims[label.rule])


def _of_place(label: Label, answer: Answer, rules: frozenset[str]) -> Iterator[str]:
    said = answer.of(rules)
    if not label.text or not said:
        return
    hit = any(hits(label, finding) for finding in said)
    if label.verdict == "violated" and not hit:
        yield f"PLACE   {label.rule} {label.file}: nothing at {label.text} ({label.note})"
    elif label.verdict == "fine" and hit and (label.where.cell or label.where.line):
        yield f"BLAMED  {label.rule} {label.file}: {label.text} is fine ({label.note})"


def _official_first(item: tuple[tuple[str, str], str]) -> tuple[bool, str, str]:
    (file, rule), _ = item
    return (not rule.startswith("L"), rule, file)
