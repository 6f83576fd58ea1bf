"""`opendata accept`: a likely finding that a person found right, or a question answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher.checks import settle
from publisher.checks.settle import Acceptance
from publisher.desk import bench as benches
from publisher.desk import descriptor, folder
from publisher.desk.bench import Bench
from publisher.errors import UsageError
from publisher.findings import Finding
from publisher.model import Dataset
from publisher.words import Text, cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What was written."""

    name: str
    folder: Path
    count: int
    """Findings that this covers now; for a removal, entries taken away."""


def accept(
    dataset: Dataset,
    bench: Bench,
    *,
    rule: str,
    place: Mapping[str, Any],
    reason: str,
    findings: Iterable[Finding],
) -> Accepted:
    """Write that the findings of `rule` at `place` are right, for this reason.

    `findings` are those of a check of the dataset as it stands. Raises UsageError where the rule
    says nothing there, or where what it says is certain: that is to be mended.
    """
    if not reason.strip():
        raise _refused(
            Text("理由がありません。", "There is no reason."),
            "--reason",
            Text("なぜ正しいのかを --reason に書いてください。", "Give --reason: why it is right."),
        )
    entry = {"rule": rule, **place, "reason": reason.strip(), "date": bench.today.isoformat()}
    wanted = Acceptance(rule=rule, place=place, reason=reason, date=entry["date"])
    own = [item for item in findings if item.place.path.startswith(f"{dataset.folder}/")]
    covered = [item for item in own if wanted.covers(item)]
    if not covered:
        raise _nothing(rule, own)
    document = benches.document(dataset)
    for item in settle.acceptances(document):
        if item.rule == rule and dict(item.place) != dict(place) and all(map(item.covers, covered)):
            raise _refused(
                Text(
                    f"そこを含む {rule} の確認は、もう記録されています（{cut(item.reason, 40)}）。",
                    f"{rule} is accepted there already, with more ({cut(item.reason, 40)}).",
                ),
                cut(rule),
                Text(
                    "狭い場所だけにするときは、先に --remove で今の記録を消してください。",
                    "To accept less, first take the present one away with --remove.",
                ),
            )
    kept = [item for item in _entries(document) if _key(item) != _key(entry)]
    document["accepted"] = [*kept, entry]
    target = _write(dataset, bench, document)
    return Accepted(name=dataset.name, folder=target, count=len(covered))


def remove(dataset: Dataset, bench: Bench, *, rule: str, place: Mapping[str, Any]) -> Accepted:
    """Take acceptances of `rule` at `place` away; raises UsageError where there is none."""
    document = benches.document(dataset)
    entries = _entries(document)
    gone = [
        item
        for item in entries
        if item.get("rule") == rule and all(item.get(key) == place[key] for key in place)
    ]
    if not gone:
        raise _refused(
            Text(f"{rule} の確認の記録がありません。", f"No acceptance of {rule} is recorded."),
            cut(rule),
            Text("番号と場所を確かめてください。", "Check the rule's id and the place."),
        )
    document["accepted"] = [item for item in entries if item not in gone]
    if not document["accepted"]:
        del document["accepted"]
    return Accepted(name=dataset.name, folder=_write(dataset, bench, document), count=len(gone))


def _entries(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    entries = document.get("accepted", [])
    return [item for item in entries if isinstance(item, dict)] if isinstance(entries, list) else []


def _key(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in {"reason", "date"}}


def _write(dataset: Dataset, bench: Bench, document: Mapping[str, Any]) -> Path:
    target = bench.instance.root / dataset.folder
    with folder.staging(bench.instance.state) as aside:
        folder.describe(target, descriptor.encoded(document), aside)
    return target


def _nothing(rule: str, findings: Iterable[Finding]) -> UsageError:
    if any(item.rule == rule and item.certainty == "certain" for item in findings):
        return _refused(
            Text(f"{rule} は確かな誤りなので、直してください。", f"{rule} is certain: mend it."),
            cut(rule),
            Text("`opendata check` が直し方を示します。", "`opendata check` says how to mend it."),
        )
    return _refused(
        Text(f"その場所に {rule} はありません。", f"{rule} says nothing there."),
        cut(rule),
        Text(
            "`opendata check` で番号と場所を確かめてください。",
            "See `opendata check` for the rule's id and its place.",
        ),
    )


def _refused(what: Text, where: str, next_step: Text) -> UsageError:
    return UsageError(what, where=where, next_step=next_step)
