"""From faults of a GeoJSON file to hits of the rules D020–D031, and their examples' files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from publisher.geo.collection import Collection
from publisher.geo.faults import GeoFault, GeoKind
from publisher.rules.examples import CsvExample
from publisher.rules.rule import Hit
from publisher.words import Text

DOCUMENT = Text("ファイル全体：{what}。{fix}", "The whole file: {what}. {fix}")
FEATURE = Text("{feature}件目のデータ：{what}。{fix}", "Feature {feature}: {what}. {fix}")
MORE = Text(
    "同じことが、このほかに{count}件あります。",
    "The same holds for {count} more {count:feature|features}.",
)


def of(fix: Text, *kinds: GeoKind, **changes: Any) -> Callable[[Collection], Iterator[Hit]]:
    """Return the look of a rule whose faults are of these kinds; `fix` ends every sentence.

    `changes` are fields of every hit.
    """

    def look(seen: Collection) -> Iterator[Hit]:
        for fault in seen.faults.of(*kinds):
            yield hit_of(fault, fix, **changes)
        if more := seen.faults.more(*kinds):
            yield Hit(message=MORE, values={"count": more}, **changes)

    return look


def hit_of(fault: GeoFault, fix: Text, **changes: Any) -> Hit:
    """Return the hit of one fault; `changes` are fields of the hit."""
    values = {"feature": fault.feature or 0, "what": fault.note, "fix": fix}
    message = DOCUMENT if fault.feature is None else FEATURE
    return Hit(line=fault.line, values=values, message=message, **changes)


def feature(geometry: Any, name: str = "市役所", **members: Any) -> dict[str, Any]:
    """Return a feature with this geometry."""
    return {"type": "Feature", "properties": {"名称": name}, "geometry": geometry, **members}


def point(longitude: Any, latitude: Any) -> dict[str, Any]:
    """Return a point."""
    return {"type": "Point", "coordinates": [longitude, latitude]}


def polygon(*ring: tuple[float, float]) -> dict[str, Any]:
    """Return a polygon of one ring."""
    return {"type": "Polygon", "coordinates": [[list(position) for position in ring]]}


def geojson(*features: Any, **members: Any) -> CsvExample:
    """Return a file with these features, one a line."""
    head = "".join(f"{json.dumps(key)}: {_json(value)}, " for key, value in members.items())
    lines = ",\n".join(map(_json, features))
    text = f'{{"type": "FeatureCollection", {head}"features": [\n{lines}\n]}}\n'
    return CsvExample(text.encode(), "example.geojson")


def document(value: Any) -> CsvExample:
    """Return a file with this document."""
    return CsvExample(f"{_json(value)}\n".encode(), "example.geojson")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
