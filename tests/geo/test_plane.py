"""Plane coordinates of surveys: published points, other formulas, and what is no known plane."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.geo.plane import plane_of

A, F = 6378137.0, 1 / 298.257222101
E2 = F * (2 - F)


def test_the_published_example() -> None:
    """国土地理院's own: 36°06′13.589″ N 140°05′16.278″ E is X=11543.688, Y=22916.244 in zone 9."""
    plane = plane_of("urn:ogc:def:crs:EPSG::6677")
    assert plane is not None
    latitude, longitude = plane.degrees(22916.24355431945, 11543.688321465547)

    assert math.isclose(36.103774791666666, latitude, abs_tol=1e-9)
    assert math.isclose(140.08785504166664, longitude, abs_tol=1e-9)


def forward(
    latitude: float, longitude: float, origin: tuple[float, float], scale: float
) -> tuple[float, float]:
    """East and north by Snyder's series (USGS PP 1395, 8-9 to 8-15), independent of Kawase's."""
    phi, lam = math.radians(latitude), math.radians(longitude - origin[1])
    prime = E2 / (1 - E2)
    radius = A / math.sqrt(1 - E2 * math.sin(phi) ** 2)
    t, c = math.tan(phi) ** 2, prime * math.cos(phi) ** 2
    a = lam * math.cos(phi)
    east = radius * (
        a + (1 - t + c) * a**3 / 6 + (5 - 18 * t + t**2 + 72 * c - 58 * prime) * a**5 / 120
    )
    north = (
        _arc(phi)
        - _arc(math.radians(origin[0]))
        + radius
        * math.tan(phi)
        * (
            a**2 / 2
            + (5 - t + 9 * c + 4 * c**2) * a**4 / 24
            + (61 - 58 * t + t**2 + 600 * c - 330 * prime) * a**6 / 720
        )
    )
    return scale * east, scale * north


def _arc(phi: float) -> float:
    """The meridian's arc from the equator, by Simpson's rule."""
    steps = 2000
    width = phi / steps

    def speed(at: float) -> float:
        return A * (1 - E2) / math.pow(1 - E2 * math.sin(at) ** 2, 1.5)

    odd = sum(speed(width * k) for k in range(1, steps, 2))
    even = sum(speed(width * k) for k in range(2, steps, 2))
    return width / 3 * (speed(0) + speed(phi) + 4 * odd + 2 * even)


ZONES = {2443: (33, 129.5), 2448: (36, 136.0), 2454: (44, 142.25), 2457: (26, 127.5), 6674: (36, 136.0)}  # fmt: skip


@given(st.sampled_from(sorted(ZONES)), st.floats(-1.2, 1.2), st.floats(-1.2, 1.2))
def test_places_come_back(code: int, north: float, east: float) -> None:
    """Within a zone to a millimetre, by another author's formulas."""
    origin = ZONES[code]
    place = origin[0] + north, origin[1] + east
    plane = plane_of(f"EPSG:{code}")
    assert plane is not None

    found = plane.degrees(*forward(*place, origin, 0.9999))
    assert all(math.isclose(a, b, abs_tol=2e-8) for a, b in zip(place, found, strict=True))


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("EPSG:3857", (0.0, 0.0, 0.0, 0.0)),
        ("urn:ogc:def:crs:EPSG:6.9:32653", (500000.0, 0.0, 0.0, 135.0)),
        ("http://www.opengis.net/def/crs/EPSG/0/6690", (500000.0, 0.0, 0.0, 135.0)),
        ("epsg:2448", (0.0, 0.0, 36.0, 136.0)),
        ("EPSG:2461", (0.0, 0.0, 26.0, 154.0)),
    ],
)
def test_origins(name: str, place: tuple[float, float, float, float]) -> None:
    plane = plane_of(name)
    assert plane is not None
    east, north, latitude, longitude = place

    found = plane.degrees(east, north)
    assert math.isclose(latitude, found[0], abs_tol=1e-9)
    assert math.isclose(longitude, found[1], abs_tol=1e-9)


@pytest.mark.parametrize(
    "name",
    ["EPSG:4326", "EPSG:4301", "EPSG:30166", "urn:ogc:def:crs:OGC:1.3:CRS84", "", "平面直角"],
)
def test_degrees_and_the_old_datum_are_no_known_plane(name: str) -> None:
    """The Tokyo datum is 400 m off, and by how much differs from place to place."""
    assert plane_of(name) is None
