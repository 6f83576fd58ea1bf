"""L3-01: a table that does not begin with one row of names. Where that lies, layout.py decides."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
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
from publisher.rules.second_row import About, second_row
from publisher.tables.header_rows import is_value
from publisher.tables.layout import Layout, Reason
from publisher.tables.record import Record, filled, text_of
from publisher.words import Text

_BLANK = Text(
    "表の上に空の行があります（項目名は{header}行目）。{count}行を消し、項目名から始めてください。",
    "{count} blank {count:row stands|rows stand} above the table (its header is row {header}). "
    "Delete {count:it|them}, so that the file starts with the header.",
)
_SECOND = Text(
    "項目名が2行に分かれています（2行目は「{quoted}」など）。"
    "1行にまとめてください（例：「{example}」）。",
    "The header takes two rows (the second holds '{quoted}'). Join them into one: '{example}'.",
)
_GROUPS = Text(
    "項目名の上に、まとめの見出し（「{quoted}」など）の行があります。"
    "項目名に含めるか消して、項目名を1行目にしてください。",
    "A row of group names ('{quoted}') stands above the header. Put them into the headers or "
    "delete the row.",
)
_MARKED = Text(
    "項目名の下に、データではない行があります（「{quoted}」など{count}行）。消してください。",
    "{count} {count:row|rows} below the header {count:is|are} no data ('{quoted}'). "
    "Delete {count:it|them}.",
)
_UNITS = Text(
    "項目名の次の行に、単位だけがあります（「{quoted}」など）。"
    "「{example}」のように項目名に入れ、この行を消してください。",
    "The row below the header holds units only ('{quoted}'). Put them into the headers, like "
    "'{example}', and delete the row.",
)
_TWIN = Text(
    "項目名の次の行に、別の書き方の項目名があります（「{quoted}」など）。"
    "項目名はどちらか1行にし、もう1行は消してください。",
    "The row below the header names the columns once more ('{quoted}'). Keep one row of names and "
    "delete the other.",
)
_NUMBERED = Text(
    "項目名の次の行に、列の番号だけがあります（「{quoted}」から順に）。この行を消してください。",
    "The row below the header holds mere numbers of the columns, from '{quoted}' on. Delete it.",
)
_ABOUT = {About.UNITS: _UNITS, About.NAMES: _TWIN, About.NUMBERS: _NUMBERED}
_HEADLESS = Text(
    "項目名の行がないようです。1行目（「{quoted}」など）がデータに見えます。"
    "1行目に項目名の行を入れてください。",
    "The file seems to have no header: its first row ('{quoted}') looks like data. "
    "Insert a row of headers.",
)


_TITLE_ONLY = Text(
    "1行目（「{quoted}」）は表の題名のようで、項目名の行がないようです。題名の代わりに、各列の名前を1行目に書いてください。",
    "The first row ('{quoted}') seems to be a title, and no row names the columns. Write the names "
    "of the columns there instead.",
)
FEWEST = 3
"""Records below a title that show that no row of names stands among them."""


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        if not table.has_header:
            yield NotApplicable()
        elif table.layout.header is not None:
            yield from _above(table.layout, table.layout.header, is_sheet=table.sheet is not None)
            yield from _below(table.layout, table.layout.header)
            yield from _second(table, table.layout.header)
            yield from _titled(table, table.layout.header)


def _above(layout: Layout, header: Record, *, is_sheet: bool) -> Iterator[Hit]:
    if layout.is_headless:
        quoted = _first_words((header,))
        yield Hit(record=header, message=_HEADLESS, values={"quoted": quoted})
    if not layout.above:
        return
    quoted = _first_words(layout.above)
    message = _GROUPS if Reason.GROUPS_ABOVE in layout.reasons else None
    place = header.number if is_sheet else header.line
    yield Hit(
        record=layout.above[0],
        position=1,
        is_above_header=True,
        message=message if quoted else _BLANK,
        values={"header": place or 0, "count": len(layout.above), "quoted": quoted},
    )


def _below(layout: Layout, header: Record) -> Iterator[Hit]:
    if layout.further:
        row = layout.further[0]
        is_marked = Reason.MARKED_ROWS in layout.reasons
        yield Hit(
            record=row,
            message=_MARKED if is_marked else _SECOND,
            values={
                "quoted": _first_words((row,)),
                "count": len(layout.further),
                "example": _joined(header, row),
            },
        )


def _second(table: TableHead, header: Record) -> Iterator[Hit]:
    if (second := second_row(table)) is not None:
        yield Hit(
            record=second.record,
            message=_ABOUT[second.about],
            values={
                "quoted": _first_words((second.record,)),
                "example": second.example(header),
            },
        )


def _titled(table: TableHead, header: Record) -> Iterator[Hit]:
    """Yield a title that stands over data: one cell, a blank record, then rows with values."""
    layout, rows = table.layout, [row for row in table.sample if filled(row)]
    if layout.above or filled(header) > 1 or not table.sample or filled(table.sample[0]):
        return
    wide = [row for row in rows if filled(row) > 1]
    if len(wide) < FEWEST or len(wide) * 2 < len(rows):
        return
    first = [text for cell in wide[0].cells if (text := text_of(cell))]
    if any(map(is_value, first)):
        yield Hit(record=header, message=_TITLE_ONLY, values={"quoted": _first_words((header,))})


def _joined(header: Record, second: Record) -> str:
    """Return one header of two rows as one name: the first that both say something of."""
    upper = ""
    for index, cell in enumerate(second.cells):
        upper = (text_of(header.cells[index]) if index < len(header.cells) else "") or upper
        if upper and text_of(cell):
            return f"{upper}_{text_of(cell)}"
    return upper


def _first_words(above: tuple[Record, ...]) -> str:
    texts = (text_of(cell) for record in above for cell in record.cells)
    return next((text for text in texts if text), "")


RULE = Rule(
    id="L3-01",
    name="rows-above-header",
    severity=Severity.INFO,
    certainty=Certainty.LIKELY,
    official_title="項目名行から始まり、次行からデータ入力がされているか",
    title=Text(
        "項目名が1行目にない、または1行ではない", "The header is not the first row, or not one row"
    ),
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
        "上の行を消し、項目名から始めてください。題名や注記はデータセットの説明に書けます。",
        "{count} {count:row stands|rows stand} above the table ('{quoted}'); its header seems to "
        "be "
        "row {header}. Delete {count:it|them}; titles and notes belong into the description.",
    ),
    decides=Text(
        "はじめの60行の形から項目名の行を決めます。行の役割は見た目からの判断なので、違反の疑いとします。",
        "The first 60 rows show where the header lies; what a row is for is a judgement: likely.",
    ),
    bad=(
        csv(
            "中央線 駅前から市役所,,\n,,\n駅前,06:45,07:45\n病院前,06:50,07:50\n図書館,06:55,07:55\n市役所,07:00,08:00\n"
        ),
        csv(
            "中央線 駅前から市役所,,\n,,\n停留所,1便,2便\n病院前,06:50,07:50\n図書館,06:55,07:55\n市役所,07:00,08:00\n"
        ),
        csv(
            "施設名,利用者数（人）,,使用料（円）,\n,2022年度,2023年度,2022年度,2023年度\n会館,100,120,5000,6000\n体育館,200,220,7000,8000\n図書館,300,320,0,0\n"
        ),
        csv("公園の広さ,\n,\n公園名,面積（m2）\n中央公園,100\n北公園,200\n南公園,300\n"),
        csv("公衆トイレ一覧,,,\n名称,住所,緯度,経度\n生駒駅前,元町1,34.69,135.69\n"),
        csv(
            "公衆トイレ一覧\n令和6年4月1日現在\n\n名称,住所,緯度,経度\nA,元町1,34.69,135.69\nB,b,34.7,135.7\n"
        ),
        csv(",,,\n名称,住所,緯度,経度\n生駒駅前,元町1,34.69,135.69\n高山,a,34.7,135.7\n"),
        csv("人口調査,,,（単位：人）\n地区,世帯数,男,女\n北,10,11,12\n南,20,21,22\n"),
        csv("学校一覧,,\n学校名,住所,校長\n東小学校,元町,山田\n西小学校,北町,川本\n"),
        csv("#LINK\n#title,人口\n名称,人口,世帯,面積\n北,1,2,3\n南,4,5,6\n中,7,8,9\n"),
        csv(
            "区,町,燃えるごみ,,プラスチック,\n,,曜日,第何週,曜日,第何週\n北,元町,月,1,火,2\n南,東町,水,3,木,4\n西,西町,金,1,土,2\n"
        ),
        csv(
            ",属性,属性,満足度,満足度\n番号,年代,住所,医療,交通\n1,20代,北,5,4\n2,30代,南,3,2\n3,40代,西,1,5\n"
        ),
        csv("年度,歳入,歳出\n,（千円）,（千円）\n2020年度,100,90\n2021年度,110,95\n"),
        csv("施設名,面積,定員\n（単位）,m2,人\n北館,100,90\n南館,101,91\n"),
        csv(
            "年度,歳入（円）,歳出（円）\nfiscal_year,revenue,expense\n2020年度,100,90\n2021年度,101,91\n"
        ),
        csv("年度,歳入（円）,歳出（円）\n(1),(2),(3)\n2020年度,100,90\n2021年度,101,91\n"),
        csv("#property,name,count\n#type,string,number\n1,市役所,3\n2,公民館,4\n"),
        csv(
            "1,谷商会,自転車,630-8114\n2,亀王,飲食店,630-8144\n3,絆,飲食店,630-8373\n4,院,自転車,631-0842\n5,店,自転車,630-0001\n"
        ),
    ),
    good=(
        csv("名称,住所,緯度,経度\n生駒駅前,元町1,34.69,135.69\n"),
        csv("公衆トイレ一覧\n生駒駅前\n高山竹林園\n"),
        csv("名称,備考\n市役所,\n公民館,\n"),
        csv("令和6年度人口（人）,令和7年度人口（人）\n10,20\n"),
        csv("項目,値\n名称,市役所\n住所,東新町\n"),
        csv("名称,種別,住所\n市役所,庁舎,東新町\n公民館,庁舎,北新町\n図書館,庁舎,南新町\n"),
        csv("番号,班（人）,組（人）\n1,2,3\n2,4,5\n3,6,7\n"),
        csv("品名,単位,数量\n机,台,3\n紙,枚,100\n椅子,台,4\n"),
        csv("名称,略称,件数\nAlpha,A,3\n北館,北,4\n南館,南,5\n"),
        csv("コード,A1,A2,A3\nA,4,5,6\nB,7,8,9\nC,1,2,3\n"),
        csv("名称,電話,FAX,URL,備考\n市役所,,,,\n公民館,,,,\n図書館,,,,\n"),
        csv(
            "番号,名称,ふりがな,住所,備考1,備考2\n1,,,,,\n2,市役所,しやくしょ,元町,あ,い\n3,公民館,こ,北町,う,え\n"
        ),
        csv("name\ncity hall\n"),
        csv("名称,住所,緯度\n"),
    ),
    check=OfTable(_Watch),
)
