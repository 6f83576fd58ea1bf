"""P010: a resource that points outside of its dataset's folder. Found while loading (tree.py)."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.rules.examples import TreeExample, resources
from publisher.rules.rule import Rule
from publisher.words import Text

RULE = Rule(
    id="P010",
    name="path-outside",
    severity=Severity.ERROR,
    title=Text("フォルダの外のファイルを指している", "A path outside of the folder"),
    why=Text(
        "公開するつもりのないファイルが公開されるおそれがあります。",
        "A file that is not meant for the public could go out.",
    ),
    fix=Text(
        "ファイルをデータセットのフォルダに置き、名前だけを書いてください。",
        "Put the file into the dataset's folder and write its name only.",
    ),
    bad=(
        TreeExample(descriptor={"resources": resources(path="../organization.json")}),
        TreeExample(descriptor={"resources": resources(path="/etc/hostname")}),
    ),
    good=(TreeExample(),),
    check=None,
)
