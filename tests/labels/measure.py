"""Precision and recall of every rule on the labelled files: `python -m tests.labels.measure FOLDER`.

FOLDER holds the files under the paths of labels.tsv. A file that is not there is told and left out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from publisher import files, municipalities, standards
from publisher.check import BareFile, check_files
from publisher.engine.engine import CompiledEngine
from tests.labels.score import Answer, Finding, Score, disagreements, scores
from tests.labels.truth import claims, labels, verdicts

HEADER = (
    f"{'rule':<22}{'files':>6}{'TP':>5}{'FP':>5}{'FN':>5}{'asked':>6}{'open':>6}"
    f"{'precision':>10}{'recall':>8}{'places':>9}{'innocent':>10}"
)


def main(arguments: list[str] | None = None) -> int:
    """Write the table and every disagreement; 1 where no labelled file is there."""
    parser = argparse.ArgumentParser(prog="python -m tests.labels.measure", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rule", action="append", help="only this rule or slug (repeatable)")
    chosen = parser.parse_args(arguments)
    names = sorted({file for file, _ in verdicts()})
    there = [name for name in names if (chosen.folder / name).is_file()]
    for name in sorted(set(names) - set(there)):
        sys.stderr.write(f"not there: {name}\n")
    if not there:
        return 1
    answers = {name: answer(chosen.folder, name) for name in there}
    for line in report(answers, frozenset(chosen.rule or ())):
        sys.stdout.write(line + "\n")
    return 0


def answer(folder: Path, name: str) -> Answer:
    """Return what the check says of one file."""
    bare = BareFile(name, files.look(folder / name))
    told = check_files(
        [bare],
        engine=CompiledEngine(),
        standards=standards.load(),
        municipalities=municipalities.load(),
    ).as_json()
    statuses: dict[str, list[str]] = {}
    for file in told["files"]:
        for rule, status in file["rules"].items():
            statuses.setdefault(rule, []).append(status)
    found = [
        Finding(
            rule=item["rule"],
            sheet=item["sheet"],
            cell=item["cell"],
            line=item["line"],
            row=item["row"],
            column=item["column"],
            rows=tuple((first, last) for first, last in item["rows"]),
            message=item["message"]["en"],
        )
        for item in told["findings"]
    ]
    return Answer(statuses=statuses, findings=tuple(found))


def report(answers: dict[str, Answer], only: frozenset[str]) -> Iterator[str]:
    """Yield the table, the slugs that no rule claims, and the disagreements."""
    truth = {key: verdict for key, verdict in verdicts().items() if key[0] in answers}
    known = [label for label in labels() if label.file in answers]
    claimed = claims()
    if only:
        truth = {key: verdict for key, verdict in truth.items() if key[1] in only}
        known = [label for label in known if label.rule in only]
    yield f"{len(answers)} files, {len(truth)} judgements, {len(known)} labels with a place or note"
    yield HEADER
    table = scores(truth, known, answers, claimed)
    yield from (row(rule, score) for rule, score in table.items())
    yield row("all official rules", total(s for rule, s in table.items() if rule.startswith("L")))
    yield row("all", total(table.values()))
    unclaimed = sorted({rule for _, rule in truth if not claimed[rule]})
    if unclaimed:
        yield f"no rule claims (slugs.tsv), not counted: {', '.join(unclaimed)}"
    yield ""
    yield from disagreements(truth, known, answers, claimed)


def total(several: Iterable[Score]) -> Score:
    """Return the sum of the scores."""
    summed = Score()
    for score in several:
        summed = summed + score
    return summed


def row(rule: str, score: Score) -> str:
    """Return a line of the table; — where nothing was to be found or nothing was said."""
    return (
        f"{rule:<22}{score.files:>6}{score.hit:>5}{score.false:>5}{score.missed:>5}{score.asked:>6}"
        f"{score.open:>6}{_share(score.precision):>10}{_share(score.recall):>8}"
        f"{f'{score.places_hit}/{score.places}':>9}{f'{score.blamed}/{score.innocent}':>10}"
    )


def _share(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}"


if __name__ == "__main__":
    raise SystemExit(main())
