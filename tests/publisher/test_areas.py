"""Where municipalities lie: the vocabulary, and the arithmetic of meshes."""

from __future__ import annotations

import importlib.resources
import itertools
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher import areas, municipalities
from publisher.areas import Area
from publisher.codes import is_local_government_code
from publisher.municipalities import JAPAN

KNOWN = municipalities.load()
WRITTEN = areas.load()
NORTHERN_ISLANDS = "010006"
ELSEWHERE = {
    # Villages and towns of islands whose offices are in the city where the ships leave.
    "463035": ("三島村", "462012"),
    "463043": ("十島村", "462012"),
    "473812": ("竹富町", "472077"),
    # Its office was in the city that took its people in after 2011; it has returned since.
    "075469": ("双葉町", "072044"),
}
"""Offices outside of their own area: whose they are, and in whose area they stand."""


# --- the vocabulary -----------------------------------------------------------------------


def test_the_vocabulary_says_where_it_comes_from() -> None:
    """Source, terms, day and derivation stand in the file, which stays small."""
    text = importlib.resources.files("schemas").joinpath(areas.NAME).read_text(encoding="utf-8")
    document = json.loads(text)

    assert {"comment", "credit", "licence", "date", "derived", "areas"} == set(document)
    assert "気象庁" in document["credit"]
    assert "加工" in document["credit"]
    assert "PDL1.0" in document["licence"]
    assert len(text.encode()) < 400_000


def test_every_area_is_a_known_municipality_s() -> None:
    """Codes keep their check digit and stand in the register; the northern islands are Hokkaido's."""
    assert all(is_local_government_code(code) for code in WRITTEN)
    assert set(WRITTEN) - {item.code for item in KNOWN.all} == {NORTHERN_ISLANDS}


def test_every_municipality_has_an_area() -> None:
    """Its own, and wards that the source does not tell apart their city's: none is left out."""
    own = {item.code for item in KNOWN.all if item.code in WRITTEN}
    others = [item for item in KNOWN.all if item.code not in own]

    assert all(KNOWN.area(item.code) is not None for item in KNOWN.all)
    assert all("市" in item.name and item.name.endswith("区") for item in others)
    assert {KNOWN.whole(item.code) for item in others} <= own
    assert (len(own), len(others)) == (1760, 156)


def test_every_office_stands_in_its_own_area() -> None:
    """1,912 positions of another source agree with the areas; the four others are really elsewhere."""
    found = {}
    for item in KNOWN.all:
        area = KNOWN.area(item.code)
        assert area is not None
        if not area.holds(item.latitude, item.longitude):
            (host,) = KNOWN.at(item.latitude, item.longitude)
            found[item.code] = item.name, host

    assert found == ELSEWHERE


def test_every_area_lies_in_japan_and_in_its_prefecture_s() -> None:
    """No mesh is off the map, and a prefecture holds all meshes of its municipalities."""
    for code, written in WRITTEN.items():
        area = written.area()
        prefecture = KNOWN.area(next(one for one in KNOWN.prefectures if one[:2] == code[:2]))
        assert prefecture is not None
        for row, runs in area.rows.items():
            assert JAPAN.south <= row / areas.ROWS <= JAPAN.north
            assert JAPAN.west <= runs[0][0] / areas.COLUMNS
            assert runs[-1][1] / areas.COLUMNS <= JAPAN.east
            assert all(prefecture.has(row, column) for run in runs for column in run)


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "owner"),
    [
        ("南鳥島", 24.283, 153.983, "小笠原村"),
        ("竹島", 37.2417, 131.8644, "隠岐の島町"),
        ("魚釣島", 25.744, 123.474, "石垣市"),
        ("水晶島", 43.43, 145.9, "根室市"),
        ("国後島", 44.03, 145.86, "北海道"),
        ("沖ノ島", 34.243, 130.105, "宗像市"),
        ("飛島", 39.19, 139.55, "酒田市"),
        ("神戸空港", 34.633, 135.224, "神戸市"),
        ("関西国際空港の南", 34.418, 135.225, "泉南市"),
        ("竹生島", 35.42, 136.144, "長浜市"),
    ],
)
def test_islands_and_reclaimed_land_are_somebody_s(
    place: str, latitude: float, longitude: float, owner: str
) -> None:
    """Far islands, airports in the sea, an island in a lake."""
    assert owner in [KNOWN.name(code) for code in KNOWN.at(latitude, longitude)], place


def test_who_is_at_a_place() -> None:
    """Cities without their wards; nobody at sea or abroad."""
    assert [KNOWN.name(code) for code in KNOWN.at(35.0116, 135.7681)] == ["京都市"]
    assert [KNOWN.name(code) for code in KNOWN.at(34.597, 135.837)] == ["天理市"]
    assert KNOWN.at(33.0, 135.0) == ()
    assert KNOWN.at(37.5665, 126.978) == ()


def test_wards_and_cities() -> None:
    """A ward's city, and all wards of a name."""
    assert KNOWN.whole("281107") == "281000"
    assert KNOWN.whole("131032") == "131032"
    assert [KNOWN.name(code) for code in KNOWN.wards("港区")] == ["名古屋市港区", "大阪市港区"]
    assert KNOWN.wards("生駒区") == ()


# --- reading ------------------------------------------------------------------------------


def test_areas_are_read_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run without coordinates does not pay for them."""

    def refuse(overlay: Path | None = None) -> None:
        raise AssertionError(overlay)

    monkeypatch.setattr(areas, "load", refuse)
    areas._loaded.cache_clear()
    known = municipalities.load()
    assert known.of_address("奈良県生駒市東新町8-38") == ("292095",)
    with pytest.raises(AssertionError):
        known.at(34.6, 135.8)


def test_an_instance_may_bring_its_own_areas(tmp_path: Path) -> None:
    """What it lacks is not known; the digest tells that judgements may differ."""
    folder = tmp_path / "schemas" / "vocabularies"
    folder.mkdir(parents=True)
    line = ["292095", 8327, 21708, "AB"]
    (folder / "areas.json").write_text(json.dumps({"areas": [line]}), encoding="utf-8")
    own = municipalities.load(tmp_path)
    area = own.area("292095")
    assert area is not None
    assert area.rows == {8327: ((21708, 21708),)}
    assert own.area("292010") is None
    assert own.area("290009") is not None
    shutil.rmtree(folder)
    assert own.digest != KNOWN.digest == municipalities.load(tmp_path).digest


# --- arithmetic ---------------------------------------------------------------------------

MESHES = st.sets(
    st.tuples(st.integers(8300, 8310), st.integers(21700, 21715)), min_size=1, max_size=30
)


def drawn(meshes: set[tuple[int, int]]) -> Area:
    return areas.united(Area({row: ((column, column),)}) for row, column in meshes)


@given(MESHES, st.integers(8290, 8320), st.integers(21690, 21725))
def test_an_area_has_its_meshes_and_no_other(
    meshes: set[tuple[int, int]], row: int, column: int
) -> None:
    """Runs are only a way of writing; runs that touch are one."""
    area = drawn(meshes)

    assert area.has(row, column) is ((row, column) in meshes)
    for runs in area.rows.values():
        assert all(a[1] + 1 < b[0] for a, b in itertools.pairwise(runs))


@given(MESHES, st.integers(0, 3), st.integers(8290, 8320), st.integers(21690, 21725))
def test_a_grown_area_has_what_is_so_many_meshes_away(
    meshes: set[tuple[int, int]], by: int, row: int, column: int
) -> None:
    """To every side and corner, and nothing else."""
    near = any(abs(row - north) <= by and abs(column - east) <= by for north, east in meshes)

    assert drawn(meshes).grown(by).has(row, column) is near


@given(MESHES, st.floats(34.5, 34.7), st.floats(135.5, 135.8))
def test_a_place_is_no_kilometre_away_only_inside(
    meshes: set[tuple[int, int]], latitude: float, longitude: float
) -> None:
    """The distance is 0 in an area, and beyond what is near at least 1.8 km."""
    area = drawn(meshes)
    distance = area.distance(latitude, longitude)

    if area.holds(latitude, longitude):
        assert distance == 0
    if not area.grown(areas.NEAR).holds(latitude, longitude):
        assert distance > 1.8


@given(MESHES, *[st.floats(34.5, 34.7)] * 2, *[st.floats(135.5, 135.8)] * 2)
def test_a_box_touches_an_area_where_a_mesh_of_both_is(
    meshes: set[tuple[int, int]], one: float, other: float, here: float, there: float
) -> None:
    """Corners need not be inside; it is then no kilometre away, and some where no mesh is beside."""
    area = drawn(meshes)
    south, north, west, east = min(one, other), max(one, other), min(here, there), max(here, there)
    (bottom, left), (top, right) = areas.mesh_of(south, west), areas.mesh_of(north, east)
    touches = any(bottom <= row <= top and left <= column <= right for row, column in meshes)

    assert area.touches(south, west, north, east) is touches
    distance = area.distance_of(south, west, north, east)
    assert distance < 1e-6 or not touches
    assert distance > 0.3 or area.grown(1).touches(south, west, north, east)


def test_what_lies_a_kilometre_and_a_half_away_is_near_everywhere_in_japan() -> None:
    """Meshes are narrower in the north: the tolerance holds at both ends of the country."""
    for latitude, longitude in ((45.52, 141.94), (35.0, 135.0), (24.06, 123.8)):
        row, column = areas.mesh_of(latitude, longitude)
        area = Area({row: ((column, column),)})
        near = area.grown(areas.NEAR)
        for north in range(-40, 41):
            for east in range(-40, 41):
                point = latitude + north / 1000, longitude + east / 1000
                assert near.holds(*point) or area.distance(*point) > 1.8
