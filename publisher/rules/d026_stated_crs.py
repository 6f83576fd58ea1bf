"""D026: a `crs` member, which GeoJSON no longer has."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.geo.collection import Collection
from publisher.geo.faults import GeoKind
from publisher.rules.geo_hits import feature, geojson, hit_of, point
from publisher.rules.rule import Hit, OfGeoJson, Rule, Told
from publisher.words import Text

_FIX = Text(
    "世界測地系（度）に直して書き出し、crs の項目を消してください。",
    "Export it in WGS 84 (degrees) and drop the member crs.",
)
_FIX_SAME = Text(
    "座標はそのままで構いません。crs の項目だけを消してください。",
    "The coordinates are fine as they are; drop the member crs only.",
)


def _check(seen: Collection) -> Iterator[Hit | Told]:
    if seen.is_in_metres:
        yield Told(by="D025")
        return
    for fault in seen.faults.of(GeoKind.CRS):
        if seen.plane is not None:  # yet in degrees: the name is what is wrong
            yield hit_of(fault, _FIX_SAME, severity=Severity.WARNING)
        elif fault.path:
            yield hit_of(fault, _FIX, severity=Severity.WARNING)
        else:
            yield hit_of(fault, _FIX_SAME)


RULE = Rule(
    id="D026",
    name="stated-crs",
    severity=Severity.INFO,
    title=Text("座標系の指定（crs）がある", "A coordinate system is stated (crs)"),
    why=Text(
        "今のGeoJSONは世界測地系と決まっていて、道具はこの指定を読みません。",
        "GeoJSON is in WGS 84 by definition; tools ignore the statement.",
    ),
    fix=_FIX,
    decides=Text(
        "世界測地系とほぼ同じ座標系は助言、ほかの座標系は警告です。",
        "The same coordinates under another name are advice; any other system is a warning.",
    ),
    bad=(
        geojson(
            feature(point(135.6979, 34.6939)),
            crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
        ),
        geojson(
            feature(point(135.6979, 34.6939)),
            crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::6674"}},
        ),
    ),
    good=(geojson(feature(point(135.6979, 34.6939))),),
    check=OfGeoJson(_check),
)
