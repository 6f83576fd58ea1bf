"""What an officer hands in, read: files of folders, and the tables in each of them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.desk import originals, table
from publisher.desk.originals import Original
from publisher.desk.table import Conversion
from publisher.errors import DataRefused, OpendataError, UsageError
from publisher.tidy import blocks, read, series
from publisher.tidy.change import Change
from publisher.tidy.draft import Draft
from publisher.tidy.grid import Grid
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
    "表は、見えないようにしたシートにだけあります。", "Its only tables are on hidden sheets."
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


def find(path: Path, staged: Path) -> Found:
    """Return the tables of one file; raises DataRefused that says why there are none, or OSError.

    `staged` is where a text that is a plain table already is written as the catalog has it.
    """
    original = originals.look(path)
    if original.form in TEXTS:
        return _of_text(original, staged)
    return _of_grids(original, _grids(original), staged)


def _of_text(original: Original, staged: Path) -> Found:
    plain, refused = None, None
    if original.form == "csv":
        try:
            plain = table.convert(original.path, staged)
        except DataRefused as error:
            refused = error
    if plain is not None and original.file.size > LARGEST:
        return Found(original=original, staged=staged, plain=plain, notices=(_as_it_is(),))
    try:
        grids = _grids(original)
        found = _of_grids(original, grids, staged)
    except DataRefused as error:
        if plain is None or len(plain.shape.header) == 1:
            raise _the_clearer(refused, error) from error
        return Found(original=original, staged=staged, plain=plain)
    is_parted_otherwise = plain is not None and len(plain.shape.header) == 1
    if plain is None or (is_parted_otherwise and len(found.drafts[0].columns) > 1):
        return found
    # Where the text is a table already, only what is certain to be the same table is tidied:
    # rows of another width are for the check to name.
    (grid,) = grids
    if len(found.drafts) == 1 and _is_even(found.drafts[0], grid, len(plain.shape.header)):
        return replace(found, plain=plain)
    return Found(original=original, staged=staged, plain=plain)


def _is_even(draft: Draft, grid: Grid, width: int) -> bool:
    """Say whether a text's rows of data are all as wide as its header; notes may be narrower."""
    data = {row.number for row in draft.rows}
    rows = (row for row in grid.rows if row.number in data)
    return len(draft.columns) == width and all(len(row.cells) == width for row in rows)


def _the_clearer(plain: DataRefused | None, tidy: DataRefused) -> DataRefused:
    """Return why a text is no table: what its bytes are outweighs how its rows lie."""
    return tidy if plain is None else plain


def _grids(original: Original) -> tuple[Grid, ...]:
    found = read.grids(original.file, original.form)
    if isinstance(found, read.Unread):
        raise refused(original.path, found.why, found.line)
    return found


def _of_grids(original: Original, grids: Sequence[Grid], staged: Path) -> Found:
    seen = [blocks.find(grid) for grid in grids if not grid.is_hidden]
    drafts = [draft for item in seen for draft in item.drafts]
    hidden = [grid.sheet for grid in grids if grid.is_hidden and grid.rows]
    examples = [draft for draft in drafts if series.is_example(draft)]
    others = [other for item in seen for other in item.others if other.texts]
    tables = tuple(draft for draft in drafts if draft not in examples)
    if not tables:
        if examples:
            raise refused(original.path, _ONLY_EXAMPLES)
        why = next((item.why for item in others), _ONLY_HIDDEN if hidden else _NO_TABLE)
        raise refused(original.path, why)
    notices = [
        *(_left(draft.sheet, Text("記入例", "an example")) for draft in examples),
        *(_left(sheet, Text("見えないシート", "hidden")) for sheet in hidden),
        *(_left(other.sheet, other.why) for other in others),
    ]
    return Found(
        original=original,
        staged=staged,
        drafts=tables,
        moved=tuple(change for item in seen for change in item.changes),
        notices=tuple(dict.fromkeys(notices)),
    )


def refused(path: Path, why: Text, line: int | None = None) -> DataRefused:
    """Return the error for a file that holds no table that can be taken."""
    return DataRefused(
        why,
        where=f"{path}" + (f":{line}" if line else ""),
        next_step=Text(
            "表のあるCSV・Excel・GeoJSONのファイルを指してください。もとのファイルはそのままです。",
            "Name a CSV, workbook or GeoJSON that holds a table. The file is as it was.",
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
