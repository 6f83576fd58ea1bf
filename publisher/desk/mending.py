"""`opendata fix`: a file read, its tables mended, and what is written in its place or beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from publisher import files
from publisher.desk import doubts, folder
from publisher.desk.undecided import Undecided
from publisher.errors import DataRefused, UsageError
from publisher.tables import encoding as encodings
from publisher.tidy import (
    apart,
    file_form,
    fix,
    left_out,
    read,
    series,
    sheets,
    subtotals,
    write,
    yearless,
)
from publisher.tidy.blocks import Found
from publisher.tidy.change import Change, Question
from publisher.tidy.draft import Draft
from publisher.tidy.grid import Grid, GridRow
from publisher.tidy.mend import Asked
from publisher.tidy.outcome import Outcome, Output
from publisher.words import Text, mask_name, quote

TEXTS = frozenset({"csv", "tsv", "txt"})
_NO_TABLE = Text("表が見つかりません。", "It holds no table.")
_NO_NAMES = Text(
    "項目名の行がありません。いちばん上に、列の名前の行を入れてください。"
    "もとの表を変えないときは、`opendata add ファイル --column A=名前` で列に名前を付けます。",
    "It has no header. Put a row with the names of the columns on top. Where the original must "
    "stay as it is, `opendata add FILE --column A=NAME` names the columns.",
)
_LOST = Text(
    "表に入らない行（{lines}行目）があるので、もとのファイルは書きかえません。表だけを {name} に書きます。",
    "Lines {lines} belong to no table that can be written, so the file stays as it is; the table "
    "goes into {name}.",
)
_HIDDEN = Text(
    "見えないシート『{sheet}』は書きません。載せるなら、シートを再表示してからもう一度実行してください。"
    "載せないなら、公開するファイルから消してください。",
    "Hidden sheet '{sheet}' is not written. Unhide it and run this again if it is to go out; else "
    "delete it from the file that is published.",
)
_EXAMPLE = Text("記入例なので、書きません。", "It is an example and is not written.")
_DECIMAL = re.compile(r"[-+]?\d+\.\d+")
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
    for question in seen.questions:
        if question.mend == apart.ID and not question.answer:
            raise Undecided(path, question)
    found = seen.found
    drafts = [draft for item in found for draft in item.drafts if _is_data(draft)]
    lost = left_out.rows(grids[0], found[0], drafts) if is_text and drafts else []
    source = replace(grids[0], rows=()) if grids else Grid(rows=())
    del grids  # of a large file they take as much memory as its tables
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
    joined = series.join(result.drafts)
    summed = [subtotals.settled(item.draft, asked) for item in joined]
    asked_around = (*seen.questions, *(question for item in summed for question in item.questions))
    return Outcome(
        path=str(path),
        sha256=file.sha256,
        result=_with(result, asked_around),
        joined=(
            *(change for item in joined for change in item.changes),
            *(change for item in summed for change in item.changes),
        ),
        moved=tuple(_told(found, drafts)),
        others=tuple(others),
        notices=(
            *_doubts(result.drafts),
            *(notice for item in joined for notice in yearless.notices(item)),
            *seen.notices,
            *map(_unseen, seen.hidden),
            *_kept_as_it_is(lost, path, to, len(joined)),
        ),
        is_geo=source.has_header,
        form=file_form.changes(encoding, source.delimiter, source.preamble)
        if encoding is not None and is_text
        else (),
        outputs=_outputs(path, [item.draft for item in summed], to, is_whole=is_text and not lost),
    )


def _with(result: fix.Result, asked: Sequence[Question]) -> fix.Result:
    """Return a result with what was asked before and after the mends, open and answered."""
    return replace(
        result,
        questions=(*(item for item in asked if not item.answer), *result.questions),
        answered=(*(item for item in asked if item.answer), *result.answered),
    )


def _told(found: Sequence[Found], drafts: Sequence[Draft]) -> Iterator[Change]:
    """Yield what finding the tables has changed, without words around tables that are not written."""
    words = [text for draft in drafts for text in (*draft.titles, *draft.notes)]
    for change in (change for item in found for change in item.changes):
        if not change.moved or any(change.before in text for text in words):
            yield change


def _unseen(sheet: str | None) -> Text:
    return _HIDDEN.fill({"sheet": quote(sheet or "")})


def _kept_as_it_is(
    lost: Sequence[GridRow], path: Path, to: Path | None, tables: int
) -> Iterator[Text]:
    """Yield that a CSV is not replaced where its table holds less than it did."""
    if lost and tables == 1 and _is_replaced(path, to):
        yield _LOST.fill({"lines": left_out.lines(lost), "name": mask_name(f"{path.stem}_1.csv")})


def _is_replaced(path: Path, to: Path | None) -> bool:
    return to is None and path.suffix.lower() == ".csv"


def _doubts(drafts: Sequence[Draft]) -> Iterator[Text]:
    """Yield what of tables may be no data: it is mended like the rest, and `add` refuses it."""
    for text in dict.fromkeys(text for draft in drafts for text in doubts.of_draft(draft)):
        yield Text(
            f"{text.ja}データでなければ、消してから公開してください。",
            f"{text.en} Delete what is no data before it is published.",
        )


def _is_data(draft: Draft) -> bool:
    return _is_named(draft) and not series.is_example(draft)


def _is_named(draft: Draft) -> bool:
    """Say whether any column has a name: without, the first row would be read as the names.

    Numbers with a point are values of a row above which no names stand.
    """
    names = [name for column in draft.columns if (name := column.name.strip())]
    return not all(map(_DECIMAL.fullmatch, names))


def put(found: Outcome) -> Outcome:
    """Write what is new of a file that belongs to no dataset; raises SurroundingsError.

    The words around a table go first: a run killed in between has lost nothing.
    """
    for output in found.outputs:
        with folder.writing(Path(output.path)):
            if output.words_path:
                files.write(Path(output.words_path), output.words)
            if output.is_new:
                # Where the name is a link, the file that it leads to is the original.
                files.write(Path(output.path).resolve(), output.content)
    return replace(found, is_written=True)


def _outputs(
    path: Path, drafts: Sequence[Draft], to: Path | None, *, is_whole: bool
) -> tuple[Output, ...]:
    """Return the files to be written; the CSV itself only where one table holds all that it did."""
    place = to or path.parent
    is_same = is_whole and len(drafts) == 1 and _is_replaced(path, to)
    names = [path.stem] if len(drafts) == 1 else _names(path.stem, drafts)
    if len(drafts) == 1 and not is_same and _is_replaced(path, to):
        names = [f"{path.stem}_1"]
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
