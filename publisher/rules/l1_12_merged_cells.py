"""L1-12: merged cells."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.books.book import Sheet
from publisher.findings import Severity
from publisher.rules.examples import book, csv
from publisher.rules.rule import Hit, OfSheet, Rule, TableHead
from publisher.words import Text

_MORE = Text(
    "このほかにも、結合したセルが{count}か所あります。すべて解除してください。",
    "{count} more {count:area of cells is|areas of cells are} merged. Unmerge all of them.",
)


def _check(sheet: Sheet, table: TableHead) -> Iterator[Hit]:  # noqa: ARG001  merges are merges
    for area in sheet.merges.first:
        yield Hit(address=area.address, values={"area": area.address})
    if more := sheet.merges.total - len(sheet.merges.first):
        yield Hit(message=_MORE, values={"count": more})


RULE = Rule(
    id="L1-12",
    name="merged-cells",
    severity=Severity.ERROR,
    title=Text("セルが結合されている", "Merged cells"),
    official_title="【Excel】セルの結合をしていないか",
    numbers_2020=("1-4",),
    why=Text(
        "結合したセルの値は左上の1つにしか残らず、ほかの行や列では空になります。",
        "Only the upper left cell keeps the value; all others read as empty.",
    ),
    fix=Text(
        "結合を解除し、同じ値を一つ一つのセルに入れてください。"
        "表の題名なら、その行を消してください。",
        "Unmerge the cells and write the value into each of them; delete the row of a title.",
    ),
    message=Text(
        "{area} が結合されています。結合を解除し、同じ値をそれぞれのセルに入れてください"
        "（題名なら、その行を消します）。",
        "{area} is merged. Unmerge it and write the value into each cell (delete it if a title).",
    ),
    decides=Text(
        "結合の記録がファイルにあれば、確実な違反とします。",
        "A merge recorded in the file is a certain violation.",
    ),
    bad=(
        book(
            ("地区", "町名", "人口"),
            ("北", "元町", 10),
            (None, "東町", 20),
            merges=("A2:A3",),
            shows="A2:A3 を結合",
            shows_en="A2:A3 is merged",
        ),
        book(
            ("地区", "人口", None),
            ("北", 10, 11),
            ("南", 20, 21),
            merges=("B1:C1",),
            shows="項目名の B1:C1 を結合",
            shows_en="B1:C1 of the header is merged",
        ),
    ),
    good=(
        book(("地区", "町名", "人数"), ("北", "元町", 10), ("北", "東町", 20)),
        csv("地区,町名,人数\n北,元町,10\n北,東町,20\n"),
    ),
    check=OfSheet(_check),
)
