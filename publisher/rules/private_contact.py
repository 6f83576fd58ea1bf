"""Where a person's contact is looked for: descriptor, names of files and sheets, headers, cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from publisher.books.book import TEXTS_KEPT, Sheet, Workbook
from publisher.model import Dataset
from publisher.rules.above_data import cells_above_data
from publisher.rules.descriptor_texts import texts_of
from publisher.rules.rule import (
    AnyFile,
    Ask,
    Cell,
    Context,
    Hit,
    Interest,
    OfAnyFile,
    OfDataset,
    OfTable,
    OfWorkbook,
    TableHead,
    Watch,
)
from publisher.words import Text

Has = Callable[[str], bool]
BESIDE_CELLS = Text(
    "このシートの、セルの外（コメント、図形、印刷のヘッダー、入力規則、リンク）に、個人の番号や連絡先があります（表示しません）。消してください。",
    "Outside of its cells (comments, shapes, page heads, choices, links) the sheet holds a "
    "person's number or address (not shown). Delete it.",
)
IN_PROPERTIES = Text(
    "ファイルの情報（題名、説明、キーワード、名前の定義）に、個人の番号や連絡先があります（表示しません）。消してください。",
    "The file's properties (title, description, keywords, defined names) hold a person's number "
    "or address (not shown). Delete it.",
)

BEHIND = Text(
    "グラフ、入力規則、変更の記録、ピボットテーブルなどの裏に、個人の番号や連絡先が残っています（表示しません）。"
    "見えなくても公開されます。表を値だけで新しいファイルに移してください。",
    "Behind charts, choices, recorded changes, pivot tables or the like a person's number or "
    "address is kept (not shown) and would be published. Move the table, as values only, to a "
    "new file.",
)
_UNSEARCHED = Text(
    "グラフやピボットテーブルなど、セルの外にある文字が多すぎて、{count}件より先は個人の番号や連絡先を探していません。"
    "残りにないことを確かめましたか。表を値だけで新しいファイルに移せば、確かめは要りません。",
    "So many texts stand outside of the cells (pivot tables, charts) that those after the first "
    "{count} were not searched for personal numbers and addresses. Did a person look at them? "
    "Nobody needs to, once the table is moved as values to a new file.",
)


def checks(
    has: Has, some: str, *, in_name: Text, in_sheet: Text, in_words: Text
) -> tuple[OfDataset, OfAnyFile, OfWorkbook, OfWorkbook, OfTable]:
    """Return the checks of a rule for texts that `has` tells; `some` finds at least all of them.

    `in_name` and `in_sheet` are the messages where a file or sheet is so named, `in_words` where
    the dataset says so of itself: in its contact, its description.
    """
    return (
        OfDataset(partial(_descriptor, has, in_words)),
        OfAnyFile(partial(_names, has, in_name)),
        OfWorkbook(partial(_sheets, has, in_sheet)),
        OfWorkbook(partial(_beside_cells, has, some)),
        OfTable(partial(_Watch, has, some)),
    )


def _descriptor(has: Has, message: Text, dataset: Dataset, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    if any(map(has, texts_of(dataset.descriptor))):
        yield Hit(message=message)


def _names(has: Has, message: Text, file: AnyFile) -> Iterator[Hit]:
    if any(map(has, file.names)):
        yield Hit(message=message)


def _sheets(has: Has, message: Text, workbook: Workbook) -> Iterator[Hit]:
    for sheet in workbook.sheets:
        if has(sheet.name):
            yield Hit(message=message, sheet=sheet.name)


def unsearched(workbook: Workbook) -> Iterator[Ask]:
    """Ask where not all that is written outside of the cells was searched."""
    if workbook.has_more_texts:
        yield Ask(question=_UNSEARCHED, values={"count": f"{TEXTS_KEPT:,}"})


def _beside_cells(has: Has, some: str, workbook: Workbook) -> Iterator[Hit | Ask]:
    yield from unsearched(workbook)
    if any(map(has, workbook.texts)):
        yield Hit(message=IN_PROPERTIES)
    if is_behind(has, some, workbook):
        yield Hit(message=BEHIND)
    for sheet in workbook.sheets:
        if any(map(has, texts_of_sheet(sheet))):
            yield Hit(message=BESIDE_CELLS, sheet=sheet.name)


def is_behind(has: Has, some: str, workbook: Workbook) -> bool:
    """Say whether what no sheet shows has it; there may be a hundred thousand texts."""
    search = re.compile(some).search
    return any(has(text) for text in workbook.hidden_texts if search(text))


def texts_of_sheet(sheet: Sheet) -> Iterator[str]:
    """Yield what is written on a sheet outside of its cells."""
    yield from sheet.texts
    yield from (link.target for link in sheet.links.first)
    yield from (thing.text for thing in (*sheet.objects.first, *sheet.comments.first))


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
