"""D027: two features with one id."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.geo.faults import GeoKind
from publisher.rules.geo_hits import feature, geojson, of, point
from publisher.rules.rule import Certainty, OfGeoJson, Rule
from publisher.words import Text

_FIX = Text(
    "データごとに違う id を付けるか、id をなくしてください。",
    "Give each feature its own id, or none.",
)

RULE = Rule(
    id="D027",
    name="repeated-feature-id",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("同じ番号（id）のデータがある", "Two features with one id"),
    why=Text(
        "番号でデータを指したり、更新したりできません。",
        "Features cannot be named or updated by their id.",
    ),
    fix=_FIX,
    decides=Text(
        "id の値が同じデータを探します。",
        "Ids are compared.",
    ),
    bad=(
        geojson(
            feature(point(135.6979, 34.6939), id=1),
            feature(point(135.7290, 34.7430), "公民館", id=1),
        ),
    ),
    good=(
        geojson(
            feature(point(135.6979, 34.6939), id=1),
            feature(point(135.7290, 34.7430), "公民館", id="1"),
        ),
    ),
    check=OfGeoJson(of(_FIX, GeoKind.REPEATED_ID)),
)
