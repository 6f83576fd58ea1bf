"""New content for files of a dataset: converted aside, with the columns the dataset has."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publisher.desk import appending
from publisher.desk import bench as benches
from publisher.desk.adopting import Columns, adopt
from publisher.desk.infer import fit
from publisher.desk.intake import Table
from publisher.desk.renewing import Take
from publisher.desk.table import Conversion, convert
from publisher.model import Dataset
from publisher.words import Text


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
    called: Mapping[str, str] = field(default_factory=dict)
    """Columns that have another name from now on, by the one they had."""

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
    columns: Columns,
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
        wished = dataclasses.replace(columns, keeps_all=is_appending)
        adopted = adopt(conversion, staged, entry, wished, item.file, source)
        conversion, notices = adopted.conversion, [*notices, *adopted.notices]
        if is_appending and item.file is not None:
            conversion = appending.appended(
                conversion, staged, item.file, source, called=adopted.called
            )
            if conversion.table.file.sha256 == item.file.sha256:
                notices.append(_the_same(item.path))
                continue
        entry["encoding"] = "utf-8"
        notices += fit(conversion.table, entry["schema"])
        replacements.append(
            Replacement(
                resource=item.name,
                path=item.path,
                staged=staged,
                table=dataclasses.replace(table, conversion=conversion),
                source=source,
                called=adopted.called,
            )
        )
    return replacements, notices


def _as_it_is(source: Path, staged: Path) -> Table:
    return Table(path=staged, conversion=convert(source, staged), originals=())


def _the_same(path: str) -> Text:
    return Text(f"{path} は今と同じ内容です。", f"{path} holds the same content already.")


def entry_of(document: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the entry of a resource in a descriptor."""
    entry: dict[str, Any] = next(item for item in document["resources"] if item["name"] == name)
    return entry
