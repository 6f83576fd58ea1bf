"""X000: a rule or the engine crashed. Ours to mend, nothing in the data."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.rules.rule import Rule
from publisher.words import Text

RULE = Rule(
    id="X000",
    name="our-fault",
    severity=Severity.ERROR,
    title=Text("こちらの不具合", "Our fault"),
    why=Text(
        "確かめが最後まで行えていないので、念のため公開を止めています。",
        "The check did not get to its end, so publication waits to be safe.",
    ),
    fix=Text(
        "データの直しは要りません。この行を、運用の担当者に知らせてください。",
        "Nothing in the data needs mending. Send this line to the operator.",
    ),
    message=Text(
        "こちらの不具合です（{rule}、{error}）。データの直しは要りません。"
        "この行を、運用の担当者に知らせてください。",
        "This is our fault ({rule}, {error}); the data need no mending. "
        "Please send this line to the operator.",
    ),
    bad=(),
    good=(),
    check=None,
)
