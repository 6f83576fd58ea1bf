"""D024: latitude before longitude."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.geo.faults import GeoKind
from publisher.rules.geo_hits import feature, geojson, of, point
from publisher.rules.rule import OfGeoJson, Rule
from publisher.words import Text

_FIX = Text(
    "経度（135.6979）を先、緯度（34.6939）を後に入れ替えてください。",
    "Put the longitude (135.6979) first, the latitude (34.6939) second.",
)

RULE = Rule(
    id="D024",
    name="swapped-geojson",
    severity=Severity.ERROR,
    title=Text("GeoJSONの緯度と経度が逆", "Latitude and longitude exchanged in GeoJSON"),
    why=Text(
        "地図では日本のはるか外に出ます。",
        "The map shows it far from Japan.",
    ),
    fix=_FIX,
    decides=Text(
        "入れ替えたときだけ日本の中になる座標なので、確かです。",
        "Certain: only exchanged does the position lie in Japan.",
    ),
    bad=(
        geojson(feature(point(34.6939, 135.6979))),
        geojson(feature(point(135.6979, 34.6939)), bbox=[34.6, 135.6, 34.7, 135.7]),
    ),
    good=(
        geojson(feature(point(135.6979, 34.6939))),
        geojson(feature(point(122.93, 24.45), "与那国島"), feature(point(153.98, 24.28), "南鳥島")),
    ),
    check=OfGeoJson(of(_FIX, GeoKind.SWAPPED)),
)
