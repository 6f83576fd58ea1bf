"""P008: a dataset without a readable datapackage.json. Found while loading (tree.py)."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.rules.examples import DESCRIPTOR_PATH, TreeExample
from publisher.rules.rule import Rule
from publisher.words import Text

RULE = Rule(
    id="P008",
    name="broken-descriptor",
    severity=Severity.ERROR,
    title=Text("データセットの説明がない、または読めない", "No readable datapackage.json"),
    why=Text(
        "何のデータか分からないので、公開できません（今の公開分はそのまま残ります）。",
        "Nobody knows what the data are; what is published now stays as it is.",
    ),
    fix=Text(
        "新しいデータなら `opendata add` で作ってください。壊れたなら前の版に戻してください。",
        "Make it with `opendata add`; if it broke, go back to its last version.",
    ),
    bad=(
        TreeExample(files={DESCRIPTOR_PATH: None}),
        TreeExample(files={DESCRIPTOR_PATH: b'{"name": '}),
        TreeExample(files={DESCRIPTOR_PATH: b"[]"}),
    ),
    good=(TreeExample(),),
    check=None,
)
