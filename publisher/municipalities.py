"""The municipalities of Japan: codes, names, where they lie (schemas/vocabularies)."""

from __future__ import annotations

import functools
import hashlib
import json
import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publisher import areas, contracts
from publisher.areas import Area
from publisher.codes import local_government_check_digit

REACH = 60.0
"""Kilometres from its office within which every municipality lies, but some with islands."""
MARGIN = 0.5
"""Degrees around the offices of a prefecture's municipalities."""
_FAR = 400.0
"""Reach beyond which the islands of one municipality do not widen their prefecture."""
_DEGREE = 111.2
"""Kilometres of one degree of latitude."""
_WARD = re.compile(r"(.+?市).+区")
_POSTAL = re.compile(r"^(?:〒?\s*[0-9]{3}-?[0-9]{4}\s*)?(.*)$", re.DOTALL)
_COUNTY = re.compile(r"^[^0-9市区町村]{1,5}郡")


@dataclass(frozen=True, slots=True)
class Box:
    """An area between two latitudes and two longitudes, in degrees."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Say whether a point lies in it."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


JAPAN = Box(20.0, 122.0, 46.0, 154.5)
"""沖ノ鳥島, 与那国島, 択捉島 and 南鳥島 included."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality or a ward of a designated city."""

    code: str
    """全国地方公共団体コード, six digits."""
    name: str
    latitude: float
    longitude: float
    reach: float = REACH
    """Kilometres from its office within which it lies."""

    @property
    def box(self) -> Box:
        """An area that surely holds it, generous."""
        north = self.reach / _DEGREE
        east = north / math.cos(math.radians(self.latitude))
        return Box(
            self.latitude - north,
            self.longitude - east,
            self.latitude + north,
            self.longitude + east,
        )


@dataclass(frozen=True, slots=True)
class Municipalities:
    """Every municipality and prefecture; pure look-ups."""

    all: tuple[Municipality, ...] = field(repr=False)
    prefectures: Mapping[str, str] = field(repr=False)
    """Name by 6-digit code."""
    digest: str
    """SHA-256 of what it was read from."""
    atlas: areas.Atlas = field(default_factory=areas.Atlas, repr=False)

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        """Compare by what it was read from."""
        return isinstance(other, Municipalities) and self.digest == other.digest

    def name(self, code: str) -> str | None:
        """Return the name of a municipality or prefecture, None where nobody has this code."""
        found = _by_code(self).get(code)
        return found.name if found else self.prefectures.get(code)

    def has_name(self, text: str) -> bool:
        """Say whether a text is the name of a municipality or prefecture, as a whole."""
        return text in _by_name(self) or text in self.prefectures.values()

    def is_short_code(self, five: str) -> bool:
        """Say whether five digits are a code in use without its check digit (標準地域コード)."""
        return five in _short_codes(self)

    def of_short_code(self, five: str) -> tuple[str, ...]:
        """Return the code in six digits of five without check digit; empty where nobody has it."""
        found = five + local_government_check_digit(five)
        return (found,) if self.name(found) else ()

    def is_within(self, code: str, body: str) -> bool:
        """Say whether a municipality or ward is the body, of its prefecture, or one of its wards."""
        if body in self.prefectures:
            return code[:2] == body[:2]
        own, name = self.name(body), self.name(code)
        is_ward = own is not None and name is not None and name.startswith(own)
        return code == body or (is_ward and code[:3] == body[:3])

    def box(self, code: str) -> Box | None:
        """Return an area that surely holds a municipality or prefecture; None for an unknown code."""
        found = _by_code(self).get(code)
        if found is not None:
            return found.box
        return _prefecture_box(self, code[:2]) if code in self.prefectures else None

    def whole(self, code: str) -> str:
        """Return the city's code for a ward of a designated city, else the code itself."""
        return _wholes(self).get(code, code)

    def wards(self, name: str) -> tuple[str, ...]:
        """Return the codes of the wards of designated cities that are called 港区, say."""
        return _wards(self).get(name, ())

    def area(self, code: str) -> Area | None:
        """Return the meshes of a municipality, of a ward (its city's where no more is known), or
        of a prefecture; None where they are not known.
        """
        if code in self.prefectures:
            return self.atlas.of_prefecture(code[:2])
        return self.atlas.of(code) or self.atlas.of(self.whole(code))

    def near(self, code: str) -> Area | None:
        """Return the area with what is within some two kilometres of it; None as `area`."""
        found = self.area(code)
        return None if found is None else self.atlas.near(found)

    def at(self, latitude: float, longitude: float) -> tuple[str, ...]:
        """Return who touches the mesh of a point, cities without their wards; empty at sea."""
        found = (self.whole(code) for code in self.atlas.at(latitude, longitude))
        return tuple(dict.fromkeys(found))

    def of_address(self, text: str) -> tuple[str, ...]:
        """Return the codes of those that an address begins with; several where names are alike.

        The municipality where it can be told, else the prefecture; empty where neither is named.
        """
        plain = "".join(unicodedata.normalize("NFKC", text).split())
        found = _POSTAL.match(plain)
        rest = found[1] if found else plain
        prefix = ""
        for code, name in self.prefectures.items():
            if rest.startswith(name):
                prefix, rest = code[:2], rest[len(name) :]
                break
        rest = _COUNTY.sub("", rest)
        names = _by_name(self)
        for length in range(min(len(rest), _longest(self)), 1, -1):
            codes = tuple(code for code in names.get(rest[:length], ()) if code.startswith(prefix))
            if codes:
                return codes
        return tuple(code for code in self.prefectures if prefix and code.startswith(prefix))

    def distance(self, code: str, latitude: float, longitude: float) -> int | None:
        """Return the kilometres from a municipality's office; None for others."""
        found = _by_code(self).get(code)
        if found is None:
            return None
        north = (latitude - found.latitude) * _DEGREE
        east = (longitude - found.longitude) * _DEGREE * math.cos(math.radians(found.latitude))
        return round(math.hypot(north, east))


@functools.cache
def _by_code(known: Municipalities) -> dict[str, Municipality]:
    return {item.code: item for item in known.all}


@functools.cache
def _by_name(known: Municipalities) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for item in known.all:
        found[item.name] = (*found.get(item.name, ()), item.code)
    return found


@functools.cache
def _wholes(known: Municipalities) -> dict[str, str]:
    codes = {item.name: item.code for item in known.all}
    wards = ((item.code, _WARD.fullmatch(item.name)) for item in known.all)
    return {code: codes[ward[1]] for code, ward in wards if ward and ward[1] in codes}


@functools.cache
def _wards(known: Municipalities) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for item in known.all:
        if item.code in _wholes(known):
            name = item.name.partition("市")[2]
            found[name] = (*found.get(name, ()), item.code)
    return found


@functools.cache
def _longest(known: Municipalities) -> int:
    return max((len(item.name) for item in known.all), default=0)


@functools.cache
def _short_codes(known: Municipalities) -> frozenset[str]:
    return frozenset(
        [item.code[:5] for item in known.all] + [code[:5] for code in known.prefectures]
    )


@functools.cache
def _prefecture_box(known: Municipalities, prefix: str) -> Box | None:
    there = [item for item in known.all if item.code.startswith(prefix)]
    if not there:
        return None
    boxes = [item.box for item in there if REACH < item.reach <= _FAR]
    return Box(
        min([item.latitude - MARGIN for item in there] + [box.south for box in boxes]),
        min([item.longitude - MARGIN for item in there] + [box.west for box in boxes]),
        max([item.latitude + MARGIN for item in there] + [box.north for box in boxes]),
        max([item.longitude + MARGIN for item in there] + [box.east for box in boxes]),
    )


def load(overlay: Path | None = None) -> Municipalities:
    """Read the municipalities, the instance's own where `overlay` has them."""
    document = contracts.read("vocabularies/municipalities.json", overlay)
    reach = document["reach_km"]
    own = areas.own(overlay)
    return Municipalities(
        all=tuple(
            Municipality(code, name, latitude, longitude, float(reach.get(code, REACH)))
            for code, name, latitude, longitude in document["municipalities"]
        ),
        prefectures=dict(document["prefectures"]),
        digest=hashlib.sha256((json.dumps(document, sort_keys=True) + own).encode()).hexdigest(),
        atlas=areas.Atlas(overlay if own else None),
    )
