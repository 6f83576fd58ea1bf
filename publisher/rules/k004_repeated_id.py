"""K004: one id on two datasets or resources, as a copied folder brings it."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.model import Tree
from publisher.rules.examples import DATASET_DOCUMENT, ORGANIZATION, TreeExample, as_json
from publisher.rules.rule import Context, Hit, OfTree, Rule
from publisher.words import Text


def _check(context: Context) -> Iterator[Hit]:
    seen: dict[str, str] = {}
    for identifier, folder, resource in _ids(context.tree):
        if identifier in seen:
            values = {"id": identifier, "first": seen[identifier]}
            yield Hit(path=folder, resource=resource, values=values)
        seen.setdefault(identifier, folder)


def _ids(tree: Tree) -> Iterator[tuple[str, str, str | None]]:
    for dataset in tree.datasets:
        yield str(dataset.descriptor["id"]).lower(), dataset.folder, None
        for resource in dataset.resources:
            yield resource.id.lower(), dataset.folder, resource.name


_COPY = f"datasets/{ORGANIZATION}/292095_aed"

RULE = Rule(
    id="K004",
    name="repeated-id",
    severity=Severity.ERROR,
    title=Text("別のデータセットと同じ識別番号", "One id in two datasets"),
    why=Text(
        "フォルダを写して作ると起こります。目録は、別のデータの上書きを断ります。",
        "A copied folder does this; the catalog refuses to write over another dataset.",
    ),
    fix=Text(
        "写したフォルダを消し、`opendata add` で作り直してください。",
        "Delete the copied folder and make it with `opendata add`.",
    ),
    message=Text(
        "識別番号 {id} が {first} と同じです。`opendata add` で作り直してください。",
        "The id {id} is also in {first}. Make this one again with `opendata add`.",
    ),
    bad=(
        TreeExample(
            files={
                f"{_COPY}/datapackage.json": as_json({**DATASET_DOCUMENT, "name": "292095_aed"}),
                f"{_COPY}/public_toilet.csv": b"a\n1\n",
            }
        ),
    ),
    good=(TreeExample(),),
    check=OfTree(_check),
)
