"""Our engine on one input: what a user's process does, imports included."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publisher.engine.engine import CompiledEngine
from publisher.files import DiskFile
from publisher.tables import encoding as encodings
from publisher.tables.dialect import Dialect
from publisher.tables.engine import Subject
from publisher.tables.record import Table
from publisher.tables.text_table import TextTable

Told = tuple[str, int | None, int | None, str]
TOGETHER = 100
"""Packages that a worker takes at once."""


def csv_file(path: Path, schema: dict[str, Any]) -> Iterator[Told]:
    """Yield what is wrong with a CSV."""
    file = DiskFile(path, path.stat().st_size, "")
    return _faults(TextTable(file=file, codec="utf-8", dialect=Dialect()), schema)


def xlsx_file(path: Path, schema: dict[str, Any]) -> Iterator[Told]:
    """Yield what is wrong with the first sheet of a workbook."""
    from publisher.books.open import sheet_of

    file = DiskFile(path, path.stat().st_size, "")
    return _faults(sheet_of(file, Dialect()), schema)


def packages(folder: Path) -> Iterator[Told]:
    """Yield what is wrong with every package below a folder, by two processes."""
    from concurrent.futures import ProcessPoolExecutor

    places = sorted(folder.iterdir())
    batches = [places[at : at + TOGETHER] for at in range(0, len(places), TOGETHER)]
    with ProcessPoolExecutor(2) as pool:
        for told in pool.map(_batch, batches):
            yield from told


def checked(path: Path, schema: dict[str, Any]) -> Iterator[tuple[str, int | None, str | None]]:
    """Yield what all rules and the engine find in a dataset's CSV, as `opendata check` does."""
    from publisher import files, standards
    from publisher.checks.judging import judged
    from publisher.checks.source import Looking, Source
    from publisher.rules import RULES

    resource = {"name": "data", "path": path.name, "schema": schema}
    source = Source(
        file=files.glance(path),
        form="csv",
        path=path.name,
        resource="data",
        properties=resource,
        descriptor={"name": "bench", "resources": [resource]},
    )
    looking = Looking(rules=RULES, engine=CompiledEngine(), standards=standards.load())
    for finding in judged(source, looking).findings:
        yield finding.rule, finding.place.row, finding.place.column


def _batch(places: list[Path]) -> list[Told]:
    return [one for place in places for one in _package(place)]


def _package(place: Path) -> Iterator[Told]:
    descriptor = json.loads((place / "datapackage.json").read_bytes())
    for resource in descriptor["resources"]:
        path = place / resource["path"]
        file = DiskFile(path, path.stat().st_size, "")
        codec = encodings.decide(file).codec or "utf-8"
        table = TextTable(file=file, codec=codec, dialect=Dialect())
        yield from _faults(table, resource["schema"])


def _faults(table: Table, schema: dict[str, Any]) -> Iterator[Told]:
    subject = Subject(name="data", table=table, dialect=Dialect(), header_row=1, schema=schema)
    for fault in CompiledEngine().check(subject):
        yield fault.type, fault.row, fault.field, fault.note
