"""S010: names of persons among the bodies that run, own or founded a place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import csv
from publisher.rules.rule import (
    Cell,
    Certainty,
    Hit,
    Interest,
    NotApplicable,
    OfTable,
    Outcome,
    Rule,
    TableHead,
    Watch,
)
from publisher.rules.surnames import is_like_a_person
from publisher.tables.columns import Column, Kind
from publisher.tables.record import text_of
from publisher.words import Text

_LABEL = re.compile(
    r"(?:設置|開設|運営|経営|所有|管理|営業|届出|申請)(?:者|主体|主)(?:名|名称|氏名)?(?:[_(].*)?$"
)
_BODY = (
    r"法人|会社|組合|[市区町村県府都国道]立?$|[会社団院園校寺店屋堂館所部課室局組家荘亭塾班連]$"
    r"|商店|商事|建設|工務|工業|産業|製作|食品|医院|病院|歯科|薬局|電機|電気|印刷|運輸|運送|石油|設備|造園|不動産"
)
_IS_BODY = re.compile(_BODY)
_LEAST = 3
_WHOLE = Text(
    "「{label}」は、個人の名前の列のようです。公開してよいか確かめ、だめなら列ごと消してください。",
    "'{label}' seems to be a column of persons' names. Make sure they may be public, or delete it.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        named = [
            item for item in table.columns if item.kind is Kind.TEXT and _LABEL.search(item.key)
        ]
        whole = [item for item in named if _is_whole(item, table)]
        self.columns = frozenset(item.position for item in named if item not in whole)
        for column in whole:
            yield Hit(
                record=table.layout.header,
                position=column.position,
                message=_WHOLE,
                values={"label": column.label},
            )
        if not named:
            yield NotApplicable()

    def interests(self) -> Iterator[Interest]:
        if self.columns:
            yield Interest(
                columns=self.columns, unless=".*(?:法人|会社|組合).*|.*[市区町村県国会社園]"
            )

    def cell(self, cell: Cell) -> Iterator[Hit]:
        if _is_person(cell.text):
            yield Hit(cell=cell)


def _is_person(text: str) -> bool:
    plain = unicodedata.normalize("NFKC", text).strip()
    return not _IS_BODY.search(plain) and is_like_a_person(plain)


def _is_whole(column: Column, table: TableHead) -> bool:
    """Say whether half of the first values are persons, so that it is a column of persons."""
    index = column.position - 1
    cells = (row.cells[index] for row in table.sample if index < len(row.cells))
    texts = [text for cell in cells if (text := text_of(cell).strip())]
    return len(texts) >= _LEAST and 2 * sum(map(_is_person, texts)) >= len(texts)


RULE = Rule(
    id="S010",
    name="private-names",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("設置者などの列に個人の名前", "Names of persons among bodies"),
    why=Text(
        "個人の名前が公開されると、取り返しがつきません。",
        "A person's name cannot be taken back once it is public.",
    ),
    fix=Text(
        "公開してよい名前かを確かめ、そうでなければ「個人」に替えてください。",
        "Make sure that the name may be public; if not, write 個人 (a private person).",
    ),
    message=Text(
        "個人の名前らしい値があります（値は表示しません）。公開してよいか確かめ、だめなら「個人」に替えてください。",
        "There is what looks like a person's name (not shown). Make sure it may be public, or write 個人.",
    ),
    decides=Text(
        "設置者や所有者などの列で、よくある名字で始まり、法人や団体の語がないものを疑います。",
        "Likely in columns of owners and the like: a frequent surname, and no word of a body.",
    ),
    bad=(
        csv("名称,施設設置者\n北保育園,奈良市\n南保育園,山田太郎\n"),
        csv("病院,管理者\n東病院,山田太郎\n西病院,鈴木 花子\n北病院,佐藤一郎\n"),
        csv("名称,所有者\n灯籠,（宗）東寺\n屏風,中島 ひとみ\n"),
    ),
    good=(
        csv("名称,施設設置者\n北保育園,奈良市\n南保育園,社会福祉法人山田会\n東保育園,個人\n"),
        csv("名称,運営者\n直売所,中村商店\n茶屋,高橋屋\n広場,小林建設\n資料館,石川県\n"),
        csv("名称,代表者\n東商店,山田太郎\n"),
        csv("名称,管理者\n橋,中央図書館\n公園,大橋公園管理事務所\n水路,西田原自治会\n"),
    ),
    check=OfTable(_Watch),
)
