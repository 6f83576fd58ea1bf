"""D041: a file of a feed that is not UTF-8, or no table."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.gtfs.faults import FeedKind
from publisher.rules.feed_hits import FILES, feed, of
from publisher.rules.rule import OfFeed, Rule
from publisher.words import Text

_FIX = Text(
    "作った道具から書き出し直してください。",
    "Export it again from the tool that made it.",
)

RULE = Rule(
    id="D041",
    name="unreadable-feed-file",
    severity=Severity.ERROR,
    title=Text(
        "時刻表データの中に読めないファイルがある", "A file of the timetable that cannot be read"
    ),
    why=Text(
        "乗換案内が読み込めないか、文字化けします（GTFSはUTF-8と決まっています）。",
        "Planners cannot load it, or show it garbled: GTFS is UTF-8.",
    ),
    fix=_FIX,
    decides=Text(
        "全部のバイトを読んで確かめます。",
        "Every byte is read.",
    ),
    bad=(
        feed({"stops.txt": FILES["stops.txt"].encode("cp932")}),
        feed({"stops.txt": ""}),
        feed({"stops.txt": FILES["stops.txt"] + '"3_1,駅\n'}),
    ),
    good=(feed({"stops.txt": FILES["stops.txt"].encode("utf-8-sig")}),),
    check=OfFeed(of(_FIX, FeedKind.UNREADABLE)),
)
