"""L1-05: a column without a name. What a name means is for people; that there is one is certain."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from publisher.findings import Severity
from publisher.rules.examples import csv
from publisher.rules.rule import Hit, OfTable, Rule, TableHead, Watch
from publisher.tables.record import column_letter, text_of
from publisher.words import Text


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Hit]:
        header = table.layout.header
        if header is None or not table.has_header:
            return
        blank = (
            (not text_of(cell), position) for position, cell in enumerate(header.cells, start=1)
        )
        for is_blank, run in groupby(blank, key=lambda item: item[0]):
            if is_blank:
                positions = [position for _, position in run]
                first, last = positions[0], positions[-1]
                yield Hit(record=header, position=first, values={"columns": _columns(first, last)})


def _columns(first: int, last: int) -> str:
    if first == last:
        return column_letter(first)
    return f"{column_letter(first)}–{column_letter(last)}"


RULE = Rule(
    id="L1-05",
    name="blank-header",
    severity=Severity.ERROR,
    title=Text("項目名のない列がある", "A column without a header"),
    why=Text(
        "その列が何を表すのか、だれにも分かりません。",
        "Nobody can tell what the column holds.",
    ),
    fix=Text(
        "項目名を書いてください。使っていない列は、列ごと消してください。",
        "Write a header; delete the column where it is not used.",
    ),
    message=Text(
        "{columns}列の項目名が空です。項目名を書くか、使っていない列なら列ごと消してください。",
        "Column {columns} has no header. Write one, or delete the column if it is not used.",
    ),
    numbers_2020=("1-6",),
    supersedes=frozenset({"blank-label", "blank-header"}),
    bad=(
        csv("名称,,緯度\n市役所,東新町,34.69\n"),
        csv("名称,住所,,\n市役所,東新町8-38,,\n公民館,北新町2-1,,\n"),
        csv("名称,　,緯度\n市役所,東新町,34.69\n"),
        csv(",人数\n男,10\n"),
        csv('"",""\n1,2\n'),
    ),
    good=(
        csv("名称,住所,緯度\n市役所,東新町,34.69\n"),
        csv("0,-,？\n1,2,3\n"),
        csv("名称\n市役所\n"),
        csv("名称,備考\n市役所,\n公民館,\n"),
    ),
    check=OfTable(_Watch),
)
