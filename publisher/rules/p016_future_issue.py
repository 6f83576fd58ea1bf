"""P016: a first day of publication that is still to come."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.model import Dataset
from publisher.rules.examples import DATASET_DOCUMENT, TreeExample
from publisher.rules.rule import Context, Hit, OfDataset, Rule
from publisher.words import Text


def _check(dataset: Dataset, context: Context) -> Iterator[Hit]:
    if dataset.issued is not None and dataset.issued > context.today:
        yield Hit(values={"date": dataset.issued.isoformat()})


_REGISTERED = {"history": DATASET_DOCUMENT["history"][:1]}

RULE = Rule(
    id="P016",
    name="future-issue",
    severity=Severity.WARNING,
    title=Text("公開日が先の日付", "A first day in the future"),
    why=Text(
        "目録に載るのはその日の夜ですが、置き場が公開されていれば、ファイルは今すぐだれでも見られます。",
        "The catalog waits for that night, but a public repository shows the files at once.",
    ),
    fix=Text(
        "その日まで見られて困るなら、まだ置かないでください。",
        "If nobody may see it before, do not put it here yet.",
    ),
    message=Text(
        "公開日は {date} です。目録に載るのはその日の夜ですが、ファイルは今から見られます。"
        "よいか確かめてください。",
        "It will be published on the night of {date}, but the files can be seen from now on. "
        "Make sure that is meant.",
    ),
    bad=(
        TreeExample(descriptor={"issued": "2026-11-22", **_REGISTERED}),
        TreeExample(descriptor={"issued": "2027-04-01", **_REGISTERED}),
    ),
    good=(
        TreeExample(descriptor={"issued": "2026-11-21"}),
        TreeExample(descriptor={"issued": None}),
    ),
    check=OfDataset(_check),
)
