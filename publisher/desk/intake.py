"""Files as tables that can be published: found, mended where it is proven, joined, written aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publisher import files
from publisher.desk import mended, naming, reading, table, together
from publisher.desk.naming import Said, Wanted
from publisher.desk.originals import Original
from publisher.desk.reading import Found
from publisher.desk.table import Conversion, Shape
from publisher.errors import DataRefused, OpendataError, UsageError
from publisher.standards import key
from publisher.tidy import fix, series, write
from publisher.tidy.change import Change, Question
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked
from publisher.words import Text, cut

ALL = "all"
"""Instead of the number of a table: every table of the file, as files of one dataset."""
_REWRITTEN = Text(
    "表を UTF-8（BOM付き）のCSVにしました。値は変えていません。",
    "The table was written as CSV (UTF-8 with BOM); no value changed.",
)
_NO_NAMES = Text(
    "見出し（列の名前の行）が見つかりません。", "It has no row with the names of the columns."
)
_NO_HEADER = Text(
    "1行目が見出し（列の名前）ではなく、データのようです。",
    "Line 1 seems to be data, not the names of the columns.",
)
_MEND = Text(
    "もとの表を直してから、もう一度実行してください。", "Mend the original, then run this again."
)
_AS_BEFORE = Text(
    "名前のない列の名前は、今の表のものを使いました。",
    "Columns without a name have those of the present table.",
)
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
    changes: tuple[Change, ...] = ()
    """What is otherwise than in the originals, beside the form of the bytes."""
    questions: tuple[Question, ...] = ()
    """What only a person can decide; nothing of it was changed."""
    notices: tuple[Text, ...] = ()
    doubts: tuple[Text, ...] = ()
    """Why it may not be what it seems."""

    @property
    def is_tidied(self) -> bool:
        """Say whether it differs from its original in more than the form of a text's bytes."""
        is_text = all(original.form in reading.TEXTS for original in self.originals)
        return self.draft is not None and (bool(self.changes) or not is_text)


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
    for item in found:
        with reading.collecting(failures, is_alone=False):
            _not_twice(item, known)
            if not item.drafts and item.plain is not None:
                plain.append((_plain(item),))
                continue
            said = names.get(item.original.path, ())
            made = _chosen(item, list(_pieces(item, asked, said)), chosen)
            unnamed += _wanted(made)
            if len(made) > 1:
                books.append(tuple(_table(item, piece, aside) for piece in made))
            else:
                pieces += made
    by_file = {item.original: item for item in found}
    groups = [*plain, *books]
    for group in together.grouped(pieces):
        with reading.collecting(failures, is_alone=False):
            first = by_file[group[0].originals[0]]
            groups.append(
                tuple(_table(by_file.get(p.originals[0], first), p, aside) for p in group)
            )
    return Taken(groups=tuple(groups), refused=tuple(failures), unnamed=tuple(unnamed))


def one(item: Found, asked: Asked, names: Sequence[str], aside: Path) -> Table:
    """Return the one table of a file that has columns of these names, or its only one.

    Columns that have no name there, beside others that are the same, have these. Raises DataRefused where it holds several and none, or more than one, has these columns.
    """
    if not item.drafts:
        return _plain(item)
    pieces = list(_pieces(item, asked, ()))
    wanted = {key(name) for name in names}
    like = [
        piece
        for piece in pieces
        if {key(column.name) for column in piece.draft.columns} == wanted
        or naming.known(piece.draft, names)
    ]
    (chosen,) = like if len(like) == 1 else _chosen(item, pieces, ())
    if said := naming.known(chosen.draft, names):
        place = pieces.index(chosen)
        chosen = list(_pieces(item, asked, said))[place]
        chosen = replace(chosen, notices=(*chosen.notices, _AS_BEFORE))
    return _table(item, chosen, aside)


def _pieces(item: Found, asked: Asked, said: Sequence[Said]) -> Iterator[together.Piece]:
    named = [naming.named(draft, said) for draft in item.drafts]
    result = fix.tidy([draft for draft, _ in named], asked)
    for joined in series.join(result.drafts):
        sheets = {part.sheet for part in joined.parts}
        yield together.Piece(
            draft=joined.draft,
            originals=(item.original,),
            changes=(
                *(change for _, done in named for change in done if change.sheet in sheets),
                *(change for change in item.moved if change.sheet in sheets),
                *(change for change in result.changes if change.sheet in sheets),
                *joined.changes,
            ),
            questions=tuple(
                question
                for question in result.questions
                if question.sheet is None or question.sheet in sheets
            ),
            notices=(*item.notices, *_failed(result.failed)),
        )


def _failed(mends: frozenset[str]) -> Iterator[Text]:
    for mend in sorted(mends):
        yield Text(
            f"こちらの不具合です（{mend}）。この種類は直していません。",
            f"Our mistake ({mend}): nothing of this kind was mended.",
        )


def _plain(item: Found) -> Table:
    if item.plain is None:
        raise TypeError(item)
    return Table(
        path=item.staged,
        conversion=item.plain,
        originals=(item.original,),
        notices=item.notices,
    )


def _table(item: Found, piece: together.Piece, aside: Path) -> Table:
    """Return a piece as a table written aside; a text that needed no mending as it was."""
    draft = piece.draft
    if item.plain is not None and len(piece.originals) == 1 and _is_same(item.plain, draft):
        return replace(_plain(item), questions=piece.questions)
    path = aside / f"tidy-{len(list(aside.glob('tidy-*.csv')))}.csv"
    path.write_bytes(write.content(draft))
    shape = Shape(
        header=tuple(column.name for column in draft.columns),
        rows=len(draft.rows),
        ragged=0,
        ragged_line=None,
    )
    is_named = any(change.mend == naming.KIND for change in piece.changes)
    if against := _unfit(piece, shape):
        # A text whose columns were named must not go out with its first row as their names.
        if item.plain is None or is_named:
            raise against
        return replace(_plain(item), doubts=_no_header(piece))
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
        draft=draft,
        changes=piece.changes,
        questions=piece.questions,
        notices=piece.notices,
    )


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


def _chosen(
    item: Found, pieces: list[together.Piece], chosen: Sequence[str]
) -> list[together.Piece]:
    """Return the tables that are meant; raises DataRefused where nobody said which of several."""
    if not chosen and len(pieces) == 1:
        return pieces
    if not chosen:
        raise _several(item.original, pieces)
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


def _several(original: Original, pieces: Sequence[together.Piece]) -> DataRefused:
    return DataRefused(
        Text(
            f"別々の表が{len(pieces)}つ入っています。",
            f"It holds {len(pieces)} tables of different kinds.",
        ),
        where=str(original.path),
        next_step=_choices(pieces),
    )


def _choices(pieces: Sequence[together.Piece]) -> Text:
    listed = [
        f"{number}={cut(_name(piece), 40)}（{len(piece.draft.rows)}行×{len(piece.draft.columns)}列）"
        for number, piece in enumerate(pieces[:LISTED], start=1)
    ]
    more = f"…ほか{len(pieces) - LISTED}" if len(pieces) > LISTED else ""
    return Text(
        "--table 番号 で選ぶか、--table all で1つのデータセットにまとめてください："
        f"{'、'.join(listed)}{more}",
        "Choose with --table NUMBER, or take all as files of one dataset with --table all.",
    )


def _name(piece: together.Piece) -> str:
    draft = piece.draft
    return next(filter(None, (*draft.titles, draft.sheet)), draft.columns[0].name)


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
