"""P003: a file that the descriptor names and the folder lacks."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Finding, Severity
from publisher.model import Dataset
from publisher.rules.examples import (
    CSV_PATH,
    DATASET_DOCUMENT,
    WITHDRAWN,
    TreeExample,
    resources,
)
from publisher.rules.rule import Context, Hit, OfDataset, Rule
from publisher.words import Text


def _check(dataset: Dataset, context: Context) -> Iterator[Hit]:
    if dataset.withdrawal is not None:
        return  # a withdrawn dataset keeps its descriptor and lets its files go
    said = {item.place.resource for item in context.tree.findings if is_of(item, dataset)}
    for resource in dataset.resources:
        if resource.file is None and resource.name not in said:
            yield Hit(resource=resource.name, values={"file": resource.path})


def is_of(finding: Finding, dataset: Dataset) -> bool:
    """Say whether loading has already said why a file of the dataset is not there."""
    return finding.rule in {"P010", "P011"} and finding.place.path == dataset.folder


RULE = Rule(
    id="P003",
    name="missing-file",
    severity=Severity.ERROR,
    title=Text("書かれているファイルがない", "A named file is missing"),
    why=Text(
        "目録に載っても、ダウンロードできません。",
        "The catalog would list what nobody can download.",
    ),
    fix=Text(
        "ファイルをデータセットのフォルダに置いてください。"
        "公開を終えるなら `opendata withdraw` を使ってください。",
        "Put the file into the dataset's folder, or use `opendata withdraw` to stop publishing.",
    ),
    message=Text(
        "ファイル {file} がフォルダにありません。置くか、名前の違いを直してください。",
        "The file {file} is not in the folder. Put it there or mend its name.",
    ),
    bad=(
        TreeExample(files={CSV_PATH: None}),
        TreeExample(descriptor={"resources": resources(path="Public_Toilet.csv")}),
    ),
    good=(
        TreeExample(),
        TreeExample(
            descriptor={"history": [*DATASET_DOCUMENT["history"], WITHDRAWN]},
            files={CSV_PATH: None},
        ),
    ),
    check=OfDataset(_check),
)
