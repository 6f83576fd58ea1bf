"""D021: a position that is not two or three numbers."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.geo.faults import GeoKind
from publisher.rules.geo_hits import feature, geojson, of, point
from publisher.rules.rule import OfGeoJson, Rule
from publisher.words import Text

_FIX = Text(
    "座標は、経度・緯度の順の2つの数（または高さを足した3つ）で書いてください。",
    "Write longitude and latitude as two numbers, or three with the height.",
)

RULE = Rule(
    id="D021",
    name="bad-position",
    severity=Severity.ERROR,
    title=Text("座標が数の組になっていない", "A position that is no pair of numbers"),
    why=Text(
        "そのデータは地図に出ないか、違う場所に出ます。",
        "The feature is not drawn, or drawn elsewhere.",
    ),
    fix=_FIX,
    decides=Text(
        "1つ1つの座標を確かめます。",
        "Every position is checked.",
    ),
    bad=(
        geojson(feature(point("135.6979", "34.6939"))),
        geojson(feature(point(135.6979, None))),
        geojson(feature({"type": "Point", "coordinates": [135.6979]})),
        geojson(feature({"type": "Point", "coordinates": [[135.6979, 34.6939]]})),
        geojson(feature({"type": "LineString", "coordinates": [135.6979, 34.6939]})),
        geojson(feature(point(1.7976931348623157e308, 1.7976931348623157e308))),
    ),
    good=(
        geojson(feature(point(135.6979, 34.6939))),
        geojson(feature({"type": "Point", "coordinates": [135.6979, 34.6939, 120]})),
        geojson(feature({"type": "MultiPoint", "coordinates": [[135, 34], [135.5, 34.5]]})),
    ),
    check=OfGeoJson(of(_FIX, GeoKind.POSITION)),
)
