"""D023: a ring that runs against the right-hand rule."""

from __future__ import annotations

from publisher.findings import Severity
from publisher.geo.faults import GeoKind
from publisher.rules.geo_hits import feature, geojson, of, polygon
from publisher.rules.rule import OfGeoJson, Rule
from publisher.words import Text

_FIX = Text(
    "地図の道具で「GeoJSON（RFC 7946）」として書き出し直すと、向きがそろいます。",
    "Exporting it again as GeoJSON (RFC 7946) puts it right.",
)

RULE = Rule(
    id="D023",
    name="wrong-winding",
    severity=Severity.INFO,
    title=Text("面の輪の向きが逆", "A ring that runs the wrong way"),
    why=Text(
        "多くの道具は直して読みますが、面の内と外を逆に塗るものがあります。",
        "Most tools mend it; some fill the outside instead of the inside.",
    ),
    fix=_FIX,
    decides=Text(
        "外側の輪は反時計回り、穴は時計回りかを、面積の符号で確かめます。",
        "Outer rings run counterclockwise, holes clockwise: the signed area tells.",
    ),
    bad=(
        geojson(
            feature(
                polygon(
                    (135.69, 34.69),
                    (135.69, 34.70),
                    (135.70, 34.70),
                    (135.70, 34.69),
                    (135.69, 34.69),
                )
            )
        ),
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
    ),
    check=OfGeoJson(of(_FIX, GeoKind.WINDING)),
)
