"""Where a person's contact is looked for: names of files and sheets, headers, cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from publisher.books.book import Workbook
from publisher.rules.above_data import cells_above_data
from publisher.rules.rule import (
    AnyFile,
    Cell,
    Hit,
    Interest,
    OfAnyFile,
    OfTable,
    OfWorkbook,
    TableHead,
    Watch,
)
from publisher.words import Text

Has = Callable[[str], bool]


def checks(
    has: Has, some: str, *, in_name: Text, in_sheet: Text
) -> tuple[OfAnyFile, OfWorkbook, OfTable]:
    """Return the checks of a rule for texts that `has` tells; `some` finds at least all of them.

    `in_name` and `in_sheet` are the messages where a file or sheet is so named.
    """
    return (
        OfAnyFile(partial(_names, has, in_name)),
        OfWorkbook(partial(_sheets, has, in_sheet)),
        OfTable(partial(_Watch, has, some)),
    )


def _names(has: Has, message: Text, file: AnyFile) -> Iterator[Hit]:
    if any(map(has, file.names)):
        yield Hit(message=message)


def _sheets(has: Has, message: Text, workbook: Workbook) -> Iterator[Hit]:
    for sheet in workbook.sheets:
        if has(sheet.name):
            yield Hit(message=message, sheet=sheet.name)


class _Watch(Watch):
    def __init__(self, has: Has, some: str) -> None:
        self.has = has
        self.some = some

    def start(self, table: TableHead) -> Iterator[Hit]:
        for cell in cells_above_data(table):
            if self.has(cell.text):
                yield Hit(cell=cell, is_above_header=True)

    def interests(self) -> Iterator[Interest]:
        yield Interest(finds=self.some)

    def cell(self, cell: Cell) -> Iterator[Hit]:
        if self.has(cell.text):
            yield Hit(cell=cell)
