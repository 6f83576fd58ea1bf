"""`opendata fix --write` on a file of a dataset: the table, its description and its history at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from publisher import contracts
from publisher.checks.dataset import originals
from publisher.desk import bench as benches
from publisher.desk import descriptor, fields, folder, mended, mending_columns
from publisher.desk.adopting import Columns
from publisher.desk.bench import Bench
from publisher.desk.replacing import How, entry_of
from publisher.desk.replacing import replace as put_in
from publisher.errors import DataRefused
from publisher.model import Dataset, EventKind, Resource
from publisher.tidy.draft import Draft
from publisher.tidy.outcome import Outcome
from publisher.words import Text

_DESCRIBED = Text(
    "題名や注記は、データセットの説明（datapackage.json）に入れました。",
    "Titles and notes went into the dataset's description (datapackage.json).",
)


def put(found: Outcome, dataset: Dataset, resource: Resource, bench: Bench) -> Outcome:
    """Put a mended table in the place of a dataset's file, all or nothing.

    Columns keep their field under the new name; what was mended stands in `origin.note`, the
    day in `history`. Raises DataRefused, UsageError or SurroundingsError.
    """
    if len(found.outputs) != 1 or found.outputs[0].path != found.path:
        raise _several(found.path)
    mending_columns.refuse_open(found)
    draft = found.outputs[0].draft
    before, after = benches.document(dataset), benches.document(dataset)
    entry = entry_of(after, resource.name)
    names = {item.source: item.name for item in draft.columns if item.source not in ("", item.name)}
    entry["schema"] = fields.renamed(entry.get("schema", {}), names)
    with folder.staging(bench.instance.state) as aside:
        table = aside / "mended.csv"
        table.write_bytes(found.outputs[0].content)
        replacements, _ = put_in(
            {resource.name: table},
            dataset,
            after,
            aside,
            How(columns=Columns(may_change=True), may_loosen=True),
        )
        _describe(entry, draft)
        made_from = originals(dataset)
        is_alone = sum(item.path not in made_from for item in dataset.resources) == 1
        path = "" if is_alone else resource.path
        after["origin"] = mended.noted_too(after.get("origin", {}), found.changes, path)
        event = descriptor.event(
            EventKind.UPDATED,
            bench.today,
            reason=f"表を整えた: {resource.path}",
            ref=descriptor.sha256_ref(found.sha256),
        )
        if event != before["history"][-1]:  # which a killed run told already
            after = descriptor.appended(after, event)
        descriptor.check_profile(after, contracts.read("dataset.schema.json", bench.instance.root))
        staged = {item.path: item.staged for item in replacements}
        place = bench.instance.root / dataset.folder
        folder.replace(place, staged, descriptor.encoded(after), aside)
    told = (_DESCRIBED,) if draft.titles or draft.notes else ()
    output = replace(found.outputs[0], words_path="", words=b"")
    return replace(found, outputs=(output,), notices=(*found.notices, *told), is_written=True)


def _describe(entry: dict[str, Any], draft: Draft) -> None:
    """Put the titles and notes that stood around the table into the file's description."""
    said = str(entry.get("description", ""))
    texts = [text for text in (*draft.titles, *draft.notes) if text not in said]
    if texts:
        entry["description"] = "\n".join([said, *texts] if said else texts)


def _several(path: str) -> DataRefused:
    return DataRefused(
        Text(
            "表が2つ以上あるか、CSVではないので、その場では直せません。",
            "It holds several tables or is no CSV, so it cannot be mended in its place.",
        ),
        where=path,
        next_step=Text(
            "--to でフォルダを指すと、表ごとのファイルに分けて書きます。",
            "With --to FOLDER each table is written to a file of its own there.",
        ),
    )
