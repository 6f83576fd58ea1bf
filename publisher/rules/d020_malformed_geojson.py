"""D020: a GeoJSON file that lacks what every GeoJSON file has."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.geo.collection import Collection
from publisher.geo.faults import GeoKind
from publisher.rules.geo_hits import document, feature, geojson, of, point
from publisher.rules.rule import Hit, OfGeoJson, Rule
from publisher.words import Text

_FIX = Text(
    "作った地図の道具で「GeoJSON（RFC 7946）」として書き出し直してください。",
    "Export it again as GeoJSON (RFC 7946) with the tool that made it.",
)

_FIX_MISPLACED = Text(
    "項目の名前を変えるか、消してください。",
    "Rename the member, or drop it.",
)


def _check(seen: Collection) -> Iterator[Hit]:
    yield from of(_FIX, GeoKind.STRUCTURE)(seen)
    yield from of(_FIX_MISPLACED, GeoKind.MISPLACED, severity=Severity.WARNING)(seen)


RULE = Rule(
    id="D020",
    name="malformed-geojson",
    severity=Severity.ERROR,
    title=Text("GeoJSONの形になっていない", "Not the form of GeoJSON"),
    why=Text(
        "地図の道具が、ファイルの全部または一部を読み飛ばします。",
        "Map tools skip the file or parts of it.",
    ),
    fix=_FIX,
    decides=Text(
        "必要な項目と型を、仕様（RFC 7946）のとおりに確かめます。置けない項目があるだけなら警告です。",
        "Required members and types are checked as RFC 7946 states them; members without a place are a warning.",
    ),
    bad=(
        document([1, 2]),
        document({"type": "Topology", "objects": {}}),
        document({"type": "FeatureCollection"}),
        document({"type": "FeatureCollection", "features": {}}),
        geojson({"type": "feature", "properties": {}, "geometry": point(135.6979, 34.6939)}),
        geojson({"type": "Feature", "geometry": point(135.6979, 34.6939)}),
        geojson(feature({"type": "point", "coordinates": [135.6979, 34.6939]})),
        geojson(feature(point(135.6979, 34.6939)), bbox=[135.6, 34.6]),
        geojson(feature(point(135.6979, 34.6939)), bbox=[135.6, 34.7, 135.7, 34.6]),
        geojson(feature(point(135.6979, 34.6939)), properties={"年度": 2026}),
        document(
            {
                "geometryType": "esriGeometryPoint",
                "spatialReference": {"wkid": 4326},
                "features": [{"attributes": {"名称": "市役所"}, "geometry": {"x": 1, "y": 2}}],
            }
        ),
    ),
    good=(
        geojson(feature(point(135.6979, 34.6939))),
        geojson(
            feature(point(135.6979, 34.6939), id="a", bbox=[135.6, 34.6, 135.7, 34.7]), name="施設"
        ),
        geojson(feature(point(135.6979, 34.6939)), bbox=[153.9, 24.2, 122.9, 45.5]),
        document({"type": "Feature", "properties": None, "geometry": point(135.6979, 34.6939)}),
        document(point(135.6979, 34.6939)),
    ),
    check=OfGeoJson(_check),
)
