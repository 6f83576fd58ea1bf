"""P014: a name that does not begin with its body's code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.model import Dataset, EventKind
from publisher.rules.examples import (
    CSV_CONTENT,
    CSV_PATH,
    DATASET_DOCUMENT,
    DESCRIPTOR_PATH,
    ORGANIZATION,
    TreeExample,
    as_json,
)
from publisher.rules.rule import Context, Hit, OfDataset, Rule
from publisher.words import Text


def _check(dataset: Dataset, context: Context) -> Iterator[Hit]:
    organization = next(
        (item for item in context.tree.organizations if item.name == dataset.organization), None
    )
    is_older = dataset.descriptor.get("previousNames") or any(
        event.event is EventKind.ADOPTED for event in dataset.history
    )
    if organization is None or is_older:
        return  # P006 says so; adopted and renamed datasets keep what citizens have linked to
    if not re.fullmatch(rf"{organization.code}_[a-z0-9_-]+", dataset.name):
        yield Hit(values={"name": dataset.name, "code": organization.code})


def _named(name: str) -> TreeExample:
    folder = f"datasets/{ORGANIZATION}/{name}"
    return TreeExample(
        files={
            DESCRIPTOR_PATH: None,
            CSV_PATH: None,
            f"{folder}/datapackage.json": as_json({**DATASET_DOCUMENT, "name": name}),
            f"{folder}/public_toilet.csv": CSV_CONTENT,
        }
    )


RULE = Rule(
    id="P014",
    name="unusual-name",
    severity=Severity.WARNING,
    title=Text("名前が団体コードで始まらない", "A name that does not begin with the code"),
    why=Text(
        "全国の同じデータを、名前で集められなくなります。",
        "The same data of other bodies cannot be gathered by name.",
    ),
    fix=Text(
        "公開の前なら「団体コード_英数字」の名前にしてください。公開した後は変えません。",
        "Before publication, name it <6-digit code>_<slug>; afterwards leave it.",
    ),
    message=Text(
        "名前 {name} は「{code}_…」で始まりません。公開の前なら変えてください。",
        "The name {name} does not begin with '{code}_'. Change it before publication.",
    ),
    bad=(_named("public_toilet"), _named("292010_public_toilet")),
    good=(TreeExample(), _named("292095_aed-2026")),
    check=OfDataset(_check),
)
