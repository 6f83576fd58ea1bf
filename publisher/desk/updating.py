"""`opendata update`: what a new version of a dataset's file would change, seen before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher.desk import bench as benches
from publisher.desk import descriptor, folder
from publisher.desk.bench import Bench
from publisher.desk.renewing import taker
from publisher.desk.replacing import entry_of, replace
from publisher.desk.table import written
from publisher.errors import UsageError
from publisher.files import DiskFile
from publisher.model import Dataset
from publisher.standards import key as folded
from publisher.tidy.difference import RowDifference, Version, compare
from publisher.words import Text, cut

MOST = 0.5
"""Share of rows that may go without being asked for twice."""
_ENOUGH = 5
"""Rows from which a column that never changes says whose file it is."""
_OWNER = frozenset(
    map(
        folded,
        (
            "全国地方公共団体コード",
            "都道府県コード又は市区町村コード",
            "市区町村コード",
            "団体コード",
            "地方公共団体名",
            "市区町村名",
            "団体名",
        ),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would be written."""

    dataset: str
    path: str
    difference: RowDifference
    doubts: tuple[Text, ...]
    """Why this may be the wrong file; none of them is proof."""
    notices: tuple[Text, ...]


def preview(
    name: str,
    resource: str,
    source: Path,
    bench: Bench,
    *,
    may_change_columns: bool = False,
) -> Preview:
    """Compare a file with the one it would replace; nothing is written.

    Raises UsageError, DataRefused (another dataset's columns, no table) or SurroundingsError.
    """
    dataset = bench.dataset(name)
    item = benches.resource(dataset, resource)
    if item.file is None:
        raise UsageError(
            Text(f"{dataset.name} は公開を終えています。", f"{dataset.name} is withdrawn."),
            where=dataset.name,
            next_step=Text(
                "公開に戻すときは `opendata set --restore --file …` です。",
                "To bring it back use `opendata set --restore --file …`.",
            ),
        )
    document = benches.document(dataset)
    old = _version(bench.instance.root / dataset.folder / item.path)
    with folder.staging(bench.instance.state) as aside:
        replacements, notices = replace(
            {item.name: source},
            dataset,
            document,
            aside,
            may_change_columns=may_change_columns,
            take=taker(bench, dataset),
        )
        new = _version(replacements[0].staged) if replacements else old
        digest = replacements[0].conversion.source_sha256 if replacements else ""
    difference = compare(old, new, entry_of(document, item.name).get("schema", {}))
    return Preview(
        dataset=dataset.name,
        path=item.path,
        difference=difference,
        doubts=tuple(_doubts(dataset, difference, old, new, digest)),
        notices=tuple(notices),
    )


def _version(path: Path) -> Version:
    records = written(DiskFile(path, path.stat().st_size, "")).records()
    header = next(records, None)
    return Version(
        tuple(map(str, header.cells)) if header else (),
        tuple(tuple(map(str, record.cells)) for record in records),
    )


def _doubts(
    dataset: Dataset, difference: RowDifference, old: Version, new: Version, digest: str
) -> list[Text]:
    found = [_older(dataset.descriptor, digest), _other_owner(old, new), _gone(difference)]
    return [text for text in found if text is not None]


def _older(document: Mapping[str, Any], digest: str) -> Text | None:
    """Last year's file as this year's: its bytes are those of a version the history names."""
    for event in document["history"][:-1] if digest else ():
        if event.get("ref") == descriptor.sha256_ref(digest):
            day = event["date"]
            return Text(
                f"{day} の版と同じファイルです。古いファイルではありませんか。",
                f"It is the file of {day}. Is it an old one?",
            )
    return None


def _other_owner(old: Version, new: Version) -> Text | None:
    for label in old.header:
        if folded(label) not in _OWNER:
            continue
        before, after = (
            {row[0] for row in version.among([label]) if row[0]} for version in (old, new)
        )
        if len(before) == 1 and after and not before & after and len(old.rows) >= _ENOUGH:
            was, now = before.pop(), min(after)
            return Text(
                f"「{cut(label, 30)}」が{cut(was, 30)}ではなく{cut(now, 30)}です。"
                "別の市町村のファイルではありませんか。",
                f"'{cut(label, 30)}' is {cut(now, 30)}, not {cut(was, 30)}. "
                "Is it another municipality's file?",
            )
    return None


def _gone(difference: RowDifference) -> Text | None:
    if difference.before and len(difference.removed) > MOST * difference.before:
        return Text(
            f"{difference.before}行のうち{len(difference.removed)}行がなくなります。"
            "別のファイルか、一部だけのファイルではありませんか。",
            f"{len(difference.removed)} of {difference.before} rows would go. "
            "Is it another file, or only a part of it?",
        )
    return None
