"""D033: a GeoJSON file of which the server says that there is more."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.geo.faults import GeoKind
from publisher.rules.geo_hits import feature, geojson, of, point
from publisher.rules.rule import OfGeoJson, Rule
from publisher.words import Text

_FIX = Text(
    "全件を取り出して、1つのファイルにまとめてください。",
    "Fetch all features and put them into one file.",
)

RULE = Rule(
    id="D033",
    name="partial-export",
    severity=Severity.WARNING,
    title=Text("途中までのデータ", "An export that was cut short"),
    why=Text(
        "残りのデータがないことに、使う人は気づけません。",
        "Nobody who uses it can tell that the rest is missing.",
    ),
    fix=_FIX,
    decides=Text(
        "地図の配信元が「まだ続きがある」と書いた項目（exceededTransferLimit）を見ます。",
        "The member exceededTransferLimit, in which the map server says that there is more.",
    ),
    bad=(
        geojson(feature(point(135.6979, 34.6939)), exceededTransferLimit=True),
        geojson(feature(point(135.6979, 34.6939)), properties={"exceededTransferLimit": True}),
    ),
    good=(
        geojson(feature(point(135.6979, 34.6939)), exceededTransferLimit=False),
        geojson(feature(point(135.6979, 34.6939), exceededTransferLimit=True)),
    ),
    check=OfGeoJson(of(_FIX, GeoKind.PARTIAL)),
)
