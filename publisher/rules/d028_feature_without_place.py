"""D028: a feature without geometry."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.geo.faults import GeoKind
from publisher.rules.geo_hits import feature, geojson, of, point
from publisher.rules.rule import Certainty, OfGeoJson, Rule
from publisher.words import Text

_FIX = Text(
    "座標を入れてください。場所がないものなら、そのままで構いません。",
    "Enter its position; if it has none, leave it.",
)

RULE = Rule(
    id="D028",
    name="feature-without-place",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("場所のないデータがある", "A feature without a place"),
    why=Text(
        "地図に出ません。",
        "The map does not show it.",
    ),
    fix=_FIX,
    decides=Text(
        "座標が空のデータを探します。わざと空にしたものかは分かりません。",
        "Features with an empty geometry; whether on purpose cannot be told.",
    ),
    bad=(
        geojson(feature(None)),
        geojson(feature({"type": "Point", "coordinates": []})),
    ),
    good=(geojson(feature(point(135.6979, 34.6939))),),
    check=OfGeoJson(of(_FIX, GeoKind.NO_GEOMETRY)),
)
