"""A municipality's or prefecture's area, and what to say of a place that lies outside of it."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from publisher.areas import Area
from publisher.municipalities import Box, Municipalities
from publisher.rules.whereabouts import Point, told_by
from publisher.words import Text

_AT_SEA = 10.0
"""Kilometres from a municipality's meshes to a place at sea that may be its own: the outlines
leave islets out."""


ELSEWHERE = Text(
    "緯度・経度（{value}）は、住所の{name}の外（{place}）にあります。緯度・経度と住所を確かめてください。",
    "The coordinates ({value}) are outside of {name}, which the address names ({place}). "
    "Check both.",
)


def of(code: str | None, known: Municipalities | None) -> Home | None:
    """Return where the places of a body should be; None where that is not known."""
    if code is None or known is None:
        return None
    area, near = known.area(code), known.near(code)
    return None if area is None or near is None else Home(code, area, near, known)


@dataclass(frozen=True, slots=True)
class Home:
    """Where places should be."""

    code: str
    area: Area
    near: Area
    """The area with what is within some two kilometres of it."""
    known: Municipalities

    def may_hold(self, point: Point, addresses: Sequence[str], box: Box | None = None) -> bool:
        """Say whether a place may be right: near, at sea, or where its address says.

        `box` is all that a line or a surface spans, `point` one of its positions: it may be right
        where any part may.
        """
        span = box or Box(*point, *point)
        if _touches(self.near, span):
            return True
        if not self.known.at(*point) and (
            self._is_off(point) or _distance(self.area, span) <= _AT_SEA
        ):
            return True
        elsewhere = (
            code
            for code in named_by(addresses, self.known)
            if code not in self.known.prefectures or code[:2] != self.code[:2]
        )
        areas = (found for code in elsewhere if (found := self.known.near(code)) is not None)
        return any(_touches(found, span) for found in areas)

    @property
    def towns(self) -> Mapping[str, Area]:
        """The municipalities of a prefecture by name, each with what is near; else none."""
        return _towns(self.known, self.code)

    def is_elsewhere(
        self, point: Point, own: Sequence[str], addresses: Sequence[str], box: Box | None = None
    ) -> bool:
        """Say whether a place lies away from the one municipality of a prefecture that its `own`
        address names. Where any of its addresses holds a name of one that it is near to, it may
        be there.
        """
        texts = [*own, *addresses]
        named = [name for name in self.towns if any(name in text for text in texts)]
        span = box or Box(*point, *point)
        if not named or any(_touches(self.towns[name], span) for name in named):
            return False
        told = {self.known.whole(code) for code in named_by(own, self.known)}
        names = [self.known.name(code) for code in told]
        return len(names) == 1 and names[0] in named and bool(self.known.at(*point))

    def words(
        self, point: Point, addresses: Sequence[str], box: Box | None = None
    ) -> dict[str, object]:
        """Return what to say of a place that cannot be right: outside of where, and how far."""
        code, area = self.code, self.area
        named = {self.known.whole(item) for item in named_by(addresses, self.known)}
        told = named - set(self.known.prefectures)
        if len(told) == 1 and (its := self.known.area(*told)) is not None:
            (code,), area = told, its
        name = self.known.name(code) or code
        kilometres = max(round(_distance(area, box or Box(*point, *point))), 1)
        where = [one for other in self.known.at(*point) if (one := self.known.name(other))]
        is_told = 0 < len(where) <= 2
        place = Text(
            f"{'か'.join(where) + '、' if is_told else ''}約{kilometres}km先",
            f"{' or '.join(where) + ', ' if is_told else ''}some {kilometres} km away",
        )
        return {"value": written(point), "name": Text(name, name), "place": place}

    def _is_off(self, point: Point) -> bool:
        """Say whether a place at sea may be a prefecture's: a reef, a buoy, an islet of nobody's."""
        box = self.known.box(self.code) if self.code in self.known.prefectures else None
        return box is not None and box.holds(*point)


@functools.cache
def _towns(known: Municipalities, code: str) -> Mapping[str, Area]:
    if code not in known.prefectures:
        return {}
    there = (item for item in known.all if item.code[:2] == code[:2])
    return {
        item.name: near
        for item in there
        if known.whole(item.code) == item.code and (near := known.near(item.code)) is not None
    }


def named_by(addresses: Sequence[str], known: Municipalities) -> list[str]:
    """Return the codes of the municipalities that the addresses of one place may mean.

    A prefecture where no more is told: beside 所在地_市区町村 stands 所在地_都道府県.
    """
    codes = [code for text in addresses for code in told_by(text, known)]
    towns = {code[:2] for code in codes if code not in known.prefectures}
    return [code for code in codes if code not in known.prefectures or code[:2] not in towns]


def written(point: Point) -> str:
    """Return a point as findings show it."""
    return f"{point[0]:.5f}, {point[1]:.5f}"


def _touches(area: Area, box: Box) -> bool:
    return area.touches(box.south, box.west, box.north, box.east)


def _distance(area: Area, box: Box) -> float:
    return area.distance_of(box.south, box.west, box.north, box.east)
