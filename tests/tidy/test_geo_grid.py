"""A GeoJSON as a table: metres are no degrees, numbers stay numbers, what is left out is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from publisher.files import SmallFile
from publisher.tidy.grid import Grid
from publisher.tidy.read import Unread, grids
from publisher.tidy.sheets import Sheets, find
from publisher.tidy.titles import proof_of, title_of

HERE = [135.7367173989647, 34.68653989497051]
METRES = [-24123.5, -145678.2]
"""The same place in zone 6 of JGD2000."""


def geojson(*geometries: Any, properties: Any = None, **members: Any) -> SmallFile:
    features = [
        {
            "type": "Feature",
            "properties": {"名称": f"館{n}", **(properties or {})},
            "geometry": shape,
        }
        for n, shape in enumerate(geometries)
    ]
    document = {"type": "FeatureCollection", **members, "features": features}
    return SmallFile(json.dumps(document, ensure_ascii=False).encode())


def point(place: list[float]) -> dict[str, Any]:
    return {"type": "Point", "coordinates": place}


def crs(name: Any) -> dict[str, Any]:
    return {"type": "name", "properties": {"name": name}}


def grid_of(file: SmallFile) -> Grid:
    (found,) = grids(file, "geojson")  # type: ignore[misc]

    assert isinstance(found, Grid)
    return found


def cells(grid: Grid) -> list[list[str]]:
    return [list(row.cells) for row in grid.rows]


def told(grid: Grid) -> str:
    found = find([grid], {})

    assert isinstance(found, Sheets)
    return "".join(notice.ja for notice in found.notices)


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:EPSG::2448", "EPSG:2448", "urn:ogc:def:crs:EPSG::6674"]
)
def test_metres_of_a_known_plane_are_calculated_and_told(name: str) -> None:
    """They never stand below 緯度 and 経度; shapes are calculated too, heights are as they were."""
    line = {"type": "LineString", "coordinates": [METRES, METRES]}
    grid = grid_of(geojson(point([*METRES, 12.5]), line, crs=crs(name)))
    (_, first, second) = cells(grid)

    assert ["館0", "34.686539895", "135.736717399", "12.5", ""] == first
    assert json.loads(second[-1])["coordinates"][0] == [135.736717399, 34.686539895]
    (change,) = [item for found in find([grid], {}).found for item in found.changes]  # type: ignore[union-attr]
    assert "平面直角座標系 6系（m）" in change.before
    assert "緯度" in title_of(change.mend).ja
    assert "1mm" in proof_of(change.mend).ja


@pytest.mark.parametrize(
    "stated",
    [
        crs("EPSG:30166"), crs("urn:ogc:def:crs:EPSG::4301"), crs("JGD"), crs(None), "EPSG:2448",
        {"type": "link", "properties": {"href": "https://example.jp/crs"}}, None,
    ],
)  # fmt: skip
def test_metres_of_an_unknown_plane_are_refused(stated: Any) -> None:
    """The Tokyo datum, a name that nobody knows, or none: with the way to export them anew."""
    found = grids(geojson(point(METRES), crs=stated), "geojson")

    assert isinstance(found, Unread)
    assert "6668" in found.why.ja


def test_a_place_without_a_value_does_not_make_metres_degrees() -> None:
    """0, 0 stands for no place; one slip among degrees is the check's to name."""
    metres = grids(geojson(point(METRES), point([0, 0])), "geojson")
    slip = grid_of(geojson(point(HERE), point(HERE), point([1357.0, 34.7])))

    assert isinstance(metres, Unread)
    assert ["館2", "34.7", "1357.0"] == cells(slip)[3]


def test_a_plane_that_does_not_fit_its_places_is_refused() -> None:
    """Read as zone 19 they would lie in the Pacific: degrees, or another zone's metres."""
    found = grids(geojson(point([9e6, 9e6]), crs=crs("EPSG:2461")), "geojson")

    assert isinstance(found, Unread)
    assert "19系" in found.why.ja


@pytest.mark.parametrize(
    "stated", [None, crs("urn:ogc:def:crs:OGC:1.3:CRS84"), crs("EPSG:6668"), crs("EPSG:4326")]
)
def test_degrees_stay_as_they_are(stated: Any) -> None:
    """Also where both are exchanged: that is another mend's."""
    grid = grid_of(geojson(point(HERE), point([34.7, 135.8]), crs=stated))

    assert ["館0", "34.68653989497051", "135.7367173989647"] == cells(grid)[1]
    assert ["館1", "135.8", "34.7"] == cells(grid)[2]
    assert not told(grid)


def test_numbers_in_lists_and_objects_stay_numbers() -> None:
    text = '{"一覧": [100, 2.50, "3", true, null], "詳細": {"数": 1e3, "type": "5"}}'
    file = geojson(point(HERE), properties={"x": "PUT"}).content.replace(b'"x": "PUT"', b"%s")
    inner = text[1:-1].encode()
    grid = grid_of(SmallFile(file.replace(b"%s", inner)))

    assert ["名称", "一覧", "詳細", "緯度", "経度"] == cells(grid)[0]
    assert '[100, 2.50, "3", true, null]' == cells(grid)[1][1]
    assert '{"数": 1e3, "type": "5"}' == cells(grid)[1][2]


def test_what_is_in_no_row_is_told() -> None:
    """Members of the collection with what they say, those of features with how many; no row is lost."""
    grid = grid_of(
        geojson(point(HERE), name="施設", bbox=[1, 2, 3, 4], metadata={"licence": "CC BY"})
    )
    said = told(grid)

    for text in ("name: 施設", "bbox: [1, 2, 3, 4]", "metadata", "CC BY"):
        assert text in said
    document = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"a": 1}, "geometry": point(HERE), "style": 1}
        ],
    }
    assert "style（1）" in told(grid_of(SmallFile(json.dumps(document).encode())))
