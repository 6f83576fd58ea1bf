"""D043: a required column or cell of a feed is missing."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.gtfs.faults import FeedKind
from publisher.rules.feed_hits import feed, of, with_line
from publisher.rules.rule import OfFeed, Rule
from publisher.words import Text

_FIX = Text(
    "列と値を入れて書き出し直してください。",
    "Fill it in and export it again.",
)

RULE = Rule(
    id="D043",
    name="missing-feed-column",
    severity=Severity.ERROR,
    title=Text(
        "時刻表データに必要な列や値がない", "A required column or value of the timetable is missing"
    ),
    why=Text(
        "その行やファイルが読み飛ばされます。",
        "The row or the file is skipped.",
    ),
    fix=_FIX,
    decides=Text(
        "GTFSが必ず求める列と、停留所の名前・座標を見ます。ほかの条件つきの列は見ません。",
        "Columns that GTFS always requires, and names and places of stops.",
    ),
    bad=(
        feed({"trips.txt": "route_id,trip_id\n1,1_0800\n"}),
        with_line("stops.txt", ",ならやま,34.7,135.8,0"),
        with_line("stops.txt", "3_1,ならやま,,,0"),
        with_line("stops.txt", "3_1,,34.7,135.8,0"),
        feed({"routes.txt": "route_id,agency_id,route_type\n1,9000020123456,3\n"}),
    ),
    good=(
        with_line("stops.txt", "3_1,,,,4"),
        with_line("stop_times.txt", "1_0800,,,2_1,3"),
    ),
    check=OfFeed(of(_FIX, FeedKind.NO_COLUMN, FeedKind.NO_VALUE)),
)
