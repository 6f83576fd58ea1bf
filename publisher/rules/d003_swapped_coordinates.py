"""D003: a latitude and a longitude that stand in each other's column."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.municipalities import JAPAN
from publisher.rules.coordinates import Coordinates, Pair, point_of
from publisher.rules.examples import csv
from publisher.rules.rule import Cell, Hit, OfTable, Rule
from publisher.words import Text


class _Watch(Coordinates):
    def judge(self, cell: Cell, pair: Pair) -> Iterator[Hit]:
        point = point_of(cell.row(), pair) if cell.position == pair.latitude else None
        if point is not None and JAPAN.holds(point[1], point[0]):
            yield Hit(cell=cell, values={"value": cell.text})


RULE = Rule(
    id="D003",
    name="swapped-coordinates",
    severity=Severity.ERROR,
    title=Text("緯度と経度が逆", "Latitude and longitude swapped"),
    why=Text(
        "地図では日本の外の、海や砂漠に表示されます。",
        "Maps show the place far away from Japan.",
    ),
    fix=Text(
        "緯度（20〜46）と経度（122〜154）の値を入れ替えてください。",
        "Exchange the values: latitudes are 20–46, longitudes 122–154.",
    ),
    message=Text(
        "緯度の列に経度（{value}）が入っています。緯度と経度の値を入れ替えてください。",
        "The latitude's column holds a longitude ({value}). Exchange the two values.",
    ),
    decides=Text(
        "緯度の列と経度の列の値を入れ替えると日本の中になるときだけ、確実な誤りとします。",
        "Certain, and only where the two values exchanged are a place in Japan.",
    ),
    bad=(
        csv("名称,緯度,経度\n市役所,135.6979,34.6939\n"),
        csv("名称,latitude,longitude\n市役所,135.6979,34.6939\n駅,34.6921,135.6988\n"),
    ),
    good=(
        csv("名称,経度,緯度\n市役所,135.6979,34.6939\n"),
        csv("名称,緯度,経度\n沖ノ鳥島,20.4225,136.0894\n択捉島,45.5265,148.7581\n"),
    ),
    check=OfTable(_Watch),
)
