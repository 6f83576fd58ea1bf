"""The workbooks that officers really sent, where the environment names their folder (REALDATA)."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlrd

from publisher.books.book import Form
from publisher.books.open import open_book
from publisher.files import SmallFile
from tests.books.making import cells, openpyxl_rows, trimmed

FOLDER = os.environ.get("REALDATA")
pytestmark = pytest.mark.skipif(not FOLDER, reason="REALDATA names no folder")


def listed(*endings: str) -> Iterator[dict[str, str]]:
    with (Path(FOLDER or "") / "MANIFEST.tsv").open(encoding="utf-8", newline="") as stream:
        for line in csv.DictReader(stream, delimiter="\t"):
            if line["path"].endswith(endings):
                yield line


def file_of(line: dict[str, str]) -> SmallFile:
    return SmallFile((Path(FOLDER or "") / line["path"]).read_bytes())


def test_every_cell_of_every_xlsx_is_openpyxls() -> None:
    """Values and types, sheet by sheet."""
    count = 0
    for line in listed(".xlsx"):
        file = file_of(line)
        book = open_book(file)
        for name in book.table_names:
            ours, theirs = cells(book, name), openpyxl_rows(file, name)
            count += sum(map(len, ours))

            assert theirs == ours, (line["path"], name)
            assert [list(map(type, row)) for row in theirs] == [
                list(map(type, row)) for row in ours
            ]

    assert count > 100_000


def test_every_cell_of_every_xls_is_xlrds() -> None:
    """Numbers, texts and booleans; dates and errors have tests of their own."""
    for line in listed(".xls"):
        file = file_of(line)
        old = xlrd.open_workbook(file_contents=file.content)
        book = open_book(file)
        for name in book.table_names:
            sheet = old.sheet_by_name(name)
            theirs = trimmed([list(map(plain, sheet.row(at))) for at in range(sheet.nrows)])

            assert theirs == cells(book, name), (line["path"], name)


def plain(cell: Any) -> Any:
    if cell.ctype in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
        return None
    return bool(cell.value) if cell.ctype == xlrd.XL_CELL_BOOLEAN else cell.value


def test_the_facts_are_those_of_the_list() -> None:
    """Sheets, merged ranges, author's names and formulas, as the list of the files counted them."""
    seen = 0
    for line in listed(".xlsx", ".xls"):
        facts = open_book(file_of(line)).facts
        sheets = re.search(r"(\d+) sheets", line["detected"])
        merges = re.search(r"(\d+) merged", line["detected"])
        formulas = re.search(r"formula text in (\d+)", line["detected"])
        seen += bool(merges) + bool(formulas)

        assert int(sheets[1] if sheets else 1) == len(facts.sheets)
        assert int(merges[1] if merges else 0) == sum(sheet.merges.total for sheet in facts.sheets)
        if formulas:
            assert int(formulas[1]) == sum(sheet.formulas.total for sheet in facts.sheets)
        if facts.form is Form.XLSX:
            assert ("author name" in line["detected"]) == bool(facts.personal_properties)

    assert seen > 4
