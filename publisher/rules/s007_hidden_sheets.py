"""S007: sheets that nobody sees, and that are published all the same."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.books.book import SheetState, Workbook
from publisher.findings import Severity
from publisher.rules.examples import BookExample, SheetExample
from publisher.rules.rule import Hit, OfWorkbook, Rule
from publisher.words import Text

_ROWS = (("地区", "人口（人）"), ("北町", 10), ("南町", 20))
_VERY = Text(
    "マクロで隠されたシート「{name}」に値が残っています。中身を確かめ、消してください。",
    "Sheet '{name}' is hidden by a macro and still holds values. Look at it and delete it.",
)


def _check(workbook: Workbook) -> Iterator[Hit]:
    for sheet in workbook.sheets:
        if sheet.state is not SheetState.VISIBLE and sheet.rows:
            yield Hit(
                sheet=sheet.name,
                values={"name": sheet.name},
                message=_VERY if sheet.state is SheetState.VERY_HIDDEN else None,
            )


RULE = Rule(
    id="S007",
    name="hidden-sheets",
    severity=Severity.ERROR,
    title=Text("非表示のシートに値が残っている", "A hidden sheet that holds values"),
    why=Text(
        "隠したつもりの元資料が、だれにでも見られます。",
        "What was meant to be hidden is published with the file.",
    ),
    fix=Text(
        "シートを再表示して中身を確かめ、公開しないものは消してください。",
        "Unhide the sheet, look at it, and delete what is not to be published.",
    ),
    message=Text(
        "非表示のシート「{name}」に値が残っています。中身を確かめ、消してください。",
        "Hidden sheet '{name}' still holds values. Look at it and delete it.",
    ),
    bad=(
        BookExample(
            sheets=(
                SheetExample(rows=_ROWS, name="一覧"),
                SheetExample(rows=(("元資料",), ("下書き",)), name="作業用", state="hidden"),
            ),
            shows="シート「作業用」が非表示",
            shows_en="the second sheet is hidden",
        ),
    ),
    good=(
        BookExample(
            sheets=(
                SheetExample(rows=_ROWS, name="一覧"),
                SheetExample(rows=(), name="作業用", state="hidden"),
            ),
            shows="非表示のシートは空",
            shows_en="the hidden sheet is empty",
        ),
    ),
    check=OfWorkbook(_check),
)
