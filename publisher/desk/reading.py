"""What an officer hands in, read: files of folders, and the tables in each of them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.desk import originals, table
from publisher.desk.originals import Original
from publisher.desk.table import Conversion
from publisher.errors import DataRefused, OpendataError, UsageError
from publisher.tidy import apart, authors, read, series, sheets
from publisher.tidy.change import Change, Question
from publisher.tidy.draft import Draft
from publisher.tidy.sheets import Sheets
from publisher.words import Text, cut

TEXTS = frozenset({"csv", "tsv", "txt"})
LARGEST = 100_000_000
"""Bytes of a text beyond which it is taken as it is: nobody tidies such a table by hand."""
_PASSED_OVER = ("~$", ".", "Thumbs.db", "desktop.ini", "opendata.toml")
_NO_TABLE = Text("表が見つかりません。", "It holds no table.")
_ONLY_EXAMPLES = Text(
    "記入例だけのひな形のようで、データの表がありません。",
    "It seems to be a template: it holds examples and no table of data.",
)
_ONLY_HIDDEN = Text(
    "表は、見えないようにしたシートや行・列にだけあります。",
    "Its only tables are on hidden sheets, rows or columns.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The tables of one file, as they lie there."""

    original: Original
    drafts: tuple[Draft, ...] = ()
    moved: tuple[Change, ...] = ()
    """What finding the tables has moved out of them."""
    staged: Path
    """Where a plain table lies aside."""
    plain: Conversion | None = None
    """A text that is one plain table already; where there are no drafts it is taken as it is."""
    notices: tuple[Text, ...] = ()
    questions: tuple[Question, ...] = ()
    """What only a person can say of how it is to be read, answered or not."""


def listed(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files meant: those of folders too, in order of their names, each once.

    Raises UsageError for what is not there and for a folder without files.
    """
    seen: set[Path] = set()
    for path in paths:
        if path.is_dir():
            inside = sorted(item for item in path.rglob("*") if item.is_file() and _is_meant(item))
            if not inside:
                raise _unknown(path, Text("フォルダにファイルがありません。", "It is empty."))
        elif path.exists():
            inside = [path]
        else:
            raise _unknown(path, Text("ファイルがありません。", "There is no such file."))
        for item in inside:
            if item.resolve() not in seen:
                seen.add(item.resolve())
                yield item


def _is_meant(path: Path) -> bool:
    return not any(part.startswith(_PASSED_OVER) for part in path.parts[-2:])


def find(path: Path, staged: Path, answers: Mapping[str, str] | None = None) -> Found:
    """Return the tables of one file; raises DataRefused that says why there are none, or OSError.

    `staged` is where a text that is a plain table already is written as the catalog has it;
    `answers` are those to questions on cells, by id or kind.
    """
    original = originals.look(path)
    if original.form in TEXTS:
        return _of_text(original, staged, answers or {})
    original, seen = _sheets(original, answers or {})
    return _of_sheets(original, seen, staged)


def again(item: Found, answers: Mapping[str, str]) -> Found:
    """Return the tables of a file after more was answered of how it is to be read."""
    said = (answers.get(q.id) or answers.get(q.id.partition(":")[0], "") for q in item.questions)
    if all(now == q.answer for now, q in zip(said, item.questions, strict=True)):
        return item
    return find(item.original.path, item.staged, answers)


def _of_text(original: Original, staged: Path, answers: Mapping[str, str]) -> Found:
    plain, refused = None, None
    if original.form == "csv":
        try:
            plain = table.convert(original.path, staged)
        except DataRefused as error:
            refused = error
    if plain is not None and original.file.size > LARGEST:
        return Found(original=original, staged=staged, plain=plain, notices=(_as_it_is(),))
    try:
        original, seen = _sheets(original, answers)
        found = _of_sheets(original, seen, staged)
    except DataRefused as error:
        if plain is None or len(plain.shape.header) == 1:
            raise _the_clearer(refused, error) from error
        return Found(original=original, staged=staged, plain=plain)
    is_parted_otherwise = plain is not None and len(plain.shape.header) == 1
    if plain is None or (is_parted_otherwise and len(found.drafts[0].columns) > 1):
        return found
    if any(question.mend == apart.ID for question in seen.questions):
        return found
    # Where the text is a table already, only what is certain to be the same table is tidied:
    # rows of another width are for the check to name.
    if len(found.drafts) == 1 and _is_even(found.drafts[0], len(plain.shape.header)):
        return replace(found, plain=plain)
    return Found(
        original=original,
        staged=staged,
        plain=plain,
        notices=seen.notices,
        questions=seen.questions,
    )


def _is_even(draft: Draft, width: int) -> bool:
    """Say whether a text's rows of data are all as wide as its header; notes may be narrower."""
    return len(draft.columns) == width and not any(row.is_torn for row in draft.rows)


def _the_clearer(plain: DataRefused | None, tidy: DataRefused) -> DataRefused:
    """Return why a text is no table: what its bytes are outweighs how its rows lie."""
    return tidy if plain is None else plain


def _sheets(original: Original, answers: Mapping[str, str]) -> tuple[Original, Sheets]:
    """Return what the sheets of a file hold, and the file with whether they name a person."""
    grids = read.grids(original.file, original.form)
    if isinstance(grids, read.Unread):
        raise refused(original.path, grids.why, grids.line)
    seen = sheets.find(grids, answers)
    if isinstance(seen, Text):
        raise refused(original.path, seen)
    rows = (tuple(filter(None, row.cells)) for grid in grids for row in grid.rows)
    return replace(original, names_person=any(map(authors.is_named, rows))), seen


def _of_sheets(original: Original, seen: Sheets, staged: Path) -> Found:
    drafts = [draft for item in seen.found for draft in item.drafts]
    examples = [draft for draft in drafts if series.is_example(draft)]
    others = [other for item in seen.found for other in item.others if other.texts]
    tables = tuple(draft for draft in drafts if draft not in examples)
    if not tables:
        if examples:
            raise refused(original.path, _ONLY_EXAMPLES)
        why = next((item.why for item in others), _ONLY_HIDDEN if seen.has_hidden else _NO_TABLE)
        raise refused(original.path, why)
    notices = [
        *(_left(draft.sheet, Text("記入例", "an example")) for draft in examples),
        *(_left(sheet, Text("見えないシート", "hidden")) for sheet in seen.hidden),
        *(_left(other.sheet, other.why) for other in others),
        *seen.notices,
    ]
    return Found(
        original=original,
        staged=staged,
        drafts=tables,
        moved=tuple(change for item in seen.found for change in item.changes),
        notices=tuple(dict.fromkeys(notices)),
        questions=seen.questions,
    )


def refused(path: Path, why: Text, line: int | None = None) -> DataRefused:
    """Return the error for a file that holds no table that can be taken."""
    return DataRefused(
        why,
        where=f"{path}" + (f":{line}" if line else ""),
        next_step=Text(
            "直してからもう一度実行するか、表のあるCSV・Excel・GeoJSONを指してください。"
            "もとのファイルはそのままです。",
            "Mend it and run this again, or name a CSV, workbook or GeoJSON that holds a table. "
            "The file is as it was.",
        ),
    )


@contextlib.contextmanager
def collecting(failures: list[OpendataError], *, is_alone: bool) -> Iterator[None]:
    """Keep what is said against one of several files, so that the others are still looked at."""
    try:
        yield
    except (DataRefused, UsageError) as error:
        if is_alone:
            raise
        failures.append(error)


def _left(sheet: str | None, why: Text) -> Text:
    name = f"シート「{cut(sheet)}」" if sheet else "表の外の部分"
    return Text(
        f"{name}は取り込んでいません（{why.ja.rstrip('。')}）。",
        f"Left out: {cut(sheet) if sheet else 'a part outside the table'} ({why.en.rstrip('.')}).",
    )


def _as_it_is() -> Text:
    return Text(
        "大きなファイルなので、直せるところを探していません。",
        "It is large, so it was not searched for what can be mended.",
    )


def _unknown(path: Path, what: Text) -> UsageError:
    return UsageError(
        what,
        where=str(path),
        next_step=Text(
            "表のあるファイルかフォルダを指してください。", "Name a file or folder with tables."
        ),
    )
