"""Rows and columns that the officer's screen does not show: left out unless she says otherwise. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from publisher.tables.record import column_letter
from publisher.tidy.change import Change, Choice, Question
from publisher.tidy.grid import Grid
from publisher.words import Text, mask, quote

ID = "hidden-parts"
TITLE = Text("隠した行・列を除く", "Hidden rows and columns are left out")
PROOF = Text(
    "画面に見えない行や列は、公開してよいか人にしか分かりません。載せるかどうかは、質問で選べます。",
    "Only a person knows whether what the screen does not show may go out: see the question.",
)
TOO_MANY = Text(
    "隠れた行や列、表示形式で見えないセルが1,000か所を超えるため、どれが見えているのかを決められません。"
    "絞り込み（フィルター）や表示形式を解除するか、表示に戻してから、もう一度お試しください。",
    "More than 1,000 stretches of rows or columns, or cells, are hidden, so what shows cannot be "
    "told. Clear the filter or the number format, or show them, then try again.",
)
_LEAVE = Choice("leave-out", Text("公開しない（除く）", "Leave them out"))
_PUBLISH = Choice("publish", Text("見えるようにして公開する", "Publish them too"))
_COLUMN, _ROW = "隠した列", "隠した行"
"""Stand in the diff for what is not told."""
_MANY = Text("1,000か所を超える行・列・セル", "more than 1,000 stretches")
_SHOWN = 6
"""Stretches of rows or columns that a question names."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What of a grid is hidden and holds anything."""

    rows: tuple[int, ...]
    """Numbers of rows of the sheet."""
    columns: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.rows or self.columns)

    @property
    def places(self) -> Text:
        """Where they are, never what they hold: D列、4–6行目."""
        letters = [_span(first, last, column_letter) for first, last in _spans(self.columns)]
        numbers = [_span(first, last, str) for first, last in _spans(self.rows)]
        ja = [f"{_listed(letters, '・')}列"] * bool(letters)
        ja += [f"{_listed(numbers, '・')}行目"] * bool(numbers)
        en = [f"{_word('column', self.columns)} {_listed(letters, ', ')}"] * bool(letters)
        en += [f"{_word('row', self.rows)} {_listed(numbers, ', ')}"] * bool(numbers)
        return Text("、".join(ja), "; ".join(en)) if ja else _MANY


def parts_of(grid: Grid) -> Parts:
    """Return the hidden rows and columns that hold any text."""
    rows: list[int] = []
    columns: set[int] = set()
    width = grid.width
    open_ = {column for column in grid.hidden_columns if column <= width}
    for row in grid.rows:
        if row.number in grid.hidden_rows:
            if any(cell.strip() for cell in row.cells):
                rows.append(row.number)
        elif open_:
            found = {at for at in open_ if at <= len(row.cells) and row.cells[at - 1].strip()}
            columns |= found
            open_ -= found
    return Parts(tuple(rows), tuple(sorted(columns)))


def question(grid: Grid, parts: Parts, answers: Mapping[str, str]) -> Question:
    """Return the question whether they go out, with what was answered to it."""
    places = parts.places
    name = mask(f"{ID}:{grid.sheet or ''}:")
    said = answers.get(name) or answers.get(ID, "")
    return Question(
        id=name,
        mend=ID,
        text=Text(
            f"隠した行・列があります（{places.ja}）。公開しますか。答えなければ公開しません。",
            f"Some rows or columns are hidden ({places.en}). Shall they go out? "
            "Unanswered, they do not.",
        ),
        choices=(_LEAVE, _PUBLISH),
        sheet=grid.sheet,
        count=len(parts.rows) + len(parts.columns),
        answer=said if said in {_LEAVE.value, _PUBLISH.value} else "",
    )


def is_published(asked: Question) -> bool:
    """Say whether the answer is that they go out."""
    return asked.answer == _PUBLISH.value


def notice(grid: Grid, parts: Parts) -> Text:
    """Return what was left out, by place."""
    places = parts.places
    name = f"シート「{quote(grid.sheet)}」の" if grid.sheet else ""
    return Text(
        f"{name}隠した行・列（{places.ja}）は載せていません。",
        f"Hidden parts of {quote(grid.sheet)} were left out: {places.en}.",
    )


def changes(grid: Grid, parts: Parts) -> tuple[Change, ...]:
    """Return what was left out as changes: places, never values."""
    of_columns = (
        Change(mend=ID, position=at, sheet=grid.sheet, before=_COLUMN) for at in parts.columns
    )
    of_rows = (
        Change(mend=ID, number=at, line=at, sheet=grid.sheet, before=_ROW) for at in parts.rows
    )
    return (*of_columns, *of_rows)


def _spans(numbers: Sequence[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _span(first: int, last: int, shown: Callable[[int], str]) -> str:
    return shown(first) if first == last else f"{shown(first)}–{shown(last)}"


def _word(thing: str, places: Sequence[int]) -> str:
    return thing if len(places) == 1 else f"{thing}s"


def _listed(texts: Sequence[str], sign: str) -> str:
    more = "…" if len(texts) > _SHOWN else ""
    return sign.join(texts[:_SHOWN]) + more
