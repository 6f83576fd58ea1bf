"""Where features of GeoJSON should be: D004 by the areas of municipalities, while a file is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher import files, municipalities
from publisher.checks.judging import judged
from publisher.checks.source import Looking, Source
from publisher.engine.engine import CompiledEngine
from publisher.findings import Finding
from publisher.geo.faults import LIMIT
from publisher.geo.feature import Feature
from publisher.render.report_groups import groups
from publisher.rules import known
from publisher.rules.distant_features import DistantFeatures
from publisher.rules.feature_watch import Publisher
from publisher.rules.hit import Hit
from publisher.verdicts import Status
from tests.publisher.examples import report_on_bytes

KNOWN = municipalities.load()
IKOMA, NARA_PREF, TAKAMATSU, KOBE, TOKYO = "292095", "290009", "372013", "281000", "130001"
HOME, TENRI, SEA = [135.6979, 34.6939], [135.8370, 34.5970], [135.25, 34.55]


def feature(kind: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def square(west: float, south: float, size: float) -> list[list[list[float]]]:
    east, north = west + size, south + size
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def text(*features: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def looked(content: str, body: str | None) -> tuple[list[Finding], Status]:
    """Return what is found, and what D004 says of the file."""
    rules = tuple(known(rule) for rule in ("D004", "D005", "D021", "D024", "D025"))
    looking = Looking(rules=rules, engine=CompiledEngine(), municipalities=KNOWN)
    file = files.SmallFile(content.encode())
    found = judged(Source(file=file, form="geojson", path="a.geojson", body=body), looking)
    return list(found.findings), found.verdict.rules["D004"]


def said(body: str | None, *features: Any) -> list[Finding]:
    return looked(text(*features), body)[0]


# --- where the publisher is known ---------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "kind", "coordinates", "address", "what"),
    [
        (IKOMA, "Point", HOME, "", "the city hall"),
        (IKOMA, "Point", [*HOME, 120.5], "", "with a height"),
        (IKOMA, "Point", [135.7330, 34.6800], "", "a kilometre beyond the border"),
        (IKOMA, "Point", TENRI, "奈良県天理市川原城町605", "the address tells that it is outside"),
        (IKOMA, "Point", [139.7400, 35.6795], "東京都千代田区平河町2-6-3", "an office in Tokyo"),
        (NARA_PREF, "Point", TENRI, "", "a prefecture's anywhere in it"),
        (NARA_PREF, "Point", TENRI, "天理市川原城町605", "where its address is"),
        (NARA_PREF, "LineString", [TENRI, HOME], "奈良県生駒市東新町8", "one end is where it says"),
        (TAKAMATSU, "Point", [134.1300, 34.4050], "", "a reef at sea"),
        (TOKYO, "Point", [140.3030, 30.4840], "", "an island in no municipality"),
        (IKOMA, "LineString", [TENRI, HOME], "", "a bus that ends in the city"),
        (IKOMA, "LineString", [TENRI, [135.55, 34.75]], "", "one that may run through it"),
        (IKOMA, "MultiPoint", [TENRI, HOME], "", "one of several places"),
        (IKOMA, "Polygon", square(135.0, 34.0, 1.5), "", "a river's basin around all of it"),
        (IKOMA, "MultiPolygon", [square(135.83, 34.59, 0.01), square(135.69, 34.69, 0.01)], "", "part"),
        (IKOMA, "Polygon", square(135.83, 34.59, 0.01), "天理市川原城町", "its address tells so"),
        (TAKAMATSU, "Polygon", square(134.12, 34.41, 0.3), "", "a surface at sea that begins near"),
    ],
)  # fmt: skip
def test_features_that_are_fine(
    body: str, kind: str, coordinates: Any, address: str, what: str
) -> None:
    """What a town really publishes is not doubted: shapes cross borders."""
    content = text(feature(kind, coordinates, 名称="施設", 住所=address))
    assert looked(content, body) == ([], Status.FINE), what


@pytest.mark.parametrize(
    ("body", "kind", "coordinates", "address", "message"),
    [
        (IKOMA, "Point", TENRI, "", "34.59700, 135.83700）は、生駒市の外（天理市、約11km先）"),
        (IKOMA, "Point", TENRI, "奈良県生駒市東新町8", "生駒市の外（天理市、約11km先）"),
        (IKOMA, "Point", TENRI, "大阪府東大阪市荒本北1", "東大阪市の外（天理市、約16km先）"),
        (IKOMA, "Point", SEA, "", "生駒市の外（約40km先）"),
        (NARA_PREF, "Point", [135.5023, 34.6937], "", "奈良県の外（大阪市、約15km先）"),
        (NARA_PREF, "Point", TENRI, "奈良県生駒市東新町8", "住所の生駒市の外（天理市、約11km先）"),
        (KOBE, "Point", [135.3100, 34.4100], "", "神戸市の外（泉佐野市、約25km先）"),
        (IKOMA, "MultiPoint", [TENRI], "", "緯度・経度（34.59700, 135.83700）は、生駒市の外"),
        (IKOMA, "LineString", [TENRI, [135.838, 34.601]], "", "線や面の全体（34.59700, 135.83700など）"),
        (IKOMA, "Polygon", square(135.83, 34.59, 0.01), "", "生駒市の外（天理市、約10km先）"),
        (TAKAMATSU, "Polygon", square(134.6, 34.5, 0.1), "", "高松市の外（約"),
    ],
)  # fmt: skip
def test_features_that_are_doubted(
    body: str, kind: str, coordinates: Any, address: str, message: str
) -> None:
    """Said once, as for tables: whose place it is and how far outside its nearest part is."""
    content = text(feature("Point", HOME), feature(kind, coordinates, 住所=address))
    found, status = looked(content, body)
    (one,) = [item for item in found if item.place.row == 3]

    assert (one.rule, one.certainty, status) == ("D004", "likely", Status.VIOLATED)
    assert message in one.message.ja


@pytest.mark.parametrize(
    ("kind", "coordinates", "rule"),
    [
        ("Point", [0, 0], "D025"),
        ("Point", [13.4, 52.5], "D025"),
        ("Point", TENRI[::-1], "D024"),
        ("Point", [135.837], "D021"),
        ("Point", ["135.837", "34.597"], "D021"),
        ("LineString", [TENRI, [0, 0]], "D025"),
    ],
)
def test_one_fact_is_one_rule_s(kind: str, coordinates: Any, rule: str) -> None:
    """What is no place in Japan stays with the rules that say so."""
    assert [item.rule for item in said(IKOMA, feature(kind, coordinates))] == [rule]


@pytest.mark.parametrize(
    "coordinates", [[], [[]], {}, None, "x", [True, True], [1e999, 1e999], [[[[[HOME]]]]], 5]
)
@pytest.mark.parametrize("kind", ["Point", "Polygon", "GeometryCollection", "Circle"])
def test_what_is_no_shape_is_not_judged(kind: str, coordinates: Any) -> None:
    """D020 to D028 speak of it; nothing raises."""
    content = text(feature(kind, coordinates)).replace("Infinity", "1e999")
    assert not {"D004", "X000"} & {item.rule for item in looked(content, IKOMA)[0]}


def test_documents_without_a_list_or_properties_are_judged() -> None:
    """A single feature, a geometry alone, geometries in geometries, features without properties."""
    point = {"type": "Point", "coordinates": TENRI}
    both = {"type": "GeometryCollection", "geometries": [point, point]}
    one = {"type": "Feature", "properties": None, "geometry": both}
    for document in (point, both, one, {"type": "FeatureCollection", "features": [one]}):
        (found,) = looked(json.dumps(document), IKOMA)[0]
        assert (found.rule, found.place.row) == ("D004", 2)


def test_a_place_that_the_properties_say_too_is_said_once() -> None:
    """In its column, where the officer mends it; where only the shape is wrong, of the feature."""
    both = feature("Point", TENRI, 緯度=TENRI[1], 経度=TENRI[0])
    only = feature("Point", TENRI, 緯度=HOME[1], 経度=HOME[0])
    nothing = feature("Point", TENRI, 緯度=0, 経度=0)
    found = said(IKOMA, both, only, nothing)

    assert sorted((item.rule, item.place.row, item.place.column) for item in found) == [
        ("D004", 2, "緯度"),
        ("D004", 3, None),
        ("D004", 4, None),
        ("D005", 4, "緯度"),
    ]


def test_where_no_area_is_known_nothing_is_judged() -> None:
    """A code that nobody has, and a caller who knows no municipalities."""
    assert looked(text(feature("Point", TENRI)), "999999") == ([], Status.NOT_APPLICABLE)


# --- where nobody publishes the file yet --------------------------------------------------


def at_home(count: int, **properties: Any) -> list[dict[str, Any]]:
    return [
        feature("Point", [HOME[0] + n / 1e5, HOME[1]], 住所=f"生駒市東新町{n}", **properties)
        for n in range(count)
    ]


@pytest.mark.parametrize(("before", "after"), [(6, 0), (0, 6), (150, 49), (150, 50), (300, 300)])
def test_addresses_tell_whose_file_it_is(before: int, after: int) -> None:
    """Those of the first features, with which the points agree; all features are judged."""
    found = said(None, *at_home(before), feature("Point", TENRI), *at_home(after))

    assert [(item.rule, item.place.row) for item in found] == [("D004", before + 2)]
    assert "生駒市の外（天理市、約11km先）" in found[0].message.ja


@pytest.mark.parametrize(
    "features",
    [
        at_home(4),
        [item | {"properties": {"住所": "東新町8"}} for item in at_home(9)],
        [item | {"properties": {"管理者住所": "生駒市東新町8"}} for item in at_home(9)],
        [feature("Point", [133.5, 33.6], 住所="生駒市東新町8") for _ in range(9)],
    ],
)
def test_addresses_that_tell_too_little_decide_nothing(features: list[dict[str, Any]]) -> None:
    """Too few, those that name no town, somebody's own, those the points do not agree with."""
    content = text(*features, feature("Point", [139.74, 35.6795]))
    assert looked(content, None) == ([], Status.NOT_APPLICABLE)


# --- many, and crashes --------------------------------------------------------------------


def test_many_are_counted_and_one_line_of_the_report() -> None:
    """A file of another town: some with their places, the rest as a number, told together."""
    found = said(IKOMA, *(feature("Point", TENRI, 名称=f"園{n}") for n in range(LIMIT + 7)))
    *one_by_one, more = found
    assert len(one_by_one) == LIMIT
    assert "このほかに7件" in more.message.ja

    report = report_on_bytes(
        text(*at_home(9), *(feature("Point", [x, 34.6]) for x in (135.83, 135.84))).encode(),
        "a.geojson",
        (known("D004"),),
    )
    ((group,),) = groups(report).values()
    assert group.place.ja == "10〜11件目のデータ（2か所）"


def test_a_rule_that_crashes_at_a_feature_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """X000 is said once, and the other rules go on."""

    def crash(watch: DistantFeatures, feature: Feature) -> Iterator[Hit]:
        raise ZeroDivisionError

    monkeypatch.setattr(DistantFeatures, "feature", crash)
    found, status = looked(text(*[feature("Point", [0, 0])] * 3), IKOMA)

    assert sorted(item.rule for item in found) == ["D025", "D025", "D025", "X000"]
    assert status is Status.NOT_CHECKED


# --- laws ---------------------------------------------------------------------------------

POSITIONS = st.tuples(st.floats(135.5, 136.0), st.floats(34.5, 34.9)).map(list)


@given(st.lists(POSITIONS, min_size=2, max_size=6), st.sampled_from(["MultiPoint", "LineString"]))
def test_no_shape_with_a_part_at_home_is_doubted(positions: list[list[float]], kind: str) -> None:
    """The law of lines and surfaces; a point is doubted if and only if it is not near."""
    near = KNOWN.near(IKOMA)
    assert near is not None
    inside = [near.holds(latitude, longitude) for longitude, latitude in positions]
    watch = DistantFeatures()
    watch.start(Publisher(body=IKOMA, municipalities=KNOWN))
    shape = Feature(1, 1, {"type": kind, "coordinates": positions}, {})

    assert not (any(inside) and list(watch.feature(shape)))
    for position, is_inside in zip(positions, inside, strict=True):
        point = Feature(1, 1, {"type": "Point", "coordinates": position}, {})
        assert bool(list(watch.feature(point))) is not is_inside
