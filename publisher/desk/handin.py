"""A hand-in: the tables of files after what is asked of them, and those that are there already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from publisher.desk import cells, intake, naming
from publisher.desk.answers import Asker
from publisher.desk.bench import Bench
from publisher.desk.intake import Table, Taken
from publisher.desk.reading import Found
from publisher.desk.request import Request, column_names
from publisher.model import Dataset, Organization
from publisher.tidy.mend import Asked


def taken(
    found: Sequence[Found],
    wanted: Asked,
    request: Request,
    asker: Asker | None,
    aside: Path,
    *,
    room: int,
) -> tuple[Taken, int]:
    """Return the tables of files, and how much was asked of their columns and cells.

    Names of columns come first, and whatever the room: without them there is no table.
    """
    names = column_names(request, found)
    tables = intake.take(found, wanted, request.tables, aside, names)
    if request.is_as_proposed:
        said, asked = naming.proposed(tables.unnamed), 0
    else:
        said = naming.asked(tables.unnamed, asker)
        asked = len(said)
    if any(said.values()):
        names = naming.merged(names, said)
        tables = intake.take(found, wanted, request.tables, aside, names)
    answers = cells.answered(tables, asker, most=room - asked)
    if given := {kind: answer for kind, answer in answers.items() if answer}:
        wanted = replace(wanted, answers={**wanted.answers, **given})
        tables = intake.take(found, wanted, request.tables, aside, names)
    return tables, asked + len(answers)


def parted(
    groups: Sequence[tuple[Table, ...]], bench: Bench, organization: Organization
) -> tuple[list[tuple[Table, ...]], list[str]]:
    """Return which of several are to be added, and the datasets that hold the others' very rows.

    So a hand-in that was killed between two datasets is finished by the same command. A table by
    itself is never parted: that its name is taken is said.
    """
    if len(groups) == 1:
        return list(groups), []
    own = [item for item in bench.tree.datasets if item.organization == organization.name]
    new: list[tuple[Table, ...]] = []
    present: list[str] = []
    for group in groups:
        wanted = {table.conversion.table.file.sha256 for table in group}
        holder = next((item.name for item in own if wanted <= _digests(item)), "")
        if holder:
            present.append(holder)
        else:
            new.append(group)
    return new, present


def _digests(dataset: Dataset) -> set[str]:
    return {item.file.sha256 for item in dataset.resources if item.file is not None}
