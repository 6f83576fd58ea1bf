"""A new version of a dataset's file, taken as `add` took the first; its original goes with it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from publisher import files, municipalities
from publisher.desk import naming, originals, reading, remembering, version
from publisher.desk.bench import Bench
from publisher.desk.intake import Table
from publisher.desk.originals import Original
from publisher.desk.table import written
from publisher.model import Dataset
from publisher.tidy import as_shown
from publisher.tidy.mend import Asked
from publisher.words import Text, cut, mask_name

Take = Callable[[Path, Path, Mapping[str, Any]], Table]
"""Reads a file, writes its table to the second path; the third is the entry that it is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was said of new versions beside the files themselves."""

    answers: Mapping[str, str] = field(default_factory=dict)
    """To what cannot be proven in a table, by the question's id."""
    columns: tuple[str, ...] = ()
    """Names of columns that have none, as `3=NAME`."""
    table: str = ""
    """Which of several tables, by number or sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """What becomes of the originals that lie beside tables which are replaced."""

    staged: Mapping[str, Path]
    removed: tuple[str, ...]
    notices: tuple[Text, ...]


def taker(bench: Bench, dataset: Dataset, said: Said | None = None) -> Take:
    """Return what reads new versions for a dataset: any format, mended where it is proven.

    What was answered before is not asked again.
    """
    code, now = dataset.name[:6], said or Said()
    asked = Asked(
        standards=bench.standards,
        municipalities=municipalities.load(bench.instance.root),
        body=code if code.isdecimal() else None,
    )

    def take(source: Path, staged: Path, entry: Mapping[str, Any]) -> Table:
        schema, known = entry.get("schema", {}), remembering.of(entry)
        answers = {**known.answers, **now.answers}
        found = reading.find(source, staged, answers)
        wanted = replace(
            asked,
            schema=schema,
            answers=answers,
            wishes=known.wishes,
        )
        table = version.one(
            found,
            wanted,
            staged.parent,
            version.Version(
                names=tuple(item["name"] for item in schema.get("fields", [])),
                same=known.columns,
                columns=naming.read(now.columns),
                table=now.table,
                sheet=known.sheet,
            ),
        )
        table = replace(table, notices=(*table.notices, *table.zeros))
        if table.path == staged:
            return table
        table.path.replace(staged)
        moved = replace(table.conversion, table=written(files.look(staged)))
        return replace(table, path=staged, conversion=moved)

    return take


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """A new version of one table."""

    resource: str
    table: Table
    source: Path


def renewed(
    after: dict[str, Any],
    tables: Sequence[New],
    bench: Bench,
    aside: Path,
    *,
    is_appending: bool = False,
) -> Renewed:
    """Put the originals of new tables beside them in `after`, as `add` does.

    One that is not safe stays away, and takes the old one away: it would tell of rows that are no
    more. Of appended rows the originals of the others stay: the table is made from all of them.
    """
    staged: dict[str, Path] = {}
    removed: list[str] = []
    notices: list[Text] = []
    known = municipalities.load(bench.instance.root)
    for new in tables:
        entry = next(item for item in after["resources"] if item["name"] == new.resource)
        old = _beside(entry, after)
        # What reading it has seen beside its table goes with it.
        original = next(iter(new.table.originals), None) or originals.look(new.source)
        is_beside = new.table.is_tidied or any(item["format"] == original.form for item in old)
        if not old and not is_beside:
            continue
        kept = originals.sorted_out(
            [original] * is_beside,
            known,
            body=str(after["name"])[:6],
            hiding=[original] if as_shown.is_hiding(new.table.changes) else (),
        )
        notices += kept.notices
        mine = [item for item in old if item["title"] == originals.title(original)]
        going = mine if is_appending else old
        if kept.published:
            going = _put(entry, original, going, after, bench)
            path = next(reversed(entry["sources"]))["path"]
            staged[path] = aside / f"original-{len(staged)}"
            shutil.copyfile(new.source, staged[path])
        elif not is_appending:
            entry.pop("sources", None)
        gone = [item for item in going if item["path"] not in staged]
        _without(entry, gone, after)
        if gone:
            removed += [item["path"] for item in gone]
            notices.append(_removed([item["path"] for item in gone]))
    return Renewed(staged=staged, removed=tuple(removed), notices=tuple(notices))


def _put(
    entry: dict[str, Any],
    original: Original,
    going: list[dict[str, Any]],
    after: dict[str, Any],
    bench: Bench,
) -> list[dict[str, Any]]:
    """Give an original the place of the first that goes, with its id, or one of its own.

    Return what is to be taken away for it.
    """
    stem = Path(entry["path"]).stem
    taken = {item["path"] for item in after["resources"] if item not in going[:1]}
    path = originals.free_path(stem, original.form, taken)
    old = [item["path"] for item in going]
    kept = [item for item in entry.get("sources", []) if item.get("path") not in old]
    if going:
        first = going[0]
        before = dict(first)
        if first["format"] == original.form:
            path = first["path"]
        originals.point(first, original, path)
        gone = [before] if before["path"] != path else []
        gone += going[1:]
    else:
        licence: Mapping[str, Any] = next(iter(entry.get("licenses", [])), {})
        name = str(after["name"])
        made = originals.entry(original, path, bench.instance.id, name, licence)
        after["resources"].append(made)
        gone = []
    entry["sources"] = [*kept, {"title": mask_name(original.path.name), "path": path}]
    return gone


def _without(entry: dict[str, Any], gone: list[dict[str, Any]], after: dict[str, Any]) -> None:
    paths = {item["path"] for item in gone}
    after["resources"] = [item for item in after["resources"] if item["path"] not in paths]
    if "sources" in entry:
        entry["sources"] = [item for item in entry["sources"] if item.get("path") not in paths]
        if not entry["sources"]:
            del entry["sources"]


def _beside(entry: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the entries of the originals that only this table was made of."""
    paths = paths_of([entry])
    others = paths_of([item for item in after["resources"] if item is not entry])
    return [item for item in after["resources"] if item["path"] in paths - others]


def paths_of(entries: Sequence[Mapping[str, Any]]) -> set[str]:
    """Return the paths of the originals from which the files of these entries were made."""
    return {
        source["path"]
        for entry in entries
        for source in entry.get("sources", [])
        if "path" in source
    }


def _removed(paths: Sequence[str]) -> Text:
    listed = cut("、".join(paths))
    return Text(
        f"前のもとのファイル（{listed}）は、今の表のものではなくなるので外します。",
        f"The former original ({listed}) is taken away: the table is no longer made from it.",
    )
