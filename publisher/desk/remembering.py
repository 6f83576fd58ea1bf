"""What a person answered about a file's tables, kept with its entry so that it is asked once. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from publisher.tidy import as_shown, hidden, parted_numbers, uneven_rows
from publisher.tidy.change import Question
from publisher.tidy.mend import KEEP_ERAS
from publisher.words import mask_name

NAME = "intake"
"""Where it stands in the entry of a table."""
_OF_ONE_FILE = frozenset({hidden.ID, as_shown.UNSEEN, parted_numbers.ID, uneven_rows.ID})
"""Questions on what one file hides or breaks: of the next one they are asked anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """How the next version of a file is taken."""

    sheet: str = ""
    """The sheet that was chosen among several tables."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """To questions on cells, by their kind."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """What a newer version called a column → the dataset's column."""
    keeps_eras: bool = False
    told: frozenset[str] = frozenset()
    """Digests of the lines of the description that the present version's file told."""
    time: str = ""
    """What the present version's file tells of its time, by its name, sheet or title."""
    before: tuple[str, ...] = ()
    """Digests of the rows of former versions."""
    loosened: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What was declared of columns that a version broke, as it was agreed to."""
    left: frozenset[str] = frozenset()
    """Digests of questions on cells that nobody answered, with these cells."""
    gone: tuple[str, ...] = ()
    """The least digests of the rows that were there and are no more."""

    def has_told(self, line: str) -> bool:
        """Say whether a line of the description is the file's, not a person's."""
        return _digest(line) in self.told

    def has_left(self, question: Question) -> bool:
        """Say whether a question was left open before, and its cells are the same."""
        return _asked(question) in self.left

    @property
    def wishes(self) -> frozenset[str]:
        """The wishes of the mends."""
        return frozenset({KEEP_ERAS} if self.keeps_eras else ())


def of(entry: Mapping[str, Any]) -> Remembered:
    """Return what the entry of a table remembers; nothing where it was written otherwise."""
    said = entry.get(NAME)
    if not isinstance(said, Mapping):
        return Remembered()
    listed, former, loosened = said.get("told"), said.get("before"), said.get("loosened")
    left, gone = said.get("left"), said.get("gone")
    return Remembered(
        sheet=str(said.get("sheet", "")),
        answers=_texts(said.get("answers")),
        columns=_texts(said.get("columns")),
        keeps_eras=said.get("keepEras") is True,
        told=frozenset(map(str, listed)) if isinstance(listed, list) else frozenset(),
        time=str(said.get("time", "")),
        before=tuple(map(str, former)) if isinstance(former, list) else (),
        loosened=dict(loosened) if isinstance(loosened, Mapping) else {},
        left=frozenset(map(str, left)) if isinstance(left, list) else frozenset(),
        gone=tuple(map(str, gone)) if isinstance(gone, list) else (),
    )


def _texts(said: object) -> dict[str, str]:
    return {str(name): str(value) for name, value in said.items()} if isinstance(said, dict) else {}


def put(
    entry: dict[str, Any],
    *,
    sheet: str = "",
    answers: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    keeps_eras: bool = False,
    told: Iterable[str] | None = None,
    time: str | None = None,
    replaced: str = "",
    loosened: Mapping[str, Mapping[str, Any]] | None = None,
    left: Iterable[Question] | None = None,
    gone: Iterable[str] | None = None,
) -> None:
    """Add what was answered to what an entry remembers.

    `told` are lines, `time`, `loosened` and `left` (questions), `gone` what holds now: all of them anew.
    `replaced` is the digest of rows that are former ones from now on.
    """
    before = of(entry)
    whole = {
        # The descriptor is published: a name with a person's number is asked for again.
        "sheet": (sheet if mask_name(sheet) == sheet else "") or before.sheet,
        "answers": {**before.answers, **by_kind(answers or {})},
        "columns": {**before.columns, **(columns or {})},
        "keepEras": keeps_eras or before.keeps_eras,
        # Digests only: a line that a person takes out of the description must be gone.
        "told": sorted(before.told if told is None else {_digest(line) for line in told}),
        "time": before.time if time is None else time,
        "before": list(dict.fromkeys(filter(None, (*before.before, replaced)))),
        "loosened": dict(before.loosened if loosened is None else loosened),
        "left": sorted(before.left if left is None else set(_open(left))),
        "gone": list(before.gone if gone is None else gone),
    }
    entry.pop(NAME, None)
    if said := {name: value for name, value in whole.items() if value}:
        entry[NAME] = said


def _digest(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()[:16]


def _open(questions: Iterable[Question]) -> Iterator[str]:
    """Yield the digests of questions; what one file hides or breaks is asked of each."""
    return (_asked(item) for item in questions if item.mend not in _OF_ONE_FILE)


def _asked(question: Question) -> str:
    """Return the digest of a question: of what, how many cells, and what they all hold.

    Next year's sheet has another name.
    """
    said = (question.mend, question.column, str(question.count), question.cells)
    return _digest("\x1f".join(said))


def by_kind(answers: Mapping[str, str]) -> dict[str, str]:
    """Return answers by the kind of their question: next year's sheet has another name.

    Where columns were answered otherwise each keeps its own.
    """
    kinds: dict[str, set[str]] = {}
    answers = {
        name: value for name, value in answers.items() if name.partition(":")[0] not in _OF_ONE_FILE
    }
    for name, value in answers.items():
        kinds.setdefault(name.partition(":")[0], set()).add(value)
    return {
        name.partition(":")[0] if len(kinds[name.partition(":")[0]]) == 1 else name: value
        for name, value in answers.items()
        if value
    }
