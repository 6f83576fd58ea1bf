"""The comparison with other checkers counts as it says, and runs what is installed."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from tests.labels.peers import PEERS, interpreter, said, table
from tests.labels.truth import claims

FRICTIONLESS = PEERS[0]


def test_a_found_file_and_a_blamed_one_are_counted_apart() -> None:
    """Found counts files that violate the rule, `+` those that do not; a person's say neither."""
    verdicts = ("violated", "fine", "needs-person", "violated")
    truth = {(f"{n}.csv", "L2-03"): verdict for n, verdict in enumerate(verdicts)}
    told = {f"{n}.csv": frozenset({"L2-03"}) for n in range(3)} | {"3.csv": None}
    lines = list(table(truth, {"x": told}))

    assert "| L2-03 | 2 | 1 +1 |" in lines
    assert "| L2-04 | 0 | — |" in lines
    assert "| files read | 4 | 3 |" in lines


def test_findings_state_rules_that_the_labels_know() -> None:
    known = claims()
    assert {rule for peer in PEERS for rules in peer.states.values() for rule in rules} <= set(
        known
    )


def test_a_checker_that_is_not_installed_is_left_out(tmp_path: Path) -> None:
    assert sys.executable == interpreter(FRICTIONLESS, None)
    assert interpreter(replace(FRICTIONLESS, module="nobody_has_this"), tmp_path) is None


def test_frictionless_is_credited_with_what_it_states(tmp_path: Path) -> None:
    """A repeated header is L2-03; a file of another form is not read."""
    table_file = tmp_path / "a.csv"
    table_file.write_text("名称,名称\n1,2\n", encoding="utf-8")

    assert frozenset({"L2-03"}) == said(FRICTIONLESS, sys.executable, table_file)
    assert said(FRICTIONLESS, sys.executable, tmp_path / "a.geojson") is None
