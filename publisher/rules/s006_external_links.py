"""S006: a workbook whose values hang on other workbooks."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.books.book import Workbook
from publisher.findings import Severity
from publisher.rules.examples import BookExample, SheetExample, book
from publisher.rules.rule import Hit, OfWorkbook, Rule
from publisher.words import Text

_ROWS = (("地区", "人口（人）"), ("北町", 10), ("南町", 20))
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"


def _check(workbook: Workbook) -> Iterator[Hit]:
    if workbook.external_links:
        yield Hit(
            values={"count": len(workbook.external_links), "name": workbook.external_links[0]}
        )


RULE = Rule(
    id="S006",
    name="external-links",
    severity=Severity.WARNING,
    title=Text("ほかのブックを参照している", "A workbook that refers to others"),
    why=Text(
        "参照先は公開されないので値が壊れます。職場のフォルダの名前も見えてしまいます。",
        "The other file is not published, so values break, and names of your folders show.",
    ),
    fix=Text(
        "「データ」→「リンクの編集」（または「ブックのリンク」）で解除し、値にして保存してください。",
        "Break the links (Data > Edit Links or Workbook Links), so that values stay, and save it again.",
    ),
    message=Text(
        "ほかのブック「{name}」など{count}件を参照しています。リンクを解除し、値にしてください。",
        "It refers to {count} other {count:workbook|workbooks} ('{name}'). Break the links and "
        "keep the values.",
    ),
    bad=(
        BookExample(
            sheets=(SheetExample(rows=_ROWS),),
            parts={
                "xl/externalLinks/externalLink1.xml": (
                    b'<?xml version="1.0"?><externalLink xmlns="http://schemas.openxmlformats.org/'
                    b'spreadsheetml/2006/main"/>'
                ),
                "xl/externalLinks/_rels/externalLink1.xml.rels": (
                    f'<?xml version="1.0"?><Relationships xmlns="{_RELATIONS}"><Relationship '
                    f'Id="rId1" Type="{_LINK}" Target="totals.xlsx" TargetMode="External"/>'
                    "</Relationships>"
                ).encode(),
            },
            shows="別のブック totals.xlsx への参照",
            shows_en="a reference to another workbook",
        ),
    ),
    good=(book(*_ROWS),),
    check=OfWorkbook(_check),
)
