"""What commands share at their root: the instance, its tree, today, and writing output."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publisher import clock, instance, tree, vocabularies
from publisher.cli import json_text
from publisher.errors import SettingsError
from publisher.findings import Report, Severity
from publisher.instance import Instance
from publisher.model import Tree
from publisher.vocabularies import Vocabularies
from publisher.words import Text, mask_lines

if TYPE_CHECKING:
    from publisher.check import BareFile
    from publisher.tables.engine import Engine

UNFOLDED = 10_000
"""Columns of a file or a pipe: nothing is folded there, so that each line can be searched."""

_PIECES = 10_000
"""Pieces of a document that are written at once."""
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """An instance with everything that is read once per command."""

    instance: Instance
    tree: Tree
    vocabularies: Vocabularies
    today: dt.date


def instance_here() -> Instance:
    """Return the instance at or above the working folder; raises SettingsError."""
    return instance.load(instance.find_root(Path.cwd()))


def workplace(here: Instance | None = None) -> Workplace:
    """Read the instance and its tree; raises OpendataError where they cannot be read."""
    here = here or instance_here()
    return Workplace(
        instance=here,
        tree=tree.load(here.root),
        vocabularies=vocabularies.load(here.root),
        today=clock.today(here.time_zone),
    )


def checked(
    here: Workplace, *, before: Tree | None = None, only: Collection[str] | None = None
) -> Report:
    """Return the verdict of all rules on the tree; raises SettingsError for an unknown rule."""
    from publisher import municipalities, standards
    from publisher.check import check
    from publisher.checks.memory import Memory
    from publisher.checks.pool import Pool
    from publisher.cli import progress

    files = sum(len(dataset.resources) for dataset in here.tree.datasets)
    with progress.of_files(files if only is None else len(only)) as tell:
        memory = Memory(here.instance.state / "check", Pool(tell))
        report = check(
            here.tree,
            vocabularies=here.vocabularies,
            today=here.today,
            engine=engine(),
            standards=standards.load(here.instance.root),
            municipalities=municipalities.load(here.instance.root),
            severities=severities(here.instance),
            before=before,
            only=only,
            judge=memory,
        )
    if only is None:
        memory.forget_others()
    return report


def checked_files(files: Iterable[BareFile], here: Instance | None) -> Report:
    """Return the verdict on bare files, by the instance's own weights where there is one."""
    from publisher import municipalities, standards
    from publisher.check import BareFile, check_files
    from publisher.cli import progress

    chosen = tuple(files)
    # Every byte is read twice: once for the encoding, once for the table.
    with progress.of_bytes(2 * sum(bare.file.size for bare in chosen)) as tick:
        return check_files(
            [BareFile(bare.path, progress.Watched(bare.file, tick)) for bare in chosen],
            engine=engine(),
            standards=standards.load(here.root if here else None),
            municipalities=municipalities.load(here.root if here else None),
            severities=severities(here) if here else None,
        )


def engine() -> Engine:
    """Return the table engine."""
    from publisher.engine.engine import CompiledEngine

    return CompiledEngine()


def severities(here: Instance) -> Mapping[str, Severity]:
    """Return the instance's own weights; raises SettingsError where there is no such rule."""
    from publisher.rules import find
    from publisher.tables import fault_words

    for rule in here.severities:
        if find(rule) is None and rule not in fault_words.WORDS:
            raise SettingsError(
                Text(f"ルール {rule} はありません", f"There is no rule {rule}"),
                where=f"{here.root / instance.FILE} [rules]",
                next_step=Text(
                    "ルールの番号は datasets/RULES.md にあります。",
                    "docs/rules.md lists the rules by their ids.",
                ),
            )
    return here.severities


def say(line: str, *, is_open: bool = False) -> None:
    """Write a line to standard output, or its beginning.

    A reader who left (`| head`) does not end the work.
    """
    try:
        click.echo(line, nl=not is_open)
    except BrokenPipeError:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 # until the end


def room() -> int:
    """Return the columns of the reader's terminal; plenty where the output goes elsewhere."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or UNFOLDED
    except (OSError, ValueError):
        return UNFOLDED


def echo_json(document: Any) -> None:
    """Write a JSON document to standard output, readable, in UTF-8, without a person's number."""
    text = json_text.pieces(_hidden(document))
    while part := "".join(islice(text, _PIECES)):
        say(part, is_open=True)
    say("")


def _hidden(value: Any) -> Any:
    if isinstance(value, dict):
        return {_hidden(key): _hidden(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_hidden(item) for item in value]
    if isinstance(value, str) and not _UUID.fullmatch(value):
        return mask_lines(value)
    return value
