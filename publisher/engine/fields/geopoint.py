"""The type `geopoint`: longitude and latitude, in this order, within ±180 and ±90."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from publisher.engine.fields.field import ValueReader
from publisher.engine.fields.field_type import UNREADABLE, FieldType


class GeoPoint(NamedTuple):
    """A point; its text is frictionless's, which notes of keys quote."""

    lon: Any
    lat: Any

    def __repr__(self) -> str:
        return str([float(self.lon), float(self.lat)])


def _reader(format: str, _options: Mapping[str, Any]) -> ValueReader:  # noqa: A002 - the standard's word
    split = SPLITS.get(format)

    def read(cell: Any) -> GeoPoint | None:
        try:
            if isinstance(cell, str):
                if split is None:
                    return None
                lon, lat = split(cell)
                return _within(GeoPoint(Decimal(lon), Decimal(lat)))
            return _within(GeoPoint(*cell))
        except UNREADABLE:
            return None

    return read


def _pair(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",")]


def _members(cell: str) -> tuple[Any, Any] | tuple[()]:
    point = json.loads(cell)
    return (point["lon"], point["lat"]) if len(point) == 2 else ()


def _within(point: GeoPoint) -> GeoPoint | None:
    is_outside = point.lon > 180 or point.lon < -180 or point.lat > 90 or point.lat < -90
    return None if is_outside else point


SPLITS: Mapping[str, Callable[[str], Any]] = {
    "default": _pair,
    "array": json.loads,
    "object": _members,
}

GEOPOINT = FieldType(name="geopoint", constraints=("required", "enum"), reader=_reader)
