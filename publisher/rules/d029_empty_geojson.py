"""D029: a GeoJSON file without any feature."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.geo.faults import GeoKind
from publisher.rules.geo_hits import feature, geojson, of, point
from publisher.rules.rule import Certainty, OfGeoJson, Rule
from publisher.words import Text

_FIX = Text(
    "元のデータから書き出し直してください。",
    "Export it again from its source.",
)

RULE = Rule(
    id="D029",
    name="empty-geojson",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("GeoJSONにデータがない", "GeoJSON without data"),
    why=Text(
        "開いても何も出ません。書き出しの失敗であることが多いです。",
        "It shows nothing; mostly an export that failed.",
    ),
    fix=_FIX,
    decides=Text(
        "データが1件もないファイルです。",
        "A collection without a feature.",
    ),
    bad=(geojson(),),
    good=(geojson(feature(point(135.6979, 34.6939))),),
    check=OfGeoJson(of(_FIX, GeoKind.EMPTY)),
)
