"""The labels are whole, and the measure counts as it says."""

from __future__ import annotations

import pytest

from tests.labels.score import Answer, Finding, Score, disagreements, matches, scores
from tests.labels.truth import OFFICIAL, VERDICTS, Label, Where, claims, labels, parsed, verdicts


def test_every_file_is_judged_by_every_rule() -> None:
    """No rule of the 30 is left open by silence on any labelled file; there are at least 60."""
    judged = verdicts()
    files = {file for file, _ in judged}
    assert len(files) >= 60
    assert not {(file, rule) for file in files for rule in OFFICIAL} - set(judged)


def test_labels_speak_of_known_rules() -> None:
    """A label's rule is official or a slug with a meaning; its verdict is one of four."""
    known = claims()
    assert {rule for _, rule in verdicts()} <= set(known)
    assert {label.verdict for label in labels()} <= set(VERDICTS)
    assert set(verdicts().values()) <= set(VERDICTS)


def test_a_violation_says_where_or_what() -> None:
    """A violated label has a place, or a note that says what the whole file has."""
    assert not [
        label for label in labels() if label.verdict == "violated" and not label.text + label.note
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Sheet1!B12… (37)", Where(sheet="Sheet1", cell="B12", count=37)),
        ("H28.3.1 !A1", Where(sheet="H28.3.1 ", cell="A1")),
        ("line 4 名称", Where(line=4, column="名称")),
        ("line 80… (474)", Where(line=80, count=474)),
        ("feature 3 name", Where(line=4, column="name")),
        ("column 標高", Where(column="標高")),
        ("", Where()),
    ],
)
def test_places_are_read(text: str, where: Where) -> None:
    """A place reads as what it says."""
    assert parsed(text) == where


def test_a_place_is_hit_only_there() -> None:
    """A cell is hit by itself or a range around it on its sheet; a line by its line and column."""
    cell = parsed("A!B12")
    assert matches(cell, Finding(rule="L1-12", sheet="A", cell="A1:C20"))
    assert not matches(cell, Finding(rule="L1-12", sheet="B", cell="B12"))
    assert not matches(cell, Finding(rule="L1-12", sheet="A", cell="B13"))
    line = parsed("line 9 名 称")
    assert matches(line, Finding(rule="L1-06", line=9, column="名称"))
    assert not matches(line, Finding(rule="L1-06", line=9, column="住所"))
    assert matches(line, Finding(rule="L1-06", line=3, rows=((5, 9),), column="名称"))


def test_counts() -> None:
    """Found, false, missed, asked and open files are told apart, and each disagreement is listed."""
    files = ("hit", "false", "missed", "asked", "open", "silent")
    truth = dict.fromkeys([(file, "L1-06") for file in files], "violated")
    truth |= {("false", "L1-06"): "fine", ("open", "L1-06"): "needs-person"}
    truth[("silent", "L1-06")] = "not-applicable"
    says = dict(
        zip(
            files, ("violated", "violated", "fine", "needs_person", "violated", "fine"), strict=True
        )
    )
    found = Finding(rule="L1-06", line=2, column="a", message="spaces")
    answers = {
        file: Answer({"L1-06": [status]}, (found,) if status == "violated" else ())
        for file, status in says.items()
    }
    known = [
        Label("hit", "L1-06", "violated", "line 2 a… (2)", "spaces at the end"),
        Label("hit", "L1-06", "violated", "line 7 a", "a run of spaces"),
        Label("hit", "L1-06", "fine", "line 2 a", "a name"),
    ]
    own = {"L1-06": frozenset({"L1-06"})}
    assert scores(truth, known, answers, own)["L1-06"] == Score(
        files=6, hit=1, false=1, missed=1, asked=1, open=1,
        places=2, places_hit=1, innocent=1, blamed=1,
    )  # fmt: skip
    told = [line.split()[0] for line in disagreements(truth, known, answers, own)]
    assert sorted(told) == ["ASKED", "BLAMED", "FALSE", "MISSED", "PLACE"]
