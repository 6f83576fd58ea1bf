"""L3-09: a table that grows to the right: years, ages, numbers or parts as columns."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.rules.examples import book, csv
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
from publisher.rules.standard_examples import table as standard
from publisher.rules.wide_columns import LEAST, Why, wide
from publisher.words import Text

_WORDS = {
    Why.AGE: Text(
        "「{first}」から「{last}」まで、年齢が{count}列に並んでいます。"
        "「年齢」の列を作り、1行に1つずつ縦に並べてください。",
        "{count} columns from '{first}' to '{last}' are ages. Make one column for the age and one "
        "row for each.",
    ),
    Why.NUMBER: Text(
        "「{first}」から「{last}」まで、同じことの列が{count}列並んでいます。"
        "1つの列にまとめ、1行に1つずつ縦に並べてください。",
        "{count} columns from '{first}' to '{last}' hold one thing several times. Make one column "
        "and one row for each.",
    ),
    Why.SAME: Text(
        "「{first}」のような列が{count}列並んでいます（便や回ごとに1列など）。"
        "1行に1つずつ縦に並べてください。",
        "{count} columns like '{first}' stand side by side, one per trip or the like. Write one row "
        "for each.",
    ),
    Why.PARTS: Text(
        "「{measure}」の内訳が、「{first}」から「{last}」まで{count}列に並んでいます。"
        "内訳の名前の列を作り、1行に1つずつ縦に並べてください。",
        "The parts of '{measure}' fill {count} columns from '{first}' to '{last}'. Make one column "
        "for the name of the part and one row for each.",
    ),
}


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        if not table.has_header or len(table.columns) < LEAST:
            yield NotApplicable()
            return
        found = wide(table)
        if found is not None:
            first, last = found.columns[0], found.columns[-1]
            yield Hit(
                record=table.layout.header,
                position=first.position,
                message=_WORDS.get(found.why),
                values={
                    "first": first.label or f"#{first.position}",
                    "last": last.label or f"#{last.position}",
                    "count": len(found.columns),
                    "measure": found.measure,
                },
            )


RULE = Rule(
    id="L3-09",
    name="wide-table",
    severity=Severity.INFO,
    certainty=Certainty.LIKELY,
    official_title="データが縦持ち形式になっているか",
    title=Text(
        "年や年齢、同じことの繰り返しが横に並んでいる", "Years, ages or repetitions as columns"
    ),
    why=Text(
        "増えるたびに列が変わり、集計や作図がやりにくくなります。",
        "Columns change with every new one; sums and figures are hard to make.",
    ),
    fix=Text(
        "「年」や「年齢」の列を1つ作り、1行に1つずつ縦に並べてください。",
        "Make one column for the year or the age, and write one row for each.",
    ),
    message=Text(
        "「{first}」から「{last}」まで、時間が{count}列に並んでいます。"
        "「年月」の列を作り、1行に1つずつ縦に並べてください。",
        "{count} columns from '{first}' to '{last}' are points in time. Make one column for the "
        "time and one row for each.",
    ),
    decides=Text(
        "年月、年齢、番号だけが違う項目名や、足すと別の列になる列が並べば、違反の疑いとします。"
        "標準データセットの項目は除きます。",
        "Likely where headers differ in time, age or a number only, or where columns add up to "
        "another; columns of a standard dataset are fine.",
    ),
    bad=(
        csv("地区,2022年,2023年,2024年\n北,1,2,3\n南,4,5,6\n"),
        csv("地区,令和4年度,令和5年度,令和6年度\n北,1,2,3\n南,4,5,6\n"),
        csv("年,4月,5月,6月\n2024,1,2,3\n2025,4,5,6\n"),
        csv("地区,人口（2022年）,人口（2023年）,人口（2024年）\n北,1,2,3\n南,4,5,6\n"),
        csv("地区,0～4歳,5～9歳,10～14歳\n北,1,2,3\n南,4,5,6\n"),
        csv("施設,写真1,写真2,写真3\nA,a.jpg,b.jpg,c.jpg\nB,d.jpg,,\n"),
        csv("地区,建物1階,建物2階,建物3階\n北,1,2,3\n南,4,5,6\n"),
        book(
            ("停留所", "市役所行", "市役所行", "市役所行"),
            ("元町", "09:00", "10:00", "11:00"),
            ("北町", "09:05", "10:05", "11:05"),
            shows="便ごとに1列",
            shows_en="one column per trip",
        ),
        csv(
            "年,総人口,北,南,東,西,中,山\n2022,21,1,2,3,4,5,6\n2023,27,2,3,4,5,6,7\n2024,33,3,4,5,6,7,8\n"
        ),
    ),
    good=(
        csv("地区,年,人口（人）\n北,2022,1\n北,2023,2\n北,2024,3\n"),
        csv("地区,令和5年度人口（人）,令和6年度人口（人）\n北,10,20\n南,30,40\n"),
        csv("施設,4月の行事,5月の行事,6月の行事\nA,花見,遠足,田植え\nB,花見,遠足,田植え\n"),
        standard("population"),
        csv("名称,電話1,電話2\n市役所,0743-74-1111,\n公民館,0743-73-0001,0743-73-0002\n"),
        csv("名称,説明1,説明2,説明3\n市役所,庁舎です,,\n公民館,会館です,,\n"),
        csv("コード,問1,問2,問3\nA,4,5,6\nB,7,8,9\n"),
        csv("番組,第1回,第2回,第3回\nA,4,5,6\nB,7,8,9\n"),
        csv("施設,住所1,住所2,住所3\nA,生駒市,東新町,8-38\nB,生駒市,北新町,2-1\n"),
        csv(
            "年,総額（円）,税（円）,交付金（円）,その他（円）\n2022,6,1,2,3\n2023,9,2,3,4\n2024,12,3,4,5\n"
        ),
    ),
    check=OfTable(_Watch),
)
