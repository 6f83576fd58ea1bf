"""Tables of several files: joined to one where titles tell them apart, else files of one dataset. Pure."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from publisher.desk.originals import Original
from publisher.tidy import series, told
from publisher.tidy.change import Change, Question
from publisher.tidy.draft import Draft, DraftColumn, DraftRow
from publisher.words import Text, cut, mask

TIMES = frozenset({"年月日", "年月", "年", "年度"})
"""Names of the columns that say of which time a joined table is."""
_Label = tuple[bool, str, int]
"""Of a column: whether joining made it, its name without width, and which of that name it is."""
_BRACKETS = "()（）[]［］【】「」『』〔〕<>＜＞・"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A table with the files it is from and what was done to it."""

    draft: Draft
    originals: tuple[Original, ...]
    changes: Sequence[Change] = ()
    questions: tuple[Question, ...] = ()
    notices: tuple[Text, ...] = ()


def grouped(pieces: Sequence[Piece]) -> list[tuple[Piece, ...]]:
    """Return the tables of one dataset each: those of like columns, joined where that is proven."""
    kinds: dict[tuple[_Label, ...], list[Piece]] = {}
    for piece in pieces:
        kinds.setdefault(_kind(piece.draft), []).append(piece)
    return [_joined(alike) for alike in kinds.values()]


def _kind(draft: Draft) -> tuple[_Label, ...]:
    """Return what a table's own columns are called: without those that joining made."""
    return tuple(sorted(key for key in _keys(draft.columns) if not key[0]))


def _keys(columns: Sequence[DraftColumn]) -> list[_Label]:
    """Return what tells each column from the others, also from those of its own name."""
    seen: Counter[tuple[bool, str]] = Counter()
    found: list[_Label] = []
    for column in columns:
        name = "".join(unicodedata.normalize("NFKC", column.name).split())
        found.append((column.position is None, name, seen[column.position is None, name]))
        seen[found[-1][:2]] += 1
    return found


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    if len(pieces) < 2:
        return tuple(pieces)
    draft, changes = (_appended(pieces), ()) if all(map(_times, pieces)) else _series(pieces)
    if draft is None:
        return tuple(pieces)
    return (
        Piece(
            draft=draft,
            originals=tuple(dict.fromkeys(file for piece in pieces for file in piece.originals)),
            changes=(*(change for piece in pieces for change in piece.changes), *changes),
            questions=tuple(dict.fromkeys(item for piece in pieces for item in piece.questions)),
            notices=tuple(dict.fromkeys(item for piece in pieces for item in piece.notices)),
        ),
    )


def _times(piece: Piece) -> str:
    """Return the column that says of which time each row is; empty without one."""
    made = (column.name for column in piece.draft.columns if column.position is None)
    return next((name for name in made if name in TIMES), "")


def _appended(pieces: Sequence[Piece]) -> Draft | None:
    """Return long tables one after another, in the order of their times.

    What several files say of the same time is taken once where they say the same; where they
    differ nothing is joined.
    """
    times = {_times(piece) for piece in pieces}
    if len(times) > 1:
        return None
    time = times.pop()
    drafts = [piece.draft for piece in pieces]
    titles = _titles(drafts)
    own = [column for column in drafts[0].columns if column.position is not None]
    marks = [name for name in (series.TITLE, series.SHEET, series.MARK) if _has(drafts, name)]
    if len(set(titles)) > 1 and series.TITLE not in marks:
        marks.insert(0, series.TITLE)
    blocks: dict[str, list[_Block]] = {}
    for draft, title in zip(drafts, titles, strict=True):
        for block in _blocks(draft, title, time, marks, own):
            same_time = blocks.setdefault(block.time, [])
            if any(block.values == other.values for other in same_time):
                continue
            if any(block.title == other.title for other in same_time):
                return None
            same_time.append(block)
    made = [DraftColumn(name=name, position=None) for name in (time, *marks)]
    return replace(
        drafts[0],
        columns=(*made, *own),
        rows=tuple(row for day in sorted(blocks) for block in blocks[day] for row in block.rows),
        sheet=None,
        titles=tuple(text for text in drafts[0].titles if all(text in d.titles for d in drafts)),
        notes=tuple(dict.fromkeys(note for draft in drafts for note in draft.notes)),
        facts={},
    )


def _has(drafts: Sequence[Draft], name: str) -> bool:
    return any(
        column.position is None and column.name == name
        for draft in drafts
        for column in draft.columns
    )


def told_together(text: str) -> str:
    """Return a title on one line, without the spaces that only spread its letters: 人 口 表."""
    words = text.split()
    letters = [word.strip(_BRACKETS) for word in words]
    is_spread = len(words) > 2 and all(len(letter) == 1 for letter in letters)
    return ("" if is_spread else " ").join(words)


def _titles(drafts: Sequence[Draft]) -> list[str]:
    """Return what each table is titled beside what all are."""
    common = set.intersection(*(set(draft.titles) for draft in drafts))
    return [
        " ".join(
            told_together(text)
            for text in draft.titles
            if text not in common and told.without_date(text)
        )
        for draft in drafts
    ]


@dataclass(frozen=True, slots=True)
class _Block:
    """The rows of one time under one title."""

    time: str
    title: str
    rows: tuple[DraftRow, ...]
    """In the columns of the whole."""
    values: frozenset[tuple[str, ...]]
    """What the rows say in their own columns."""


def _blocks(
    draft: Draft, title: str, time: str, marks: Sequence[str], own: Sequence[DraftColumn]
) -> Iterator[_Block]:
    keys = _keys(draft.columns)
    of_own = [key for key in _keys(own) if not key[0]]
    of_time, of_title = _made(time), _made(series.TITLE)
    found: dict[tuple[str, str], list[DraftRow]] = {}
    for row in draft.rows:
        told_of = dict(zip(keys, row.cells, strict=True))
        told_of[of_title] = told_together(told_of.get(of_title, title))
        cells = [told_of.get(_made(name), "") for name in (time, *marks)]
        cells += [told_of[key] for key in of_own]
        block = (told_of[of_time], told_of[of_title])
        found.setdefault(block, []).append(replace(row, cells=tuple(cells)))
    for (day, titled), rows in found.items():
        values = frozenset(row.cells[len(marks) + 1 :] for row in rows)
        yield _Block(day, titled, tuple(rows), values)


def _made(name: str) -> _Label:
    """Return the key of a column that joining made."""
    return (True, name, 0)


def _series(pieces: Sequence[Piece]) -> tuple[Draft | None, tuple[Change, ...]]:
    """Return tables of one time each as one, where every title or file name tells the time."""
    is_of_folder = len({_sheet(piece) for piece in pieces}) < len(pieces)
    named = [
        replace(piece.draft, sheet=_folder(piece) if is_of_folder else _sheet(piece))
        for piece in pieces
        if all(column.position is not None for column in piece.draft.columns)
    ]
    found = series.join(named) if len(named) == len(pieces) else ()
    if len(found) != 1:
        return None, ()
    draft = found[0].draft
    made = [column.name for column in draft.columns if column.position is None]
    times = {row.cells[0] for row in draft.rows}
    is_told = bool(made) and made[0] in TIMES and len(times) == len(pieces)
    is_certain = is_told and not {series.SHEET, series.TITLE} & set(made)
    return (draft, found[0].changes) if is_certain else (None, ())


def timed(piece: Piece, names: Sequence[str]) -> Piece:
    """Return a table of one time with the column that joining made of others: `names` has it."""
    draft, name = piece.draft, next((item for item in names if item in TIMES), "")
    if not name or any(column.name == name for column in draft.columns):
        return piece
    stated = draft.facts.get("date", "")
    dates = (
        told.joined(stated, told.of_sheet(text)) for text in (draft.sheet or "", _sheet(piece))
    )
    date = next((item for item in dates if item and told.column(item) == name), "")
    if not date or date.startswith("-"):
        return piece
    rows = tuple(replace(row, cells=(date, *row.cells)) for row in draft.rows)
    columns = (DraftColumn(name=name, position=None), *draft.columns)
    said = Text(
        f"「{name}」の列は、表の題名やシート・ファイルの名前にある {date} にしました。",
        f"Column '{name}' holds {date}, which the title, the sheet or the file's name tells.",
    )
    return replace(
        piece, draft=replace(draft, columns=columns, rows=rows), notices=(*piece.notices, said)
    )


def _sheet(piece: Piece) -> str:
    """Return what tells a table from those of other files: its sheet's name, or the file's."""
    return PurePath(piece.originals[0].path.name).stem


def _folder(piece: Piece) -> str:
    """Return the folder of a file whose own name others of the hand-in have, too.

    Only where it states a time: R5 may be a year or a fiscal year.
    """
    name = piece.originals[0].path.parent.name
    return name if told.date(name) else _sheet(piece)


def dated(drafts: Sequence[Draft], path: PurePath) -> tuple[Draft, ...]:
    """Return tables on sheets of months (4月, 5月) with the year that only the file's name tells."""
    year = told.date(path.stem)
    months = {told.of_sheet(draft.sheet or "") for draft in drafts}
    is_open = all(month.startswith("--") for month in months)
    if len(drafts) != len(months) or len(months) < 2 or not is_open or "-" in year:
        return tuple(drafts)
    if not year or any("date" in draft.facts for draft in drafts):
        return tuple(drafts)
    return tuple(replace(draft, facts={**draft.facts, "date": year}) for draft in drafts)


def names(pieces: Sequence[Piece]) -> list[str]:
    """Return what an officer calls tables: by title or sheet; where that is one also by columns or sheet."""
    found = [
        next(filter(None, (*piece.draft.titles, piece.draft.sheet)), piece.draft.columns[0].name)
        for piece in pieces
    ]
    columns = ["・".join(column.name for column in piece.draft.columns[:2]) for piece in pieces]
    sheets = [piece.draft.sheet or "" for piece in pieces]
    if len(set(sheets)) == len(sheets) > len(set(columns)):
        columns = sheets
    return [
        cut(mask(f"{name}：{own}" if found.count(name) > 1 else name), 40)
        for name, own in zip(found, columns, strict=True)
    ]
