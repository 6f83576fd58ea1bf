"""Workbooks as officers have them, for the tests of the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

TITLED: list[list[Any]] = [
    ["地区別人口（令和6年4月1日現在）"],
    [],
    ["地区", "世帯数", "人口"],
    ["北町", 1200, "２，３４５"],
    ["南町", 800, "1,700"],
    ["※外国人を含みます。"],
]
SAID = ("--title=地区別人口", "--description=地区ごとの世帯と人口", "--licence=CC BY 4.0")


def book(
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    *,
    author: str | None = None,
    merges: Sequence[str] = (),
) -> str:
    """A workbook without a name in its properties, unless `author` is given."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for area in merges:
            sheet.merge_cells(area)
    # openpyxl itself writes its own name there.
    workbook.properties.creator = author
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)
    return str(path)
