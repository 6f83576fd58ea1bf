"""What a GeoJSON feature says beside the table of its properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from publisher.geo.geometry import TYPES
from publisher.geo.json_table import JsonShape

_OF_FEATURES = ("type", "geometry", "properties")
_OF_GEOMETRIES = frozenset({"type", "coordinates", "geometries"})


@dataclass(frozen=True, slots=True, kw_only=True)
class GeoShape(JsonShape):
    """The features as rows; what is in no cell is read too, but for numbers of places."""

    member: str | None = "features"
    names: tuple[str, ...] | None = _OF_FEATURES
    is_table: bool = True
    """Whether the properties are cells of a table."""

    def beside(self, row: Any) -> Any:
        """Return what of a feature is in no cell: foreign members, texts among coordinates."""
        rest = {name: value for name, value in row.items() if name not in _OF_FEATURES}
        properties = row.get("properties")
        if properties and not (self.is_table and isinstance(properties, dict)):
            rest["properties"] = properties
        if (kind := row.get("type")) not in (None, "Feature"):
            rest["type"] = kind
        if texts := list(_texts(row.get("geometry"))):
            rest["geometry"] = texts
        return rest


def _texts(geometry: object) -> Iterator[object]:
    """Yield what a geometry holds that is no number of a place."""
    waiting = [geometry]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            others = {name: item[name] for name in item if name not in _OF_GEOMETRIES}
            kind = item.get("type")
            if not isinstance(kind, str) or kind not in TYPES:
                others["type"] = kind
            if others:
                yield others
            waiting += (item.get("coordinates"), item.get("geometries"))
        elif isinstance(item, list | tuple):
            waiting += (part for part in item if type(part) is not float)
        elif item is not None:
            yield item
