"""Numbers that a comma without quotes parted: 1,234 in two cells, joined where proven or answered. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice

from publisher.rules.blocks import usual_width
from publisher.tables import layout
from publisher.tables.columns import PLAIN_NUMBER
from publisher.tables.record import Record
from publisher.tidy.change import Change, Choice, Question
from publisher.tidy.grid import Grid, GridRow
from publisher.words import Text

ID = "unquoted-commas"
TITLE = Text(
    "引用符のない桁区切りのコンマで割れた数を戻す",
    "Numbers that an unquoted comma parted are joined",
)
PROOF = Text(
    "つなぐとセルの数が項目名と合い、数の列に数が入るつなぎ方です。ほかにもありうるときは質問に答えたときだけです。",
    "Joined, there are as many cells as names and numbers where numbers are due; where another way "
    "may be meant, only after an answer.",
)
_ASKED = Text(
    "項目名よりセルの多い行に、桁区切りのコンマ（引用符なし）で割れたような数があります。1つの数に戻しますか。",
    "Lines with more cells than names hold what may be numbers parted by an unquoted comma. "
    "Shall they be one number?",
)
_JOIN = Choice("join", Text("1つの数に戻す", "Join them to one number"))
_KEEP = Choice("keep", Text("そのまま残す（もとの表で直す）", "Leave them; the original is mended"))
_HEAD, _TAIL = re.compile(r"-?[0-9]{1,3}"), re.compile(r"[0-9]{3}(?:\.[0-9]+)?")
_PLAIN = re.compile(rf"(?:{PLAIN_NUMBER}|-?[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?)")
_WAYS = 5_000
"""Ways to join cells that are tried; beyond, nothing is proven."""
_SHOWN = 5
_SAMPLE = 1000
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """A grid of a text file with the parted numbers joined."""

    grid: Grid
    header: GridRow | None = None
    """The names, where any row is wider; None where none is."""
    changes: tuple[Change, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def width(self) -> int:
        """Cells of the header; 0 where no row is wider."""
        return len(self.header.cells) if self.header else 0


def joined(grid: Grid, answers: Mapping[str, str]) -> Joined:
    """Return a grid whose parted numbers are one, as far as it is certain or was answered."""
    header = _header(grid)
    if header is None or grid.width <= len(header.cells):
        return Joined(grid)
    width = len(header.cells)
    wide = [row for row in grid.rows if row.number > header.number and _is_wide(row, width)]
    columns = _numbers(grid, header)
    proven: dict[int, Cells] = {}
    likely: dict[int, Cells] = {}
    for row in wide:
        cells = _one_number(row.cells, width, columns)
        if cells is not None:
            (proven if _is_only(row.cells, width, columns) else likely)[row.number] = cells
    questions = (_question(likely, grid, answers),) if likely else ()
    if questions and questions[0].answer == _JOIN.value:
        proven |= likely
    rows = tuple(
        replace(row, cells=proven[row.number]) if row.number in proven else row for row in grid.rows
    )
    changes = (
        change
        for row in wide
        if row.number in proven
        for change in _changes(row, header, proven[row.number])
    )
    return Joined(replace(grid, rows=rows), header, tuple(changes), questions)


def _header(grid: Grid) -> GridRow | None:
    """Return the row with the names of a text file whose other rows are mostly as wide."""
    records = [Record(row.number, row.line, row.cells) for row in grid.rows[:_SAMPLE]]
    header = layout.decide(records[: layout.HEAD]).header
    if header is None:
        return None
    below = [record for record in records if record.number > header.number]
    others = [record for record in below if len(record.cells) <= len(header.cells)]
    if len(below) > 1 and usual_width(below) not in {0, len(header.cells)}:
        return None
    is_usual = any(len(record.cells) == len(header.cells) for record in others)
    found = next(row for row in grid.rows if row.number == header.number)
    return found if is_usual else None


def _is_wide(row: GridRow, width: int) -> bool:
    return any(cell.strip() for cell in row.cells[width:])


def _numbers(grid: Grid, header: GridRow) -> frozenset[int]:
    """Return the columns, by index, whose cells are all numbers in the rows that are not torn."""
    width = len(header.cells)
    texts: list[set[str]] = [set() for _ in range(width)]
    for row in grid.rows:
        if row.number > header.number and len(row.cells) == width:
            for at, cell in enumerate(row.cells):
                texts[at].add(cell.strip())
    return frozenset(
        at
        for at, found in enumerate(texts)
        if found - {""} and all(_PLAIN.fullmatch(text) for text in found - {""})
    )


def _one_number(cells: Cells, width: int, numbers: frozenset[int]) -> Cells | None:
    """Return the one way to join thousands that fits the columns; None for none or several."""
    seams = [
        at
        for at in range(1, len(cells))
        if _TAIL.fullmatch(cells[at].strip())
        and (_HEAD.fullmatch(cells[at - 1].strip()) or _TAIL.fullmatch(cells[at - 1].strip()))
    ]
    ways = [way for way in _ways(cells, width, seams) if _fits(way, width, numbers)]
    return ways[0] if len(ways) == 1 and _is_number(ways[0], cells, numbers) else None


def _is_number(way: Cells, cells: Cells, numbers: frozenset[int]) -> bool:
    """Say whether every cell that was joined stands in a column of numbers."""
    return all(at in numbers for at, cell in enumerate(way) if cell not in cells)


def _is_only(cells: Cells, width: int, numbers: frozenset[int]) -> bool:
    """Say whether no other way to join cells fits the columns, commas within words included."""
    ways = list(islice(_ways(cells, width, range(1, len(cells))), _WAYS + 1))
    return len(ways) <= _WAYS and sum(_fits(way, width, numbers) for way in ways) == 1


def _ways(cells: Cells, width: int, seams: Sequence[int]) -> Iterator[Cells]:
    for chosen in islice(combinations(seams, len(cells) - width), _WAYS + 1):
        parts = [[cells[0]]]
        for at in range(1, len(cells)):
            if at in chosen:
                parts[-1].append(cells[at])
            else:
                parts.append([cells[at]])
        yield tuple(",".join(part) for part in parts)


def _fits(way: Cells, width: int, numbers: frozenset[int]) -> bool:
    return len(way) == width and all(
        not way[at].strip() or _PLAIN.fullmatch(way[at].strip()) for at in numbers
    )


def _question(likely: Mapping[int, Cells], grid: Grid, answers: Mapping[str, str]) -> Question:
    first = next(iter(likely))
    said = answers.get(f"{ID}::") or answers.get(ID, "")
    lines = [row.line for row in grid.rows if row.number in likely]
    listed, more = "、".join(map(str, lines[:_SHOWN])), "…" if len(lines) > _SHOWN else ""
    return Question(
        id=f"{ID}::",
        mend=ID,
        text=Text(f"{_ASKED.ja}（{listed}{more}行目）", f"{_ASKED.en} (lines {listed}{more})"),
        choices=(_JOIN, _KEEP),
        number=first,
        count=len(likely),
        answer=said if said in {_JOIN.value, _KEEP.value} else "",
    )


def _changes(row: GridRow, header: GridRow, cells: Cells) -> Iterator[Change]:
    after = (*cells, *[""] * (len(row.cells) - len(cells)))
    for position, (old, new) in enumerate(zip(row.cells, after, strict=True), start=1):
        if old != new:
            yield Change(
                mend=ID,
                number=row.number,
                line=row.line,
                position=position,
                column=header.cells[position - 1] if position <= len(header.cells) else "",
                before=old,
                after=new,
            )
