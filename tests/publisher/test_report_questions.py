"""What nearly every file leaves to a person: asked once on every report, and it can be answered."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from publisher import contracts, files
from publisher.check import BareFile, check_files
from publisher.checks.judging import one_by_one
from publisher.checks.memory import Memory
from publisher.findings import joined
from publisher.render import report_levels, report_markdown, report_text
from publisher.render.report_questions import asked
from publisher.rules.examples import CSV_PATH, TreeExample, resources
from publisher.verdicts import Status
from publisher.words import Text
from tests.publisher.examples import ENGINE, report_on, report_on_bytes

TABLE = "名称,洗面器\nア,3\nイ,5\n".encode()
NOTICE = Text("", "")
FIELDS = {"fields": [{"name": "名称", "type": "string"}, {"name": "洗面器", "type": "integer"}]}


def _dataset(*accepted: dict[str, str]) -> TreeExample:
    return TreeExample(
        descriptor={
            "resources": resources(schema=FIELDS),
            **({"accepted": list(accepted)} if accepted else {}),
        },
        files={CSV_PATH: TABLE},
    )


def test_no_question_passes_silently() -> None:
    """Every rule that waits for a person asks its question on every report, in every form."""
    report = report_on_bytes(TABLE)
    waiting = {rule for rule, status in report.files[0].rules.items() if status == "needs_person"}
    told = report.as_json()
    jsonschema.validate(told, contracts.read("report.schema.json"))
    text = "\n".join(report_text.lines(report, is_bare=True, notice=NOTICE))
    comment = "\n".join(report_markdown.lines(report, is_bare=True, notice=NOTICE))

    assert {"L3-04", "L3-08"} == waiting == {item["rule"] for item in told["questions"]}
    assert [] == told["findings"]
    for question in report.questions:
        assert question.message.ja in text
        assert question.message.en in text
        assert report_markdown.escape(question.message.ja) in comment


@pytest.mark.parametrize("label", ["番号", "NO", "年度", "実施年度", "洪水"])
def test_what_has_no_unit_is_not_asked_for_one(label: str) -> None:
    """Numbers that name, date or flag are no quantities, though a schema calls them integers."""
    fields = [{"name": "名称", "type": "string"}, {"name": label, "type": "integer"}]
    value = "1" if label == "洪水" else "31"
    example = TreeExample(
        descriptor={"resources": resources(schema={"fields": fields})},
        files={CSV_PATH: f"名称,{label}\nア,{value}\nイ,{value}\n".encode()},
    )

    assert "L3-04" not in {item.rule for item in report_on(example).questions}


def test_many_files_ask_once() -> None:
    """The questions of several files are one per rule, with the number of the files."""
    report = joined(report_on_bytes(TABLE, f"{name}.csv") for name in "abc")

    assert 6 == len(report.questions)
    assert ["L3-04", "L3-08"] == [line.en[-16:-11] for line in asked(report)]
    assert all(line.en.endswith("(3 files)") for line in asked(report))


def test_an_answered_question_is_a_finding_with_its_reason() -> None:
    """What is answered no longer waits, the level is reached, and the answer stands on the report."""
    answers = [
        {"rule": rule, "reason": "町の案内にあります", "date": "2026-10-01"}
        for rule in ("L3-04", "L3-08")
    ]
    before, after = report_on(_dataset()), report_on(_dataset(*answers))

    assert {"L3-04", "L3-08"} == {item.rule for item in before.questions}
    assert () == after.questions
    assert {"L3-04", "L3-08"} == {item.rule for item in after.findings if item.accepted}
    assert Status.ACCEPTED is after.files[0].rules["L3-08"]
    assert (2, 3) == (before.files[0].level, after.files[0].level)


def test_a_remembered_question_is_still_apart(tmp_path: Path) -> None:
    """A file that did not change asks what it asked before, and as quietly."""
    bare = [BareFile("a.csv", files.SmallFile(TABLE))]
    first, again = (
        check_files(bare, engine=ENGINE, judge=Memory(tmp_path, one_by_one)) for _ in range(2)
    )

    assert first.questions
    assert json.dumps(first.as_json()) == json.dumps(again.as_json())


def test_the_level_names_only_rules_that_a_report_tells() -> None:
    """A rule that is violated by the same fact as another one's finding is not looked for in vain."""
    report = report_on_bytes("名称,,定員（人）\nア,,3\nイ,,5\n".encode())
    told = {finding.rule for finding in report.findings}

    assert Status.VIOLATED is report.files[0].rules["L1-05"]
    assert {"L1-03"} == told
    assert "L1-05" not in report_levels.of_report(report).ja
