"""P011: a file whose bytes the disk does not give. Found while loading (tree.py)."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.rules.examples import CSV_PATH, TreeExample
from publisher.rules.rule import Rule
from publisher.words import Text

RULE = Rule(
    id="P011",
    name="unreadable-file",
    severity=Severity.ERROR,
    title=Text("ファイルを開けない", "A file that cannot be opened"),
    why=Text(
        "公開することも確かめることもできません。", "It can be neither checked nor published."
    ),
    fix=Text(
        "ファイルの権限を確かめるか、ファイルを置き直してください。",
        "Check the file's permissions or put the file there again.",
    ),
    bad=(
        # A folder under the file's name: opening it fails on every system, for every user.
        TreeExample(files={CSV_PATH: None, f"{CSV_PATH}/.gitkeep": b""}),
    ),
    good=(TreeExample(),),
    check=None,
)
