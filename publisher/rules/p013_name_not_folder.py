"""P013: a dataset whose name is not that of its folder."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.model import Dataset
from publisher.rules.examples import TreeExample
from publisher.rules.rule import Context, Hit, OfDataset, Rule
from publisher.words import Text


def _check(dataset: Dataset, _context: Context) -> Iterator[Hit]:
    folder = dataset.folder.rsplit("/", 1)[-1]
    if dataset.name != folder:
        yield Hit(values={"name": dataset.name, "folder": folder})


RULE = Rule(
    id="P013",
    name="name-not-folder",
    severity=Severity.ERROR,
    title=Text("名前がフォルダ名と違う", "The name is not the folder's"),
    why=Text(
        "名前はURLになります。2つあると、どちらが正しいか分かりません。",
        "The name is the URL: with two of them nobody knows which is right.",
    ),
    fix=Text(
        "フォルダの名前を元に戻してください。",
        "Give the folder its old name again.",
    ),
    message=Text(
        "フォルダ名は {folder} ですが、説明の名前は {name} です。同じ名前にしてください。",
        "The folder is {folder}, but the descriptor says {name}. Make them the same.",
    ),
    bad=(TreeExample(descriptor={"name": "292095_toilet"}),),
    good=(TreeExample(),),
    check=OfDataset(_check),
)
