"""D040: a timetable zip that cannot be opened as one."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.gtfs.faults import FeedKind
from publisher.rules.examples import CsvExample
from publisher.rules.feed_hits import feed, of
from publisher.rules.rule import OfFeed, Rule
from publisher.words import Text

_FIX = Text(
    "ファイルをフォルダーに入れず、そのまま1つのzipにまとめ直してください。",
    "Zip the files again, without a folder around them.",
)

RULE = Rule(
    id="D040",
    name="broken-feed",
    severity=Severity.ERROR,
    title=Text(
        "zipが壊れているか、時刻表データ（GTFS）の形と違う",
        "A zip that is broken, or not in the form of a timetable",
    ),
    why=Text(
        "乗換案内の会社やアプリが取り込めません。",
        "Journey planners cannot import it.",
    ),
    fix=_FIX,
    decides=Text(
        "zipの一覧と中身を最後まで読んで確かめます。",
        "The zip is listed and unpacked to its end.",
    ),
    bad=(
        feed(folder="gtfs/"),
        CsvExample(feed().content[:900], "feed.zip"),
        feed({"../x.txt": "a"}),
        CsvExample(feed().content.replace(b"1_0800,08:00:00", b"1_0800,99:00:00"), "feed.zip"),
    ),
    good=(
        feed(),
        feed({"shapes.txt": None, "read_me.md": "x"}),
    ),
    check=OfFeed(of(_FIX, FeedKind.ARCHIVE, FeedKind.SUBFOLDER)),
)
