"""L3-06: names of prefectures and municipalities that are neither a code nor the formal name."""

from __future__ import annotations

import re
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
_JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]+")
_TOTAL = re.compile(
    r".*(?:計|総数|全体|全域|合算|平均|その他|不明|不詳|国|外|内|管内|管轄|共通|なし|無し|区分|部|広域|組合|連合|機構|事務所|局)|全.*"
)
FORMAL_TOWN = r"[^ \u3000]*(?:市|区|町|村)(?:[（(].*[）)])?"
FORMAL_PREFECTURE = f"(?:{'|'.join(PREFECTURES)})"
_SHORT_PREFECTURE = Text(
    "「{value}」は「{right}」と書いてください。", "Write '{right}' instead of '{value}'."
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        text = [column for column in table.columns if column.kind is Kind.TEXT]
        self.prefectures = frozenset(
            column.position for column in text if _PREFECTURE.search(column.key)
        )
        self.towns = frozenset(column.position for column in text if _TOWN.search(column.key))
        has_code = any(
            _CODE.search(column.key) and column.kind in {Kind.CODE, Kind.NUMBER}
            for column in table.columns
        )
        if has_code:
            self.prefectures = self.towns = frozenset()
        elif not (self.prefectures or self.towns):
            yield NotApplicable()

    def interests(self) -> Iterator[Interest]:
        if self.prefectures:
            yield Interest(columns=self.prefectures, unless=FORMAL_PREFECTURE)
        if self.towns:
            yield Interest(columns=self.towns, unless=f"{FORMAL_TOWN}|{FORMAL_PREFECTURE}")

    def cell(self, cell: Cell) -> Iterator[Hit]:
        value = cell.text.strip()
        if value in _SHORT and cell.position in self.prefectures:
            said = {"value": value, "right": _SHORT[value]}
            yield Hit(cell=cell, message=_SHORT_PREFECTURE, values=said)
        elif (
            _JAPANESE.fullmatch(value)
            and len(value) <= 6
            and not _TOTAL.fullmatch(value)
            and not re.fullmatch(f"{FORMAL_TOWN}|{FORMAL_PREFECTURE}", value)
        ):
            yield Hit(cell=cell, values={"value": value})


RULE = Rule(
    id="L3-06",
    name="informal-place",
    severity=Severity.INFO,
    certainty=Certainty.LIKELY,
    official_title="地域コード又は正式な地域名称が表記されているか",
    numbers_2020=("1-12",),
    title=Text("市町村や都道府県の名前が正式ではない", "Places by informal names"),
    why=Text(
        "「奈良」が県なのか市なのか分からず、ほかの表とつなげられません。",
        "奈良 may be the prefecture or the city; tables cannot be joined.",
    ),
    fix=Text(
        "「奈良県」「奈良市」のような正式な名前か、全国地方公共団体コードを書いてください。",
        "Write the formal name (奈良県, 奈良市) or the code of the local government.",
    ),
    message=Text(
        "「{value}」は正式な名前ではないようです。「市」「町」「村」まで書くか、"
        "コードの列を加えてください。",
        "'{value}' seems to be no formal name. Write it with 市, 町 or 村, or add a column of codes.",
    ),
    decides=Text(
        "都道府県や市町村の名前の列で、コードの列がなく、正式な名前の形でなければ違反の疑いとします。",
        "Likely in columns of prefectures or municipalities that have no column of codes beside.",
    ),
    bad=(
        csv("都道府県,人数\n奈良,10\n京都府,20\n"),
        csv("市町村名,人数\n生駒,10\n大和郡山市,20\n斑鳩町,5\n"),
    ),
    good=(
        csv("都道府県,人数\n奈良県,10\n京都府,20\n北海道,5\n"),
        csv("市町村名,人数\n生駒市,10\n生駒郡斑鳩町,20\n東吉野村,5\n県計,35\n"),
        csv("市町村コード,市町村名,人数\n292095,生駒,10\n292036,大和郡山,20\n"),
        csv("エリア,人数\n奈良,10\n生駒,20\n"),
        csv("姓,人数\n奈良,10\n大阪,20\n"),
        csv("市町村名,人数\n新宮市（旧熊野川町）,10\n田辺市,20\n"),
    ),
    check=OfTable(_Watch),
)
