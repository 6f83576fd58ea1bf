"""`opendata set licence=…`: terms of use on the files that are meant, and on what they were made from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.desk import bench as benches
from publisher.desk import terms
from publisher.desk.answers import Answers, text
from publisher.desk.bench import Bench
from publisher.desk.renewing import paths_of
from publisher.desk.replacing import entry_of
from publisher.errors import UsageError
from publisher.model import Dataset
from publisher.words import Text, cut

KEYS = frozenset({"licence", "licence_stated_by"})
"""What is said of terms of use."""


def put(
    after: dict[str, Any], answers: Answers, said: str, dataset: Dataset, bench: Bench
) -> list[Text]:
    """Put terms of use on files and on the originals beside them; return what was taken out.

    Without a file's name (`said`) all are meant: what a body states of a dataset is said once.
    """
    if not KEYS & set(answers):
        return []
    if "licence" in answers and not text(answers, "licence"):
        raise UsageError(
            Text("利用条件は空にできません。", "The licence cannot be empty."),
            where="licence",
            next_step=Text(
                "分からないときは licence=unstated です。", "If unknown: licence=unstated."
            ),
        )
    meant: list[dict[str, Any]] = after["resources"]
    if said:
        own = entry_of(after, benches.resource(dataset, said).name)
        paths = paths_of([own])
        meant = [item for item in meant if item is own or item["path"] in paths]
    dropped: dict[str, None] = {}
    for entry in meant:
        before: Mapping[str, Any] = next(iter(entry.get("licenses", [])), {})
        now = _licence(before, answers, bench)
        entry["licenses"] = [now]
        if "statedBy" in before and "statedBy" not in now:
            dropped[str(before["statedBy"])] = None
    return [_dropped(cut(name, 40)) for name in dropped]


def _licence(before: Mapping[str, Any], answers: Answers, bench: Bench) -> dict[str, str]:
    named = text(answers, "licence") or str(before.get("name", ""))
    stated_by = text(answers, "licence_stated_by") or (
        "" if "licence" in answers else str(before.get("statedBy", ""))
    )
    return terms.licence_entry(terms.licence(named, bench.vocabularies), stated_by)


def _dropped(name: str) -> Text:
    return Text(
        f"利用条件を示した者（{name}）は、前の条件のものなので外しました。"
        "新しい条件も同じ者が示したときは licence_stated_by=… で書いてください。",
        f"Who stated the former terms ({name}) is taken out; where they state the new ones too, "
        "say so with licence_stated_by=….",
    )
