"""D049: what GTFS allows and GTFS-JP does not."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.gtfs.faults import FeedKind
from publisher.rules.feed_hits import feed, of
from publisher.rules.rule import Certainty, OfFeed, Rule
from publisher.words import Text

_FIX = Text(
    "GTFS-JPに対応した道具で書き出してください。",
    "Export it with a tool for GTFS-JP.",
)

RULE = Rule(
    id="D049",
    name="not-gtfs-jp",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text(
        "GTFS-JP（標準的なバス情報フォーマット）に足りないものがある",
        "Something that GTFS-JP requires is missing",
    ),
    why=Text(
        "国内の乗換案内は、よみがな・運賃・有効期間を必要とします。",
        "Planners in Japan need readings, fares and the period of validity.",
    ),
    fix=_FIX,
    decides=Text(
        "GTFS-JPの版はデータからは決まらないため、どの版でも必須のものと第4版で必須のものを疑いとして示します。",
        "A feed does not say its edition: what all editions or the 4th require is reported as likely.",
    ),
    bad=(
        feed({"feed_info.txt": None}),
        feed({"translations.txt": None}),
        feed(
            {
                "translations.txt": "table_name,field_name,language,translation\nstops,stop_name,en,Ikoma\n"
            }
        ),
        feed({"fare_attributes.txt": None}),
    ),
    good=(
        feed({"translations.txt": "trans_id,lang,translation\n生駒駅前,ja-Hrkt,いこまえきまえ\n"}),
        feed(
            {
                "fare_attributes.txt": None,
                "fare_products.txt": "fare_product_id,amount,currency\n大人,200,JPY\n",
            }
        ),
    ),
    check=OfFeed(of(_FIX, FeedKind.JAPAN)),
)
