"""`opendata withdraw`: a dataset's files go, its page, ids and history stay for ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher.desk import bench as benches
from publisher.desk import descriptor, folder
from publisher.desk.bench import Bench
from publisher.errors import UsageError
from publisher.model import Dataset, EventKind
from publisher.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What was done."""

    name: str
    folder: Path
    document: Mapping[str, Any]
    deleted: tuple[str, ...]
    """Paths of the files that went, below the dataset's folder."""


def withdraw(
    said: str, bench: Bench, *, reason: str, successor: str = "", date: dt.date | None = None
) -> Withdrawn:
    """End the publication of a dataset; raises UsageError or SurroundingsError.

    The event is written before the files go: a run killed in between is finished by running it
    again.
    """
    dataset = bench.dataset(said)
    day = date or bench.today
    _guard(dataset, bench, reason, successor, day)
    place = bench.instance.root / dataset.folder
    document = benches.document(dataset)
    if dataset.withdrawal is None:
        event = descriptor.event(EventKind.WITHDRAWN, day, reason=reason, successor=successor)
        document = descriptor.appended(document, event)
    present = tuple(item.path for item in dataset.resources if item.file is not None)
    with folder.staging(bench.instance.state) as aside:
        if dataset.withdrawal is None:
            folder.describe(place, descriptor.encoded(document), aside)
        for relative in present:
            (place / relative).unlink(missing_ok=True)
    return Withdrawn(name=dataset.name, folder=place, document=document, deleted=present)


def _guard(dataset: Dataset, bench: Bench, reason: str, successor: str, day: dt.date) -> None:
    if dataset.withdrawal is not None and not any(item.file for item in dataset.resources):
        raise UsageError(
            Text(
                f"{dataset.name} の公開はもう終わっています（{dataset.withdrawal.date}）。",
                f"{dataset.name} is withdrawn already ({dataset.withdrawal.date}).",
            ),
            where=dataset.name,
            next_step=Text(
                "公開に戻すときは `opendata set 名前 --restore --file ファイル` です。",
                "To bring it back: `opendata set DATASET --restore --file FILE`.",
            ),
        )
    if not reason.strip():
        raise UsageError(
            Text("理由がありません。", "There is no reason."),
            where="--reason",
            next_step=Text(
                "市民のページに出る理由を --reason に書いてください。",
                "Give --reason; citizens read it on the page.",
            ),
        )
    names = {item.name for item in bench.tree.datasets} - {dataset.name}
    if successor and successor not in names:
        raise UsageError(
            Text(f"後継の {successor} がありません。", f"There is no successor {successor}."),
            where="--successor",
            next_step=Text("データセットの名前を書いてください。", "Give a dataset's name."),
        )
    if day > bench.today:
        raise UsageError(
            Text(f"{day} はまだ来ていません。", f"{day} is in the future."),
            where="--date",
            next_step=Text("その日に実行してください。", "Run this on that day."),
        )
    first = min(event.date for event in dataset.history)
    if day < first:
        raise UsageError(
            Text(
                f"{day} は、最初の記録（{first}）より前です。",
                f"{day} is before {first}, the first record.",
            ),
            where="--date",
            next_step=Text("日付を確かめてください。", "Check the date."),
        )
