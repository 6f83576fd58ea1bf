"""Plane coordinates of Japan as latitude and longitude: the zones of surveys and maps.

K. Kawase, 緯度，経度を換算して平面直角座標を求める計算式 (国土地理院時報 121, 2011): series in the third
flattening, exact to a tenth of a millimetre within a zone.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

_EPSG = re.compile(r"(?:.*[:/])?EPSG(?:[:/][0-9.]*)?[:/]([0-9]{4,5})", re.IGNORECASE)
_RADIUS, _FLATTENING = 6378137.0, 1 / 298.257222101
"""GRS80 (JGD2000, JGD2011); that of WGS 84 differs by a tenth of a millimetre."""
_N = _FLATTENING / (2 - _FLATTENING)
_A = _RADIUS / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
"""Radius of the rectifying sphere."""
_BETA = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360 - 81 * _N**5 / 512,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440 + 46 * _N**5 / 105,
    17 * _N**3 / 480 - 37 * _N**4 / 840 - 209 * _N**5 / 4480,
    4397 * _N**4 / 161280 - 11 * _N**5 / 504,
    4583 * _N**5 / 161280,
)
_ORIGINS = (
    *((33, 129, 30), (33, 131, 0), (36, 132, 10), (33, 133, 30), (36, 134, 20), (36, 136, 0)),
    *((36, 137, 10), (36, 138, 30), (36, 139, 50), (40, 140, 50), (44, 140, 15), (44, 142, 15)),
    *((44, 144, 15), (26, 142, 0), (26, 127, 30), (26, 124, 0), (26, 131, 0), (20, 136, 0)),
    (26, 154, 0),
)
"""Latitude, and longitude in degrees and minutes, of 平面直角座標系 1–19 (平成14年国土交通省告示第9号)."""
_JAPANESE = {"JGD2000": 2443, "JGD2011": 6669}
"""EPSG code of the first zone."""
_UTM = {"JGD2000": 3097, "JGD2011": 6688, "WGS 84": 32651}
"""EPSG code of zone 51 north, the first of five over Japan."""
_WEB = 3857


@dataclass(frozen=True, slots=True)
class Plane:
    """A plane of coordinates in metres, east and north."""

    name: str
    """As people call it."""
    latitude: float = 0.0
    """Of the origin, in degrees."""
    longitude: float = 0.0
    scale: float = 1.0
    east: float = 0.0
    """Metres that the origin has in the east."""
    is_web: bool = False
    """The sphere of web maps."""

    def degrees(self, east: float, north: float) -> tuple[float, float]:
        """Return latitude and longitude of a point."""
        if self.is_web:
            latitude = math.atan(math.sinh(north / _RADIUS))
            return math.degrees(latitude), math.degrees(east / _RADIUS)
        radius = self.scale * _A
        xi = north / radius + _rectifying(math.radians(self.latitude))
        eta = (east - self.east) / radius
        steps = tuple(enumerate(_BETA, start=1))
        xi_, eta_ = (
            xi - sum(b * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, b in steps),
            eta - sum(b * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, b in steps),
        )
        conformal = math.asin(math.sin(xi_) / math.cosh(eta_))
        longitude = math.radians(self.longitude) + math.atan2(math.sinh(eta_), math.cos(xi_))
        return math.degrees(_geodetic(conformal)), math.degrees(longitude)


def plane_of(name: str) -> Plane | None:
    """Return the plane that a `crs` names, such as urn:ogc:def:crs:EPSG::2448; None for any other."""
    found = _EPSG.fullmatch(name.strip())
    code = int(found[1]) if found else 0
    if code == _WEB:
        return Plane("Web Mercator", is_web=True)
    for datum, first in _JAPANESE.items():
        if first <= code < first + len(_ORIGINS):
            latitude, degrees, minutes = _ORIGINS[code - first]
            name = f"{datum} 平面直角座標系 {code - first + 1}系"
            return Plane(name, latitude, degrees + minutes / 60, 0.9999)
    for datum, first in _UTM.items():
        if first <= code < first + 5:
            zone = 51 + code - first
            return Plane(f"{datum} UTM {zone}N", 0.0, zone * 6 - 183.0, 0.9996, 500_000.0)
    return None


_E = math.sqrt(_FLATTENING * (2 - _FLATTENING))


def _conformal(latitude: float) -> float:
    sine = math.sin(latitude)
    return math.asin(math.tanh(math.atanh(sine) - _E * math.atanh(_E * sine)))


def _geodetic(conformal: float) -> float:
    """Return the latitude of a conformal one; each step is right to two more digits."""
    isometric = math.atanh(math.sin(conformal))
    latitude = conformal
    for _ in range(10):
        latitude = math.asin(math.tanh(isometric + _E * math.atanh(_E * math.sin(latitude))))
    return latitude


def _rectifying(latitude: float) -> float:
    """Return the latitude on the rectifying sphere: the arc from the equator, in radians of it."""
    n = _N
    alpha = (
        n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16 + 41 * n**4 / 180 - 127 * n**5 / 288,
        13 * n**2 / 48 - 3 * n**3 / 5 + 557 * n**4 / 1440 + 281 * n**5 / 630,
        61 * n**3 / 240 - 103 * n**4 / 140 + 15061 * n**5 / 26880,
        49561 * n**4 / 161280 - 179 * n**5 / 168,
        34729 * n**5 / 80640,
    )
    chi = _conformal(latitude)
    return chi + sum(a * math.sin(2 * j * chi) for j, a in enumerate(alpha, start=1))
