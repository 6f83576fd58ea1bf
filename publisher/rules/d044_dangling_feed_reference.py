"""D044: an id that the file it refers to does not have."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.gtfs.faults import FeedKind
from publisher.rules.feed_hits import feed, of, with_line
from publisher.rules.rule import OfFeed, Rule
from publisher.words import Text

_FIX = Text(
    "つながる先のファイルに足すか、番号を直してください。",
    "Add it there, or correct the id.",
)

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
        "路線・便・停留所・運行日・事業者・運賃・経路の形の番号を、つながる先と比べます。",
        "Ids of routes, trips, stops, services, agencies, fares and shapes are looked up.",
    ),
    bad=(
        with_line("trips.txt", "9,平日,9_0900"),
        with_line("trips.txt", "1,休日,1_0900"),
        with_line("stop_times.txt", "1_0800,08:30:00,08:30:00,9_9,3"),
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
    check=OfFeed(of(_FIX, FeedKind.REFERENCE)),
)
