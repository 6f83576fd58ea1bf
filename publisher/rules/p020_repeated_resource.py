"""P020: two resources of one name or one file in a dataset."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.model import Dataset
from publisher.rules.examples import DATASET_DOCUMENT, TreeExample, merged
from publisher.rules.rule import Context, Hit, OfDataset, Rule
from publisher.words import Text


def _check(dataset: Dataset, _context: Context) -> Iterator[Hit]:
    names: set[str] = set()
    paths: set[str] = set()
    for resource in dataset.resources:
        if resource.name in names:
            yield Hit(resource=resource.name, values={"what": resource.name})
        elif resource.path in paths:
            yield Hit(resource=resource.name, values={"what": resource.path})
        names.add(resource.name)
        paths.add(resource.path)


_FIRST = DATASET_DOCUMENT["resources"][0]
_ID = "c4f1d7b8-2f53-4d8a-b6f0-8f4f9f0f5a10"

RULE = Rule(
    id="P020",
    name="repeated-resource",
    severity=Severity.ERROR,
    title=Text("同じ名前のファイルが2つ登録されている", "Two resources of one name or file"),
    why=Text(
        "どちらのことか区別できず、片方の更新がもう片方を消します。",
        "They cannot be told apart: an update of one overwrites the other.",
    ),
    fix=Text(
        "片方を消すか、別の名前にしてください。",
        "Delete one of them or give it another name.",
    ),
    message=Text(
        "{what} が2回登録されています。片方を消すか、別の名前にしてください。",
        "{what} is registered twice. Delete one or give it another name.",
    ),
    bad=(
        TreeExample(descriptor={"resources": [_FIRST, merged(_FIRST, {"id": _ID})]}),
        TreeExample(
            descriptor={"resources": [_FIRST, merged(_FIRST, {"id": _ID, "name": "toilet_2"})]}
        ),
    ),
    good=(TreeExample(),),
    check=OfDataset(_check),
)
