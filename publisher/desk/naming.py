"""Names for columns that have none of their own: said by the officer, never made up unasked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.desk.answers import Asker, Question
from publisher.desk.keys import ADD
from publisher.errors import UsageError
from publisher.standards import key
from publisher.tables.record import column_letter
from publisher.tidy.change import Change
from publisher.tidy.draft import Draft, DraftColumn
from publisher.words import Text, cut, quote, things

MOST = 2
"""Files whose columns are asked for in one hand-in: the other questions are for what it is."""
SHOWN = 8
"""Columns that a question shows with an example."""
KIND = "column-names"
"""What a name that was given counts as among the changes of a table."""
_KEY = next(item for item in ADD if item.name == "column")
_PLACE = re.compile(r"(?P<first>[0-9]{1,5}|[A-Za-z]{1,3})(?:-(?P<last>[0-9]{1,5}|[A-Za-z]{1,3}))?")


@dataclass(frozen=True, slots=True)
class Said:
    """A name for a column, or for the columns of a range with their number after it."""

    first: int
    last: int
    name: str

    def of(self, position: int) -> str:
        """Return the name of the column at `position`, empty where nothing is said of it."""
        if not self.first <= position <= self.last:
            return ""
        return self.name if self.first == self.last else f"{self.name}{position - self.first + 1}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed:
    """A column that cannot be told from the others by its name."""

    position: int
    name: str
    """What other columns are called as well; empty for none at all."""
    example: str

    @property
    def place(self) -> str:
        """Its letters, as a spreadsheet has them."""
        return column_letter(self.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The columns of a file that want a name."""

    path: Path
    columns: tuple[Unnamed, ...]

    @property
    def proposed(self) -> str:
        """Names that are there more than once, numbered from the left; empty where any is blank."""
        seen: Counter[str] = Counter()
        names: list[str] = []
        for column in self.columns:
            seen[column.name] += 1
            names.append(f"{column.name}_{seen[column.name] + 1}")
        return "、".join(names) if all(column.name for column in self.columns) else ""


def read(said: Iterable[str], where: str = "--column") -> tuple[Said, ...]:
    """Return what `3=名前`, `C=名前` and `C-F=名前` say; raises UsageError for another form."""
    found = []
    for item in said:
        place, _, name = item.partition("=")
        match = _PLACE.fullmatch(place.strip())
        first = _position(match["first"]) if match else 0
        last = _position(match["last"] or match["first"]) if match else 0
        if not name.strip() or not 0 < first <= last:
            raise UsageError(
                Text(
                    f"「{cut(item)}」は列の名前として読めません。",
                    f"'{cut(item)}' names no column.",
                ),
                where=where,
                next_step=Text(
                    "--column 3=名前（3列目）か --column C=名前 の形で書いてください。"
                    "--column C-F=名前 なら 名前1、名前2 … になります。",
                    "Write --column 3=NAME or C=NAME; C-F=NAME gives NAME1, NAME2 and so on.",
                ),
            )
        found.append(Said(first, last, name.strip()))
    return tuple(found)


def _position(text: str) -> int:
    if text.isdecimal():
        return int(text)
    position = 0
    for letter in text.upper():
        position = position * 26 + ord(letter) - ord("A") + 1
    return position


def unnamed(draft: Draft) -> tuple[Unnamed, ...]:
    """Return the columns without a name, and of those of one name all but the first."""
    seen: set[str] = set()
    found = []
    for index, column in enumerate(draft.columns):
        name = key(column.name)
        if column.position is not None and (not name or name in seen):
            values = (row.cells[index].strip() for row in draft.rows)
            example = next(filter(None, values), "")
            name_said = " ".join(column.name.split())
            found.append(Unnamed(position=column.position, name=name_said, example=example))
        seen.add(name)
    return tuple(found)


def named(draft: Draft, said: Sequence[Said]) -> tuple[Draft, tuple[Change, ...]]:
    """Return a table whose columns without a name of their own have those that were said.

    A column with a name of its own keeps it, whatever is said.
    """
    counts = Counter(key(column.name) for column in draft.columns)
    changes: list[Change] = []
    columns: list[DraftColumn] = []
    for column in draft.columns:
        name = ""
        if column.position is not None and (not key(column.name) or counts[key(column.name)] > 1):
            name = next((text for item in said if (text := item.of(column.position or 0))), "")
        columns.append(replace(column, name=name, source=column.original) if name else column)
        if name:
            changes.append(
                Change(
                    mend=KIND,
                    position=column.position or 0,
                    column=column.name,
                    sheet=draft.sheet,
                    before=column.name,
                    after=name,
                )
            )
    return replace(draft, columns=tuple(columns)), tuple(changes)


def known(draft: Draft, names: Sequence[str]) -> tuple[Said, ...]:
    """Return the dataset's names for a new version's columns that have none, by their place.

    Nothing unless every column that has a name has the dataset's; new ones may stand at the end.
    """
    wanting = {column.position for column in unnamed(draft)}
    if not wanting or len(names) > len(draft.columns):
        return ()
    pairs = list(zip(draft.columns, names, strict=False))
    if any(key(column.name) != key(name) for column, name in pairs if _is_own(column, wanting)):
        return ()
    return tuple(
        Said(column.position, column.position, name)
        for column, name in pairs
        if column.position is not None
    )


def _is_own(column: DraftColumn, wanting: set[int]) -> bool:
    return column.position is None or column.position not in wanting


def check(said: Sequence[Said], drafts: Iterable[Draft]) -> None:
    """Raise UsageError for a name that no column of these tables is waiting for."""
    counted = [(draft, Counter(key(column.name) for column in draft.columns)) for draft in drafts]
    waiting = {
        column.position
        for draft, counts in counted
        for column in draft.columns
        if column.position is not None and (not key(column.name) or counts[key(column.name)] > 1)
    }
    for item in said:
        if waiting.isdisjoint(range(item.first, item.last + 1)):
            raise UsageError(
                Text(
                    f"{column_letter(item.first)}列は、名前を待っている列ではありません。",
                    f"Column {column_letter(item.first)} waits for no name.",
                ),
                where=f"--column {item.first}={cut(item.name)}",
                next_step=Text(
                    "名前のない列か、同じ名前が2回ある列を指してください。",
                    "Name columns that have no name, or share one with another.",
                ),
            )


def asked(wanted: Sequence[Wanted], asker: Asker | None) -> dict[Path, tuple[Said, ...]]:
    """Return the names that were answered, by file; nothing without an asker.

    A file whose question was not answered stands there with nothing: it was asked all the same.
    """
    if asker is None:
        return {}
    answers = {item.path: (item, asker.ask(_question(item)) or "") for item in wanted[:MOST]}
    return {path: _in_order(item, answer) for path, (item, answer) in answers.items()}


def proposed(wanted: Sequence[Wanted]) -> dict[Path, tuple[Said, ...]]:
    """Return the names that are proposed, by file."""
    return {item.path: _in_order(item, item.proposed) for item in wanted}


def _in_order(item: Wanted, answer: str) -> tuple[Said, ...]:
    names = [name.strip() for name in answer.replace(",", "、").split("、")]
    return taken(item, names) if answer else ()


def taken(item: Wanted, names: Sequence[str]) -> tuple[Said, ...]:
    """Return names in the order of the columns that want one; raises UsageError for too many."""
    if len(names) > len(item.columns):
        raise UsageError(
            Text(
                f"名前のない列は{len(item.columns)}列ですが、名前が{things(len(names))}あります。",
                f"{len(item.columns)} columns want a name, {len(names)} were given.",
            ),
            where=str(item.path),
            next_step=Text(
                "もう一度実行して、左の列から順に書いてください。",
                "Run this again and give them in order from the left.",
            ),
        )
    pairs = zip(item.columns, names, strict=False)
    return tuple(Said(column.position, column.position, name) for column, name in pairs if name)


def _question(item: Wanted) -> Question:
    count = len(item.columns)
    listed = "、".join(_shown(column) for column in item.columns[:SHOWN])
    more = f"、ほか{count - SHOWN}列" if count > SHOWN else ""
    return Question(
        key=_KEY,
        text=Text(
            f"{cut(item.path.name)}：自分の名前がない列が{count}列あります（{listed}{more}）。"
            "左から順に、名前を「、」で区切って書いてください",
            f"{cut(item.path.name)}: {count} columns have no name of their own. "
            "Name them from the left, separated by commas",
        ),
        if_unknown="",
        proposed=item.proposed,
    )


def _shown(column: Unnamed) -> str:
    name = f"「{cut(column.name, 20)}」の2つ目以降、" if column.name else ""
    return f"{column.place}列（{name}例「{quote(column.example, 20)}」）"


def refusal(item: Wanted) -> tuple[Text, Text]:
    """Return what is wrong with a table whose columns want a name, and what to do now."""
    first = item.columns[0]
    more = f"ほかに{len(item.columns) - 1}列。" if len(item.columns) > 1 else ""
    if first.name:
        what = Text(
            f"列の名前「{cut(first.name, 30)}」が2回以上あります（{first.place}列など）。{more}",
            f"Several columns are named '{cut(first.name, 30)}' (column {first.place} is one).",
        )
    else:
        what = Text(
            f"{first.place}列に名前がありません（値の例：「{quote(first.example, 30)}」）。{more}",
            f"Column {first.place} has no name (it holds '{quote(first.example, 30)}').",
        )
    return what, hint(item)


def hint(item: Wanted) -> Text:
    """Return how to give the names on the command line."""
    options = [f"--column {places}=" for places in _runs(item)]
    ja, en = (" ".join(f"{option}{word}" for option in options) for word in ("名前", "NAME"))
    as_proposed = "番号でよいときは --as-proposed です。" if item.proposed else ""
    numbered = "Numbered names are taken with --as-proposed. " if item.proposed else ""
    return Text(
        f"{ja} のように名前を付けてください。{as_proposed}もとの表を直しても構いません。",
        f"Give {en}. {numbered}Or mend the original.",
    )


def _runs(item: Wanted) -> Iterator[str]:
    """Yield the places of the columns: neighbours together where they are many."""
    runs: list[list[Unnamed]] = []
    for column in item.columns:
        is_next = runs and runs[-1][-1].position + 1 == column.position
        if is_next and len(item.columns) > SHOWN:
            runs[-1].append(column)
        else:
            runs.append([column])
    for run in runs[:SHOWN]:
        last = f"-{run[-1].place}" if len(run) > 1 else ""
        yield f"{run[0].place}{last}"


def merged(*said: Mapping[Path, tuple[Said, ...]]) -> dict[Path, tuple[Said, ...]]:
    """Return what was said of each file, the first word on a column first."""
    paths = dict.fromkeys(path for item in said for path in item)
    return {path: tuple(name for item in said for name in item.get(path, ())) for path in paths}
