"""`opendata fix`: a file read, its tables mended, and what is written in its place or beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from publisher import files
from publisher.desk import folder
from publisher.errors import DataRefused, UsageError
from publisher.files import DiskFile
from publisher.tables import encoding as encodings
from publisher.tables.dialect import Dialect
from publisher.tables.encoding import Encoding
from publisher.tables.text_table import TextTable
from publisher.tidy import file_form, fix, read, series, sheets, write
from publisher.tidy.draft import Draft
from publisher.tidy.mend import Asked
from publisher.tidy.outcome import Outcome, Output
from publisher.words import Text, mask_name

TEXTS = frozenset({"csv", "tsv", "txt"})
_NO_TABLE = Text("表が見つかりません。", "It holds no table.")
_NO_NAMES = Text(
    "項目名の行がありません。いちばん上に、列の名前の行を入れてください。"
    "もとの表を変えないときは、`opendata add ファイル --column A=名前` で列に名前を付けます。",
    "It has no header. Put a row with the names of the columns on top. Where the original must "
    "stay as it is, `opendata add FILE --column A=NAME` names the columns.",
)
_EXAMPLE = Text("記入例なので、書きません。", "It is an example and is not written.")
_UNFIT = re.compile(r"[^\w\-]+")


def prepare(path: Path, asked: Asked, *, to: Path | None = None) -> Outcome:
    """Return what fixing `path` would do; raises DataRefused or UsageError, or OSError.

    A CSV with one table is to be replaced; of any other file the tables go beside it (or into
    the folder `to`) and it stays as it is.
    """
    file = files.look(path)
    form = path.suffix.lower().lstrip(".")
    grids = read.grids(file, form)
    if isinstance(grids, read.Unread):
        raise _refused(path, grids.why, grids.line)
    encoding = encodings.decide(file) if form in TEXTS else None
    is_text = encoding is not None and encoding.is_readable
    seen = sheets.find(grids, asked.answers)
    if isinstance(seen, Text):
        raise _refused(path, seen, None)
    del grids  # of a large file they take as much memory as its tables
    found = seen.found
    drafts = [draft for item in found for draft in item.drafts if _is_data(draft)]
    others = [(other.sheet, other.why) for item in found for other in item.others if other.texts]
    others += [
        (draft.sheet, _NO_NAMES if not _is_named(draft) else _EXAMPLE)
        for item in found
        for draft in item.drafts
        if not _is_data(draft)
    ]
    if not drafts:
        raise _refused(path, others[0][1] if others else _NO_TABLE, None)
    result = fix.tidy(drafts, asked)
    result = replace(
        result,
        questions=(*(item for item in seen.questions if not item.answer), *result.questions),
        answered=(*(item for item in seen.questions if item.answer), *result.answered),
    )
    joined = series.join(result.drafts)
    return Outcome(
        path=str(path),
        sha256=file.sha256,
        result=result,
        joined=tuple(change for item in joined for change in item.changes),
        moved=tuple(change for item in found for change in item.changes),
        others=tuple(others),
        notices=seen.notices,
        form=file_form.changes(encoding, _delimiter(file, encoding, form, drafts))
        if encoding is not None and is_text
        else (),
        outputs=_outputs(path, [item.draft for item in joined], to, is_text=is_text),
    )


def _is_data(draft: Draft) -> bool:
    return _is_named(draft) and not series.is_example(draft)


def _is_named(draft: Draft) -> bool:
    """Say whether any column has a name: without, the first row would be read as the names."""
    return any(column.name.strip() for column in draft.columns)


def put(found: Outcome) -> Outcome:
    """Write what is new of a file that belongs to no dataset; raises SurroundingsError.

    The words around a table go first: a run killed in between has lost nothing.
    """
    for output in found.outputs:
        with folder.writing(Path(output.path)):
            if output.words_path:
                files.write(Path(output.words_path), output.words)
            if output.is_new:
                files.write(Path(output.path), output.content)
    return replace(found, is_written=True)


def _delimiter(file: DiskFile, encoding: Encoding, form: str, drafts: Sequence[Draft]) -> str:
    """Return what parts the cells of a text file: the sign that its name says, or another."""
    sign = "\t" if form == "tsv" else ","
    if max(len(draft.columns) for draft in drafts) < 2:
        return sign
    table = TextTable(file=file, codec=encoding.codec or "", dialect=Dialect(delimiter=sign))
    head = [record.cells for record in islice(table.records(), 50) if record.cells]
    if any(len(cells) > 1 for cells in head):
        return sign
    return next((other for other in "\t;," if other in head[0][0]), sign)


def _outputs(
    path: Path, drafts: Sequence[Draft], to: Path | None, *, is_text: bool
) -> tuple[Output, ...]:
    place = to or path.parent
    is_same = is_text and len(drafts) == 1 and to is None and path.suffix.lower() == ".csv"
    names = [path.stem] if len(drafts) == 1 else _names(path.stem, drafts)
    found: list[Output] = []
    for name, draft in zip(names, drafts, strict=True):
        target = path if is_same else place / f"{name}.csv"
        beside = place / f"{name}_説明.txt"
        content, words = write.content(draft), write.description(draft)
        found.append(
            Output(
                path=str(target),
                content=content,
                draft=draft,
                is_new=_is_new(target, content, may_replace=is_same),
                words_path=str(beside)
                if words and _is_new(beside, words, may_replace=False)
                else "",
                words=words,
            )
        )
    return tuple(found)


def _is_new(target: Path, content: bytes, *, may_replace: bool) -> bool:
    """Say whether a file does not hold these bytes yet; raises UsageError where it holds others."""
    before = target.read_bytes() if target.is_file() else None
    if before != content and target.exists() and not may_replace:
        raise _taken(target)
    return before != content


def _names(stem: str, drafts: Sequence[Draft]) -> list[str]:
    """Return a file's name for each of several tables: by sheet, and by number within one."""
    sheets = [draft.sheet for draft in drafts]
    found: list[str] = []
    for index, draft in enumerate(drafts):
        parts = [stem]
        if draft.sheet is not None and len(set(sheets)) > 1:
            # The name of a sheet may hold a person's number: then its place stands for it.
            name = draft.sheet if mask_name(draft.sheet) == draft.sheet else ""
            parts.append(_UNFIT.sub("_", name).strip("_") or f"sheet{index + 1}")
        if sheets.count(draft.sheet) > 1:
            parts.append(str(sheets[: index + 1].count(draft.sheet)))
        found.append("_".join(parts))
    return [name if found.count(name) == 1 else f"{name}_{at}" for at, name in enumerate(found, 1)]


def _refused(path: Path, why: Text, line: int | None) -> DataRefused:
    return DataRefused(
        why,
        where=f"{path}" + (f":{line}" if line else ""),
        next_step=Text(
            "直してからもう一度実行するか、表のあるCSVかExcelを指してください。"
            "もとのファイルはそのままです。",
            "Mend it and run this again, or name a CSV or workbook that holds a table. "
            "The file is as it was.",
        ),
    )


def _taken(path: Path) -> UsageError:
    return UsageError(
        Text("同じ名前の別のファイルがあります。", "Another file of this name is there."),
        where=str(path),
        next_step=Text(
            "--to で別のフォルダを指すか、そのファイルの名前を変えてください。",
            "Name another folder with --to, or rename that file.",
        ),
    )
