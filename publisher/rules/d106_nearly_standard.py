"""D106: a table that is like a standard dataset and does not follow it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
from publisher.rules.standard_columns import names_text, title_of
from publisher.rules.standard_examples import table
from publisher.standards import Renaming
from publisher.words import Text

SHOWN = 3
"""Renamings that a message shows."""
_RENAMED = Text(
    "標準の「{title}」に似ています（{total}列のうち{count}列）。そのうち{others}列は名前が違います（{pairs}）。"
    "`opendata fix` で、標準の名前に変えるか選べます。標準にあってこの表にない列：{missing}。"
    "この表だけの列：{extra}。",
    "It is like the standard {title} ({count} of {total} columns); {others} of them "
    "{others:has another name|have other names} ({pairs}). `opendata fix` asks whether to use the "
    "standard's. Not in this table: {missing}. Only in this table: {extra}.",
)


class _Watch(Watch):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        found = table.standard
        if found is None or not table.has_header:
            yield NotApplicable()
        elif not found.is_sure:
            yield Hit(
                record=table.layout.header,
                message=_RENAMED if found.renamed else None,
                values={
                    "others": len(found.renamed),
                    "pairs": _pairs(found.renamed),
                    "title": title_of(found),
                    "count": len(found.standard.fields) - len(found.missing),
                    "total": len(found.standard.fields),
                    "missing": _named(found.missing),
                    "extra": _named(found.extra),
                },
            )


def _pairs(renamed: Sequence[Renaming]) -> Text:
    """Return the first few renamings: 施設名→名称."""
    shown = "、".join(f"{' '.join(item.seen.split())[:20]}→{item.name}" for item in renamed[:SHOWN])
    more = len(renamed) > SHOWN
    return Text(shown + ("など" if more else ""), shown + (" …" if more else ""))


def _named(names: tuple[str, ...]) -> Text:
    return names_text(names) if names else Text("なし", "none")


RULE = Rule(
    id="D106",
    name="nearly-standard",
    severity=Severity.INFO,
    certainty=Certainty.LIKELY,
    title=Text("標準データセットに似ているが、そのとおりではない", "Nearly a standard dataset"),
    why=Text(
        "標準にそろえれば、ほかの市町村のデータと一緒に使ってもらえます。",
        "In the standard's form it can be used with the data of other bodies.",
    ),
    fix=Text(
        "標準の列にそろえられるか、考えてみてください。",
        "Consider giving it the standard's columns.",
    ),
    message=Text(
        "標準の「{title}」に似ています（{total}列のうち{count}列）。標準にあってこの表にない列：{missing}。"
        "この表だけの列：{extra}。標準の列にそろえられるか、考えてみてください。",
        "It is like the standard {title} ({count} of {total} columns). Not in this table: "
        "{missing}. Only in this table: {extra}. Consider giving it the standard's columns.",
    ),
    decides=Text(
        "その種類にしかない列があり、列の4割以上が同じときだけ言います。",
        "Said only where columns that no other type has are there, and two in five of all.",
    ),
    bad=(
        csv(
            "地区,名称,住所,緯度,経度,設置位置,電話番号,開始時間,終了時間,"
            "小児対応設備の有無,機種,備考\n"
            "東,市民体育館,奈良県生駒市東新町8-38,34.691900,135.700500,1階事務室前,"
            "0743-74-1111,09:00,17:00,有,TRC-1,階段あり\n"
        ),
        csv(
            "管理番号,施設名称,所在地,緯度,経度,設置場所,電話,利用開始時間,利用終了時間,"
            "小児対応の有無,機種,備考\n"
            "A001,市民体育館,奈良県生駒市東新町8-38,34.691900,135.700500,1階事務室前,"
            "0743-74-1111,09:00,17:00,有,TRC-1,階段あり\n"
        ),
        csv(
            "管理番号,name,address,latitude,longitude,installationPosition,telephoneNumber,"
            "startTime,endTime,equipmentForChildren,model\n"
            "A001,市民体育館,奈良県生駒市東新町8-38,34.691900,135.700500,1階事務室前,"
            "0743-74-1111,09:00,17:00,有,TRC-1\n"
        ),
    ),
    good=(
        table("aed"),
        csv("名称,住所,緯度,経度\n市民体育館,奈良県生駒市東新町8-38,34.691900,135.700500\n"),
        csv(
            "名称,名称_カナ,住所,緯度,経度,電話番号\n市民体育館,シミンタイイクカン,"
            "奈良県生駒市東新町8-38,34.691900,135.700500,0743-74-1111\n"
        ),
    ),
    check=OfTable(_Watch),
)
