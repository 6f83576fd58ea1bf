"""D014: a column that is called a code and holds names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.late_pattern import late
from publisher.rules.examples import csv
from publisher.rules.rule import (
    Certainty,
    Hit,
    NotApplicable,
    OfTable,
    Outcome,
    Rule,
    TableHead,
    Watch,
)
from publisher.tables.columns import Kind
from publisher.tables.record import text_of
from publisher.words import Text

_LABEL = re.compile(r"コ[ー―]ド(?:[_(].*)?$")
_OTHER_CODES = re.compile(
    r"(?:バー|qr|二次元|文字|ソース|ドレス|カラー|電源|レ|スコアレ)コ[ー―]ド|コ[ー―]ド(?:名|の|体系|種別|有無)"
)
_NAME = late("[^0-9A-Za-z０-９Ａ-Ｚａ-ｚ]*[\u3041-\u30ff\u4e00-\u9fff][^0-9A-Za-z０-９Ａ-Ｚａ-ｚ]*")
_SHARE = 0.9


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        columns = [
            item
            for item in table.columns
            if item.kind is not Kind.EMPTY
            and _LABEL.search(item.key)
            and not _OTHER_CODES.search(item.key)
        ]
        if not columns or table.layout.header is None:
            yield NotApplicable()
            return
        for column in columns:
            index = column.position - 1
            cells = (row.cells[index] for row in table.sample if index < len(row.cells))
            texts = [text for cell in cells if (text := text_of(cell).strip())]
            names = [text for text in texts if _NAME.fullmatch(text)]
            if len(names) >= _SHARE * len(texts) > 0:
                yield Hit(
                    record=table.layout.header,
                    position=column.position,
                    values={"label": column.label, "value": names[0]},
                )


RULE = Rule(
    id="D014",
    name="names-for-codes",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("コードの列に名前が入っている", "Names in a column of codes"),
    why=Text(
        "コードで結び付けようとして、どの行も合いません。",
        "Whoever joins by the code finds no match.",
    ),
    fix=Text(
        "項目名から「コード」を取るか、コードを入れてください。",
        "Take 'code' out of the header, or enter the codes.",
    ),
    message=Text(
        "「{label}」の列に、コードではなく名前（「{value}」など）が入っています。項目名を直すか、コードを入れてください。",
        "The column '{label}' holds names ('{value}' …), no codes. Mend the header or enter codes.",
    ),
    decides=Text(
        "名前が「コード」で終わる列の、9割以上が数字も英字もない言葉のときに疑います。",
        "Likely where a header ends with code and nine of ten cells are words without digits.",
    ),
    bad=(csv("行政区コード,名称\n東灘区,図書館\n灘区,公民館\n"),),
    good=(
        csv("行政区コード,名称\n101,図書館\n102,公民館\n"),
        csv("分類コード,名称\nＡ1,図書館\nＢ2,公民館\n"),
        csv("QRコード,名称\nあり,図書館\nなし,公民館\n"),
    ),
    check=OfTable(_Watch),
)
