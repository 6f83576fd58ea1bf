"""Drafts for the tests of mends: made of texts, judged by the real check, replayed from their diff."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from publisher import municipalities, standards
from publisher.check import BareFile, check_files
from publisher.engine.engine import CompiledEngine
from publisher.files import look
from publisher.rules import find
from publisher.tidy import write
from publisher.tidy.change import Change
from publisher.tidy.draft import Draft, DraftColumn, DraftRow
from publisher.tidy.fix import Result, tidy
from publisher.tidy.mend import Asked

ASKED = Asked(standards=standards.load(), municipalities=municipalities.load())


def draft(names: Sequence[str], *rows: Sequence[str]) -> Draft:
    return Draft(
        columns=tuple(
            DraftColumn(name=name, position=position) for position, name in enumerate(names, 1)
        ),
        rows=tuple(
            DraftRow(number, number, tuple(cells)) for number, cells in enumerate(rows, start=2)
        ),
    )


def mended(subject: Draft, **answers: str) -> Result:
    given = {name.replace("_", "-"): value for name, value in answers.items()}
    result = tidy(
        [subject],
        Asked(standards=ASKED.standards, municipalities=ASKED.municipalities, answers=given),
    )

    assert not result.failed
    return result


def cells(subject: Draft) -> list[tuple[str, ...]]:
    """The names, then the rows."""
    return [tuple(column.name for column in subject.columns), *(row.cells for row in subject.rows)]


def column(subject: Draft, index: int) -> list[str]:
    return [row.cells[index] for row in subject.rows]


def findings(subject: Draft, rules: frozenset[str]) -> set[str]:
    """Ids of `rules` that the check finds in a draft as it is written."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(write.content(subject))
        report = check_files(
            [BareFile("table.csv", look(path))],
            engine=CompiledEngine(),
            rules=tuple(rule for name in sorted(rules) if (rule := find(name)) is not None),
            standards=ASKED.standards,
            municipalities=ASKED.municipalities,
        )
    return {finding.rule for finding in report.findings} & rules


def replayed(subject: Draft, changes: Sequence[Change]) -> list[tuple[str, ...]]:
    """The draft after its diff alone, cell by cell: a cell that the diff does not name stays."""
    names = {column.position: column.name for column in subject.columns}
    rows = {row.number: dict(zip(names, row.cells, strict=True)) for row in subject.rows}
    for change in changes:
        if change.number and change.position:
            assert rows[change.number][change.position] == change.before
            rows[change.number][change.position] = change.after
        elif change.number:
            del rows[change.number]
        elif change.after:
            assert names[change.position] == change.before
            names[change.position] = change.after
        else:
            assert names.pop(change.position) == change.before
            for texts in rows.values():
                assert not texts.pop(change.position).strip()
    return [tuple(names.values()), *(tuple(texts.values()) for texts in rows.values())]
