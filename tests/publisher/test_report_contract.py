"""The reports of real findings: JSON keeps its schema, and no text for people is half filled."""

from __future__ import annotations

import re

import jsonschema
import pytest

from publisher import contracts
from publisher.render import report_github, report_markdown, report_text
from publisher.render.width import width
from publisher.rules import RULES
from publisher.rules.rule import Rule
from publisher.verdicts import Status
from publisher.words import Text
from tests.labels.truth import OFFICIAL
from tests.publisher.examples import report_on

SCHEMA = contracts.read("report.schema.json")
PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
SHOWN = tuple(rule for rule in RULES if rule.bad)


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.id)
def test_every_rule_is_told_in_every_form(rule: Rule) -> None:
    """The first bad example of each rule: as JSON by the schema, and as text, comment, annotation.

    Nothing of a message is left unfilled, the report of each file names all thirty rules, and the
    lines for a terminal of 80 columns fit it.
    """
    report = report_on(rule.bad[0])
    told = report.as_json()
    jsonschema.validate(told, SCHEMA)
    notice = Text("", "")
    lines = list(report_text.lines(report, is_bare=True, notice=notice, room=80))
    comment = list(report_markdown.lines(report, is_bare=True, notice=notice))

    assert any(finding["rule"] == rule.id for finding in told["findings"])
    assert any(f"（{rule.id}" in line for line in lines)
    assert any(rule.id in line for line in comment)
    assert any(rule.id in line for line in report_github.lines(report, is_bare=True))
    assert not [line for line in (*lines, *comment) if PLACEHOLDER.search(line)]
    assert not [line for line in lines if width(line) > 80 and "/" not in line]
    for file in told["files"]:
        assert set(OFFICIAL) <= set(file["rules"])
        assert set(file["rules"].values()) <= {status.value for status in Status}
