"""The types of Table Schema by name."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.engine.fields.any import ANY
from publisher.engine.fields.array import ARRAY
from publisher.engine.fields.boolean import BOOLEAN
from publisher.engine.fields.date import DATE
from publisher.engine.fields.datetime import DATETIME
from publisher.engine.fields.duration import DURATION
from publisher.engine.fields.field_type import FieldType
from publisher.engine.fields.geojson import GEOJSON
from publisher.engine.fields.geopoint import GEOPOINT
from publisher.engine.fields.integer import INTEGER
from publisher.engine.fields.list import LIST
from publisher.engine.fields.number import NUMBER
from publisher.engine.fields.object import OBJECT
from publisher.engine.fields.string import STRING
from publisher.engine.fields.time import TIME
from publisher.engine.fields.year import YEAR
from publisher.engine.fields.yearmonth import YEARMONTH

TYPES: Mapping[str, FieldType] = {
    kind.name: kind
    for kind in (
        ANY,
        ARRAY,
        BOOLEAN,
        DATE,
        DATETIME,
        DURATION,
        GEOJSON,
        GEOPOINT,
        INTEGER,
        LIST,
        NUMBER,
        OBJECT,
        STRING,
        TIME,
        YEAR,
        YEARMONTH,
    )
}
