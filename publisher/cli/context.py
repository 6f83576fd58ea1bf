"""What commands share at their root: the instance, its tree, today, and writing output."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from publisher import clock, instance, tree, vocabularies
from publisher.findings import Report
from publisher.instance import Instance
from publisher.model import Tree
from publisher.vocabularies import Vocabularies


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


def checked(here: Workplace) -> Report:
    """Return the verdict of all rules on the tree, tables judged by frictionless."""
    from publisher.check import check
    from publisher.tables.frictionless_engine import FrictionlessEngine

    return check(
        here.tree,
        vocabularies=here.vocabularies,
        today=here.today,
        engine=FrictionlessEngine(),
    )


def say(line: str) -> None:
    """Write a line to standard output; a reader who left (`| head`) does not end the work."""
    try:
        click.echo(line)
    except BrokenPipeError:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 # until the end


def echo_json(document: Any) -> None:
    """Write a JSON document to standard output, readable and in UTF-8."""
    say(json.dumps(document, ensure_ascii=False, indent=2))
