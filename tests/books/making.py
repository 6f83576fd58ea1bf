"""Workbooks for the tests: from openpyxl, and from XML by hand for what openpyxl would not write."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping
from typing import Any

import openpyxl

from publisher.books.open import open_book
from publisher.books.sheet_table import Book
from publisher.files import SmallFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_TEXTS_TYPE = (
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPES}.sharedStrings+xml"/>'
)


def saved(workbook: openpyxl.Workbook) -> SmallFile:
    out = io.BytesIO()
    workbook.save(out)
    return SmallFile(out.getvalue())


def of_rows(rows: list[list[Any]], title: str = "一覧") -> SmallFile:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return saved(workbook)


def relations(targets: Mapping[str, tuple[str, str]]) -> str:
    """The `.rels` of a part, from id to (type, target)."""
    inner = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def sheet_xml(rows: str, after: str = "", before: str = "") -> str:
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def parts(
    sheet: str | bytes,
    *,
    texts: str | None = None,
    styles: str | None = None,
    workbook: str = "",
    sheet_attributes: str = "",
    kind: str = "worksheet",
    more: Mapping[str, str | bytes] | None = None,
) -> dict[str, str | bytes]:
    """The parts of a workbook of one sheet 「表」."""
    told = {"rId1": (kind, "worksheets/sheet1.xml")}
    if texts is not None:
        told["rId2"] = ("sharedStrings", "sharedStrings.xml")
    if styles is not None:
        told["rId3"] = ("styles", "styles.xml")
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" '
            f'ContentType="{_TYPES}.sheet.main+xml"/>{_TEXTS_TYPE if texts else ""}</Types>'
        ),
        "_rels/.rels": relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{workbook}<sheets>'
            f'<sheet name="表" sheetId="1" r:id="rId1" {sheet_attributes}/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relations(told),
        "xl/worksheets/sheet1.xml": sheet,
    }
    if texts is not None:
        found["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{texts}</sst>'
    if styles is not None:
        found["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    return {**found, **(more or {})}


def zipped(found: Mapping[str, str | bytes]) -> SmallFile:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return SmallFile(out.getvalue())


def styles_of(*codes: str | int) -> str:
    """A stylesheet whose style n+1 has the n-th number format, by code or by built-in number."""
    custom = "".join(
        f'<numFmt numFmtId="{200 + at}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for at, code in enumerate(codes)
        if isinstance(code, str)
    )
    numbers = [code if isinstance(code, int) else 200 + at for at, code in enumerate(codes)]
    formats = "".join(
        f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        for number in (0, *numbers)
    )
    return (
        f"<numFmts>{custom}</numFmts><fonts><font/></fonts><fills><fill><patternFill/></fill></fills>"
        f"<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>{formats}</cellXfs>"
    )


def rows_of(file: SmallFile, sheet: str | None = None) -> list[list[Any]]:
    """The values of a sheet as we read them."""
    book = open_book(file)
    return cells(book, sheet or book.sheet_names[0])


def cells(book: Book, sheet: str) -> list[list[Any]]:
    return [list(record.cells) for record in book.records(sheet)]


def openpyxl_rows(file: SmallFile, sheet: str | None = None) -> list[list[Any]]:
    """The values of a sheet as frictionless gets them, without the blank margins."""
    with file.open() as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of missing styles and impossible dates
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        worksheet = book[sheet] if sheet else book.worksheets[0]
        return trimmed([list(row) for row in worksheet.iter_rows(values_only=True)])


def trimmed(rows: list[list[Any]]) -> list[list[Any]]:
    """Rows without blank cells at their ends, without blank rows at the end.

    Spaces are blank only beyond what the rows above reach, and in rows of nothing else.
    """
    widest = 0
    for row in rows:
        whole = [*row]
        while row and (row[-1] is None or not str(row[-1]).strip()):
            row.pop()
        if row:
            more = whole[len(row) : widest]
            while more and more[-1] in {None, ""}:
                more.pop()
            row.extend(more)
        widest = max(widest, len(row))
    while rows and not rows[-1]:
        rows.pop()
    return rows
