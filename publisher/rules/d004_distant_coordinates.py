"""D004: a place far away from where the table's places are."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.findings import Severity
from publisher.municipalities import JAPAN, Box
from publisher.rules import column_roles
from publisher.rules.coordinates import WORLD, Coordinates, Pair, number_of, point_of, value_in
from publisher.rules.examples import CSV_PATH, TreeExample, csv, resources
from publisher.rules.rule import Cell, Certainty, Hit, OfTable, Outcome, Rule, TableHead
from publisher.tables.record import Record, text_of
from publisher.words import Text

_ABROAD = Text(
    "「{value}」は日本の外です。緯度と経度を確かめてください。",
    "'{value}' is outside of Japan. Check latitude and longitude.",
)
_OTHER_PLACE = Text(
    "緯度・経度（{value}）が、住所の{name}から離れています。緯度と経度を確かめてください。",
    "The coordinates ({value}) are away from {name}, where the address is. Check them.",
)


class _Watch(Coordinates):
    def start(self, table: TableHead) -> Iterator[Outcome]:
        yield from super().start(table)
        self.addresses = tuple(
            item.position for item in table.columns if column_roles.is_address(item)
        )

    def judge(self, cell: Cell, pair: Pair) -> Iterator[Hit]:
        record = cell.row()
        point = point_of(record, pair)
        if point is None or 0.0 in point or not WORLD.holds(*point) or JAPAN.holds(*point[::-1]):
            return  # D003 and D005 say so
        if cell.position == pair.longitude and self._is_shown(record, pair):
            return  # said at the latitude
        if not JAPAN.holds(*point):
            yield Hit(cell=cell, message=_ABROAD, values={"value": _written(point)})
            return
        area = self.common[pair]
        if area is None or area.holds(*point):
            return
        named = self._named(record)
        known = self.table.municipalities
        if known is None or any(box.holds(*point) for _, box in named):
            return
        if self.area is not None:
            code = self.area[0]
            distance = known.distance(code, *point)
            where = known.name(code) or code
            far = f"{distance}km" if distance is not None else ""
            yield Hit(
                cell=cell,
                values={
                    "value": _written(point),
                    "name": Text(where, where),
                    "far": Text(far or "遠く", far or "far"),
                },
            )
        elif named:
            yield Hit(
                cell=cell,
                message=_OTHER_PLACE,
                values={"value": _written(point), "name": Text(named[0][0], named[0][0])},
            )

    def _is_shown(self, record: Record, pair: Pair) -> bool:
        """Say whether the latitude too is outside, so that the record was seen already."""
        latitude = number_of(value_in(record, pair.latitude))
        box = self.common[pair] or JAPAN
        south, north = max(box.south, JAPAN.south), min(box.north, JAPAN.north)
        return latitude is not None and not south <= latitude <= north

    def _named(self, record: Record) -> list[tuple[str, Box]]:
        """Return the names and areas of the municipalities that the record's address may mean."""
        known = self.table.municipalities
        found: list[tuple[str, Box]] = []
        if known is None:
            return found
        for position in self.addresses:
            for code in known.of_address(text_of(value_in(record, position))):
                box, name = known.box(code), known.name(code)
                if box is not None and name is not None:
                    found.append((name, box))
        return found


def _written(point: tuple[float, float]) -> str:
    return f"{point[0]:.5f}, {point[1]:.5f}"


def _tree(*rows: str) -> TreeExample:
    schema = {"fields": [{"name": name} for name in ("名称", "住所", "緯度", "経度")]}
    text = "名称,住所,緯度,経度\r\n" + "".join(f"{row}\r\n" for row in rows)
    return TreeExample(
        descriptor={"resources": resources(schema=schema)},
        files={CSV_PATH: text.encode("utf-8-sig")},
    )


RULE = Rule(
    id="D004",
    name="distant-coordinates",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    title=Text("離れた場所の緯度・経度", "Coordinates far away"),
    why=Text(
        "地図では別の町や外国に表示され、行く人が迷います。",
        "Maps show it in another town or country, and people get lost.",
    ),
    fix=Text(
        "地図で場所を確かめ、緯度と経度を入れ直してください。",
        "Look the place up on a map and enter its coordinates again.",
    ),
    message=Text(
        "緯度・経度（{value}）は、{name}から{far}離れています。緯度と経度を確かめてください。",
        "The coordinates ({value}) are {far} away from {name}. Check them.",
    ),
    decides=Text(
        "日本の外、公開する市町村の役所から60kmより外（島のある市町村はもっと広く）を疑います。住所がその場所の町なら問題としません。",
        "Likely: outside of Japan, or over 60 km from the publishing municipality's office (more "
        "where it has islands), unless the address names the place where the point is.",
    ),
    bad=(
        csv("名称,緯度,経度\n市役所,34.6939,35.6979\n"),
        csv("名称,緯度,経度\nベルリン,52.5200,13.4050\n"),
        _tree("市役所,奈良県生駒市東新町8-38,35.6895,139.6917"),
        csv(
            "名称,住所,緯度,経度\n"
            + "".join(f"園{n},奈良県生駒市東新町{n},34.69{n:02},135.69{n:02}\n" for n in range(30))
            + "新園,奈良県生駒市東新町40,35.6895,139.6917\n"
        ),
    ),
    good=(
        csv("名称,緯度,経度\n市役所,34.6939,135.6979\n都庁,35.6895,139.6917\n"),
        _tree(
            "市役所,奈良県生駒市東新町8-38,34.6939,135.6979",
            "東京事務所,東京都千代田区平河町2-6-3,35.6795,139.7400",
        ),
    ),
    check=OfTable(_Watch),
)
