"""P012: two datasets of one name. Both stay blocked until one has another name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import (
    DATASET_DOCUMENT,
    NAME,
    ORGANIZATION_DOCUMENT,
    TreeExample,
    as_json,
)
from publisher.rules.rule import Context, Hit, OfTree, Rule
from publisher.words import Text

_OTHER = "datasets/292010_nara"


def _check(context: Context) -> Iterator[Hit]:
    everything = context.folders
    count = Counter(item.name for item in everything)
    for item in everything:
        if count[item.name] > 1:
            others = [
                other.folder
                for other in everything
                if other.name == item.name and other.folder != item.folder
            ]
            yield Hit(path=item.folder, values={"name": item.name, "other": others[0]})


RULE = Rule(
    id="P012",
    name="repeated-dataset",
    severity=Severity.ERROR,
    title=Text("同じ名前のデータセットが2つある", "Two datasets of one name"),
    why=Text(
        "名前はURLになるので、1つしか公開できません。どちらが正しいか決められません。",
        "The name is the URL: only one can be published, and nobody can tell which.",
    ),
    fix=Text(
        "片方のフォルダと名前を変えるか、消してください。",
        "Give one of them another folder and name, or delete it.",
    ),
    message=Text(
        "名前「{name}」が {other} と同じです。どちらかの名前を変えてください。",
        "The name '{name}' is also that of {other}. Rename one of them.",
    ),
    bad=(
        TreeExample(
            files={
                f"{_OTHER}/organization.json": as_json({**ORGANIZATION_DOCUMENT, "code": "292010"}),
                f"{_OTHER}/{NAME}/datapackage.json": as_json(
                    {
                        **DATASET_DOCUMENT,
                        "resources": [],
                        "id": "0e1b6d5c-7a3e-4c58-8e44-8f1a0c9d2b11",
                    }
                ),
            }
        ),
    ),
    good=(TreeExample(),),
    check=OfTree(_check),
)
