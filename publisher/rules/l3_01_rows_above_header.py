"""L3-01: titles, notes or blank lines above the header. Where the header lies, layout.py decides."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import csv
from publisher.rules.rule import Hit, OfTable, Rule, TableHead, Watch
from publisher.tables.record import Record, text_of
from publisher.words import Text

_BLANK = Text(
    "表の上に空の行があります（項目名は{header}行目）。{count}行を消し、項目名から始めてください。",
    "Blank rows stand above the table (its header is row {header}). Delete the {count} of them, "
    "so that the file starts with the header.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Hit]:
        layout = table.layout
        if layout.header is None or not layout.above:
            return
        quoted = _first_words(layout.above)
        place = layout.header.line if table.sheet is None else layout.header.number
        yield Hit(
            record=layout.above[0],
            position=1,
            is_above_header=True,
            message=None if quoted else _BLANK,
            values={"header": place or 0, "count": len(layout.above), "quoted": quoted},
        )


def _first_words(above: tuple[Record, ...]) -> str:
    texts = (text_of(cell) for record in above for cell in record.cells)
    return next((text for text in texts if text), "")


RULE = Rule(
    id="L3-01",
    name="rows-above-header",
    severity=Severity.ERROR,
    title=Text("項目名の上に行がある", "Rows above the header"),
    why=Text(
        "題名や注記が項目名として読まれ、表全体が使えなくなります。",
        "The title is read as the header, and the whole table becomes useless.",
    ),
    fix=Text(
        "題名・注記・空の行を消し、1行目を項目名、2行目からをデータにしてください。"
        "題名や注記は、データセットの説明に書けます。",
        "Delete titles, notes and blank rows: row 1 is the header, data start at row 2. "
        "Titles and notes belong into the dataset's description.",
    ),
    message=Text(
        "表の上に{count}行あります（「{quoted}」）。項目名は{header}行目のようです。"
        "上の行を消し、項目名から始めてください。題名や注記は説明の欄に書けます。",
        "{count} rows stand above the table ('{quoted}'); its header seems to be row {header}. "
        "Delete them; titles and notes belong into the description.",
    ),
    bad=(
        csv("公衆トイレ一覧,,,\n名称,住所,緯度,経度\n生駒駅前,元町1,34.69,135.69\n"),
        csv(
            "公衆トイレ一覧\n令和6年4月1日現在\n\n名称,住所,緯度,経度\nA,元町1,34.69,135.69\nB,b,34.7,135.7\n"
        ),
        csv(",,,\n名称,住所,緯度,経度\n生駒駅前,元町1,34.69,135.69\n高山,a,34.7,135.7\n"),
        csv("人口調査,,,（単位：人）\n地区,世帯数,男,女\n北,10,11,12\n南,20,21,22\n"),
        csv("学校一覧,,\n学校名,住所,校長\n東小学校,元町,山田\n西小学校,北町,川本\n"),
        csv("#LINK\n#title,人口\n名称,人口,世帯,面積\n北,1,2,3\n南,4,5,6\n中,7,8,9\n"),
    ),
    good=(
        csv("名称,住所,緯度,経度\n生駒駅前,元町1,34.69,135.69\n"),
        csv("公衆トイレ一覧\n生駒駅前\n高山竹林園\n"),
        csv("名称,備考\n市役所,\n公民館,\n"),
        csv("令和6年度人口（人）,令和7年度人口（人）\n10,20\n"),
        csv("項目,値\n名称,市役所\n住所,東新町\n"),
        csv("年,4月,5月,6月\n2024,1,2,3\n2025,4,5,6\n"),
        csv("名称,電話,FAX,URL,備考\n市役所,,,,\n公民館,,,,\n図書館,,,,\n"),
        csv(
            "番号,名称,ふりがな,住所,備考1,備考2\n1,,,,,\n2,市役所,しやくしょ,元町,あ,い\n3,公民館,こ,北町,う,え\n"
        ),
        csv("name\ncity hall\n"),
        csv("名称,住所,緯度\n"),
    ),
    check=OfTable(_Watch),
)
