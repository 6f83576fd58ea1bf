"""What was changed, cell by cell, and what only a person can decide."""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from publisher.words import Text

Alike = tuple[str, int, str, str | None, str]
"""What many changes have in common: mend, position, column, sheet, moved."""


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


class Changes(Sequence[Change]):
    """Changes in the order in which they were made; a million of them take little memory.

    What those of one mend and column have in common is held once, and each is made when it is read.
    """

    __slots__ = ("_known", "after", "before", "kinds", "lines", "numbers", "places")

    def __init__(self, found: Iterable[Change] = ()) -> None:
        self.kinds: list[Alike] = []
        self._known: dict[Alike, int] = {}
        self.places, self.numbers, self.lines = array("I"), array("I"), array("I")
        self.before: list[str] = []
        self.after: list[str] = []
        self.extend(found)

    @classmethod
    def of(cls, found: Iterable[Change]) -> Changes:
        """Return changes held so; the very same where they are."""
        return found if isinstance(found, cls) else cls(found)

    def put(self, kind: Alike, number: int, line: int, before: str, after: str) -> None:
        """Add a change at the end; number and line as in `Change`."""
        self.places.append(self._place(kind))
        self.numbers.append(number)
        self.lines.append(line)
        self.before.append(before)
        self.after.append(after)

    def extend(self, found: Iterable[Change]) -> None:
        """Add changes at the end."""
        if isinstance(found, Changes):
            places = [self._place(kind) for kind in found.kinds]
            self.places.extend(map(places.__getitem__, found.places))
            self.numbers.extend(found.numbers)
            self.lines.extend(found.lines)
            self.before.extend(found.before)
            self.after.extend(found.after)
            return
        for item in found:
            kind = (item.mend, item.position, item.column, item.sheet, item.moved)
            self.put(kind, item.number, item.line, item.before, item.after)

    @property
    def mends(self) -> Counter[str]:
        """How many there are of each mend."""
        found: Counter[str] = Counter()
        for place, count in Counter(self.places).items():
            found[self.kinds[place][0]] += count
        return found

    def of_mend(self, mend: str) -> Iterator[Change]:
        """Yield those of one mend."""
        of = frozenset(place for place, kind in enumerate(self.kinds) if kind[0] == mend)
        return (self._at(index) for index, place in enumerate(self.places) if place in of)

    def thinned(self, mends: Container[str]) -> Changes:
        """Return them without the texts of all but some mends: how many, of what and where."""
        kept = [kind[0] in mends for kind in self.kinds]
        found = Changes()
        found.kinds, found._known = self.kinds, self._known
        found.places, found.numbers, found.lines = self.places, self.numbers, self.lines
        found.before, found.after = (
            [text if kept[place] else "" for place, text in zip(self.places, texts, strict=True)]
            for texts in (self.before, self.after)
        )
        return found

    def of_sheets(self, sheets: Container[str | None]) -> Changes:
        """Return those of some sheets."""
        if all(sheet in sheets for _, _, _, sheet, _ in self.kinds):
            return self
        return Changes(change for change in self if change.sheet in sheets)

    def chained(self) -> Changes:
        """Return them with those of one cell by one mend, right after each other, as one."""
        again = {self.kinds[place][1:3] for place in self._again()}
        if not again:
            return self
        made = Changes()
        last: dict[tuple[int, int, str], int] = {}
        for index, number in enumerate(self.numbers):
            kind = self.kinds[self.places[index]]
            if kind[1] and kind[1:3] in again:
                before = last.get(cell := (number, *kind[1:3]))
                if before is not None and made.kinds[made.places[before]][0] == kind[0]:
                    made.after[before] = self.after[index]
                    continue
                last[cell] = len(made)
            made.put(kind, number, self.lines[index], self.before[index], self.after[index])
        return made

    def _again(self) -> Iterator[int]:
        """Yield at least the kinds that changed a cell or name twice: others go down the rows."""
        last: dict[int, int] = {}
        names: dict[int, int] = {}
        for place, number in zip(self.places, self.numbers, strict=True):
            seen = last if number else names
            if number <= seen.get(place, -1):
                yield place
            seen[place] = number

    def _place(self, kind: Alike) -> int:
        place = self._known.setdefault(kind, len(self.kinds))
        if place == len(self.kinds):
            self.kinds.append(kind)
        return place

    def _at(self, index: int) -> Change:
        mend, position, column, sheet, moved = self.kinds[self.places[index]]
        return Change(
            mend=mend,
            number=self.numbers[index],
            line=self.lines[index],
            position=position,
            column=column,
            sheet=sheet,
            before=self.before[index],
            after=self.after[index],
            moved=moved,
        )

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, index: int) -> Change: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Change]: ...
    def __getitem__(self, index: int | slice) -> Change | Sequence[Change]:
        if isinstance(index, slice):
            return tuple(map(self._at, range(len(self))[index]))
        return self._at(index)

    def __iter__(self) -> Iterator[Change]:
        return map(self._at, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # what can be added to has none


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
    cells: str = ""
    """Digest of all these values, whatever their order: whether one of them has changed is seen."""
    answer: str = ""
    """The choice that was made; empty while nobody has answered."""


def digest(texts: Iterable[str]) -> str:
    """Return what tells the values of a question from others, whatever their order."""
    whole = hashlib.sha256()
    for text in sorted(texts):
        whole.update(text.encode(errors="surrogatepass") + b"\x1f")
    return whole.hexdigest()[:16]
