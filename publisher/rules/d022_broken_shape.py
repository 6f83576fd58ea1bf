"""D022: a line or an area that does not hold together."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.geo.faults import GeoKind
from publisher.rules.geo_hits import feature, geojson, of, polygon
from publisher.rules.rule import OfGeoJson, Rule
from publisher.words import Text

_FIX = Text(
    "作った地図の道具で形を直し、書き出し直してください。",
    "Repair the shape in the tool that made it and export it again.",
)

RULE = Rule(
    id="D022",
    name="broken-shape",
    severity=Severity.ERROR,
    title=Text(
        "線や面の点が足りない、または閉じていない", "A line or area that does not hold together"
    ),
    why=Text(
        "面として塗れず、面積や内外の判定ができません。",
        "It cannot be filled, measured or searched.",
    ),
    fix=_FIX,
    decides=Text(
        "線は2点以上、面の輪は4点以上で最初と最後が同じ点かを確かめます。",
        "Lines need two positions, rings four, the last being the first.",
    ),
    bad=(
        geojson(feature({"type": "LineString", "coordinates": [[135.6979, 34.6939]]})),
        geojson(
            feature(polygon((135.69, 34.69), (135.70, 34.69), (135.70, 34.70), (135.69, 34.70)))
        ),
        geojson(feature(polygon((135.69, 34.69), (135.70, 34.69), (135.69, 34.69)))),
    ),
    good=(
        geojson(
            feature(
                polygon(
                    (135.69, 34.69),
                    (135.70, 34.69),
                    (135.70, 34.70),
                    (135.69, 34.70),
                    (135.69, 34.69),
                )
            )
        ),
        geojson(feature({"type": "LineString", "coordinates": [[135.69, 34.69], [135.70, 34.69]]})),
    ),
    check=OfGeoJson(of(_FIX, GeoKind.SHAPE)),
)
