"""S008: names of persons in the properties of a workbook and on its comments, never shown."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.books.book import Workbook
from publisher.findings import Severity
from publisher.rules.examples import BookExample, SheetExample, book
from publisher.rules.rule import Certainty, Hit, OfWorkbook, Rule
from publisher.words import Text

_ROWS = (("地区", "人口（人）"), ("北町", 10), ("南町", 20))
_NAMES = {
    "creator": Text("作成者", "author"),
    "lastModifiedBy": Text("最終更新者", "last modified by"),
    "manager": Text("管理者", "manager"),
    "company": Text("会社名", "company"),
    "Manager": Text("管理者", "manager"),
    "Company": Text("会社名", "company"),
    "printed-by": Text("印刷した人", "printed by"),
    "comments": Text("コメントを書いた人の名前", "author of comments"),
}


def _check(workbook: Workbook) -> Iterator[Hit]:
    things = (thing for sheet in workbook.sheets for thing in sheet.comments.first)
    told = (*workbook.personal_properties, *["comments" for thing in things if thing.has_author])
    if told:
        names = [_NAMES.get(name, Text(name, name)) for name in told]
        yield Hit(
            values={
                "names": Text(
                    "・".join(dict.fromkeys(name.ja for name in names)),
                    ", ".join(dict.fromkeys(name.en for name in names)),
                )
            }
        )


RULE = Rule(
    id="S008",
    name="author-names",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("ファイルの情報に名前が残っている", "Names in the file's properties"),
    why=Text(
        "だれが作ったかが、公開したファイルから分かってしまいます。",
        "Whoever takes the file can see who made it.",
    ),
    fix=Text(
        "Excelの「ファイル」→「情報」→「問題のチェック」→「ドキュメント検査」で消してください。",
        "Remove personal data in Excel: File > Info > Check for Issues > Inspect Document.",
    ),
    message=Text(
        "ファイルの情報に{names}が残っています（値は表示しません）。「ドキュメント検査」で消せます。",
        "The file's properties hold: {names} (not shown). Inspect Document removes them.",
    ),
    decides=Text(
        "作成者などの欄やコメントに書いた人の名前があれば知らせます。課の名前かもしれないので、確認とします。",
        "Says when these properties or a comment name anybody; it may be a division, so it is likely.",
    ),
    bad=(
        BookExample(
            sheets=(SheetExample(rows=_ROWS),),
            creator="山田",
            shows="作成者の欄に名前",
            shows_en="a name as the author",
        ),
    ),
    good=(book(*_ROWS),),
    check=OfWorkbook(_check),
)
