"""Which column of a new version is which of a dataset's: by name, by what names mean, by values. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from publisher.rules.number_faults import fault_of
from publisher.standards import Standard, key
from publisher.tables.units import normal, parted, same
from publisher.words import Text, cut

ALIKE = 0.8
"""Share of equal values from which two columns are one."""
UNLIKE = 0.5
"""Share that no other column may reach."""
LEAST = 3
"""Equal values that say anything, in rows that are known to be the same."""
DISTINCT = 5
"""Different values that say anything, where rows cannot be told apart."""
NAMED_ALIKE = 0.5
"""Share of a name's characters that makes two names alike."""
NUMBERS_APART = 0.5
"""Difference of the shares of numbers that makes two columns of different kinds."""
SEEN = 20_000
"""Rows whose values are compared."""
_KNOWN = Text("同じ意味の列名です", "the names mean the same")
_UNIT = Text("セルに同じ単位があります", "its cells have that unit")
_BARE = Text("単位のほかは同じ名前です", "the names are the same but for the unit")
_SAID = Text("そう決めてあります", "as it was decided")

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A column that the new version calls otherwise."""

    given: str
    """What the new version calls it."""
    name: str
    """What the dataset calls it."""
    why: Text

    @property
    def words(self) -> Text:
        """What was recognised, for the officer."""
        given, name = cut(self.given, 30), cut(self.name, 30)
        return Text(
            f"「{given}」の列を、今の「{name}」の列として読みました（{self.why.ja}）。",
            f"Column '{given}' was read as '{name}' ({self.why.en}).",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """How the columns of two versions go together."""

    places: Mapping[str, int]
    """Where each column of the dataset stands in the new version, from 0; lost ones are not there."""
    renamed: tuple[Renamed, ...]
    lost: tuple[str, ...]
    new: tuple[str, ...]

    def of_other_units(self) -> Iterator[tuple[str, str]]:
        """Yield the new and lost columns that are called alike but for their unit."""
        for label in self.new:
            for name in self.lost:
                is_one = parted(label)[0] == parted(name)[0]
                if is_one and are_of_other_units(label, name):
                    yield label, name

    def guesses(
        self, names: Sequence[str], header: Sequence[str], rows: Versions
    ) -> tuple[tuple[str, str], ...]:
        """Return pairs of a new and a lost column that may be one: only a person knows.

        First those whose names are alike, then those in one place beside the columns that are
        known; numbers are no words.
        """
        there = {place: name for name, place in self.places.items()}
        spots = _spots([name if name in self.places else None for name in names])
        now = _spots([there.get(at) for at in range(len(header))])
        pairs = [
            (
                -_likeness(label, name),
                now[header.index(label)] != spots[names.index(name)],
                label,
                name,
            )
            for label in self.new
            for name in self.lost
            if _are_of_one_kind(rows, names.index(name), header.index(label))
            and not are_of_other_units(label, name)
        ]
        is_one = len(self.new) == len(self.lost) == 1
        found: dict[str, str] = {}
        for likeness, is_elsewhere, label, name in sorted(pairs):
            is_likely = likeness <= -NAMED_ALIKE or not is_elsewhere or is_one
            if is_likely and label not in found and name not in found.values():
                found[label] = name
        return tuple((label, found[label]) for label in header if label in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The rows of both versions, as far as they are looked at."""

    old: Rows = ()
    new: Rows = ()


def are_of_other_units(label: str, name: str) -> bool:
    """Say whether two names state units, and not the same: 金額（円） is no 金額（千円）."""
    units = [same(unit) for _, unit in map(parted, (label, name)) if unit]
    return len(units) == 2 and units[0] != units[1]


def _spots(known: Sequence[str | None]) -> list[tuple[str, int]]:
    """Return where each column stands: the known one to its left, and how far from it."""
    found: list[tuple[str, int]] = []
    for name in known:
        left, far = found[-1] if found else ("", 0)
        found.append((name, 0) if name is not None else (left, far + 1))
    return found


def _likeness(label: str, name: str) -> float:
    """Return how much two names are alike, 0 where that says nothing."""
    one, other = key(label), key(name)
    if one and other and (one in other or other in one):
        return 1.0
    share = SequenceMatcher(None, one, other).ratio()
    return share if share >= NAMED_ALIKE else 0.0


def _are_of_one_kind(rows: Versions, own: int, there: int) -> bool:
    """Say whether not one column holds numbers and the other words; blank ones may be either."""
    old, new = _numeric(rows.old, own), _numeric(rows.new, there)
    return old is None or new is None or abs(old - new) < NUMBERS_APART


def _numeric(rows: Rows, at: int) -> float | None:
    cells = list(filter(None, (_cell(row, at) for row in rows[:SEEN])))
    return sum(map(_is_number, cells)) / len(cells) if cells else None


def _is_number(cell: str) -> bool:
    return cell.lstrip("-+").replace(".", "", 1).replace(",", "").isdecimal()


def match(
    names: Sequence[str],
    header: Sequence[str],
    rows: Versions,
    standards: Iterable[Standard],
    said: Mapping[str, str],
) -> Matched:
    """Return which column of `header` is which of `names`.

    `said` has what a person answered, by the new name. Values decide only where they leave no
    doubt. Both headers are without repeated names.
    """
    places: dict[str, int] = {}
    renamed: list[Renamed] = []
    for how in (
        _by_name(names, header),
        _by_word(names, header, said),
        _by_meaning(names, header, standards),
        _by_unit(names, header, rows.new),
        _by_bare_name(names, header),
    ):
        for name, place, why in how:
            if name in places or place in places.values():
                continue
            places[name] = place
            if why is not None:
                renamed.append(Renamed(given=header[place], name=name, why=why))
    # What values have told tells more rows apart, and these more columns.
    while found := list(_by_values(names, header, rows, places)):
        for name, place, why in found:
            places[name] = place
            renamed.append(Renamed(given=header[place], name=name, why=why))
    return Matched(
        places=places,
        renamed=tuple(renamed),
        lost=tuple(name for name in names if name not in places),
        new=tuple(label for at, label in enumerate(header) if at not in places.values()),
    )


_Pair = tuple[str, int, Text | None]


def _by_name(names: Sequence[str], header: Sequence[str]) -> Iterator[_Pair]:
    there = {key(label): place for place, label in enumerate(header)}
    for name in names:
        if key(name) in there:
            yield name, there[key(name)], None


def _by_word(
    names: Sequence[str], header: Sequence[str], said: Mapping[str, str]
) -> Iterator[_Pair]:
    words = {key(given): key(name) for given, name in said.items()}
    known = {key(name): name for name in names}
    for place, label in enumerate(header):
        if (name := known.get(words.get(key(label), ""))) is not None:
            yield name, place, _SAID


def _by_meaning(
    names: Sequence[str], header: Sequence[str], standards: Iterable[Standard]
) -> Iterator[_Pair]:
    groups = [
        {key(word) for word in (name, *others)}
        for standard in standards
        for name, others in standard.aliases.items()
    ]
    for name in names:
        alike = [group for group in groups if key(name) in group]
        found = [at for at, label in enumerate(header) if any(key(label) in g for g in alike)]
        if len(found) == 1:
            yield name, found[0], _KNOWN


def _by_unit(names: Sequence[str], header: Sequence[str], rows: Rows) -> Iterator[_Pair]:
    """Yield what is called 上限額（円） where the new version has 上限額 with 円 in cells."""
    there = {normal(label): place for place, label in enumerate(header)}
    for name in names:
        base, unit = parted(name)
        if (place := there.get(base)) is None:
            continue
        units = {same(found) for row in rows if (found := fault_of(_cell(row, place))[2])}
        if units == {same(unit)}:
            yield name, place, _UNIT


def _by_bare_name(names: Sequence[str], header: Sequence[str]) -> Iterator[_Pair]:
    """Yield what is called 人口 where the new version has 人口（人）, as reports advise to write it."""
    there = [parted(label)[0] for label in header]
    for name in names:
        if there.count(normal(name)) == 1:
            yield name, there.index(normal(name)), _BARE


def _by_values(
    names: Sequence[str], header: Sequence[str], rows: Versions, places: Mapping[str, int]
) -> Iterator[tuple[str, int, Text]]:
    lost = [name for name in names if name not in places]
    new = [at for at in range(len(header)) if at not in places.values()]
    if not lost or not new or not rows.old or not rows.new:
        return
    pairs = _same_rows(names, rows, places)
    shares = {(name, at): _share(names.index(name), at, rows, pairs) for name in lost for at in new}
    for (name, at), (share, why) in shares.items():
        others = [
            other for (its, place), (other, _) in shares.items() if (its == name) != (place == at)
        ]
        if share >= ALIKE and all(other < UNLIKE for other in others):
            yield name, at, why


def _same_rows(
    names: Sequence[str], rows: Versions, places: Mapping[str, int]
) -> list[tuple[Sequence[str], Sequence[str]]]:
    """Return rows of both versions that the matched columns say are the same."""
    own = [names.index(name) for name in places]
    there = list(places.values())
    old = _unique(rows.old, own)
    new = _unique(rows.new, there)
    return [(row, new[found]) for found, row in old.items() if found in new]


def names_alike(names: Sequence[str], rows: Versions, found: Matched) -> bool:
    """Say whether a column that is matched names the same things in both, in words."""
    for name, place in found.places.items():
        own = names.index(name)
        old = {_cell(row, own) for row in rows.old} - {""}
        new = [cell for row in rows.new if (cell := _cell(row, place))]
        words = {cell for cell in new if cell in old and any(map(str.isalpha, cell))}
        if len(words) >= LEAST and sum(cell in old for cell in new) >= ALIKE * len(new):
            return True
    return False


def _unique(rows: Rows, places: Sequence[int]) -> dict[tuple[str, ...], Sequence[str]]:
    keys = [tuple(_cell(row, place) for place in places) for row in rows[:SEEN]]
    counts = Counter(keys)
    return {
        found: row
        for found, row in zip(keys, rows, strict=False)
        if counts[found] == 1 and any(found)
    }


def _share(
    own: int, there: int, rows: Versions, pairs: Sequence[tuple[Sequence[str], Sequence[str]]]
) -> tuple[float, Text]:
    """Return how much two columns say the same, and that in words."""
    cells = [(_cell(old, own), _cell(new, there)) for old, new in pairs]
    cells = [pair for pair in cells if any(pair)]
    if len(cells) >= LEAST and len(pairs) * 2 >= min(len(rows.old), len(rows.new)):
        same = sum(was == now for was, now in cells)
        return same / len(cells), _counted(same, len(cells))
    old, new = (
        Counter(filter(None, (_cell(row, at) for row in found[:SEEN])))
        for at, found in ((own, rows.old), (there, rows.new))
    )
    both = old & new
    least = min(old.total(), new.total())
    if len(both) < DISTINCT or not least:
        return 0.0, _KNOWN
    return both.total() / least, _counted(both.total(), least)


def _counted(same: int, among: int) -> Text:
    return Text(f"{among}行のうち{same}行の値が同じ", f"{same} of {among} values are the same")


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""
