"""P005: a withdrawn dataset whose files are still there."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.model import Dataset
from publisher.rules.examples import CSV_PATH, DATASET_DOCUMENT, WITHDRAWN, TreeExample
from publisher.rules.rule import Context, Hit, OfDataset, Rule
from publisher.words import Text


def _check(dataset: Dataset, context: Context) -> Iterator[Hit]:
    withdrawal = dataset.withdrawal
    if withdrawal is None:
        return
    named = [resource.path for resource in dataset.resources if resource.file is not None]
    for path in (*named, *context.tree.stray.get(dataset.folder, ())):
        yield Hit(
            path=f"{dataset.folder}/{path}",
            values={"file": path, "date": withdrawal.date.isoformat()},
        )


RULE = Rule(
    id="P005",
    name="files-after-withdrawal",
    severity=Severity.WARNING,
    title=Text("公開を終えたのにファイルが残っている", "Files left after withdrawal"),
    why=Text(
        "目録からは消えますが、置き場が公開されていれば、だれでも見られます。",
        "The catalog lets them go, but a public repository still shows them.",
    ),
    fix=Text(
        "ファイルを消してください。説明（datapackage.json）は残します。",
        "Delete the files and keep the descriptor (datapackage.json).",
    ),
    message=Text(
        "{date}に公開を終えましたが、{file} が残っています。ファイルを消してください。",
        "Withdrawn on {date}, but {file} is still there. Delete the file.",
    ),
    bad=(TreeExample(descriptor={"history": [*DATASET_DOCUMENT["history"], WITHDRAWN]}),),
    good=(
        TreeExample(),
        TreeExample(
            descriptor={"history": [*DATASET_DOCUMENT["history"], WITHDRAWN]},
            files={CSV_PATH: None},
        ),
        TreeExample(
            descriptor={
                "history": [
                    *DATASET_DOCUMENT["history"],
                    WITHDRAWN,
                    {"date": "2026-11-10", "event": "restored"},
                ]
            }
        ),
    ),
    check=OfDataset(_check),
)
