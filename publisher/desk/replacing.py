"""New content for files of a dataset: converted aside, with the columns the dataset has."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publisher import files
from publisher.desk import ages, appending, breaking, measures
from publisher.desk import bench as benches
from publisher.desk.adopting import Columns, adopt
from publisher.desk.intake import Table
from publisher.desk.mended import sentence
from publisher.desk.renewing import Take
from publisher.desk.restoring import Restored, restored
from publisher.desk.table import Conversion, convert, written
from publisher.desk.together import TIMES
from publisher.model import Dataset, File, Resource
from publisher.words import Text, cut


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
    present: File | None = None
    """The version that it takes the place of."""
    called: Mapping[str, str] = field(default_factory=dict)
    """Columns that have another name from now on, by the one they had."""
    broken: tuple[Text, ...] = ()
    """Where its values break what is declared of their columns: not to be written as it is."""

    @property
    def conversion(self) -> Conversion:
        """What was read and what is written."""
        return self.table.conversion


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How new content is taken."""

    columns: Columns
    is_appending: bool = False
    """The present rows of other times stay."""
    may_loosen: bool = False
    """What new values break is declared no more."""
    take: Take | None = None
    """Reads files; without it they are CSVs that are taken as they are."""
    is_silent: bool = True
    """Nothing was said of what is in the files."""


def replace(
    sources: Mapping[str, Path], dataset: Dataset, document: dict[str, Any], aside: Path, how: How
) -> tuple[list[Replacement], list[Text]]:
    """Convert `sources` (by resource name) aside and fit their entries in `document` to them.

    Returns what to put in place, and what the officer should know. Raises DataRefused, UsageError
    or OSError.
    """
    replacements: list[Replacement] = []
    notices: list[Text] = []
    for number, (said, source) in enumerate(sources.items()):
        item = benches.resource(dataset, said)
        if how.is_silent and _is_published(source, item.file):
            notices.append(_nothing_new(item.path))
            continue
        staged = aside / f"table-{number}.csv"
        entry = entry_of(document, item.name)
        table = _as_it_is(source, staged) if how.take is None else how.take(source, staged, entry)
        notices += table.notices
        if not _is_same(table.conversion, item.file):
            before = copy.deepcopy(entry)
            found, more = _replaced(table, item, entry, staged, source, how)
            notices += more
            # What was learned of other names of its columns is kept, be the rows as they were.
            if not _is_same(found.conversion, item.file) or entry != before:
                replacements.append(found)
                continue
        # Nothing else tells that her file is not as the present table is: swapped, without zeros.
        notices += filter(None, [ages.only_later(entry, table), sentence(table.changes)])
        notices.append(_nothing_new(item.path))
    return replacements, notices


def _nothing_new(path: str) -> Text:
    return Text(f"{path} は今と同じ内容です。", f"{path} holds the same content already.")


def _is_published(source: Path, present: File | None) -> bool:
    """Say whether a file is, byte for byte, what the dataset holds: whatever could be mended in it.

    That is for `fix` to propose; the same file again is no new version.
    """
    is_alike = present is not None and source.stat().st_size == present.size
    return is_alike and present is not None and files.look(source).sha256 == present.sha256


def _is_same(conversion: Conversion, present: File | None) -> bool:
    return present is not None and conversion.table.file.sha256 == present.sha256


def _replaced(
    table: Table, item: Resource, entry: dict[str, Any], staged: Path, source: Path, how: How
) -> tuple[Replacement, list[Text]]:
    """Return new content with the dataset's columns and forms, and what is to be said of it."""
    present = item.file
    columns = dataclasses.replace(how.columns, keeps_all=how.is_appending)
    keys = list(entry.get("schema", {}).get("primaryKey", ()))
    adopted = adopt(table.conversion, staged, entry, columns, present, source)
    table = dataclasses.replace(table, conversion=adopted.conversion)
    told = measures.told(table, entry["schema"], adopted.given)
    table = dataclasses.replace(table, doubts=(*table.doubts, *told.doubts))
    mended = Restored(table=table)
    if how.take is not None:
        mended = restored(table, staged, entry["schema"], present, called=adopted.called)
    conversion = mended.table.conversion
    if how.is_appending and present is not None:
        conversion = appending.appended(conversion, staged, present, source, called=adopted.called)
    broken: list[Text] = []
    notices = [*adopted.notices, *told.notices, *mended.notices]
    if keys and "primaryKey" not in entry["schema"]:
        notices.append(_keyless(keys))
    elif keys and how.is_appending:
        notices += _with_time(entry["schema"])
    if not _is_same(conversion, present):
        entry["encoding"] = "utf-8"
        was = written(present) if present is not None else None
        broken, more = breaking.settled(
            conversion.table, entry, str(source), was, may_loosen=how.may_loosen
        )
        notices += more
    replacement = Replacement(
        resource=item.name,
        path=item.path,
        staged=staged,
        table=dataclasses.replace(mended.table, conversion=conversion),
        source=source,
        present=present,
        called=adopted.called,
        broken=tuple(broken),
    )
    return replacement, notices


def _with_time(schema: dict[str, Any]) -> Iterator[Text]:
    """Let the time tell rows apart, too, where the same things come again with another."""
    keys = list(schema["primaryKey"])
    time = next((item["name"] for item in schema["fields"] if item["name"] in TIMES), "")
    if time and not TIMES & set(keys):
        schema["primaryKey"] = [time, *keys]
        yield Text(
            f"行を見分ける列に「{time}」を加えます（足した行と見分けるため）。",
            f"'{time}' joins the columns that tell rows apart, for the rows that are added.",
        )


def _keyless(keys: Sequence[str]) -> Text:
    names = cut("、".join(keys), 60)
    return Text(
        f"行を見分ける列（{names}）がなくなるので、見分ける列の決まりを外します。"
        "ほかの列にするときは `opendata set 名前 primary_key=列` です。",
        f"The columns that tell rows apart ({names}) go, so none is declared any more; others: "
        "`opendata set NAME primary_key=COLUMN`.",
    )


def _as_it_is(source: Path, staged: Path) -> Table:
    return Table(path=staged, conversion=convert(source, staged), originals=())


def entry_of(document: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the entry of a resource in a descriptor."""
    entry: dict[str, Any] = next(item for item in document["resources"] if item["name"] == name)
    return entry
