"""L3-06: names of prefectures and municipalities that are neither a code nor the formal name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.findings import Severity
from publisher.late_pattern import late
from publisher.municipalities import Municipalities
from publisher.rules.address_columns import Places, head_of, is_nameless, places
from publisher.rules.examples import csv
from publisher.rules.name_variants import expression, variants
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
from publisher.tables.columns import Kind
from publisher.words import Text

PREFECTURES = [
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
]
_SHORT = {name[:-1]: name for name in PREFECTURES if name != "北海道"}
_PREFECTURE = re.compile(
    r"^(?:.*_)?(?:都道府県名?|府県名?|県名)$|^pref(?:name)?$|^prefecture(?:_?name)?$"
)
_TOWN = re.compile(
    r"^(?:.*_)?(?:管轄)?(?:市区?町村名?|市町村|自治体名?|地方公共団体名|団体名称?(?=$)(?<=市町村名))$"
    r"|^city(?:_?name)?$|^municipality(?:_?name)?$"
)
_CODE = re.compile(
    r"団体コ.ド|市区?町村コ.ド|地域コ.ド|都道府県コ.ド|lgcode|prefcode|citycode|municipality_?code|area_?code"
)
_JAPANESE = late(r"[\u3041-\u30ff\u4e00-\u9fff]+")
_TOTAL = re.compile(
    r".*(?:計|総数|全体|全域|合算|平均|その他|不明|不詳|国|外|内|管内|管轄|共通|なし|無し|区分|部|広域|組合|連合|機構|事務所|局)|全.*"
)
MOST = 400
"""Municipalities in one column of addresses: more are the country's, where none is left out."""
FORMAL_TOWN = r"[^ \u3000]*(?:市|区|町|村)(?:[（(].*[）)])?"
FORMAL_PREFECTURE = f"(?:{'|'.join(PREFECTURES)})"
_AT_START = re.compile(f"^{FORMAL_PREFECTURE}")
_SHORT_PREFECTURE = Text(
    "「{value}」は「{right}」と書いてください。", "Write '{right}' instead of '{value}'."
)
_NO_TOWN = Text(
    "「{label}」の「{value}」に市区町村名がありません。"
    "「{right}」のように、市区町村名から書いてください。",
    "'{value}' in '{label}' names no municipality. Write '{right}' or the like.",
)
_NO_TOWN_AT_ALL = Text(
    "「{label}」の「{value}」に市区町村名がありません。市区町村名から書いてください。",
    "'{value}' in '{label}' names no municipality. Write it from the name of the municipality on.",
)
_NO_TOWNS = Text(
    "「{label}」の列の住所に市区町村名がありません（「{value}」など）。"
    "市区町村名から書くか、コードの列を加えてください。",
    "The addresses of '{label}' name no municipality ('{value}' …). Write them from its name on, "
    "or add a column of codes.",
)
_NO_CITY = Text(
    "「{label}」の列に区の名前（「{value}」など）だけがあり、市の名前がありません。"
    "市の名前から書くか、コードの列を加えてください。",
    "'{label}' holds wards only ('{value}' …) and no city. Write the name of the city, too, or add "
    "a column of codes.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        self.table = table
        self.exceptions: dict[int, Places] = {}
        self.told: dict[int, set[str]] = {}
        """How addresses begin that need not be shown; grows with the table, up to MOST."""
        text = [column for column in table.columns if column.kind is Kind.TEXT]
        self.prefectures = frozenset(
            column.position for column in text if _PREFECTURE.search(column.key)
        )
        self.towns = frozenset(column.position for column in text if _TOWN.search(column.key))
        found = list(places(table))
        if _has_code(table):
            self.prefectures = self.towns = frozenset()
        elif self.prefectures or self.towns:
            return
        elif found:
            yield from self._judge(found)
        else:
            yield NotApplicable()

    def _judge(self, found: Sequence[Places]) -> Iterator[Hit]:
        """Yield what no column makes up for: one that names municipalities speaks for its row."""
        formal = [item for item in found if not item.is_habit]
        self.exceptions = {item.column.position: item for item in formal if item.told}
        known = self.table.municipalities
        if known is not None:
            self.told = {
                position: item.neighbours(known) for position, item in self.exceptions.items()
            }
        for item in () if formal else found:
            record, value = item.nameless[0]
            yield Hit(
                record=record,
                position=item.column.position,
                message=_NO_CITY if value.endswith("区") else _NO_TOWNS,
                values={"label": item.column.label, "value": value},
            )

    def interests(self) -> Iterator[Interest]:
        if self.prefectures:
            yield Interest(columns=self.prefectures, unless=FORMAL_PREFECTURE)
        if self.towns:
            yield Interest(columns=self.towns, unless=f"{FORMAL_TOWN}|{FORMAL_PREFECTURE}")
            if self.table.municipalities is not None:
                yield Interest(columns=self.towns, finds=expression(self.table.municipalities))
        for position, names in self.told.items():
            if len(names) <= MOST:
                told = "|".join(map(re.escape, sorted(names)))
                fine = f"(?s){FORMAL_PREFECTURE}?(?:[^0-9]{{1,5}}郡)?(?:{told}).*"
                yield Interest(columns=frozenset({position}), unless=fine)

    def cell(self, cell: Cell) -> Iterator[Hit]:
        if cell.text.startswith(tuple(self.told.get(cell.position, ()))):
            return
        value = cell.text.strip()
        known = self.table.municipalities
        if cell.position in self.exceptions:
            item = self.exceptions[cell.position]
            if known is not None and not is_nameless(value, item, known):
                self.told[cell.position] |= {head_of(value, known)} - {""}
            elif known is not None:
                right = min(item.told) + _AT_START.sub("", value)
                yield Hit(
                    cell=cell,
                    message=_NO_TOWN if len(item.told) == 1 else _NO_TOWN_AT_ALL,
                    values={"value": value, "label": item.column.label, "right": right},
                )
        elif cell.position in self.towns and (right := _registered(value, known)):
            values = {"value": value, "right": right}
            yield Hit(cell=cell, message=_SHORT_PREFECTURE, values=values)
        elif value in _SHORT and cell.position in self.prefectures:
            said = {"value": value, "right": _SHORT[value]}
            yield Hit(cell=cell, message=_SHORT_PREFECTURE, values=said)
        elif (
            _JAPANESE.fullmatch(value)
            and len(value) <= 6
            and not _TOTAL.fullmatch(value)
            and not re.fullmatch(f"{FORMAL_TOWN}|{FORMAL_PREFECTURE}", value)
        ):
            yield Hit(cell=cell, values={"value": value})


def _registered(value: str, known: Municipalities | None) -> str:
    """Return 五條市 for 五条市, with the prefecture before it; empty for every other name."""
    if known is None:
        return ""
    at = _AT_START.match(value)
    prefecture = at[0] if at else ""
    right = variants(known).get(value.removeprefix(prefecture))
    return f"{prefecture}{right}" if right else ""


def _has_code(table: TableHead) -> bool:
    return any(
        _CODE.search(column.key) and column.kind in {Kind.CODE, Kind.NUMBER}
        for column in table.columns
    )


RULE = Rule(
    id="L3-06",
    name="informal-place",
    severity=Severity.INFO,
    certainty=Certainty.LIKELY,
    official_title="地域コード又は正式な地域名称が表記されているか",
    numbers_2020=("1-12",),
    title=Text("市町村や都道府県の名前がない、または正式ではない", "Places without formal names"),
    why=Text(
        "「大阪」が府なのか市なのか分からず、ほかの表とつなげられません。",
        "大阪 may be the prefecture or the city; tables cannot be joined.",
    ),
    fix=Text(
        "「大阪府」「大阪市」のような正式な名前か、全国地方公共団体コードを書いてください。",
        "Write the formal name (大阪府, 大阪市) or the code of the local government.",
    ),
    message=Text(
        "「{value}」は正式な名前ではないようです。「市」「町」「村」まで書くか、"
        "コードの列を加えてください。",
        "'{value}' seems to be no formal name. Write it with 市, 町 or 村, or add a column of codes.",
    ),
    decides=Text(
        "地名や住所の列で、コードの列がなく、正式な市区町村名もなければ違反の疑いとします。",
        "Likely in columns of places or addresses without formal names and without codes beside.",
    ),
    bad=(
        csv("都道府県,人数\n奈良,10\n京都府,20\n"),
        csv("市町村名,人数\n生駒,10\n大和郡山市,20\n斑鳩町,5\n"),
        csv(
            "施設,住所\nA,東新町8-38\nB,元町1-6-12\nC,北新町10-1\nD,小明町1234\nE,谷田町850-2\nF,山崎町4-3\n"
        ),
        csv("市町村名,人数\n五条市,10\n曾爾村,20\n生駒市,5\n"),
        csv("施設,住所\nA,生駒市東新町8-38\nB,元町1-6-12\nC,生駒市北新町10-1\n"),
        csv("区,町,人数\n東灘区,魚崎南町,10\n灘区,岩屋,20\n"),
    ),
    good=(
        csv("都道府県,人数\n奈良県,10\n京都府,20\n北海道,5\n"),
        csv("市町村名,人数\n生駒市,10\n生駒郡斑鳩町,20\n東吉野村,5\n県計,35\n"),
        csv("市町村コード,市町村名,人数\n292095,生駒,10\n292036,大和郡山,20\n"),
        csv("エリア,人数\n奈良,10\n生駒,20\n"),
        csv("姓,人数\n奈良,10\n大阪,20\n"),
        csv("市町村名,人数\n五條市,10\n曽爾村,20\n奈良県葛城市,5\n龍ケ崎市,7\n"),
        csv("市町村名,人数\n新宮市（旧熊野川町）,10\n田辺市,20\n"),
        csv(
            "施設,住所\nA,奈良県生駒市東新町8-38\nB,生駒市元町1-6-12\nC,生駒郡斑鳩町法隆寺西3-7-12\nD,生駒市内一円\n"
        ),
        csv("施設,住所\nA,練馬区栄町40-7\nB,港区芝5-36-4\nC,豊島区南池袋2-45-1\n"),
        csv("区,人数\n練馬区,10\n板橋区,20\n"),
        csv(
            "団体コード,施設,住所\n292095,A,東新町8-38\n292095,B,元町1-6-12\n292095,C,北新町10-1\n"
            "292095,D,小明町1234\n292095,E,谷田町850-2\n292095,F,山崎町4-3\n"
        ),
        csv("施設,区,住所\nA,中央区,神戸市中央区加納町6-5-1\nB,灘区,神戸市灘区桜口町4-2-1\n"),
        csv(
            "図表,題\n図表1-1-1,a\n図表1-1-2,b\n図表1-2-1,c\n図表2-1-1,d\n図表2-1-2,e\n図表2-2-1,f\n"
        ),
        csv("施設,設置場所\nA,市民会館2階\nB,公民館1階\nC,図書館3階\nD,体育館1階\nE,支所2階\n"),
    ),
    check=OfTable(_Watch),
)
