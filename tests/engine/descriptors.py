"""What the differential tests of fields and schemas try: descriptors and cells, plain and odd."""

from __future__ import annotations

import copy
import datetime as dt
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

Descriptor = dict[str, Any]
V2 = "https://datapackage.org/profiles/2.0/tableschema.json"

TEXTS = [
    *("", " ", "　", "-", "NA", "None", "x", "a,b", "1,2", "1;2", "true", "FALSE", "yes", "0", "1"),
    *("01", "+1", "-1", " 1 ", "１２", "1_000", "1,000", "1.0", "1.", ".5", "12.50", "1e3", "1E-2"),
    *("１．５", "٣", "▲5", "約100人", "-95円", "€ -12.3", "1.234,5", "NaN", "sNaN", "inf", "-Infinity"),
    *("9" * 30, "1" * 5000, "1e999999999", "0x1", "Ⅳ", "²"),
    *("2024-01-05", "2024-1-5", "2024-02-30", "0000-01-01", "9999-12-31", "２０２４-０１-０５"),
    *(" 2024-01-05", "2024-01-05 ", "2024/01/05", "20240105", "05/01/2024", "令和6年1月5日", "2024-W01-1"),
    *("2024-01-05T10:20:30", "2024-01-05 10:20:30Z", "2024-01-05T10:20:30.5+09:00", "2024-01-05T24:00:00"),
    *("2024-01-05T10:20", "10:20:30", "10:20", "24:00:00", "10:20:30Z", "10:20:30.25+09:00", "25:00:00"),
    *("2024", "0000", "-024", "+202", " 202", "1_00", "２０２４", "10000", "2024-01", "24-1", "2024-13", "2024 - 1"),
    *("P1Y", "P1W", "PT", "P1.5Y", "-P1D", "PT1H30M", "P", "1 day"),
    *("135.8,34.6", "181,0", "0,91", "135.8 , 34.6", "１,２", "NaN,1", "a,b", "1,2,3", "[135.8, 34.6]"),
    *('["135.8","34.6"]', '{"lon": 135.8, "lat": 34.6}', '{"lat": 1}', '{"1": 0, "2": 0}', '"12"', "[1,[2]]"),
    *("[]", "[1, 2]", '["a", null]', '["1", "x"]', "{}", '{"a": 1}', "null", "NaN", "[NaN]", "[" * 2000),
    *('{"type": "Point", "coordinates": [135.8, 34.6]}', '{"type": "Point"}', '{"type": "Topology"}'),
    *('{"type": "LineString", "arcs": [42]}', "POINT (1 2)"),
    *("a@example.jp", "a@localhost", "あ@例.jp", "http://example.jp/あ", "example.jp", "http://[", "mailto:a"),
    *("0b1f4a3c-5c3d-4f6e-8b9a-0123456789ab", "{0b1f}", "YQ==", "YQ=", "@@@@", "あ", "\ud800", "b\n", "a|b", "ab"),
]  # fmt: skip
EXACT = st.sampled_from(TEXTS)
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
texts = st.one_of(
    EXACT,
    EXACT,
    EXACT.map(lambda text: text.translate(WIDE)),
    st.tuples(EXACT, st.sampled_from([" ", "　", "\n", "0", "-", "円"]), st.booleans()).map(
        lambda parts: parts[0] + parts[1] if parts[2] else parts[1] + parts[0]
    ),
    st.text(max_size=12),
    st.integers().map(str),
    st.decimals().map(str),
    st.dates().map(str),
    st.datetimes().map(lambda moment: moment.isoformat()),
    st.times().map(str),
)
zones = st.sampled_from([None, dt.UTC, dt.timezone(dt.timedelta(hours=9))])
typed = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10000),
    st.integers(),
    st.floats(),
    st.sampled_from([0.0, 1.0, 2.5, 2024.0]),
    st.decimals(),
    st.decimals(-3, 3, places=1),
    st.dates(),
    st.datetimes(timezones=zones),
    st.dates().map(lambda day: dt.datetime.combine(day, dt.time())),
    st.times(timezones=zones),
    st.timedeltas(),
)
json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(-2, 2) | st.sampled_from(TEXTS[:40]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "lon", "lat", "type"]), inner, max_size=3)
    ),
    max_leaves=5,
)
cells = st.one_of(texts, texts, typed, json_values)

PATTERNS = [
    *("a|b", "[0-9]+", r"\d{2,4}-\d{2,4}-\d{4}", ".*", "(a+)+", r"(\d+,)*\d+", "^$", r"[^\s]+", "(?i:X)"),
    *(r"(?!.*--)[a-z]+", r"(?=.*\d).{2,}", r"\bfoo\b", r"(.)\1", "[ぁ-ん]*", "(", "a{99999999999}", "a{1000}"),
]  # fmt: skip
FORMATS = {
    "string": ["default", "email", "uri", "binary", "uuid"],  # wkt needs a package
    "date": ["default", "any", "%Y/%m/%d", "%d/%m/%Y", "%Y%m%d", "%y", "%", "x"],
    "datetime": ["default", "any", "%Y-%m-%d %H:%M", "%Y%m%d%H%M%S%z", "x"],
    "time": ["default", "any", "%H:%M", "%I:%M %p", "%H:%M:%S%z", "x"],
    "geopoint": ["default", "array", "object", "x"],
    "geojson": ["default", "topojson"],
}
BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
VALUES: dict[str, list[Any]] = {
    "string": ["a", "b", "ab", "1", "b\n"],
    "integer": [0, 1, "1", " 2 ", -5, 1.0, "x"],
    "number": [0, 1.5, "1.5", "1,000", -3, "NaN", "inf", "x"],
    "boolean": [True, "true", "yes"],
    "date": ["2024-01-05", "2024-1-5", "2000-01-01", "05/01/2024", "x"],
    "datetime": ["2024-01-05T10:20:30", "2000-01-01T00:00:00Z", "x"],
    "time": ["10:20:30", "10:20:30Z", "x"],
    "year": [2000, "2024", "x"],
    "yearmonth": ["2024-01", [2024, 1], "x"],
    "geopoint": ["135.8,34.6", [1, 2]],
    "geojson": [{"type": "Point", "coordinates": [135.8, 34.6]}],
    "object": [{}, {"a": 1}, '{"a": 1}'],
    "array": [[], [1, 2], "[1, 2]"],
    "duration": ["P1Y", "PT1H30M"],
    "any": ["a", 1, None, [1]],
    "list": [],
}
ORDERED = ("integer", "number", "date", "datetime", "time", "year", "yearmonth")
LONG = ("string", "array", "object", "list")


@st.composite
def constraints(draw: st.DrawFn, kind: str) -> Descriptor:
    value = st.sampled_from(VALUES[kind] or ["x"])
    supported: dict[str, st.SearchStrategy[Any]] = {
        "required": st.booleans(),
        "unique": st.booleans(),
    }
    if kind != "list":
        supported["enum"] = st.lists(value | cells, max_size=3).map(_json)
    if kind in ORDERED:
        supported |= dict.fromkeys(BOUNDS, value)
    if kind in LONG:
        supported |= dict.fromkeys(("minLength", "maxLength"), st.integers(-1, 4))
    if kind == "string":
        supported["pattern"] = st.sampled_from(PATTERNS)
    names = draw(st.lists(st.sampled_from(sorted(supported)), max_size=3, unique=True))
    return {name: draw(supported[name]) for name in names}


def _json(value: Any) -> Any:
    """What a descriptor read from JSON can hold; other cells as their text."""
    if isinstance(value, list):
        return [_json(item) for item in value]
    if isinstance(value, (dt.date, dt.time, dt.timedelta, Decimal)):
        return str(value)
    return value


OPTIONS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "integer": {"bareNumber": st.booleans()},
    "number": {
        "bareNumber": st.booleans(),
        "floatNumber": st.booleans(),
        "decimalChar": st.sampled_from([".", ",", "", "点"]),
        "groupChar": st.sampled_from([",", ".", "", " ", "_"]),
    },
    "boolean": {
        "trueValues": st.lists(st.sampled_from(["yes", "1", "○"]), max_size=2),
        "falseValues": st.lists(st.sampled_from(["no", "1", "×"]), max_size=2),
    },
    "list": {
        "delimiter": st.sampled_from([",", ";", "||", ""]),
        "itemType": st.sampled_from(["string", "integer", "boolean", "number", "date", "time"]),
    },
}


@st.composite
def fields(draw: st.DrawFn, name: str = "field", depth: int = 0) -> Descriptor:
    """Fields that frictionless takes, or that contradict themselves."""
    kind = draw(st.sampled_from(sorted(VALUES)))
    made: Descriptor = {"name": name}
    if kind != "string" or draw(st.booleans()):
        made["type"] = kind
    if draw(st.booleans()):
        made["format"] = draw(st.sampled_from(FORMATS.get(kind, ["default", "x"])))
    for option, values in OPTIONS.get(kind, {}).items():
        if draw(st.booleans()):
            made[option] = draw(values)
    if kind == "array" and depth < 2 and draw(st.booleans()):
        made["arrayItem"] = draw(fields(name="item", depth=depth + 1))
        if draw(st.booleans()):
            del made["arrayItem"]["name"]
    if draw(st.booleans()):
        made["constraints"] = draw(constraints(kind))
    if draw(st.integers(0, 3)) == 0:
        made["missingValues"] = draw(st.lists(st.sampled_from(["", "-", "NA", "0", "1.0"])))
    return made


GOOD: dict[str, list[Any]] = {
    "string": [
        "a@example.jp",
        "http://example.jp/あ",
        "0b1f4a3c-5c3d-4f6e-8b9a-0123456789ab",
        "YQ==",
    ],
    "integer": ["0", " 12 ", "１２", "約100人", "1_000", 3, 3.0, Decimal(7)],
    "number": [
        "0.5",
        "1e3",
        "1,000.5",
        "-1.5",
        "NaN",
        "sNaN",
        2,
        2.5,
        Decimal("0.1"),
        Decimal("sNaN"),
    ],
    "boolean": ["true", "0", "yes", "no", "1", True],
    "date": ["2024-01-05", "2024-1-5", "2024/01/05", "20240105", dt.date(2024, 1, 5)],
    "datetime": ["2024-01-05T10:20:30", "2024-01-05T10:20:30+09:00", "2024-01-05 10:20"],
    "time": ["10:20:30", "10:20:30Z", "10:20", "11:05 AM", dt.time(10)],
    "year": ["2024", "２０２４", "0000", 1999],
    "yearmonth": ["2024-01", "24-1", "２０２４-０１", (2024, 1), ("a", 1)],
    "duration": ["P1Y", "PT1H30M", "P1W", dt.timedelta(1)],
    "geopoint": ["135.8,34.6", "[135.8, 34.6]", '{"lon": "135.8", "lat": 34.6}', (1, 2)],
    "list": ["1,2", "1;2", "a||b", "2024-01-05,2024-02-05", "true,false", ["1"], ("1", 2)],
    "array": ["[]", "[1, 2, 3]", '["1", "2024-01-05", null]', '["a", "b"]', [1], ("a",)],
    "object": ["{}", '{"a": 1}', '{"a": {}, "b": []}', {"a": 1}],
    "any": ["a", 5, None],
}
"""Cells that some field of the type takes."""


@st.composite
def cases(draw: st.DrawFn) -> tuple[Descriptor, list[Any]]:
    """A field, and cells of which some are likely to fit it."""
    field = draw(fields())
    kind = field.get("type", "string")
    likely = st.sampled_from([*GOOD.get(kind, [""]), *VALUES[kind], ""])
    return field, draw(st.lists(likely | cells, min_size=1, max_size=12))


JUNK: list[Any] = [
    *(None, 5, 1.5, True, "", "x", "fmt:any", "any", "yes no", [], ["x"], {}, {"x": 1}, [None], [[]], "A\n"),
    *({"value": "-"}, [{"value": "-", "label": "none"}], ["", ""], [{"value": "-"}, {"value": "-"}], "age", ["age"]),
]  # fmt: skip
KEYS = [
    *("name", "type", "format", "title", "description", "constraints", "missingValues", "example", "required"),
    *("unique", "enum", "minimum", "maximum", "exclusiveMinimum", "minLength", "pattern", "trueValues"),
    *("bareNumber", "groupChar", "delimiter", "itemType", "arrayItem", "rdfType", "fields", "fieldsMatch"),
    *("primaryKey", "foreignKeys", "reference", "resource", "$schema", "x"),
]  # fmt: skip


@st.composite
def schemas(draw: st.DrawFn) -> Descriptor:
    """Schemas that are valid, nearly valid, or broken at a place or two."""
    is_unique = draw(st.integers(0, 4)) > 0
    some_names = st.sampled_from(["id", "age", "名称", ""])
    names = draw(st.lists(some_names, min_size=0, max_size=3, unique=is_unique))
    made: Descriptor = {"fields": [draw(fields(name=name)) for name in names]}
    if draw(st.booleans()):
        made["$schema"] = draw(st.sampled_from([V2, V2.replace("2.0", "1.0"), "http://x/y.json"]))
    some = st.sampled_from([*names, "age"]) if names else st.just("age")
    optional: dict[str, st.SearchStrategy[Any]] = {
        "primaryKey": some | st.lists(some, max_size=2),
        "missingValues": st.sampled_from([[], [""], ["-", "-"], [{"value": "-", "label": "none"}]]),
        "fieldsMatch": st.sampled_from(["exact", "equal", "subset", "superset", "partial", "x"]),
        "foreignKeys": st.lists(
            st.fixed_dictionaries(
                {
                    "fields": some | st.lists(some, max_size=2),
                    "reference": st.fixed_dictionaries(
                        {"fields": some | st.lists(some, max_size=2)},
                        optional={"resource": st.sampled_from(["", "other"])},
                    ),
                }
            ),
            max_size=2,
        ),
    }
    for key, values in optional.items():
        if draw(st.integers(0, 2)) == 0:
            made[key] = draw(values)
    made = copy.deepcopy(made)
    for _ in range(draw(st.integers(0, 2))):
        _break(draw, made)
    return made


def _break(draw: st.DrawFn, schema: Descriptor) -> None:
    """Put something odd at some place of the schema."""
    places: list[Any] = [schema]
    for place in places:
        inner = place.values() if isinstance(place, dict) else place
        places.extend(value for value in inner if isinstance(value, (dict, list)) and value)
    place = draw(st.sampled_from(places))
    junk = copy.deepcopy(draw(st.sampled_from(JUNK)))
    if isinstance(place, list):
        place[draw(st.integers(0, len(place) - 1))] = junk
    else:
        key = draw(st.sampled_from([*place, *place, *KEYS]))
        if key in place and draw(st.booleans()):
            del place[key]
        else:
            place[key] = junk
