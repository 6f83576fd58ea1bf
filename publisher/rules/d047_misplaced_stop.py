"""D047: a stop of a feed that is not in Japan."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.gtfs.faults import FeedKind
from publisher.gtfs.feed import Feed
from publisher.rules.feed_hits import hit_of, rest, with_line
from publisher.rules.rule import Certainty, Hit, OfFeed, Rule
from publisher.words import Text

_FIX = Text(
    "stop_lat に緯度（34.6939）、stop_lon に経度（135.6979）を入れてください。",
    "Latitude (34.6939) goes to stop_lat, longitude (135.6979) to stop_lon.",
)


def _check(seen: Feed) -> Iterator[Hit]:
    for fault in seen.faults.of(FeedKind.SWAPPED):
        yield hit_of(fault, _FIX, certainty=Certainty.CERTAIN, severity=Severity.ERROR)
    for fault in seen.faults.of(FeedKind.OUTSIDE):
        yield hit_of(fault, _FIX)
    yield from rest(seen, FeedKind.SWAPPED, FeedKind.OUTSIDE)


RULE = Rule(
    id="D047",
    name="misplaced-stop",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text(
        "停留所の場所が日本の外、または緯度と経度が逆",
        "A stop outside of Japan, or with exchanged coordinates",
    ),
    why=Text(
        "地図と乗換案内に、違う場所で出ます。",
        "Maps and planners show it elsewhere.",
    ),
    fix=_FIX,
    decides=Text(
        "入れ替えると日本の中になるものは確か、ほかの国の場所は疑いです。",
        "Certain where exchanging them leads to Japan, else likely.",
    ),
    bad=(
        with_line("stops.txt", "3_1,ならやま,135.8,34.7,0"),
        with_line("stops.txt", "3_1,ならやま,0,0,0"),
    ),
    good=(with_line("stops.txt", "3_1,父島,27.09,142.2,0"),),
    check=OfFeed(_check),
)
