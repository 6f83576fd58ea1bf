"""Files as tables that can be published: found, mended where it is proven, joined, written aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from publisher import files
from publisher.desk import mended, naming, reading, table, together
from publisher.desk.naming import Said, Wanted
from publisher.desk.originals import Original
from publisher.desk.reading import Found
from publisher.desk.remembering import Remembered
from publisher.desk.table import Conversion, Shape
from publisher.desk.undecided import SeveralTables, Undecided
from publisher.errors import DataRefused, OpendataError, UsageError
from publisher.tidy import as_shown, fix, series, sheets, subtotals, write, yearless
from publisher.tidy.change import Change, Changes, Question
from publisher.tidy.draft import Draft
from publisher.tidy.mend import KEEP_ERAS, Asked
from publisher.tidy.mends.marks import MARKS
from publisher.words import Text, cut, things

ALL = "all"
"""Instead of the number of a table: every table of the file, as files of one dataset."""
_REWRITTEN = Text(
    "表を、Excelで文字化けしないCSVにしました。値は変えていません。",
    "The table was written as a CSV that Excel opens rightly; no value changed.",
)
_NO_NAMES = Text(
    "項目名（列の名前）の行が見つかりません。", "It has no row with the names of the columns."
)
_NO_HEADER = Text(
    "1行目が項目名（列の名前）ではなく、データのようです。",
    "Line 1 seems to be data, not the names of the columns.",
)
_MEND = Text(
    "もとの表を直してから、もう一度実行してください。", "Mend the original, then run this again."
)
_QUOTED = frozenset({MARKS.id, as_shown.ID})
"""Mends whose texts are looked at once more when their table is written."""
LISTED = 12
"""Tables of a book that are named when one must be chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table, written aside as the catalog publishes it."""

    path: Path
    """Where it lies aside."""
    conversion: Conversion
    originals: tuple[Original, ...]
    draft: Draft | None = None
    """None where a text was taken as it is."""
    changes: Sequence[Change] = ()
    """What is otherwise than in the originals, beside the form of the bytes."""
    questions: tuple[Question, ...] = ()
    """What only a person can decide; nothing of it was changed."""
    notices: tuple[Text, ...] = ()
    zeros: tuple[Text, ...] = ()
    """Where the originals had lost their leading zeros."""
    doubts: tuple[Text, ...] = ()
    """Why it may not be what it seems."""
    memory: Remembered = field(default_factory=Remembered)
    """What was answered of it, for its next version."""

    @property
    def is_tidied(self) -> bool:
        """Say whether it differs from its original in more than the form of a text's bytes."""
        is_text = all(original.form in reading.TEXTS for original in self.originals)
        return bool(self.changes) or (self.draft is not None and not is_text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What becomes of the files that were handed in."""

    groups: tuple[tuple[Table, ...], ...]
    """The tables of one dataset each."""
    refused: tuple[OpendataError, ...]
    """Files of which nothing is taken, and why."""
    unnamed: tuple[Wanted, ...] = ()
    """Columns that a person can name."""


def take(
    found: Sequence[Found],
    asked: Asked,
    chosen: Sequence[str],
    aside: Path,
    names: Mapping[Path, Sequence[Said]],
) -> Taken:
    """Return the tables of files by dataset, with what is refused beside them.

    `chosen` names the tables of a file that are meant, by number or sheet, or ALL; `names` has
    those of columns that have none, by file.
    """
    failures: list[OpendataError] = []
    unnamed: list[Wanted] = []
    plain: list[tuple[Table, ...]] = []
    pieces: list[together.Piece] = []
    books: list[tuple[Table, ...]] = []
    known: dict[str, Path] = {}
    read: list[Found] = []
    for item in found:
        with reading.collecting(failures, is_alone=False):
            read.append(reading.again(item, asked.answers))
    for item in read:
        with reading.collecting(failures, is_alone=False):
            _not_twice(item, known)
            if not item.drafts and item.plain is not None:
                plain.append((plain_of(item),))
                continue
            said = names.get(item.original.path, ())
            made = chosen_of(item, _offered(item, asked, said, chosen), chosen)
            unnamed += _wanted(made)
            if len(made) > 1:
                books.append(tuple(table_of(item, piece, aside) for piece in made))
            else:
                pieces += made
    by_file = {item.original: item for item in read}
    groups = [*plain, *books]
    for group in together.grouped(pieces):
        with reading.collecting(failures, is_alone=False):
            first = by_file[group[0].originals[0]]
            groups.append(
                tuple(table_of(by_file.get(p.originals[0], first), p, aside) for p in group)
            )
    groups = [tuple(_remembering(table, asked, chosen) for table in group) for group in groups]
    return Taken(groups=tuple(groups), refused=tuple(failures), unnamed=tuple(unnamed))


def _offered(
    item: Found, asked: Asked, said: Sequence[Said], chosen: Sequence[str]
) -> list[together.Piece]:
    """Return the tables of one file; by itself a sheet that is chosen among those joined."""
    pieces = list(pieces_of(item, asked, said))
    parts = {draft.sheet for draft in item.drafts} - {piece.draft.sheet for piece in pieces}
    if not parts.isdisjoint(chosen):
        return list(pieces_of(item, asked, said, is_joining=False))
    return pieces


def _remembering(table: Table, asked: Asked, chosen: Sequence[str]) -> Table:
    sheet = table.draft.sheet or "" if table.draft is not None else ""
    is_chosen = bool(chosen) and ALL not in chosen
    memory = Remembered(
        sheet=sheet if is_chosen else "",
        answers=asked.answers,
        keeps_eras=KEEP_ERAS in asked.wishes,
    )
    return replace(table, memory=memory)


def pieces_of(
    item: Found, asked: Asked, said: Sequence[Said], *, is_joining: bool = True
) -> Iterator[together.Piece]:
    """Yield the tables of one file, mended and joined, with names said for columns that have none.

    Raises Undecided where nobody can tell which cell is whose in any row.
    """
    for question in _open(item):
        if question.mend in sheets.UNDECIDED:
            raise Undecided(item.original.path, question)
    named = [naming.named(draft, said) for draft in item.drafts]
    result = fix.tidy([draft for draft, _ in named], asked)
    drafts = together.dated(result.drafts, item.original.path)
    groups = [drafts] if is_joining else [(draft,) for draft in drafts]
    for joined in (found for drafts in groups for found in series.join(drafts)):
        own = {part.sheet for part in joined.parts}
        summed = subtotals.settled(joined.draft, asked)
        asked_of = (*_open(item), *result.questions, *(q for q in summed.questions if not q.answer))
        yield together.Piece(
            draft=summed.draft,
            originals=(item.original,),
            changes=_together(
                Changes(change for _, done in named for change in done).of_sheets(own),
                Changes(item.moved).of_sheets(own),
                result.changes.of_sheets(own),
                joined.changes,
                summed.changes,
            ),
            questions=tuple(
                question for question in asked_of if question.sheet is None or question.sheet in own
            ),
            notices=(*item.notices, *yearless.notices(joined), *_failed(result.failed)),
        )


def _together(*parts: Iterable[Change]) -> Changes:
    found = Changes()
    for part in parts:
        found.extend(part)
    return found


def _open(item: Found) -> tuple[Question, ...]:
    """Return what is not answered yet of how a file is to be read."""
    return tuple(question for question in item.questions if not question.answer)


def _failed(mends: frozenset[str]) -> Iterator[Text]:
    for mend in sorted(mends):
        yield Text(
            f"こちらの不具合です（{mend}）。この種類は直していません。",
            f"Our mistake ({mend}): nothing of this kind was mended.",
        )


def plain_of(item: Found) -> Table:
    """Return a text that is one plain table, as it is."""
    if item.plain is None:
        raise TypeError(item)
    return Table(
        path=item.staged,
        conversion=item.plain,
        originals=(item.original,),
        questions=_open(item),
        notices=item.notices,
    )


def table_of(item: Found, piece: together.Piece, aside: Path) -> Table:
    """Return a piece as a table written aside; a text that needed no mending as it was."""
    draft = piece.draft
    if item.plain is not None and len(piece.originals) == 1 and _is_same(item.plain, draft):
        return replace(plain_of(item), questions=piece.questions)
    path = aside / f"tidy-{len(list(aside.glob('tidy-*.csv')))}.csv"
    path.write_bytes(write.content(draft))
    torn = [row.line for row in draft.rows if row.is_torn]
    shape = Shape(
        header=tuple(column.name for column in draft.columns),
        rows=len(draft.rows),
        ragged=len(torn),
        ragged_line=next(iter(torn), None),
    )
    is_named = naming.KIND in mended.kinds(piece.changes)
    if against := _unfit(piece, shape):
        # A text whose columns were named must not go out with its first row as their names.
        if item.plain is None or is_named:
            raise against
        return replace(plain_of(item), doubts=_no_header(piece))
    conversion = Conversion(
        codec="utf-8",
        shape=shape,
        source_sha256=piece.originals[0].file.sha256,
        table=table.written(files.look(path)),
        is_changed=True,
        said=mended.sentence(piece.changes) or _REWRITTEN,
    )
    return Table(
        path=path,
        conversion=conversion,
        originals=piece.originals,
        draft=_told(draft),
        changes=Changes.of(piece.changes).thinned(_QUOTED),
        questions=piece.questions,
        notices=piece.notices,
        zeros=tuple(mended.zeros(piece.changes)),
    )


def _told(draft: Draft) -> Draft:
    """Return what is said of a table once it is written: its rows only where they tell the time."""
    has_times = any(c.position is None or c.name in together.TIMES for c in draft.columns)
    return draft if has_times else replace(draft, rows=())


def _is_same(plain: Conversion, draft: Draft) -> bool:
    """Say whether mending has changed nothing but the form of the bytes."""
    if plain.shape.header != tuple(column.name for column in draft.columns):
        return False
    records = plain.table.records()
    next(records)
    return plain.shape.rows == len(draft.rows) and all(
        tuple(map(str, record.cells)) == row.cells
        for record, row in zip(records, draft.rows, strict=False)
    )


def chosen_of(
    item: Found, pieces: list[together.Piece], chosen: Sequence[str]
) -> list[together.Piece]:
    """Return the tables that are meant; raises DataRefused where nobody said which of several."""
    if not chosen and len(pieces) == 1:
        return pieces
    if not chosen:
        raise several(item.original, pieces)
    if ALL in chosen:
        return pieces
    found: list[together.Piece] = []
    for said in chosen:
        named = [piece for piece in pieces if piece.draft.sheet == said]
        if said.isdecimal() and 0 < int(said) <= len(pieces) and not named:
            named = [pieces[int(said) - 1]]
        if not named:
            raise UsageError(
                Text(f"表「{cut(said)}」がありません。", f"There is no table '{cut(said)}'."),
                where="--table",
                next_step=_choices(pieces),
            )
        found += [piece for piece in named if piece not in found]
    return found


def several(
    original: Original, pieces: Sequence[together.Piece], *, is_update: bool = False
) -> DataRefused:
    """Return why a file of several tables is not taken: nobody said which is meant."""
    return SeveralTables(
        Text(
            f"別々の表が{things(len(pieces))}入っています。",
            f"It holds {len(pieces)} tables of different kinds.",
        ),
        where=str(original.path),
        next_step=_choices(pieces, is_update=is_update),
        names=together.names(pieces),
        whole=ALL,
    )


def _choices(pieces: Sequence[together.Piece], *, is_update: bool = False) -> Text:
    names = together.names(pieces)
    numbered = [
        (number, names[number - 1], len(piece.draft.rows), len(piece.draft.columns))
        for number, piece in enumerate(pieces[:LISTED], start=1)
    ]
    more = len(pieces) - len(numbered)
    ja = "、".join(f"{number}={name}（{r}行×{c}列）" for number, name, r, c in numbered)
    en = ", ".join(f"{number}={name} ({r}×{c})" for number, name, r, c in numbered)
    whole = Text(
        "" if is_update else "か、--table all で1つのデータセットにまとめて",
        "" if is_update else ", or take all as files of one dataset with --table all",
    )
    return Text(
        f"--table 番号 で選ぶ{whole.ja or 'か、表を1つにして'}ください：{ja}"
        + (f"…ほか{more}" if more else ""),
        f"Choose with --table NUMBER{whole.en}: {en}" + (f" … and {more} more" if more else ""),
    )


def _not_twice(item: Found, known: dict[str, Path]) -> None:
    digest = item.original.file.sha256
    if digest in known:
        raise DataRefused(
            Text(
                f"{cut(known[digest].name)} とまったく同じ中身です。",
                f"It is the same as {cut(known[digest].name)}.",
            ),
            where=str(item.original.path),
            next_step=Text("どちらか1つだけにしてください。", "Keep one of them."),
        )
    known[digest] = item.original.path


def _wanted(pieces: Sequence[together.Piece]) -> list[Wanted]:
    """Return the columns of a file's tables that want a name, as one question."""
    found = {
        column.position: column
        for piece in reversed(pieces)
        for column in naming.unnamed(piece.draft)
    }
    columns = tuple(found[position] for position in sorted(found))
    return [Wanted(path=pieces[0].originals[0].path, columns=columns)] if columns else []


def _is_nameless(draft: Draft) -> bool:
    return not any(column.name.strip() for column in draft.columns)


def _no_header(piece: together.Piece) -> tuple[Text, ...]:
    if not _is_nameless(piece.draft):
        return ()
    (wanted,) = _wanted([piece])
    hint = naming.hint(wanted)
    return (Text(f"{_NO_HEADER.ja}{hint.ja}", f"{_NO_HEADER.en} {hint.en}"),)


def _unfit(piece: together.Piece, shape: Shape) -> DataRefused | None:
    """Return why nothing can be made of a table as it is, None where something can."""
    draft = piece.draft
    what, next_step = table.refusal(shape), _MEND
    if wanted := _wanted([piece]):
        what, next_step = naming.refusal(wanted[0])
        what = _NO_NAMES if _is_nameless(draft) else what
    if what is None:
        return None
    sheet = f"「{draft.sheet}」" if draft.sheet else ""
    return DataRefused(what, where=f"{piece.originals[0].path}{sheet}", next_step=next_step)
