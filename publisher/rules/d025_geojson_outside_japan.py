"""D025: a place of a GeoJSON file that is not in Japan."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.geo.collection import Collection
from publisher.geo.faults import GeoKind
from publisher.rules.geo_hits import MORE, feature, geojson, hit_of, point
from publisher.rules.rule import Certainty, Hit, OfGeoJson, Rule
from publisher.words import Text

_FIX = Text(
    "正しい経度・緯度（世界測地系、度の小数）を入れてください。",
    "Enter longitude and latitude in decimal degrees (WGS 84 or JGD2011).",
)


IN_METRES = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::6674"}}
_METRES = Text(
    "座標が、経度・緯度ではなく「{name}」（メートル）の数です。"
    "地図の道具で、世界測地系（度）に直して書き出してください。",
    "The coordinates are metres ({name}), not degrees. Export it in WGS 84 (degrees).",
)


def _check(seen: Collection) -> Iterator[Hit]:
    if seen.is_in_metres and seen.plane is not None:
        values = {"name": seen.plane.name}
        yield Hit(
            message=_METRES, values=values, certainty=Certainty.CERTAIN, severity=Severity.ERROR
        )
        return
    for fault in seen.faults.of(GeoKind.IMPOSSIBLE):
        yield hit_of(fault, _FIX, certainty=Certainty.CERTAIN, severity=Severity.ERROR)
    for fault in seen.faults.of(GeoKind.OUTSIDE):
        yield hit_of(fault, _FIX)
    if more := seen.faults.more(GeoKind.IMPOSSIBLE, GeoKind.OUTSIDE):
        yield Hit(message=MORE, values={"count": more})


RULE = Rule(
    id="D025",
    name="geojson-outside-japan",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("GeoJSONの場所が日本の外", "A place outside of Japan in GeoJSON"),
    why=Text(
        "座標の入れ忘れ（0, 0）や、別の座標系の数であることが多いです。",
        "Mostly a place left blank (0, 0), or numbers of another coordinate system.",
    ),
    fix=_FIX,
    decides=Text(
        "経度±180度・緯度±90度を超えるものは確か、日本（北緯20〜46度、東経122〜154.5度）の外は疑いです。",
        "Beyond ±180/±90 degrees is certain; outside of 20–46 N, 122–154.5 E is likely.",
    ),
    bad=(
        geojson(feature(point(0, 0))),
        geojson(feature(point(-45123.4, 12345.6))),
        geojson(feature(point(13.4, 52.5))),
        geojson(feature(point(-45123.4, 12345.6)), crs=IN_METRES),
    ),
    good=(
        geojson(feature(point(135.6979, 34.6939))),
        geojson(
            feature(point(136.08, 20.42), "沖ノ鳥島"),
            feature(point(142.2, 27.09), "小笠原"),
            feature(point(148.7, 45.5), "択捉島"),
        ),
    ),
    check=OfGeoJson(_check),
)
