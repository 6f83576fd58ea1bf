"""D021: a position that is not two or three numbers."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.geo.collection import Collection
from publisher.geo.faults import GeoKind
from publisher.rules.geo_hits import feature, geojson, of, point
from publisher.rules.rule import Hit, OfGeoJson, Rule
from publisher.words import Text

_FIX = Text(
    "座標は、経度・緯度の順の2つの数（または高さを足した3つ）で書いてください。",
    "Write longitude and latitude as two numbers, or three with the height.",
)

_LONG = Text(
    "{count}件のデータの座標に、4つ以上の数があります（最初は{feature}件目）。"
    "4つ目からは読まれません。消すか、項目に移してください。",
    "{count} {count:feature has|features have} positions of more than three numbers "
    "(feature {feature} for one). Readers ignore the rest: drop it, or move it to a property.",
)


def _check(seen: Collection) -> Iterator[Hit]:
    yield from of(_FIX, GeoKind.POSITION)(seen)
    long = list(seen.faults.of(GeoKind.LONG_POSITION))
    if long:
        count = len(long) + seen.faults.more(GeoKind.LONG_POSITION)
        values = {"count": count, "feature": long[0].feature}
        yield Hit(line=long[0].line, message=_LONG, values=values, severity=Severity.WARNING)


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
        "1つ1つの座標を確かめます。数が4つ以上あるだけなら警告です。",
        "Every position is checked; more than three numbers are a warning.",
    ),
    bad=(
        geojson(feature(point("135.6979", "34.6939"))),
        geojson(feature(point(135.6979, None))),
        geojson(feature({"type": "Point", "coordinates": [135.6979]})),
        geojson(feature({"type": "Point", "coordinates": [[135.6979, 34.6939]]})),
        geojson(feature({"type": "LineString", "coordinates": [135.6979, 34.6939]})),
        geojson(feature(point(1.7976931348623157e308, 1.7976931348623157e308))),
        geojson(feature({"type": "Point", "coordinates": [135.6979, 34.6939, 120, 7]})),
    ),
    good=(
        geojson(feature(point(135.6979, 34.6939))),
        geojson(feature({"type": "Point", "coordinates": [135.6979, 34.6939, 120]})),
        geojson(feature({"type": "MultiPoint", "coordinates": [[135, 34], [135.5, 34.5]]})),
    ),
    check=OfGeoJson(_check),
)
