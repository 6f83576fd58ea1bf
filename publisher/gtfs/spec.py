"""What GTFS and GTFS-JP ask of a feed's files: data only.

Sources: the GTFS Schedule Reference (gtfs.org); GTFS-JP, 3rd edition (国土交通省, July 2021) and
4th edition (19 March 2026), which keeps agency_jp, office_jp and pattern_jp as extensions of the
3rd only. Extensions are never demanded here; where they are there, their own keys must hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

REQUIRED = ("agency.txt", "stops.txt", "routes.txt", "trips.txt", "stop_times.txt")
"""Files without which there is no feed (GTFS Schedule Reference, "Required")."""
JAPAN_REQUIRED = ("feed_info.txt", "translations.txt")
"""Files that GTFS-JP requires beyond these (2nd edition and later)."""
FARES = ("fare_attributes.txt", "fare_products.txt")
"""One of them must be there in GTFS-JP: fares are required since its 2nd edition."""
MARKS = frozenset({*REQUIRED, "calendar.txt", "calendar_dates.txt"})
"""Names that show that a zip is a feed."""
MARKS_NEEDED = 3
NAMES_LIMIT = 2_000_000
"""Names and keys of one kind that are remembered; beyond, they are not judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSpec:
    """One file of a feed."""

    columns: tuple[str, ...] = ()
    """Required ones; every cell of them must be filled."""
    japan: tuple[str, ...] = ()
    """Columns that GTFS-JP requires beyond these."""
    one_of: tuple[str, ...] = ()
    """Columns of which at least one must be there."""
    key: tuple[str, ...] = ()
    """Columns that together stand only once."""


_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FILES: Mapping[str, FileSpec] = {
    "agency.txt": FileSpec(
        columns=("agency_name", "agency_url", "agency_timezone"),
        japan=("agency_id", "agency_lang"),
        key=("agency_id",),
    ),
    "stops.txt": FileSpec(
        columns=("stop_id", "stop_name", "stop_lat", "stop_lon"), key=("stop_id",)
    ),
    "routes.txt": FileSpec(
        columns=("route_id", "route_type"),
        japan=("agency_id",),
        one_of=("route_short_name", "route_long_name"),
        key=("route_id",),
    ),
    "trips.txt": FileSpec(columns=("route_id", "service_id", "trip_id"), key=("trip_id",)),
    "stop_times.txt": FileSpec(
        columns=("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence")
    ),
    "calendar.txt": FileSpec(
        columns=("service_id", *_DAYS, "start_date", "end_date"), key=("service_id",)
    ),
    "calendar_dates.txt": FileSpec(
        columns=("service_id", "date", "exception_type"), key=("service_id", "date")
    ),
    "fare_attributes.txt": FileSpec(
        columns=("fare_id", "price", "currency_type", "payment_method", "transfers"),
        key=("fare_id",),
    ),
    "fare_rules.txt": FileSpec(columns=("fare_id",)),
    "shapes.txt": FileSpec(
        columns=("shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence")
    ),
    "frequencies.txt": FileSpec(columns=("trip_id", "start_time", "end_time", "headway_secs")),
    "transfers.txt": FileSpec(columns=("transfer_type",)),
    "feed_info.txt": FileSpec(
        columns=("feed_publisher_name", "feed_publisher_url", "feed_lang"),
        japan=("feed_start_date", "feed_end_date", "feed_version"),
    ),
    "translations.txt": FileSpec(columns=("translation",), one_of=("language", "lang")),
    "agency_jp.txt": FileSpec(columns=("agency_id",), key=("agency_id",)),
    "office_jp.txt": FileSpec(columns=("office_id", "office_name"), key=("office_id",)),
    "routes_jp.txt": FileSpec(columns=("route_id",), key=("route_id",)),
    "attributions.txt": FileSpec(columns=("organization_name",)),
    "levels.txt": FileSpec(columns=("level_id", "level_index"), key=("level_id",)),
    "pathways.txt": FileSpec(
        columns=("pathway_id", "from_stop_id", "to_stop_id", "pathway_mode", "is_bidirectional"),
        key=("pathway_id",),
    ),
    "areas.txt": FileSpec(columns=("area_id",), key=("area_id",)),
    "stop_areas.txt": FileSpec(columns=("area_id", "stop_id"), key=("area_id", "stop_id")),
    "networks.txt": FileSpec(columns=("network_id",), key=("network_id",)),
    "route_networks.txt": FileSpec(columns=("network_id", "route_id"), key=("route_id",)),
    "timeframes.txt": FileSpec(columns=("timeframe_group_id", "service_id")),
    "fare_media.txt": FileSpec(
        columns=("fare_media_id", "fare_media_type"), key=("fare_media_id",)
    ),
    "rider_categories.txt": FileSpec(
        columns=("rider_category_id", "rider_category_name"), key=("rider_category_id",)
    ),
    "fare_products.txt": FileSpec(columns=("fare_product_id", "amount", "currency")),
    "fare_leg_rules.txt": FileSpec(columns=("fare_product_id",)),
    "fare_transfer_rules.txt": FileSpec(columns=("fare_transfer_type",)),
    "location_groups.txt": FileSpec(columns=("location_group_id",), key=("location_group_id",)),
    "location_group_stops.txt": FileSpec(columns=("location_group_id", "stop_id")),
    "booking_rules.txt": FileSpec(
        columns=("booking_rule_id", "booking_type"), key=("booking_rule_id",)
    ),
    "pattern_jp.txt": FileSpec(columns=("jp_pattern_id",), key=("jp_pattern_id",)),
}
BLANKS = frozenset(
    {
        ("stop_times.txt", "arrival_time"),
        ("stop_times.txt", "departure_time"),
        ("stop_times.txt", "stop_id"),
        ("fare_attributes.txt", "transfers"),
        ("transfers.txt", "transfer_type"),
        ("stops.txt", "stop_name"),
        ("stops.txt", "stop_lat"),
        ("stops.txt", "stop_lon"),
        ("translations.txt", "translation"),
    }
)
"""Required columns of which a cell may be blank, always or on a condition of its row."""
DATES = frozenset({"start_date", "end_date", "date", "feed_start_date", "feed_end_date"})
TIMES = frozenset({"arrival_time", "departure_time", "start_time", "end_time"})
NUMBERS = frozenset(
    {
        *("stop_lat", "stop_lon", "shape_pt_lat", "shape_pt_lon", "shape_dist_traveled"),
        *("price", "amount", "level_index"),
    }
)
COUNTS = frozenset({"stop_sequence", "shape_pt_sequence", "headway_secs"})
"""Whole numbers from 0."""
COLOURS = frozenset({"route_color", "route_text_color"})
ROUTE_TYPE = "route_type"
CODES: Mapping[str, frozenset[str]] = {
    **{day: frozenset("01") for day in _DAYS},
    "exception_type": frozenset("12"),
    "direction_id": frozenset("01"),
    "location_type": frozenset("01234"),
    "pickup_type": frozenset("0123"),
    "drop_off_type": frozenset("0123"),
    "payment_method": frozenset("01"),
    "wheelchair_boarding": frozenset("012"),
    "wheelchair_accessible": frozenset("012"),
    "bikes_allowed": frozenset("012"),
    "timepoint": frozenset("01"),
    "continuous_pickup": frozenset("0123"),
    "continuous_drop_off": frozenset("0123"),
    "transfer_type": frozenset("012345"),
    "pathway_mode": frozenset("1234567"),
    "is_bidirectional": frozenset("01"),
}
PLACES = (("stops.txt", "stop_lat", "stop_lon"), ("shapes.txt", "shape_pt_lat", "shape_pt_lon"))
SERVICE = "service"
"""What calendar.txt and calendar_dates.txt name together."""
NETWORK = "network"
"""What networks.txt and routes.txt name."""
NAMED: Mapping[tuple[str, str], str] = {
    ("agency.txt", "agency_id"): "agency.txt",
    ("stops.txt", "stop_id"): "stops.txt",
    ("stops.txt", "zone_id"): "zone",
    ("routes.txt", "route_id"): "routes.txt",
    ("trips.txt", "trip_id"): "trips.txt",
    ("calendar.txt", "service_id"): SERVICE,
    ("calendar_dates.txt", "service_id"): SERVICE,
    ("shapes.txt", "shape_id"): "shapes.txt",
    ("fare_attributes.txt", "fare_id"): "fare_attributes.txt",
    ("office_jp.txt", "office_id"): "office_jp.txt",
    ("pattern_jp.txt", "jp_pattern_id"): "pattern_jp.txt",
    ("attributions.txt", "attribution_id"): "attributions.txt",
    ("levels.txt", "level_id"): "levels.txt",
    ("pathways.txt", "pathway_id"): "pathways.txt",
    ("areas.txt", "area_id"): "areas.txt",
    ("networks.txt", "network_id"): NETWORK,
    ("routes.txt", "network_id"): NETWORK,
    ("timeframes.txt", "timeframe_group_id"): "timeframes.txt",
    ("fare_media.txt", "fare_media_id"): "fare_media.txt",
    ("rider_categories.txt", "rider_category_id"): "rider_categories.txt",
    ("fare_products.txt", "fare_product_id"): "fare_products.txt",
    ("fare_leg_rules.txt", "leg_group_id"): "fare_leg_rules.txt",
    ("location_groups.txt", "location_group_id"): "location_groups.txt",
    ("booking_rules.txt", "booking_rule_id"): "booking_rules.txt",
}
"""Columns that name things, and where the names are kept."""
REFERENCES: Mapping[tuple[str, str], str] = {
    ("routes.txt", "agency_id"): "agency.txt",
    ("fare_attributes.txt", "agency_id"): "agency.txt",
    ("agency_jp.txt", "agency_id"): "agency.txt",
    ("trips.txt", "route_id"): "routes.txt",
    ("trips.txt", "service_id"): SERVICE,
    ("trips.txt", "shape_id"): "shapes.txt",
    ("trips.txt", "jp_office_id"): "office_jp.txt",
    ("trips.txt", "jp_pattern_id"): "pattern_jp.txt",
    ("stop_times.txt", "trip_id"): "trips.txt",
    ("stop_times.txt", "stop_id"): "stops.txt",
    ("stops.txt", "parent_station"): "stops.txt",
    ("fare_rules.txt", "fare_id"): "fare_attributes.txt",
    ("fare_rules.txt", "route_id"): "routes.txt",
    ("fare_rules.txt", "origin_id"): "zone",
    ("fare_rules.txt", "destination_id"): "zone",
    ("fare_rules.txt", "contains_id"): "zone",
    ("frequencies.txt", "trip_id"): "trips.txt",
    ("transfers.txt", "from_stop_id"): "stops.txt",
    ("transfers.txt", "to_stop_id"): "stops.txt",
    ("routes_jp.txt", "route_id"): "routes.txt",
    ("transfers.txt", "from_route_id"): "routes.txt",
    ("transfers.txt", "to_route_id"): "routes.txt",
    ("transfers.txt", "from_trip_id"): "trips.txt",
    ("transfers.txt", "to_trip_id"): "trips.txt",
    ("attributions.txt", "agency_id"): "agency.txt",
    ("attributions.txt", "route_id"): "routes.txt",
    ("attributions.txt", "trip_id"): "trips.txt",
    ("stops.txt", "level_id"): "levels.txt",
    ("pathways.txt", "from_stop_id"): "stops.txt",
    ("pathways.txt", "to_stop_id"): "stops.txt",
    ("stop_areas.txt", "area_id"): "areas.txt",
    ("stop_areas.txt", "stop_id"): "stops.txt",
    ("route_networks.txt", "network_id"): NETWORK,
    ("route_networks.txt", "route_id"): "routes.txt",
    ("timeframes.txt", "service_id"): SERVICE,
    ("fare_products.txt", "fare_media_id"): "fare_media.txt",
    ("fare_products.txt", "rider_category_id"): "rider_categories.txt",
    ("fare_leg_rules.txt", "fare_product_id"): "fare_products.txt",
    ("fare_leg_rules.txt", "network_id"): NETWORK,
    ("fare_leg_rules.txt", "from_area_id"): "areas.txt",
    ("fare_leg_rules.txt", "to_area_id"): "areas.txt",
    ("fare_leg_rules.txt", "from_timeframe_group_id"): "timeframes.txt",
    ("fare_leg_rules.txt", "to_timeframe_group_id"): "timeframes.txt",
    ("fare_transfer_rules.txt", "from_leg_group_id"): "fare_leg_rules.txt",
    ("fare_transfer_rules.txt", "to_leg_group_id"): "fare_leg_rules.txt",
    ("fare_transfer_rules.txt", "fare_product_id"): "fare_products.txt",
    ("location_group_stops.txt", "location_group_id"): "location_groups.txt",
    ("location_group_stops.txt", "stop_id"): "stops.txt",
    ("stop_times.txt", "location_group_id"): "location_groups.txt",
    ("stop_times.txt", "pickup_booking_rule_id"): "booking_rules.txt",
    ("stop_times.txt", "drop_off_booking_rule_id"): "booking_rules.txt",
}
"""Columns whose filled cells must be names kept there."""
TRANSLATED: Mapping[str, str] = {
    **{name: f"{name}.txt" for name in ("agency", "stops", "routes", "trips")},
    **{name: f"{name}.txt" for name in ("levels", "pathways", "attributions")},
    "stop_times": "trips.txt",
}
"""Where the `record_id` of a translation must be named, by its `table_name`."""
SHOWN: Mapping[str, str] = {
    SERVICE: "calendar.txt・calendar_dates.txt",
    NETWORK: "networks.txt・routes.txt",
    "zone": "stops.txt",
}
"""Where names are kept, as people know it; otherwise the file's own name."""
PERIODS: Mapping[str, tuple[str, str]] = {
    "calendar.txt": ("start_date", "end_date"),
    "feed_info.txt": ("feed_start_date", "feed_end_date"),
    "frequencies.txt": ("start_time", "end_time"),
}
"""Columns of a first and a last day or time."""
