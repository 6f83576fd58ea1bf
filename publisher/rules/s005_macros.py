"""S005: a workbook with macros."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.books.book import Workbook
from publisher.findings import Severity
from publisher.rules.examples import BookExample, SheetExample, book
from publisher.rules.rule import Hit, OfWorkbook, Rule
from publisher.words import Text

_ROWS = (("地区", "人口（人）"), ("北町", 10), ("南町", 20))


def _check(workbook: Workbook) -> Iterator[Hit]:
    if workbook.has_macros:
        yield Hit()


RULE = Rule(
    id="S005",
    name="macros",
    severity=Severity.ERROR,
    title=Text("マクロが入っている", "A workbook with macros"),
    why=Text(
        "マクロはプログラムです。開いた人のパソコンで動き、危険なので多くの職場で開けません。",
        "Macros are programs that run on the reader's computer; many workplaces refuse them.",
    ),
    fix=Text(
        "「Excelブック（.xlsx）」かCSVで保存し直してください。マクロは外れます。",
        "Save it as a workbook (.xlsx) or a CSV: that takes the macros away.",
    ),
    message=Text(
        "マクロが入っています。「Excelブック（.xlsx）」として保存し直してください。",
        "It holds macros. Save it as a workbook without them (.xlsx).",
    ),
    bad=(
        BookExample(
            sheets=(SheetExample(rows=_ROWS),),
            parts={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)},
            shows="マクロ入りのブック",
            shows_en="a workbook with macros",
        ),
    ),
    good=(book(*_ROWS),),
    check=OfWorkbook(_check),
)
