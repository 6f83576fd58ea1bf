"""D045: a key of a feed that stands twice."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.gtfs.faults import FeedKind
from publisher.rules.feed_hits import of, with_line
from publisher.rules.rule import OfFeed, Rule
from publisher.words import Text

_FIX = Text(
    "片方を消すか、番号を変えてください。",
    "Delete one, or change its id.",
)

RULE = Rule(
    id="D045",
    name="repeated-feed-key",
    severity=Severity.ERROR,
    title=Text("時刻表データに同じ番号の行が2つある", "Two rows of the timetable with one id"),
    why=Text(
        "どちらの行が正しいか、読む側には分かりません。",
        "Readers cannot tell which row holds.",
    ),
    fix=_FIX,
    decides=Text(
        "ファイルごとの番号の列と、1つの便の順番を比べます。",
        "The id columns of each file, and the sequence within a trip.",
    ),
    bad=(
        with_line("stops.txt", "1_1,生駒駅前,34.6939,135.6979,0"),
        with_line("stop_times.txt", "1_0800,08:30:00,08:30:00,1_1,2"),
    ),
    good=(with_line("stops.txt", "1_2,生駒駅前,34.6939,135.6979,0"),),
    check=OfFeed(of(_FIX, FeedKind.REPEATED)),
)
