"""G004: an id that changes while the name stays: citizens' links would break."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.model import Dataset, Tree
from publisher.rules.examples import (
    CSV_CONTENT,
    DATASET_DOCUMENT,
    FOLDER,
    ChangeExample,
    TreeExample,
    resources,
)
from publisher.rules.rule import Context, Hit, OfChange, Rule
from publisher.rules.succession import pairs
from publisher.words import Text


def _check(before: Tree, context: Context) -> Iterator[Hit]:
    for pair in pairs(before, context.tree):
        if pair.before is None:
            continue
        old = _ids(pair.before)
        for name, identifier in _ids(pair.after).items():
            if name in old and old[name] != identifier:
                yield Hit(
                    path=f"{pair.after.folder}/datapackage.json",
                    resource=name or None,
                    values={
                        "name": name or pair.after.name,
                        "before": old[name],
                        "after": identifier,
                    },
                )


def _ids(dataset: Dataset) -> dict[str, str]:
    """Return ids by resource name; the dataset's own under the empty name."""
    return {
        "": str(dataset.descriptor["id"]),
        **{resource.name: resource.id for resource in dataset.resources},
    }


_OTHER = "c4f1d7b8-2f53-4d8a-b6f0-8f4f9f0f5a10"

RULE = Rule(
    id="G004",
    name="changed-id",
    severity=Severity.ERROR,
    title=Text("識別番号が変わっている", "A changed id"),
    why=Text(
        "識別番号はダウンロードのURLに入っています。変えるとリンクが切れます。",
        "The id is part of the download URL: changing it breaks links.",
    ),
    fix=Text(
        "識別番号を元に戻してください。ファイルの中身は変えてかまいません。",
        "Write the old id again; the file itself may change.",
    ),
    message=Text(
        "「{name}」の識別番号が {before} から {after} に変わっています。元に戻してください。",
        "The id of '{name}' changed from {before} to {after}. Write the old one again.",
    ),
    bad=(
        ChangeExample(after=TreeExample(descriptor={"resources": resources(id=_OTHER)})),
        ChangeExample(after=TreeExample(descriptor={"id": _OTHER})),
    ),
    good=(
        ChangeExample(),
        ChangeExample(
            after=TreeExample(
                descriptor={
                    "resources": [
                        *DATASET_DOCUMENT["resources"],
                        *resources(id=_OTHER, name="copy", path="copy.csv"),
                    ]
                },
                files={f"{FOLDER}/copy.csv": CSV_CONTENT.replace(b"6939", b"6940")},
            )
        ),
    ),
    check=OfChange(_check),
)
