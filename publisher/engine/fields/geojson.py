"""The type `geojson`: a JSON object that fits the schema of GeoJSON or TopoJSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from publisher.engine.fields.field import ValueReader
from publisher.engine.fields.field_type import UNREADABLE, FieldType


def _reader(format: str, _options: Mapping[str, Any]) -> ValueReader:  # noqa: A002 - the standard's word
    def read(cell: Any) -> Any:
        try:
            value = json.loads(cell) if isinstance(cell, str) else cell
            return value if isinstance(value, dict) and _validator(format).is_valid(value) else None
        except UNREADABLE:
            return None

    return read


@lru_cache
def _validator(format: str) -> Any:  # noqa: A002 - the standard's word
    # The very profiles frictionless judges by, so that a new edition of them is ours too.
    from frictionless import settings
    from jsonschema.validators import validator_for

    profile = settings.TOPOJSON_PROFILE if format == "topojson" else settings.GEOJSON_PROFILE
    return validator_for(profile)(profile)


GEOJSON = FieldType(
    name="geojson",
    constraints=("required", "enum"),
    formats=frozenset(("default", "topojson")),
    reader=_reader,
)
