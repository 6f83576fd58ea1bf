"""D004 for GeoJSON: features no part of which lies where the file's places are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import starmap

from publisher.geo.faults import LIMIT
from publisher.geo.feature import Feature, Place
from publisher.municipalities import JAPAN, Box
from publisher.rules import column_roles, homes
from publisher.rules.coordinates import Pair, pairs, point_of
from publisher.rules.geo_hits import MORE
from publisher.rules.homes import Home
from publisher.rules.rule import FeatureWatch, Hit, NotApplicable, Outcome, Publisher
from publisher.rules.whereabouts import SHOWN, Point, home_of, tells_home
from publisher.tables.columns import Column, Kind
from publisher.tables.record import Record, text_of
from publisher.words import Text

HEADER = 1
"""Feature 1 is record 2 of the table of the properties: findings of both name the same place."""
LONGEST = 200
"""Characters of a property that are kept: more is no address."""
_SHAPE = Text(
    "線や面の全体（{value}など）が、{name}の外（{place}）にあります。位置を確かめてください。",
    "All of the line or surface ({value} …) is outside of {name} ({place}). Check where it is.",
)


@dataclass(frozen=True, slots=True)
class _Roles:
    """Which properties tell where a feature is, by their position, from 1."""

    homes: tuple[int, ...]
    addresses: tuple[int, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is kept of a feature: neither its shape nor its properties, which may be large."""

    number: int
    line: int
    place: Place
    addresses: tuple[str, ...]
    own: tuple[str, ...]
    """Those of them that tell where it is, not where somebody sits."""
    points: tuple[Point, ...]
    """Places that its properties tell: rules of tables judge these."""


class DistantFeatures(FeatureWatch):
    """Judges features by the publisher's area, or by the one that nearly all addresses name.

    Which one is known from the start, or once the first features have been seen.
    """

    def start(self, publisher: Publisher) -> tuple[Outcome, ...]:
        """See whose file it is."""
        self.known = publisher.municipalities
        self.home = homes.of(publisher.body, self.known)
        self.is_settled = publisher.body is not None or self.known is None
        self.first: list[_Seen] = []
        self.texts: defaultdict[str, list[str]] = defaultdict(list)
        """Addresses of the first features, by property."""
        self.looked = 0
        self.hits = 0
        return ()

    def feature(self, feature: Feature) -> Iterator[Hit]:
        """Judge a feature that is not plainly at home: nearly all are, so that must cost little."""
        if not self.is_settled:
            return self._gather(feature)
        if self.home is None:
            return iter(())
        holds, first = self.home.near.holds, feature.first
        is_home = first is not None and holds(*first)
        if not self.home.towns and (is_home or any(starmap(holds, feature.points()))):
            return iter(())
        seen = _seen(feature)
        return iter(()) if seen is None else self._judge(seen)

    def finish(self) -> Iterator[Outcome]:
        """Judge what waits, and tell how many features are not told one by one."""
        yield from self._settle()
        if self.home is None:
            yield NotApplicable()
        elif self.hits > LIMIT:
            yield Hit(message=MORE, values={"count": self.hits - LIMIT})

    def _gather(self, feature: Feature) -> Iterator[Hit]:
        self.looked += 1
        names = tuple(feature.properties)
        for position in _roles(names).homes:
            name = names[position - 1]
            if text := _text(feature.properties[name]):
                self.texts[name].append(text)
        if (seen := _seen(feature)) is not None:
            self.first.append(seen)
        if self.looked >= SHOWN:
            yield from self._settle()

    def _settle(self) -> Iterator[Hit]:
        """Decide whose area counts by the first features, and judge these."""
        if self.is_settled:
            return
        self.is_settled = True
        points = (item.place.first for item in self.first)
        code = home_of(None, self.known, self.texts.values(), points)
        self.home = homes.of(code, self.known)
        for item in self.first:
            yield from self._judge(item)
        self.first.clear()

    def _judge(self, seen: _Seen) -> Iterator[Hit]:
        home, place, addresses = self.home, seen.place, seen.addresses
        if home is None:
            return
        if home.may_hold(place.first, addresses, place.box):
            yield from self._elsewhere(seen, home)
            return
        if not all(home.may_hold(point, addresses) for point in seen.points):
            return  # the columns of its coordinates say so
        is_point = place.box == Box(*place.first, *place.first)
        yield from self._hit(seen, home, None if is_point else _SHAPE, addresses)

    def _elsewhere(self, seen: _Seen, home: Home) -> Iterator[Hit]:
        """Judge a place in a prefecture by the municipality that its address names."""
        place, own, addresses = seen.place, seen.own, seen.addresses
        if not home.is_elsewhere(place.first, own, addresses, place.box):
            return
        if not any(home.is_elsewhere(point, own, addresses) for point in seen.points):
            yield from self._hit(seen, home, homes.ELSEWHERE, own)

    def _hit(
        self, seen: _Seen, home: Home, message: Text | None, addresses: tuple[str, ...]
    ) -> Iterator[Hit]:
        self.hits += 1
        if self.hits <= LIMIT:
            yield Hit(
                values=home.words(seen.place.first, addresses, seen.place.box),
                message=message,
                record=Record(seen.number + HEADER, seen.line, ()),
            )


def _seen(feature: Feature) -> _Seen | None:
    """Return what is kept of a feature; None where D021, D024 or D025 speak of it."""
    place = feature.place()
    if place is None:
        return None
    roles = _roles(tuple(feature.properties))
    cells = [_text(value) for value in feature.properties.values()]
    record = Record(feature.number + HEADER, feature.line, cells)
    points = (point_of(record, pair) for pair in roles.pairs)
    return _Seen(
        number=feature.number,
        line=feature.line,
        place=place,
        addresses=tuple(cells[position - 1] for position in roles.addresses),
        own=tuple(cells[position - 1] for position in roles.homes),
        points=tuple(point for point in points if point is not None and JAPAN.holds(*point)),
    )


def _text(value: object) -> str:
    return text_of(value)[:LONGEST] if isinstance(value, str | int | float) else ""


@lru_cache(maxsize=10)
def _roles(names: tuple[str, ...]) -> _Roles:
    columns = [
        Column(position=position, label=name.strip(), kind=Kind.TEXT)
        for position, name in enumerate(names, start=1)
    ]
    return _Roles(
        homes=tuple(item.position for item in columns if tells_home(item)),
        addresses=tuple(item.position for item in columns if column_roles.is_address(item)),
        pairs=pairs(columns),
    )
