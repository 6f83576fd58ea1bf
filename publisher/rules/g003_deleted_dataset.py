"""G003: a published dataset whose folder is gone."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.model import Tree
from publisher.rules.examples import (
    CSV_PATH,
    DATASET_DOCUMENT,
    DESCRIPTOR_PATH,
    ChangeExample,
    TreeExample,
)
from publisher.rules.rule import Context, Hit, OfChange, Rule
from publisher.rules.succession import is_published, names
from publisher.words import Text


def _check(before: Tree, context: Context) -> Iterator[Hit]:
    kept = {name for dataset in context.tree.datasets for name in names(dataset)}
    kept |= {item.name for item in context.tree.unreadable}
    for dataset in before.datasets:
        folder = dataset.folder.rsplit("/", 1)[-1]
        if not {dataset.name, folder} & kept and is_published(dataset, context.today):
            yield Hit(path=dataset.folder, values={"name": dataset.name})


_GONE = TreeExample(files={DESCRIPTOR_PATH: None, CSV_PATH: None})

RULE = Rule(
    id="G003",
    name="deleted-dataset",
    severity=Severity.ERROR,
    title=Text("公開したデータセットのフォルダを消している", "A deleted dataset"),
    why=Text(
        "利用者のリンクが切れ、公開数の累計も合わなくなります。",
        "Links of citizens break and the cumulative count no longer adds up.",
    ),
    fix=Text(
        "フォルダを元に戻し、`opendata withdraw` で理由を書いて公開を終えてください。",
        "Put the folder back and stop publishing with `opendata withdraw` and a reason.",
    ),
    message=Text(
        "公開したデータセット {name} のフォルダがありません。"
        "元に戻し、`opendata withdraw` で公開を終えてください。",
        "The folder of the published dataset {name} is gone. "
        "Put it back and use `opendata withdraw`.",
    ),
    bad=(
        ChangeExample(after=_GONE),
        ChangeExample(before=TreeExample(descriptor={"issued": None}), after=_GONE),
    ),
    good=(
        ChangeExample(),
        ChangeExample(
            before=TreeExample(
                descriptor={"issued": "2027-04-01", "history": DATASET_DOCUMENT["history"][:1]}
            ),
            after=_GONE,
        ),
    ),
    check=OfChange(_check),
)
