"""D042: a file that every feed must have is missing."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.gtfs.faults import FeedKind
from publisher.rules.feed_hits import feed, of
from publisher.rules.rule import OfFeed, Rule
from publisher.words import Text

_FIX = Text(
    "作った道具で、足りないファイルも書き出してください。",
    "Export the missing file as well.",
)

RULE = Rule(
    id="D042",
    name="missing-feed-file",
    severity=Severity.ERROR,
    title=Text("時刻表データに必要なファイルがない", "A required file of the timetable is missing"),
    why=Text(
        "時刻表として読み込めません。",
        "It cannot be loaded as a timetable.",
    ),
    fix=_FIX,
    decides=Text(
        "GTFSが必ず求めるファイルだけを見ます（GTFS-JPの分はD049）。",
        "Only what GTFS itself requires; GTFS-JP is D049.",
    ),
    bad=(
        feed({"stop_times.txt": None}),
        feed({"calendar.txt": None}),
    ),
    good=(
        feed(
            {
                "calendar.txt": None,
                "calendar_dates.txt": "service_id,date,exception_type\n平日,20260401,1\n",
            }
        ),
    ),
    check=OfFeed(of(_FIX, FeedKind.NO_FILE)),
)
