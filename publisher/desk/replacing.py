"""New content for files of a dataset: converted aside, with the columns the dataset has."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher.desk import appending
from publisher.desk import bench as benches
from publisher.desk.infer import fit, ordered
from publisher.desk.intake import Table
from publisher.desk.renewing import Take
from publisher.desk.table import Conversion, convert, reordered
from publisher.errors import DataRefused
from publisher.model import Dataset
from publisher.standards import key
from publisher.words import Text, cut

_IN_ORDER = Text(
    "列の並びが今のファイルと違うので、今の並びにそろえました。",
    "The columns came in another order; they were put in the dataset's order.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """One file's new content, lying aside."""

    resource: str
    path: str
    """Where it goes, below the dataset's folder."""
    staged: Path
    table: Table
    source: Path
    """The file as it was handed in."""

    @property
    def conversion(self) -> Conversion:
        """What was read and what is written."""
        return self.table.conversion


def replace(
    files: Mapping[str, Path],
    dataset: Dataset,
    document: dict[str, Any],
    aside: Path,
    *,
    may_change_columns: bool,
    is_appending: bool = False,
    take: Take | None = None,
) -> tuple[list[Replacement], list[Text]]:
    """Convert `files` (by resource name) aside and fit their entries in `document` to them.

    `take` reads them; without it they are CSVs that are taken as they are. `is_appending` keeps
    the present rows of other times. Returns what to put in place, and what the officer should
    know. Raises DataRefused, UsageError or OSError.
    """
    replacements: list[Replacement] = []
    notices: list[Text] = []
    for number, (said, source) in enumerate(files.items()):
        item = benches.resource(dataset, said)
        staged = aside / f"table-{number}.csv"
        entry = entry_of(document, item.name)
        table = _as_it_is(source, staged) if take is None else take(source, staged, entry)
        conversion, notices = table.conversion, [*notices, *table.notices]
        if item.file is not None and conversion.table.file.sha256 == item.file.sha256:
            notices.append(_the_same(item.path))
            continue
        if order := _other_order(entry, conversion):
            conversion = reordered(conversion, staged, order)
            notices.append(_IN_ORDER)
        header = conversion.shape.header
        _same_columns(entry, header, source, may_change=may_change_columns)
        if is_appending and item.file is not None:
            conversion = appending.appended(conversion, staged, item.file, source)
            if conversion.table.file.sha256 == item.file.sha256:
                notices.append(_the_same(item.path))
                continue
        entry["schema"] = _with_header(entry.get("schema", {}), header)
        entry["encoding"] = "utf-8"
        notices += fit(conversion.table, entry["schema"])
        replacements.append(
            Replacement(
                resource=item.name,
                path=item.path,
                staged=staged,
                table=dataclasses.replace(table, conversion=conversion),
                source=source,
            )
        )
    return replacements, notices


def _as_it_is(source: Path, staged: Path) -> Table:
    return Table(path=staged, conversion=convert(source, staged), originals=())


def _other_order(entry: Mapping[str, Any], conversion: Conversion) -> list[int]:
    """Return the places of the dataset's columns in the file; empty where nothing is to be moved."""
    known = [key(item["name"]) for item in entry.get("schema", {}).get("fields", [])]
    given = [key(label) for label in conversion.shape.header]
    if known == given or sorted(known) != sorted(given) or len(set(known)) < len(known):
        return []
    return [] if conversion.shape.ragged else [given.index(name) for name in known]


def _the_same(path: str) -> Text:
    return Text(f"{path} は今と同じ内容です。", f"{path} holds the same content already.")


def _same_columns(
    entry: Mapping[str, Any], header: tuple[str, ...], source: Path, *, may_change: bool
) -> None:
    """Raise DataRefused where the new file has other columns than the dataset."""
    known = [item["name"] for item in entry.get("schema", {}).get("fields", [])]
    if may_change or not known or [key(name) for name in known] == [key(name) for name in header]:
        return
    lost = [name for name in known if key(name) not in {key(label) for label in header}]
    new = [label for label in header if key(label) not in {key(name) for name in known}]
    raise DataRefused(
        Text(
            f"列が今のファイルと違います（なくなった列: {cut('、'.join(lost)) or 'なし'}、"
            f"増えた列: {cut('、'.join(new)) or 'なし'}）。別のデータのファイルではありませんか。",
            f"Other columns than before (gone: {cut(', '.join(lost)) or 'none'}; "
            f"new: {cut(', '.join(new)) or 'none'}). Is it another dataset's file?",
        ),
        where=str(source),
        next_step=Text(
            "ファイルを確かめてください。列を変えるのが正しいときは --new-columns を付けます。",
            "Check the file; where the change of columns is right, add --new-columns.",
        ),
    )


def _with_header(schema: Mapping[str, Any], header: tuple[str, ...]) -> dict[str, Any]:
    """Return the schema for this header: known columns keep their field, new ones are text."""
    fields = {key(item["name"]): item for item in schema.get("fields", [])}
    whole = dict(schema)
    whole["fields"] = [
        {**fields.get(key(label), {"type": "string"}), "name": label} for label in header
    ]
    whole["fields"] = [ordered(item) for item in whole["fields"]]
    return whole


def entry_of(document: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the entry of a resource in a descriptor."""
    entry: dict[str, Any] = next(item for item in document["resources"] if item["name"] == name)
    return entry
