"""P007: an organization.json that cannot be used. Found while loading (tree.py)."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.rules.examples import ORGANIZATION_PATH, TreeExample
from publisher.rules.rule import Rule
from publisher.words import Text

RULE = Rule(
    id="P007",
    name="broken-organization",
    severity=Severity.ERROR,
    title=Text("団体の説明が読めない", "A body's description cannot be used"),
    why=Text(
        "その団体のデータが、すべて公開できなくなります。",
        "None of the body's datasets can be published.",
    ),
    fix=Text(
        "organization.json の示された所を直してください。",
        "Mend the place named in organization.json.",
    ),
    bad=(
        TreeExample(files={ORGANIZATION_PATH: b"{"}),
        TreeExample(files={ORGANIZATION_PATH: b'{"code": "29209"}'}),
    ),
    good=(TreeExample(),),
    check=None,
)
