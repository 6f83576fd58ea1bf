"""D048: time that runs backwards in a feed."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.gtfs.faults import FeedKind
from publisher.rules.feed_hits import of, with_line
from publisher.rules.rule import OfFeed, Rule
from publisher.words import Text

_FIX = Text(
    "時刻（日をまたぐなら25:10:00の形）や期間を直してください。",
    "Correct the times (25:10:00 after midnight) or the period.",
)

RULE = Rule(
    id="D048",
    name="backward-time",
    severity=Severity.ERROR,
    title=Text("時刻表データの時間が逆戻りしている", "Time runs backwards in the timetable"),
    why=Text(
        "着くより先に出る便になり、案内に出ません。",
        "The trip arrives before it leaves, and is left out.",
    ),
    fix=_FIX,
    decides=Text(
        "1つの便の時刻を停留所の順に、運行期間を始まりと終わりで比べます。",
        "Times of a trip in the order of its stops; first and last days.",
    ),
    bad=(
        with_line("stop_times.txt", "1_0800,08:20:00,08:20:00,1_1,3"),
        with_line("stop_times.txt", "1_0800,08:30:00,08:29:00,1_1,3"),
        with_line("calendar.txt", "休日,0,0,0,0,0,1,1,20270401,20270331"),
    ),
    good=(with_line("stop_times.txt", "1_0800,08:25:00,08:25:00,1_1,3"),),
    check=OfFeed(of(_FIX, FeedKind.ORDER)),
)
