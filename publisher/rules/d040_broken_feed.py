"""D040: a timetable zip that cannot be opened as one."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.gtfs.faults import FeedKind
from publisher.gtfs.feed import Feed
from publisher.rules.examples import CsvExample
from publisher.rules.feed_hits import FILES, feed, of
from publisher.rules.rule import Hit, OfFeed, Rule
from publisher.words import Text

_FIX = Text(
    "作った道具から書き出し、フォルダに入れずに1つのzipにまとめ直してください。",
    "Export it again, and zip the files without a folder around them.",
)
_FIX_FOLDER = Text(
    "ファイルをフォルダに入れず、そのまま1つのzipにまとめ直してください。",
    "Zip the files again, without a folder around them.",
)


def _check(seen: Feed) -> Iterator[Hit]:
    yield from of(_FIX, FeedKind.ARCHIVE)(seen)
    yield from of(_FIX_FOLDER, FeedKind.SUBFOLDER)(seen)


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
        feed({"stops.txt": None, "STOPS.TXT": FILES["stops.txt"]}),
        CsvExample(feed().content.replace(b"1_0800,08:00:00", b"1_0800,99:00:00"), "feed.zip"),
    ),
    good=(
        feed(),
        feed({"shapes.txt": None, "read_me.md": "x"}),
    ),
    check=OfFeed(_check),
)
