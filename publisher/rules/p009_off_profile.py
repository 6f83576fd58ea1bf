"""P009: a descriptor that breaks our profile. Found while loading (tree.py)."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.rules.examples import TreeExample, resources
from publisher.rules.rule import Rule
from publisher.words import Text

RULE = Rule(
    id="P009",
    name="off-profile",
    severity=Severity.ERROR,
    title=Text("説明の書き方が決まりと違う", "The descriptor breaks the profile"),
    why=Text(
        "目録に正しく載せられません。",
        "The catalog cannot show it as it is meant.",
    ),
    fix=Text(
        "手で書きかえたなら、元に戻すのが早道です。戻せなければ、示された所を datapackage.json の中で直してください。",
        "After an edit by hand, undo is the short way; else mend the place named in datapackage.json.",
    ),
    bad=(
        TreeExample(descriptor={"title": None}),
        TreeExample(descriptor={"issued": "令和8年9月20日"}),
        TreeExample(descriptor={"Title": "公衆トイレ一覧"}),
        TreeExample(descriptor={"resources": resources(id=None)}),
    ),
    good=(TreeExample(), TreeExample(descriptor={"modified": "2026-11-01"})),
    check=None,
)
