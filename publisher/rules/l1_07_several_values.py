"""L1-07: several values in one cell. What a cell means is for people: a heuristic, kept narrow."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.blocks import is_undivided
from publisher.rules.examples import book, csv
from publisher.rules.rule import (
    Cell,
    Certainty,
    Hit,
    Interest,
    NotApplicable,
    OfTable,
    Rule,
    TableHead,
    Watch,
)
from publisher.rules.several_kinds import are_dates
from publisher.rules.several_looks import Look, looks, shown
from publisher.rules.standard_columns import followed
from publisher.rules.watch import BREAK
from publisher.tables.record import text_of
from publisher.words import Text, mask

LONGEST = 2000
"""Characters of a cell that is looked into; more is a text."""


class _Watch(Watch):
    def __init__(self) -> None:
        self.tests: dict[int, list[Look]] = {}
        """By column."""
        self.asked: list[Interest] = []
        self.last = (0, 0)
        """The cell seen last: one that two expressions show comes twice."""

    def start(self, table: TableHead) -> Iterator[NotApplicable]:
        if is_undivided(table.layout.header) or not table.columns:
            yield NotApplicable()
            return
        found = followed(table)
        fields = found.fields if found else ()
        for column in table.columns:
            field = fields[column.position - 1] if column.position <= len(fields) else None
            if (field or {}).get("form") == "list":
                continue  # the standard itself asks for lists: D112 says how
            values = _values(table, column.position)
            asked = list(looks(column, values))
            if asked:
                position = frozenset({column.position})
                self.tests[column.position] = asked
                for expression in (*shown(column, asked, values), BREAK):
                    self.asked.append(Interest(columns=position, finds=expression))

    def interests(self) -> Iterator[Interest]:
        yield from self.asked

    def cell(self, cell: Cell) -> Iterator[Hit]:
        if not isinstance(cell.value, str) or self.last == (cell.number, cell.position):
            return
        self.last = (cell.number, cell.position)
        text = cell.text.strip()
        if len(text) > LONGEST:
            return
        for look in self.tests.get(cell.position, ()):
            if look.test(text):
                parts = text.split() or [text]
                masked = mask(text)
                # Of a number no part is shown; days in a row are masked, too, but are none.
                first = parts[0] if masked == text or are_dates(text) else masked
                values = {"value": text, "first": first, "count": len(parts)}
                yield Hit(cell=cell, message=look.message, values=values)
                return


def _values(table: TableHead, position: int) -> list[str]:
    return [
        text
        for record in table.sample
        if position <= len(record.cells)
        and (text := text_of(record.cells[position - 1]))
        and len(text) <= LONGEST
    ]


RULE = Rule(
    id="L1-07",
    name="several-values",
    severity=Severity.WARNING,
    title=Text("1つのセルに値が2つ以上ある", "Several values in one cell"),
    official_title="１セル１データとなっているか",
    numbers_2020=("1-2",),
    why=Text(
        "1つずつの値を取り出せず、集計も検索もできません。",
        "The single values cannot be taken apart for counting or searching.",
    ),
    fix=Text(
        "値ごとに列を分けるか、行をくり返してください。",
        "Give each value a column of its own, or repeat the row.",
    ),
    message=Text(
        "「{value}」に値が2つ以上入っているようです。値ごとに列か行を分けてください。",
        "'{value}' seems to hold several values. Use a column or a row for each.",
    ),
    decides=Text(
        "「10/20」「12（うち女性5）」「9:00〜17:00」「月・木」「緯度,経度」「郵便番号と住所」、"
        "2つ以上の日付・金額・電話番号・住所・人、注意書きの付いた値を疑いとします。"
        "決まった語の並び（「内科、外科」）も同じです。"
        "備考や説明の列、名称、標準データセットの「;」区切りは違反としません。",
        "Likely: 10/20 in a column of numbers, 12 (women: 5), 9:00–17:00, Mon and Thu, latitude with "
        "longitude, postal number with address, several dates, amounts, telephone numbers, "
        "addresses or persons, a value with a remark, lists of set words. Notes, texts, names "
        "and the ';' of the standard datasets are fine.",
    ),
    certainty=Certainty.LIKELY,
    bad=(
        csv("地区,参加者\n北,12（うち女性5）\n南,20（うち女性8）\n東,7（うち女性3）\n"),
        csv('地区,件数\n北,"1,000(500)"\n南,"1,200(700)"\n'),
        csv("地区,入出荷\n北,仕入10/出荷20\n南,仕入11/出荷21\n"),
        csv("地区,件数\n北,10\n南,12/15\n東,13\n西,14\n中,16\n"),
        csv("名称,診療科目\n北病院,内科、外科\n南病院,内科\n東病院,外科、眼科\n"),
        csv('名称,電話番号\n市役所,"0743-74-1111,0743-74-1112"\n公民館,0743-74-1113\n'),
        csv("地区,収集日\n北,20260401 20260408 20260415\n南,20260402 20260409 20260416\n"),
        csv("事業,期間\n橋,2019-2020\n道,2021-2023\n"),
        csv("名称,開館時間\n北館,9:00〜17:00\n南館,10:00〜18:00\n"),
        csv("名称,定休日\n北館,月曜・第3日曜\n南館,月曜\n東館,日曜・祝日\n"),
        csv("地区,燃えるごみ,びん\n北,月 木,水2 水4\n南,火 金,木1 木3\n"),
        csv("地区,燃えるごみ\n北,月木\n南,火金\n東,水土\n"),
        csv("地区,燃えるごみ\n北,毎週月曜日と木曜日\n南,毎週火曜日\n東,毎週水曜日\n"),
        csv('名称,location\n北館,"34.6912,135.7012"\n南館,"34.7012,135.7112"\n'),
        csv("名称,料金\n北館,大人300円・小人無料\n南館,無料\n"),
        csv("名称,駐車場\n北館,普10台/大型1台\n南館,普2台\n"),
        csv("名称,設備\n北公園,便所12m2\n南公園,便所\n東公園,東屋\n"),
        csv("園,定員\n北園,1号認定 30、2号認定 144\n南園,90\n東園,60\n"),
        csv("病院,病床数\n北病院,19（休床中）\n南病院,20\n東病院,30\n西病院,40\n中病院,50\n"),
        csv("名称,住所\n北園,元町4-25-3、4-13-1\n南園,南町1-1\n"),
        csv(
            "店,所在\nA,〒630-8114 奈良市芝辻町2-11\nB,〒630-8115 奈良市元町1\nC,〒630-8116 奈良市北町3\n"
        ),
        csv("地名,収集\n青垣町1〜3丁目,月曜\n朝日町1・2丁目,火曜\n北町1〜9丁目,水曜\n"),
        csv("園名,設置者\n北園,社会福祉法人北会 理事長 山田 太郎\n南園,生駒市\n"),
        csv("講座,講師\nA,山田太郎・鈴木花子\nB,佐藤次郎、高橋三郎\nC,田中一郎\n"),
        csv("館,定員（人）\nA,10～20\nB,30\nC,40\nD,50\nE,10\nF,20-30\nG,5\nH,8\nI,9\nJ,12\n"),
        csv(
            "行事,連絡先\nA,総務課（0743-74-1111）\nB,文化課（0743-74-1112）\nC,公園課（0743-74-1113）\n"
        ),
        csv("工事,施工業者\n橋,北建設(株)・南建設(株)\n道,東建設(株)\n"),
        csv("名称,利用可能時間\n北,終日 ※冬季は施錠\n南,終日\n"),
        csv("避難所,災害区分\nA,洪水　地震　津波\nB,地震　津波\nC,洪水　地震\nD,津波\n"),
        csv("避難所,備蓄\nA,毛布・水・発電機\nB,毛布・水・食料\nC,水・食料・発電機\n"),
        csv("品目,キーワード\n缶,空き缶，あきかん\n紙,新聞紙\n"),
        csv("彫刻,サイズ（cm）\n北の像,128×48×50\n南の像,110×25×37\n東の像,75×45×75\n"),
        csv("文化財,指定日\n太刀,2013-09-26、2020-10-09\n屏風,1975-03-13\n絵巻,1976-07-03\n"),
        csv("名称,電話番号\n市役所,087-833-2282（087-839-2292）\n公民館,0743-74-1113\n"),
    ),
    good=(
        csv(
            "名称,電話番号\n市役所,0743(74)1111\n公民館,0743-74-1111（代表）\n図書館,(0743)74-1112\n"
        ),
        csv('事業,備考\n橋,"古い橋、細い橋を直す, 2026年まで"\n道,歩道、車道\n'),
        csv("名称,所在地\n北館,元町1-1 北棟\n南館,東町2丁目3、4番\n"),
        csv("年,行事\n2024（令和6）,夏、秋の祭りを開きました\n2025（令和7）,ア・ラ・カルト講座\n"),
        csv("名称,対象となる町会\n北館,元町;東町\n南館,西町;中町\n"),
        csv("時間帯,件数\n9:00〜10:00,3\n10:00〜11:00,4\n"),
        csv("名称,利用可能曜日\n北館,月火水木金\n南館,月木\n東館,火金\n"),
        csv("名称,定員\n北館,20\n南館,30(人)\n東館,25\n西館,15\n"),
        csv("更新,周期\n人口,1か月に1回\n世帯,3か月に1回\n"),
        csv("園名,受入年齢\n北園,1歳6か月\n南園,3か月\n"),
        csv(
            "名称,あらまし\n松,樹齢約600年のクロマツ、根回り5.5m、樹高25mの大きな樹である。\n橋,江戸時代に造られた石の橋である。\n"
            "碑,2011年3月11日に起きた地震のあと、2012年3月11日に建てられた。\n"
        ),
        csv(
            "店,番\n天然温泉　ゆららの湯　奈良店,0\n天然温泉　ゆららの湯　押熊店,1\n御菓子司　鶴屋　本店,2\n御菓子司　鶴屋　奈良店,0\n焼肉　花　本店,1\n"
            "手打　丸山　押熊店,0\n喫茶　森　西店,1\n酒処　桜　三条店,2\n理容　山本　駅前店,0\n洋服　青葉　学園店,1\n"
            "薬局　泉　東店,0\n靴　坂本　北店,1\n本　文月　南店,2\n寿司　浜　大宮店,0\n花　四季　富雄店,1\n"
        ),
        csv(
            "行事,連絡先\nA,0743-74-1111（代表）\nB,電話：0743-74-1112\nC,0743-74-1113\nD,市民課窓口\n"
        ),
        csv("課名,部\n庶務課,文化・観光・スポーツ部\n総務課,市民・環境部\n"),
        csv("名称,場所\n北館,1階　事務室前\n南館,1階　玄関\n"),
        csv(
            "業種,社数\n農業、林業,3\n建設業,4\n運輸業、郵便業,5\n卸売業、小売業,6\n"
            "医療、福祉,7\n教育、学習支援業,8\n"
        ),
        csv("番号,分類\n1,教育・文化・スポーツ・生活\n2,人口・世帯\n3,司法・安全・環境\n4,国際\n"),
        csv(
            "番号,部署\n1,文化・観光・スポーツ部\n2,観光・文化・スポーツ課\n3,スポーツ・観光・文化室\n"
        ),
        csv("種別,数\n公園,3\n公園・緑地,4\n公園,5\n広場,6\n公園,7\n公園,8\n"),
        csv("講座,会場\nA,山田会館・鈴木記念館\nB,中央公民館\nC,東館・西館前\n"),
        csv("階級,人数（人）\n10-20,5\n20-30,8\n"),
        csv("氏名,所属\n山田 太郎,北部・南部担当\n"),
        csv("name,installationPosition\n製作所,工場内11棟南・南館2階\n市役所,玄関\n"),
        csv("名称,定休日\n北館,毎月、第3火曜日\n南館,月曜日\n東館,なし\n"),
        csv("名称,会議室\n北館,第1・第2会議室\n南館,3階 多目的室\n"),
        csv("商号,業種\nA、B商会,小売\n前川、後藤法律事務所,サービス\n"),
        book(("地区", "人数"), ("北", 1000), ("南", 2000)),
    ),
    check=OfTable(_Watch),
)
