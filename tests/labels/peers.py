"""What other public checkers find on the labelled files: `python -m tests.labels.peers FOLDER`.

Each checker reads the file as its documentation has it, without a schema, and is credited with
every rule that one of its findings states. What is not installed is left out, by name; `--with
ENVIRONMENT` names a virtual environment that holds others (csvkit, goodtables,
machine-readable-checker). Nothing is fetched.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.labels.measure import answer
from tests.labels.truth import OFFICIAL, claims, verdicts

TEXT, BOOKS = frozenset({".csv", ".tsv"}), frozenset({".xlsx", ".xls"})
WAIT = 120
"""Seconds for one file: a checker that takes longer has not read it."""
LONG, SHORT = ("L1-15", "D:ragged-rows"), ("D:ragged-rows",)


@dataclass(frozen=True, slots=True)
class Peer:
    """Another checker: how it is run on one file, and which rules its findings state."""

    name: str
    module: str
    """What must be importable in the environment."""
    forms: frozenset[str]
    code: str
    """Python that prints the kinds of findings in the file `sys.argv[1]` as a JSON list."""
    states: Mapping[str, Sequence[str]]
    """Rules of the labels, by kind of finding."""


PEERS = (
    Peer(
        "frictionless",
        "frictionless",
        TEXT | BOOKS,
        "import os, sys, json; from frictionless import Resource; folder, name = "
        "os.path.split(sys.argv[1]); report = Resource(path=name, basepath=folder)"
        ".validate(limit_errors=10**6); print(json.dumps(sorted({error.type for task in "
        "report.tasks for error in task.errors})))",
        {
            "blank-label": ("L1-05",),
            "blank-header": ("L1-05",),
            "duplicate-label": ("L2-03",),
            "blank-row": ("L1-03",),
            "extra-cell": LONG,
            "missing-cell": SHORT,
            "type-error": ("L2-01",),
        },
    ),
    Peer(
        "csvkit (csvclean -a)",
        "csvkit",
        TEXT,
        "import io, re, sys, json, contextlib; from csvkit.utilities.csvclean import CSVClean; "
        "told = io.StringIO(); run = CSVClean(['-a', sys.argv[1]], io.StringIO(), told)\n"
        "try: run.run()\nexcept SystemExit: pass\n"
        "found = {'long' if int(b) > int(a) else 'short' for a, b in re.findall("
        "r'Expected (\\d+) columns, found (\\d+) columns', told.getvalue())}\n"
        "print(json.dumps(sorted(found)))",
        {"long": LONG, "short": SHORT},
    ),
    Peer(
        "goodtables",
        "goodtables",
        TEXT | BOOKS,
        "import sys, json; from goodtables import validate; report = validate(sys.argv[1], "
        "row_limit=10**7, error_limit=10**6); print(json.dumps(sorted({error['code'] for table in "
        "report['tables'] for error in table['errors']})))",
        {
            "blank-header": ("L1-05",),
            "duplicate-header": ("L2-03",),
            "blank-row": ("L1-03",),
            "extra-value": LONG,
            "missing-value": SHORT,
        },
    ),
    Peer(
        "machine-readable-checker",
        "machine_readable_checker",
        TEXT | BOOKS,
        "import sys, json; from machine_readable_checker.checker import check_file; "
        "print(json.dumps(sorted({found.code for found in check_file(sys.argv[1]).findings})))",
        {
            "merged-cells": ("L1-12",),
            "formulas": ("L2-06",),
            "xlsx-object": ("L1-10",),
            "missing-header": ("L1-05",),
            "duplicate-header": ("L2-03",),
            "inconsistent-columns": LONG,
            "leading-empty-rows": ("L1-03",),
            "split-table": ("L1-03",),
            "multiple-table-sets": ("L1-02",),
            "layout-whitespace": ("L1-06",),
            "dependent-character": ("L1-08",),
            "decorated-number": ("L2-01",),
            "era-only-date": ("L3-05",),
            "missing-unit": ("L3-04",),
            "area-abbreviation": ("L3-06",),
            "ambiguous-empty-value": ("L1-09",),
        },
    ),
)
OURS = "opendata check"


def main(arguments: list[str] | None = None) -> int:
    """Write the table; 1 where no labelled file is there."""
    parser = argparse.ArgumentParser(prog="python -m tests.labels.peers", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--with", dest="environment", type=Path, help="a virtual environment")
    chosen = parser.parse_args(arguments)
    truth = verdicts()
    there = sorted({file for file, _ in truth if (chosen.folder / file).is_file()})
    if not there:
        sys.stderr.write("none of the labelled files is there\n")
        return 1
    answers = {OURS: {file: ours(chosen.folder, file) for file in there}}
    for peer in PEERS:
        python = interpreter(peer, chosen.environment)
        if python is None:
            sys.stderr.write(f"not installed, left out: {peer.name}\n")
            continue
        answers[peer.name] = {file: said(peer, python, chosen.folder / file) for file in there}
    sys.stdout.writelines(f"{line}\n" for line in table(truth, answers))
    return 0


def interpreter(peer: Peer, environment: Path | None) -> str | None:
    """Return the Python that can run a checker, ours or the environment's; None where neither."""
    pythons = [Path(sys.executable), *([environment / "bin" / "python"] if environment else [])]
    for python in pythons:
        command = [str(python), "-c", f"import {peer.module}"]
        if (
            python.exists()
            and not subprocess.run(command, capture_output=True, check=False).returncode
        ):
            return str(python)
    return None


def ours(folder: Path, file: str) -> frozenset[str] | None:
    """Return the labels' rules that our check says are violated in a file."""
    told = answer(folder, file)
    return frozenset(rule for rule, ids in claims().items() if told.status(ids) == "violated")


def said(peer: Peer, python: str, path: Path) -> frozenset[str] | None:
    """Return the rules that a checker's findings state; None where it does not read the file."""
    if path.suffix not in peer.forms:
        return None
    try:
        run = subprocess.run(
            [python, "-W", "ignore", "-c", peer.code, str(path)],
            capture_output=True,
            text=True,
            timeout=WAIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    if run.returncode:
        return None
    kinds = json.loads(run.stdout.strip().splitlines()[-1])
    return frozenset(rule for kind in kinds for rule in peer.states.get(kind, ()))


def table(
    truth: Mapping[tuple[str, str], str],
    answers: Mapping[str, Mapping[str, frozenset[str] | None]],
) -> Iterator[str]:
    """Yield a Markdown table: per rule the files that violate it, and found + false per checker."""
    files = {file for told in answers.values() for file in told}
    yield f"| rule | violated in | {' | '.join(answers)} |"
    yield f"|---|---:|{'---:|' * len(answers)}"
    sums = dict.fromkeys(answers, (0, 0))
    violated_sum = 0
    for rule in (*OFFICIAL, "D:ragged-rows"):
        bad = {file for file in files if truth.get((file, rule)) == "violated"}
        good = {file for file in files if truth.get((file, rule)) in {"fine", "not-applicable"}}
        violated_sum += len(bad)
        cells = []
        for name, told in answers.items():
            hit = sum(rule in (told[file] or ()) for file in bad)
            false = sum(rule in (told[file] or ()) for file in good)
            sums[name] = (sums[name][0] + hit, sums[name][1] + false)
            cells.append(count(hit, false))
        yield f"| {rule} | {len(bad)} | {' | '.join(cells)} |"
    everything = " | ".join(count(*pair) for pair in sums.values())
    yield f"| **all** | **{violated_sum}** | {everything} |"
    read = " | ".join(
        str(sum(said is not None for said in told.values())) for told in answers.values()
    )
    yield f"| files read | {len(files)} | {read} |"


def count(hit: int, false: int) -> str:
    """Return how many files were found and, behind +, how many were blamed wrongly."""
    return (f"{hit} +{false}" if false else str(hit)) if hit or false else "—"


if __name__ == "__main__":
    raise SystemExit(main())
