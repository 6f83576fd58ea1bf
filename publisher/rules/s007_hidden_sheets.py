"""S007: sheets that nobody sees, and that are published all the same."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.books.book import SheetState, Workbook
from publisher.findings import Severity
from publisher.rules.examples import BookExample, SheetExample
from publisher.rules.rule import Hit, OfWorkbook, Rule
from publisher.words import Text

_ROWS = (("地区", "人口（人）"), ("北町", 10), ("南町", 20))
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RECORDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/pivotCacheRecords"


def _pivot(source: str) -> dict[str, bytes]:
    """Return the parts in which a pivot table keeps the values of a sheet."""
    folder, name = "xl/pivotCache", "pivotCacheDefinition1.xml"
    return {
        f"{folder}/{name}": (
            f'<pivotCacheDefinition xmlns="{_MAIN}"><cacheSource type="worksheet">'
            f'<worksheetSource ref="A1:B3" sheet="{source}"/></cacheSource></pivotCacheDefinition>'
        ).encode(),
        f"{folder}/_rels/{name}.rels": (
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_RECORDS}" '
            'Target="pivotCacheRecords1.xml"/></Relationships>'
        ).encode(),
        f"{folder}/pivotCacheRecords1.xml": (
            f'<pivotCacheRecords xmlns="{_MAIN}"><r><s v="北町"/><n v="10"/></r></pivotCacheRecords>'
        ).encode(),
    }


_VERY = Text(
    "マクロで隠されたシート「{name}」に値が残っています。中身を確かめ、消してください。",
    "Sheet '{name}' is hidden by a macro and still holds values. Look at it and delete it.",
)
_COPIED = Text(
    "ピボットテーブルの裏に、もとの表「{name}」の値がすべて残っています。"
    "見えなくても公開されます。ピボットテーブルを値として貼り付け直し、もとのものは消してください。",
    "Behind a pivot table every value of its source ('{name}') is kept and would be published. "
    "Paste the pivot table as values and delete the old one.",
)
_UNNAMED = Text("名前のない表", "without a name")


def _check(workbook: Workbook) -> Iterator[Hit]:
    for sheet in workbook.sheets:
        if sheet.state is not SheetState.VISIBLE and sheet.rows:
            yield Hit(
                sheet=sheet.name,
                values={"name": sheet.name},
                message=_VERY if sheet.state is SheetState.VERY_HIDDEN else None,
            )
    for source in workbook.copied_sources:
        yield Hit(message=_COPIED, values={"name": source or _UNNAMED})


RULE = Rule(
    id="S007",
    name="hidden-sheets",
    severity=Severity.ERROR,
    title=Text("非表示のシートに値が残っている", "A hidden sheet that holds values"),
    why=Text(
        "隠したつもりの元資料が、だれにでも見られます。",
        "What was meant to be hidden is published with the file.",
    ),
    decides=Text(
        "値のある非表示のシートを確実な違反とします。"
        "xlsxでは、今のシートにない表の値が、ピボットテーブルの裏に残っていないかも見ます。",
        "Hidden sheets that hold values are a certain violation. In xlsx so are values of a table "
        "that no sheet shows and that a pivot table keeps.",
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
        BookExample(
            sheets=(SheetExample(rows=_ROWS, name="一覧"),),
            parts=_pivot("元資料"),
            shows="消したシート「元資料」の値が、ピボットテーブルの裏に残っている",
            shows_en="a pivot table keeps the values of a sheet that was deleted",
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
        BookExample(
            sheets=(SheetExample(rows=_ROWS, name="一覧"),),
            parts=_pivot("一覧"),
            shows="ピボットテーブルのもとは、見えているシート",
            shows_en="a pivot table of a sheet that is shown",
        ),
    ),
    check=OfWorkbook(_check),
)
