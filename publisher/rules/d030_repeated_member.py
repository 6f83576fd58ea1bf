"""D030: one name twice in a JSON object."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.geo.faults import GeoKind
from publisher.rules.examples import CsvExample
from publisher.rules.geo_hits import feature, geojson, of, point
from publisher.rules.rule import OfGeoJson, Rule
from publisher.words import Text

_FIX = Text(
    "項目の名前を変えるか、片方を消してください。",
    "Rename one of them, or delete it.",
)

RULE = Rule(
    id="D030",
    name="repeated-member",
    severity=Severity.ERROR,
    title=Text("同じ項目が2回書かれている", "One member written twice"),
    why=Text(
        "道具によって、どちらか一方の値だけが残ります。",
        "One of the two values is lost, which one depends on the tool.",
    ),
    fix=_FIX,
    decides=Text(
        "1つのまとまりの中の同じ名前を探します。",
        "Names within one object are compared.",
    ),
    bad=(
        CsvExample(
            '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": '
            '{"電話": "0743-74-1111", "電話": "0743-74-2222"}, "geometry": '
            '{"type": "Point", "coordinates": [135.6979, 34.6939]}}]}'.encode(),
            "example.geojson",
        ),
    ),
    good=(geojson(feature(point(135.6979, 34.6939))),),
    check=OfGeoJson(of(_FIX, GeoKind.REPEATED_MEMBER)),
)
