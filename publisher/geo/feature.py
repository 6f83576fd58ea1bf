"""One feature of a GeoJSON file, as it streams by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from publisher.geo.geometry import is_in_japan, positions
from publisher.municipalities import Box


@dataclass(frozen=True, slots=True)
class Place:
    """Where a point, a line or a surface lies."""

    first: tuple[float, float]
    """Latitude and longitude of its first position."""
    box: Box
    """All that it spans."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature, sound or not."""

    number: int
    """From 1."""
    line: int
    """The editor's line on which it starts."""
    geometry: Any
    properties: Mapping[str, Any]

    @property
    def first(self) -> tuple[float, float] | None:
        """Latitude and longitude of its first position, where that is in Japan.

        Asked of every feature: `points` says the same at three times the cost.
        """
        found = self.geometry.get("coordinates") if isinstance(self.geometry, dict) else None
        while isinstance(found, list) and found and isinstance(found[0], list):
            found = found[0]
        match found:
            case [float() as longitude, float() as latitude, *_]:
                return (latitude, longitude) if is_in_japan(longitude, latitude) else None
        return None

    def points(self) -> Iterator[tuple[float, float]]:
        """Yield latitude and longitude of its sound positions."""
        return (item[::-1] for item in positions(self.geometry) if item is not None)

    def place(self) -> Place | None:
        """Return where it is; None where a position is unsound or outside of Japan, or none is."""
        found = list(positions(self.geometry))
        sound = [item[::-1] for item in found if item is not None and is_in_japan(*item)]
        if not sound or len(sound) < len(found):
            return None
        latitudes, longitudes = zip(*sound, strict=True)
        box = Box(min(latitudes), min(longitudes), max(latitudes), max(longitudes))
        return Place(sound[0], box)
