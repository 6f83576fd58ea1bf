"""D044: an id that the file it refers to does not have."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.gtfs.faults import FeedKind
from publisher.gtfs.feed import Feed
from publisher.rules.feed_hits import feed, hit_of, of, with_line
from publisher.rules.rule import Hit, OfFeed, Rule
from publisher.words import Text

_FIX = Text(
    "つながる先のファイルに足すか、番号を直してください。",
    "Add it there, or correct the id.",
)

_FIX_UNUSED = Text(
    "stop_times.txt に停車を足すか、便を消してください。",
    "Add its stops to stop_times.txt, or delete the trip.",
)


def _check(seen: Feed) -> Iterator[Hit]:
    yield from of(_FIX, FeedKind.REFERENCE)(seen)
    for fault in seen.faults.of(FeedKind.UNUSED):
        yield hit_of(fault, _FIX_UNUSED, severity=Severity.WARNING)


RULE = Rule(
    id="D044",
    name="dangling-feed-reference",
    severity=Severity.ERROR,
    title=Text(
        "時刻表データのつながりが切れている", "A reference in the timetable that leads nowhere"
    ),
    why=Text(
        "その便や停留所が案内に出ません。",
        "The trip or stop is left out.",
    ),
    fix=_FIX,
    decides=Text(
        "路線・便・停留所・運行日・事業者・運賃・経路の形・よみがなの番号を、つながる先と比べます。停車のない便は警告です。",
        "Ids of routes, trips, stops, services, agencies, fares, shapes and translations are looked up. Trips without stops are a warning.",
    ),
    bad=(
        with_line("trips.txt", "9,平日,9_0900"),
        with_line("trips.txt", "1,休日,1_0900"),
        with_line("stop_times.txt", "1_0800,08:30:00,08:30:00,9_9,3"),
        feed(
            {
                "translations.txt": "table_name,field_name,language,translation,record_id\nstops,stop_name,ja-Hrkt,ならやま,9_9\n"
            }
        ),
        with_line("trips.txt", "1,平日,1_0900"),
        feed(
            {"transfers.txt": "from_stop_id,to_stop_id,transfer_type,from_trip_id\n1_1,2_1,0,9\n"}
        ),
        feed(
            {"routes.txt": "route_id,agency_id,route_short_name,route_type\n1,他社,たけまる号,3\n"}
        ),
        feed(
            {
                "stops.txt": "stop_id,stop_name,stop_lat,stop_lon,parent_station\n1_1,生駒駅前,34.6939,135.6979,9\n2_1,高山竹林園,34.7430,135.7290,\n"
            }
        ),
    ),
    good=(
        feed(
            {
                "stops.txt": "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n1_1,生駒駅前,34.6939,135.6979,0,1\n2_1,高山竹林園,34.7430,135.7290,0,\n1,生駒駅前,34.6939,135.6979,1,\n"
            }
        ),
        feed({"trips.txt": "route_id,service_id,trip_id,jp_pattern_id\n1,平日,1_0800,7\n"}),
    ),
    check=OfFeed(_check),
)
