"""frictionless on one input, as its documentation has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.ours import Told

LIMIT = 10**9
"""Errors: frictionless stops at a thousand unless told otherwise."""


def file(path: Path, schema: dict[str, Any]) -> Iterator[Told]:
    """Yield what is wrong with a CSV or the first sheet of a workbook."""
    from frictionless import Schema
    from frictionless.resources import TableResource

    resource = TableResource(
        path=path.name, basepath=str(path.parent), schema=Schema.from_descriptor(schema)
    )
    yield from _told(resource.validate(limit_errors=LIMIT))


def packages(folder: Path) -> Iterator[Told]:
    """Yield what is wrong with every package below a folder."""
    from frictionless import Package

    for place in sorted(folder.iterdir()):
        yield from _told(Package(str(place / "datapackage.json")).validate(limit_errors=LIMIT))


def _told(report: Any) -> Iterator[Told]:
    for task in report.tasks:
        for error in task.errors:
            row = getattr(error, "row_number", None)
            yield error.type, row, getattr(error, "field_number", None), error.note
