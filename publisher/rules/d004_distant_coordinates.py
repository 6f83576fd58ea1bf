"""D004: a place outside of the municipality where the table's places are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.findings import Severity
from publisher.municipalities import JAPAN, Box, Municipalities
from publisher.rules import column_roles, homes
from publisher.rules.coordinates import (
    WORLD,
    Coordinates,
    Pair,
    number_of,
    point_of,
    value_in,
)
from publisher.rules.distant_features import DistantFeatures
from publisher.rules.examples import CSV_PATH, TreeExample, csv, resources
from publisher.rules.geo_hits import feature, geojson, point, polygon
from publisher.rules.homes import ELSEWHERE, Home, named_by, written
from publisher.rules.place_examples import OFFICES
from publisher.rules.rule import (
    Cell,
    Certainty,
    Hit,
    Interest,
    OfFeatures,
    OfTable,
    Outcome,
    Rule,
    TableHead,
)
from publisher.rules.whereabouts import Elsewhere, Outside, Point, home, tells_home
from publisher.tables.record import Record, text_of
from publisher.words import Text

_COUNTRY = re.compile(r"国名?|国・地域名?|国または地域|country(?:_?name)?", re.IGNORECASE)
_AT_HOME = frozenset({"", "日本", "日本国", "国内", "japan", "jp", "jpn"})
_ABROAD = Text(
    "「{value}」は日本の外です。緯度と経度を確かめてください。",
    "'{value}' is outside of Japan. Check latitude and longitude.",
)
_OTHER_PLACE = Text(
    "緯度・経度（{value}）が、住所の{name}から離れています。緯度と経度を確かめてください。",
    "The coordinates ({value}) are away from {name}, where the address is. Check them.",
)
_FAR = Text(
    "緯度・経度（{value}）は、{name}から{far}離れています。緯度と経度を確かめてください。",
    "The coordinates ({value}) are {far} away from {name}. Check them.",
)
_TENRI = ((135.83, 34.59), (135.85, 34.59), (135.85, 34.61), (135.83, 34.61), (135.83, 34.59))
_AROUND = ((135.5, 34.5), (136.0, 34.5), (136.0, 35.0), (135.5, 35.0), (135.5, 34.5))


class _Watch(Coordinates):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        yield from super().start(table)
        self.addresses = tuple(
            item.position for item in table.columns if column_roles.is_address(item)
        )
        self.countries = tuple(
            item.position for item in table.columns if _COUNTRY.fullmatch(item.key)
        )
        self.its_own = tuple(item.position for item in table.columns if tells_home(item))
        """Columns that tell where the places are, not where somebody sits."""
        self.homes: dict[Pair, Home] = {}
        for pair in self.pairs:
            if (found := homes.of(home(table, pair), table.municipalities)) is not None:
                self.homes[pair] = found

    def interests(self) -> Iterator[Interest]:
        """Ask for each place that is not certainly in the area, where the area is known."""
        for pair in self.pairs:
            if pair in self.homes:
                rows = Outside(self.homes[pair].near, pair)
                at = frozenset({pair.latitude})
                yield Interest(columns=at, finds=r"\d", rows=rows)
                if self.homes[pair].towns and self.its_own:
                    named = Elsewhere(self.homes[pair].towns, pair, self.its_own)
                    yield Interest(columns=at, finds=r"\d", rows=named)
            else:
                yield from self.strangers(pair)

    def cell(self, cell: Cell) -> Iterator[Outcome]:
        """Judge a place that is not plainly at home: nearly all are, so that must cost little."""
        return self._elsewhere(cell) if self._is_home(cell) else super().cell(cell)

    def _elsewhere(self, cell: Cell) -> Iterator[Hit]:
        """Judge a place in the prefecture by the municipality that its address names."""
        for pair, its in self.homes.items():
            if cell.position != pair.latitude or not its.towns or not self.its_own:
                continue
            record = cell.row()
            point, addresses = point_of(record, pair), self._addresses(record)
            own = [text_of(value_in(record, position)) for position in self.its_own]
            if point is not None and its.is_elsewhere(point, own, addresses):
                yield Hit(cell=cell, message=ELSEWHERE, values=its.words(point, own))

    def _is_home(self, cell: Cell) -> bool:
        for pair, its in self.homes.items():
            if cell.position == pair.latitude:
                try:
                    longitude = float(text_of(value_in(cell.row(), pair.longitude)))
                    return its.near.holds(float(cell.text), longitude)
                except (ValueError, OverflowError):
                    return False  # not plain numbers: `judge` reads them
        return False

    def judge(self, cell: Cell, pair: Pair) -> Iterator[Hit]:
        record = cell.row()
        point = point_of(record, pair)
        if point is None or 0.0 in point or not WORLD.holds(*point) or JAPAN.holds(*point[::-1]):
            return  # D003 and D005 say so
        if cell.position == pair.longitude and self._is_shown(record, pair):
            return  # said at the latitude
        known = self.table.municipalities
        if not JAPAN.holds(*point):
            stated = (text_of(value_in(record, at)).lower() for at in self.countries)
            if _AT_HOME.issuperset(stated):
                yield Hit(cell=cell, message=_ABROAD, values={"value": written(point)})
        elif pair in self.homes:
            its, addresses = self.homes[pair], self._addresses(record)
            if not its.may_hold(point, addresses):
                yield Hit(cell=cell, values=its.words(point, addresses))
        elif known is not None:
            yield from self._apart(cell, point, known, self.common[pair])

    def _apart(
        self, cell: Cell, point: Point, known: Municipalities, area: Box | None
    ) -> Iterator[Hit]:
        """Judge by distances where no area is known."""
        if area is None or area.holds(*point):
            return
        values: dict[str, object] = {"value": written(point)}
        named = [
            (name, box)
            for code in named_by(self._addresses(cell.row()), known)
            if (box := known.box(code)) is not None and (name := known.name(code)) is not None
        ]
        if any(box.holds(*point) for _, box in named):
            return
        if self.area is not None:
            code = self.area[0]
            distance = known.distance(code, *point)
            where = known.name(code) or code
            far = (
                Text("遠く", "far") if distance is None else Text(f"{distance}km", f"{distance}km")
            )
            values |= {"name": Text(where, where), "far": far}
            yield Hit(cell=cell, message=_FAR, values=values)
        elif named:
            values |= {"name": Text(named[0][0], named[0][0])}
            yield Hit(cell=cell, message=_OTHER_PLACE, values=values)

    def _is_shown(self, record: Record, pair: Pair) -> bool:
        """Say whether the latitude too is outside, so that the record was seen already."""
        latitude = number_of(value_in(record, pair.latitude))
        box = self.common[pair] or JAPAN
        south, north = max(box.south, JAPAN.south), min(box.north, JAPAN.north)
        return latitude is not None and not south <= latitude <= north

    def _addresses(self, record: Record) -> list[str]:
        return [text_of(value_in(record, position)) for position in self.addresses]


def _tree(*rows: str) -> TreeExample:
    schema = {"fields": [{"name": name} for name in ("名称", "住所", "緯度", "経度")]}
    text = "名称,住所,緯度,経度\r\n" + "".join(f"{row}\r\n" for row in rows)
    return TreeExample(
        descriptor={"resources": resources(schema=schema)},
        files={CSV_PATH: text.encode("utf-8-sig")},
    )


def _at(geometry: object, address: str = "") -> dict[str, object]:
    return feature(geometry, properties={"名称": "施設", "住所": address})


def _features(*features: object) -> TreeExample:
    path = CSV_PATH.replace(".csv", ".geojson")
    return TreeExample(
        descriptor={
            "resources": resources(
                path=path.rpartition("/")[2],
                format="geojson",
                mediatype="application/geo+json",
                schema={"fields": [{"name": "名称"}, {"name": "住所"}]},
            )
        },
        files={CSV_PATH: None, path: geojson(*features).content},
    )


RULE = Rule(
    id="D004",
    name="distant-coordinates",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("市町村の外の緯度・経度", "Coordinates outside of the municipality"),
    why=Text(
        "地図では別の町や外国に表示され、行く人が迷います。",
        "Maps show it in another town or country, and people get lost.",
    ),
    fix=Text(
        "地図で場所を確かめ、緯度と経度を入れ直してください。",
        "Look the place up on a map and enter its coordinates again.",
    ),
    message=Text(
        "緯度・経度（{value}）は、{name}の外（{place}）にあります。緯度と経度を確かめてください。",
        "The coordinates ({value}) are outside of {name} ({place}). Check them.",
    ),
    decides=Text(
        "公開する市町村や県の区域から2kmほど外を疑います。"
        "海の上は10kmまで、県なら沖合も問題としません。"
        "公開する団体が分からないファイルは、住所のほとんどが示す市町村や県で見ます。"
        "住所がその場所の町なら問題としません。"
        "県の表では、住所の市町村から2kmほど外も疑います。"
        "GeoJSONの線や面は、どの部分も外にあるときだけ疑います。"
        "区域が分からない団体の表は、役所から60kmより外だけを疑います。",
        "Likely: outside of Japan, or some 2 km outside of the area of the publishing municipality "
        "or prefecture (of the one that nearly all addresses name, where nobody publishes the file "
        "yet), unless the address names the place where the point is; in a prefecture's tables also "
        "outside of the municipality that the address names. At sea 10 km, for a prefecture "
        "off its coast. Lines and surfaces of GeoJSON only where no part lies inside. Tables where no "
        "area is known: over 60 km from the office.",
    ),
    bad=(
        csv("名称,緯度,経度\n市役所,34.6939,35.6979\n"),
        csv("名称,緯度,経度\nベルリン,52.5200,13.4050\n"),
        csv("名称,国名,緯度,経度\n姉妹都市会館,日本,34.6939,35.6979\n"),
        _tree("市役所,奈良県生駒市東新町8-38,35.6895,139.6917"),
        _tree("図書館,東新町8-38,34.6010,135.8380"),
        csv(
            "名称,住所,緯度,経度\n"
            + "".join(f"園{n},奈良県生駒市東新町{n},34.69{n:02},135.69{n:02}\n" for n in range(30))
            + "新園,奈良県生駒市東新町40,34.6010,135.8380\n"
        ),
        csv(f"名称,住所,緯度,経度\n{OFFICES}出張所,奈良県橿原市八木町1-1-18,34.6010,135.8380\n"),
        _features(_at(point(135.8380, 34.6010))),
        _features(_at(point(135.8380, 34.6010), "生駒市東新町8-38")),
        _features(_at(polygon(*_TENRI))),
    ),
    good=(
        csv("名称,緯度,経度\n市役所,34.6939,135.6979\n都庁,35.6895,139.6917\n"),
        csv(
            "姉妹都市,国名,緯度,経度\nベルリン,ドイツ,52.5200,13.4050\n小浜市,日本,35.4957,135.7466\n"
        ),
        _tree(
            "市役所,奈良県生駒市東新町8-38,34.6939,135.6979",
            "東京事務所,東京都千代田区平河町2-6-3,35.6795,139.7400",
            "市境のバス停,,34.6800,135.7330",
        ),
        _tree("自然の家,奈良県天理市川原城町605,34.5970,135.8370"),
        csv(
            f"名称,住所,緯度,経度\n{OFFICES}市境の駅,奈良県奈良市二名1,34.6950,135.7180\n"
            "県営水道,奈良県橿原市・天理市,34.5970,135.8370\n"
        ),
        _features(
            _at(point(135.7330, 34.6800)),
            _at({"type": "LineString", "coordinates": [[135.838, 34.601], [135.698, 34.694]]}),
            _at(polygon(*_AROUND)),
        ),
        _features(_at(point(135.8370, 34.5970), "奈良県天理市川原城町605")),
    ),
    check=(OfTable(_Watch), OfFeatures(DistantFeatures)),
)
