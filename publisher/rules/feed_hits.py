"""From faults of a timetable feed to hits of the rules D040–D049, and their examples' files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from publisher.gtfs.faults import FeedFault, FeedKind
from publisher.gtfs.feed import Feed
from publisher.rules.examples import CsvExample
from publisher.rules.rule import Hit
from publisher.words import Text

WHOLE = Text("{what}。{fix}", "The timetable: {what}. {fix}")
NAMED = Text("{what}。{fix}", "{what}. {fix}")
"""Where what is wrong names the file already."""
FILE = Text("{file}：{what}。{fix}", "{file}: {what}. {fix}")
CELL = Text(
    "{file} の{line}行目「{column}」の「{value}」：{what}。{fix}",
    "{file}, line {line}, '{column}' '{value}': {what}. {fix}",
)
BLANK = Text(
    "{file} の{line}行目「{column}」：{what}。{fix}",
    "{file}, line {line}, '{column}': {what}. {fix}",
)
MORE = Text(
    "{file} には、同じことがこのほかに{count}か所あります。",
    "{file} has the same in {count} more {count:place|places}.",
)


def of(fix: Text, *kinds: FeedKind) -> Callable[[Feed], Iterator[Hit]]:
    """Return the look of a rule whose faults are of these kinds; `fix` ends every sentence."""

    def look(feed: Feed) -> Iterator[Hit]:
        for fault in feed.faults.of(*kinds):
            yield hit_of(fault, fix)
        yield from rest(feed, *kinds)

    return look


def rest(feed: Feed, *kinds: FeedKind) -> Iterator[Hit]:
    """Yield one hit for each file with faults that are only counted."""
    for file, _, count in feed.faults.more(*kinds):
        yield Hit(message=MORE, values={"file": file, "count": count})


def hit_of(fault: FeedFault, fix: Text, **changes: Any) -> Hit:
    """Return the hit of one fault; `changes` are fields of the hit."""
    values = {
        "file": fault.file,
        "line": fault.line or 0,
        "column": fault.column,
        "value": fault.value,
        "what": fault.note,
        "fix": fix,
    }
    if not fault.file:
        message = WHOLE
    elif fault.note.ja.startswith(fault.file):
        message = NAMED
    elif not fault.column:
        message = FILE
    else:
        message = CELL if fault.value else BLANK
    return Hit(line=fault.line, values=values, message=message, **changes)


FILES: Mapping[str, str] = {
    "agency.txt": (
        "agency_id,agency_name,agency_url,agency_timezone,agency_lang\n"
        "9000020123456,たけのこ交通,https://bus.example.jp/,Asia/Tokyo,ja\n"
    ),
    "stops.txt": (
        "stop_id,stop_name,stop_lat,stop_lon,location_type\n"
        "1_1,生駒駅前,34.6939,135.6979,0\n2_1,高山竹林園,34.7430,135.7290,0\n"
    ),
    "routes.txt": "route_id,agency_id,route_short_name,route_type\n1,9000020123456,たけまる号,3\n",
    "trips.txt": "route_id,service_id,trip_id\n1,平日,1_0800\n",
    "stop_times.txt": (
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        "1_0800,08:00:00,08:00:00,1_1,1\n1_0800,08:25:00,08:25:00,2_1,2\n"
    ),
    "calendar.txt": (
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
        "平日,1,1,1,1,1,0,0,20260401,20270331\n"
    ),
    "fare_attributes.txt": (
        "fare_id,price,currency_type,payment_method,transfers\n大人,200,JPY,0,0\n"
    ),
    "feed_info.txt": (
        ""
        "feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,feed_end_date,feed_version\n"
        "たけのこ交通,https://bus.example.jp/,ja,20260401,20270331,20260401\n"
    ),
    "translations.txt": (
        "table_name,field_name,language,translation,field_value\n"
        "stops,stop_name,ja-Hrkt,いこまえきまえ,生駒駅前\n"
    ),
}
"""A small sound feed of an invented company."""


def feed(
    changes: Mapping[str, str | bytes | None] | None = None, *, folder: str = ""
) -> CsvExample:
    """Return the sound feed as a zip with some files replaced; None removes one."""
    files = {**FILES, **(changes or {})}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            if text is not None:
                archive.writestr(zipfile.ZipInfo(f"{folder}{name}"), text)
    return CsvExample(content.getvalue(), "feed.zip")


def with_line(name: str, line: str) -> CsvExample:
    """Return the sound feed with one more line in one of its files."""
    return feed({name: f"{FILES[name]}{line}\n"})
