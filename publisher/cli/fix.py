"""`opendata fix`: show what can be proven mended in a file, and write it on request."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publisher.cli.context import echo_json, instance_here, room, say
from publisher.cli.options import text_or_json
from publisher.errors import DataRefused, OpendataError, SettingsError, UsageError
from publisher.words import Text, cut

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from publisher.desk.bench import Bench
    from publisher.model import Dataset, Resource
    from publisher.tidy.mend import Asked
    from publisher.tidy.outcome import Outcome, Passed


@click.command()
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--write", is_flag=True, help="Write it; otherwise it is only shown / 書き込む")
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="ID=VALUE",
    help="Answer a question; its part before the first colon answers all of its kind / 質問に答える",
)
@click.option(
    "--keep-eras",
    is_flag=True,
    help="Keep era dates in a column of their own / 和暦も別の列に残す",
)
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the tables; the file itself is then not touched / 書き込み先のフォルダ",
)
@click.option(
    "--all", "is_whole", is_flag=True, help="Show every cell of the diff / 変わるセルをすべて見せる"
)
@text_or_json
def command(
    paths: tuple[Path, ...],
    write: bool,
    answers: tuple[str, ...],
    keep_eras: bool,
    to: Path | None,
    is_whole: bool,
    form: str,
) -> None:
    """Show what can be proven mended in tables, cell by cell, and mend it.

    表の直せるところを、セルごとに、直す前とあとで示します。--write を付けると直します。

    Only what cannot change a meaning is mended; everything else is a question with its choices,
    and stays as it is until answered. Names of people, places and things are never changed.
    A CSV is replaced whole or not at all; the tables of a workbook are written beside it as CSV,
    and the workbook stays as it is. A file of a dataset keeps its description and history.

    \b
    Examples / 例:
      opendata fix 一覧.csv                       show, change nothing
      opendata fix 一覧.csv --all                 every cell of the diff
      opendata fix 一覧.csv --write
      opendata fix 人口.xlsx --write --keep-eras
      opendata fix 一覧.csv --answer line-breaks=space --write

    Exit codes: 0 shown or written, questions too · 1 no table that can be read · 2 wrong usage ·
    5 broken surroundings.
    """
    from publisher.cli.desk import mend_answers
    from publisher.desk import mending_files

    given = mend_answers(answers)
    here = _bench()
    listed = mending_files.listed(paths)
    passed = list(listed.passed)
    homes: dict[str, _Home | None] = {}
    found: list[Outcome] = []
    failures: list[OpendataError] = []
    for path in listed.files:
        home = _home(path, here)
        if path not in paths and home is not None and home.is_original:
            continue  # the dataset keeps it as it was handed in; its table stands beside it
        asked = _asked(here, home, given, keep_eras=keep_eras)
        try:
            homes[str(path)] = home if to is None else None
            found.append(_prepared(path, asked, to, home))
        except OpendataError as error:
            is_data = isinstance(error, DataRefused)
            if is_data and (said := listed.refused(path, error.what)):
                passed.append(said)
            else:
                failures.append(error)
    _known(given, found, is_whole=not failures)
    found, made, clashes = mending_files.apart(found)
    failures += clashes
    if write:
        found = [_put(outcome, homes[outcome.path], here) for outcome in found]
    _show(found, (*passed, *made), form, is_whole=is_whole)
    _end(failures)


def _prepared(path: Path, asked: Asked, to: Path | None, home: _Home | None) -> Outcome:
    from publisher.desk import mending, mending_columns

    found = mending.prepare(path, asked, to=to)
    if home is None or to is not None:
        return found
    return mending_columns.settled(found, _entry(home), asked)


class _Home:
    """The dataset and resource that a file is of, and its municipality."""

    def __init__(self, dataset: Dataset, resource: Resource, body: str | None) -> None:
        self.dataset = dataset
        self.resource = resource
        self.body = body

    @property
    def is_original(self) -> bool:
        """Say whether another file of the dataset was made from it."""
        from publisher.checks.dataset import originals

        return self.resource.path in originals(self.dataset)


def _bench() -> Bench | None:
    """Return the instance here, None outside of one: a bare file needs none."""
    from publisher.cli.desk import bench

    try:
        instance_here()
    except SettingsError:
        return None
    return bench()


def _home(path: Path, here: Bench | None) -> _Home | None:
    if here is None:
        return None
    resolved = path.resolve()
    for dataset in here.tree.datasets:
        folder = (here.instance.root / dataset.folder).resolve()
        for resource in dataset.resources if resolved.is_relative_to(folder) else ():
            if (folder / resource.path).resolve() == resolved:
                code = dataset.name[:6]
                return _Home(dataset, resource, code if code.isdecimal() else None)
    return None


def _asked(
    here: Bench | None, home: _Home | None, answers: Mapping[str, str], *, keep_eras: bool
) -> Asked:
    from publisher import municipalities, standards
    from publisher.tidy.mend import KEEP_ERAS, Asked

    root = here.instance.root if here else None
    schema: Any = _entry(home).get("schema") if home else None
    return Asked(
        standards=here.standards if here else standards.load(),
        municipalities=municipalities.load(root),
        schema=schema if isinstance(schema, dict) else None,
        body=home.body if home else None,
        answers=answers,
        wishes=frozenset({KEEP_ERAS} if keep_eras else ()),
    )


def _entry(home: _Home) -> Mapping[str, Any]:
    listed = home.dataset.descriptor.get("resources", [])
    return next((item for item in listed if item.get("name") == home.resource.name), {})


def _known(given: Mapping[str, str], found: Sequence[Outcome], *, is_whole: bool) -> None:
    """Raise UsageError for an answer that no question was asked for, or that is none of its choices."""
    answered = {item.id for outcome in found for item in outcome.result.answered}
    reached = answered | {name.partition(":")[0] for name in answered}
    questions = [item for outcome in found for item in outcome.result.questions]
    for name, value in given.items():
        if name in reached:
            continue
        asked = next((item for item in questions if name in {item.id, _kind(item.id)}), None)
        if asked is None and not is_whole:
            continue  # it may belong to a file that could not be read
        choices = asked.choices if asked else ()
        listed = ", ".join(
            [choice.value for choice in choices] or sorted(item.id for item in questions)
        )
        raise UsageError(
            Text("その質問か答えはありません", "There is no such question or answer"),
            where=f"--answer {cut(name)}={cut(value)}",
            next_step=Text(
                f"このどれかです: {cut(listed, 500) or '（質問はありません）'}",
                f"One of these: {cut(listed, 500) or '(nothing is asked)'}",
            ),
        )


def _kind(question: str) -> str:
    return question.partition(":")[0]


def _put(outcome: Outcome, home: _Home | None, here: Bench | None) -> Outcome:
    from publisher.desk import mending, mending_dataset

    if home is None or here is None or not outcome.is_changed:
        return mending.put(outcome)
    return mending_dataset.put(outcome, home.dataset, home.resource, here)


def _show(found: Sequence[Outcome], passed: Sequence[Passed], form: str, *, is_whole: bool) -> None:
    from publisher.render import fix_json, fix_text

    if form == "json":
        echo_json(fix_json.document(found, passed))
    elif found or passed:
        for line in fix_text.lines(found, room=room(), passed=passed, is_whole=is_whole):
            say(line)


def _end(failures: Sequence[OpendataError]) -> None:
    """Raise the first failure after the others are told."""
    from publisher.cli import report

    for error in failures[1:]:
        report(error)
    if failures:
        raise failures[0]
