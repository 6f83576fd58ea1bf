"""GeoJSON as RFC 7946 has it, and in Japan: every fault with its feature and line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.files import SmallFile
from publisher.findings import Severity
from publisher.geo import collection
from publisher.geo.collection import Collection
from publisher.geo.faults import LIMIT, GeoKind
from publisher.geo.geometry import DEEPEST
from publisher.geo.table import GeoTable
from tests.publisher.examples import report_on_bytes

IKOMA = [135.6979, 34.6939]
RING = [[135.0, 34.0], [136.0, 34.0], [136.0, 35.0], [135.0, 35.0], [135.0, 34.0]]
HOLE = [[135.2, 34.2], [135.2, 34.4], [135.4, 34.4], [135.4, 34.2], [135.2, 34.2]]


def look(value: Any) -> Collection:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return collection.look(SmallFile(text.encode()), "utf-8")


def of(*features: Any, **members: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", **members, "features": list(features)}


def feature(geometry: Any, properties: Any = None, **members: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry, **members}


def shape(kind: str, coordinates: Any) -> dict[str, Any]:
    return feature({"type": kind, "coordinates": coordinates})


def told(value: Any) -> list[tuple[GeoKind, int | None, str]]:
    return [(fault.kind, fault.feature, fault.path) for fault in look(value).faults.of(*GeoKind)]


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [
        ("Point", IKOMA),
        ("Point", [*IKOMA, 120.5]),
        ("MultiPoint", [IKOMA, IKOMA]),
        ("LineString", [IKOMA, [135.7, 34.7]]),
        ("MultiLineString", [[IKOMA, [135.7, 34.7]]]),
        ("Polygon", [RING, HOLE]),
        ("MultiPolygon", [[RING, HOLE], [RING]]),
    ],
)
def test_sound_geometries_have_no_fault(kind: str, coordinates: Any) -> None:
    assert [] == told(of(shape(kind, coordinates)))


@pytest.mark.parametrize(
    ("kind", "coordinates", "expected", "path"),
    [
        ("Point", [34.6939, 135.6979], GeoKind.SWAPPED, ""),
        ("Point", [0, 0], GeoKind.OUTSIDE, ""),
        ("Point", [135.7, 95], GeoKind.IMPOSSIBLE, ""),
        ("Point", [10**400, 34], GeoKind.POSITION, ""),
        ("Point", [True, 34], GeoKind.POSITION, ""),
        ("Point", ["135.7", "34.7"], GeoKind.POSITION, ""),
        ("Point", [135.7], GeoKind.POSITION, ""),
        ("Point", [135.7, 34.7, 1, 2], GeoKind.LONG_POSITION, ""),
        ("Point", [135.7, 34.7, 1, "a"], GeoKind.POSITION, ""),
        ("LineString", [[135.7, 34.7, 1, 2]] * 2, GeoKind.LONG_POSITION, "[0]"),
        ("Point", [IKOMA], GeoKind.POSITION, ""),
        ("MultiPoint", IKOMA, GeoKind.POSITION, "[0]"),
        ("LineString", [IKOMA], GeoKind.SHAPE, ""),
        ("LineString", [[IKOMA]], GeoKind.POSITION, "[0]"),
        ("Polygon", RING, GeoKind.POSITION, "[0][0]"),
        ("Polygon", [RING[:-1]], GeoKind.SHAPE, "[0]"),
        ("Polygon", [[]], GeoKind.SHAPE, "[0]"),
        ("Polygon", [[IKOMA, IKOMA, IKOMA]], GeoKind.SHAPE, "[0]"),
        ("Polygon", [[[*RING[0], 5], *RING[1:]]], GeoKind.SHAPE, "[0]"),
        ("Polygon", [RING[::-1]], GeoKind.WINDING, "[0]"),
        ("Polygon", [RING, HOLE[::-1]], GeoKind.WINDING, "[1]"),
        ("MultiPolygon", [[RING], [RING, RING]], GeoKind.WINDING, "[1][1]"),
    ],
)
def test_each_flaw_is_found_where_it_is(
    kind: str, coordinates: Any, expected: GeoKind, path: str
) -> None:
    """The fault names its feature and the first place in it."""
    found = told(of(shape("Point", IKOMA), shape(kind, coordinates)))

    assert [(expected, 2, f"features[1].geometry.coordinates{path}")] == found


@pytest.mark.parametrize(
    "value",
    [
        [],
        "1",
        {},
        {"type": "FeatureCollection"},
        {"type": "FeatureCollection", "features": {}},
        {"type": "Topology", "objects": {}},
        {"type": 5},
        of(5),
        of({"type": "Feature", "properties": {}}),
        of({"type": "Feature", "geometry": {"type": "Point", "coordinates": IKOMA}}),
        of(feature({"type": "Circle", "coordinates": IKOMA})),
        of(feature({"coordinates": IKOMA})),
        of(feature({"type": "Point"})),
        of(feature({"type": "Point", "coordinates": "135,34"})),
        of(feature([135, 34])),
        of(feature({"type": "GeometryCollection", "geometries": [5]})),
        of(feature({"type": "Point", "coordinates": IKOMA}, properties=[1])),
        of(feature({"type": "Point", "coordinates": IKOMA}, id=None)),
        of(feature({"type": "Point", "coordinates": IKOMA}), bbox=[1, 2, "3", 4]),
    ],
)
def test_structure_is_judged(value: Any) -> None:
    assert GeoKind.STRUCTURE in {kind for kind, _, _ in told(value)}


def test_what_else_is_said() -> None:
    """Repeated ids and names, features without a place, other systems, no features."""
    place = {"type": "Point", "coordinates": IKOMA}
    twice = told(of(feature(place, id="a"), feature(place, id="a"), feature(place, id=1)))
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::6674"}}

    assert [(GeoKind.REPEATED_ID, 2)] == [(kind, number) for kind, number, _ in twice]
    assert [(GeoKind.NO_GEOMETRY, 1, "features[0]")] == told(of(feature(None)))
    assert [(GeoKind.CRS, None, "crs")] == told(of(feature(place), crs=crs))
    assert [(GeoKind.EMPTY, None, "")] == told(of())
    text = json.dumps(of(feature(place, {"a": 1}))).replace('"a": 1', '"a": 1, "a": 2')
    assert [(GeoKind.REPEATED_MEMBER, 1, "")] == told(text)


def nested(levels: int) -> dict[str, Any]:
    geometry: dict[str, Any] = {"type": "Point", "coordinates": [0, 0]}
    for _ in range(levels):
        geometry = {"type": "GeometryCollection", "geometries": [geometry]}
    return geometry


def test_collections_of_collections_are_looked_into() -> None:
    """As deep as anybody nests them; beyond, that is said instead of nothing."""
    path = "features[0].geometry" + ".geometries[0]" * DEEPEST

    assert [(GeoKind.OUTSIDE, 1, f"{path}.coordinates")] == told(of(feature(nested(DEEPEST))))
    assert [(GeoKind.STRUCTURE, 1, path)] == told(of(feature(nested(DEEPEST + 1))))


@pytest.mark.parametrize(
    ("box", "kind"),
    [
        ([135.6, 34.6, 135.7, 34.7], None),
        ([135.6, 34.6, 0, 135.7, 34.7, 90.5], None),
        ([153.9, 24.2, 122.9, 45.5], None),
        ([-180, -90, 180, 90], None),
        ([34.6, 135.6, 34.7, 135.7], GeoKind.SWAPPED),
        ([34.6, 135.6, 0, 34.7, 135.7, 9], GeoKind.SWAPPED),
        ([135.6, 34.7, 135.7, 34.6], GeoKind.STRUCTURE),
        ([135.6, 34.6, 135.7], GeoKind.STRUCTURE),
        ([135.6, 34.6, 135.7, "34.7"], GeoKind.STRUCTURE),
        ([135.6, 34.6, 135.7, 10**400], GeoKind.STRUCTURE),
        (None, GeoKind.STRUCTURE),
    ],
)
def test_a_box_is_west_south_east_north(box: Any, kind: GeoKind | None) -> None:
    """Of the document, of a feature and of a geometry; west may be beyond east (RFC 7946 §5.2)."""
    place = {"type": "Point", "coordinates": IKOMA}
    found = (
        told(of(feature(place), bbox=box)),
        told(of(feature(place, bbox=box))),
        told(of(feature({**place, "bbox": box}))),
    )
    paths = ("bbox", "features[0].bbox", "features[0].geometry.bbox")

    assert [[kind] if kind else []] * 3 == [[item[0] for item in each] for each in found]
    assert kind is None or paths == tuple(each[0][2] for each in found)


@pytest.mark.parametrize(
    "value",
    [
        of(feature({"type": "Point", "coordinates": IKOMA}), properties={}),
        of(feature({"type": "Point", "coordinates": IKOMA}, coordinates=IKOMA)),
        of(feature({"type": "Point", "coordinates": IKOMA}, features=[])),
        of(feature({"type": "Point", "coordinates": IKOMA, "properties": {}})),
        {"type": "Point", "coordinates": IKOMA, "geometry": None},
    ],
)
def test_members_of_other_objects_have_no_place(value: Any) -> None:
    """RFC 7946 §7.1; any other foreign member is fine (§6.1)."""
    assert [GeoKind.MISPLACED] == [kind for kind, _, _ in told(value)]


def test_foreign_members_are_fine() -> None:
    place = {"type": "Point", "coordinates": IKOMA, "title": "駅"}

    assert [] == told(of(feature(place, id=1, links=[]), name="施設", metadata={"properties": 1}))


def test_json_of_esri_is_said_once() -> None:
    """Not feature by feature; a GeoJSON whose properties are named so is no such file."""
    items = [{"attributes": {"名称": "駅"}, "geometry": {"x": 135.6, "y": 34.6}}] * 3
    esri = {"geometryType": "esriGeometryPoint", "spatialReference": {"wkid": 4326}}
    (fault,) = look({**esri, "features": items}).faults.of(*GeoKind)

    assert "Esri" in fault.note.ja
    assert 4 <= len(told({"features": items}))


@pytest.mark.parametrize(
    ("crs", "is_same"),
    [
        ("EPSG:4326", True),
        ("EPSG:6674", False),
        ({"type": "EPSG", "properties": {"code": 4326}}, True),
        ({"type": "EPSG", "properties": {"code": 6674}}, False),
        ({"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}, True),
        (None, False),
        ([], False),
        ({"properties": {"code": []}}, False),
    ],
)
def test_a_system_may_be_named_in_old_ways(crs: Any, is_same: bool) -> None:
    found = told(of(feature({"type": "Point", "coordinates": IKOMA}), crs=crs))

    assert [(GeoKind.CRS, None, "" if is_same else "crs")] == found


def test_numbers_beyond_the_height_hide_nothing() -> None:
    """Readers ignore them (RFC 7946 §3.1.1): what the first two say is judged all the same."""
    found = told(of(shape("Polygon", [[[*each, 1, 2] for each in RING[::-1]]])))

    assert {GeoKind.LONG_POSITION, GeoKind.WINDING} == {kind for kind, _, _ in found}


@pytest.mark.parametrize(
    ("name", "position", "expected", "told_by"),
    [
        ("EPSG::6674", [-45123.4, -145000.6], ["D025 error"], {"D026": "D025"}),
        ("EPSG::6674", IKOMA, ["D026 warning"], {}),
        ("EPSG::6674", [0, 0], ["D025 warning", "D025 warning", "D026 warning"], {}),
        ("EPSG::4301", IKOMA, ["D026 warning"], {}),
        ("EPSG::4301", [-45123.4, 5.0], ["D025 error", "D025 error", "D026 warning"], {}),
        ("OGC:1.3:CRS84", IKOMA, ["D026 info"], {}),
    ],
)
def test_metres_are_told_once(
    name: str, position: list[float], expected: list[str], told_by: dict[str, str]
) -> None:
    """Not feature by feature, nor by two rules; a name that the numbers belie goes alone."""
    crs = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{name}"}}
    items = [feature({"type": "Point", "coordinates": position}, {"名称": "駅"})] * 2
    report = report_on_bytes(json.dumps(of(*items, crs=crs)).encode(), "a.geojson")

    assert expected == [f"{item.rule} {item.severity}" for item in report.findings]
    assert told_by == report.files[0].told_by


@pytest.mark.parametrize("name", ["a.geojson", "a.json", "a.jsonl"])
def test_no_map_is_sent_to_a_spreadsheet(name: str) -> None:
    """A page of an error in place of JSON is fetched again; a CSV would be saved again."""
    page = b"<!DOCTYPE html>\n<html><body>404</body></html>\n"
    said = [item.message.ja for item in report_on_bytes(page, name).findings if item.rule == "P018"]

    assert [True] == ["書き出し直して" in text and "表計算" not in text for text in said]


def test_long_positions_are_told_once() -> None:
    """An export with measures has them in every feature."""
    items = [feature({"type": "Point", "coordinates": [*IKOMA, 1, 2]}, {"名称": "駅"})] * 250
    report = report_on_bytes(json.dumps(of(*items)).encode(), "a.geojson")

    (found,) = [item for item in report.findings if item.rule == "D021"]
    assert (Severity.WARNING, True) == (found.severity, "250件" in found.message.ja)


def test_what_the_server_cut_is_told_instead_of_its_sign() -> None:
    """Who dropped the member would hide that the rest is missing; other members have no place."""
    place = feature({"type": "Point", "coordinates": IKOMA})

    assert [(GeoKind.PARTIAL, None, "")] == told(of(place, exceededTransferLimit=True))
    inside: dict[str, Any] = {"exceededTransferLimit": True}
    assert [(GeoKind.PARTIAL, None, "")] == told(of(place, properties=inside))
    both = {kind for kind, _, _ in told(of(place, properties=inside | {"a": 1}))}
    assert {GeoKind.PARTIAL, GeoKind.MISPLACED} == both
    assert [] == told(of(place, exceededTransferLimit=False))
    assert [GeoKind.MISPLACED] == [kind for kind, _, _ in told(of(place, properties={}))]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "空です"),
        ("名称,緯度,経度\n市役所,34.69,135.69\n", "表の文字（CSV）"),
        ('{"type": "Feature"}\n{"type": "Feature"}\n', "1行に1件"),
        ('{"type": "FeatureCollection"}\nx', "余分な文字"),
    ],
)
def test_what_is_no_geojson_is_named(content: str, words: str) -> None:
    """A CSV, nothing, a feature a line: what to do differs."""
    (found,) = report_on_bytes(content.encode(), "a.geojson").findings

    assert ("P017", True) == (found.rule, words in found.message.ja)


def test_members_may_stand_in_any_order() -> None:
    """`type` after `features`, and a file that is one feature or one geometry."""
    place = {"type": "Point", "coordinates": IKOMA}

    assert [] == told({"features": [feature(place)], "type": "FeatureCollection"})
    assert [] == told(feature(place))
    assert [] == told(place)


def test_faults_are_bounded_and_counted() -> None:
    """A file full of wrong places is said with its number, not repeated without end."""
    found = look(of(*[shape("Point", [0, 0]) for _ in range(LIMIT + 5)])).faults

    assert LIMIT == len(list(found.of(GeoKind.OUTSIDE)))
    assert 5 == found.more(GeoKind.OUTSIDE, GeoKind.SWAPPED)


def test_a_place_wrong_many_times_is_one_fault() -> None:
    """One fault for each kind in a feature, with how often."""
    (fault,) = look(of(shape("MultiPoint", [[0, 0]] * 7))).faults.of(*GeoKind)

    assert (7, "features[0].geometry.coordinates[0]") == (fault.count, fault.path)


def test_what_stands_before_the_break_is_looked_at() -> None:
    text = json.dumps(of(shape("Point", [0, 0])))[:-2]
    found = look(text)

    assert found.broken is not None
    assert 1 == found.features
    assert [GeoKind.OUTSIDE] == [fault.kind for fault in found.faults.of(*GeoKind)]


@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ["type", "features", "geometry", "geometries", "coordinates", "properties"]
                )
                | st.text(max_size=5),
                inner
                | st.sampled_from(["Feature", "FeatureCollection", "Polygon", "Point"])
                | st.just("GeometryCollection"),
                max_size=5,
            )
        ),
        max_leaves=30,
    )
)
def test_no_document_raises(value: Any) -> None:
    """Whatever JSON says, it is a value with faults, and a table that can be read."""
    text = json.dumps(value)
    found = look(text)
    table = GeoTable(file=SmallFile(text.encode()), codec="utf-8", names=found.names)

    if found.broken is None:
        records = list(table.records())
        assert all(len(record.cells) == len(found.names) for record in records)


# --- the table ----------------------------------------------------------------------------------


def rows(text: str) -> list[list[Any]]:
    found = look(text)
    table = GeoTable(file=SmallFile(text.encode()), codec="utf-8", names=found.names)
    return [list(record.cells) for record in table.records()]


def test_properties_are_a_table() -> None:
    """The header is the union of the names; numbers keep their digits, null is nothing."""
    text = (
        json.dumps(
            of(
                feature(None, {"名称": "市役所", "数": 1.50}),
                feature(None, None),
                feature(None, {"数": 0, "有": True, "他": {"a": ["あ"]}, "名称": None}),
            ),
            ensure_ascii=False,
        )
        .replace("1.5,", "1.50,")
        .replace("1.5}", "1.50}")
    )

    assert [
        ["名称", "数", "有", "他"],
        ["市役所", "1.50", "", ""],
        ["", "", "", ""],
        ["", "0", "true", '{"a": ["あ"]}'],
    ] == rows(text)


def test_records_have_the_lines_of_their_features() -> None:
    text = '{"type": "FeatureCollection", "features": [\n' + ",\n".join(
        json.dumps(feature(None, {"a": number})) for number in range(3)
    )
    table = GeoTable(file=SmallFile(f"{text}]}}".encode()), codec="utf-8", names=("a",))

    assert [(1, 1), (2, 2), (3, 3), (4, 4)] == [
        (record.number, record.line) for record in table.records()
    ]
    batches = [record for batch in table.batches() for record in getattr(batch, "records", ())]
    assert list(table.records()) == batches


def test_halves_of_characters_are_lost_characters() -> None:
    """A lone surrogate never reaches a report, which could not be written."""
    text = json.dumps(of(feature(None, {"a\ud800": "b\udc00"})))

    assert [["a\ufffd"], ["b\ufffd"]] == rows(text)
