"""D046: a date, time, number or code of a feed that is none."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.gtfs import spec
from publisher.gtfs.faults import FeedKind
from publisher.gtfs.feed import Feed
from publisher.rules.feed_hits import feed, hit_of, rest, with_line
from publisher.rules.rule import Hit, OfFeed, Rule
from publisher.words import Text

_FIX = Text(
    "日付は20260401、時刻は08:05:00の形で書いてください。",
    "Write dates as 20260401, times as 08:05:00.",
)

_FIX_OTHERS = Text("正しい値に直してください。", "Correct the value.")

ROUTES = (
    "route_id,agency_id,route_short_name,route_type,route_color\n"
    "1,9000020123456,たけまる号,3,FF8000\n"
)


def _check(seen: Feed) -> Iterator[Hit]:
    for fault in seen.faults.of(FeedKind.VALUE):
        is_time = fault.column in spec.DATES | spec.TIMES
        yield hit_of(fault, _FIX if is_time else _FIX_OTHERS)
    yield from rest(seen, FeedKind.VALUE)


RULE = Rule(
    id="D046",
    name="bad-feed-value",
    severity=Severity.ERROR,
    title=Text(
        "時刻表データの日付・時刻・数が読めない",
        "A date, time or number of the timetable that is none",
    ),
    why=Text(
        "その行が読み飛ばされます。",
        "The row is skipped.",
    ),
    fix=_FIX,
    decides=Text(
        "日付・時刻・座標・順番・色・区分の列の値を全部確かめます。24時を超える時刻は正しい書き方です。",
        "Every date, time, coordinate, count, colour and code; hours beyond 24 are right.",
    ),
    bad=(
        with_line("stop_times.txt", "1_0800,8時30分,08:30:00,2_1,3"),
        with_line("calendar.txt", "休日,0,0,0,0,0,1,1,2026/04/01,20270331"),
        with_line("calendar.txt", "休日,0,0,0,0,0,1,1,20260231,20270331"),
        with_line("stops.txt", "3_1,ならやま,北緯34.7,135.8,0"),
        with_line("stops.txt", "3_1,ならやま,34.7,135.8,9"),
        with_line("stop_times.txt", "1_0800,08:30:00,08:30:00,2_1,1.5"),
        feed({"routes.txt": ROUTES.replace("FF8000", "#FF8000")}),
    ),
    good=(
        with_line("stop_times.txt", "1_0800,25:10:00,25:10:00,2_1,3"),
        with_line("stop_times.txt", "1_0800,9:05:00,9:05:00,2_1,3"),
        feed({"routes.txt": ROUTES}),
    ),
    check=OfFeed(_check),
)
