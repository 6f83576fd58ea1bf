"""D031: so many property names that they are no columns."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.geo.faults import GeoKind
from publisher.rules.geo_hits import feature, geojson, of, point
from publisher.rules.rule import Certainty, OfGeoJson, Rule
from publisher.words import Text

_FIX = Text(
    "名前の所に値が入っていないか確かめ、項目の名前をそろえてください。",
    "See whether values stand where names belong; give all features the same names.",
)

RULE = Rule(
    id="D031",
    name="endless-property-names",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("項目の名前が多すぎる", "Too many property names"),
    why=Text(
        "表にできず、項目ごとの検査もできません。",
        "It makes no table, and its columns cannot be checked.",
    ),
    fix=_FIX,
    decides=Text(
        "ファイル全体で、項目の名前が500種類を超えるときです。",
        "More than 500 different names in the file.",
    ),
    bad=(
        geojson(
            *(
                {
                    "type": "Feature",
                    "properties": {f"値{number}": 1},
                    "geometry": point(135.6979, 34.6939),
                }
                for number in range(501)
            )
        ),
    ),
    good=(geojson(feature(point(135.6979, 34.6939))),),
    check=OfGeoJson(of(_FIX, GeoKind.NAMES)),
)
