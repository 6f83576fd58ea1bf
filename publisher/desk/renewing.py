"""A new version of a dataset's file, taken as `add` took the first; its original goes with it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from publisher import files, municipalities
from publisher.desk import intake, originals, reading
from publisher.desk.bench import Bench
from publisher.desk.intake import Table
from publisher.desk.table import written
from publisher.model import Dataset
from publisher.tidy.mend import Asked
from publisher.words import Text, cut

Take = Callable[[Path, Path, Mapping[str, Any]], Table]
"""Reads a file, writes its table to the second path; the third is the entry that it is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """What becomes of the originals that lie beside tables which are replaced."""

    staged: Mapping[str, Path]
    removed: tuple[str, ...]
    notices: tuple[Text, ...]


def taker(bench: Bench, dataset: Dataset, answers: Mapping[str, str] | None = None) -> Take:
    """Return what reads new versions for a dataset: any format, mended where it is proven.

    `answers` are those to what cannot be proven, by the question's id.
    """
    code = dataset.name[:6]
    asked = Asked(
        standards=bench.standards,
        municipalities=municipalities.load(bench.instance.root),
        body=code if code.isdecimal() else None,
        answers=answers or {},
    )

    def take(source: Path, staged: Path, entry: Mapping[str, Any]) -> Table:
        schema = entry.get("schema", {})
        names = [item["name"] for item in schema.get("fields", [])]
        found = reading.find(source, staged)
        table = intake.one(found, replace(asked, schema=schema), names, staged.parent)
        if table.path == staged:
            return table
        table.path.replace(staged)
        moved = replace(table.conversion, table=written(files.look(staged)))
        return replace(table, path=staged, conversion=moved)

    return take


def renewed(
    after: dict[str, Any], sources: Mapping[str, Path], bench: Bench, body: str, aside: Path
) -> Renewed:
    """Put new originals in the place of old ones in `after`, by the resources that are replaced.

    One that is not safe, or of another format, takes the old one away: it would tell of rows that
    are no more.
    """
    staged: dict[str, Path] = {}
    removed: list[str] = []
    notices: list[Text] = []
    known = municipalities.load(bench.instance.root)
    for name, source in sources.items():
        entry = next(item for item in after["resources"] if item["name"] == name)
        old = _beside(entry, after)
        if not old:
            continue
        original = originals.look(source)
        kept = originals.sorted_out([original], known, body=body)
        notices += kept.notices
        first = old[0]
        if kept.published and first["format"] == original.form and len(old) == 1:
            path = first["path"]
            staged[path] = aside / f"original-{len(staged)}"
            shutil.copyfile(source, staged[path])
            first["title"] = originals.title(original)
            entry["sources"] = [{"title": source.name, "path": path}]
            continue
        paths = [item["path"] for item in old]
        removed += paths
        entry.pop("sources", None)
        after["resources"] = [item for item in after["resources"] if item not in old]
        notices.append(_removed(paths))
    return Renewed(staged=staged, removed=tuple(removed), notices=tuple(notices))


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
