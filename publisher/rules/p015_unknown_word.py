"""P015: a theme, update frequency or area that the vocabularies lack."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.codes import is_local_government_code
from publisher.findings import Severity
from publisher.model import Dataset
from publisher.rules.examples import TreeExample
from publisher.rules.rule import Context, Hit, OfDataset, Rule
from publisher.words import Text

_CODE = re.compile("[0-9]{6}")
_FREQUENCY = Text(
    "更新頻度「{value}」は、決められた一覧にありません。`opendata set` で選んでください。",
    "The update frequency '{value}' is not in the vocabulary. Choose one with `opendata set`.",
)
_AREA = Text(
    "対象地域「{value}」は自治体のコードではありません（検査数字が合いません）。`opendata set` で直してください。",
    "The area '{value}' is no municipality's code (its check digit is wrong). Mend it with `opendata set`.",
)


def _check(dataset: Dataset, context: Context) -> Iterator[Hit]:
    for theme in dataset.descriptor.get("themes", []):
        if theme not in context.vocabularies.themes:
            yield Hit(values={"value": theme})
    frequency = dataset.descriptor.get("accrualPeriodicity")
    if frequency is not None and frequency not in context.vocabularies.frequencies:
        yield Hit(message=_FREQUENCY, values={"value": frequency})
    area = dataset.descriptor.get("spatial")
    # A body's own code is what its organization.json says, wherever it comes from.
    own = {organization.code for organization in context.tree.organizations}
    if (
        isinstance(area, str)
        and _CODE.fullmatch(area)
        and area not in own
        and not is_local_government_code(area)
    ):
        yield Hit(message=_AREA, values={"value": area})


RULE = Rule(
    id="P015",
    name="unknown-word",
    severity=Severity.ERROR,
    title=Text("一覧にない分野・更新頻度・地域", "An unknown theme, frequency or area"),
    why=Text(
        "分野・更新時期・地域で探す人に見つけてもらえません。",
        "People who search by theme, freshness or area will not find it.",
    ),
    fix=Text(
        "`opendata set` で一覧から選んでください。新しい言葉が要るなら、一覧に足す提案をします。",
        "Choose from the vocabulary with `opendata set`; propose a new word there if one is needed.",
    ),
    message=Text(
        "分野「{value}」は、決められた一覧にありません。`opendata set` で選んでください。",
        "The theme '{value}' is not in the vocabulary. Choose one with `opendata set`.",
    ),
    bad=(
        TreeExample(descriptor={"themes": ["トイレ"]}),
        TreeExample(descriptor={"accrualPeriodicity": "毎年"}),
        TreeExample(descriptor={"spatial": "292096"}),
    ),
    good=(
        TreeExample(descriptor={"themes": ["行財政", "その他"], "accrualPeriodicity": "UNKNOWN"}),
        TreeExample(descriptor={"themes": None, "accrualPeriodicity": None}),
    ),
    check=OfDataset(_check),
)
