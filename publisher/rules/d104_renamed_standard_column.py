"""D104: columns of a standard dataset under other names than the standard's."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.rule import Hit, NotApplicable, OfTable, Outcome, Rule, TableHead, Watch
from publisher.rules.standard_columns import followed, title_of
from publisher.rules.standard_examples import table
from publisher.standards import How, Renaming
from publisher.tables.record import text_of
from publisher.words import Text

SHOWN = 5
"""Columns that are told one by one; more are told together."""
_MANY = Text(
    "標準の「{title}」と名前の違う列が{count}あります（{pairs}など）。標準の名前にすると、"
    "ほかの市町村のデータと一緒に使えます。",
    "{count} {count:column is|columns are} not named as in the standard {title} ({pairs} …). "
    "With its names the data can be used with those of other bodies.",
)
_EDITION = Text(
    "「{seen}」は別の版の列名です。標準の「{title}」では「{name}」です。",
    "'{seen}' is another edition's name of the column; in the standard {title} it is '{name}'.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        found = followed(table)
        if found is None:
            yield NotApplicable()
            return
        header, title = table.layout.header, title_of(found)
        if len(found.renamed) > SHOWN:
            pairs = "、".join(f"{_cut(item)}→{item.name}" for item in found.renamed[:2])
            count = len(found.renamed)
            yield Hit(
                record=header,
                message=_MANY,
                values={"title": title, "count": count, "pairs": Text(pairs, pairs)},
            )
            return
        for item in found.renamed:
            labels = [text_of(cell) for cell in header.cells] if header else []
            yield Hit(
                record=header,
                position=labels.index(item.seen) + 1 if item.seen in labels else None,
                message=_EDITION if item.how is How.EDITION else None,
                values={"title": title, "seen": item.seen, "name": item.name},
            )


def _cut(item: Renaming) -> str:
    return " ".join(item.seen.split())[:40]


RULE = Rule(
    id="D104",
    name="renamed-standard-column",
    severity=Severity.INFO,
    title=Text(
        "標準データセットと列の名前が違う", "A standard dataset's column under another name"
    ),
    why=Text(
        "同じ列だとプログラムには分からず、まとめて使えません。",
        "Programs do not see that it is the same column.",
    ),
    fix=Text("列の名前を標準のものに変えてください。", "Give the column the standard's name."),
    message=Text(
        "「{seen}」は、標準の「{title}」では「{name}」です。列の名前を変えてください。",
        "In the standard {title} the column '{seen}' is called '{name}'. Rename it.",
    ),
    decides=Text(
        "全角と半角、かっこ、空白の違いは数えません。"
        "長音と線、番号、よく見る別の名前、別の版の名前、英語の名前を標準の名前に結びます。",
        "Width, brackets and spaces do not count. Look-alike dashes, numbering, names known from "
        "other files, other editions and English names are led back to the standard's name.",
    ),
    bad=(
        table("fire_hydrant", renamed={"NO": "①NO"}),
        table("fire_hydrant", renamed={"住所": "所在地_連結表記"}),
        table(
            "aed", renamed={"都道府県コード又は市区町村コード": "都道府県コ―ド又は市区町村コ―ド"}
        ),
        table(
            "aed",
            renamed={
                "名称": "name",
                "名称_カナ": "fullNameInKana",
                "住所": "address",
                "緯度": "latitude",
                "経度": "longitude",
                "設置位置": "installationPosition",
            },
        ),
    ),
    good=(table("fire_hydrant"), table("evacuation_space")),
    check=OfTable(_Watch),
)
