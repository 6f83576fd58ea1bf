"""A hand-in: the tables of files after what is asked of them, and those that are there already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from publisher.desk import cell_answers, cells, intake, naming
from publisher.desk.answers import Asker
from publisher.desk.bench import Bench
from publisher.desk.intake import Table, Taken
from publisher.desk.reading import Found
from publisher.desk.request import Request, column_names
from publisher.desk.undecided import SeveralTables, Undecided
from publisher.model import Dataset, Organization, Resource
from publisher.standards import key
from publisher.tidy.change import Question
from publisher.tidy.mend import Asked
from publisher.words import Text


def taken(
    found: Sequence[Found],
    wanted: Asked,
    request: Request,
    asker: Asker | None,
    aside: Path,
    *,
    room: cells.Room,
) -> tuple[Taken, int]:
    """Return the tables of files, and how much was asked of their columns and cells.

    What stands under which name comes first, then names of columns, and whatever the room:
    without them there is no table.
    """
    names, chosen = column_names(request, found), request.tables
    tables = intake.take(found, wanted, chosen, aside, names)
    if wanted.answers and not tables.refused:
        unanswered = wanted
        cell_answers.check(
            wanted.answers,
            lambda given: _open(
                intake.take(found, replace(unanswered, answers=given), chosen, aside, names)
            ),
        )
    unclear = [item.question for item in tables.refused if isinstance(item, Undecided)]
    placed = cells.asked(unclear, asker, cells.Room()) if asker is not None else {}
    if any(placed.values()):
        wanted = replace(wanted, answers={**wanted.answers, **placed})
        tables = intake.take(found, wanted, chosen, aside, names)
    several = _several(tables, found, chosen) if asker is not None else None
    if several is not None and asker is not None:
        answer = asker.ask(several.question)
        chosen = (answer,) if answer else ()
        tables = intake.take(found, wanted, chosen, aside, names) if answer else tables
    counted = len(placed) + (several is not None)
    if request.is_as_proposed:
        said, asked = naming.proposed(tables.unnamed), 0
    else:
        said = naming.asked(tables.unnamed, asker)
        asked = len(said)
    if any(said.values()):
        names = naming.merged(names, said)
        tables = intake.take(found, wanted, chosen, aside, names)
    answers = cells.answered(tables, asker, room.without(counted + asked))
    if given := {kind: answer for kind, answer in answers.items() if answer}:
        wanted = replace(wanted, answers={**wanted.answers, **given})
        tables = intake.take(found, wanted, chosen, aside, names)
    return tables, counted + asked + len(answers)


def _open(tables: Taken) -> Iterator[Question]:
    """Yield what is open of the cells of files, and what must be said before there is a table."""
    for item in tables.refused:
        if isinstance(item, Undecided):
            yield item.question
    for table in (table for group in tables.groups for table in group):
        yield from table.questions


def _several(tables: Taken, found: Sequence[Found], chosen: Sequence[str]) -> SeveralTables | None:
    """Return that the only file of a hand-in holds several tables, and nobody said which."""
    if len(found) != 1 or chosen:
        return None
    return next((item for item in tables.refused if isinstance(item, SeveralTables)), None)


def parted(
    groups: Sequence[tuple[Table, ...]], bench: Bench, organization: Organization
) -> tuple[list[tuple[Table, ...]], list[str]]:
    """Return which of several are to be added, and the datasets that hold the others' very rows.

    So a hand-in that was killed between two datasets is finished by the same command. A table by
    itself is never parted: that it is there, or its name is taken, is said.
    """
    if len(groups) == 1:
        return list(groups), []
    new: list[tuple[Table, ...]] = []
    present: list[str] = []
    for group in groups:
        if own := holder(group, bench, organization):
            present.append(own)
        else:
            new.append(group)
    return new, present


def holder(group: Sequence[Table], bench: Bench, organization: Organization) -> str:
    """Return the name of the body's dataset that holds the very rows of tables; "" for none."""
    wanted = {table.conversion.table.file.sha256 for table in group}
    own = (item for item in bench.tree.datasets if item.organization == organization.name)
    return next((item.name for item in own if wanted <= _digests(item)), "")


def alike(group: Sequence[Table], bench: Bench, organization: Organization) -> Iterator[Text]:
    """Yield what of the body's datasets has the same columns: the file may be its new version."""
    wanted = {frozenset(map(key, table.conversion.shape.header)) for table in group}
    for dataset in bench.tree.datasets:
        if dataset.organization != organization.name or dataset.withdrawal is not None:
            continue
        if any(_columns(item) in wanted for item in dataset.resources):
            yield Text(
                f"{dataset.name} も同じ列の表です。その新しい版や新しい年なら、"
                f"`opendata update {dataset.name} ファイル` を使ってください。",
                f"{dataset.name} has the same columns. A new version or year of it goes in with "
                f"`opendata update {dataset.name} FILE`.",
            )
            return


def _columns(item: Resource) -> frozenset[str]:
    schema = item.properties.get("schema", {})
    fields = schema.get("fields", []) if isinstance(schema, dict) else []
    return frozenset(key(str(field.get("name", ""))) for field in fields)


def _digests(dataset: Dataset) -> set[str]:
    return {item.file.sha256 for item in dataset.resources if item.file is not None}
