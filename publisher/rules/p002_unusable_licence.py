"""P002: terms of use that are missing, unknown, not stated or not open."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.model import Dataset
from publisher.rules.examples import TreeExample, resources
from publisher.rules.rule import Context, Hit, OfDataset, Rule
from publisher.words import Text

_UNSTATED = Text(
    "「{resource}」の利用条件が書かれていません。公開はできますが、公開数には数えません。"
    "条件を確かめて `opendata set` で書いてください。",
    "The licence of '{resource}' is not stated. It is published but not counted. "
    "Find it out and write it with `opendata set`.",
)
_CLOSED = Text(
    "「{resource}」の利用条件（{licence}）はオープンデータではありません。公開数には数えません。",
    "The licence of '{resource}' ({licence}) is not open. It is not counted.",
)
_UNKNOWN = Text(
    "「{resource}」の利用条件「{licence}」は、決められた一覧にありません。"
    "`opendata set` で一覧から選んでください。",
    "The licence '{licence}' of '{resource}' is not in the vocabulary. "
    "Choose one with `opendata set`.",
)


def _check(dataset: Dataset, context: Context) -> Iterator[Hit]:
    if dataset.withdrawal is not None:
        return  # nothing can be downloaded any more
    for resource in dataset.resources:
        if resource.licence is None:
            yield Hit(resource=resource.name, values={"resource": resource.title})
            continue
        name = resource.licence.name
        terms = context.vocabularies.licence(name)
        if terms is None:
            message, severity = _UNKNOWN, Severity.ERROR
        elif terms.open == "unstated":
            message, severity = _UNSTATED, Severity.WARNING
        elif terms.open == "no":
            message, severity = _CLOSED, Severity.WARNING
        else:
            continue
        yield Hit(
            resource=resource.name,
            message=message,
            severity=severity,
            values={"resource": resource.title, "licence": name},
        )


RULE = Rule(
    id="P002",
    name="unusable-licence",
    severity=Severity.ERROR,
    title=Text("利用条件がない、または使えない", "No licence, or none that can be used"),
    why=Text(
        "使ってよい条件が分からないデータは、だれも安心して使えません。",
        "Nobody can safely use data without knowing the terms.",
    ),
    fix=Text(
        "`opendata set` で、利用条件を一覧から選んでください（例：CC-BY-4.0、PDL1.0）。",
        "Choose a licence of the vocabulary with `opendata set` (CC-BY-4.0, PDL1.0, …).",
    ),
    message=Text(
        "「{resource}」に利用条件がありません。`opendata set` で書いてください。",
        "'{resource}' has no licence. Write one with `opendata set`.",
    ),
    bad=(
        TreeExample(descriptor={"resources": resources(licenses=None)}),
        TreeExample(descriptor={"resources": resources(licenses=[{"name": "CC-BY-9.9"}])}),
        TreeExample(descriptor={"resources": resources(licenses=[{"name": "unstated"}])}),
        TreeExample(
            descriptor={"resources": resources(licenses=[{"name": "all-rights-reserved"}])}
        ),
    ),
    good=(
        TreeExample(),
        TreeExample(descriptor={"resources": resources(licenses=[{"name": "PDL1.0"}])}),
        TreeExample(descriptor={"resources": resources(licenses=[{"name": "CC0-1.0"}])}),
    ),
    check=OfDataset(_check),
)
