"""`opendata rename`: a dataset gets another name; its ids, days and history stay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publisher.desk import bench as benches
from publisher.desk import descriptor, folder
from publisher.desk.bench import Bench
from publisher.errors import UsageError
from publisher.model import DESCRIPTOR, EventKind
from publisher.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """What was done."""

    before: str
    after: str
    folder: Path


def rename(said: str, name: str, bench: Bench, *, reason: str = "") -> Renamed:
    """Rename a dataset and its folder; raises UsageError or SurroundingsError.

    The descriptor is written before the folder moves: a run killed in between leaves a folder of
    the old name that says the new one, and running it again finishes it.
    """
    dataset = bench.dataset(name if _is_begun(name, bench) else said)
    place = bench.instance.root / dataset.folder
    target = place.parent / name
    if place == target:
        raise UsageError(
            Text(f"今の名前が {name} です。", f"It is named {name} already."),
            where=name,
            next_step=Text("新しい名前を書いてください。", "Give a new name."),
        )
    if dataset.name != name:
        body = bench.organization(dataset.organization)
        bench.free_name(name, body, said_in="NEW_NAME", of=dataset)
        if target.exists():
            raise UsageError(
                Text(f"フォルダ {name} がもうあります。", f"A folder {name} exists already."),
                where=str(target),
                next_step=Text("別の名前を付けてください。", "Give another name."),
            )
    document = benches.document(dataset)
    before = (place / DESCRIPTOR).read_bytes()
    with folder.staging(bench.instance.state) as aside:
        if dataset.name != name:
            event = descriptor.event(
                EventKind.RENAMED, bench.today, reason=reason or f"{dataset.name} から改名"
            )
            document = descriptor.appended(document, event)
            former = [item for item in document.get("previousNames", []) if item != name]
            document["previousNames"] = [*former, dataset.name]
            document["name"] = name
            folder.describe(place, descriptor.encoded(document), aside)
        try:
            place.rename(target)
        except BaseException:
            folder.describe(place, before, aside)
            raise
    return Renamed(before=place.name, after=name, folder=target)


def _is_begun(name: str, bench: Bench) -> bool:
    """Say whether an earlier run was killed before it moved the folder."""
    return any(
        item.name == name and item.folder.rsplit("/", 1)[-1] != name for item in bench.tree.datasets
    )
